"""Every single one of many along time: a dot each at its day and its size, on a scale of powers of ten."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt

from econsec.exhibits.charts.along_time.levels import ticks
from econsec.exhibits.charts.key import whose_dots
from econsec.exhibits.charts.parts import PHONE, beside_marks, layered, tips
from econsec.exhibits.elements.label_layout import beside
from econsec.exhibits.elements.theme import PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

DOT, BOLD = 20.0, 70.0  # areas of the dots in square pixels
LETTERS = 11
AXIS = 60  # pixels of the labels of the axis
PLOT = WIDTH - AXIS
SLACK = 1e-9


def timeline(frame: pd.DataFrame, *, powers: Mapping[int, str], height: int = 420) -> alt.LayerChart:
    """Draw one dot a thing along time; those that are marked are larger, lie on top and carry their name.

    Parameters
    ----------
    frame : DataFrame
        ``when`` (year and its part), ``value`` (> 0), ``colour``, ``whose`` (the name of its economy), ``name``
        (tooltip), ``text`` (label or empty), ``mark`` (drawn larger); the most important first.
    powers : mapping of int to str
        What is written at which powers of ten.
    height : int
        In pixels.
    """
    drawn = frame[["when", "value", "colour", "whose", "name", "text", "mark"]].reset_index(drop=True)
    first = math.floor(drawn["when"].min())
    last = max(math.ceil(drawn["when"].max()), first + 1)
    logs = drawn["value"].map(math.log10)
    # A little beyond both ends: a logarithm may round to the power of ten that its number just misses.
    low, high = math.floor(logs.min() - SLACK), math.ceil(logs.max() + SLACK)
    years = alt.Axis(format="d", title=None, grid=False, values=ticks(first, last))
    x = alt.X("when:Q", axis=years, scale=alt.Scale(domain=[first, last], nice=False))
    written = {10.0**power: text for power, text in powers.items() if low <= power <= high}
    spelled = " : ".join(f"datum.value == {value!r} ? '{text}'" for value, text in written.items()) + " : ''"
    axis = alt.Axis(title=None, values=list(written), labelExpr=spelled)
    y = alt.Y("value:Q", axis=axis, scale=alt.Scale(type="log", domain=[10.0**low, 10.0**high], nice=False))
    layers: list[alt.Chart] = []
    for mark in (False, True):
        part = drawn[drawn["mark"] == mark]
        if part.empty:
            continue
        dots = alt.Chart(part.iloc[::-1].drop(columns=["mark", "text"])).mark_circle(
            size=BOLD if mark else DOT, opacity=0.95 if mark else 0.45, stroke=PAPER, strokeWidth=0.5
        )
        layers.append(dots.encode(x=x, y=y, color=alt.Color("colour:N", scale=None), tooltip=tips("name", "whose")))
    # Small dots give way to a name; large ones, other names and the edges do not.
    kept = drawn[drawn["mark"]]
    across = ((kept["when"] - first) / (last - first)).tolist()
    down = ((high - logs[drawn["mark"]]) / (high - low) * height).tolist()
    radius = math.sqrt(BOLD / math.pi)

    def sides(plot: float) -> list[str]:
        marks = [(plot * along, below, radius) for along, below in zip(across, down, strict=True)]
        far = 10.0 * plot
        walls = [(-far, height / 2, far), (plot + far, height / 2, far)]
        return beside([*marks, *walls], [*kept["text"], "", ""])[: len(marks)]

    rows, chosen = kept[["when", "value", "text"]], (sides(PLOT), sides(PHONE - AXIS))
    layers += beside_marks(rows, chosen, [radius] * len(rows), {"x": x, "y": y}, fontSize=LETTERS)
    return layered(*layers, *whose_dots(drawn, [""] * len(drawn), room=PLOT), height=height)
