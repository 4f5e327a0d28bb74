"""Forms that show how far a result moves."""

from __future__ import annotations

from typing import Literal

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import layered, tips, y_axis
from econsec.exhibits.elements.theme import FAINT


def swings(frame: pd.DataFrame, *, base: float, colour: str, y_format: str = ",.0f", step: int = 30) -> alt.LayerChart:
    """Draw a result at both ends of each assumption around its base: a tornado, each end with what was assumed.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``end`` (the result), ``text`` (what was assumed); two rows a label, in the order to draw.
    base : float
        The result with nothing moved.
    colour : str
        Of the ends.
    y_format : str
        Of the axis, in d3's notation.
    step : int
        Height of a row in pixels.
    """
    labels = list(dict.fromkeys(frame["label"]))
    drawn = frame[["label", "end", "text"]].assign(base=base)
    room = 0.16 * (drawn["end"].max() - min(drawn["end"].min(), base) or 1.0)
    domain = [max(0.0, float(drawn["end"].min() - room)), float(drawn["end"].max() + room)]
    x = alt.X(
        "end:Q", axis=alt.Axis(format=y_format, title=None, tickCount=5), scale=alt.Scale(domain=domain, zero=False)
    )
    rules = alt.Chart(drawn).mark_rule(color=FAINT, strokeWidth=8).encode(y=y_axis(labels), x=x, x2="base:Q")
    points = alt.Chart(drawn).mark_point(filled=True, opacity=1, size=70, color=colour)
    points = points.encode(y=y_axis(labels), x=x, tooltip=tips("label", "text", end=y_format))
    layers = [rules, points]
    below, pressed = drawn["end"] < base, drawn["end"] - domain[0] < room  # against the labels of the axis
    sides: tuple[tuple[pd.Series[bool], Literal["left", "right"], int, int], ...] = (
        (drawn["end"] > base, "left", 8, 0),
        (below & ~pressed, "right", -8, 0),
        (below & pressed, "left", -4, -11),
    )
    for side, align, dx, dy in sides:
        ends = drawn[side]
        if len(ends):
            mark = alt.Chart(ends).mark_text(align=align, dx=dx, dy=dy, fontSize=11)
            layers.append(mark.encode(y=y_axis(labels), x=x, text="text:N"))
    line = alt.Chart(pd.DataFrame({"end": [base]})).mark_rule(color=colour).encode(x=x)
    return layered(*layers, line, height=alt.Step(step))
