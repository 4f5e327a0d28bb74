"""Months in panels one under the other, each on its own scale, with the days on which something was announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import Align, layered, tips
from econsec.exhibits.elements.theme import CHARCOAL, INK, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

PANEL = 104  # pixels of a panel, with its heading
BARS = 0.62  # of a panel, from its foot up; above it stands the heading
HEAD = 0.88
LATE = 0.7  # of the width


def months(
    frame: pd.DataFrame, levels: pd.DataFrame, marks: pd.DataFrame, heads: pd.DataFrame, *, colour: str, ticks: int = 1
) -> alt.LayerChart:
    """Draw amounts by month as columns, what they were on average as lines, and days as dashed rules.

    Parameters
    ----------
    frame : DataFrame
        ``panel``, ``start``, ``end`` (ISO days), ``value`` (>= 0), ``text`` (for the tip).
    levels : DataFrame
        ``panel``, ``start``, ``end``, ``value``: means.
    marks : DataFrame
        ``panel``, ``start`` (ISO day), ``text`` (for the tip), ``label`` (beside the rule, or empty).
    heads : DataFrame
        ``panel``, ``text`` (the heading), ``top`` (what the tallest column is); in the order to draw.
    colour : str
        Of the columns.
    ticks : int
        Years from one mark of the axis to the next.
    """
    panels: Sequence[str] = heads["panel"].tolist()
    foot = {panel: float(len(panels) - 1 - place) for place, panel in enumerate(panels)}
    most = frame.groupby("panel")["value"].max().to_dict()

    def high(rows: pd.DataFrame) -> pd.Series:
        base, top = (rows["panel"].map(of).astype("float64") for of in (foot, most))
        return base + BARS * rows["value"] / top.where(top > 0, 1.0)

    first, last = frame["start"].min(), frame["end"].max()
    axis = alt.Axis(title=None, format="%Y", grid=False, tickCount={"interval": "year", "step": ticks})
    x = alt.X("start:T", axis=axis, scale=alt.Scale(domain=[first, last], nice=False))
    y = alt.Y("low:Q", axis=None, scale=alt.Scale(domain=[0, len(panels)], nice=False))
    bars = frame.assign(low=frame["panel"].map(foot), high=high(frame))
    lines = levels.assign(low=high(levels))
    days = marks[marks["start"].between(first, last)]
    feet = days["panel"].map(foot).astype("float64")  # of no day pandas makes texts
    days = days.assign(low=feet, high=feet + BARS + 0.06)
    ground = pd.DataFrame({"start": first, "end": last, "low": list(foot.values())})
    titles = heads.assign(start=first, end=last, low=heads["panel"].map(foot) + HEAD)
    layers = [
        alt.Chart(ground).mark_rule(color=RULE).encode(x=x, x2="end:T", y=y),
        alt.Chart(bars[["start", "end", "low", "high", "text"]])
        .mark_rect(color=colour, opacity=0.55)
        .encode(x=x, x2="end:T", y=y, y2="high:Q", tooltip=tips("text")),
        alt.Chart(lines[["start", "end", "low"]]).mark_rule(color=INK, strokeWidth=2.5).encode(x=x, x2="end:T", y=y),
        alt.Chart(titles[["start", "low", "text"]])
        .mark_text(align="left", fontWeight="bold", fontSize=12.5, color=INK)
        .encode(x=x, y=y, text="text:N"),
        alt.Chart(titles[["end", "low", "top"]])
        .mark_text(align="right", fontSize=11, color=CHARCOAL)
        .encode(x=alt.X("end:T"), y=y, text="top:N"),
    ]
    if len(days):
        layers += [
            alt.Chart(days[["start", "low", "high", "text"]])
            .mark_rule(color=CHARCOAL, strokeDash=[4, 3])
            .encode(x=x, y=y, y2="high:Q", tooltip=tips("text")),
            alt.Chart(days[["start", "low", "text"]])
            .mark_point(shape="triangle-up", filled=True, size=60, opacity=1, color=CHARCOAL)
            .encode(x=x, y=y, tooltip=tips("text")),
            *_dates(days, x, first, last),
        ]
    return layered(*layers, height=PANEL * len(panels))


def _dates(days: pd.DataFrame, x: alt.X, first: str, last: str) -> list[alt.Chart]:
    """Write days beside their rules, to the left of those that stand near the right edge."""
    begin, end = pd.Timestamp(first), pd.Timestamp(last)
    late = (pd.to_datetime(days["start"]) - begin) / (end - begin) > LATE
    sides: tuple[tuple[pd.DataFrame, Align, int], ...] = ((days[~late], "left", 4), (days[late], "right", -4))
    return [
        alt.Chart(rows[["start", "high", "label"]])
        .mark_text(align=align, dx=dx, dy=2, fontSize=11, color=CHARCOAL)
        .encode(x=x, y=alt.Y("high:Q"), text="label:N")
        for rows, align, dx in sides
        if len(rows)
    ]
