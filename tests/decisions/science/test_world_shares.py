"""Figures beside the world's, and growth."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.decisions.science import world_shares as knowledge
from econsec.errors import NoDataError


def figures() -> pd.DataFrame:
    rows = [("WLD", 2010, 100.0), ("JPN", 2010, 20.0), ("WLD", 2020, 200.0), ("JPN", 2020, 10.0), ("IND", 2020, 50.0)]
    return pd.DataFrame(rows, columns=["economy", "year", "value"]).assign(series="patents", field="")


def test_the_world_is_the_publishers_own_total_not_a_sum_of_economies():
    found = knowledge.of_world(figures(), economies=["JPN"])
    assert found["share"].tolist() == [0.2, 0.05]


def test_a_year_without_a_world_has_no_share():
    cut = figures()[lambda rows: (rows["economy"] != "WLD") | (rows["year"] != 2020)]
    assert knowledge.of_world(cut).set_index(["economy", "year"])["share"].isna()["JPN", 2020]


def test_growth_from_nothing_known_is_missing_and_not_infinite():
    found = knowledge.growth(figures()).set_index("economy")
    assert found.loc["JPN", ["before", "after", "times"]].tolist() == [20, 10, 0.5]
    assert found.loc["JPN", "yearly"] == pytest.approx(0.5**0.1 - 1)
    assert pd.isna(found.loc["IND", "times"])
    with pytest.raises(NoDataError):
        knowledge.growth(figures().head(0))
