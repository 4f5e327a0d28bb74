"""A picture that Vega drew, made small and fit to stand in a page among others."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markupsafe import Markup

SVG = "http://www.w3.org/2000/svg"
LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
# The figure says in words what is drawn, and the table holds every number: the marks' own labels would only repeat
# it. Fonts come from the page.
NOISE = frozenset(
    {"aria-label", "aria-roledescription", "aria-hidden", "role", "class", "pointer-events", "font-family"}
)
NEUTRAL = {"opacity": "1", "font-weight": "normal", "text-anchor": "start", "stroke-width": "1"}
NUMERIC = frozenset({"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "points", "viewBox"})


def tidy(svg: str, prefix: str) -> Markup:
    """Clean an SVG for inlining: own ids, no noise, coordinates to a tenth of a pixel.

    Parameters
    ----------
    svg : str
        As ``vl_convert`` wrote it.
    prefix : str
        What makes its ids its own in the page.

    Returns
    -------
    Markup
        The same picture, less than half as long, hidden from assistive technology: the figure around it speaks.
    """
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg)  # noqa: S314 - written by vl_convert a moment ago
    for element in root.iter():
        _clean(element, prefix)
    _prune(root)
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.attrib = {"viewBox": root.get("viewBox", ""), "width": width, "height": height}
    root.attrib |= {"aria-hidden": "true", "focusable": "false"}
    text = ET.tostring(root, encoding="unicode").replace(f' xmlns="{SVG}"', "", 1)
    return Markup(text)  # noqa: S704 - serialised with every text escaped


def _clean(element: ET.Element, prefix: str) -> None:
    kept = {}
    for name, value in element.attrib.items():
        if name in NOISE or NEUTRAL.get(name) == value:
            continue
        if name == "id":
            value = f"{prefix}-{value}"  # noqa: PLW2901
        elif "url(#" in value:
            value = value.replace("url(#", f"url(#{prefix}-")  # noqa: PLW2901
        elif name in NUMERIC:
            value = LONG_NUMBER.sub(_shorter, value)  # noqa: PLW2901
        kept[name] = value
    element.attrib.clear()
    element.attrib.update(kept)


def _shorter(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 1) + 0:g}"  # + 0 turns -0 into 0


def _prune(element: ET.Element) -> None:
    """Drop what draws nothing: empty groups and paths without fill, stroke or length."""
    for child in list(element):
        _prune(child)
        tag = child.tag.rpartition("}")[2]
        empty = tag == "g" and len(child) == 0
        hidden = child.get("display") == "none" or (tag == "path" and child.get("d") in ("", "M0,0h0v0h0Z"))
        if empty or hidden:
            element.remove(child)
