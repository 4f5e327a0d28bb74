"""The chip chain: inputs counted once, economies that are listed and one that is not."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import load
from econsec.decisions.industries.chips import foundries, leaves, listed, provision, strength


@pytest.fixture(scope="module")
def provided() -> pd.DataFrame:
    return provision(load("chip_providers"))


@pytest.fixture(scope="module")
def counted(provided) -> list[str]:
    return leaves(provided, load("chip_sequence"), load("chip_inputs"))


def test_the_largest_single_economy_comes_first_and_various_never_do():
    rows = {"input": "N52", "year": 2025, "kind": "economy", "economy": ["XXO", "JPN"], "share": [0.9, 0.1]}
    assert provision(pd.DataFrame(rows)).set_index("economy")["rank"].to_dict() == {"JPN": 1.0, "XXO": pytest.approx(
        float("nan"), nan_ok=True)}  # fmt: skip


def test_firms_do_not_count_as_economies():
    rows = {"input": "N1", "year": 2019, "kind": ["economy", "organization"], "economy": "USA", "share": [0.4, 0.6]}
    assert provision(pd.DataFrame(rows))["share"].tolist() == [0.4]


def test_a_group_is_not_counted_beside_its_parts(counted):
    # Lithography tools (N19) are made up of EUV (N20) and others; wet and dry tools (N49, N48) make up N55.
    assert "N20" in counted
    assert not {"N19", "N36", "N55", "N120", "S1", "S2", "S3"} & set(counted)
    assert "N26" in counted  # a wafer is made with furnaces, not made up of them


def test_shares_of_an_input_do_not_exceed_the_whole(provided):
    # The shares of 2022 are whole per cents: seven of them may add up to two more than the whole.
    assert provided.groupby("input")["share"].sum().max() <= 1.02 + 1e-9


def test_japan_has_more_than_half_of_19_of_77_inputs_cset_2026(provided, counted):
    found = strength(provided, economy="JPN", among=counted)
    assert (len(found), int((found["share"] > 0.5).sum())) == (77, 19)
    assert found.iloc[0][["input", "share"]].tolist() == ["N9", 0.997]


def test_india_is_listed_in_no_input_at_all(provided):
    assert listed(provided, economy="IND") == 0
    assert strength(provided, economy="IND", among=["N26"])["share"].isna().all()


def test_a_chip_of_two_foundries_counts_half_in_each():
    chips = pd.DataFrame({"name": ["a"], "released": ["2024-05-01"], "foundry": ["SMIC,TSMC"]})
    seats = pd.DataFrame({"foundry": ["SMIC", "TSMC"], "economy": ["CHN", "TWN"]})
    assert foundries(chips, seats).set_index("economy")["chips"].to_dict() == {"CHN": 0.5, "TWN": 0.5}


def test_a_chip_without_a_day_of_release_is_left_out():
    chips = pd.DataFrame({"name": ["a", "b"], "released": ["2024-05-01", None], "foundry": "TSMC"})
    assert foundries(chips, pd.DataFrame({"foundry": ["TSMC"], "economy": ["TWN"]}))["chips"].sum() == 1
