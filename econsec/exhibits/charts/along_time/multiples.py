"""The same small picture several times over: parts of a whole through years, panel by panel, on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import Series, fills, labelled, layered, tips
from econsec.exhibits.elements.label_layout import width
from econsec.exhibits.elements.theme import CHARCOAL, INK, PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    place = {(panel, year): starts[panel] + k for panel in panels for k, year in enumerate(years[panel])}
    drawn["x"] = [float(place[key]) for key in zip(drawn["panel"], drawn["year"], strict=True)]
    drawn["end"], drawn["middle"] = drawn["x"] + BAR, drawn["x"] + BAR / 2
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, end], nice=False))
    y = alt.Y("low:Q", axis=alt.Axis(format=".0%", title=None, tickCount=5), scale=alt.Scale(domain=[0, 1]))
    bars = (
        alt.Chart(drawn[["x", "end", "low", "high", "series", "panel", "year", "text"]])
        .mark_rect(stroke=PAPER, strokeWidth=1)
        .encode(
            x=x,
            x2="end:Q",
            y=y,
            y2="high:Q",
            color=alt.Color("series:N", scale=fills(series), legend=None),
            tooltip=tips("panel", "series", "text", year="d"),
        )
    )
    return layered(bars, *_shares(drawn, series, x, y, height, end), *_ground(starts, place, series, x), height=height)


def _starts(years: dict[str, list[int]]) -> tuple[dict[str, float], float]:
    """Return where each panel begins, in years, and where the last one ends."""
    starts, at = {}, 0.0
    for panel, held in years.items():
        starts[panel] = at
        at += len(held) + BETWEEN
    return starts, max(at - BETWEEN, 1.0)


def _shares(
    drawn: pd.DataFrame, series: Sequence[Series], x: alt.X, y: alt.Y, height: int, end: float
) -> list[alt.Chart]:
    """Write a share inside its part where both its height and its width leave the room."""
    inks = {one.label: one.ink for one in series}
    room = WIDTH / end * BAR
    fits = drawn[(drawn["share"] * height >= WRITTEN) & (drawn["text"].map(lambda text: width(text, 11)) <= room)]
    layers = []
    for colour in dict.fromkeys(inks.values()):
        part = fits[(fits["series"].map(inks) == colour) & (fits["text"] != "")]
        if len(part):
            spots = pd.DataFrame({"x": part["middle"], "low": (part["low"] + part["high"]) / 2, "text": part["text"]})
            layers.append(alt.Chart(spots).mark_text(fontSize=11, color=colour).encode(x=x, y=y, text="text:N"))
    return layers


def _ground(
    starts: dict[str, float], place: dict[tuple[str, int], float], series: Sequence[Series], x: alt.X
) -> list[alt.Chart]:
    """Write the years below, the heading of each panel above, and above all what the colours are."""
    ticks = pd.DataFrame([{"x": at + BAR / 2, "text": f"’{year % 100:02d}"} for (_, year), at in place.items()])
    heads = pd.DataFrame([{"x": at, "text": panel} for panel, at in starts.items()])
    low = alt.Chart(ticks).mark_text(fontSize=LETTERS, color=CHARCOAL, baseline="top", dy=6)
    head = alt.Chart(heads).mark_text(fontSize=12.5, fontWeight="bold", color=INK, align="left", dy=-12)
    layers = [
        low.encode(x=x, y=alt.value("height"), text="text:N"),
        head.encode(x=x, y=alt.value(0), text="text:N"),
    ]
    return [*layers, *key_line(series)]


def keyed(chart: alt.LayerChart, series: Sequence[Series]) -> alt.LayerChart:
    """Set the names of the colours in one line above a chart whose parts are too narrow to carry them."""
    return layered(*cast("Sequence[alt.Chart]", chart.layer), *key_line(series, dy=-16), height=chart.height)


def key_line(series: Sequence[Series], *, dy: int = -36) -> list[alt.Chart]:
    """Name the colours in one line: a square and a word each, in words' own colour."""
    layers, at = [], 0.0
    for one in series:
        spot = alt.Chart(pd.DataFrame({"text": [one.label]}))
        layers.append(
            spot.mark_point(shape="square", filled=True, size=110, opacity=1, color=one.colour).encode(
                x=alt.value(at + 6), y=alt.value(dy)
            )
        )
        layers.append(
            spot.mark_text(align="left", baseline="middle", fontSize=LETTERS, color=INK).encode(
                x=alt.value(at + 16), y=alt.value(dy), text="text:N"
            )
        )
        at += 16 + 0.9 * width(one.label, LETTERS) + 14
    return layers
