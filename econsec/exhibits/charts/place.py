"""Marks on the globe: a point for each economy, and no border line."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from econsec.exhibits.theme import FAINT, INK, PAPER, WIDTH


def places(frame: pd.DataFrame, home: tuple[float, float], *, height: int = 380) -> alt.LayerChart:
    """Draw suppliers as circles at their place on the globe with arcs to the buyer; no border is drawn.

    Parameters
    ----------
    frame : DataFrame
        ``name``, ``latitude``, ``longitude``, ``value`` (area of the circle), ``colour``, ``text`` (label or empty).
    home : (latitude, longitude)
        Where the arcs end.
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
        alt.Chart(alt.InlineData(values=arcs, format=alt.DataFormat(property="features", type="json")))
        .mark_geoshape(filled=False, strokeWidth=1.2, opacity=0.55)
        .encode(stroke=alt.Stroke("properties.colour:N", scale=None))
    )
    base = alt.Chart(drawn).encode(longitude="longitude:Q", latitude="latitude:Q")
    marks = base.mark_circle(opacity=0.85, stroke=PAPER, strokeWidth=1).encode(
        size=alt.Size("value:Q", scale=alt.Scale(range=[12, 1500], domainMin=0, zero=True), legend=None),
        color=alt.Color("colour:N", scale=None),
        tooltip=["name:N", "text:N"],
    )
    buyer = (
        alt.Chart(pd.DataFrame({"latitude": [home[0]], "longitude": [home[1]]}))
        .mark_point(shape="cross", filled=True, size=120, color=INK, opacity=1)
        .encode(longitude="longitude:Q", latitude="latitude:Q")
    )
    written = (
        alt.Chart(drawn[drawn["text"] != ""])
        .mark_text(fontSize=11, dy=-16, fontWeight="bold")
        .encode(longitude="longitude:Q", latitude="latitude:Q", text="text:N")
    )
    return alt.layer(globe, net, flows, marks, buyer, written).project(**view).properties(width=WIDTH, height=height)
