"""Forms that compare shares and amounts row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from econsec.exhibits.charts.parts import (
    GAP,
    LABELS_ABOVE,
    MARGINS,
    NARROW,
    PHONE,
    SHAPES,
    Series,
    beside_labels,
    layered,
    on_a_phone,
    percent_x,
    tips,
    up,
    y_axis,
)
from econsec.exhibits.elements.label_layout import inside_out, width
from econsec.exhibits.elements.theme import CHARCOAL, FAINT, PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence


def dumbbell(frame: pd.DataFrame, series: Sequence[Series], *, step: int = 24, top: float = 1.0) -> alt.LayerChart:
    """Draw two shares on one line a row, joined, so that the gap is seen first.

    Parameters
    ----------
    frame : DataFrame
        ``label`` and one column (0..1) a series; in the order to draw.
    series : two Series
        Drawn as circle and diamond: told apart without colour.
    step : int
        Height of a row in pixels.
    top : float
        Right end of the scale.
    """
    labels = list(frame["label"])
    wide = frame[["label", *(one.key for one in series)]]
    ends = [one.key for one in series]
    joined = (
        alt.Chart(wide[wide[ends].notna().all(axis=1)])
        .mark_rule(color=FAINT, strokeWidth=3)
        .encode(y=y_axis(labels), x=percent_x(ends[0], top=top), x2=f"{ends[1]}:Q")
    )
    layers: list[alt.Chart] = [joined]
    for one, shape in zip(series, SHAPES, strict=False):
        points = wide[["label", one.key]].dropna().assign(series=one.label)
        base = alt.Chart(points).encode(y=y_axis(labels), x=percent_x(one.key, top=top))
        layers.append(
            base.mark_point(filled=True, opacity=1, size=95, shape=shape, color=one.colour).encode(
                tooltip=tips("label", "series", **{one.key: ".1%"})
            )
        )
    # From some width on labels stand beside their rows: the plot of a column just so wide may be the narrower one.
    phone = min(PHONE - MARGINS, beside_labels(labels, LABELS_ABOVE))
    named = _dumbbell_names(wide, series, top, plot=phone)
    if not named:
        named = [words.transform_filter(f"!{NARROW}") for words in _dumbbell_names(wide, series, top, plot=PLOT)]
        named += _at_the_top(series, narrow=bool(named))
    return layered(*layers, *named, height=alt.Step(step))


PLOT = WIDTH - 150  # what the labels of the rows leave


def _dumbbell_names(wide: pd.DataFrame, series: Sequence[Series], top: float, *, plot: float) -> list[alt.Chart]:
    """Name the two series once, beside the row whose ends lie farthest apart, outward so that they cannot meet.

    Nothing where that row has no room in a plot of so many pixels: beside another, signs would look like its values.
    """
    first, second = (one.key for one in series)
    both = wide.dropna()
    widest = both.loc[(both[first] - both[second]).abs().nlargest(1).index]
    room = not widest.empty and _apart(widest, series, top, plot)
    return _at_the_ends(widest, series, list(wide["label"]), top) if room else []


def _apart(row: pd.DataFrame, series: Sequence[Series], top: float, plot: float) -> bool:
    """Say whether the names over the two ends of a row leave a gap between them in a plot of so many pixels."""
    low, high = sorted(series, key=lambda one: float(row[one.key].item()))
    left, right = (float(row[one.key].item()) / top for one in (low, high))
    (align, dx), reach = inside_out(left, is_left=True), width(low.label, 12)
    end = left * plot + (dx + reach if align == "left" else reach / 2)
    (align, dx), reach = inside_out(right, is_left=False), width(high.label, 12)
    start = right * plot + (dx - reach if align == "right" else -reach / 2)
    return start - end > GAP


def _at_the_ends(row: pd.DataFrame, series: Sequence[Series], labels: Sequence[str], top: float) -> list[alt.Chart]:
    first_is_left = bool((row[series[0].key] < row[series[1].key]).item())
    named = []
    for one, is_left in ((series[0], first_is_left), (series[1], not first_is_left)):
        align, dx = inside_out(float(row[one.key].item()) / top, is_left=is_left)
        named.append(
            alt.Chart(row[["label", one.key]])
            .mark_text(text=one.label, color=one.colour, align=align, dx=dx, dy=-12, fontWeight="bold")
            .encode(y=y_axis(labels), x=percent_x(one.key, top=top))
        )
    return named


def _at_the_top(series: Sequence[Series], *, narrow: bool) -> list[alt.Chart]:
    """Name the two series above the plot, of a narrow column only or of any, where no row has the room."""
    texts = [f"{sign} {one.label}" for sign, one in zip(("●", "◆"), series, strict=True)]
    second = width(texts[0], 12) + 14
    both = second + width(texts[1], 12) <= PHONE - MARGINS
    places = ((0, -12 if both else -28), (second if both else 0, -12))
    spot = alt.Chart(pd.DataFrame({"at": [0]}))
    spot = spot.transform_filter(NARROW) if narrow else spot
    return [
        spot.mark_text(text=text, color=one.colour, align="left", fontWeight="bold").encode(
            x=alt.value(across), y=alt.value(down)
        )
        for text, one, (across, down) in zip(texts, series, places, strict=True)
    ]


def bars(
    frame: pd.DataFrame,
    *,
    colour: str,
    axis_format: str,
    threshold: float | None = None,
    step: int = 22,
    room: float = 0.0,
) -> alt.LayerChart:
    """Draw one bar a row from zero, its value at the end.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``value``, ``text`` (the value as it is written); optional ``colour`` a row.
    colour : str
        Fill of all bars where the frame has none.
    axis_format : str
        Of the axis, in d3's notation.
    threshold : float, optional
        Marked by a dashed line.
    step : int
        Height of a row in pixels.
    room : float
        Free part of the scale to the right of the longest bar, for long texts.
    """
    labels = list(frame["label"])
    drawn = frame[["label", "value", "text"]].assign(fill=frame.get("colour", colour))
    top = float(drawn["value"].max()) * (1 + room)
    scale = alt.Scale(domain=[0, top], nice=False) if room else alt.Scale(zero=True, nice=True)
    x = alt.X("value:Q", axis=alt.Axis(format=axis_format, title=None, tickCount=5), scale=scale)
    base = on_a_phone(drawn, BESIDE).encode(y=y_axis(labels), x=x)
    layers: list[alt.Chart] = [
        base.mark_bar(height={"band": 0.7}).encode(color=alt.Color("fill:N", scale=None), tooltip=tips("label", "text"))
    ]
    look: dict[str, Any] = {"align": "left", "dx": 4, "dy": up(6), "lineHeight": 12, "fontSize": 11}
    if threshold is not None:
        rule = alt.Chart(pd.DataFrame({"value": [threshold]})).mark_rule(color=CHARCOAL, strokeDash=[4, 3])
        # The line gives way to what is written over it.
        halo = base.mark_text(color=PAPER, stroke=PAPER, strokeWidth=4, **look)
        layers += [rule.encode(x=x), halo.encode(text="said:N")]
    layers.append(base.mark_text(**look).encode(text="said:N"))
    return layered(*layers, height=alt.Step(step))


def span(
    frame: pd.DataFrame, *, colour: str, step: int = 24, axis_format: str = ".0%", top: float = 1.0
) -> alt.LayerChart:
    """Draw a low, central and high value a row: a band with its middle marked, where there is one, and written.

    Parameters
    ----------
    frame : DataFrame
        ``label``, ``low``, ``central``, ``high`` (0..1, or in the unit of the axis), ``text`` (what stands at the end);
        ``colour`` where rows differ in it. A missing middle is not drawn: a range too wide for one figure has none.
    colour : str
        Of the band and the mark.
    step : int
        Height of a row in pixels.
    axis_format : str
        Of the axis, in d3's notation.
    top : float
        Right end of the scale.
    """
    labels = list(frame["label"])
    drawn = frame[["label", "low", "central", "high", "text"]].assign(colour=frame.get("colour", colour))
    shade = alt.Color("colour:N", scale=None, legend=None)

    def x_of(field: str) -> alt.X:
        axis = alt.Axis(format=axis_format, title=None, tickCount=5)
        return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, top]))

    base = alt.Chart(drawn).encode(y=y_axis(labels))
    said = tips("label", "text")
    band = base.mark_bar(height={"band": 0.5}, opacity=0.35).encode(
        x=x_of("low"), x2="high:Q", color=shade, tooltip=said
    )
    marked = alt.Chart(drawn.dropna(subset=["central"])).encode(y=y_axis(labels), color=shade)
    middle = marked.mark_point(filled=True, opacity=1, size=90, shape="diamond").encode(x=x_of("central"), tooltip=said)
    written = base.mark_text(align="left", dx=9, fontSize=11).encode(x=x_of("high"), text="text:N")
    return layered(band, middle, written, height=alt.Step(max(step, LEAST // max(len(labels), 1))))


BESIDE = 180  # pixels that one line beside a bar may take on a phone
LEAST = 60  # pixels that a chart of one row is high: a lower one is lost on paper
