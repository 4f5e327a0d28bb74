"""Every single one of many: a dot each, beside each other where they would cover each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.key import whose_dots
from econsec.exhibits.charts.parts import MARGINS, PHONE, beside_labels, beside_marks, either, layered, tips, y_axis
from econsec.exhibits.elements.label_layout import beside
from econsec.exhibits.elements.theme import CHARCOAL, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

DOT = 9.0  # pixels across
LETTERS = 11
SLACK = 1e-9
EDGE = 90  # pixels to the right of the scale that a name may use


def pile(places: Sequence[float], *, least: float) -> list[float]:
    """Lift dots that would cover each other, each as little as needed, in turn up and down.

    Parameters
    ----------
    places : sequence of float
        Where the dots stand on the axis, in any unit.
    least : float
        The least distance of two dots, in the same unit.

    Returns
    -------
    list of float
        How far each is lifted, in the unit of ``least``, in the order given.

    Examples
    --------
    >>> pile([0.0, 0.0, 5.0], least=1.0)
    [0.0, 1.0, 0.0]
    """
    order = sorted(range(len(places)), key=lambda k: (places[k], k))
    lifted = [0.0] * len(places)
    done: list[int] = []
    for index in order:
        near = [other for other in done if abs(places[other] - places[index]) < least]
        for try_ in range(2 * len(near) + 1):
            height = least * ((try_ + 1) // 2) * (1 if try_ % 2 else -1)
            if all(
                (places[other] - places[index]) ** 2 + (lifted[other] - height) ** 2 >= least**2 - 1e-9
                for other in near
            ):
                lifted[index] = height
                break
        done.append(index)
    return [lift + 0.0 for lift in lifted]


def swarm(
    frame: pd.DataFrame,
    *,
    axis_format: str = ".0%",
    domain: tuple[float, float] = (0.0, 1.0),
    threshold: float | None = None,
    log: bool = False,
    step: int = 58,
) -> alt.LayerChart:
    """Draw one dot a thing on a line a row; the things that are named carry their name.

    Parameters
    ----------
    frame : DataFrame
        ``label`` (row), ``value``, ``name`` (tooltip), ``colour``, ``text`` (label or empty); rows in order. ``whose``
        (the name of the economy) where a row does not say what its colours stand for.
    axis_format : str
        Of the axis, in d3's notation.
    domain : tuple of float
        Ends of the scale.
    threshold : float, optional
        Marked by a dashed line.
    log : bool
        A scale of powers of ten, for amounts above zero; the ends of the domain are powers of ten as well.
    step : int
        Height of a row in pixels.
    """
    labels = list(dict.fromkeys(frame["label"]))
    least, most = (math.log10(end) for end in domain) if log else domain
    plot = beside_labels(labels)
    pixel = (most - least) / (plot - EDGE)
    place = frame["value"].map(math.log10) if log else frame["value"]
    frame = frame.assign(across=(place - least) / pixel)
    parts = []
    for _, row in frame.groupby("label", sort=False):
        lift = pile(row["across"].tolist(), least=DOT)
        squeeze = min(1.0, (step / 2 - DOT / 2) / (max(map(abs, lift)) or 1.0))
        parts.append(row.assign(lift=[-value * squeeze for value in lift]))
    whole = pd.concat(parts)
    across, drawn = whole["across"].tolist(), whole[["label", "value", "name", "colour", "text", "lift"]]
    # The scale ends where its values end; the room for names to its right carries no ticks.
    steps = _round_steps(*domain)
    if log:
        steps = [10.0**power for power in range(round(least), round(most) + 1)]
    axis = alt.Axis(format=axis_format, title=None, values=steps)
    end = 10 ** (most + EDGE * pixel) if log else domain[1] + EDGE * pixel
    scale = alt.Scale(type="log" if log else "linear", domain=[domain[0], end])
    x = alt.X("value:Q", axis=axis, scale=scale)
    offset = alt.YOffset("lift:Q", scale=alt.Scale(domain=[-step / 2, step / 2], range=[0, step]))
    base = alt.Chart(drawn).encode(x=x, y=y_axis(labels), yOffset=offset)
    layers: list[alt.Chart] = [
        base.mark_circle(size=either(0.25 * DOT**2, 0.8 * DOT**2), opacity=0.95, stroke=PAPER, strokeWidth=0.5).encode(
            color=alt.Color("colour:N", scale=None), tooltip=tips("name", value=axis_format)
        )
    ]
    chosen = _sides(drawn, labels, (across, plot), step)
    axes = {"x": x, "y": y_axis(labels), "yOffset": offset}
    named = drawn[["label", "value", "text", "lift"]]
    layers += beside_marks(named, chosen, [DOT / 2] * len(drawn), axes, fontSize=LETTERS)
    layers += whose_dots(whole, chosen[0], room=plot) if "whose" in whole else []
    if threshold is not None:
        rule = alt.Chart(pd.DataFrame({"value": [threshold]})).mark_rule(color=CHARCOAL, strokeDash=[4, 3])
        layers.append(rule.encode(x=x))
    return layered(*layers, height=alt.Step(step))


def _round_steps(low: float, high: float, most: int = 8) -> list[float]:
    """Return the round numbers that a scale is marked at, at most so many steps.

    Examples
    --------
    >>> _round_steps(0, 1), _round_steps(-0.13, 3.5)[-2:]
    ([0.0, 0.2, 0.4, 0.6, 0.8, 1.0], [3.0, 3.5])
    """
    power = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    step = next(part * power for part in (1, 2, 5, 10, 20) if (high - low) / (part * power) <= most + SLACK)
    first, last = math.ceil(low / step - SLACK), math.floor(high / step + SLACK)
    return [round(part * step, 9) for part in range(first, last + 1)]


def _sides(
    drawn: pd.DataFrame, labels: Sequence[str], spots: tuple[Sequence[float], float], step: int
) -> tuple[list[str], list[str]]:
    """Choose where names beside their dots meet no other dot or name, in a wide column and in a narrow one."""
    across, plot = spots
    rows = {label: place for place, label in enumerate(labels)}
    down = [(rows[label] + 0.5) * step + lift for label, lift in zip(drawn["label"], drawn["lift"], strict=True)]

    def sides(whole: float) -> list[str]:
        marks = [(x * whole / plot, y, DOT / 2) for x, y in zip(across, down, strict=True)]
        far = 10.0 * whole
        walls = [(-far, 0.0, far), (whole + far, 0.0, far)]
        return beside([*marks, *walls], [*drawn["text"], "", ""], size=LETTERS)[: len(marks)]

    return sides(plot), sides(PHONE - MARGINS)
