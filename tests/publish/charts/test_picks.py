"""Rows to pick from: small in the page, and the same when they are read again."""

from __future__ import annotations

from typing import Any

import page_sample
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.errors import RenderError
from econsec.publish.charts import picks
from econsec.publish.page.payload import Picks


def read(packed: dict[str, dict[str, Any]]) -> dict[str, list[Any]]:
    """Read columns as the page's script does."""
    found = {}
    for name, column in packed.items():
        line = packed[column["of"]]["v"] if "of" in column else column["v"]
        texts = column.get("t")
        said = line.split(",")
        found[name] = [
            texts[int(one)] if texts else None if one == "" else float(one) / 10 ** column["d"] for one in said
        ]
    return found


ROW = st.tuples(st.text(max_size=3), st.one_of(st.none(), st.floats(0, 1e9).map(lambda value: float(f"{value:.6g}"))))


@given(st.lists(ROW, min_size=1, max_size=20))
def test_columns_are_read_as_they_were_written(rows):
    names, values = zip(*rows, strict=True)
    columns = {"name": names, "value": values, "twice": tuple(name * 2 for name in names)}
    back = read(picks.columns(columns))
    assert tuple(back["name"]) == names
    assert tuple(back["twice"]) == columns["twice"]
    assert [value is None for value in back["value"]] == [value is None for value in values]
    assert [one for one in back["value"] if one is not None] == pytest.approx(
        [one for one in values if one is not None]
    )


def test_a_column_that_follows_another_takes_no_line():
    packed = picks.columns({"who": ["b", "a", "b"], "fill": ["#1", "#2", "#1"]})
    assert packed["fill"] == {"of": "who", "t": ["#1", "#2"]}


def test_few_numbers_stand_in_a_list():
    assert picks.columns({"year": [2023, 2024] * 9})["year"] == {"v": ",".join("01" * 9), "t": [2023, 2024]}


def test_tiny_numbers_keep_their_digits():
    packed = picks.columns({"value": [1.5e-12, 2.0]})
    assert read(packed)["value"] == [1.5e-12, 2.0]


def sample(**changed):
    return Picks.model_validate(page_sample.picks("en") | changed)


def test_the_page_gets_no_row_twice_and_the_chart_holds_none():
    found = picks.compact(sample(), "en")
    assert found["spec"]["data"][0] == {"name": "picked", "values": []}
    assert found["table"] == [["year", "", 0], ["text", "share", 1]]
    assert found["rows"].keys() == {"year", "share", "fill", "text"}  # what was picked is known
    assert [column["titles"] for column in found["about"]] == found["file"] == ["realm", "ore", "year", "share"]


def test_a_view_has_the_notes_and_sources_of_its_own_basis():
    made = sample()
    found = picks.compact(made, "en")
    assert [view[3] for view in found["views"]] == [view.description for view in made.views]
    assert [description[1:] for description in found["descriptions"]] == [[[0], [0]], [[1], [1, 0]]]


def test_the_same_comes_out_twice():
    assert picks.compact(sample(), "ja") == picks.compact(sample(), "ja")


def test_a_chart_with_rows_of_its_own_is_refused():
    chart = page_sample.picks("en")["chart"]
    own = {**chart, "layer": [{**chart["layer"][0], "data": {"values": [{"year": 1}]}}, *chart["layer"][1:]]}
    with pytest.raises(RenderError, match="does not draw the rows alone"):
        picks.compact(sample(chart=own), "en")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"shown": ["FRE", "1"]}, "cannot be picked"),
        ({"file": ["nothing"]}, "has no rows"),
        ({"texts": {"year": ["2024"], "share": ["1"]}}, "another number of rows"),
        ({"views": [{"of": ["FRE"], "count": 51, "text": ""}]}, "no choice that has a name"),
        ({"descriptions": [page_sample.picks("en")["descriptions"][0]]}, "a description that is not there"),
    ],
)
def test_picks_that_do_not_have_their_shape_are_refused(changed, said):
    with pytest.raises(ValueError, match=said):
        sample(**changed)
