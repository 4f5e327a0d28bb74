"""What flows from where to where: ribbons between two columns, as thick as the amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from econsec.exhibits.charts.flows.names import UP, beside_blocks
from econsec.exhibits.charts.parts import either, layered, tips
from econsec.exhibits.elements.label_layout import width
from econsec.exhibits.elements.theme import INK, PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Hashable

POINTS = 20  # samples along a ribbon: enough for a smooth edge
GAP = 0.02  # between two blocks of a column, of the height
BLOCK = 0.022  # width of a block, of the width between the columns
LINE = 15  # pixels that a name needs
LETTERS = 12


def sankey(
    flows: pd.DataFrame, left: pd.DataFrame, right: pd.DataFrame, *, heads: tuple[str, str], height: int = 420
) -> alt.LayerChart:
    """Draw amounts from the blocks at the left to those at the right.

    Parameters
    ----------
    flows : DataFrame
        ``source``, ``target`` (keys of the blocks), ``value`` (> 0), ``colour``, ``text`` (tooltip).
    left, right : DataFrame
        ``key``, ``text`` (name with its amount), ``colour``; in the order to draw from the top.
    heads : (str, str)
        What the two columns are.
    height : int
        In pixels.
    """
    drawn = flows[flows["value"] > 0]
    one, other = _column(drawn, left, "source"), _column(drawn, right, "target")
    bands = _bands(drawn, one, other)
    room = {side: max(width(text, LETTERS) for text in part["text"]) + 14 for side, part in (("l", left), ("r", right))}
    run = WIDTH - room["l"] - room["r"]
    # In a narrow column the names make room for themselves.
    domain = [either(0, -room["l"] / run), either(1, 1 + room["r"] / run)]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=domain, nice=False))
    y = alt.Y("low:Q", axis=None, scale=alt.Scale(domain=[-0.07, 1.01], nice=False, reverse=True))
    colour = alt.Color("colour:N", scale=None)
    areas = alt.Chart(bands).mark_area(opacity=0.5).encode(x=x, y=y, y2="high:Q", detail="key:N", color=colour)
    blocks = pd.concat([one.assign(x=0.0, end=BLOCK), other.assign(x=1 - BLOCK, end=1.0)], ignore_index=True)
    squares = (
        alt.Chart(blocks[["x", "end", "low", "high", "colour", "text"]])
        .mark_rect(stroke=PAPER, strokeWidth=0.5)
        .encode(x=x, x2="end:Q", y=y, y2="high:Q", color=colour, tooltip=tips("text"))
    )
    return layered(areas, squares, *_words(one, other, heads, x, y, height), height=height)


def _column(flows: pd.DataFrame, blocks: pd.DataFrame, side: str) -> pd.DataFrame:
    """Stack the blocks of a column with gaps between them; the whole is one high whatever their number."""
    size = blocks["key"].map(flows.groupby(side)["value"].sum()).fillna(0.0)
    scale = (1 - GAP * (len(blocks) - 1)) / float(size.sum())
    high = (size * scale).cumsum() + GAP * pd.Series(range(len(blocks)), index=blocks.index)
    return blocks.assign(low=high - size * scale, high=high, scale=scale)


def _bands(flows: pd.DataFrame, one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Sample every ribbon; within a block ribbons lie in the order of the blocks across, so that few of them cross."""
    rank = {side: dict(zip(part["key"], range(len(part)), strict=True)) for side, part in (("s", one), ("t", other))}
    rows = flows.assign(s=flows["source"].map(rank["s"]), t=flows["target"].map(rank["t"])).sort_values(["s", "t"])
    begin = {"source": dict(zip(one["key"], one["low"], strict=True))}
    begin["target"] = dict(zip(other["key"], other["low"], strict=True))
    thick = {"source": float(one["scale"].iloc[0]), "target": float(other["scale"].iloc[0])}
    parts = []
    for row in rows.to_dict("records"):
        ends: dict[str, float] = {}
        for side in ("source", "target"):
            ends[side] = begin[side][row[side]]
            begin[side][row[side]] += row["value"] * thick[side]
        parts.append(_band(row, ends, thick))
    return pd.concat(parts, ignore_index=True)


def _band(row: dict[Hashable, Any], ends: dict[str, float], thick: dict[str, float]) -> pd.DataFrame:
    steps = pd.Series(range(POINTS + 1)) / POINTS
    ease = steps**2 * (3 - 2 * steps)
    low = ends["source"] + ease * (ends["target"] - ends["source"])
    size = row["value"] * (thick["source"] + ease * (thick["target"] - thick["source"]))
    places = BLOCK + steps * (1 - 2 * BLOCK)
    points = pd.DataFrame({"x": places, "low": low, "high": low + size})
    return points.assign(key=f"{row['source']}-{row['target']}", colour=row["colour"])


def _words(
    one: pd.DataFrame, other: pd.DataFrame, heads: tuple[str, str], x: alt.X, y: alt.Y, height: int
) -> list[alt.Chart]:
    """Write the blocks' names outside, and what the columns are above them."""
    layers = []
    for part, head, place, align, dx in ((one, heads[0], 0.0, "right", -7), (other, heads[1], 1.0, "left", 7)):
        middles = ((part["low"] + part["high"]) / 2).tolist()
        marks = beside_blocks(part["text"].tolist(), middles, x=place, line=1.08 * LINE / height)
        marks = marks.mark_text(align=align, dx=dx, dy=UP, fontSize=LETTERS, lineHeight=LINE - 1)  # type: ignore[arg-type]
        layers.append(marks.encode(x=x, y=y, text="said:N"))
        top = alt.Chart(pd.DataFrame({"text": [head], "x": [place], "low": [-0.045]}))
        marks = top.mark_text(align=align, dx=dx, fontWeight="bold", fontSize=LETTERS, color=INK)  # type: ignore[arg-type]
        layers.append(marks.encode(x=x, y=y, text="text:N"))
    return layers
