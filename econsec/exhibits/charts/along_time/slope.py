"""The slope: where things stood, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from econsec.exhibits.charts.along_time.panels import Stack
from econsec.exhibits.charts.parts import NARROW, either, layered, tips
from econsec.exhibits.elements.label_layout import spread, width
from econsec.exhibits.elements.theme import CHARCOAL, FAINT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS, SMALL = 11.5, 10  # and on a phone
LINE = 15
LEAST = 24  # pixels between the two posts in a narrow column


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
    # Everything is placed in pixels of a chart so wide, or of the narrow column that there is.
    most = len(panels) * (left + run + right)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, alt.expr(f"{NARROW} ? width : {most!r}")], nice=False))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False, zero=False))
    stack = Stack(panels, height)
    drawn = stack.placed(drawn)
    drawn["along"], drawn["label"] = drawn["panel"].map(start).astype(float), said
    part = SMALL / LETTERS
    ends_at: tuple[float, str] = (part * left, f"max(width - {part * right:.0f}, {part * left + LEAST:.0f})")
    down = alt.expr(stack.down)
    colour = alt.Color("colour:N", scale=None)
    lines = _across(drawn.assign(value=drawn["before"]), ends_at[0])
    lines = lines.transform_calculate(end=f"{NARROW} ? {ends_at[1]} : datum.along + {run!r}").encode(color=colour)
    layers: list[alt.Chart] = [
        lines.mark_rule(strokeWidth=2.4, yOffset=down, y2Offset=down).encode(x=x, x2="end:Q", y=y, y2="after:Q"),
        *_ground(stack, (start, run), ends, ends_at, x),
    ]
    sides = (("before", "text_before", 0.0, "right", -9), ("after", "label", run, "left", 9))
    for place, (column, text, shift, align, dx) in enumerate(sides):
        near = ends_at[place]
        points = drawn[["along", "place", "colour"]].assign(along=drawn["along"] + shift, value=drawn[column])
        places = points.assign(text=drawn[text], value=_apart(drawn, column, (low, high), height))
        told = points.assign(name=drawn["name"], text=drawn[f"text_{column}"], end=ends[column == "after"])
        dots = _across(told, near).mark_point(filled=True, size=60, opacity=1, yOffset=down)
        layers.append(dots.encode(x=x, y=y, color=colour, tooltip=tips("name", "end", "text")))
        look = {"fontSize": either(SMALL, LETTERS), "fontWeight": "bold", "yOffset": down}
        words = _across(places, near).mark_text(align=align, dx=dx, **look)  # type: ignore[arg-type]
        layers.append(words.encode(x=x, y=y, text="text:N", color=colour))
    return layered(*layers, height=height)


def _across(rows: pd.DataFrame, near: float | str) -> alt.Chart:
    """Return a chart whose ``x`` is where its rows stand, in a narrow column all at one place."""
    return alt.Chart(rows).transform_calculate(x=_along(near))


def _along(near: float | str) -> str:
    return f"{NARROW} ? {near} : datum.along"


def _apart(drawn: pd.DataFrame, column: str, scale: tuple[float, float], height: int) -> pd.Series[float]:
    """Move the labels of each panel apart."""
    low, high = scale
    parts = []
    for _, panel in drawn.groupby("panel", sort=False):
        places = spread([(value - low) / (high - low) for value in panel[column]], least=LINE / height)
        parts.append(pd.Series([low + place * (high - low) for place in places], index=panel.index))
    return pd.concat(parts).reindex(drawn.index)


def _ground(
    stack: Stack,
    wide: tuple[dict[str, float], float],
    ends: tuple[str, str],
    near: tuple[float, str],
    x: alt.X,
) -> list[alt.Chart]:
    """Draw the two posts of each panel, with what they stand for, and the panel's heading."""
    starts, run = wide
    rows = stack.placed(pd.DataFrame([{"panel": panel, "along": at, "text": panel} for panel, at in starts.items()]))
    layers = []
    for place in (0, 1):
        posts = _across(rows.assign(along=rows["along"] + run * place, text=ends[place]), near[place])
        rule = posts.mark_rule(color=FAINT).encode(x=x, y=stack.at(), y2=stack.at(stack.height))
        text = posts.mark_text(baseline="top", dy=6, fontSize=12, color=CHARCOAL)
        layers += [rule, text.encode(x=x, y=stack.at(stack.height), text="text:N")]
    if any(stack.names):
        layers.append(stack.headings(rows.drop(columns="panel"), x, _along(near[0])))
    return layers
