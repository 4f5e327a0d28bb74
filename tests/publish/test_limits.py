"""Every step of an edition has its limit, the drawing of its charts too."""

from __future__ import annotations

import time

import kit

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
