"""Amounts along time: each line named at its right end, on a plain or a logarithmic scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import Series, dashes, fills, labelled, layered, room_right, spots, tips
from econsec.exhibits.elements.label_layout import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = 0.27  # of the years' span, kept free on the right for the names at least
LETTERS = 11.5
TIP = ",.4~r"  # four digits, never a power of ten


def levels(
    frame: pd.DataFrame,
    series: Sequence[Series],
    *,
    axis_format: str = ",.0f",
    log: bool = False,
    height: int = 340,
    dots: bool = False,
    top: float | None = None,
) -> alt.LayerChart:
    """Draw amounts over years with each line named at its right end.

    Parameters
    ----------
    frame : DataFrame
        ``year``, ``series``, ``value`` (>= 0; above 0 on a logarithmic scale), in the unit that the subtitle names.
    series : sequence of Series
        What to draw, in order of importance.
    axis_format : str
        Of the axis, in d3's notation.
    log : bool
        A scale of powers of ten: for amounts that differ by orders of magnitude.
    height : int
        In pixels; names keep 15 of them apart.
    dots : bool
        Mark each year: for series with few of them.
    top : float, optional
        Upper end of a plain scale; without, a little above the largest value.
    """
    drawn = labelled(frame, series)[["year", "series", "value"]].dropna()
    if log:
        drawn = drawn[drawn["value"] > 0]
    first, last = float(drawn["year"].min()), float(drawn["year"].max())
    low, high = bounds(drawn["value"], log=log) if top is None else (0.0, top)
    room = room_right([one.label for one in series], LETTERS, least=ROOM)
    x = alt.X(
        "year:Q",
        axis=alt.Axis(format="d", title=None, grid=False, values=ticks(int(first), int(last))),
        scale=alt.Scale(domain=[first, last + room * (last - first)], nice=False),
    )
    scale = alt.Scale(type="log" if log else "linear", domain=[low, high], nice=False)
    y = alt.Y("value:Q", axis=alt.Axis(format=axis_format, title=None, **_marks(low, high, log=log)), scale=scale)
    colour = alt.Color("series:N", scale=fills(series), legend=None)
    base = alt.Chart(drawn).encode(x=x, y=y)
    lines = base.mark_line(strokeWidth=2.2, point={"size": 34, "filled": True} if dots else False).encode(
        color=colour, strokeDash=alt.StrokeDash("series:N", scale=dashes(series), legend=None)
    )
    said = spots(base, tips("series", year="d", value=".1%" if axis_format.endswith("%") else TIP))
    ends = drawn.sort_values("year").groupby("series")["value"].last()
    named = [one.label for one in series if one.label in ends.index]
    places = spread([share(float(ends[label]), low, high, log=log) for label in named], least=15 / height)
    written = pd.DataFrame(
        {
            "series": named,
            "value": [amount(place, low, high, log=log) for place in places],
            "year": last,
        }
    )
    names = alt.Chart(written).mark_text(align="left", dx=8, fontWeight="bold", fontSize=LETTERS)
    return layered(lines, said, names.encode(x=x, y=y, text="series:N", color=colour), height=height)


def _marks(low: float, high: float, *, log: bool) -> dict[str, Any]:
    """Return which values of the axis are written: on a logarithmic one its powers of ten, and their parts if few."""
    if not log:
        return {"tickCount": 5}
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    parts = (1, 2, 5) if len(decades) <= 3 else (1,)  # noqa: PLR2004 - three decades and their parts fill an axis
    return {"values": [part * 10**decade for decade in decades for part in parts if low <= part * 10**decade <= high]}


def bounds(values: pd.Series[float], *, log: bool) -> tuple[float, float]:
    """Return the ends of an axis: from zero to a little above the largest, or over whole halves of powers of ten.

    Examples
    --------
    >>> bounds(pd.Series([20.0, 100.0]), log=False), bounds(pd.Series([20.0, 900.0]), log=True)
    ((0.0, 105.0), (10.0, 1000.0))
    """
    top, bottom = float(values.max()), float(values.min())
    if not log:
        return 0.0, 1.05 * top if top > 0 else 1.0
    low = 10.0 ** math.floor(math.log10(bottom))
    return low, max(10 ** (math.ceil(2 * math.log10(top)) / 2), 10 * low)


def share(value: float, low: float, high: float, *, log: bool) -> float:
    """Return how high a value stands on the axis, 0..1."""
    if log:
        return math.log10(value / low) / math.log10(high / low)
    return (value - low) / (high - low)


def amount(place: float, low: float, high: float, *, log: bool) -> float:
    """Return the value at a height of the axis: the inverse of `share`.

    Examples
    --------
    >>> round(amount(share(50.0, 1.0, 100.0, log=True), 1.0, 100.0, log=True), 6)
    50.0
    """
    return low * (high / low) ** place if log else low + place * (high - low)


def ticks(first: int, last: int) -> list[int]:
    """Return the years to write: the first, the last, and the round ones between them that leave room.

    Examples
    --------
    >>> ticks(2009, 2025), ticks(2019, 2024)
    ([2009, 2015, 2020, 2025], [2019, 2020, 2021, 2022, 2023, 2024])
    """
    span = last - first
    step = next(step for step in (1, 2, 5, 10, 20, 50) if span / step <= 6)  # noqa: PLR2004 - what a phone has room for
    if step == 1:
        return list(range(first, last + 1))
    between = (year for year in range(first, last) if year % step == 0 and min(year - first, last - year) > step / 2)
    return [first, *between, last]
