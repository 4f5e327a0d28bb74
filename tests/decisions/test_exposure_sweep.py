"""Cuts of every depth."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from econsec import load
from econsec.decisions.shocks.depths import depths, net_needs


@pytest.fixture(scope="module")
def flows() -> pd.DataFrame:
    return load("baci_minerals", year=2024)


@pytest.fixture(scope="module")
def needs(flows) -> dict[str, pd.DataFrame]:
    history = load("baci_minerals_trend")
    sides = {"JPN": "IND", "IND": "JPN"}
    return {
        importer: net_needs(flows, importer=importer, partner=partner, rival="CHN", year=2024, history=history)
        for importer, partner in sides.items()
    }


@pytest.mark.parametrize("importer", ["JPN", "IND"])
def test_the_deeper_the_cut_the_more_is_lost_and_short(needs, importer):
    found = depths(needs[importer], start=dt.date(2026, 11, 22), months=12)
    assert found["lost"].is_monotonic_increasing
    assert found["short"].is_monotonic_increasing
    assert found["share"].between(0, 1).all()


def test_a_full_stop_takes_all_that_china_delivers_in_a_year(needs, flows):
    found = depths(needs["JPN"], start=dt.date(2026, 11, 22), months=12, cuts=[1.0])
    bought = flows[(flows["importer"] == "JPN") & (flows["exporter"] == "CHN")]["value"].sum()
    assert found["lost"].item() == pytest.approx(bought)
    assert round(bought / 1e6, 1) == 769.5


def test_no_cut_loses_nothing_and_has_no_share(needs):
    found = depths(needs["JPN"], start=dt.date(2026, 11, 22), cuts=[0.0])
    assert found[["lost", "short"]].to_numpy().tolist() == [[0.0, 0.0]]
    assert found["share"].isna().all()
