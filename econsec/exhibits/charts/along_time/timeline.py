"""Every single one of many along time: a dot each at its day and its size, on a scale of powers of ten."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt

from econsec.exhibits.charts.along_time.levels import ticks
from econsec.exhibits.charts.parts import layered, tips
from econsec.exhibits.elements.label_layout import beside, shift
from econsec.exhibits.elements.theme import PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

DOT, BOLD = 20.0, 70.0  # areas of the dots in square pixels
LETTERS = 11
PLOT = WIDTH - 60  # what the labels of the axis leave
SLACK = 1e-9


def timeline(frame: pd.DataFrame, *, powers: Mapping[int, str], height: int = 420) -> alt.LayerChart:
    """Draw one dot a thing along time; those that are marked are larger, lie on top and carry their name.

    Parameters
    ----------
    frame : DataFrame
        ``when`` (year and its part), ``value`` (> 0), ``colour``, ``name`` (tooltip), ``text`` (label or empty),
        ``mark`` (drawn larger); the most important first.
    powers : mapping of int to str
        What is written at which powers of ten.
    height : int
        In pixels.
    """
    drawn = frame[["when", "value", "colour", "name", "text", "mark"]].reset_index(drop=True)
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
        layers.append(dots.encode(x=x, y=y, color=alt.Color("colour:N", scale=None), tooltip=tips("name")))
    across = [(when - first) / (last - first) * PLOT for when in drawn["when"]]
    down = [(high - place) / (high - low) * height for place in logs]
    marks = [
        (one, other, math.sqrt(BOLD / math.pi) if mark else 1.0)
        for one, other, mark in zip(across, down, drawn["mark"], strict=True)
    ]
    # Small dots give way to a name; large ones, other names and the edges do not.
    kept = [place for place in range(len(drawn)) if drawn["mark"].iloc[place]]
    far = 10.0 * PLOT
    walls = [(-far, height / 2, far), (PLOT + far, height / 2, far)]
    sides = beside(
        [*(marks[place] for place in kept), *walls], [*(drawn["text"].iloc[place] for place in kept), "", ""]
    )
    for place, side in zip(kept, sides[: len(kept)], strict=True):
        if side:
            align, right, below = shift(side, marks[place][2])
            words = alt.Chart(drawn.iloc[[place]][["when", "value", "text"]]).mark_text(
                align=align, dx=right, dy=below, fontSize=LETTERS
            )
            layers.append(words.encode(x=x, y=y, text="text:N"))
    return layered(*layers, height=height)
