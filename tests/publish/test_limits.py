"""What a report may not do: draw for ever, publish what is no number, be in another format."""

from __future__ import annotations

import json
import time

import kit
import pytest
from few import few

from econsec.publish import render
from econsec.publish.files import lock

#: A pattern that tries every way to divide the letters: it ends when the sun has gone out.
ENDLESS = """
chart = {
    "data": {"values": [{"a": "a" * 60 + "!"}]},
    "transform": [{"calculate": "test(/^(a+)+$/, datum.a)", "as": "b"}],
    "mark": "bar",
    "encoding": {"x": {"field": "b", "type": "nominal"}},
}
source = dict.fromkeys(("line", "url", "licence", "vintage", "dataset", "sha256"), "x") | {"commercial": True}
table = {"caption": "T", "columns": [{"key": "a", "label": "A", "kind": "text"}], "row_header": 0}
shown = {
    "version": 1, "language": language, "id": "never", "headline": "Never", "subtitle": "Never", "alt": "Never",
    "chart": chart, "csv": {"columns": ["a"], "rows": [["a"]]}, "sources": [source],
    "table": table | {"rows": [[{"text": "a", "value": "a"}]]},
}
display({"application/vnd.econsec.exhibit+json": shown}, raw=True)
"""


def test_a_chart_that_is_drawn_for_ever_fails_its_report_in_time_and_no_other(tmp_path):
    portfolio = kit.write(
        tmp_path / "nb", {"endless": kit.notebook(ENDLESS), "good": kit.notebook()}, settings={"endless": "timeout = 6"}
    )
    started = time.monotonic()
    settings = render.Settings(out=tmp_path / "out", workers=1)
    bad, good = render.render_all(render.every(portfolio.report), settings)
    assert (bad.status, bad.reason, bad.problem) == ("failed", "timeout", "its page took longer than 6 s")
    assert good.status == "rendered"
    assert time.monotonic() - started < 60
    with lock.hold(bad.folder, wait=0):
        pass


SAYS = """
claim = {{"version": 1, "id": "n", "role": "answer", "language": language, "text": {text!r}}}
claim |= {{"parts": [{{"text": {text!r}}}], "values": {{}}}}
display({{"application/vnd.econsec.claim+json": claim}}, raw=True)
"""


@pytest.mark.parametrize(
    "text", few(["JPNの割合はnan%です。", "It grew by -inf.", "JPN buys nan %.", "Since NaT.", "<NA> of it"], 2)
)
def test_what_is_no_number_is_not_published(tmp_path, text):
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook(SAYS.format(text=text))})
    (found,) = render.render_all([(portfolio["one"], "en")], render.Settings(out=tmp_path / "out", workers=1))
    assert (found.status, found.reason) == ("failed", "refused")
    assert f"({text})" in found.problem
    assert "words for one that is missing" in found.problem


@pytest.mark.parametrize("text", ["nan", "nan %", "from -inf to 3"])
def test_a_cell_of_a_table_that_is_no_number_is_not_published(tmp_path, text):
    drawn = ENDLESS.replace("(a+)+", "a+").replace(
        '{"text": "a", "value": "a"}', f'{{"text": {text!r}, "value": None}}'
    )
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook(drawn)})
    (found,) = render.render_all([(portfolio["one"], "en")], render.Settings(out=tmp_path / "out", workers=1))
    assert (found.status, found.reason) == ("failed", "refused")
    assert f"a cell of exhibit never says {'-inf' if 'inf' in text else 'nan'!r}" in found.problem


def test_words_that_only_look_like_no_number_are_published(tmp_path):
    text = "Nanotubes, naan and Inf-1 come from Nan, and Rhénan wine."
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook(SAYS.format(text=text))})
    assert render.render(portfolio["one"], render.Settings(out=tmp_path / "out")).damage() == []


def test_a_notebook_of_another_format_is_refused_in_a_sentence(tmp_path):
    portfolio = kit.write(tmp_path / "nb", {"old": kit.notebook(), "good": kit.notebook()})
    cells = {"worksheets": [{"cells": [], "metadata": {}}], "nbformat": 3, "nbformat_minor": 0, "metadata": {}}
    (tmp_path / "nb" / "old.ipynb").write_text(json.dumps(cells))
    old, good = render.render_all(render.every(portfolio.report), render.Settings(out=tmp_path / "out"))
    assert (old.status, good.status) == ("failed", "rendered")
    assert old.problem.startswith("old.ipynb is a notebook of format 3. Expected format 4.")
