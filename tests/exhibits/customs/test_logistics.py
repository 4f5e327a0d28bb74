"""Logistics: the last year in which both are rated, and words where there is none."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import load
from econsec.exhibits import Report
from econsec.exhibits.customs import logistics
from econsec.store.catalog import dataset


@pytest.fixture
def said(monkeypatch):
    claims = []
    monkeypatch.setattr(Report, "claim", lambda _self, key, *_data, **values: claims.append((key, values)))
    return claims


def test_all_three_are_told_of_the_last_year_world_bank_2022(said):
    # World Bank, Logistics Performance Index 2023 (WDI: 2022): Japan 3.9, India 3.4, China 3.7.
    logistics.rated(Report("JPN", "IND", "CHN", 2024), load("wdi"), dataset("wdi"))
    assert said == [("logistics.claim", {"items": ["Japan 3.9", "India 3.4", "China 3.7"], "when": "2022"})]


def test_a_year_in_which_one_of_the_two_is_not_rated_is_not_taken(said):
    index = pd.DataFrame({"economy": ["JPN", "IND", "JPN"], "year": [2018, 2018, 2022], "value": [4.0, 3.0, 3.9]})
    logistics.rated(Report("JPN", "IND", "CHN", 2024), index.assign(indicator=logistics.INDEX), dataset("wdi"))
    assert said == [("logistics.claim", {"items": ["Japan 4.0", "India 3.0"], "when": "2018"})]


def test_two_who_are_never_rated_together_get_words(said):
    none = pd.DataFrame({"economy": ["JPN"], "year": [2022], "value": [3.9], "indicator": [logistics.INDEX]})
    logistics.rated(Report("JPN", "IND", "CHN", 2024), none, dataset("wdi"))
    assert [key for key, _ in said] == ["logistics.claim.unknown"]
