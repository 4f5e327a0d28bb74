"""The languages of one report share what is worked out, and neither spoils the other, nor another report."""

from __future__ import annotations

import kit
import nbformat
import pytest

from econsec.publish import render

DAY = "2026-01-02"
SHARED = """
import os, pathlib
folder = os.environ["ECONSEC_ANSWERS"]
if folder:
    (pathlib.Path(folder) / language).write_text(who)
print("alone" if not folder else sorted(path.name for path in pathlib.Path(folder).iterdir()))
"""


def printed(made):
    notebook = nbformat.read(made.edition.folder / "notebook.ipynb", as_version=4)
    return "".join(out.text for cell in notebook.cells for out in cell.get("outputs", []) if "text" in out)


@pytest.mark.parametrize("engine", ["fork", "kernel"])
def test_the_languages_of_a_report_share_answers_and_reports_share_none(tmp_path, engine):
    reports = {"one": kit.notebook(SHARED), "two": kit.notebook(SHARED, "'other'")}
    portfolio = kit.write(tmp_path / "nb", reports, languages=("en", "ja"))
    settings = render.Settings(out=tmp_path / "reports", date=DAY, workers=1, engine=engine)
    made = render.render_all(render.every(portfolio.report), settings)
    assert [printed(one).strip() for one in made] == ["['en']", "['en', 'ja']"] * 2
    again = render.Settings(out=tmp_path / "again", date=DAY, workers=1, engine=engine)
    assert printed(render.render_all([(portfolio["one"], "ja")], again)[0]).strip() == "alone"


def test_a_second_language_waits_for_the_first_of_every_report(tmp_path):
    heard = []
    portfolio = kit.write(
        tmp_path / "nb", {"one": kit.notebook(), "two": kit.notebook("1 + 1")}, languages=("en", "ja")
    )
    settings = render.Settings(out=tmp_path / "reports", date=DAY, workers=1, progress=heard.append)
    made = render.render_all(render.every(portfolio.report), settings)
    started = [(event.report, event.language) for event in heard if event.kind == "started"]
    assert started == [("one", "en"), ("two", "en"), ("one", "ja"), ("two", "ja")]
    assert [(one.report, one.language) for one in made] == [(r, x) for r in ("one", "two") for x in ("en", "ja")]


def test_a_language_that_fails_hides_nothing_of_the_other(tmp_path):
    for bad, good in (("en", "ja"), ("ja", "en")):
        breaks = kit.notebook(SHARED, f"assert language != {bad!r}")
        portfolio = kit.write(tmp_path / bad, {"one": breaks}, languages=("en", "ja"))
        made = render.render_all(render.every(portfolio.report), render.Settings(out=tmp_path / "out" / bad, date=DAY))
        assert {one.language: one.status for one in made} == {bad: "failed", good: "rendered"}
