"""Forms that show what a whole is made of, and which state each cell is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from econsec.exhibits.charts.key import key
from econsec.exhibits.charts.parts import (
    MARGINS,
    NARROW,
    PHONE,
    Series,
    beside_labels,
    headings,
    layered,
    percent_x,
    tips,
    y_axis,
)
from econsec.exhibits.elements.label_layout import width
from econsec.exhibits.elements.theme import PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def stacked(frame: pd.DataFrame, order: Sequence[Series], *, step: int = 26) -> alt.LayerChart:
    """Draw parts of a whole, one bar a row; parts large enough carry their name, and colours without one have a key.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``series`` (key of a Series), ``name`` (printed in it), ``share`` (0..1); rows in order to draw.
    order : sequence of Series
        From left to right.
    step : int
        Height of a row in pixels.
    """
    labels = list(dict.fromkeys(frame["label"]))
    rank = {one.key: place for place, one in enumerate(order)}
    drawn = frame[["label", "series", "name", "share"]].assign(rank=frame["series"].map(rank))
    drawn = drawn.sort_values(["rank"], kind="stable")
    drawn["start"] = drawn.groupby("label")["share"].cumsum() - drawn["share"]
    drawn["end"] = (drawn["start"] + drawn["share"]).clip(upper=1.0)
    drawn["middle"] = (drawn["start"] + drawn["end"]) / 2
    shown = [one for one in order if one.key in set(drawn["series"])]
    bars = (
        alt.Chart(drawn[["label", "series", "name", "share", "start", "end"]])
        .mark_bar(stroke=PAPER, strokeWidth=1, height={"band": 0.78})
        .encode(
            y=y_axis(labels),
            x=percent_x("start"),
            x2="end:Q",
            color=alt.Color(
                "series:N",
                scale=alt.Scale(domain=[one.key for one in shown], range=[one.colour for one in shown]),
                legend=None,
            ),
            tooltip=tips("label", "name", share=".1%"),
        )
    )
    # A name that does not fit its part is left out: a key has it. In a narrow column fewer fit.
    needed = drawn["name"].map(width) + 10
    inks = {one.key: one.ink for one in order}
    drawn = drawn.assign(needed=needed, ink=drawn["series"].map(inks))
    fits = drawn[drawn["share"] * PLOT >= needed]
    names = (
        alt.Chart(fits[["label", "name", "middle", "ink", "share", "needed"]])
        .transform_filter(f"!{NARROW} || datum.share * width >= datum.needed")
        .mark_text(fontSize=11)
        .encode(
            y=y_axis(labels),
            x=percent_x("middle"),
            text="name:N",
            color=alt.Color("ink:N", scale=None),
        )
    )
    wide, near = (all(_said(drawn, one, plot) for one in shown) for plot in (PLOT, PHONE - MARGINS))
    named = [] if wide and near else key(shown, room=beside_labels(labels), only=NARROW if wide else None)
    return layered(bars, names, *named, height=alt.Step(step))


PLOT = WIDTH - 200  # what the labels of the rows leave


def _said(drawn: pd.DataFrame, one: Series, plot: float) -> bool:
    """Say whether the parts themselves name a colour: one by its label, or each by a name of its own."""
    own = drawn[drawn["series"] == one.key]
    carried = own["share"] * plot >= own["needed"]
    if own["name"].str.contains(one.label, regex=False).any():
        return bool(carried[own["name"].str.contains(one.label, regex=False)].any())
    return bool(carried.all()) and bool(own["name"].str.contains(r"[^\W\d]", regex=True).all())


def matrix(frame: pd.DataFrame, columns: Sequence[str], states: Sequence[Series], *, step: int = 22) -> alt.LayerChart:
    """Draw rows by columns of states, each cell with its sign as well as its colour.

    Parameters
    ----------
    frame : DataFrame
        ``label`` (row), ``column``, ``state`` (key of a Series), ``sign`` (one or two characters).
    columns : sequence of str
        Column headings from left to right.
    states : sequence of Series
        The states and their fills.
    step : int
        Height of a row in pixels.
    """
    labels = list(dict.fromkeys(frame["label"]))
    inks = {one.key: one.ink for one in states}
    drawn = frame[["label", "column", "state", "sign"]].assign(ink=frame["state"].map(inks))
    drawn["said"] = drawn["state"].map({one.key: one.label for one in states})
    x = headings(columns, labels)
    fills = alt.Scale(domain=[one.key for one in states], range=[one.colour for one in states])
    cells = (
        alt.Chart(drawn)
        .mark_rect(stroke=PAPER, strokeWidth=2)
        .encode(
            x=x,
            y=y_axis(labels),
            color=alt.Color("state:N", scale=fills, legend=None),
            tooltip=tips("label", "column", "said", "sign"),
        )
    )
    signs = (
        alt.Chart(drawn)
        .mark_text(fontSize=11, fontWeight="bold")
        .encode(
            x=x,
            y=y_axis(labels),
            text="sign:N",
            color=alt.Color("ink:N", scale=None),
        )
    )
    return layered(cells, signs, height=alt.Step(step))
