"""Altair does once what it did for each encoding, and is left alone where it is not as we know it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import ClassVar

import altair as alt
import numpy as np
import pandas as pd
import pytest
from altair.utils import data as of_altair
from altair.utils import schemapi
from altair.utils.core import sanitize_pandas_dataframe
from altair.vegalite.data import default_data_transformer

from econsec.exhibits.charts import altair_speed


class AsKnown:
    """Altair's table, and the classes that each was made of."""

    made: ClassVar = []

    def __init__(self, wrapper_classes) -> None:
        self.made.append(list(wrapper_classes))


class Otherwise:
    """A table that is made of something else."""

    def __init__(self, wrapper_classes, schema) -> None:
        self.known = wrapper_classes, schema


def test_a_table_is_built_once_for_the_same_classes_and_anew_for_others():
    api = SimpleNamespace(_FromDict=AsKnown)
    assert altair_speed.keep_tables(api)
    first, again, other = api._FromDict(iter([int, str])), api._FromDict(iter([int, str])), api._FromDict(iter([int]))
    assert first is again
    assert first is not other
    assert AsKnown.made == [[int, str], [int]]


def test_a_table_that_is_made_otherwise_is_left_as_it_is():
    api = SimpleNamespace(_FromDict=Otherwise)
    assert not altair_speed.keep_tables(api)
    assert api._FromDict is Otherwise
    assert not altair_speed.keep_tables(SimpleNamespace())


def test_the_altair_that_is_installed_is_known_and_its_table_kept():
    assert schemapi._FromDict([]) is schemapi._FromDict([])


def test_a_class_of_schemas_defined_later_is_in_the_table_that_is_used_then():
    chart = alt.Chart(pd.DataFrame({"a": [1]})).mark_point().encode(x="a:Q")

    class X(alt.X):
        """A channel of somebody's own."""

    assert chart.encode(x="a:Q").to_dict()["encoding"] == chart.to_dict()["encoding"]
    assert X in [tp for held in schemapi._FromDict(alt.X._default_wrapper_classes()).class_dict.values() for tp in held]


@pytest.mark.parametrize(
    ("rendering", "asked", "validated"), [("1", "", False), ("1", "1", True), ("", "", True), ("", "1", True)]
)
def test_charts_are_validated_but_where_a_report_is_rendered(monkeypatch, rendering, asked, validated):
    monkeypatch.setenv(altair_speed.RENDERING, rendering)
    monkeypatch.setenv(altair_speed.VALIDATE, asked)
    with schemapi.debug_mode(arg=True):
        altair_speed.settle()
        assert schemapi.DEBUG_MODE is validated


@pytest.mark.parametrize("of", [schemapi.SchemaBase, alt.X])
def test_classes_are_listed_once_and_one_defined_later_is_among_them(of):
    before, again = list(of._default_wrapper_classes()), list(of._default_wrapper_classes())
    assert before == again
    assert len(before) > 500

    class Y(alt.Y):
        """Another channel of somebody's own."""

    assert set(of._default_wrapper_classes()) - set(before) == {Y}


COLUMNS = {
    "texts": ["a", None, "日本"],
    "numbers": [0.5, float("nan"), float("-inf")],
    "small": np.array([0.1, 2.0, 3.5], dtype="float32"),
    "whole": [1, 2, 2**53 + 1],
    "short": np.array([1, -2, 3], dtype="int8"),
    "truths": [True, False, True],
    "categories": pd.Categorical(["x", None, "y"]),
    "days": pd.to_datetime(["2024-01-31", None, "2024-03-01"]),
    "objects": np.array(["a", None, [1, 2]], dtype=object),
    "arrays": pd.Series([np.array([1, 2]), None, 3.0], dtype=object),
    "nullable": pd.array([1, None, 3], dtype="Int64"),
    "maybe": pd.array([True, None, False], dtype="boolean"),
}


@pytest.mark.parametrize("names", [[name] for name in COLUMNS] + [list(COLUMNS)[:6], list(COLUMNS)], ids="+".join)
@pytest.mark.parametrize("rows", [0, 3])
def test_rows_are_those_of_altair_to_the_type(names, rows):
    frame = pd.DataFrame({name: COLUMNS[name] for name in names}).iloc[:rows]
    expected = sanitize_pandas_dataframe(frame).to_dict(orient="records")
    found = default_data_transformer(frame)["values"]
    assert found == expected
    assert [[type(value) for value in row.values()] for row in found] == [
        [type(value) for value in row.values()] for row in expected
    ]


def test_plain_columns_do_not_go_through_altair(monkeypatch):
    monkeypatch.setattr(of_altair, "sanitize_pandas_dataframe", None)
    plain = pd.DataFrame({name: COLUMNS[name] for name in list(COLUMNS)[:6]})
    assert len(default_data_transformer(plain)["values"]) == 3
    with pytest.raises(TypeError):
        default_data_transformer(plain.assign(days=COLUMNS["days"]))


@pytest.mark.parametrize(
    ("frame", "error"),
    [
        (pd.DataFrame({0.5: [1]}), ValueError),
        (pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([(1, 2)])), ValueError),
        (pd.DataFrame({"a": [dt.timedelta(1)]}), ValueError),
        (pd.DataFrame({"a": range(5001)}), of_altair.MaxRowsError),
    ],
)
def test_what_altair_refuses_is_refused(frame, error):
    with pytest.raises(error):
        default_data_transformer(frame)


def test_a_copy_is_equal_and_shares_nothing_that_can_be_written_to():
    rows = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    condition = alt.when(alt.datum.a > 1).then(alt.value("red")).otherwise(alt.value("blue"))
    order = ["y", "x"]
    encoded = {"x": alt.X("a:Q"), "y": alt.Y("b:N", sort=order, axis=alt.Axis(values=["x", "y"])), "color": condition}
    chart = alt.Chart(rows).mark_point().encode(**encoded)
    copied = chart.copy(deep=True)
    assert copied.to_dict() == chart.to_dict()
    assert copied.encoding is not chart.encoding
    copied.encoding.y["sort"].append("z")
    copied.encoding.y["axis"]["values"].append("z")
    assert order == ["y", "x"]
    assert chart.encoding.y["axis"]["values"] == ["x", "y"]
    kept = chart.copy(deep=True, ignore=["encoding"])
    assert kept.encoding is chart.encoding
