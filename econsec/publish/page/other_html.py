"""HTML that another library shows, such as a frame of pandas: cleaned, and its names made its own in the page.

nh3 has the last word on what stands in the page. Before it, styles become rules of the page's own sheet, for its policy
refuses all others, and what is left out is noted, so that it can be said.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import nh3
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from econsec.publish.page import other_css as css

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = (
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h3 h4 h5 "
    "h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th "
    "thead time tr u ul var"
)
TAGS = set(TEXT.split())
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
#: What a page without foreign scripts and without a network cannot hold, by how it is called in what is said.
LOST = {
    "script": ("script",),
    "frame": ("iframe", "frame", "object", "embed", "applet", "portal"),
    "media": ("video", "audio", "canvas"),
    "form": ("input", "select", "textarea", "button", "form"),
}
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
#: With drawings in it, but none in those.
_INSIDE = r"(?:(?!</?svg\b).)*"
SCRIPT = re.compile(r"<script\b[^>]*?(?:/>|>.*?</script\s*>)", re.DOTALL | re.IGNORECASE)  # no picture runs one
DRAWING = re.compile(rf"<svg\b{_INSIDE}(?:<svg\b{_INSIDE}</svg\s*>{_INSIDE})*</svg\s*>", re.DOTALL | re.IGNORECASE)
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w*;")
LINK = re.compile(r"(https?://|#)", re.IGNORECASE)
SIZE = re.compile(r"\d{1,4}")
# The page has its own h1 and h2.
LOWERED = {"h1": "h3", "h2": "h3"}


@dataclass(frozen=True)
class Cleaned:
    """HTML that may stand in the page.

    Parameters
    ----------
    html : Markup
        Empty if nothing is left.
    css : str
        Rules for it, each of which is held inside its box.
    lost : tuple of str
        Kinds of things that were left out and that a reader would miss: see ``LOST``, and ``address`` for a picture
        that lies elsewhere.
    coloured : bool
        Whether it brings colours of its own, which are meant for a light page.
    """

    html: Markup
    css: str
    lost: tuple[str, ...]
    coloured: bool


def clean(html: str, box: str) -> Cleaned:
    """Clean the HTML of an output.

    Parameters
    ----------
    html : str
        Whatever it is.
    box : str
        The id of the element that it will stand in: what makes its names its own.

    Returns
    -------
    Cleaned
        What is left, and what is not.

    Examples
    --------
    >>> found = clean("<b onclick='x()'>5</b><script>alert(1)</script>", "shown-1")
    >>> str(found.html), found.lost
    ('<b>5</b>', ('script',))
    """
    soup = BeautifulSoup(DRAWING.sub(_pictured, html), "html.parser")
    sheets = [css.rules("".join(sheet.strings), box) for sheet in soup.find_all("style")]
    lost = list(_lost(soup))
    for picture in soup.find_all("img"):
        if not PICTURE.fullmatch(str(picture.get("src", ""))):
            picture.decompose()
    own: dict[str, str] = {}
    for element in soup.find_all(name=True):
        if element.name in LOWERED:
            element.name = LOWERED[element.name]
        _name(element, box, own)
    _head(soup)
    sheets += [f"#{box} .{name}{{{said}}}" for said, name in own.items()]
    sheet = "".join(sheets)
    kept = nh3.clean(
        str(soup),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "data"},
        link_rel="noopener noreferrer",
    ).strip()
    if not _says(kept):
        kept, sheet = "", ""
    return Cleaned(Markup(kept), sheet, tuple(dict.fromkeys(lost)), bool(css.COLOURED.search(sheet)))  # noqa: S704


def _pictured(drawing: re.Match[str]) -> str:
    """Turn a drawing into a picture: as one it can neither run nor ask for anything.

    A picture is read as XML, which forgives nothing that HTML does: what is none is left out, and that is said.
    """
    start, end, rest = SCRIPT.sub("", drawing[0]).partition(">")
    for name, space in {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}.items():
        if not re.search(rf"\s{name}\s*=", start):
            start = f'{start[:4]} {name}="{space}"{start[4:]}'
    text = ENTITY.sub(lambda found: unescape(found[0]), start + end + rest)
    try:
        drawn = ET.fromstring(text)  # noqa: S314 - read to be refused, not to be used
    except ET.ParseError:
        return "<canvas></canvas>"
    if not len(drawn):  # nothing is left to be seen
        return "<script></script>"
    return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(text.encode()).decode()}">'


def _lost(soup: BeautifulSoup) -> Iterator[str]:
    for kind, names in LOST.items():
        if soup.find(list(names)):
            yield kind
    if any(not PICTURE.fullmatch(str(picture.get("src", ""))) for picture in soup.find_all("img")):
        yield "address"


def _name(element: Tag, box: str, own: dict[str, str]) -> None:
    """Give an element names that nothing else in the page has, and a class for the style that it brings."""
    classes = [f"{box}-{name}" for name in element.get_attribute_list("class") if name]
    if (style := element.attrs.pop("style", None)) and (said := css.declarations(str(style))):
        classes.append(own.setdefault(said, f"{box}-s{len(own)}"))
    if classes:
        element["class"] = " ".join(classes)
    if "id" in element.attrs:
        element["id"] = f"{box}-{element['id']}"
    if "headers" in element.attrs:
        named = " ".join(element.get_attribute_list("headers")).split()
        element["headers"] = " ".join(f"{box}-{name}" for name in named)
    if element.name == "a" and str(element.get("href", "")).startswith("#"):
        element["href"] = f"#{box}-{str(element['href'])[1:]}"
    if element.name == "img":
        element.attrs.setdefault("alt", "")


def _head(soup: BeautifulSoup) -> None:
    """Say of each heading of a table whether it heads a column or a row: screen readers read cells by it."""
    for heading in soup.find_all("th"):
        if not heading.get_text(strip=True) and not heading.find("img"):
            heading.name = "td"
        elif not heading.get("scope"):
            columns = heading.find_parent("thead") is not None or heading.find_parent("tbody") is None
            heading["scope"] = "col" if columns else "row"


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if PICTURE.fullmatch(value) else None
    if tag == "a" and name == "href":
        return value if LINK.match(value.strip()) else None
    if tag == "img" and name in {"width", "height"}:
        return value if SIZE.fullmatch(value) else None
    return value


def _says(html: str) -> bool:
    """Tell whether there is anything to see: text, a picture."""
    soup = BeautifulSoup(html, "html.parser")
    return bool(soup.get_text(strip=True)) or soup.find("img", src=True) is not None
