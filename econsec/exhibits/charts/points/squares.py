"""Every pair at once: squares of one colour, each with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from econsec.exhibits.charts.parts import layered, tips, y_axis
from econsec.exhibits.elements.theme import INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

PALE = "#F1F1EC"
# On a ramp, which is the same by day and by night. Nearly black and nearly white: where a shade lies half-way between
# two inks, neither reads well (WCAG's 4.5) unless the two are as far apart as that. Black itself is what a picture
# leaves unsaid, and would turn with the page.
DARK, BRIGHT = "#010101", "#FEFEFE"
STEPS = 1000  # that the turn from one to the other is looked for in


def squares(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    colour: str,
    domain: tuple[float, float],
    step: int = 40,
    marked: bool = False,
) -> alt.LayerChart:
    """Draw rows by columns as shades, the number in each; a cell without a value stays empty.

    Parameters
    ----------
    frame : DataFrame
        ``label`` (row), ``column``, ``value``, ``text`` (as it is written); ``mark`` (bool) where a cell is framed.
    columns : sequence of str
        Headings from left to right.
    colour : str
        Of the highest value.
    domain : tuple of float
        Values of the palest and of the full shade.
    step : int
        Height of a row in pixels.
    marked : bool
        Whether to frame the cells of ``mark``.
    """
    labels = list(dict.fromkeys(frame["label"]))
    drawn = frame[["label", "column", "value", "text"]].dropna(subset=["value"])
    # A value beyond the domain has the full shade: where letters never turn, they stay dark there too.
    ink: Any = alt.value(DARK)
    turn = _turn(colour)
    if turn is not None:
        middle = domain[0] + turn * (domain[1] - domain[0])
        ink = alt.condition(alt.datum.value > middle, alt.value(BRIGHT), ink)
    x = alt.X(
        "column:N",
        sort=list(columns),
        axis=alt.Axis(title=None, orient="top", labelAngle=0, labelLimit=120, grid=False),
    )
    base = alt.Chart(drawn).encode(x=x, y=y_axis(labels))
    # Vega-Lite would go through hues otherwise; the turn of the ink is found on the straight way.
    ramp = alt.Scale(domain=list(domain), range=[PALE, colour], clamp=True, interpolate="rgb")
    layers = [
        base.mark_rect(stroke=PAPER, strokeWidth=2).encode(
            color=alt.Color("value:Q", scale=ramp, legend=None), tooltip=tips("label", "column", "text")
        ),
        base.mark_text(fontSize=12).encode(text="text:N", color=ink),
    ]
    if marked:
        framed = alt.Chart(frame[frame["mark"]][["label", "column"]]).encode(x=x, y=y_axis(labels))
        layers.append(framed.mark_rect(filled=False, stroke=INK, strokeWidth=2))
    return layered(*layers, height=alt.Step(step))


def _turn(colour: str) -> float | None:
    """Return from which shade on (0 the palest, 1 the full colour) bright letters are read more easily; None: never.

    Reference: relative luminance and contrast of WCAG 2.2.
    """
    ends = list(zip(_parts(PALE), _parts(colour), strict=True))
    bright, dark = _light(_parts(BRIGHT)) + 0.05, _light(_parts(DARK)) + 0.05
    for step in range(STEPS + 1):
        shade = _light([one + (other - one) * step / STEPS for one, other in ends]) + 0.05
        if bright / shade > shade / dark:
            return step / STEPS
    return None


def _parts(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def _light(parts: Sequence[float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
