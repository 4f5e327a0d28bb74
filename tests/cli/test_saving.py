"""An exhibit saved from a session: each form holds its headline, its source and its notes, in either language."""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as ET

import pytest

import econsec
from econsec import Report, decisions, exhibits, trade
from econsec.cli.cell import ENDINGS
from econsec.errors import MissingToolError, ParameterError, RenderError
from econsec.exhibits.elements.gap import Gap
from econsec.publish.office import one_exhibit
from econsec.publish.page.words import Words

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=["en", "ja"])
def shown(request):
    found = decisions.suppliers(trade("850511", year=2024), importer="JPN", year=2024)
    report = Report("JPN", "IND", "CHN", 2024, request.param).on(*exhibits.cited(found.sources))
    return exhibits.one_product.suppliers(report, found, {"en": "magnets", "ja": "磁石"}[request.param])


def said(exhibit):
    """What every form says, its figures apart."""
    line = exhibit.datasets[0].source.line(exhibit.language)
    return [exhibit.headline, exhibit.subtitle, Words(exhibit.language)("source"), line, *exhibit.caveats]


def squeezed(text):
    """Return a text without its lines' ends and blanks, which each form breaks in its own way."""
    return "".join(text.split())


def test_a_picture_has_the_headline_above_and_source_and_notes_below_it(shown, tmp_path):
    root = ET.parse(econsec.save(shown, tmp_path / "x.svg")).getroot()  # noqa: S314 - our own
    written = squeezed("".join(root.itertext()))
    assert [one for one in said(shown) if squeezed(one) not in written] == []
    own = [one for one in root if one.tag == f"{SVG}text"]
    heights = [float(one.get("y")) for one in own]
    assert heights == sorted(heights)
    (chart,) = root.findall(f"{SVG}svg")
    above, below = float(chart.get("y")), float(chart.get("y")) + float(chart.get("height"))
    assert all(not above < height < below for height in heights)
    assert heights[0] < above
    assert below < heights[-1] < float(root.get("height"))
    assert root.find(f"{SVG}title").text == shown.alt


def test_a_png_is_that_picture(shown, tmp_path):
    data = econsec.save(shown, tmp_path / "x.PNG").read_bytes()
    picture = ET.parse(econsec.save(shown, tmp_path / "x.svg")).getroot()  # noqa: S314 - our own
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(data[place : place + 4], "big") for place in (16, 20))
    assert width / height == pytest.approx(float(picture.get("width")) / float(picture.get("height")), rel=0.01)


def test_numbers_are_those_of_the_page_with_what_they_are_beside_them(shown, tmp_path):
    file = econsec.save(shown, str(tmp_path / "x.csv"))
    with file.open(encoding="utf-8-sig", newline="") as text:
        head, *rows = csv.reader(text)
    held = shown.table.csv(shown.language)
    assert head == held["columns"]
    assert [float(row[head.index("value")]) for row in rows] == pytest.approx(
        [row[head.index("value")] for row in held["rows"]]
    )
    about = json.loads((tmp_path / "x.csv-metadata.json").read_text(encoding="utf-8"))
    assert (about["url"], about["dc:title"], about["rdfs:comment"]) == ("x.csv", shown.headline, [*shown.caveats])
    assert about["dc:source"][0]["dc:bibliographicCitation"] == shown.datasets[0].source.line(shown.language)


def test_a_workbook_has_them_with_headline_source_and_notes(shown, tmp_path):
    with zipfile.ZipFile(econsec.save(shown, tmp_path / "x.xlsx")) as parts:
        strings = ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 - our own
        sheets = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314 - our own
    written = squeezed("".join(strings.itertext()))
    assert [one for one in said(shown) if squeezed(one) not in written] == []
    names = [one.get("name") for one in sheets.iter() if one.tag.endswith("}sheet")]
    assert names == [shown.id, Words(shown.language)("workbook_columns")]


def test_a_page_of_its_own_has_picture_table_and_numbers_and_runs_nothing(shown, tmp_path):
    page = unescape(econsec.save(shown, tmp_path / "x.html").read_text(encoding="utf-8"))
    assert f'<html lang="{shown.language}">' in page
    assert "<script" not in page
    assert "script-src 'none'" in page
    for part in ("<svg", "<table", f'download="{shown.id}.csv"', f"<title>{shown.headline}"):
        assert part in page


def test_another_ending_is_told_which_there_are_and_nothing_is_written(shown, tmp_path):
    for name in ("x.jpg", "x.xls", "x"):
        with pytest.raises(ParameterError, match=r"Expected one of \.csv, \.html, \.png, \.svg, \.xlsx"):
            econsec.save(shown, tmp_path / name)
    with pytest.raises(ParameterError, match=r"Did you mean \.xlsx"):
        econsec.save(shown, tmp_path / "x.xls")
    assert not [*tmp_path.iterdir()]


def test_what_is_no_exhibit_says_so(shown, tmp_path):
    with pytest.raises(ParameterError, match="DataFrame is no exhibit"):
        econsec.save(shown.table.frame, tmp_path / "x.csv")
    with pytest.raises(ParameterError, match=r"the data lack .*headings\.split\.gap"):
        econsec.save(Gap("headings.split.gap"), tmp_path / "x.png")


def test_a_table_has_every_form_but_a_picture(shown, tmp_path):
    bare = replace(shown, chart=None)
    for ending in ENDINGS:
        if ending in {".png", ".svg"}:
            with pytest.raises(RenderError, match=r"has no picture\. Expected \.csv, \.html or \.xlsx"):
                econsec.save(bare, tmp_path / f"x{ending}")
        else:
            assert econsec.save(bare, tmp_path / f"x{ending}").stat().st_size


def test_a_workbook_without_what_writes_it_says_how_it_comes(shown, tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "econsec.publish.office.workbook", raising=False)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingToolError, match=r'pip install "econsec\[office\]"'):
        econsec.save(shown, tmp_path / "x.xlsx")


def test_lines_of_a_picture_fit_and_none_begins_with_what_closes_a_sentence():
    text = "日本の輸入額に占める割合、2014～2024年。総額は5億6,880万ドルで、（印のない年は一覧に載らない）。" * 3
    lines = one_exhibit.broken(text, 10, 150)
    assert "".join(lines) == text
    assert not [line for line in lines if line[0] in "、。）」"]
    assert "|".join(lines).count("5億6,880万ドル") == 3
    assert max(sum(10 if ord(sign) > 0x2E80 else 5.8 for sign in line) for line in lines) <= 150


@pytest.mark.parametrize("path", ["no/such/x.png", "taken/x.csv", "x\0.png"])
def test_a_file_that_cannot_be_written_is_one_sentence(shown, tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("")
    with pytest.raises(RenderError, match=r"cannot be written: .*a file in a folder that is there"):
        econsec.save(shown, path)


@pytest.mark.parametrize(("path", "said"), [(3, "int is no file"), (None, "NoneType is no"), (".png", "has no ending")])
def test_what_names_no_file_is_refused(shown, path, said):
    with pytest.raises(ParameterError, match=said):
        econsec.save(shown, path)


def test_numbers_are_saved_of_an_exhibit_whose_chart_does_not_draw(shown, tmp_path, monkeypatch):
    def refuse(_):
        raise RenderError("no such mark")

    monkeypatch.setattr("econsec.publish.page.outline.vega.draw", refuse)
    for ending in ("csv", "xlsx"):
        assert econsec.save(shown, tmp_path / f"x.{ending}").stat().st_size
    with pytest.raises(RenderError, match="does not draw: no such mark"):
        econsec.save(shown, tmp_path / "x.svg")
