"""An edition as a workbook: what it says, its numbers one exhibit a sheet, and what each column is."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from econsec.publish.office.content import EASTERN, LATIN, source_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from econsec.publish.office.content import Content
    from econsec.publish.page.payload import Exhibit, Scalar
    from econsec.publish.page.words import Words

#: Letters that a sheet's name may have, and signs that it may not.
_LONGEST, _FORBIDDEN = 31, re.compile(r"[\[\]:*?/\\']")
_OFFICE = "history"  # which Excel keeps for itself
#: Letters that a cell holds.
_MOST = 32_767
#: Widths of columns, in letters: of numbers, of words.
_NARROW, _WIDE = 16, 80
#: From here on a spreadsheet has no more digits.
_EXACT = 10**15
#: Texts stay texts.
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(content: Content) -> bytes:
    """Return an edition as a workbook (xlsx).

    The first sheet says what the edition says and leads to the others; each exhibit has a sheet with its numbers as the
    CSV file has them, under headings in the page's language, with its source and notes; the last says of each column
    its name in the CSV file, its heading, its unit and what else is to be known. No text is read as a formula or a
    link.

    Parameters
    ----------
    content : Content
        Of a whole edition.
    """
    file, manifest = BytesIO(), content.edition.manifest
    with xlsxwriter.Workbook(file, _PLAIN) as book:
        book.set_properties(
            {
                "title": content.title[:255],
                "author": "econsec",
                "comments": content.made,
                "created": datetime.fromisoformat(manifest.date),
            }
        )
        styles = _styles(book, manifest.language)
        figures = content.outline.figures
        contents, explained = content.say("workbook_contents"), content.say("workbook_columns")
        names = _names([figure.exhibit.id for figure in figures], taken=(contents, explained, _OFFICE))
        first = book.add_worksheet(contents)
        for figure, name in zip(figures, names, strict=True):
            _exhibit(book.add_worksheet(name), figure.exhibit, content.say, styles)
        columns = book.add_worksheet(explained)
        _contents(first, content, names, styles)
        _columns(columns, [figure.exhibit for figure in figures], content.say, names, styles)
    return file.getvalue()


def of_one(exhibit: Exhibit, say: Words) -> bytes:
    """Return an exhibit as a workbook: its numbers with source and notes, then what each column is.

    Parameters
    ----------
    exhibit : Exhibit
        As a notebook says it.
    say : Words
        The page's own words in its language.
    """
    file = BytesIO()
    with xlsxwriter.Workbook(file, _PLAIN) as book:
        book.set_properties({"title": exhibit.headline[:255], "author": "econsec"})
        styles = _styles(book, exhibit.language)
        explained = say("workbook_columns")
        names = _names([exhibit.id], taken=(explained, _OFFICE))
        _exhibit(book.add_worksheet(names[0]), exhibit, say, styles)
        _columns(book.add_worksheet(explained), [exhibit], say, names, styles)
    return file.getvalue()


def _styles(book: Workbook, language: str) -> dict[str, Format]:
    face = {"font_name": EASTERN if language == "ja" else LATIN, "font_size": 10}
    return {
        "text": book.add_format(face | {"text_wrap": True, "valign": "top"}),
        "cell": book.add_format(face),
        "title": book.add_format(face | {"bold": True, "font_size": 14}),
        "head": book.add_format(face | {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "note": book.add_format(face | {"font_color": "#595959"}),
        "link": book.add_format(face | {"font_color": "#12436d", "underline": 1}),
    }


def _names(ids: list[str], taken: Sequence[str] = ()) -> list[str]:
    """Return the names of sheets: short, without what no sheet's name holds, each once whatever its case.

    Examples
    --------
    >>> _names(["share", "a-very-long-name-of-an-exhibit-one", "a-very-long-name-of-an-exhibit-two"])
    ['share', 'a-very-long-name-of-an-exhibit-', 'a-very-long-name-of-an-exhib~2']
    >>> _names(["columns"], taken=["Columns"])
    ['columns~2']
    """
    others = {name.casefold() for name in taken}
    found: list[str] = []
    for one in ids:
        name = _FORBIDDEN.sub("-", one)[:_LONGEST]
        count = 2
        while name.casefold() in others:
            tail = f"~{count}"
            name, count = f"{_FORBIDDEN.sub('-', one)[: _LONGEST - len(tail) - 1]}{tail}", count + 1
        found.append(name)
        others.add(name.casefold())
    return found


def _contents(sheet: Worksheet, content: Content, names: list[str], styles: dict[str, Format]) -> None:
    sheet.set_column(0, 0, _WIDE + 20)
    said = [content.lede, *content.answers, *content.withheld]
    rows = [(content.title, "title"), (content.made, "note"), (content.facts, "note"), *((one, "text") for one in said)]
    at = 0
    for text, style in rows:
        if text:
            sheet.write_string(at, 0, text[:_MOST], styles[style])
            at += 1
    for figure, name in zip(content.outline.figures, names, strict=True):
        text = content.labelled(content.say("exhibit", number=figure.number), figure.exhibit.headline)
        sheet.write_url(at + 1, 0, f"internal:'{name}'!A1", styles["link"], text[:_MOST])
        at += 1


def _exhibit(sheet: Worksheet, exhibit: Exhibit, say: Words, styles: dict[str, Format]) -> None:
    above = [(exhibit.headline, "title"), (exhibit.subtitle, "text"), (source_line(exhibit, say), "note")]
    above += [(caveat, "note") for caveat in exhibit.caveats]
    for at, (text, style) in enumerate(above):
        sheet.write_string(at, 0, text[:_MOST], styles["cell" if style == "text" else style])
    head = len(above) + 1
    about = exhibit.csv.about
    for place, name in enumerate(exhibit.csv.columns):
        heading = about[name].heading if name in about else name
        sheet.write_string(head, place, heading, styles["head"])
        texts = [row[place] for row in exhibit.csv.rows if isinstance(row[place], str)]
        sheet.set_column(place, place, min(max([_NARROW, *map(len, map(str, texts))]), _WIDE // 2))
        for at, row in enumerate(exhibit.csv.rows, head + 1):
            _write(sheet, at, place, row[place], styles["cell"])
    sheet.freeze_panes(head + 1, 0)
    if exhibit.csv.rows:
        sheet.autofilter(head, 0, head + len(exhibit.csv.rows), len(exhibit.csv.columns) - 1)


def _write(sheet: Worksheet, at: int, place: int, value: Scalar, style: Format) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(at, place, value, style)
    elif isinstance(value, int) and abs(value) >= _EXACT:
        sheet.write_string(at, place, str(value), style)
    elif isinstance(value, int | float):
        sheet.write_number(at, place, value, style)
    elif value is not None:
        sheet.write_string(at, place, value[:_MOST], style)


def _columns(
    sheet: Worksheet, exhibits: Sequence[Exhibit], say: Words, names: list[str], styles: dict[str, Format]
) -> None:
    heads = ("workbook_sheet", "workbook_name", "workbook_heading", "workbook_unit", "workbook_note")
    for place, head in enumerate(heads):
        sheet.write_string(0, place, say(head), styles["head"])
        sheet.set_column(place, place, _WIDE // 2 if place in {2, 4} else _NARROW + 8)
    at = 1
    for exhibit, sheet_name in zip(exhibits, names, strict=True):
        for name in exhibit.csv.columns:
            about = exhibit.csv.about.get(name)
            said = (sheet_name, name, *((about.heading, about.unit, about.note) if about else ()))
            for place, text in enumerate(said):
                sheet.write_string(at, place, text, styles["cell"])
            at += 1
    sheet.freeze_panes(1, 0)
