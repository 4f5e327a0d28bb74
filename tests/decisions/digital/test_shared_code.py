"""Pushes: sums of four quarters, both directions, and the port beside the rival."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import load
from econsec.decisions.digital import shared_code as pushes
from econsec.errors import NoDataError


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    return load("github_collaboration")


@pytest.fixture(scope="module")
def summed(raw) -> pd.DataFrame:
    return pushes.yearly(raw)


def test_the_last_sum_is_that_of_four_quarters_github(raw, summed):
    months = [(2024, 4), (2025, 1), (2025, 2), (2025, 3)]
    wanted = raw[[pair in months for pair in zip(raw["year"], raw["quarter"], strict=True)]]
    there = wanted[(wanted["economy"] == "JPN") & (wanted["partner"] == "IND")]["value"].sum()
    last = summed[summed["turn"] == summed["turn"].max()].set_index(["economy", "partner"])["value"]
    assert last["JPN", "IND"] == there == 20_177
    assert last["IND", "JPN"] == 14_309


def test_aggregates_and_work_at_home_are_left_out(summed):
    assert not {"EUU", "WLD"} & {*summed["economy"], *summed["partner"]}
    assert (summed["economy"] != summed["partner"]).all()


def test_three_quarters_are_no_year(raw):
    with pytest.raises(NoDataError):
        pushes.yearly(raw[(raw["year"] == 2020) & (raw["quarter"] < 4)])


def test_what_one_sends_adds_up_to_all(summed):
    shares = pushes.sent(summed)
    assert shares.groupby(["turn", "economy"])["share"].sum().to_numpy() == pytest.approx(1.0)


def test_both_ways_of_a_pair_hold_the_same_sum_and_index(summed):
    found = pushes.together(summed).set_index(["economy", "partner"])
    for column in ("works", "index"):
        assert found[column]["JPN", "IND"] == pytest.approx(found[column]["IND", "JPN"])
    assert found["sent"]["JPN", "IND"] == found["received"]["IND", "JPN"]


def test_a_direction_under_the_threshold_stays_missing():
    rows = pd.DataFrame({"economy": ["BTN"], "partner": ["IND"], "turn": 8102, "value": [7.0]})
    found = pushes.together(rows).set_index("economy")
    assert pd.isna(found["received"]["BTN"])
    assert found["works"].tolist() == [7.0, 7.0]


def test_hong_kong_stands_beside_china_and_nobody_beside_others(summed):
    shares = pushes.sent(summed)
    beside = pushes.sides(shares, importer="JPN", partner="IND", rival="CHN")
    assert set(beside.loc[beside["part"] == "entrepot", "partner"]) == {"HKG"}
    plain = pushes.sides(shares, importer="JPN", partner="IND", rival="USA")
    assert set(plain["part"]) == {"importer", "partner", "rival"}


def test_the_circle_holds_those_asked_for_and_leaves_out_who_pushes_nothing(summed):
    found = pushes.circle(pushes.together(summed), always=["JPN", "IND", "PRK"])
    assert found[:2] == ["JPN", "IND"]
    assert "PRK" not in found
    assert len(found) == len(set(found)) == 7
