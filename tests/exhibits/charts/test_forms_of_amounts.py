"""Levels, pairs and ribbons: what is drawn adds up, and names do not meet."""

from __future__ import annotations

import json
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from econsec.exhibits.charts import Series, areas, span
from econsec.exhibits.charts.along_time.levels import amount, bounds, levels, share, ticks
from econsec.exhibits.charts.by_row.pairs import pairs
from econsec.exhibits.charts.flows.ribbons import GAP, ribbons
from econsec.exhibits.elements.label_layout import width

POSITIVE = st.floats(1e-3, 1e9)


def rows_of(chart) -> list[list[dict]]:
    return list(chart.to_dict()["datasets"].values())


@given(st.lists(POSITIVE, min_size=1, max_size=9), st.booleans())
def test_every_value_stands_within_its_axis(values, log):
    low, high = bounds(pd.Series(values), log=log)
    assert low <= min(values) <= max(values) <= high
    for value in values:
        place = share(value, low, high, log=log)
        assert -1e-9 <= place <= 1 + 1e-9
        assert amount(place, low, high, log=log) == pytest.approx(value)


@given(st.integers(1960, 2020), st.integers(1, 60))
def test_the_first_and_the_last_year_are_always_written_and_never_crowded(first, span):
    written = ticks(first, first + span)
    assert (written[0], written[-1]) == (first, first + span)
    assert written == sorted(set(written))
    assert len(written) <= 9


def test_levels_leave_out_what_a_logarithm_cannot_show():
    frame = pd.DataFrame({"year": [2019, 2020, 2021], "series": "JPN", "value": [0.0, 10.0, 100.0]})
    drawn = levels(frame, [Series("JPN", "Japan", "#12436D")], log=True)
    values = [row["value"] for rows in rows_of(drawn) for row in rows]
    assert min(values) == 10


def test_names_at_the_ends_of_levels_keep_apart():
    frame = pd.DataFrame({"year": [2020, 2024] * 3, "series": ["a", "a", "b", "b", "c", "c"], "value": [1, 5] * 3})
    drawn = levels(frame, [Series(key, key, "#767676") for key in "abc"], height=300)
    names = rows_of(drawn)[-1]
    heights = sorted(row["value"] for row in names)
    top = 5 * 1.05
    assert min(b - a for a, b in pairwise(heights)) >= 15 / 300 * top - 1e-9


def test_pairs_write_the_smaller_to_the_left_and_the_larger_to_the_right():
    frame = pd.DataFrame({"label": ["x", "y"], "b": [1.0, 9.0], "s": [5.0, 4.0]})
    frame = frame.assign(b_text=["1", "9"], s_text=["5", "4"])
    spec = pairs(frame, [Series("b", "bought", "#801650"), Series("s", "sold", "#F46A25")]).to_dict()
    sides = {}
    for layer in spec["layer"]:
        field = layer["encoding"].get("text", {}).get("field", "")
        if field:
            for row in spec["datasets"][layer["data"]["name"]]:
                sides[row["label"], field] = layer["mark"]["align"]
    assert sides == {
        ("x", "b_text"): "right",
        ("x", "s_text"): "left",
        ("y", "b_text"): "left",
        ("y", "s_text"): "right",
    }


def test_a_missing_amount_is_not_drawn():
    frame = pd.DataFrame(
        {"label": ["x", "y"], "b": [1.0, None], "s": [5.0, 4.0], "b_text": ["1", ""], "s_text": ["5", "4"]}
    )
    drawn = pairs(frame, [Series("b", "bought", "#801650"), Series("s", "sold", "#F46A25")])
    assert all(value == value for rows in rows_of(drawn) for row in rows for value in row.values())  # noqa: PLR0124


@settings(max_examples=30)  # each draws a chart
@given(st.lists(st.floats(0.01, 1.0), min_size=1, max_size=8), st.lists(st.floats(0.01, 1.0), min_size=1, max_size=8))
def test_both_sides_of_ribbons_are_as_high_as_the_node(left, right):
    parts = [("left", value / sum(left)) for value in left] + [("right", value / sum(right)) for value in right]
    frame = pd.DataFrame(parts, columns=["side", "share"]).assign(text="a", colour="#767676")
    spec = ribbons(frame, centre="India", colour="#F46A25", heads=("in", "out")).to_dict()
    blocks = next(rows for rows in spec["datasets"].values() if {"end", "text"} <= set(rows[0]))
    for start, count in ((0.0, len(left)), (0.97, len(right))):
        own = [row for row in blocks if row["x"] == pytest.approx(start)]
        filled = sum(row["high"] - row["low"] for row in own)
        assert filled + GAP * (count - 1) == pytest.approx(1)


def texts_of(chart) -> dict[str, dict]:
    layers = chart.to_dict()["layer"]
    return {layer["mark"]["text"]: layer for layer in layers if "text" in layer["mark"]}


def test_on_a_logarithmic_scale_the_heads_stand_where_the_marks_are_drawn_farthest_apart():
    frame = pd.DataFrame({"label": ["near", "far"], "b": [80.0, 1.0], "s": [40.0, 0.001], "b_text": "b", "s_text": "s"})
    series = [Series("b", "Bought", "#12436D"), Series("s", "Sold", "#F46A25")]
    for log, label in ((True, "far"), (False, "near")):
        drawn = pairs(frame, series, log=log)
        data = drawn.to_dict()["datasets"][texts_of(drawn)["Bought"]["data"]["name"]]
        assert [row["label"] for row in data] == [label]


def test_all_of_a_bands_name_lies_in_its_band_also_in_the_narrowest_plot():
    frame = pd.DataFrame({"x": range(2000, 2024), "series": "rest", "value": range(1, 25)})
    chart = areas(frame, [Series("rest", "Water and others", "#767676")], x_title="").to_dict()
    layer = next(layer for layer in chart["layer"] if layer["mark"].get("text") == "Water and others")
    (spot,) = chart["datasets"][layer["data"]["name"]]
    half = width("Water and others", 12) / 210 * 23 / 2  # years that half of it covers there
    assert 2000 + half < spot["x"] < 2023 - half
    assert 0 < spot["start"] < spot["x"] - half - 2000 + 1, "the lowest place of the edge above it"


def test_a_band_too_thin_for_its_name_has_a_key():
    frame = pd.DataFrame(
        {"x": [*range(2000, 2010)] * 2, "series": ["wide"] * 10 + ["thin"] * 10, "value": [100.0] * 10 + [1.0] * 10}
    )
    series = [Series("wide", "Stocks", "#767676"), Series("thin", "Others", "#A285D1")]
    assert "Others" not in texts_of(chart := areas(frame, series, x_title=""))
    assert "Others" in json.dumps(chart.to_dict())


def test_a_span_of_multiples_has_their_axis_and_no_percent():
    frame = pd.DataFrame({"label": ["Lithium"], "low": [6.0], "central": [7.0], "high": [11.0], "text": ["6-11"]})
    layers = span(frame, colour="#28A197", axis_format=",.0f", top=14.0).to_dict()["layer"]
    axes = [layer["encoding"]["x"] for layer in layers]
    assert {x["axis"]["format"] for x in axes} == {",.0f"}
    assert {tuple(x["scale"]["domain"]) for x in axes} == {(0, 14.0)}


def test_a_zero_has_no_place_on_a_scale_of_powers_and_stops_no_chart():
    frame = pd.DataFrame({"label": ["x", "y"], "b": [0.0, 5.0], "s": [4.0, 2.0]}).assign(b_text="b", s_text="s")
    spec = pairs(frame, [Series("b", "bought", "#801650"), Series("s", "sold", "#F46A25")], log=True).to_dict()
    drawn = [row["b"] for rows in spec["datasets"].values() for row in rows if "b" in row]
    assert 0.0 not in drawn
    assert 5.0 in drawn
