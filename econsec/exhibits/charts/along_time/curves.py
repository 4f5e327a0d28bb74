"""Forms that follow quantities of any unit through years, alone or in panels beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.along_time.panels import Stack
from econsec.exhibits.charts.parts import NARROW, Series, dashes, fills, labelled, layered, spots, tips
from econsec.exhibits.elements.label_layout import spread, width
from econsec.exhibits.elements.theme import CHARCOAL, FAINT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ALONG = f"{NARROW} ? datum.since : datum.along"
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
    stack = Stack(panels, height)
    drawn = stack.placed(drawn)
    drawn["since"] = drawn["year"] - first
    beside = drawn["since"] + drawn["panel"].map(starts)
    drawn["along"] = beside.astype(float)
    right = starts[panels[-1]] + span * (1 + reach / pixels)
    # In a narrow column each panel has the whole width, less what its names need.
    phone = f"{span} * width / max(width - {reach:.0f}, width / 3)"
    scale = alt.Scale(domain=[0, alt.expr(f"{NARROW} ? {phone} : {right!r}")], nice=False)
    x = alt.X("x:Q", axis=None, scale=scale)
    axis = alt.Axis(format=y_format, title=None, tickCount=5)
    y = alt.Y("value:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False, zero=False))
    colour = alt.Color("series:N", scale=fills(series), legend=None)
    down = alt.expr(stack.down)
    base = _across(drawn).encode(x=x, y=y)
    lines = base.mark_line(strokeWidth=2.4, yOffset=down).encode(
        color=colour, detail="panel:N", strokeDash=alt.StrokeDash("series:N", scale=dashes(series), legend=None)
    )
    said = spots(base, tips(*(["panel"] if len(panels) > 1 else []), "series", year="d", value=y_format), yOffset=down)
    labels = (
        _across(_names(drawn, (low, high), height))
        .mark_text(align="left", dx=8, fontWeight="bold", fontSize=LETTERS, yOffset=down)
        .encode(x=x, y=y, text="series:N", color=colour)
    )
    ground = _ground(stack, starts, first, names or _years(first, last), x)
    return layered(*stack.grid((low, high), y_format, y), lines, said, labels, *ground, height=height)


def _across(rows: pd.DataFrame) -> alt.Chart:
    """Return a chart whose ``x`` is where its rows stand: beside each other, or each in a panel of its own width."""
    return alt.Chart(rows).transform_calculate(x=ALONG)


def _names(drawn: pd.DataFrame, domain: tuple[float, float], height: int) -> pd.DataFrame:
    """Place the names at the right ends of their lines, panel by panel, far enough apart."""
    low, high = domain
    ends = drawn.sort_values("year").groupby(["panel", "series"], as_index=False).last()
    parts = []
    for _, panel in ends.groupby("panel", sort=False):
        places = spread([(value - low) / (high - low) for value in panel["value"]], least=LINE / height)
        moved = [low + place * (high - low) for place in places]
        last = {column: panel[column].max() for column in ("since", "along")}
        parts.append(panel.assign(value=moved, **last))
    return pd.concat(parts, ignore_index=True)[["series", "since", "along", "place", "value"]]


def _years(first: int, last: int) -> dict[int, str]:
    """Return the years to write: the ends, and every fifth of a long series."""
    span = last - first
    every = 10 if span > LONG else 5
    rounds = [year for year in range(first, last) if span > SPARSE and year % every == 0]
    # An eighth of the axis is as wide as a year is written.
    between = [year for year in rounds if min(year - first, last - year) > span / 8]
    return {year: str(year) for year in (first, *between, last)}


def _ground(
    stack: Stack, starts: Mapping[str, float], first: int, names: Mapping[int, str], x: alt.X
) -> list[alt.Chart]:
    """Write the years under each panel and its heading above it."""
    ticks = pd.DataFrame(
        [
            {"panel": panel, "since": year - first, "along": start + year - first, "text": text}
            for panel, start in starts.items()
            # The ends first: where two years meet on a phone, the first named stays.
            for year, text in sorted(names.items(), key=lambda one: one[0] not in {first, max(names)})
        ]
    )
    heads = pd.DataFrame(
        [{"panel": panel, "since": 0, "along": start, "text": panel} for panel, start in starts.items()]
    )
    below = _across(stack.placed(ticks).drop(columns="panel"))
    layers = [
        below.mark_text(fontSize=12, color=CHARCOAL, baseline="top", dy=12).encode(
            x=x, y=stack.at(stack.height), text="text:N"
        ),
        below.mark_rule(color=FAINT, strokeWidth=0.8, strokeDash=[2, 3]).encode(
            x=x, y=stack.at(), y2=stack.at(stack.height)
        ),
    ]
    if any(stack.names):
        layers.append(stack.headings(stack.placed(heads).drop(columns="panel"), x, ALONG))
    return layers


SPARSE, LONG = 9, 24  # years from which every fifth, or every tenth, is written between the first and the last
