"""One exhibit as a file of its own: what a reader takes along from a page, for who has no page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from markupsafe import Markup

from econsec.errors import RenderError
from econsec.publish.charts.slim_svg import SVG
from econsec.publish.charts.vega import FONTS
from econsec.publish.office.content import source_line
from econsec.publish.office.pictures import png as as_png
from econsec.publish.page import csv_file as sheet
from econsec.publish.page import html, payload
from econsec.publish.page.context import PageContext
from econsec.publish.page.outline import Block, Figure, Outline, figure
from econsec.publish.page.prose import AMOUNT, spoken
from econsec.publish.page.safe_text import characters
from econsec.publish.page.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

INK, GREY = "#1A1A1A", "#595959"
EDGE, HEAD, TEXT, FOOT = 16, 20, 13, 11  # of a picture, in pixels
LEAD = 1.4  # from line to line, by the size of the letters
#: How wide letters are, by their size: a figure's width as a page's widest face has it, that of headings.
NARROW, BOLD = 0.58, 1.1
#: What a line is broken between: words, amounts with their units, single letters of Japanese; a bracket stays with what
#: it holds, and what closes a sentence with the sentence.
PART = re.compile(
    rf"[（「『(]*(?:{AMOUNT.pattern}|[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+)[、。，．）」』！？％：；ー・).,;:%]*\s*|\s+"
)


def read(said: Mapping[str, Any], *, drawn: bool = True) -> Figure:
    """Draw what a notebook says of an exhibit; not, where its numbers alone are asked for.

    Raises
    ------
    RenderError
        It does not have its shape, or its chart does not draw.
    """
    found = payload.read({payload.EXHIBIT: characters(dict(said))})
    if not isinstance(found, payload.Exhibit):
        raise RenderError("this is no exhibit")
    return figure(found if drawn else found.model_copy(update={"chart": None}), 1, found.language)


def csv(shown: Figure, name: str) -> dict[str, bytes]:
    """Return its numbers as CSV, and beside them what they are: a CSV file has no place for notes."""
    return {name: shown.csv, f"{name}{sheet.SUFFIX}": sheet.about(shown.exhibit, name)}


def svg(shown: Figure) -> bytes:
    """Return its picture under its headline, above its source and notes.

    Raises
    ------
    RenderError
        It has none.
    """
    return _picture(shown).encode()


def png(shown: Figure) -> bytes:
    """Return the same picture for programs that read no SVG.

    Raises
    ------
    RenderError
        It has none, or no font of the machine has the letters of its language.
    """
    drawn = as_png(replace(shown, drawn=_picture(shown)), shown.exhibit.language)
    assert drawn is not None  # noqa: S101 - it has a picture
    return drawn


def page(shown: Figure) -> bytes:
    """Return it as a page without scripts: picture, table, source, notes, numbers to take along."""
    exhibit = shown.exhibit
    context = PageContext(exhibit.language, exhibit.id, exhibit.headline, "", "")
    style = html.styles(Outline(figures=[shown]), context)
    view = {
        "context": context,
        "say": Words(exhibit.language),
        "spoken": lambda text: spoken(text, exhibit.language),
        "terms_of": lambda _: (),
        "csv_link": sheet.link,
        "interactive": False,
        "block": Block("figure", shown),
        "style": Markup(style),  # noqa: S704 - the template's own file
        "policy": html.policy(style, ()),
    }
    written = html.warm().environment.get_template("alone.html.j2").render(resources={"view": view})
    return f"{written.rstrip()}\n".encode()


def broken(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines of a width, both in pixels.

    Examples
    --------
    >>> broken("Ores from the Philippines", 10, 100)
    ['Ores from the', 'Philippines']
    >>> broken("in bulk (USD 4.6 billion). Right", 10, 110)
    ['in bulk', '(USD 4.6 billion).', 'Right']
    >>> broken("鉱石は（鉄）、10億ドル。", 10, 60)
    ['鉱石は', '（鉄）、', '10億ドル。']
    """
    lines = [""]
    for part in (one[0] for one in PART.finditer(text)):
        one = f"{lines[-1]}{part}".rstrip()
        if lines[-1] and sum(size if html.wide(sign) > 1 else size * NARROW for sign in one) > width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _picture(shown: Figure) -> str:
    exhibit = shown.exhibit
    if not shown.drawn:
        raise RenderError(f"exhibit {exhibit.id!r} is a table and has no picture", expected=".csv, .html or .xlsx")
    ET.register_namespace("", SVG)
    drawn = ET.fromstring(shown.drawn)  # noqa: S314 - written by vl_convert a moment ago
    width, height = (float(drawn.get(side, "0")) for side in ("width", "height"))
    whole = ET.Element(f"{{{SVG}}}svg", {"role": "img", "font-family": FONTS.get(exhibit.language, FONTS["en"])})
    ET.SubElement(whole, f"{{{SVG}}}title").text = exhibit.alt
    ground = ET.SubElement(whole, f"{{{SVG}}}rect", {"fill": "#FFFFFF"})
    top = float(EDGE)

    def write(text: str, size: int, **look: str) -> None:
        nonlocal top
        room = width / BOLD if "weight" in look else width
        for line in broken(text, size, room):
            place = {"x": str(EDGE), "y": f"{top + size:g}", "font-size": str(size)}
            given = {"fill": look["fill"]} | ({"font-weight": look["weight"]} if "weight" in look else {})
            ET.SubElement(whole, f"{{{SVG}}}text", place | given).text = line
            top += size * LEAD

    write(exhibit.headline, HEAD, fill=INK, weight="bold")
    write(exhibit.subtitle, TEXT, fill=GREY)
    top += FOOT
    whole.append(drawn)
    drawn.attrib |= {"x": str(EDGE), "y": f"{top:g}"}
    top += height + FOOT
    for text in (source_line(exhibit, Words(exhibit.language)), *exhibit.caveats):
        write(text, FOOT, fill=GREY)
    size = {"width": f"{width + 2 * EDGE:g}", "height": f"{top + EDGE:g}"}
    whole.attrib |= size
    ground.attrib |= size
    return ET.tostring(whole, encoding="unicode")
