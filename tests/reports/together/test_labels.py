"""No label of a chart is cut: what is drawn ends in no dots that the chart itself did not ask for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from econsec import paths
from econsec.exhibits.charts.parts import y_axis
from econsec.exhibits.elements.label_layout import fold, width
from econsec.exhibits.elements.theme import LABEL
from econsec.publish.plan import portfolio

if TYPE_CHECKING:
    from reports_support import Rendered

EXHIBIT = "application/vnd.econsec.exhibit+json"
DOTS = ("…", "...", "\u22ef")
FEW = ("dialogue_brief",)
REPORTS = [one.name for one in portfolio.load(paths.notebooks() / "reports.toml").report]
ALL = [pytest.param(name, marks=[] if name in FEW else [pytest.mark.slow]) for name in REPORTS]


def cut(page: str, asked: str) -> list[tuple[str, str]]:
    """List the texts of drawn charts that end in dots and are not written so in what the charts were asked to draw."""
    figures = BeautifulSoup(page, "lxml").select("figure.exhibit")
    drawn = [(figure["id"], text.get_text()) for figure in figures for text in figure.select("svg text")]
    return [(name, text) for name, text in drawn if any(one in text for one in DOTS) and json.dumps(text) not in asked]


def asked_for(edition: Rendered) -> str:
    """Return all that the charts of an edition were asked to draw."""
    notebook = json.loads((edition.folder / "notebook.ipynb").read_text(encoding="utf-8"))
    outputs = [output.get("data", {}) for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return json.dumps([data[EXHIBIT]["chart"] for data in outputs if EXHIBIT in data])


def test_a_text_that_was_cut_is_found_and_one_that_was_asked_for_is_not():
    drawn = "<text>Japan, phones and network equip…</text><text>With …</text>"
    page = f'<figure class="exhibit" id="x"><svg>{drawn}</svg></figure>'
    assert cut(page, json.dumps(["Japan, phones and network equipment", "With …"])) == [
        ("x", "Japan, phones and network equip…")
    ]


@pytest.mark.parametrize("name", ALL)
def test_no_label_of_a_chart_is_cut(name, rendered):
    for language, edition in rendered(name).items():
        page = (edition.folder / "report.static.html").read_text(encoding="utf-8")
        assert "<svg" in page
        assert cut(page, asked_for(edition)) == [], language


@pytest.mark.parametrize(
    "label", ["Gallium, Germanium, 2 more: no licence in principle, graphite under review", "ガリウム" * 12, "x" * 80]
)
def test_a_label_wider_than_half_a_chart_goes_over_two_lines_and_loses_no_letter(label):
    assert width(label, 12) > LABEL
    lines = fold(label)
    assert len(lines) == 2
    assert "".join(lines).replace(" ", "") == label.replace(" ", "")
    assert max(width(line, 12) for line in lines) < 0.7 * width(label, 12)
    axis = y_axis(["Japan", label]).to_dict()["axis"]
    assert json.dumps(lines) in axis["labelExpr"]
    assert "Japan" not in axis["labelExpr"]  # only the row that needs it
