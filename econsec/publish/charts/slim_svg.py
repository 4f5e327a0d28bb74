"""A picture that Vega drew, made small and fit to stand in a page among others."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree as ET

from markupsafe import Markup

from econsec.publish.charts.colours import palette

SVG = "http://www.w3.org/2000/svg"
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
RGB = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")
BOX = re.compile(r"M(-?[\d.]+),(-?[\d.]+)h([\d.]+)v([\d.]+)h-?[\d.]+Z?")
DISC = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0Z?")
LINE = re.compile(r"([ML])(-?[\d.]+),(-?[\d.]+)")
POINT = re.compile(r"M-?[\d.]+[ ,]-?[\d.]+Z?")  # a line that goes nowhere: nothing is seen of it but round ends
SHIFT = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
# The figure says in words what is drawn, and the table holds every number: the marks' own labels would only repeat
# it. Fonts come from the page.
NOISE = frozenset(
    {"aria-label", "aria-roledescription", "aria-hidden", "role", "class", "pointer-events", "font-family"}
)
NEUTRAL = {"opacity": "1", "font-weight": "normal", "text-anchor": "start", "stroke-width": "1"}
NUMERIC = frozenset({"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "points", "viewBox"})
SHEER = frozenset({"opacity", "fill-opacity"})
# What children inherit, so that a group can say it once. A fill of words has other partners than one of marks: a group
# of words is told by its class.
INHERITED = ("fill", "stroke", "stroke-width", "font-size", "font-weight", "text-anchor", "stroke-dasharray")
WORDS = "words"
_HOUSE = frozenset(one.colour.lower() for one in palette())
CROWDED = 1500  # characters of a path whose points lie so close that a whole pixel is near enough


def tidy(svg: str, prefix: str) -> Markup:
    """Clean an SVG for inlining: own ids, no noise, coordinates no finer than the eye, shared attributes said once.

    Parameters
    ----------
    svg : str
        As ``vl_convert`` wrote it.
    prefix : str
        What makes its ids its own in the page.

    Returns
    -------
    Markup
        The same picture, a third as long, hidden from assistive technology: the figure around it speaks.
    """
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg)  # noqa: S314 - written by vl_convert a moment ago
    for element in root.iter():
        _clean(element, prefix)
    _prune(root)
    _join(root)
    _gather(root)
    _flatten(root)
    root.attrib = {name: root.get(name, "") for name in ("viewBox", "width", "height")} | {"aria-hidden": "true"}
    text = ET.tostring(root, encoding="unicode").replace(f' xmlns="{SVG}"', "", 1).replace(" />", "/>")
    return Markup(text)  # noqa: S704 - serialised with every text escaped


def _clean(element: ET.Element, prefix: str) -> None:
    kept = {}
    for name, value in element.attrib.items():
        if name in NOISE or NEUTRAL.get(name) == value:
            continue
        if name == "id":
            kept[name] = f"{prefix}-{value}"
        elif name in NUMERIC:
            kept[name] = _rounded(value)
        elif name in SHEER:
            kept[name] = f"{round(50 * float(value)) / 50:g}"  # of neighbours on a ramp, which look it, one
        else:
            kept[name] = RGB.sub(_hexadecimal, value.replace("url(#", f"url(#{prefix}-"))
    lines = len(element) > 0  # words of several lines, each from the left end of the first
    _place("" if lines else element.tag.rpartition("}")[2], kept)
    disc, shift = DISC.fullmatch(kept.get("d", "")), SHIFT.fullmatch(kept.get("transform", ""))
    if disc and shift:
        element.tag = f"{{{SVG}}}circle"
        del kept["d"], kept["transform"]
        kept |= {"cx": shift[1], "cy": shift[2], "r": disc[1]}
    element.attrib.clear()
    element.attrib.update(kept)


def _rounded(value: str, digits: int = 1) -> str:
    digits = 0 if len(value) > CROWDED else digits
    return NUMBER.sub(lambda number: f"{round(float(number[0]), digits) + 0:g}", value)  # + 0 turns -0 into 0


def _hexadecimal(colour: re.Match[str]) -> str:
    """Write a computed colour short, at most 2 of 255 away, so that neighbours on a ramp, which look it, are one.

    None becomes a colour of the house by chance, which would have another partner in the dark.
    """
    red, green, blue = (min(255, round(int(part) / 4) * 4) for part in colour.groups())
    while (written := f"#{red:02x}{green:02x}{blue:02x}") in _HOUSE:
        blue += 1 if blue < 128 else -1  # noqa: PLR2004 - into the middle
    return written


def _place(tag: str, attributes: dict[str, str]) -> None:
    """Say where an element stands in as few letters as can be."""
    shift = SHIFT.fullmatch(attributes.get("transform", ""))
    if shift and shift.groups() == ("0", "0"):
        del attributes["transform"]
    elif shift and tag == "text":
        del attributes["transform"]
        attributes["x"], attributes["y"] = shift.groups()
    if tag == "text":
        attributes |= {name: _rounded(attributes[name], 0) for name in ("x", "y") if name in attributes}
    if box := BOX.fullmatch(attributes.get("d", "")):
        # Edges, not sizes, go to whole pixels: neighbours go on touching.
        left, top, width, height = (float(part) for part in box.groups())
        across, down = round(left + width) - round(left), round(top + height) - round(top)
        attributes["d"] = f"M{round(left)},{round(top)}h{across}v{down}h-{across}Z"
    if tag == "path" and (rest := LINE.sub("", attributes.get("d", "z"))) in ("", "Z"):
        attributes["d"] = _steps(LINE.findall(attributes["d"])) + rest
    if tag == "path" and "stroke" not in attributes:
        attributes["d"] = attributes.get("d", "").removesuffix("Z")  # a fill closes itself


def _steps(points: list[tuple[str, str, str]]) -> str:
    """Write a line by its steps from point to point, which are shorter than the places of its points."""
    lines: list[tuple[str, list[list[float]]]] = []
    x = y = 0.0
    for pen, across, down in points:
        to_x, to_y = float(across), float(down)
        if pen == "M":
            lines.append((f"M{to_x:g} {to_y:g}", []))
        else:
            _go(lines[-1][1], round(to_x - x, 1), round(to_y - y, 1))
        x, y = to_x, to_y
    written = (start + "l" * bool(steps) + " ".join(f"{x + 0:g} {y + 0:g}" for x, y in steps) for start, steps in lines)
    return "".join(written).replace(" -", "-")


def _go(steps: list[list[float]], x: float, y: float) -> None:
    """Add a step, or lengthen the last one if it goes level or upright the same way, as the net of a map does."""
    for this, other in ((0, 1), (1, 0)):
        step = (x, y)
        if steps and step[other] == steps[-1][other] == 0 and step[this] * steps[-1][this] > 0:
            steps[-1][this] = round(steps[-1][this] + step[this], 1)
            return
    steps.append([x, y])


def _prune(element: ET.Element) -> None:
    """Drop what draws nothing."""
    for child in list(element):
        _prune(child)
        tag = child.tag.rpartition("}")[2]
        painted = {"fill", "stroke"} & child.attrib.keys()
        empty = (tag == "g" and len(child) == 0) or (tag == "text" and not "".join(child.itertext()))
        empty |= "stroke-linecap" not in child.attrib and POINT.fullmatch(child.get("d", "")) is not None
        if empty or child.get("display") == "none" or child.get("opacity") == "0" or (tag == "path" and not painted):
            element.remove(child)


def _join(element: ET.Element) -> None:
    """Draw boxes of one colour, as heat maps and matrices have them, in one stroke of the pen."""
    for child in element:
        _join(child)
    boxes = [BOX.fullmatch(child.get("d", "")) for child in element]
    if len(boxes) < 2 or None in boxes or not _apart([box.groups() for box in boxes if box]):  # noqa: PLR2004
        return
    pens: dict[tuple[tuple[str, str], ...], ET.Element] = {}
    for child in list(element):
        look = tuple(sorted((name, value) for name, value in child.attrib.items() if name != "d"))
        first = pens.setdefault(look, child)
        if first is not child:
            first.set("d", first.get("d", "") + child.get("d", ""))
            element.remove(child)


def _apart(boxes: list[tuple[str, ...]]) -> bool:
    """Tell whether boxes (x, y, width, height) lie apart, in a grid or row by row, so that their order says nothing."""
    width, height = (max(float(box[at]) for box in boxes) for at in (2, 3))
    columns, rows = (sorted({float(box[at]) for box in boxes}) for at in (0, 1))
    if any(below - above < height - 1.5 for above, below in pairwise(rows)):
        return False
    if all(right - left >= width - 1.5 for left, right in pairwise(columns)):
        return len({box[:2] for box in boxes}) == len(boxes)
    edges = sorted((float(top), float(left), float(left) + float(across)) for left, top, across, _ in boxes)
    return all(one[0] < other[0] or one[2] <= other[1] + 0.5 for one, other in pairwise(edges))


def _flatten(element: ET.Element) -> None:
    """Take out groups that say nothing themselves."""
    for child in list(element):
        _flatten(child)
        if child.tag.endswith("}g") and not child.attrib:
            at = list(element).index(child)
            element[at : at + 1] = list(child)


def _gather(element: ET.Element) -> None:
    """Let a group say what most of its children have in common."""
    for child in element:
        _gather(child)
    tags = {child.tag.rpartition("}")[2] for child in element}
    if not tags or not tags <= {"text", "path", "line", "rect", "circle"} or len(element) == 1:
        return
    if "text" in tags:
        if tags != {"text"}:
            return
        element.set("class", WORDS)
    for name in INHERITED:
        values = Counter(child.get(name) for child in element)
        value, _ = values.most_common(1)[0]
        if value is None or None in values or name in element.attrib:
            continue
        element.set(name, value)
        for child in element:
            if child.get(name) == value:
                del child.attrib[name]
