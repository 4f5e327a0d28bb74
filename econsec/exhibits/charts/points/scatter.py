"""Two numbers a thing: who stands where."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import PHONE, beside_marks, either, layered, tips
from econsec.exhibits.elements.label_layout import beside, fold, width
from econsec.exhibits.elements.theme import CHARCOAL, FAINT, PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.exhibits.charts.parts import Align

LEAST, LARGEST = 30.0, 900.0  # areas of the circles in square pixels
AXIS = 60  # pixels of the labels of the axis
PLOT = WIDTH - AXIS
HALF = 110  # pixels that the words of a corner may be wide in a narrow column before they go over two lines
LINE = 14
SLIGHT = 0.005  # of the largest: a circle so small may lie under a name


def scatter(
    frame: pd.DataFrame,
    *,
    titles: tuple[str, str],
    domains: tuple[tuple[float, float], tuple[float, float]] = ((-1.0, 1.0), (-1.0, 1.0)),
    corners: Sequence[tuple[float, float, str]] = (),
    formats: tuple[str, str] = (".1f", ".1f"),
    height: int = 460,
) -> alt.LayerChart:
    """Draw things as circles at two numbers, the most important ones named where their names meet nothing.

    Parameters
    ----------
    frame : DataFrame
        ``x``, ``y``, ``size`` (area, >= 0), ``colour``, ``name`` (tooltip), ``text`` (label, empty for none); the most
        important first.
    titles : tuple of str
        Of the two axes.
    domains : tuple of tuple of float
        Ends of the two scales.
    corners : sequence of (x, y, text)
        What a region of the chart means.
    formats : tuple of str
        Of the two axes, in d3's notation.
    height : int
        In pixels.
    """
    drawn = frame[["x", "y", "size", "colour", "name", "text"]].dropna(subset=["x", "y"]).reset_index(drop=True)
    axes = [alt.Axis(title=title, format=form, tickCount=5) for title, form in zip(titles, formats, strict=True)]
    x = alt.X("x:Q", axis=axes[0], scale=alt.Scale(domain=list(domains[0]), nice=False))
    y = alt.Y("y:Q", axis=axes[1], scale=alt.Scale(domain=list(domains[1]), nice=False))
    top = float(drawn["size"].max()) or 1.0
    drawn["area"] = LEAST + (LARGEST - LEAST) * drawn["size"] / top
    circles = (
        alt.Chart(drawn.iloc[::-1])
        .mark_circle(opacity=0.82, stroke=PAPER, strokeWidth=1)
        .encode(
            x=x,
            y=y,
            size=alt.Size("area:Q", scale=None, legend=None),
            color=alt.Color("colour:N", scale=None),
            tooltip=tips("name"),
        )
    )
    zero = pd.DataFrame({"x": [0.0], "y": [0.0]})
    layers = [
        alt.Chart(zero).mark_rule(color=FAINT).encode(x=x),
        alt.Chart(zero).mark_rule(color=FAINT).encode(y=y),
        circles,
    ]
    for at_x, at_y, text in corners:
        align: Align = "left" if at_x < sum(domains[0]) / 2 else "right"
        place = pd.DataFrame({"x": [at_x], "y": [at_y]})
        lines = fold(text) if width(text, 12) > HALF else [text]
        up = at_y < sum(domains[1]) / 2
        mark = alt.Chart(place).mark_text(
            text=either(json.dumps(lines), json.dumps(text)),
            dy=either(-LINE * (len(lines) - 1) if up else 0, 0),
            lineHeight=LINE,
            align=align,
            fontSize=12,
            fontWeight="bold",
            color=CHARCOAL,
        )
        layers.append(mark.encode(x=x, y=y))
    return layered(*layers, *_names(drawn, domains, corners, (x, y), height), height=height)


def _names(
    drawn: pd.DataFrame,
    domains: tuple[tuple[float, float], tuple[float, float]],
    corners: Sequence[tuple[float, float, str]],
    axes: tuple[alt.X, alt.Y],
    height: int,
) -> list[alt.Chart]:
    """Write the labels beside their circles where they meet nothing: no circle of weight, no corner, no edge."""
    (left, right), (low, high) = domains
    weighty = drawn[(drawn["size"] >= SLIGHT * float(drawn["size"].max())) | (drawn["text"] != "")]
    spots = list(zip(weighty["x"].tolist(), weighty["y"].tolist(), strict=True))
    radii = [math.sqrt(area / math.pi) for area in weighty["area"]]

    def sides(plot: float) -> list[str]:
        def place(x: float, y: float) -> tuple[float, float]:
            return (x - left) / (right - left) * plot, (high - y) / (high - low) * height

        marks = [(*place(x, y), radius) for (x, y), radius in zip(spots, radii, strict=True)]
        words = (spot for x, y, text in corners for spot in _words(*place(x, y), text, plot))
        taken = [*_walls(plot, height), *words]
        return beside([*marks, *taken], [*weighty["text"], *([""] * len(taken))])[: len(marks)]

    rows, chosen = weighty[["x", "y", "text"]], (sides(PLOT), sides(PHONE - AXIS))
    return beside_marks(rows, chosen, radii, {"x": axes[0], "y": axes[1]}, fontSize=11, baseline="middle")


def _walls(plot: float, height: int) -> list[tuple[float, float, float]]:
    """Return marks that keep labels inside the plot: one beyond each edge, much larger than the plot."""
    far = 10.0 * (plot + height)
    return [
        (-far, height / 2, far),
        (plot + far, height / 2, far),
        (plot / 2, -far, far),
        (plot / 2, height + far, far),
    ]


def _words(x: float, y: float, text: str, plot: float) -> list[tuple[float, float, float]]:
    """Return marks that keep labels off a corner's words."""
    reach = width(text, 12)
    start = x if x < plot / 2 else x - reach
    return [(start + step, y, 8.0) for step in range(0, int(reach) + 8, 8)]
