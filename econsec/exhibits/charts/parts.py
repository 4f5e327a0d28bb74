"""What all chart forms share: a series, the axes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, cast

import altair as alt
import pandas as pd

from econsec.exhibits.elements.label_layout import fold, shift, width
from econsec.exhibits.elements.theme import INK, LABEL, PAPER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Align = Literal["left", "center", "right"]
# Told apart without colour, in this order.
SHAPES = ("circle", "diamond", "square")
SECOND = "#767676"  # a second series that is no economy
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [10, 4])
# Fills on which dark letters read better than white ones. The page darkens the greys at night and lights their letters;
# the bright ones stay bright, and so their letters stay dark.
BRIGHT = frozenset({"#F46A25", "#69997A", "#DC5E5B", "#058DFA", "#5797A7", "#28A197", "#A285D1"})
LIGHT = BRIGHT | {"#BFBFBF", "#D4D4D4", "#E3E3E3", "#EDEDED"}
ON_BRIGHT = "#111111"
SPOT = 150  # area of an unseen point in square pixels
MARGINS = 20  # pixels around the plot, beside the labels of the rows
LETTERS = 12  # pixels of the labels of rows
PHONE, LABELS_ABOVE = 280, 640  # pixels of the narrowest column, and of one in which labels stand beside their rows
GAP = 8  # pixels between two names
FLUID = "container"  # the width of a chart that follows its column
NARROW = "narrow"  # what the page sets where the column is one of a phone: every chart may ask for it


@dataclass(frozen=True)
class Series:
    """One series of a chart: its column or key, its label and its colour."""

    key: str
    label: str
    colour: str

    @property
    def ink(self) -> str:
        """Return the colour that letters on its fill take."""
        if self.colour in BRIGHT:
            return ON_BRIGHT
        return INK if self.colour in LIGHT else PAPER


def y_axis(labels: Sequence[str]) -> alt.Y:
    """Return the axis of one row a label, in the order given.

    No label is cut: the column is as wide as the widest, and one that is wider than half a chart goes over two lines.

    Examples
    --------
    >>> y_axis(["Japan"]).to_dict()["axis"]["labelLimit"]
    0
    """
    wide = {label: fold(label) for label in labels if width(label, LETTERS) > LABEL}
    return alt.Y("label:N", sort=list(labels), axis=alt.Axis(title=None, grid=False, **_written(wide)))


def headings(columns: Sequence[str], rows: Sequence[str]) -> alt.X:
    """Return the axis of one column a heading, in the order given; one that is wider than its column takes two lines.

    Examples
    --------
    >>> "labelExpr" in headings(["United States", "India"], ["Wafers"]).to_dict()["axis"]
    False
    """
    room = beside_labels(rows, LABELS_ABOVE) / max(1, len(columns))
    lines = {one: fold(one, whole=True) for one in columns}
    axis = {"labelAngle": 0} | _written({one: lines[one] for one in columns if width(one, LETTERS) > room - GAP})
    wide = [max(width(line, LETTERS) for line in lines[one]) for one in columns]
    if any(one + other > 2 * room for one, other in pairwise(wide)):  # beside each other they would meet all the same
        axis = {"labelAngle": -90, "labelAlign": "left", "labelBaseline": "middle", "labelLimit": 0}
    # Else a second line would hang into the first row: 6 is the padding of the theme.
    axis |= {"labelPadding": 6 + LETTERS} if "labelExpr" in axis else {}
    axis |= {"title": None, "orient": "top", "grid": False}
    return alt.X("column:N", sort=list(columns), axis=alt.Axis(**axis))


def _written(wide: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return what an axis says of labels, of which none is cut, from the lines of those that are too wide for one."""
    folded = {label: lines for label, lines in wide.items() if len(lines) > 1}
    said = "".join(f"datum.value == {json.dumps(label)} ? {json.dumps(one)} : " for label, one in folded.items())
    return {"labelLimit": 0} | ({"labelExpr": f"{said}datum.label", "labelLineHeight": LETTERS} if folded else {})


def beside_labels(labels: Sequence[str], whole: float = WIDTH) -> float:
    """Return how many pixels of a chart so wide its rows' labels and margins leave to the plot."""
    lines = [line for label in labels for line in (fold(label) if width(label, LETTERS) > LABEL else [label])]
    return whole - MARGINS - max(width(line, LETTERS) for line in lines)


def percent_x(field: str, *, top: float = 1.0, title: str | None = None, **extra: Any) -> alt.X:  # noqa: ANN401
    """Return an axis of shares from zero."""
    axis = alt.Axis(format=".0%", title=title, tickCount=5)
    return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, top]), **extra)


def on_a_phone(rows: pd.DataFrame, room: float, size: float = 11, most: int = 2) -> alt.Chart:
    """Return a chart whose ``said`` is the ``text`` of its rows, in a narrow column over some lines if it is wider.

    Parameters
    ----------
    rows : DataFrame
        With ``text``.
    room : float
        Pixels that one line may take there.
    size : float
        Of the letters.
    most : int
        Lines that a text may take.
    """
    lines = [folded[0] if len(folded := in_lines(text, room, size, most)) == 1 else folded for text in rows["text"]]
    chart: alt.Chart = alt.Chart(rows.assign(lines=pd.Series(lines, index=rows.index, dtype=object)))
    return chart.transform_calculate(said=f"{NARROW} ? datum.lines : datum.text")


def in_lines(text: str, room: float, size: float, most: int) -> list[str]:
    """Break a text until each line has the room, or there are as many as may be.

    Examples
    --------
    >>> in_lines("Phones and network equipment 25.2", 84, 12, 3)
    ['Phones and', 'network', 'equipment 25.2']
    """
    lines = [text]
    while len(lines) < most and width(longest := max(lines, key=width), size) > room:
        at = lines.index(longest)
        if not all(parts := fold(longest)):
            break  # a word that cannot be broken
        lines[at : at + 1] = parts
    return lines


def up(pixels: float, by: float = 0.0) -> alt.ExprRef:
    """Return how far down a text stands that is moved up by so much for each of its lines but one."""
    lines = f"{by:g} - {pixels:g} * (length(datum.lines) - 1)"
    return alt.ExprRef(f"{NARROW} && isArray(datum.lines) ? {lines} : {by:g}")


def layered(*layers: alt.Chart, phone_height: str | None = None, **properties: Any) -> alt.LayerChart:  # noqa: ANN401
    """Lay charts over each other, as wide as the page's column.

    Parameters
    ----------
    *layers : Chart
        From the ground up. Their expressions may ask for ``narrow``.
    phone_height : str, optional
        Expression for the height in a narrow column, of pictures whose height goes with their width.
    **properties
        Of the whole.
    """
    # Said of the first layer, which is where they go: to say it of the whole would copy every layer anew.
    params = [alt.param(name=NARROW, value=False)]
    if phone_height is not None:
        params.append(alt.param(name="narrow_height", expr=phone_height))
    whole = alt.layer(layers[0].add_params(*params), *layers[1:], **({"width": FLUID} | properties))
    return cast("alt.LayerChart", whole)


def either(narrow: float | str, wide: float | str) -> alt.ExprRef:
    """Return what is one thing in a narrow column and another in a wide one: numbers, or expressions.

    Examples
    --------
    >>> either(0, 1.5).to_dict()
    {'expr': 'narrow ? 0 : 1.5'}
    """
    return alt.ExprRef(f"{NARROW} ? {narrow} : {wide}")


def room_right(names: Sequence[str], size: float, *, least: float, whole: float = WIDTH) -> float:
    """Return which part of the span of a chart its bold names need to the right of the last point, at least so much.

    Examples
    --------
    >>> room_right(["GDP"], 11.5, least=0.27)
    0.27
    """
    bold = 1.15  # as wide as plain letters
    reach = 14 + max((bold * width(name, size) for name in names), default=0.0)
    return max(least, reach / (whole - reach))


def fills(series: Sequence[Series]) -> alt.Scale:
    """Return the scale that gives each series, under its label, its colour."""
    return alt.Scale(domain=[one.label for one in series], range=[one.colour for one in series])


def dashes(series: Sequence[Series]) -> alt.Scale:
    """Return the scale that gives each series, under its label, a line of its own, told apart without colour."""
    return alt.Scale(
        domain=[one.label for one in series], range=[DASHES[place % len(DASHES)] for place in range(len(series))]
    )


def labelled(frame: pd.DataFrame, series: Sequence[Series]) -> pd.DataFrame:
    """Return the rows of the series, each under its label: what a mark says of itself is for readers.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"series": ["a", "b"], "value": [1, 2]})
    >>> labelled(frame, [Series("a", "India", "#12436D")]).to_dict("list")
    {'series': ['India'], 'value': [1]}
    """
    labels = frame["series"].map({one.key: one.label for one in series})
    return frame.assign(series=labels)[labels.notna()]


def beside_marks(
    rows: pd.DataFrame,
    sides: tuple[Sequence[str], Sequence[str]],
    radii: Sequence[float],
    place: Mapping[str, Any],
    **look: Any,  # noqa: ANN401
) -> list[alt.Chart]:
    """Write the ``text`` of each row beside its mark: on one side in a wide column, on another in a narrow one.

    Parameters
    ----------
    rows : DataFrame
        One a mark: ``text`` and what its place is read from.
    sides : (sequence of str, sequence of str)
        What `beside` chose in a wide column, and in a narrow one.
    radii : sequence of float
        Of the marks, in pixels.
    place : mapping of str to channel
        Where the marks stand.
    **look
        Of the letters.
    """
    layers = []
    for number, (wide, near, radius) in enumerate(zip(*sides, radii, strict=True)):
        cases = [(wide, None)] if wide == near else [(wide, f"!{NARROW}"), (near, NARROW)]
        for side, case in cases:
            if side:
                align, right, below = shift(side, radius)
                own = alt.Chart(rows.iloc[[number]])
                own = own.transform_filter(case) if case else own
                words = own.mark_text(align=align, dx=right, dy=below, **look)
                layers.append(words.encode(text="text:N", **place))
    return layers


def tips(*words: str, **formats: str) -> list[alt.Tooltip]:
    """Return what a mark says under the pointer and the keyboard: its words, then its numbers as readers write them.

    Words name themselves, and a number stands under what the axis says: no column's name is read out. A title that is
    empty would be the column's name, and two that are equal one: they are blanks, each of its own length.

    Parameters
    ----------
    *words : str
        Columns of texts.
    **formats : str
        Columns of numbers, in d3's notation; of days with ``%`` first, in its notation for times.

    Examples
    --------
    >>> [one["shorthand"] for one in tips("label", share=".1%", start="%Y-%m-%d")]
    ['label:N', 'share:Q', 'start:T']
    """
    said = [alt.Tooltip(f"{column}:N", title=" " * place) for place, column in enumerate(words, 1)]
    numbers = enumerate(formats.items(), 1 + len(words))
    return said + [
        alt.Tooltip(f"{column}:{'T' if form[0] == '%' else 'Q'}", format=form, title=" " * place)
        for place, (column, form) in numbers
    ]


def spots(base: alt.Chart, said: list[alt.Tooltip], **place: Any) -> alt.Chart:  # noqa: ANN401
    """Lay unseen points over a line or an area, which as one mark could only say what its first point does."""
    return cast("alt.Chart", base.mark_point(filled=True, opacity=0, size=SPOT, **place).encode(tooltip=said))
