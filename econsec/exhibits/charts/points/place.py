"""Marks on the globe: a point for each economy, and no border line."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from econsec.exhibits.charts.key import whose_dots
from econsec.exhibits.charts.parts import PHONE, beside_marks, either, layered, tips
from econsec.exhibits.elements.label_layout import beside, equal_earth
from econsec.exhibits.elements.theme import FAINT, INK, PAPER, WIDTH


def places(frame: pd.DataFrame, home: tuple[float, float], *, joined: bool = True, height: int = 380) -> alt.LayerChart:
    """Draw suppliers as circles at their place on the globe with arcs to the buyer; no border is drawn.

    Parameters
    ----------
    frame : DataFrame
        ``name``, ``latitude``, ``longitude``, ``value`` (area of the circle), ``colour``, ``text`` (label or empty).
    home : (latitude, longitude)
        Where the arcs end, and what the globe is turned to.
    joined : bool
        Whether there are arcs, and a mark where they end.
    height : int
        In pixels.
    """
    turn = [-(home[1] - 40.0), 0, 0]
    view: dict[str, Any] = {"type": "equalEarth", "rotate": turn}
    globe = alt.Chart(alt.sphere()).mark_geoshape(fill="#F6F6F3", stroke=FAINT)
    net = alt.Chart(alt.graticule(step=[30, 30])).mark_geoshape(filled=False, stroke="#DCDCD8", strokeWidth=0.7)
    drawn = frame[["name", "latitude", "longitude", "value", "colour", "text"]]
    arcs = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"colour": row.colour},
                "geometry": {"type": "LineString", "coordinates": [[row.longitude, row.latitude], [home[1], home[0]]]},
            }
            for row in drawn.itertuples()
        ],
    }
    flows = (
        alt.Chart(alt.InlineData(values=arcs, format=alt.JsonDataFormat(property="features", type="json")))
        .mark_geoshape(filled=False, strokeWidth=1.2, opacity=0.55)
        .encode(stroke=alt.Stroke("properties.colour:N", scale=None))
    )
    base = alt.Chart(drawn).encode(longitude="longitude:Q", latitude="latitude:Q")
    marks = base.mark_circle(opacity=0.85, stroke=PAPER, strokeWidth=1).encode(
        size=alt.Size(
            "value:Q", scale=alt.Scale(range=[12, either(LARGEST / 4, LARGEST)], domainMin=0, zero=True), legend=None
        ),
        color=alt.Color("colour:N", scale=None),
        tooltip=tips("name", "text"),
    )
    buyer = (
        alt.Chart(pd.DataFrame({"latitude": [home[0]], "longitude": [home[1]]}))
        .mark_point(shape="cross", filled=True, size=120, color=INK, opacity=1)
        .encode(longitude="longitude:Q", latitude="latitude:Q")
    )
    written = _names(drawn, centre=-turn[0], height=height)
    layers = [globe, net, flows, marks, buyer, *written] if joined else [globe, net, marks, *written]
    return layered(*layers, height=height, phone_height=f"{TALL} * width").project(**view)


TALL = 0.5  # height of the globe, of its width
LARGEST = 1500  # area of the largest circle, in square pixels


def _names(drawn: pd.DataFrame, *, centre: float, height: int) -> list[alt.Chart]:
    """Write the names of the largest suppliers where they meet nothing, and of other colours above."""
    ranked = drawn.sort_values("value", ascending=False, kind="stable")
    radii = ((12 + (LARGEST - 12) * ranked["value"] / ranked["value"].max()) / math.pi) ** 0.5
    points = [
        equal_earth(latitude, longitude, centre=centre)
        for latitude, longitude in zip(ranked["latitude"].tolist(), ranked["longitude"].tolist(), strict=True)
    ]

    def sides(width: float, height: float, *walls: tuple[float, float, float]) -> list[str]:
        scale = min(width / 2, height / 2 / equal_earth(90, centre, centre=centre)[1])
        marks = [(x * scale, -y * scale, float(radius)) for (x, y), radius in zip(points, radii, strict=True)]
        return beside([*marks, *walls], [*ranked["text"], *([""] * len(walls))])[: len(marks)]

    # On a phone the globe has the whole width, and a name beyond its edge would take of it.
    far = 10.0 * PHONE
    walls = [(side * (PHONE / 2 + far), 0.0, far) for side in (-1, 1)]
    chosen = (sides(WIDTH, height), sides(PHONE, TALL * PHONE, *walls))
    keyed = whose_dots(ranked.assign(whose=ranked["name"]), chosen[0], room=WIDTH)
    return keyed + beside_marks(
        ranked[["latitude", "longitude", "text"]],
        chosen,
        radii.tolist(),
        {"longitude": "longitude:Q", "latitude": "latitude:Q"},
        fontSize=11,
        fontWeight="bold",
        baseline="middle",
    )
