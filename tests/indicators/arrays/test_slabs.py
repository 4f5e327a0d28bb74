"""Coding keys, summing repeated ones, cutting years."""

from __future__ import annotations

import numpy as np
import pandas as pd
import trade
from hypothesis import given
from hypothesis import strategies as st

from econsec.indicators import frame
from econsec.indicators.arrays.slabs import is_unique, slabs

KEYS = ("exporter", "importer", "product")


@trade.FEW
@given(trade.flows(years=3))
def test_repeated_keys_are_summed_and_never_dropped(table):
    for slab in slabs(table, *KEYS):
        one = slab.distinct(*KEYS)
        year = table[table["year"] == slab.year]
        expected = year.groupby(list(KEYS))["value"].sum()
        found = pd.Series(
            one.amounts, pd.MultiIndex.from_arrays([one.labels[key].take(one.codes[key]) for key in KEYS])
        )
        assert found.index.is_unique
        np.testing.assert_allclose(found[expected.index], expected, rtol=1e-12)


@trade.FEW
@given(trade.flows(years=3))
def test_totals_of_a_year_are_those_of_a_group_by(table):
    for slab in slabs(table, *KEYS):
        year = table[table["year"] == slab.year]
        expected = year.pivot_table(index="exporter", columns="product", values="value", aggfunc="sum", fill_value=0)
        np.testing.assert_allclose(slab.total("exporter", "product"), expected.to_numpy(), rtol=1e-12)
        assert list(slab.labels["exporter"]) == list(expected.index)


@given(st.lists(st.integers(0, 50), max_size=30), st.sampled_from([51, 10**9]))
def test_uniqueness_is_seen_by_marking_and_by_sorting(keys, size):
    assert is_unique(np.array(keys, np.int64), size) == (len(set(keys)) == len(keys))


def test_labels_of_a_year_are_those_that_occur_in_it():
    table = frame(year=[2023, 2024], exporter=["CHN", "USA"], importer="JPN", product="1", value=1)
    assert [list(slab.labels["exporter"]) for slab in slabs(table, *KEYS)] == [["CHN"], ["USA"]]


def test_members_are_counted_as_their_area_on_both_sides():
    table = frame(exporter=["DEU", "CHN"], importer=["FRA", "DEU"], product="1", value=[1, 2])
    (slab,) = slabs(table, *KEYS, areas={"DEU": "EU", "FRA": "EU"})
    assert list(slab.labels["exporter"]) == ["CHN", "EU"]
    assert list(slab.labels["importer"]) == ["EU"]


def test_an_empty_frame_has_no_year():
    assert list(slabs(frame(exporter=[], importer=[], product=[], value=[]), *KEYS)) == []
