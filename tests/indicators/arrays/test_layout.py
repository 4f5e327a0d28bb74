"""Putting arrays back into frames."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec.indicators import Reason
from econsec.indicators.arrays import layout
from econsec.indicators.arrays.layout import assemble, coded_reasons, grid, ratio, reasons, taken


def test_ratio_is_missing_over_zero_and_never_infinite():
    assert ratio([1, 0, 4], [0, 0, 2]).tolist()[2] == 2
    assert np.isnan(ratio([1, 0], [0, 0])).all()


@pytest.mark.parametrize("chunk", [1, 7, 1_000_000])
def test_grid_is_row_major_however_it_is_pieced_together(monkeypatch, chunk):
    monkeypatch.setattr(layout, "CHUNK", chunk)
    axes = {
        name: pd.Index([f"{name}{number}" for number in range(size)]) for name, size in (("a", 3), ("b", 4), ("c", 2))
    }
    expected = pd.MultiIndex.from_product(axes.values()).to_frame(index=False)
    made = pd.DataFrame(grid(2024, axes))
    assert (made["year"] == 2024).all()
    for place, name in enumerate(axes):
        assert made[name].tolist() == expected[place].tolist()


def test_grid_of_the_same_labels_is_laid_out_once():
    axes, seen = {"a": pd.Index(["x", "y"])}, {}
    assert grid(2023, axes, seen)["a"] is grid(2024, axes, seen)["a"]
    assert grid(2024, {"a": pd.Index(["z"])}, seen)["a"].tolist() == ["z"]


def test_first_reason_that_holds_is_named():
    cases = [(np.array([True, False, False]), Reason.NO_TRADE), (np.array([True, True, False]), Reason.NO_EXPORTS)]
    expected = ["no trade", "no exports"]
    assert list(reasons(3, cases))[:2] == expected
    assert pd.isna(list(reasons(3, cases))[2])
    assert list(coded_reasons(3, cases))[:2] == expected


def test_code_of_minus_one_takes_a_missing_label():
    assert taken(pd.Index(["a"]), np.array([0, -1])).isna().tolist() == [False, True]


def test_years_are_put_under_each_other_and_none_gives_the_promised_columns():
    parts = [{"year": np.array([year]), "a": pd.Series(["x"]), "b": np.array([1.0])} for year in (2023, 2024)]
    assert assemble(parts, ["a", "b"], dated=True)["year"].tolist() == [2023, 2024]
    assert list(assemble([], ["a", "b"], dated=True).columns) == ["year", "a", "b"]
