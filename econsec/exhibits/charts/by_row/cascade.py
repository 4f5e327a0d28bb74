"""Forms that add up: what a change is made of, step by step, from zero."""

from __future__ import annotations

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import layered, tips, y_axis
from econsec.exhibits.elements.label_layout import width
from econsec.exhibits.elements.theme import CHARCOAL, FAINT, WIDTH

LETTERS = 11
PLOT = WIDTH - 170  # what the labels of the rows leave


def cascade(frame: pd.DataFrame, *, axis_format: str = "+.1f", step: int = 25) -> alt.LayerChart:
    """Draw steps that start where the one before ended, and their sum from zero.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``value`` (the step), ``text`` (as it is written), ``colour``, ``total`` (True for a bar from zero);
        in the order to draw.
    axis_format : str
        Of the axis, in d3's notation.
    step : int
        Height of a row in pixels.
    """
    labels = list(frame["label"])
    drawn = frame[["label", "value", "text", "colour"]].copy()
    steps = frame["value"].where(~frame["total"], 0.0)
    drawn["start"] = (steps.cumsum() - steps).where(~frame["total"], 0.0)
    drawn["end"] = drawn["start"] + drawn["value"]
    drawn["right"] = drawn[["start", "end"]].max(axis=1)
    drawn["next"] = [*drawn["label"].iloc[1:], drawn["label"].iloc[-1]]
    low = min(0.0, float(drawn["start"].min()), float(drawn["end"].min()))
    high = max(0.0, float(drawn["right"].max()))
    # Room for the longest text to the right of a bar.
    letters = max(width(text, LETTERS) for text in drawn["text"]) + 10
    high += (high - low or 1.0) * letters / (PLOT - letters)
    axis = alt.Axis(format=axis_format, title=None, tickCount=6)
    x = alt.X("start:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False))
    base = alt.Chart(drawn).encode(y=y_axis(labels))
    bars = base.mark_bar(height={"band": 0.66}).encode(
        x=x, x2="end:Q", color=alt.Color("colour:N", scale=None), tooltip=tips("label", "text")
    )
    written = base.mark_text(align="left", dx=5, fontSize=LETTERS).encode(x=alt.X("right:Q"), text="text:N")
    zero = alt.Chart(pd.DataFrame({"start": [0.0]})).mark_rule(color=CHARCOAL).encode(x=x)
    links = alt.Chart(drawn.iloc[:-1]).mark_rule(color=FAINT).encode(x=alt.X("end:Q"), y=y_axis(labels), y2="next:N")
    return layered(links, bars, written, zero, height=alt.Step(step))
