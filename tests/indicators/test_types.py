"""The same numbers whatever type the keys have, and the same bytes each time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import trade
from hypothesis import given

import econsec.indicators as door
from econsec.indicators import dependence_flags, frame

FLOWS = frame(
    year=[2023] * 5 + [2024] * 5,
    exporter=["CHN", "CHN", "IND", "JPN", "USA"] * 2,
    importer=["JPN", "USA", "JPN", "IND", "JPN"] * 2,
    product=["1", "2", "1", "2", "2"] * 2,
    value=[5, 3, 2, 4, 1, 6, 2, 2, 5, 1],
)
BILATERAL = [
    "dependence_evidence",
    "dependence_flags",
    "grubel_lloyd",
    "lafay",
    "product_complementarity",
    "rta",
    "tci",
    "trade_intensity",
]
SUPPLY = ["effective_suppliers", "entropy", "hhi", "shares", "top_suppliers"]
EXPORTS = ["additive_rca", "density", "export_similarity", "normalised_rca", "rca", "symmetric_rca"]


@pytest.mark.parametrize("kind", ["category", "object", "string[python]"])
@pytest.mark.parametrize("name", [*BILATERAL, *SUPPLY, *EXPORTS])
def test_numbers_do_not_depend_on_the_type_of_the_keys(name, kind):
    keys = dict.fromkeys(["exporter", "importer", "product"], kind)
    plain, other = (getattr(door, name)(table) for table in (FLOWS, FLOWS.astype(keys)))
    pd.testing.assert_frame_equal(other.astype(plain.dtypes), plain)


def test_number_codes_are_keys_like_any_other():
    numbers = {"CHN": 156, "IND": 699, "JPN": 392, "USA": 842}
    table = FLOWS.replace(dict.fromkeys(("exporter", "importer"), numbers))
    table = table.astype(dict.fromkeys(["exporter", "importer", "product"], "int64"))
    made = dependence_flags(table, importers=[392], rival=156).query("year == 2024 and rule == 'meti' and product == 1")
    assert made.rival_share.item() == 0.75
    assert made.top_supplier.item() == 156


@pytest.mark.parametrize("name", [*BILATERAL, *SUPPLY, *EXPORTS])
def test_an_empty_frame_has_the_columns_of_a_full_one(name):
    indicator = getattr(door, name)
    assert list(indicator(FLOWS.iloc[:0]).columns) == list(indicator(FLOWS).columns)


@trade.FEW
@given(trade.flows(years=2))
def test_the_same_input_gives_the_same_bytes(table):
    for name in ("hhi", "rca", "tci"):
        first, second = (getattr(door, name)(table)[name].to_numpy() for _ in range(2))
        assert np.array_equal(first.view(np.int64), second.view(np.int64))
