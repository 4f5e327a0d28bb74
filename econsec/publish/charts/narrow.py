"""The same chart on a phone: one specification, which a signal of its page tells how much room there is.

Where its column is narrow the page sets the signal ``narrow``. Names of rows then stand above their bars and not beside
them, so that the plot has the whole width, and go over several lines where one does not hold them; headings of columns
that would meet stand upright. Nothing is drawn twice, and no row of data is carried twice.
"""

from __future__ import annotations

import math
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NARROW = "narrow"
HEIGHT = "narrow_height"  # a parameter of the chart, where its height goes with its width
LINES = "narrow_lines"
ROOM = 256  # pixels of a line of letters in the narrowest column
LETTERS, LEADING = 12, 14  # size of the letters of an axis, and from line to line
PAPER = "#FFFFFF"
KANJI = 0x2E7F  # letters of East Asia, which are square, come after it
LATIN = 0.6  # of the size of the letters: how wide a letter is otherwise
ABOVE, APART = 2, 4  # pixels between a row and its name, and between the name and the row before
UPPER = 6  # pixels from the middle of a line of letters to its top
# Where a line may break: after a space, or between two letters of East Asia; never before what closes, nor after what
# opens.
CLOSES = "、。，．）」』！？：；ー・ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.)"
PARTS = re.compile(rf"[（「『(]*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[{CLOSES}]*\s*")


def phone_too(vega: dict[str, Any]) -> dict[str, Any]:
    """Let a compiled chart of one view be drawn in a narrow column too.

    Parameters
    ----------
    vega : dict
        As Vega-Lite compiled it.

    Returns
    -------
    dict
        The same with the signal ``narrow``, which is false: until a page sets it, the same is drawn.

    Examples
    --------
    >>> phone_too({"width": 760})["signals"]
    [{'name': 'narrow', 'value': False}]
    """
    vega = {**vega, "signals": list(vega.get("signals", []))}
    if all(signal["name"] != NARROW for signal in vega["signals"]):
        vega["signals"].insert(0, {"name": NARROW, "value": False})
    if any(signal["name"] == HEIGHT for signal in vega["signals"]) and "height" in vega:
        vega["signals"].append({"name": "height", "update": _either(HEIGHT, vega.pop("height"))})
    if _reckoned(vega):
        return vega
    bands = {scale["name"]: scale for scale in vega.get("scales", ()) if scale["type"] == "band"}
    step = next((signal.get("value") for signal in vega["signals"] if signal["name"] == "y_step"), None)
    if "y" in bands and step:
        vega = _above(vega, bands["y"], float(step))
    if "x" in bands:
        headings = list(_values(vega, bands["x"]))
        if any(_width(heading) > ROOM / len(headings) for heading in headings):
            vega["axes"] = [_upright(axis) if axis["scale"] == "x" else axis for axis in vega["axes"]]
    return vega


def _reckoned(vega: Mapping[str, Any]) -> bool:
    """Say whether a chart reckons itself where what is moved stands: it is left as its author made it."""
    own = {"labelPadding", "tickSize", "labelLimit", "labelAngle", "labelAlign", "labelBaseline", "labelLineHeight"}
    own |= {"paddingInner", "paddingOuter", "labels", "ticks"}
    bands = [scale for scale in vega.get("scales", ()) if scale["type"] == "band"]
    return any(isinstance(one.get(name), dict) for one in [*bands, *vega.get("axes", ())] for name in own)


def fold(text: str, room: float = ROOM) -> list[str]:
    """Break a text into lines that a narrow column holds.

    Examples
    --------
    >>> fold("Rare-earth compounds", 100)
    ['Rare-earth', 'compounds']
    >>> fold("希土類化合物（酸化物）", 75)
    ['希土類化合物', '（酸化物）']
    """
    lines = [""]
    for part in PARTS.findall(text):
        if lines[-1] and _width(lines[-1] + part.rstrip()) > room:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _width(text: str) -> float:
    return sum(LETTERS if ord(letter) > KANJI else LATIN * LETTERS for letter in text)


def _above(vega: dict[str, Any], rows: Mapping[str, Any], step: float) -> dict[str, Any]:
    """Set the names of rows above them: each row gets a strip for its name, and keeps its height."""
    folded = {name: lines for name in _values(vega, rows) if len(lines := fold(name)) > 1}
    inner, outer = float(rows.get("paddingInner", 0)), float(rows.get("paddingOuter", 0))
    band = step * (1 - inner)
    lift = _reach(vega, band) + ABOVE
    strip = max(APART, LEADING * max(map(len, folded.values()), default=1) + APART + lift - band / 2)
    whole, edge = step + strip, outer * step
    # What a row is high in pixels stays; the strip lies between two rows, and before the first.
    between = _either(1 - band / whole, inner)
    around = _either((strip + 2 * edge) / (2 * whole), outer)
    own = {
        "paddingInner": {"signal": between},
        "paddingOuter": {"signal": around},
        "align": {"signal": _either((strip + edge) / (strip + 2 * edge), 0.5)},
    }
    changed = {
        "y_step": {"name": "y_step", "update": _either(whole, step)},
        "height": {"name": "height", "update": f"bandspace(domain('y').length, {between}, {around}) * y_step"},
    }
    signals = [changed.get(signal["name"], signal) for signal in vega["signals"]]
    if folded:
        signals.append({"name": LINES, "value": folded})
    return {
        **vega,
        "signals": signals,
        "scales": [{**scale, **own} if scale["name"] == "y" else scale for scale in vega["scales"]],
        "axes": [_lifted(vega, axis, lift, folds=bool(folded)) for axis in vega.get("axes", ())],
    }


def _lifted(vega: Mapping[str, Any], axis: dict[str, Any], lift: float, *, folds: bool) -> dict[str, Any]:
    """Return an axis whose labels stand above their rows where the column is narrow."""
    if axis["scale"] != "y" or axis.get("orient") != "left" or axis.get("labels") is False:
        return axis
    house = vega.get("config", {}).get("axis", {})
    beside = axis.get("labelPadding", house.get("labelPadding", 2))
    if axis.get("ticks", house.get("ticks", True)):
        beside += axis.get("tickSize", house.get("tickSize", 5))
    labels = axis.get("encode", {}).get("labels", {}).get("update", {})
    height = str(LEADING)
    if folds:
        lines = f"{LINES}[datum.value]"
        height = f"{LEADING} * ({lines} ? length({lines}) : 1)"
        said = labels.get("text", {}).get("signal", "datum.label")
        labels = labels | {"text": {"signal": f"{NARROW} && {lines} ? {lines} : {said}"}}
        labels["lineHeight"] = {"value": axis.get("labelLineHeight", LEADING)}
    labels = labels | {
        "align": {"signal": _either("'left'", "'right'")},
        "baseline": {"signal": _either("'top'", "'middle'")},
        "dx": {"signal": _either(beside, 0)},
        "dy": {"signal": _either(f"-{lift:g} - {height}", 0)},
        # The lines of the plot give way to a name that stands on them.
        "stroke": {"signal": _either(f"'{PAPER}'", "null")},
        "strokeWidth": {"signal": _either(4, 0)},
        "limit": {"signal": _either(0, axis.get("labelLimit", house.get("labelLimit", 180)))},
    }
    encode = axis.get("encode", {})
    return {**axis, "zindex": 1, "encode": {**encode, "labels": {**encode.get("labels", {}), "update": labels}}}


def _upright(axis: dict[str, Any]) -> dict[str, Any]:
    """Return an axis whose labels stand upright where the column is narrow."""
    if axis.get("labels") is False or axis.get("labelOverlap"):
        return axis
    top = axis.get("orient") == "top"
    return {
        **axis,
        "labelAngle": {"signal": _either(-90, axis.get("labelAngle", 0))},
        "labelAlign": {"signal": _either("'left'" if top else "'right'", f"'{axis.get('labelAlign', 'center')}'")},
        "labelBaseline": {"signal": _either("'middle'", f"'{axis.get('labelBaseline', 'bottom' if top else 'top')}'")},
    }


def _reach(vega: Mapping[str, Any], band: float) -> float:
    """Return how many pixels what is drawn in a row reaches up from its middle."""
    drawn = [mark["encode"]["update"] | {"type": mark["type"]} for mark in vega.get("marks", ()) if "encode" in mark]
    own = [mark for mark in drawn if isinstance(mark.get("y"), dict) and mark["y"].get("scale") == "y"]
    return max((_up(mark, band / 2) for mark in own), default=band / 2)


def _up(mark: Mapping[str, Any], half: float) -> float:
    """Return how far up from the middle of its row a mark reaches; one that does not say it fills half of the row."""
    place = mark["y"]
    if place.get("offset") or ("y2" in mark and mark["type"] != "rule"):
        return half
    if mark["type"] == "rect":
        return half * (1 - 2 * float(place.get("band", 0)))
    if mark["type"] == "symbol":
        return math.sqrt(mark.get("size", {}).get("value", 64)) / 2
    if "signal" in mark.get("dy", {}):
        return 2 * UPPER  # moved up where it goes over two lines
    rise = mark.get("dy", {}).get("value", 0) if mark["type"] == "text" else UPPER
    return UPPER - rise if isinstance(rise, int | float) else half


def _either(narrow: float | str, wide: float | str) -> str:
    one, other = (value if isinstance(value, str) else f"{value:.6g}" for value in (narrow, wide))
    return f"({NARROW} ? {one} : {other})"


def _values(vega: Mapping[str, Any], scale: Mapping[str, Any]) -> Iterator[str]:
    """Go through the texts of a scale, each once."""
    domain = scale["domain"]
    if isinstance(domain, list):
        yield from dict.fromkeys(map(str, domain))
        return
    fields = {one["field"] for one in domain.get("fields", [domain]) if isinstance(one, dict) and "field" in one}
    held = (one["values"] for one in vega["data"] if isinstance(one.get("values"), list))
    rows = (row for row in chain.from_iterable(held) if isinstance(row, dict))
    yield from dict.fromkeys(str(row[field]) for row in rows for field in fields if field in row)
