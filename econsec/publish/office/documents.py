"""An edition as a document (.docx): its answers first, then one exhibit a page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from econsec.publish.office.content import EASTERN, LATIN, shares
from econsec.publish.office.pictures import png

if TYPE_CHECKING:
    from docx.document import Document

    from econsec.publish.office.content import Content
    from econsec.publish.page.outline import Figure
    from econsec.publish.page.payload import Table

INK, NAVY, GREY = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x12, 0x43, 0x6D), RGBColor(0x59, 0x59, 0x59)
WIDE, MARGIN = Cm(17), Cm(2)
ROWS = 40  # of a table that a page holds; all are in the file of numbers


def document(content: Content) -> bytes:
    """Write an edition as a Word document.

    Parameters
    ----------
    content : Content
        What it says.

    Returns
    -------
    bytes
        Office Open XML, A4, with headings that a table of contents can be made of and a description a picture.

    Raises
    ------
    RenderError
        Its pictures cannot be drawn here.
    """
    made = docx.Document()
    _dress(made, content)
    made.add_heading(content.title, 0)
    for text in filter(None, (content.lede, content.facts)):
        made.add_paragraph(text, style="Subtitle")
    for text in content.answers:
        made.add_paragraph(text, style="List Bullet")
    for text in content.withheld:
        _small(made, text)
    _small(made, content.made)
    for title, blocks in content.parts():
        if title:
            made.add_heading(title, 1).paragraph_format.page_break_before = True
        for place, block in enumerate(blocks):
            if block.kind == "figure":
                # Under its section's heading the first one is at the head of a page already.
                _exhibit(made, block.content, content, own_page=place > 0 or not title)
                continue
            for text in content.text(block):
                made.add_paragraph(text)
    _method(made, content)
    return content.saved(made)


def _dress(made: Document, content: Content) -> None:
    """Give it the size of a page, and the faces and colours of the house."""
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
        section.footer.paragraphs[0].text = f"{content.title} · {content.made}"
        section.footer.paragraphs[0].runs[0].font.size = Pt(8)
    sizes = {"Normal": 10.5, "Title": 22, "Subtitle": 11, "Heading 1": 16, "Heading 2": 13, "List Bullet": 11}
    for name, size in sizes.items():
        style: Any = made.styles[name]
        style.font.name, style.font.size, style.font.italic = LATIN, Pt(size), False
        style.font.color.rgb = NAVY if name.startswith(("Heading", "Title")) else INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for face in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(face), None)
        fonts.set(qn("w:eastAsia"), EASTERN)


def _exhibit(made: Document, figure: Figure, content: Content, *, own_page: bool) -> None:
    """Write one exhibit on a page of its own: number, headline, what is drawn, picture or table, notes, source."""
    exhibit = figure.exhibit
    number = made.add_paragraph(content.say("exhibit", number=figure.number))
    number.runs[0].font.color.rgb, number.runs[0].font.size = GREY, Pt(9)
    number.paragraph_format.keep_with_next = True
    number.paragraph_format.page_break_before = own_page
    made.add_heading(exhibit.headline, 2)
    made.add_paragraph(exhibit.subtitle).paragraph_format.keep_with_next = True
    picture = png(figure, content.edition.manifest.language)
    if picture:
        drawn = made.add_picture(BytesIO(picture), width=WIDE)
        drawn._inline.docPr.set("descr", exhibit.alt)  # noqa: SLF001 - the library has no name for it
    if exhibit.table.open or not picture:
        _table(made, exhibit.table, content)
    for text in exhibit.caveats:
        _small(made, text)
    _small(made, content.source(figure))


def _table(made: Document, table: Table, content: Content) -> None:
    rows = table.rows[:ROWS]
    drawn = made.add_table(rows=1, cols=len(table.columns), style="Light Shading")
    drawn.autofit = False
    for cell, column in zip(drawn.rows[0].cells, table.columns, strict=True):
        cell.text = column.label
    drawn.rows[0]._tr.get_or_add_trPr().append(drawn.rows[0]._tr.makeelement(qn("w:tblHeader"), {}))  # noqa: SLF001
    for row in rows:
        for cell, said in zip(drawn.add_row().cells, row, strict=True):
            cell.text = said.text
    widths = [int(WIDE * share) for share in shares(table)]
    for row in drawn.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8.5)
    if len(table.rows) > len(rows):
        _small(made, content.say("office_rows", shown=len(rows), rows=len(table.rows)))


def _method(made: Document, content: Content) -> None:
    """Close with what the terms mean and where the figures come from."""
    made.add_heading(content.say("method"), 1).paragraph_format.page_break_before = True
    for method in content.outline.methods:
        line = made.add_paragraph()
        line.add_run(method.term).bold = True
        line.add_run(f"  {method.text}")
        if method.reference:
            _small(made, content.labelled(content.say("reference"), method.reference))
    made.add_heading(content.say("sources"), 2)
    for source in content.outline.sources:
        _small(made, f"{source.line}  {source.url}")


def _small(made: Document, text: str) -> None:
    run = made.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), GREY
