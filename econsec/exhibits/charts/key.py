"""The names of colours in lines above a chart whose parts do not carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import NARROW, Series
from econsec.exhibits.elements.label_layout import width
from econsec.exhibits.elements.theme import GREY, INK

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS = 12
COLUMN, ROW = 230, 20  # pixels of a line of names in a narrow column, beside the labels of an axis; from line to line
SIGN, APART = 16, 14  # pixels of a square with its gap, and between two names


def key(series: Sequence[Series], *, room: float, dy: int = -16, only: str | None = None) -> list[alt.Chart]:
    """Name the colours above a chart, in as many lines as they need: a square and a word each, in words' colour.

    Parameters
    ----------
    series : sequence of Series
        Those of one label are named once.
    room : float
        Pixels of a line in a wide column.
    dy : int
        Where the lowest line stands, from the top of the plot.
    only : str, optional
        Expression that says whether they are named.
    """
    named = {one.label: one.colour for one in reversed(series) if one.label}
    reach = {label: SIGN + 0.9 * width(label, LETTERS) + APART for label in reversed(named)}
    rows = [
        {"text": label, "colour": named[label], "at": at, "line": line, "near": near, "fold": fold}
        for label, (at, line), (near, fold) in zip(reach, _lines(reach, room), _lines(reach, COLUMN), strict=True)
    ]
    spots = alt.Chart(pd.DataFrame(rows))
    spots = spots.transform_filter(only) if only else spots
    y = alt.value(alt.expr(f"{dy} - {ROW} * ({NARROW} ? datum.fold : datum.line)"))
    mark, word = (alt.value(alt.expr(f"({NARROW} ? datum.near : datum.at) + {by}")) for by in (6, SIGN))
    squares = spots.mark_point(shape="square", filled=True, size=110, opacity=1)
    words = spots.mark_text(align="left", baseline="middle", fontSize=LETTERS, color=INK)
    return [
        squares.encode(x=mark, y=y, color=alt.Color("colour:N", scale=None)),
        words.encode(x=word, y=y, text="text:N"),
    ]


def whose_dots(dots: pd.DataFrame, sides: Sequence[str], *, room: float) -> list[alt.Chart]:
    """Name the economies whose dots have a colour but no name beside them, and in a narrow column all that have one.

    Parameters
    ----------
    dots : DataFrame
        ``whose`` (the name of the economy), ``colour``.
    sides : sequence of str
        Where the name of each stands in a wide column; empty for one without.
    room : float
        Pixels of a line in a wide column.
    """
    said = dots.loc[[bool(side) for side in sides], "whose"]
    own = dots[dots["colour"] != GREY].drop_duplicates("whose")
    unsaid = own[~own["whose"].isin(said)]
    cases = [(None, own)] if len(unsaid) == len(own) else [(f"!{NARROW}", unsaid), (NARROW, own)]
    layers = []
    for case, rows in cases:
        named = [Series(name, name, colour) for name, colour in zip(rows["whose"], rows["colour"], strict=True)]
        layers += key(named, room=room, only=case) if named else []
    return layers


def _lines(reach: dict[str, float], room: float) -> list[tuple[float, int]]:
    """Return where each name begins, and how many lines stand below its own.

    Examples
    --------
    >>> _lines({"Japan": 60.0, "India": 60.0, "China": 60.0}, 130)
    [(0.0, 1), (60.0, 1), (0.0, 0)]
    """
    places: list[tuple[float, int]] = []
    at, line = 0.0, 0
    for needed in reach.values():
        if places and at + needed - APART > room:
            at, line = 0.0, line + 1
        places.append((at, line))
        at += needed
    return [(place, line - own) for place, own in places]
