"""The circle: arcs share it out, ribbons fill them, names keep apart."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.exhibits.charts.flows.chord import EDGE, GAP, LINE, angles, chord

AMOUNT = st.floats(0.01, 1e6)


def flows(values: list[float]) -> pd.DataFrame:
    pairs = [(one, other) for one in "abc" for other in "abc" if one != other]
    frame = pd.DataFrame(pairs, columns=["source", "target"]).head(len(values))
    return frame.assign(value=values, text="t", mark=[place == 0 for place in range(len(values))])


@given(st.lists(AMOUNT, min_size=6, max_size=6))
def test_arcs_and_gaps_make_the_whole_circle_and_are_as_long_as_what_is_sent_and_received(values):
    given_flows = flows(values)
    found = angles(given_flows, ["a", "b", "c"])
    length = {key: end - begin for key, (begin, end) in found.items()}
    assert sum(length.values()) + 3 * GAP == pytest.approx(2 * math.pi)
    size = {
        key: given_flows.loc[(given_flows[["source", "target"]] == key).any(axis=1), "value"].sum() for key in "abc"
    }
    assert length["a"] * size["b"] == pytest.approx(length["b"] * size["a"])


def layers_of(chart) -> list[list[dict]]:
    return list(chart.to_dict()["datasets"].values())


def ring(texts: str = "abc") -> pd.DataFrame:
    return pd.DataFrame({"key": list("abc"), "text": list(texts), "colour": ["#111111", "#222222", "#333333"]})


def test_every_flow_is_drawn_once_in_the_colour_of_its_sender_and_the_marked_one_on_top():
    spec = layers_of(chord(flows([5.0, 3.0, 2.0, 4.0, 1.0, 6.0]), ring()))
    faint, marked = spec[0], spec[1]
    assert {row["key"] for row in faint} == {"a-c", "b-a", "b-c", "c-a", "c-b"}
    assert {row["key"] for row in marked} == {"a-b"}
    assert {row["colour"] for row in marked} == {"#111111"}
    assert max(row["opacity"] for row in faint) < min(row["opacity"] for row in marked)


def test_a_flow_of_nothing_is_not_drawn():
    spec = layers_of(chord(flows([5.0, 0.0, 2.0]), ring()))
    assert not any(row.get("key") == "a-c" for rows in spec for row in rows)


def test_names_of_one_side_keep_a_line_apart():
    tiny = flows([1.0, 1.0, 1.0, 1.0, 0.001, 1000.0])
    spec = layers_of(chord(tiny, ring(), height=400))
    names = [row for rows in spec for row in rows if set(row) == {"x", "y", "text"}]
    assert {row["text"] for row in names} == {"a", "b", "c"}
    for right in (True, False):
        heights = sorted(row["y"] for row in names if (row["x"] >= 0) == right)
        assert all(b - a >= 2 * EDGE * LINE / 400 - 1e-6 for a, b in zip(heights, heights[1:], strict=False))
