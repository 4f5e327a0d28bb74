"""Altair does once what it did for each encoding, and is left alone where it is not as we know it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import ClassVar

import altair as alt
import pandas as pd
import pytest
from altair.utils import schemapi

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
