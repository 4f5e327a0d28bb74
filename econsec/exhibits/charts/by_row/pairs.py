"""Two amounts a row, each with its value, so that the larger is seen at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import SHAPES, Series, layered, tips, y_axis
from econsec.exhibits.elements.theme import FAINT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOM = 0.13  # of the scale, on either side, for the values beside the marks


def pairs(
    frame: pd.DataFrame, series: Sequence[Series], *, axis_format: str = ",.0f", log: bool = False, step: int = 40
) -> alt.LayerChart:
    """Draw two amounts on one line a row, joined, each with its value outside and its name on the first row.

    Parameters
    ----------
    frame : DataFrame
        ``label``, for each series its amount (column of its key) and how it is written (``KEY_text``); in the order to
        draw. A missing amount is not drawn.
    series : two Series
        Drawn as circle and diamond: told apart without colour.
    axis_format : str
        Of the axis, in d3's notation.
    log : bool
        A scale of powers of ten: for amounts that differ by orders of magnitude. A zero is not drawn on it.
    step : int
        Height of a row in pixels.
    """
    labels = list(frame["label"])
    if log:
        frame = frame.assign(**{one.key: frame[one.key].where(frame[one.key] > 0) for one in series})
    x_of = _scale(frame, series, axis_format, log=log)
    one, other = series
    both = frame.dropna(subset=[one.key, other.key])
    joined = alt.Chart(both[["label", one.key, other.key]]).mark_rule(color=FAINT, strokeWidth=3)
    layers: list[alt.Chart] = [joined.encode(y=y_axis(labels), x=x_of(one.key), x2=f"{other.key}:Q")]
    left_of = frame[one.key].fillna(float("inf")) <= frame[other.key].fillna(float("-inf"))
    for own, is_left, shape in ((one, left_of, SHAPES[0]), (other, ~left_of, SHAPES[1])):
        known = frame[["label", own.key, f"{own.key}_text"]].assign(left=is_left).dropna(subset=[own.key])
        base = alt.Chart(known[["label", own.key, f"{own.key}_text"]].assign(series=own.label))
        dots = base.mark_point(filled=True, opacity=1, size=95, shape=shape, color=own.colour)
        said = tips("label", "series", f"{own.key}_text")
        layers.append(dots.encode(y=y_axis(labels), x=x_of(own.key), tooltip=said))
        for left, align, dx in ((True, "right", -9), (False, "left", 9)):
            side = alt.Chart(known.loc[known["left"] == left, ["label", own.key, f"{own.key}_text"]])
            words = side.mark_text(align=align, dx=dx, fontSize=11, color=own.colour)  # type: ignore[arg-type]
            layers.append(words.encode(y=y_axis(labels), x=x_of(own.key), text=f"{own.key}_text:N"))
    return layered(*layers, *_heads(both, series, labels, x_of, log=log), height=alt.Step(step))


def _scale(frame: pd.DataFrame, series: Sequence[Series], axis_format: str, *, log: bool) -> Callable[[str], alt.X]:
    """Return what makes the axis of a column: one domain for both, with room for the values beside the marks."""
    amounts = pd.concat([frame[one.key] for one in series]).dropna()
    top, bottom = float(amounts.max()), float(amounts.min())
    if log:
        ratio = max(top / bottom, 10.0) ** ROOM
        domain = [bottom / ratio, top * ratio]
    else:
        domain = [0.0 if bottom > ROOM * top else -ROOM * top, (1 + ROOM) * top]
    scale = alt.Scale(type="log" if log else "linear", domain=domain, nice=False)
    ticks = decades(domain[0], domain[1]) if log else _round(top)

    def x_of(field: str) -> alt.X:
        axis = alt.Axis(format=axis_format, title=None, values=ticks)
        return alt.X(f"{field}:Q", axis=axis, scale=scale)

    return x_of


def decades(low: float, high: float, *, few: int = 3) -> list[float]:
    """Return the powers of ten of an axis, with their halves and fifths where there are no more than a few."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    parts = (1, 2, 5) if len(powers) <= few else (1,)  # few decades and their parts fill an axis
    return [part * 10.0**power for power in powers for part in parts if low <= part * 10.0**power <= high]


def _round(top: float) -> list[float]:
    """Return round values from zero up to the largest."""
    step = next(part * 10**power for power in range(-3, 15) for part in (1, 2, 5) if top / (part * 10**power) <= 5)  # noqa: PLR2004 - lines that a chart has room for
    return [place * step for place in range(int(top // step) + 1)]


def _heads(
    both: pd.DataFrame, series: Sequence[Series], labels: Sequence[str], x_of: Callable[[str], alt.X], *, log: bool
) -> list[alt.Chart]:
    """Name the two series above the row whose ends are drawn farthest apart."""
    if both.empty:
        return []
    one, other = series
    apart = (both[one.key] / both[other.key]).map(math.log) if log else both[one.key] - both[other.key]
    row = both.loc[[apart.abs().idxmax()]]
    first_left = bool((row[one.key] <= row[other.key]).item())
    named = []
    for own, is_left in ((one, first_left), (other, not first_left)):
        words = alt.Chart(row[["label", own.key]]).mark_text(
            text=own.label,
            color=own.colour,
            align="left" if is_left else "right",
            dx=-6 if is_left else 6,
            dy=-14,
            fontWeight="bold",
        )
        named.append(words.encode(y=y_axis(labels), x=x_of(own.key)))
    return named
