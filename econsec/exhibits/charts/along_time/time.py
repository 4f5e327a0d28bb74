"""Forms that run along time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.along_time.levels import ticks
from econsec.exhibits.charts.key import key
from econsec.exhibits.charts.parts import Series, beside_labels, dashes, fills, labelled, layered, spots, tips, y_axis
from econsec.exhibits.elements.label_layout import spread
from econsec.exhibits.elements.theme import CHARCOAL, FAINT

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = "%Y-%m-%d"


def lines(
    frame: pd.DataFrame, series: Sequence[Series], *, height: int = 340, gap: str | None = None
) -> alt.LayerChart:
    """Draw shares over years with each line named at its right end.

    Parameters
    ----------
    frame : DataFrame
        ``year``, ``series``, ``share`` (0..1).
    series : sequence of Series
        What to draw, in order of importance.
    height : int
        In pixels; names keep 15 of them apart.
    gap : str, optional
        Year from which another nomenclature holds; marked with a thin line.
    """
    drawn = labelled(frame, series)[["year", "series", "share"]].dropna()
    colour = alt.Color("series:N", scale=fills(series), legend=None)
    first, last = int(drawn["year"].min()), int(drawn["year"].max())
    x = alt.X(
        "year:Q",
        axis=alt.Axis(format="d", title=None, grid=False, values=ticks(first, last)),
        scale=alt.Scale(domain=[first, last + 0.36 * (last - first)], nice=False),
    )
    y = alt.Y("share:Q", axis=alt.Axis(format=".0%", title=None, tickCount=5), scale=alt.Scale(domain=[0, 1]))
    base = alt.Chart(drawn).encode(x=x, y=y)
    layers: list[alt.Chart] = [
        base.mark_line(strokeWidth=2.2).encode(
            color=colour, strokeDash=alt.StrokeDash("series:N", scale=dashes(series), legend=None)
        ),
        spots(base, tips("series", year="d", share=".1%")),
    ]
    ends = drawn.sort_values("year").groupby("series")["share"].last().to_dict()
    named = [one.label for one in series if one.label in ends]
    places = spread([float(ends[label]) for label in named], least=15 / height)
    labels = pd.DataFrame({"series": named, "share": places, "year": float(last)})
    layers.append(
        alt.Chart(labels)
        .mark_text(align="left", dx=8, fontWeight="bold", fontSize=11.5)
        .encode(x=x, y=y, text="series:N", color=colour)
    )
    if gap is not None:
        layers.insert(
            0,
            alt.Chart(pd.DataFrame({"year": [float(gap) - 0.5]})).mark_rule(color=FAINT, strokeDash=[2, 3]).encode(x=x),
        )
    return layered(*layers, height=height)


def heat(frame: pd.DataFrame, *, colour: str, step: int = 20) -> alt.LayerChart:
    """Draw shares by row and year as shades of one colour, from the ground of the page up.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``year``, ``share`` (0..1); rows in the order to draw.
    colour : str
        The full shade.
    step : int
        Height of a row in pixels.
    """
    labels = list(dict.fromkeys(frame["label"]))
    drawn = (
        alt.Chart(frame[["label", "year", "share"]].dropna())
        .mark_rect(color=colour)
        .encode(
            x=alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True, grid=False)),
            y=y_axis(labels),
            opacity=alt.Opacity(
                "share:Q",
                scale=alt.Scale(domain=[0, 1], range=[0.06, 1]),
                legend=alt.Legend(
                    format=".0%",
                    values=[0, 0.5, 1],
                    symbolType="square",
                    symbolFillColor=colour,
                    symbolStrokeWidth=0,
                    symbolSize=200,
                ),
            ),
            tooltip=tips("label", year="d", share=".1%"),
        )
    )
    return layered(drawn, height=alt.Step(step))


def gantt(
    frame: pd.DataFrame, states: Sequence[Series], *, as_of: str, as_of_label: str, step: int = 34
) -> alt.LayerChart:
    """Draw periods in time, one line a measure, and the day the report speaks of.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``start``, ``end`` (ISO dates), ``state`` (key of a Series), ``text`` (over the bar).
    states : sequence of Series
        The states and their fills.
    as_of : str
        ISO date of the line.
    as_of_label : str
        What stands at the line.
    step : int
        Height of a row in pixels.
    """
    labels = list(dict.fromkeys(frame["label"]))
    drawn = frame[["label", "start", "end", "state", "text"]]
    x = alt.X("start:T", axis=alt.Axis(title=None, format="%Y", tickCount={"interval": "year", "step": 1}))
    of_states = alt.Scale(domain=[one.key for one in states], range=[one.colour for one in states])
    base = alt.Chart(drawn).encode(y=y_axis(labels))
    periods = base.mark_bar(height={"band": 0.36}).encode(
        x=x,
        x2="end:T",
        color=alt.Color("state:N", scale=of_states, legend=None),
        tooltip=tips("label", "text", start=DAY, end=DAY),
    )
    firsts = drawn.drop_duplicates("label")
    written = (
        alt.Chart(firsts).mark_text(align="left", dy=-12, fontSize=11).encode(y=y_axis(labels), x=x, text="text:N")
    )
    day = pd.DataFrame({"start": [as_of], "text": [as_of_label]})
    line = alt.Chart(day).mark_rule(color=CHARCOAL, strokeDash=[4, 3]).encode(x=x)
    name = (
        alt.Chart(day)
        .mark_text(align="right", dx=-4, dy=-3, baseline="top", fontSize=11, color=CHARCOAL)
        .encode(x=x, y=alt.value(0), text="text:N")
    )
    shown = [one for one in states if one.key in set(drawn["state"])]
    named = key(shown, room=beside_labels(labels)) if len(shown) > 1 else []
    return layered(periods, written, line, name, *named, height=alt.Step(step))
