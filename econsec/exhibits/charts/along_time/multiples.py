"""The same small picture several times over: parts of a whole through years, panel by panel, on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from econsec.exhibits.charts.along_time.panels import Stack
from econsec.exhibits.charts.key import key
from econsec.exhibits.charts.parts import NARROW, Series, fills, labelled, layered, tips
from econsec.exhibits.elements.label_layout import width
from econsec.exhibits.elements.theme import CHARCOAL, PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

ALONG = f"{NARROW} ? datum.since : datum.along"
BAR = 0.84  # of the room of a year
BETWEEN = 0.55  # years that two panels keep apart
WRITTEN = 13  # pixels that a part needs to carry its share
LETTERS = 12


def columns(
    frame: pd.DataFrame, series: Sequence[Series], *, panels: Sequence[str], height: int = 230
) -> alt.LayerChart:
    """Draw parts of a whole as one column a year, in panels beside each other.

    Parameters
    ----------
    frame : DataFrame
        ``panel``, ``year``, ``series`` (key of a Series), ``share`` (0..1), ``text`` (written inside where it fits).
    series : sequence of Series
        From the bottom up; named in one line above the panels.
    panels : sequence of str
        Headings, from left to right.
    height : int
        In pixels.
    """
    rank = {one.key: place for place, one in enumerate(series)}
    drawn = labelled(frame[["panel", "year", "series", "share", "text"]].assign(rank=frame["series"].map(rank)), series)
    drawn = drawn.sort_values(["panel", "year", "rank"], kind="stable")
    drawn["high"] = drawn.groupby(["panel", "year"])["share"].cumsum()
    drawn["low"] = drawn["high"] - drawn["share"]
    years = {panel: sorted(drawn.loc[drawn["panel"] == panel, "year"].unique()) for panel in panels}
    starts, end = _starts(years)
    stack = Stack(panels, height)
    drawn = stack.placed(drawn)
    drawn["since"] = [
        float(years[panel].index(year)) for panel, year in zip(drawn["panel"], drawn["year"], strict=True)
    ]
    drawn["along"] = drawn["since"] + drawn["panel"].map(starts).astype(float)
    most = max(map(len, years.values()))
    scale = alt.Scale(domain=[0, alt.expr(f"{NARROW} ? {most} : {end!r}")], nice=False)
    x = alt.X("x:Q", axis=None, scale=scale)
    y = alt.Y("low:Q", axis=alt.Axis(format=".0%", title=None, tickCount=5), scale=alt.Scale(domain=[0, 1]))
    bars = (
        _across(drawn[["along", "since", "place", "low", "high", "series", "panel", "year", "text"]])
        .transform_calculate(end=f"datum.x + {BAR}")
        .mark_rect(stroke=PAPER, strokeWidth=1, yOffset=alt.expr(stack.down), y2Offset=alt.expr(stack.down))
        .encode(
            x=x,
            x2="end:Q",
            y=y,
            y2="high:Q",
            color=alt.Color("series:N", scale=fills(series), legend=None),
            tooltip=tips("panel", "series", "text", year="d"),
        )
    )
    shares = _shares(drawn, series, (x, y), stack, end)
    ground = _ground(stack, drawn, x)
    named = key(series, room=WIDTH, dy=-36)
    return layered(*stack.grid((0.0, 1.0), ".0%", y, "low"), bars, *shares, *ground, *named, height=height)


def _across(rows: pd.DataFrame) -> alt.Chart:
    """Return a chart whose ``x`` is where its rows stand: beside each other, or each in a panel of its own width."""
    return alt.Chart(rows).transform_calculate(x=ALONG)


def _starts(years: dict[str, list[int]]) -> tuple[dict[str, float], float]:
    """Return where each panel begins, in years, and where the last one ends."""
    starts, at = {}, 0.0
    for panel, held in years.items():
        starts[panel] = at
        at += len(held) + BETWEEN
    return starts, max(at - BETWEEN, 1.0)


def _shares(
    drawn: pd.DataFrame, series: Sequence[Series], axes: tuple[alt.X, alt.Y], stack: Stack, end: float
) -> list[alt.Chart]:
    """Write a share inside its part where both its height and its width leave the room."""
    inks = {one.label: one.ink for one in series}
    room = WIDTH / end * BAR
    fits = drawn[(drawn["share"] * stack.height >= WRITTEN) & (drawn["text"].map(lambda text: width(text, 11)) <= room)]
    fits = fits.assign(low=(fits["low"] + fits["high"]) / 2)
    layers = []
    for colour in dict.fromkeys(inks.values()):
        part = fits[(fits["series"].map(inks) == colour) & (fits["text"] != "")]
        if len(part):
            spots = _middle(part[["along", "since", "place", "low", "text"]])
            spots = spots.mark_text(fontSize=11, color=colour, yOffset=alt.expr(stack.down))
            layers.append(spots.encode(x=axes[0], y=axes[1], text="text:N"))
    return layers


def _middle(rows: pd.DataFrame) -> alt.Chart:
    """Return a chart whose ``x`` is the middle of the columns of its rows."""
    return _across(rows.assign(**{column: rows[column] + BAR / 2 for column in ("along", "since")}))


def _ground(stack: Stack, drawn: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Write the years below, and the heading of each panel above."""
    years = drawn.drop_duplicates(["panel", "year"])
    ticks = years[["along", "since", "place"]].assign(text=[f"’{year % 100:02d}" for year in years["year"]])
    heads = years.drop_duplicates("panel")[["along", "since", "place", "panel"]].rename(columns={"panel": "text"})
    low = _middle(ticks).mark_text(fontSize=LETTERS, color=CHARCOAL, baseline="top", dy=6)
    return [
        low.encode(x=x, y=stack.at(stack.height), text="text:N"),
        stack.headings(heads, x, ALONG),
    ]
