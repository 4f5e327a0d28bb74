"""An edition as slides (.pptx): its title, its answers, then one exhibit a slide."""

from __future__ import annotations

import math
import struct
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pptx
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from econsec.publish.office.content import EASTERN, LATIN, shares
from econsec.publish.office.pictures import png
from econsec.publish.page.html import wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from econsec.publish.office.content import Content
    from econsec.publish.page.outline import Figure
    from econsec.publish.page.payload import Cell, Table

INK, NAVY, GREY = (RGBColor.from_string(colour) for colour in ("1A1A1A", "12436D", "595959"))  # type: ignore[no-untyped-call]
WIDE, HIGH, EDGE = Cm(33.867), Cm(19.05), Cm(1.5)  # 16:9
BLANK = 6  # the layout of nothing
ROOM = Cm(12.2)  # between the subtitle and the source
CELL, LINE, PADDING = 10, Pt(12.5), Cm(0.28)  # points of the letters in a table, a line of them, what is around a cell
TITLE = ((22, 2), (17, 3), (14, 4))  # points, and the lines that then have room above the subtitle
ANSWERS = 620  # letters of the answers that a slide holds


def slides(content: Content) -> bytes:
    """Write an edition as PowerPoint slides.

    Parameters
    ----------
    content : Content
        What it says.

    Returns
    -------
    bytes
        Office Open XML, 16:9; what a slide has no room for stands in its notes.

    Raises
    ------
    RenderError
        Its pictures cannot be drawn here.
    """
    made = pptx.Presentation()
    made.slide_width, made.slide_height = WIDE, HIGH
    first = _slide(made)
    _write(first, [content.title], top=Cm(5), high=Cm(5), size=36, colour=NAVY, bold=True)
    _write(first, [content.lede, content.facts], top=Cm(10.4), high=Cm(4), size=18)
    _write(first, [content.made, *content.withheld], top=Cm(16.4), high=Cm(2), size=11, colour=GREY)
    _text(made, content.title, content.answers)
    said: list[str] = []
    for title, blocks in content.parts():
        for block in blocks:
            if block.kind == "figure":
                _exhibit(made, block.content, content, said)
                said = []
            else:
                said += content.text(block)
        if said and title:  # what no exhibit of the section follows stands on a slide of its own
            _text(made, title, said)
            said = []
    if said:
        _text(made, content.title, said)
    return content.saved(made)


def _text(made: Any, title: str, texts: Sequence[str]) -> None:  # noqa: ANN401 - the library has no types
    for page in _pages(texts):
        slide = _slide(made)
        _write(slide, [title], top=Cm(0.9), high=Cm(2), size=20, colour=NAVY, bold=True)
        _write(slide, page, top=Cm(3.4), high=Cm(14), size=16, apart=Pt(9))


def _pages(texts: Sequence[str]) -> Iterable[list[str]]:
    """Lay sentences on slides, each with as many whole ones as it has room for."""
    page: list[str] = []
    for text in texts:
        if page and sum(map(len, page)) + len(text) > ANSWERS:
            yield page
            page = []
        page.append(text)
    if page:
        yield page


def _exhibit(made: Any, figure: Figure, content: Content, before: Sequence[str]) -> None:  # noqa: ANN401
    exhibit = figure.exhibit
    slide = _slide(made)
    _write(slide, [exhibit.headline], top=Cm(0.7), high=Cm(2.3), size=_size(exhibit.headline), colour=NAVY, bold=True)
    _write(slide, [exhibit.subtitle], top=Cm(3.1), high=Cm(1.2), size=12, colour=GREY)
    picture = png(figure, content.edition.manifest.language)
    if picture:
        wide, high = struct.unpack(">II", picture[16:24])
        scale = min((WIDE - 2 * EDGE) / wide, ROOM / high)
        left = (WIDE - wide * scale) / 2
        drawn = slide.shapes.add_picture(
            BytesIO(picture), int(left), Cm(4.5), width=int(wide * scale), height=int(high * scale)
        )
        drawn._element._nvXxPr.cNvPr.set("descr", exhibit.alt)  # noqa: SLF001 - the library has no name for it
        if exhibit.table.open:
            _write(slide, [content.say("office_table")], top=Cm(16.3), high=Cm(0.7), size=9, colour=GREY)
    else:
        _table(slide, exhibit.table, content)
    foot = [content.source(figure)]
    _write(slide, foot, top=Cm(17.0), high=Cm(1.3), size=9, colour=GREY)
    number = f"{content.say('exhibit', number=figure.number)} · {content.made}"
    _write(slide, [number], top=Cm(18.2), high=Cm(0.7), size=9, colour=GREY)
    notes = [*before, exhibit.subtitle, exhibit.alt, *exhibit.caveats, *foot]
    slide.notes_slide.notes_text_frame.text = "\n".join(dict.fromkeys(notes))


def _table(slide: Any, table: Table, content: Content) -> None:  # noqa: ANN401
    rows = _fitting(table)
    shape = slide.shapes.add_table(len(rows) + 1, len(table.columns), EDGE, Cm(4.6), WIDE - 2 * EDGE, Cm(1))
    for place, (column, share) in enumerate(zip(table.columns, shares(table), strict=True)):
        shape.table.columns[place].width = int((WIDE - 2 * EDGE) * share)
        _fill(shape.table.cell(0, place), column.label)
        for at, row in enumerate(rows, 1):
            _fill(shape.table.cell(at, place), row[place].text)
    if len(table.rows) > len(rows):
        told = content.say("office_rows", shown=len(rows), rows=len(table.rows))
        _write(slide, [told], top=Cm(16.2), high=Cm(0.8), size=9, colour=GREY)


def _fitting(table: Table) -> list[tuple[Cell, ...]]:
    """Return the first rows that a slide has room for, as their letters will be broken into lines."""
    points = [(WIDE - 2 * EDGE) * share / Pt(1) - 16 for share in shares(table)]  # inside a cell
    held: list[tuple[Cell, ...]] = []
    used = _lines([column.label for column in table.columns], points) * LINE + PADDING
    for row in table.rows:
        used += _lines([cell.text for cell in row], points) * LINE + PADDING
        if used > ROOM - Cm(0.8):
            break
        held.append(row)
    return held


def _lines(texts: Iterable[str], points: Iterable[float]) -> int:
    """Return how many lines a row takes whose columns are so wide."""
    return max(math.ceil(wide(text) * CELL * 0.55 / room) for text, room in zip(texts, points, strict=True)) or 1


def _size(headline: str) -> int:
    """Return the points in which a headline keeps to the room that it has.

    Examples
    --------
    >>> _size("short"), _size("long " * 40)
    (22, 17)
    """
    points = (WIDE - 2 * EDGE) / Pt(1) - 16
    fits = (size for size, most in TITLE if math.ceil(wide(headline) * size * 0.58 / points) <= most)
    return next(fits, TITLE[-1][0])


def _fill(cell: Any, text: str) -> None:  # noqa: ANN401
    cell.text = text
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            _face(run, CELL)


def _slide(made: Any) -> Any:  # noqa: ANN401
    return made.slides.add_slide(made.slide_layouts[BLANK])


def _write(
    slide: Any,  # noqa: ANN401
    texts: Iterable[str],
    *,
    top: int,
    high: int,
    size: float,
    colour: RGBColor = INK,
    bold: bool = False,
    apart: int = Pt(3),
) -> None:
    """Write paragraphs across the slide."""
    frame = slide.shapes.add_textbox(EDGE, top, WIDE - 2 * EDGE, high).text_frame
    frame.word_wrap = True
    for place, text in enumerate(filter(None, texts)):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = apart
        run = paragraph.add_run()
        run.text = text
        run.font.color.rgb, run.font.bold = colour, bold
        _face(run, size)


def _face(run: Any, size: float) -> None:  # noqa: ANN401
    run.font.size, run.font.name = Pt(size), LATIN
    letters = run._r.get_or_add_rPr()  # noqa: SLF001 - the library sets no face for Japanese letters
    eastern = letters.makeelement(qn("a:ea"), {"typeface": EASTERN})
    letters.append(eastern)
