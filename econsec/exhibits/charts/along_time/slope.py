"""The slope: where things stood, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import layered, tips
from econsec.exhibits.elements.label_layout import spread, width
from econsec.exhibits.elements.theme import CHARCOAL, FAINT, INK, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS = 11.5
LINE = 15


def slope(
    frame: pd.DataFrame,
    *,
    panels: Sequence[str],
    ends: tuple[str, str],
    y_range: tuple[float, float] | None = None,
    height: int = 280,
) -> alt.LayerChart:
    """Draw a line from before to after for each thing, named at its right end, in panels of one scale.

    Parameters
    ----------
    frame : DataFrame
        ``panel``, ``name``, ``before``, ``after``, ``text_before``, ``text_after`` (values as they are written),
        ``colour``.
    panels : sequence of str
        Headings, from left to right.
    ends : tuple of str
        What stands under the left and the right ends.
    y_range : tuple of float, optional
        Ends of the scale; without, a little beyond the values (a slope has no need of zero).
    height : int
        In pixels.
    """
    drawn = frame.dropna(subset=["before", "after"]).reset_index(drop=True)
    least, most = (float(getattr(drawn[["before", "after"]], side)(axis=None)) for side in ("min", "max"))
    room = 0.08 * (most - least or 1.0)
    low, high = y_range or (least - room, most + room)
    said = [f"{text}  {name}" for text, name in zip(drawn["text_after"], drawn["name"], strict=True)]
    left = max(width(text, LETTERS) for text in drawn["text_before"]) + 12
    right = max(width(text, LETTERS) for text in said) + 14
    run = max(WIDTH / len(panels) - left - right, 60.0)
    start = {panel: place * (left + run + right) + left for place, panel in enumerate(panels)}
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, len(panels) * (left + run + right)], nice=False))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False, zero=False))
    drawn["x"], drawn["label"] = drawn["panel"].map(start).astype(float), said
    colour = alt.Color("colour:N", scale=None)
    lines = alt.Chart(drawn.assign(value=drawn["before"], end=drawn["x"] + run)).encode(color=colour)
    layers: list[alt.Chart] = [
        lines.mark_rule(strokeWidth=2.4).encode(x=x, x2="end:Q", y=y, y2="after:Q"),
        *_ground(start, run, ends, x),
    ]
    sides = (("before", "text_before", 0.0, "right", -9), ("after", "label", run, "left", 9))
    for column, text, shift, align, dx in sides:
        points = pd.DataFrame({"x": drawn["x"] + shift, "value": drawn[column], "colour": drawn["colour"]})
        places = points.assign(text=drawn[text], value=_apart(drawn, column, (low, high), height))
        told = points.assign(name=drawn["name"], text=drawn[f"text_{column}"], end=ends[column == "after"])
        dots = alt.Chart(told).mark_point(filled=True, size=60, opacity=1)
        layers.append(dots.encode(x=x, y=y, color=colour, tooltip=tips("name", "end", "text")))
        words = alt.Chart(places).mark_text(align=align, dx=dx, fontSize=LETTERS, fontWeight="bold")  # type: ignore[arg-type]
        layers.append(words.encode(x=x, y=y, text="text:N", color=colour))
    return layered(*layers, height=height)


def _apart(drawn: pd.DataFrame, column: str, scale: tuple[float, float], height: int) -> pd.Series[float]:
    """Move the labels of each panel apart."""
    low, high = scale
    parts = []
    for _, panel in drawn.groupby("panel", sort=False):
        places = spread([(value - low) / (high - low) for value in panel[column]], least=LINE / height)
        parts.append(pd.Series([low + place * (high - low) for place in places], index=panel.index))
    return pd.concat(parts).reindex(drawn.index)


def _ground(start: dict[str, float], run: float, ends: tuple[str, str], x: alt.X) -> list[alt.Chart]:
    """Draw the two posts of each panel, with what they stand for, and the panel's heading."""
    posts = pd.DataFrame([{"x": at + run * k, "text": ends[k]} for at in start.values() for k in (0, 1)])
    heads = pd.DataFrame([{"x": at, "text": panel} for panel, at in start.items() if panel])
    layers = [
        alt.Chart(posts).mark_rule(color=FAINT).encode(x=x),
        alt.Chart(posts)
        .mark_text(baseline="top", dy=6, fontSize=12, color=CHARCOAL)
        .encode(x=x, y=alt.value("height"), text="text:N"),
    ]
    if len(heads):
        head = alt.Chart(heads).mark_text(
            align="left", baseline="bottom", dy=-8, fontSize=12.5, fontWeight="bold", color=INK
        )
        layers.append(head.encode(x=x, y=alt.value(0), text="text:N"))
    return layers
