"""What an indicator refuses, and how it says so."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec.errors import MissingColumnError, NegativeValueError, NotFiniteError, SchemaError
from econsec.indicators import frame, hhi

GOOD = {"importer": "JPN", "exporter": ["CHN", "USA"], "product": "850511", "value": [3, 1]}


def test_frame_repeats_scalars_and_makes_values_floats():
    made = frame(**GOOD)
    assert made["importer"].tolist() == ["JPN", "JPN"]
    assert made["value"].dtype == np.float64


def test_frame_refuses_lists_of_unequal_length():
    with pytest.raises(SchemaError, match="3 or 1 for value"):
        frame(exporter=["CHN", "USA", "KOR"], value=[1, 2])


def test_frame_of_an_empty_list_is_empty():
    assert frame(exporter=[], product="1", value=[]).shape == (0, 3)


def test_missing_column_is_named_with_a_likely_one():
    with pytest.raises(MissingColumnError, match=r"no column 'exporter'.*Did you mean exporters"):
        hhi(frame(**GOOD).rename(columns={"exporter": "exporters"}))


def test_negative_value_is_refused_and_its_row_named():
    with pytest.raises(NegativeValueError, match="-1 in row 1"):
        hhi(frame(**{**GOOD, "value": [3, -1]}))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_value_that_is_no_number_is_refused(value):
    with pytest.raises(NotFiniteError, match="row 1"):
        hhi(frame(**{**GOOD, "value": [3, value]}))


def test_values_whose_sum_is_no_number_are_refused():
    with pytest.raises(NotFiniteError, match="sum"):
        hhi(frame(**{**GOOD, "value": [1.7e308, 1.7e308]}))


def test_nullable_numbers_are_taken_and_a_missing_one_is_refused():
    good = frame(**GOOD).astype({"value": "Int64"})
    assert hhi(good).hhi.item() == 0.625
    with pytest.raises(NotFiniteError):
        hhi(good.assign(value=pd.array([3, pd.NA], dtype="Int64")))


def test_missing_key_is_refused():
    with pytest.raises(SchemaError, match="'exporter' of flows has 1 missing"):
        hhi(frame(**{**GOOD, "exporter": ["CHN", None]}))


@pytest.mark.parametrize("value", [["3", "1"], [True, False]])
def test_value_that_is_text_or_truth_is_refused(value):
    with pytest.raises(SchemaError, match="Expected numbers"):
        hhi(pd.DataFrame({**GOOD, "value": value}))


def test_the_input_frame_is_left_as_it_was():
    given = frame(**GOOD)
    before = given.copy()
    hhi(given)
    pd.testing.assert_frame_equal(given, before)
