"""An edition in the forms that offices pass on: whole, described, one exhibit a page, and never of damaged files."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import nbformat
import page_sample
import pptx
import pytest
from browser_support import CHROMIUM
from pptx.util import Emu
from pydantic import ValidationError

from econsec.errors import RenderError
from econsec.publish.editions import edition
from econsec.publish.office import pdf, pictures
from econsec.publish.office.content import read
from econsec.publish.office.documents import document
from econsec.publish.office.slides import slides
from econsec.publish.office.workbook import workbook
from econsec.publish.page import html

HASH = "0" * 64


def write(folder: Path, language: str, notebook=None) -> edition.Edition:
    named = {"name": "n.ipynb", "sha256": HASH}
    facts = {"report": "ores", "title": "Ores", "language": language, "date": "2026-01-02", "parameters": {}}
    facts |= {"inputs": (), "code": HASH, "versions": {}, "fingerprint": HASH, "base": HASH, "id": "abc"}
    notebook, context = notebook or page_sample.notebook(language), page_sample.context(language)
    page = html.page(notebook, context)
    files = {
        edition.HTML: page.interactive.encode(),
        edition.STATIC: page.static.encode(),
        edition.NOTEBOOK: nbformat.writes(notebook).encode(),
    }
    return edition.write(folder / language, edition.Manifest(**facts | {"notebook": named}), files, keep=3)


@pytest.fixture(scope="module", params=["en", "ja"])
def made(request, tmp_path_factory) -> edition.Edition:
    return write(tmp_path_factory.mktemp("ores"), request.param)


def test_a_document_holds_every_sentence_exhibit_and_source_and_describes_its_pictures(made):
    content = read(made)
    written = docx.Document(BytesIO(document(content)))
    said = [paragraph.text for paragraph in written.paragraphs]
    assert said[0] == content.title
    assert set(content.answers) <= set(said)
    figures = content.outline.figures
    headlines = [p.text for p in written.paragraphs if p.style.name == "Heading 2"][: len(figures)]
    assert headlines == [figure.exhibit.headline for figure in figures]
    assert [line for line in map(content.source, figures) if line not in said] == []
    assert [note for figure in figures for note in figure.exhibit.caveats if note not in said] == []
    drawn = [shape._inline.docPr.get("descr") for shape in written.inline_shapes]
    assert drawn == [figure.exhibit.alt for figure in figures if figure.drawn]
    assert [method.term for method in content.outline.methods if not any(method.term in line for line in said)] == []
    assert (written.core_properties.title, str(written.core_properties.created)[:10]) == (content.title, "2026-01-02")


def test_each_exhibit_of_a_document_begins_a_page(made):
    written = docx.Document(BytesIO(document(read(made)))).paragraphs
    at = [place for place, one in enumerate(written) if one.style.name == "Heading 2"][
        :-1
    ]  # the last heads the sources
    for place in at:
        number = written[place - 1]
        heads = [one for one in written[:place] if one.style.name == "Heading 1"]
        first = heads and written[place - 2].text == heads[-1].text and heads[-1].paragraph_format.page_break_before
        assert number.paragraph_format.page_break_before or first


def test_slides_hold_each_exhibit_within_their_edges_and_the_rest_in_notes(made):
    content = read(made)
    shown = pptx.Presentation(BytesIO(slides(content)))
    exhibits = list(shown.slides)[-len(content.outline.figures) :]
    for slide, figure in zip(exhibits, content.outline.figures, strict=True):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert texts[0] == figure.exhibit.headline
        assert content.source(figure) in texts
        assert sum(shape.shape_type == 13 for shape in slide.shapes) == bool(figure.drawn)
        notes = slide.notes_slide.notes_text_frame.text
        assert [note for note in figure.exhibit.caveats if note not in notes] == []
        for shape in slide.shapes:
            assert Emu(0) <= shape.left
            assert shape.left + shape.width <= shown.slide_width
            assert shape.top + shape.height <= shown.slide_height
    answers = "\n".join(
        shape.text_frame.text for slide in shown.slides for shape in slide.shapes if shape.has_text_frame
    )
    assert [answer for answer in content.answers if answer not in answers] == []


@pytest.mark.parametrize("form", ["--docx", "--pptx", "--pdf"])
def test_a_damaged_edition_is_not_passed_on(tmp_path, form):
    made = write(tmp_path, "en")
    made.static.write_text(made.static.read_text("utf-8").replace("99.6", "99.7"), "utf-8")
    done = run(made.folder, form, cwd=tmp_path)
    assert (done.returncode, "report.static.html is not the file" in done.stderr) == (3, True), done.stderr
    assert not list(tmp_path.glob("*.*"))


def test_a_variant_takes_nobody_s_place_and_no_manifest_names_a_path(tmp_path):
    made = write(tmp_path, "en")
    assert run(made.folder, "--docx", cwd=tmp_path).returncode == 0
    assert (tmp_path / "ores-en-abc.docx").is_file()  # not in a folder of its report: none of its standard editions
    with pytest.raises(ValidationError):
        edition.Manifest(**{**made.manifest.model_dump(), "report": "../../evil"})


def test_odd_text_is_written_as_the_page_shows_it(tmp_path, monkeypatch):
    title, bell = "t" * 300, "bell \x07 end"
    notebook = page_sample.notebook("en")
    monkeypatch.setattr(page_sample, "notebook", lambda _: notebook)
    notebook.cells.append(page_sample.code("print(1)", nbformat.v4.new_output("stream", name="stdout", text=bell)))
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            head = output.get("data", {}).get("application/vnd.econsec.page+json")
            if head:
                head["title"] = title
    content = read(write(tmp_path, "en"))
    said = "\n".join(one.text for one in docx.Document(BytesIO(document(content))).paragraphs)
    assert "bell \ufffd end" in said
    assert title in said
    texts = [
        shape.text_frame.text
        for slide in pptx.Presentation(BytesIO(slides(content))).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any("bell \ufffd end" in text for text in texts)


def test_a_line_of_one_known_year_says_nothing_on_the_console_and_changes_no_picture(made, caplog):
    figure = next(figure for figure in read(made).outline.figures if figure.drawn)
    lone = '<path aria-label="a: 1" d="M150,0Z" stroke="#333" stroke-width="2" stroke-dasharray="6,3"/>'
    with_it = dataclasses.replace(figure, drawn=figure.drawn.replace("</svg>", f"{lone}</svg>"))
    assert with_it.drawn != figure.drawn
    assert pictures.png(with_it, "en") == pictures.png(figure, "en")
    assert "failed" not in caplog.text


def test_where_no_font_has_the_letters_no_picture_of_empty_boxes_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "convert", lambda *_, **__: b"box")
    with pytest.raises(RenderError, match="no font here has Japanese letters"):
        document(read(write(tmp_path, "ja")))


def test_without_a_browser_that_prints_it_is_said(made, monkeypatch):
    monkeypatch.delenv(pdf.BROWSER, raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RenderError, match="no browser that prints is here"):
        pdf.pdf(made)
    monkeypatch.setenv(pdf.BROWSER, "/nowhere/chromium")
    with pytest.raises(RenderError, match="'/nowhere/chromium' is no program"):
        pdf.pdf(made)


@pytest.mark.browser
def test_a_browser_prints_the_page_with_its_pictures(made, monkeypatch):
    monkeypatch.setenv(pdf.BROWSER, CHROMIUM.read_text("utf-8").strip())
    printed = pdf.pdf(made)
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") >= 2


def run(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "econsec", "export", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=cwd, env=os.environ, check=False)


def test_the_command_writes_what_is_asked_for_and_nothing_else(made, tmp_path):
    done = run(made.folder, "--docx", "--out", "for the minister", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    language = made.manifest.language
    assert [path.name for path in tmp_path.rglob("*.*")] == [f"ores-{language}-abc.docx"]
    for arguments, said in (
        ((made.folder,), "no form is named"),
        ((made.folder, "--pptx", "--language", "fr"), f"is an edition in '{language}'"),
        (("critical_mineral", "--pptx"), "critical_minerals"),
    ):
        done = run(*arguments, cwd=tmp_path)
        assert (done.returncode != 0, said in done.stderr) == (True, True), done.stderr
        assert "Traceback" not in done.stderr


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(file: bytes) -> dict[str, list[list[object]]]:
    """Read a workbook as the standard has it: the rows of each sheet, by its name."""
    with zipfile.ZipFile(BytesIO(file)) as parts:
        strings = [
            "".join(text.text or "" for text in one.iter(f"{SHEET}t"))
            for one in ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 - our own
        ]
        names = [one.get("name") for one in ET.fromstring(parts.read("xl/workbook.xml")).iter(f"{SHEET}sheet")]  # noqa: S314 - our own
        found = {}
        for number, name in enumerate(names, 1):
            root = ET.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - our own
            assert not list(root.iter(f"{SHEET}f")), "a formula"
            found[name] = [[_value(cell, strings) for cell in row] for row in root.iter(f"{SHEET}row")]
    return found


def _value(cell: ET.Element, strings: list[str]) -> str | None:
    held = cell.find(f"{SHEET}v")
    return None if held is None else strings[int(held.text)] if cell.get("t") == "s" else held.text


def test_a_workbook_holds_every_number_under_its_heading_with_its_source(made):
    content = read(made)
    file = workbook(content)
    assert file == workbook(content), "the same bytes"
    found = sheets(file)
    first, *exhibits, columns = found.values()
    said = [cell for row in first for cell in row]
    assert content.title in said
    assert set(content.answers) <= set(said)
    assert len(exhibits) == len(content.outline.figures) > 0
    rows = {(row[0], row[1]): row[2:] for row in columns[1:]}
    for name, sheet, figure in zip([*found][1:], exhibits, content.outline.figures, strict=False):
        exhibit = figure.exhibit
        above = [row[0] for row in sheet[: 3 + len(exhibit.caveats)]]
        assert above == [exhibit.headline, exhibit.subtitle, content.source(figure), *exhibit.caveats]
        held = sheet[len(above) :]
        assert held[0] == [
            exhibit.csv.about[one].heading if one in exhibit.csv.about else one for one in exhibit.csv.columns
        ]
        for written, row in zip(held[1:], exhibit.csv.rows, strict=True):
            there = [value for value in row if value is not None]
            for cell, value in zip(written, there, strict=True):
                assert cell == value if isinstance(value, str) else float(cell) == pytest.approx(float(value))
        assert all((name, one) in rows for one in exhibit.csv.columns)


def test_texts_of_a_workbook_are_never_read_as_formulas_or_links(tmp_path):
    hostile = ["=1+1", "@SUM(A1)", "https://example.org", "internal:A1", "<b>", "a" * 40_000]
    notebook = page_sample.notebook("en")
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if shown := output.get("data", {}).get("application/vnd.econsec.exhibit+json"):
                shown["csv"] = {"columns": hostile[:2], "rows": [[one, 10**40] for one in hostile]}
    made = write(tmp_path, "en", notebook)
    file = workbook(read(made))
    (sheet, *_) = [*sheets(file).values()][1:]
    assert [row[0][:30] for row in sheet[-len(hostile) :]] == [one[:30] for one in hostile]
    assert {row[1] for row in sheet[-len(hostile) :]} == {str(10**40)}
    with zipfile.ZipFile(BytesIO(file)) as parts:
        assert not [name for name in parts.namelist() if "externalLink" in name]
        links = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
    assert not any("example.org" in one for one in links)
