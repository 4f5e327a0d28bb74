"""Forms for rows that are exchanged: order, colours and the ends of scales are read from whatever rows are there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.along_time.levels import LETTERS, ROOM, ticks
from econsec.exhibits.charts.parts import layered, room_right, spots, tips
from econsec.exhibits.elements.label_layout import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

STEP = 22  # pixels of a row
HEIGHT = 280
APART = 15 / HEIGHT  # of the height, between two names at the ends of lines
ABOVE = 1.15  # of the highest value: where the plot ends
LEAST = 0.02  # of a scale: shares that are smaller all lie on its ground


def bars_of_picks(frame: pd.DataFrame) -> alt.LayerChart:
    """Draw one bar a row from zero, its value at the end, in the order of the rows.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``share`` (0..1), ``text`` (the share as it is written), ``fill`` (colour).
    """
    y = alt.Y("label:N", sort=None, axis=alt.Axis(title=None, grid=False, labelLimit=0))
    x = alt.X("share:Q", axis=alt.Axis(format=".0%", title=None, tickCount=5), scale=alt.Scale(zero=True, nice=True))
    base = alt.Chart(frame).encode(y=y, x=x)
    bars = base.mark_bar(height={"band": 0.7})
    bars = bars.encode(color=alt.Color("fill:N", scale=None), tooltip=tips("label", "text"))
    words = base.mark_text(align="left", dx=4, fontSize=11).encode(text="text:N")
    return layered(bars, words, height=alt.Step(STEP))


def lines_of_picks(frame: pd.DataFrame) -> alt.LayerChart:
    """Draw a line a supplier over the years, each named at its right end.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``year``, ``share`` (0..1), ``text``, ``fill``; ``at`` and ``top`` from `ends`.
    """
    first, last = float(frame["year"].min()), float(frame["year"].max())
    room = room_right(list(dict.fromkeys(frame["label"])), LETTERS, least=ROOM)
    x = alt.X(
        "year:Q",
        axis=alt.Axis(format="d", title=None, grid=False, values=ticks(int(first), int(last))),
        scale=alt.Scale(domain=[first, last + room * (last - first)], nice=False),
    )
    scale = alt.Scale(zero=True, nice=False)
    y = alt.Y("share:Q", axis=alt.Axis(format=".0%", title=None, tickCount=5), scale=scale)
    colour = alt.Color("fill:N", scale=None)
    base = alt.Chart(frame).encode(x=x, y=y)
    line = base.mark_line(strokeWidth=2.2, point={"size": 34, "filled": True}).encode(color=colour, detail="label:N")
    # What only lifts the end of the scale is not seen.
    lift = base.transform_filter("isValid(datum.top)").mark_point(opacity=0, size=0)
    names = base.transform_filter("isValid(datum.at)")
    names = names.mark_text(align="left", dx=8, fontWeight="bold", fontSize=LETTERS)
    return layered(
        line,
        spots(base, tips("label", "text", year="d")),
        lift.encode(y=alt.Y("top:Q", scale=scale)),
        names.encode(y=alt.Y("at:Q", scale=scale), text="label:N", color=colour),
        height=HEIGHT,
    )


def ends(rows: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Say where the names of the lines of each view stand, and where its scale ends.

    Parameters
    ----------
    rows : DataFrame
        ``label``, ``year``, ``share`` (0..1).
    by : sequence of str
        The columns that tell views apart; by default all rows are of one.

    Returns
    -------
    DataFrame
        The rows with ``at`` (on the scale of shares, in the last row of each label) and ``top`` (in the first row of a
        view).

    Examples
    --------
    >>> rows = pd.DataFrame({"label": ["a", "b"], "year": 2024, "share": [0.5, 0.5]})
    >>> ends(rows)["at"].diff().abs().round(3).tolist()[1] > 0
    True
    """
    labels, years, shares = (rows[name].tolist() for name in ("label", "year", "share"))
    at, tops = [math.nan] * len(rows), [math.nan] * len(rows)
    views = rows.groupby(list(by), sort=False).indices.values() if by else [range(len(rows))]
    for view in views:
        places = [int(place) for place in view]
        top = min(1.0, max(ABOVE * max(shares[place] for place in places), LEAST))
        tops[places[0]] = round(top, 5)
        last: dict[str, int] = {}
        for place in sorted(places, key=lambda place: years[place]):
            last.pop(labels[place], None)  # so that labels stand in the order of their last rows
            last[labels[place]] = place
        ranked = sorted(last.values(), key=lambda place: -shares[place])
        for place, spot in zip(ranked, spread([shares[place] / top for place in ranked], least=APART), strict=True):
            at[place] = round(spot * top, 5)
    return rows.assign(at=at, top=tops)
