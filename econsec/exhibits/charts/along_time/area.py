"""Forms that fill: what a quantity is made up of along time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from econsec.exhibits.charts.key import key
from econsec.exhibits.charts.parts import Series, fills, labelled, layered, spots, tips
from econsec.exhibits.elements.label_layout import width
from econsec.exhibits.elements.theme import PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence


def areas(
    frame: pd.DataFrame, series: Sequence[Series], *, x_title: str, y_format: str = ",.0f", height: int = 300
) -> alt.LayerChart:
    """Draw quantities stacked along periods, each named where it is thickest.

    Parameters
    ----------
    frame : DataFrame
        ``x`` (whole number of the period), ``series`` (key of a Series), ``value`` (>= 0).
    series : sequence of Series
        From the bottom up.
    x_title : str
        What the periods are.
    y_format : str
        Of the axis, in d3's notation.
    height : int
        In pixels.
    """
    sums = frame.groupby("series")["value"].sum()
    series = [one for one in series if sums.get(one.key, 0.0) > 0]
    rank = {one.key: place for place, one in enumerate(series)}
    drawn = labelled(frame[["x", "series", "value"]].assign(rank=frame["series"].map(rank)), series)
    drawn = drawn.sort_values(["x", "rank"])
    drawn["end"] = drawn.groupby("x")["value"].cumsum()
    drawn["start"] = drawn["end"] - drawn["value"]
    first, last = int(drawn["x"].min()), int(drawn["x"].max())
    x = alt.X(
        "x:Q",
        axis=alt.Axis(title=x_title, grid=False, format="d", tickMinStep=1),
        scale=alt.Scale(domain=[first, last], nice=False),
    )
    y = alt.Y("start:Q", axis=alt.Axis(title=None, format=y_format, tickCount=5))
    bands = (
        alt.Chart(drawn)
        .mark_area(stroke=PAPER, strokeWidth=1)
        .encode(
            x=x,
            y=y,
            y2="end:Q",
            color=alt.Color("series:N", scale=fills(series), legend=None),
            order=alt.Order("rank:Q"),
        )
    )
    middle = alt.Chart(drawn.assign(middle=(drawn["start"] + drawn["end"]) / 2)).encode(x=x, y=alt.Y("middle:Q"))
    said = spots(middle, tips("series", x="d", value=y_format))
    return layered(bands, said, *_names(drawn, series, x, height), height=height)


def _names(drawn: pd.DataFrame, series: Sequence[Series], x: alt.X, height: int) -> list[alt.Chart]:
    """Write each name inside its band where all of it has the most room, also on a phone; a band too thin has a key."""
    top = float(drawn["end"].max()) or 1.0
    periods = np.unique(drawn["x"].to_numpy(dtype=float))
    places = np.linspace(periods[0], periods[-1], PLACES)
    named, thin = [], []
    for one in series:
        own = drawn[drawn["series"] == one.label].set_index("x").reindex(periods)
        low, high = (np.interp(places, periods, own[edge].ffill().fillna(0.0)) for edge in ("start", "end"))
        # As many places as the name covers in the narrowest plot: it must lie between both edges at all of them.
        covers = math.ceil(BOLD * width(one.label, 12) / NARROWEST * PLACES)
        found = [
            (float(high[at : at + covers].min() - low[at : at + covers].max()), at)
            for at in range(EDGE, PLACES - EDGE - covers + 1)
        ]
        room, at = max(found, default=(0.0, 0))
        if room / top * height < LINE:
            thin.append(one)
            continue
        middle = (high[at : at + covers].min() + low[at : at + covers].max()) / 2
        spot = pd.DataFrame({"x": [places[at : at + covers].mean()], "start": [middle]})
        named.append(
            alt.Chart(spot)
            .mark_text(text=one.label, color=one.ink, fontWeight="bold", fontSize=12)
            .encode(x=x, y=alt.Y("start:Q"))
        )
    return named + (key(thin, room=WIDTH) if thin else [])


PLACES, EDGE = 101, 1  # along the plot at which a name may begin, and those of them at its ends where none does
NARROWEST = 210  # pixels of a plot on the narrowest phone
BOLD = 1.12  # as wide as plain letters
LINE = 16  # pixels that a line of text needs
