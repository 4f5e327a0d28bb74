from __future__ import annotations

import kit
import pytest

from econsec.errors import MissingFileError, PortfolioError, UnknownReportError
from econsec.publish.plan import portfolio


def test_a_portfolio_keeps_its_order_and_finds_its_notebooks(tmp_path):
    read = kit.write(tmp_path, {"second": kit.notebook(), "first": kit.notebook()})
    assert [report.name for report in read.report] == ["second", "first"]
    assert read["first"].notebook == tmp_path / "first.ipynb"


def test_an_unknown_report_is_answered_with_the_nearest_name(tmp_path):
    read = kit.write(tmp_path, {"critical_minerals": kit.notebook()})
    with pytest.raises(UnknownReportError, match="Did you mean critical_minerals"):
        read["critical_mineral"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("schedul = 'x'", "report 'one' schedul"),
        ("timeout = 0", "report 'one' timeout"),
        ("data = 3", "report 'one' data"),
        ("distinct = 3", "report 'one' distinct"),
        ("[[report]]\nname = 'one'\nnotebook = 'one.ipynb'\ntitle = {en = 'X'}", "two reports are called one"),
    ],
)
def test_an_entry_that_breaks_the_rules_is_named(tmp_path, line, said):
    with pytest.raises(PortfolioError, match=said):
        kit.write(tmp_path, {"one": kit.notebook()}, settings={"one": line})


@pytest.mark.parametrize("name", ["../x", "a/b", "", "A", "-x", "a" * 65, "x\\ny"])
def test_a_name_that_is_no_folder_name_is_refused(tmp_path, name):
    (tmp_path / "reports.toml").write_text(f'[[report]]\nname = "{name}"\nnotebook = "x.ipynb"\ntitle = {{en = "X"}}')
    with pytest.raises(PortfolioError, match="name"):
        portfolio.load(tmp_path / "reports.toml")


def test_a_language_without_a_title_is_refused(tmp_path):
    (tmp_path / "reports.toml").write_text(
        '[[report]]\nname = "x"\nnotebook = "x.ipynb"\ntitle = {en = "X"}\nlanguages = ["en", "ja"]'
    )
    with pytest.raises(PortfolioError, match="no title in ja"):
        portfolio.load(tmp_path / "reports.toml")


def test_a_language_that_is_named_twice_is_refused(tmp_path):
    (tmp_path / "reports.toml").write_text(
        '[[report]]\nname = "x"\nnotebook = "x.ipynb"\ntitle = {en = "X"}\nlanguages = ["en", "en"]'
    )
    with pytest.raises(PortfolioError, match="a language is named twice"):
        portfolio.load(tmp_path / "reports.toml")


def test_a_notebook_that_is_not_there_is_named(tmp_path):
    (tmp_path / "reports.toml").write_text('[[report]]\nname = "x"\nnotebook = "gone.ipynb"\ntitle = {en = "X"}')
    with pytest.raises(MissingFileError, match=r"gone\.ipynb"):
        portfolio.load(tmp_path / "reports.toml")


def test_what_is_no_toml_is_refused_and_a_missing_portfolio_is_named(tmp_path):
    (tmp_path / "reports.toml").write_text("[[report")
    with pytest.raises(PortfolioError, match="is not TOML"):
        portfolio.load(tmp_path / "reports.toml")
    with pytest.raises(MissingFileError, match="no portfolio"):
        portfolio.load(tmp_path / "nowhere.toml")


WATCHED = """
[[report]]
name = "one"
notebook = "one.ipynb"
title = {en = "One"}
"""
TOP = '[[watch]]\nname = "x"\nclaim = "c"\nvalue = "v"\nabove = 1\n'


def watched(tmp_path, text):
    (tmp_path / "one.ipynb").write_text("{}")
    (tmp_path / "reports.toml").write_text(WATCHED + text)
    return portfolio.load(tmp_path / "reports.toml")


def test_a_watch_stands_with_its_report_or_names_it(tmp_path):
    own = watched(tmp_path, TOP.replace("[[watch]]", "[[report.watch]]") + TOP + 'report = "one"\n')
    assert {name: watch.report for name, watch in own.watches().items()} == {"x": "one", "one/x": "one"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TOP, "does not say which report"),
        (TOP + 'report = "one"\n' + TOP + 'report = "one"\n', "two watches are called x"),
        (TOP.replace("[[watch]]", "[[report.watch]]") + 'report = "two"\n', "looks at another report"),
        (TOP.replace("above", "over") + 'report = "one"\n', "watch 'x'.*no 'over'"),
        ("watch = 3\n", "watch"),
    ],
)
def test_a_watch_that_is_none_is_refused_by_its_name(tmp_path, text, said):
    with pytest.raises(PortfolioError, match=said):
        watched(tmp_path, text)
