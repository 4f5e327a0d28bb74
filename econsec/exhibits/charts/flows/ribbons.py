"""Flows through one economy: where its purchases come from, where its sales go, as ribbons of equal total."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from econsec.exhibits.charts.flows.names import SHORT, UP, beside_blocks
from econsec.exhibits.charts.parts import NARROW, either, layered, tips
from econsec.exhibits.elements.theme import INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Hashable

POINTS = 24  # samples along a ribbon: enough for a smooth edge
GAP = 0.018  # between two parts of a side, of the height
EDGE, NODE = 0.03, 0.06  # width of the outer blocks and half the width of the one in the middle
LINE = 16  # pixels that a line of bold letters needs
MARGIN = 0.4  # on either side, for names


def ribbons(
    frame: pd.DataFrame, *, centre: str, colour: str, heads: tuple[str, str], height: int = 380
) -> alt.LayerChart:
    """Draw two sides of one economy, each a whole of its own: suppliers at the left, customers at the right.

    Parameters
    ----------
    frame : DataFrame
        ``side`` ("left" or "right"), ``text`` (name with its share), ``share`` (0..1, of its side), ``colour``; in the
        order to draw from the top.
    centre : str
        What stands in the middle.
    colour : str
        Of the middle.
    heads : (str, str)
        What the left and the right side are.
    height : int
        In pixels.
    """
    placed = pd.concat([_placed(frame[frame["side"] == side], side) for side in ("left", "right")], ignore_index=True)
    # In a narrow column the names make room for themselves.
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[either(0, -MARGIN), either(1, 1 + MARGIN)], nice=False))
    # There the three words above would meet: each has a line.
    line = LINE / height
    y = alt.Y(
        "low:Q",
        axis=None,
        scale=alt.Scale(domain=[either(-0.06 - 2 * line, -0.06), 1.02], nice=False, reverse=True),
    )
    bands = (
        alt.Chart(pd.concat([_band(row) for row in placed.to_dict("records")], ignore_index=True))
        .mark_area(opacity=0.5)
        .encode(x=x, y=y, y2="high:Q", detail="key:N", color=alt.Color("colour:N", scale=None))
    )
    blocks = (
        alt.Chart(placed[["start", "end", "low", "high", "colour", "text"]].rename(columns={"start": "x"}))
        .mark_rect(stroke=PAPER, strokeWidth=0.5)
        .encode(x=x, x2="end:Q", y=y, y2="high:Q", color=alt.Color("colour:N", scale=None), tooltip=tips("text"))
    )
    middle = pd.DataFrame({"x": [0.5 - NODE], "end": [0.5 + NODE], "low": [0.0], "high": [1.0]})
    node = alt.Chart(middle).mark_rect(color=colour).encode(x=x, x2="end:Q", y=y, y2="high:Q")
    return layered(bands, blocks, node, *_words(placed, centre, heads, x, y, height), height=height)


def _placed(side: pd.DataFrame, name: str) -> pd.DataFrame:
    """Stack a side: with gaps at the outer edge, without at the node."""
    total, count = float(side["share"].sum()), len(side)
    scale = (1 - GAP * (count - 1)) / total
    size = side["share"] * scale
    low = size.cumsum() - size + GAP * pd.Series(range(count), index=side.index)
    inner = side["share"].cumsum() / total
    return side.assign(
        low=low,
        high=low + size,
        inner_low=inner - side["share"] / total,
        inner_high=inner,
        start=0.0 if name == "left" else 1 - EDGE,
        end=EDGE if name == "left" else 1.0,
        key=[f"{name}{place}" for place in range(count)],
    )


def _band(row: dict[Hashable, Any]) -> pd.DataFrame:
    """Sample one ribbon: a smoothstep from the outer block to the node."""
    steps = pd.Series(range(POINTS + 1)) / POINTS
    ease = steps**2 * (3 - 2 * steps)
    left = row["side"] == "left"
    outer, inner = (EDGE, 0.5 - NODE) if left else (1 - EDGE, 0.5 + NODE)

    def along(edge: str) -> pd.Series[float]:
        start, end = float(row[edge]), float(row[f"inner_{edge}"])
        return start + ease * (end - start)

    points = {"x": outer + steps * (inner - outer), "low": along("low"), "high": along("high")}
    return pd.DataFrame(points).assign(key=row["key"], colour=row["colour"])


def _words(
    placed: pd.DataFrame, centre: str, heads: tuple[str, str], x: alt.X, y: alt.Y, height: int
) -> list[alt.Chart]:
    """Write the parts outside, the economy in the middle and the sides above."""
    layers = []
    for side, place, align, dx in (("left", 0.0, "right", -8), ("right", 1.0, "left", 8)):
        own = placed[placed["side"] == side]
        middles = ((own["low"] + own["high"]) / 2).tolist()
        marks = beside_blocks(own["text"].tolist(), middles, x=place, line=LINE / height)
        marks = marks.mark_text(align=align, dx=dx, dy=UP, fontSize=12, lineHeight=14)  # type: ignore[arg-type]
        layers.append(marks.encode(x=x, y=y, text="said:N"))
    line = LINE / height
    for text, place, align, row in (
        (heads[0], 0.0, "left", 2),
        (heads[1], 1.0, "right", 1),
        (centre, 0.5, "center", 0),
    ):
        top = alt.Chart(pd.DataFrame({"text": [text], "x": [place], "beside": [-0.035], "near": [-0.035 - row * line]}))
        marks = top.mark_text(
            align=align,  # type: ignore[arg-type]
            dx=either({"left": -SHORT, "right": SHORT}.get(align, 0), 0),
            fontWeight="bold",
            fontSize=12,
            color=INK,
        )
        said = marks.transform_calculate(low=f"{NARROW} ? datum.near : datum.beside")
        layers.append(said.encode(x=x, y=y, text="text:N"))
    return layers
