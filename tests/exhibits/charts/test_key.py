"""What is coloured has a name: in its part, or above the chart, and on a phone where the part has no room for it."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.exhibits.charts import Series, stacked
from econsec.exhibits.charts.key import key, whose_dots
from econsec.exhibits.charts.parts import NARROW
from econsec.exhibits.elements.theme import BLUE, GREY, ORANGE

PARTS = [Series("a", "Japan", BLUE), Series("b", "India", ORANGE), Series("c", "Germany", GREY)]


def keys(chart) -> set[tuple[str, str | None]]:
    spec = chart.to_dict()
    rows = spec["datasets"]
    return {
        (row["text"], layer.get("transform", [{}])[0].get("filter"))
        for layer in spec["layer"]
        if layer["mark"].get("shape") == "square"
        for row in rows[layer["data"]["name"]]
    }


def bar(*shares: float) -> pd.DataFrame:
    frame = pd.DataFrame({"label": "x", "series": ["a", "b", "c"], "name": ["Japan", "India", "Germany"]})
    return frame.assign(share=shares)


@pytest.mark.parametrize(
    ("shares", "case"),
    [((0.4, 0.3, 0.3), "none"), ((0.5, 0.1, 0.4), NARROW), ((0.55, 0.02, 0.43), None)],
)
def test_colours_without_a_name_in_their_part_are_named_above_where_that_is_so(shares, case):
    found = keys(stacked(bar(*shares), PARTS))
    assert found == (set() if case == "none" else {(one.label, case) for one in PARTS})


def test_one_part_that_carries_its_name_is_enough_for_a_colour():
    two = pd.concat([bar(0.4, 0.3, 0.3), bar(0.68, 0.02, 0.3).assign(label="y")])
    assert keys(stacked(two, PARTS)) == set()


def test_names_of_one_label_stand_once_and_go_over_lines_that_hold_them():
    many = [Series(str(place), f"An economy {place % 6}", BLUE) for place in range(12)]
    rows = next(iter(key(many, room=200)[0].to_dict()["datasets"].values()))
    assert [row["text"] for row in rows] == [f"An economy {place}" for place in range(6)]
    assert [row["line"] for row in rows] == sorted((row["line"] for row in rows), reverse=True)
    assert max(row["at"] for row in rows) < 200


def test_dots_of_a_colour_are_named_above_unless_one_of_them_is():
    dots = pd.DataFrame({"whose": ["Japan", "India", "India", "Germany"], "colour": [BLUE, ORANGE, ORANGE, GREY]})
    squares = [layer.to_dict() for layer in whose_dots(dots, ["", "", "right", ""], room=600)][::2]
    said = [
        (sorted(row["text"] for row in next(iter(one["datasets"].values()))), one["transform"][0]["filter"])
        for one in squares
    ]
    assert said == [(["Japan"], f"!{NARROW}"), (["India", "Japan"], NARROW)]
