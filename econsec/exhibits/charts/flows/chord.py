"""Who does how much for whom, all at once: ribbons across a circle, as thick at each end as what is sent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import Align, either, layered, tips
from econsec.exhibits.elements.label_layout import spread, width
from econsec.exhibits.elements.theme import WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GAP = 0.035  # between two economies, in radians
STEPS = 12  # points along each side of a ribbon
INNER, OUTER = 0.94, 1.0
EDGE, AWAY = 1.12, 1.05  # ends of the scale, and how far from the middle the names stand
LETTERS = 12
LINE = 16
Span = tuple[float, float]
Point = tuple[float, float]


def angles(flows: pd.DataFrame, order: Sequence[str]) -> dict[str, Span]:
    """Share the circle out among those who send and receive, clockwise from the top.

    Parameters
    ----------
    flows : DataFrame
        ``source``, ``target``, ``value`` (> 0).
    order : sequence of str
        Keys, clockwise.

    Returns
    -------
    dict of str to (float, float)
        Where each one's arc begins and ends, in radians.

    Examples
    --------
    >>> flows = pd.DataFrame({"source": ["a"], "target": ["b"], "value": [1.0]})
    >>> found = angles(flows, ["a", "b"])
    >>> round(found["b"][1] - found["b"][0] + GAP, 6) == round(math.pi, 6)
    True
    """
    out, back = (flows.groupby(side)["value"].sum() for side in ("source", "target"))
    size = {key: float(out.get(key, 0.0) + back.get(key, 0.0)) for key in order}
    scale = (2 * math.pi - GAP * len(order)) / sum(size.values())
    found, start = {}, 0.0
    for key in order:
        found[key] = (start, start + scale * size[key])
        start = found[key][1] + GAP
    return found


def chord(
    flows: pd.DataFrame, around: pd.DataFrame, *, height: int = 480, bright: float = 0.85, faint: float = 0.3
) -> alt.LayerChart:
    """Draw amounts between economies on a circle; a ribbon has the colour of who sends it.

    Parameters
    ----------
    flows : DataFrame
        ``source``, ``target`` (keys), ``value``, ``text`` (tooltip), ``mark`` (drawn on top, and strongly).
    around : DataFrame
        ``key``, ``text`` (name), ``colour``; clockwise from the top.
    height : int
        In pixels.
    bright, faint : float
        Opacity of the ribbons that are marked, and of the others.
    """
    drawn = flows[flows["value"] > 0].sort_values(["mark", "value"], ascending=[True, False], kind="stable")
    arcs = angles(drawn, list(around["key"]))
    room = WIDTH / height
    ends = [either(side * EDGE, side * EDGE * room) for side in (-1, 1)]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=ends, nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-EDGE, EDGE], nice=False))
    blocks = around.assign(opacity=1.0)
    ring = _shapes(blocks, [[*_along(arcs[key], OUTER), *reversed(_along(arcs[key], INNER))] for key in around["key"]])
    drawn = drawn.assign(
        key=drawn["source"] + "-" + drawn["target"],
        colour=drawn["source"].map(dict(zip(around["key"], around["colour"], strict=True))),
        opacity=[bright if mark else faint for mark in drawn["mark"]],
    )
    ribbons = _shapes(drawn, _outlines(drawn, arcs))
    marked = ribbons["key"].isin(drawn.loc[drawn["mark"], "key"])
    parts = [part for part in (ribbons[~marked], ribbons[marked], ring) if len(part)]
    layers = [*(_filled(part, x, y) for part in parts), *_names(around, arcs, x, y, height)]
    return layered(*layers, height=height, phone_height="max(width, 1)")


def _shapes(rows: pd.DataFrame, outlines: list[list[Point]]) -> pd.DataFrame:
    """Lay out one closed shape a row, point by point."""
    parts = [
        pd.DataFrame(points, columns=["x", "y"]).assign(at=range(len(points)), row=row)
        for row, points in enumerate(outlines)
    ]
    own = rows[["key", "colour", "opacity", "text"]].reset_index(drop=True)
    return pd.concat(parts, ignore_index=True).round(4).join(own, on="row").drop(columns="row")


def _filled(shapes: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    """Draw closed shapes, one a key, through their points in order."""
    marks: alt.Chart = alt.Chart(shapes).mark_line(filled=True, interpolate="linear-closed", strokeWidth=0)
    return marks.encode(
        x=x,
        y=y,
        order="at:Q",
        detail="key:N",
        fill=alt.Fill("colour:N", scale=None),
        fillOpacity=alt.FillOpacity("opacity:Q", scale=None),
        tooltip=tips("text"),
    )


def _outlines(flows: pd.DataFrame, arcs: Mapping[str, Span]) -> list[list[Point]]:
    """Return the outline of every flow: along its piece of the sender's arc, across, along the other's, and back."""
    rows = list(zip(flows["source"], flows["target"], flows["value"], strict=True))
    total = 2 * sum(value for *_, value in rows)
    scale = (2 * math.pi - GAP * len(arcs)) / total
    order = list(arcs)
    pieces: dict[tuple[int, int], Span] = {}
    for place, key in enumerate(order):
        # Clockwise along an arc the last neighbour comes first: ribbons to it do not cross those to the next.
        own = [
            (-((order.index(row[1 - side]) - place) % len(order)), side, number)
            for number, row in enumerate(rows)
            for side in (0, 1)
            if row[side] == key
        ]
        begin = arcs[key][0]
        for _, side, number in sorted(own):
            pieces[number, side] = (begin, begin + scale * rows[number][2])
            begin = pieces[number, side][1]
    return [_outline(pieces[number, 0], pieces[number, 1]) for number in range(len(rows))]


def _outline(one: Span, other: Span) -> list[Point]:
    """Walk along one piece of the circle, across, along the other, and back."""
    return [*_along(one), *_across(one[1], other[0]), *_along(other), *_across(other[1], one[0])]


def _on(angle: float, radius: float) -> Point:
    return radius * math.sin(angle), radius * math.cos(angle)


def _along(span: Span, radius: float = INNER - 0.01) -> list[Point]:
    count = max(1, math.ceil((span[1] - span[0]) / 0.08))
    return [_on(span[0] + (span[1] - span[0]) * step / count, radius) for step in range(count + 1)]


def _across(start: float, end: float) -> list[Point]:
    """Bend towards the centre: a quadratic curve whose handle is the centre of the circle."""
    one, other = _on(start, INNER - 0.01), _on(end, INNER - 0.01)
    weights = [((1 - step / STEPS) ** 2, (step / STEPS) ** 2) for step in range(1, STEPS)]
    return [(a * one[0] + b * other[0], a * one[1] + b * other[1]) for a, b in weights]


def _names(around: pd.DataFrame, arcs: Mapping[str, Span], x: alt.X, y: alt.Y, height: int) -> list[alt.Chart]:
    """Write each name outside its arc, those of one side far enough apart."""
    texts = dict(zip(around["key"], around["text"], strict=True))
    middles = {key: (begin + end) / 2 for key, (begin, end) in arcs.items()}
    pixel = 2 * EDGE / height
    layers = []
    for side in (1, -1):
        own = [key for key in arcs if (math.sin(middles[key]) >= 0) == (side > 0)]
        places = spread([(EDGE - AWAY * math.cos(middles[key])) / (2 * EDGE) for key in own], least=LINE / height)
        rows = []
        for key, place in zip(own, places, strict=True):
            tall = EDGE * (1 - 2 * place)
            far = math.sqrt(max(0.0, AWAY**2 - min(AWAY, abs(tall)) ** 2))
            edge = EDGE * WIDTH / height - pixel * width(texts[key], LETTERS)
            rows.append({"x": side * min(far, edge), "y": tall, "text": texts[key]})
        if rows:
            align: Align = "left" if side > 0 else "right"
            mark = alt.Chart(pd.DataFrame(rows)).mark_text(align=align, dx=4 * side, fontSize=LETTERS)
            layers.append(mark.encode(x=x, y=y, text="text:N"))
    return layers
