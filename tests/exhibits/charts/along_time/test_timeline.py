"""Dots along time, and swarms on a scale of powers of ten: every one within the axes."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from econsec.exhibits.charts import swarm, timeline
from econsec.exhibits.elements.theme import BLUE, GREY


def layers_of(chart) -> list[list[dict]]:
    return list(chart.to_dict()["datasets"].values())


@given(st.lists(st.floats(1e3, 1e26), min_size=1, max_size=9))
def test_every_dot_stands_within_the_axis(values):
    frame = pd.DataFrame({"when": 2020.5, "value": values, "colour": GREY, "name": "n", "text": ""})
    frame = frame.assign(mark=True, whose="w")
    spec = timeline(frame, powers={power: str(power) for power in range(0, 30, 2)}).to_dict()
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert low <= min(values) <= max(values) <= high


def test_marked_dots_lie_on_top_and_carry_their_names():
    frame = pd.DataFrame({"when": [2020.0, 2024.0], "value": [10.0, 1e4], "colour": [GREY, BLUE], "name": ["a", "b"]})
    frame = frame.assign(text=["", "b"], mark=[False, True], whose=["Malaysia", "Japan"])
    spec = layers_of(timeline(frame, powers={2: "100"}))
    assert [row["name"] for rows in spec[:2] for row in rows] == ["a", "b"]
    # The colour is named above: the dot says what it is, and not whose.
    assert [row["text"] for rows in spec[2:] for row in rows] == ["b", "Japan"]


def test_a_swarm_of_powers_of_ten_ends_at_powers_of_ten():
    frame = pd.DataFrame({"label": "x", "value": [1.0, 50.0, 900.0], "name": "n", "colour": "#111111", "text": ""})
    axis = swarm(frame, axis_format=",.0f", domain=(1.0, 1000.0), log=True).to_dict()["layer"][0]["encoding"]["x"]
    assert axis["axis"]["values"] == [1.0, 10.0, 100.0, 1000.0]
    assert axis["scale"]["type"] == "log"
    assert axis["scale"]["domain"][1] > 1000
