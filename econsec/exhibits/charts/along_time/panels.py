"""Panels that stand beside each other and, in the narrow column of a phone, one under the other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import NARROW, on_a_phone, up
from econsec.exhibits.elements.theme import CHARCOAL, INK, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN = 62  # pixels between two panels one under the other: what stands below the upper, and the lower's heading
AXIS = 7  # pixels between the plot and the amounts written beside it
ABOVE = 7  # pixels between a panel and its heading
ROOM = 200  # pixels that a line of a heading may take on a phone
LETTERS, LINE = 12.5, 15
ABOUT = 5  # amounts written on an axis
SLACK = 1e-9


@dataclass(frozen=True)
class Stack:
    """Panels of one height, from left to right.

    Their number in the row is the column ``place`` of whatever is drawn in them.

    Parameters
    ----------
    names : sequence of str
        Their headings.
    height : int
        Of each, in pixels.
    """

    names: Sequence[str]
    height: int

    @property
    def down(self) -> str:
        """Return the expression for how far down, in pixels, the panel of a datum stands."""
        return f"({NARROW} ? datum.place * {self.height + BETWEEN} : 0)"

    def placed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows with the place of their panel."""
        places = {name: place for place, name in enumerate(self.names)}
        return frame.assign(place=frame["panel"].map(places).astype(int))

    def at(self, pixels: float = 0.0) -> alt.Value:
        """Return the height of something that stands so far below the top of its panel."""
        return alt.value(alt.expr(f"{self.down} + {pixels:g}"))

    def headings(self, rows: pd.DataFrame, x: alt.X, along: str) -> alt.Chart:
        """Return the headings over the panels, over two lines on a phone that has not the room for one.

        Parameters
        ----------
        rows : DataFrame
            ``text``, ``place``, and what the expression reads.
        x : alt.X
            The axis of the chart.
        along : str
            Expression for where they begin.
        """
        chart = on_a_phone(rows, ROOM, LETTERS).transform_calculate(x=along)
        words = chart.mark_text(
            fontSize=LETTERS,
            fontWeight="bold",
            color=INK,
            align="left",
            baseline="bottom",
            lineHeight=LINE,
            dy=up(LINE, -ABOVE),
        )
        return cast("alt.Chart", words.encode(x=x, y=self.at(), text="said:N"))

    def grid(self, domain: tuple[float, float], form: str, y: alt.Y, field: str = "value") -> list[alt.Chart]:
        """Return the lines and the amounts of the panels below the first, which has them from its axis.

        Parameters
        ----------
        domain : tuple of float
            Ends of the scale that all panels share.
        form : str
            Of the amounts, in d3's notation.
        y : alt.Y
            The axis of the chart.
        field : str
            The column that it reads.
        """
        lines = [{"place": place, "value": value} for place in range(1, len(self.names)) for value in ticks(*domain)]
        if not lines:
            return []
        rows = pd.DataFrame(lines).rename(columns={"value": field})
        base = alt.Chart(rows).transform_filter(NARROW).encode(y=y)
        rule = base.mark_rule(color=RULE, yOffset=alt.expr(self.down)).encode(x=alt.value(0), x2=alt.value("width"))
        text = base.mark_text(align="right", dx=-AXIS, color=CHARCOAL, yOffset=alt.expr(self.down))
        return [rule, text.encode(x=alt.value(0), text=alt.Text(f"{field}:Q", format=form))]


def ticks(low: float, high: float, about: int = ABOUT) -> list[float]:
    """Return round amounts between two ends, as d3 chooses those of an axis.

    Examples
    --------
    >>> ticks(0.0, 63.0), ticks(0.0, 0.5)
    ([0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0], [0.0, 0.1, 0.2, 0.3, 0.4, 0.5])
    """
    rough = (high - low) / about
    power = math.floor(math.log10(rough))
    part = next((part for part, from_ in ((10, 50), (5, 10), (2, 2)) if (rough / 10.0**power) ** 2 >= from_), 1)
    step = part * 10.0**power
    first, last = math.ceil(low / step - SLACK), math.floor(high / step + SLACK)
    return [round(place * step, 12) for place in range(first, last + 1)]
