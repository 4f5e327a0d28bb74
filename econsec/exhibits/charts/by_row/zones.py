"""A form that sets ranges of prices against one price and the zones around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.by_row.pairs import decades
from econsec.exhibits.charts.parts import layered, tips, y_axis
from econsec.exhibits.elements.theme import CHARCOAL, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = 0.22  # of the scale, to the right of the longest range, for what stands at the end of a row


def zones(
    frame: pd.DataFrame, *, around: float, factors: Sequence[float], name: str, head: str, step: int = 26
) -> alt.LayerChart:
    """Draw a range a row on a scale of powers of ten, its middle marked, over zones around one value.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``low``, ``middle``, ``high`` (> 0), ``colour``, ``text`` (what stands at the end of the row); in the
        order to draw.
    around : float
        The value that all are set against, > 0: a dashed line.
    factors : sequence of float
        The zones reach from ``around / factor`` to ``around * factor``; where they overlap they are darker.
    name : str
        What the dashed line is called.
    head : str
        What the texts at the ends are called.
    step : int
        Height of a row in pixels.
    """
    labels = list(frame["label"])
    drawn = frame[["label", "low", "middle", "high", "colour", "text"]]
    bottom = min(float(drawn["low"].min()), around / max(factors))
    top = max(float(drawn["high"].max()), around * max(factors))
    domain = [bottom / 1.1, (top / bottom) ** (1 / (1 - ROOM)) * bottom]
    scale = alt.Scale(type="log", domain=domain, nice=False)

    def x_of(field: str) -> alt.X:
        ticks = [tick for tick in decades(*domain, few=4) if tick <= top]
        return alt.X(f"{field}:Q", scale=scale, axis=alt.Axis(format=",~r", title=None, values=ticks))

    within = pd.DataFrame({"from": [around / factor for factor in factors], "to": [around * one for one in factors]})
    layers: list[alt.Chart] = [
        alt.Chart(within).mark_rect(color=RULE, opacity=0.55).encode(x=x_of("from"), x2="to:Q"),
        alt.Chart(pd.DataFrame({"at": [around]})).mark_rule(color=CHARCOAL, strokeDash=[4, 3]).encode(x=x_of("at")),
    ]
    said = tips("label", "text", middle=",.0f")
    base = alt.Chart(drawn).encode(y=y_axis(labels), color=alt.Color("colour:N", scale=None))
    layers += [
        base.mark_bar(height={"band": 0.36}, opacity=0.45).encode(x=x_of("low"), x2="high:Q", tooltip=said),
        base.mark_point(filled=True, opacity=1, size=85, shape="diamond").encode(x=x_of("middle"), tooltip=said),
    ]
    ends = alt.Chart(drawn.assign(end=domain[1]))
    layers.append(ends.mark_text(align="right", fontSize=11).encode(y=y_axis(labels), x=x_of("end"), text="text:N"))
    over = alt.Chart(pd.DataFrame({"end": [domain[1]]})).encode(y=alt.value(0), x=x_of("end"))
    layers.append(over.mark_text(text=name, align="right", dy=-24, fontSize=11))
    layers.append(over.mark_text(text=head, align="right", dy=-9, fontSize=11, fontWeight="bold"))
    return layered(*layers, height=alt.Step(step))
