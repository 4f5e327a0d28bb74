"""Every pair at once: squares of one colour, each with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from econsec.exhibits.charts.parts import headings, layered, tips, y_axis
from econsec.exhibits.elements.theme import GREEN, INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

# How much of the colour lies over the page, from the lowest value to the highest. What is seen through is the page: by
# night the shades rise from a dark ground. At most so much that the page's letters are read on every shade by day and
# by night (WCAG 2.2, 4.5 to 1).
SHADES = (0.06, 0.54)


def squares(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
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
    domain : tuple of float
        Values of the palest and of the full shade.
    step : int
        Height of a row in pixels.
    marked : bool
        Whether to frame the cells of ``mark``.
    """
    labels = list(dict.fromkeys(frame["label"]))
    drawn = frame[["label", "column", "value", "text"]].dropna(subset=["value"])
    x = headings(columns, labels)
    base = alt.Chart(drawn).encode(x=x, y=y_axis(labels))
    shade = alt.FillOpacity(
        "value:Q", scale=alt.Scale(domain=list(domain), range=list(SHADES), clamp=True), legend=None
    )
    layers = [
        base.mark_rect(color=GREEN, stroke=PAPER, strokeWidth=2).encode(
            fillOpacity=shade, tooltip=tips("label", "column", "text")
        ),
        base.mark_text(fontSize=12, color=INK).encode(text="text:N"),
    ]
    if marked:
        framed = alt.Chart(frame[frame["mark"]][["label", "column"]]).encode(x=x, y=y_axis(labels))
        layers.append(framed.mark_rect(filled=False, stroke=INK, strokeWidth=2))
    return layered(*layers, height=alt.Step(step))
