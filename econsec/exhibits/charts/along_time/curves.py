"""Forms that follow quantities of any unit through years, alone or in panels beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import Series, dashes, fills, labelled, layered, spots, tips
from econsec.exhibits.elements.label_layout import spread, width
from econsec.exhibits.elements.theme import CHARCOAL, FAINT, INK, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LINE = 15  # pixels between two names
LETTERS = 11.5
BETWEEN = 0.28  # free room between two panels, as a part of one, besides the names


def curves(
    frame: pd.DataFrame,
    series: Sequence[Series],
    *,
    panels: Sequence[str] = ("",),
    y_format: str = ",.0f",
    domain: tuple[float, float] | None = None,
    names: Mapping[int, str] | None = None,
    height: int = 300,
) -> alt.LayerChart:
    """Draw lines over years, each named at its right end; several panels share one scale of values.

    Parameters
    ----------
    frame : DataFrame
        ``year``, ``series`` (key of a Series), ``value``; ``panel`` if there are several.
    series : sequence of Series
        What to draw, in order of importance; dashes tell them apart without colour.
    panels : sequence of str
        Headings, from left to right.
    y_format : str
        Of the axis, in d3's notation.
    domain : tuple of float, optional
        Ends of the scale; without, from zero to the largest value.
    names : mapping of int to str, optional
        What is written under which years; without, the first, the last and in long series every fifth.
    height : int
        In pixels.
    """
    drawn = frame.assign(panel=frame["panel"] if "panel" in frame else panels[0])
    drawn = labelled(drawn, series)[["panel", "year", "series", "value"]].dropna()
    first, last = int(drawn["year"].min()), int(drawn["year"].max())
    low, high = domain or (0.0, 1.05 * float(drawn["value"].max()))
    span = max(last - first, 1)
    reach = max(width(one.label, LETTERS) for one in series) + 14
    # A panel and its names share the width: as many pixels for the years as the names leave.
    pixels = WIDTH / len(panels) - reach
    step = span * (1 + reach / pixels) + (BETWEEN * span if len(panels) > 1 else 0)
    starts = {panel: place * step for place, panel in enumerate(panels)}
    drawn["x"] = drawn["year"] - first + drawn["panel"].map(starts).astype(float)
    right = starts[panels[-1]] + span * (1 + reach / pixels)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, right], nice=False))
    axis = alt.Axis(format=y_format, title=None, tickCount=5)
    y = alt.Y("value:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False, zero=False))
    colour = alt.Color("series:N", scale=fills(series), legend=None)
    base = alt.Chart(drawn).encode(x=x, y=y)
    lines = base.mark_line(strokeWidth=2.4).encode(
        color=colour, detail="panel:N", strokeDash=alt.StrokeDash("series:N", scale=dashes(series), legend=None)
    )
    said = spots(base, tips(*(["panel"] if len(panels) > 1 else []), "series", year="d", value=y_format))
    labels = (
        alt.Chart(_names(drawn, (low, high), height))
        .mark_text(align="left", dx=8, fontWeight="bold", fontSize=LETTERS)
        .encode(x=x, y=y, text="series:N", color=colour)
    )
    return layered(lines, said, labels, *_ground(starts, first, names or _years(first, last), x), height=height)


def _names(drawn: pd.DataFrame, domain: tuple[float, float], height: int) -> pd.DataFrame:
    """Place the names at the right ends of their lines, panel by panel, far enough apart."""
    low, high = domain
    ends = drawn.sort_values("year").groupby(["panel", "series"], as_index=False).last()
    parts = []
    for _, panel in ends.groupby("panel", sort=False):
        places = spread([(value - low) / (high - low) for value in panel["value"]], least=LINE / height)
        moved = [low + place * (high - low) for place in places]
        parts.append(panel.assign(value=moved, x=panel["x"].max()))
    return pd.concat(parts, ignore_index=True)[["series", "x", "value"]]


def _years(first: int, last: int) -> dict[int, str]:
    """Return the years to write: the ends, and every fifth of a long series."""
    span = last - first
    every = 10 if span > LONG else 5
    rounds = [year for year in range(first, last) if span > SPARSE and year % every == 0]
    # An eighth of the axis is as wide as a year is written.
    between = [year for year in rounds if min(year - first, last - year) > span / 8]
    return {year: str(year) for year in (first, *between, last)}


def _ground(starts: dict[str, float], first: int, names: Mapping[int, str], x: alt.X) -> list[alt.Chart]:
    """Write the years under each panel and its heading above it."""
    ticks = pd.DataFrame(
        [{"x": start + year - first, "text": text} for start in starts.values() for year, text in names.items()]
    )
    heads = pd.DataFrame([{"x": start, "text": panel} for panel, start in starts.items() if panel])
    layers = [
        alt.Chart(ticks)
        .mark_text(fontSize=12, color=CHARCOAL, baseline="top", dy=12)
        .encode(x=x, y=alt.value("height"), text="text:N"),
        alt.Chart(ticks).mark_rule(color=FAINT, strokeWidth=0.8, strokeDash=[2, 3]).encode(x=x),
    ]
    if len(heads):
        layers.append(
            alt.Chart(heads)
            .mark_text(fontSize=12.5, fontWeight="bold", color=INK, align="left", baseline="bottom", dy=-6)
            .encode(x=x, y=alt.value(0), text="text:N")
        )
    return layers


SPARSE, LONG = 9, 24  # years from which every fifth, or every tenth, is written between the first and the last
