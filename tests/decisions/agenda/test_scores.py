from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from econsec.decisions.agenda.matrix import matrix
from econsec.decisions.agenda.scores import balance, gap_filled, intensity, need_met
from econsec.errors import ParameterError

PAIR = {"one": "IND", "other": "JPN"}


def test_need_met_leaves_out_what_the_source_does_not_show():
    forward = pd.DataFrame(
        {
            "importer": "JPN",
            "partner": "IND",
            "from_rival": [10.0, np.nan],
            "low": [0.0, np.nan],
            "central": [4.0, np.nan],
            "high": [9.0, np.nan],
            "low_net": 0.0,
            "central_net": 1.0,
            "high_net": np.nan,
        }
    )
    reverse = forward.assign(importer="IND", partner="JPN", from_rival=0.0)
    assert need_met("medicines_trade", forward, reverse, year=2024)["score"].fillna(-1).tolist() == [0.4, -1]
    net = need_met("medicines_trade", forward, reverse, year=2024, suffix="_net").iloc[0]
    # Where nothing is known of the content all may be there in the high case.
    assert (net["score"], net["score_low"], net["score_high"]) == (0.1, 0.0, 0.9)


def test_need_of_which_nobody_knows_what_could_replace_it_is_left_out_and_told():
    ledger = pd.DataFrame({"importer": "JPN", "partner": "IND", "from_rival": [10.0, 30.0], "central": [4.0, np.nan]})
    ledger = ledger.assign(low=ledger["central"], high=ledger["central"])
    blind = ledger.assign(importer="IND", partner="JPN", central=np.nan)
    found = matrix(need_met("medicines_trade", ledger, blind, year=2024)).dropna(subset=["measure"])
    assert found["score"].fillna(-1).tolist() == [0.4, -1]
    assert found["left_out"].tolist() == [30, 40]
    assert found["reason"].tolist() == [None, "what could replace it is not known"]


def test_an_increase_that_is_not_known_fills_no_gap_and_is_not_called_none():
    sides = {"supplier": "IND", "buyer": "JPN", "unit": "accounts", "year": 2025}
    for unknown in (np.nan, np.inf):
        found = matrix(gap_filled("talent_gap", gap=1, increase=unknown, **sides)).dropna(subset=["measure"])
        assert found["score"].isna().all()
        assert found["reason"].tolist() == ["the increase is not known"]


def test_an_absent_economy_is_not_known_and_not_zero():
    found = balance("developers", pd.Series({"IND": 3.0}), **PAIR, unit="accounts", year=2025)
    assert found["score"].isna().all()


def test_a_tie_has_the_same_score_in_both_directions():
    # Six pairs of four economies, one tie each: 3 x 3 ends of 12 give 0.75 (an end may meet its own economy's).
    ties = pd.DataFrame(combinations(["IND", "JPN", "USA", "DEU"], 2), columns=["one", "other"]).assign(value=1.0)
    found = intensity("co_authorship", ties, **PAIR, unit="works", year=2023)
    assert found["of"].tolist() == [0.75, 0.75]
    assert found["score"].tolist() == pytest.approx([4 / 7, 4 / 7])


def test_no_ties_at_all_have_no_score():
    ties = pd.DataFrame({"one": ["IND"], "other": ["USA"], "value": [0.0]})
    assert intensity("co_authorship", ties, **PAIR, unit="works", year=2023)["score"].isna().all()


def test_a_gap_is_filled_at_most_once_and_a_fall_fills_nothing():
    sides = {"supplier": "IND", "buyer": "JPN", "unit": "accounts", "year": 2025}
    assert gap_filled("talent_gap", gap=1, increase=9, **sides)["score"].item() == 1
    assert gap_filled("talent_gap", gap=1, increase=-9, **sides)["score"].item() == 0
    with pytest.raises(ParameterError, match="gap"):
        gap_filled("talent_gap", gap=0, increase=9, **sides)


def test_a_measure_scored_in_another_way_is_refused_with_those_that_fit():
    with pytest.raises(ParameterError, match="co_authorship"):
        intensity("developers", pd.DataFrame(), **PAIR, unit="", year=2023)


@pytest.mark.raw
def test_japan_and_india_write_a_tenth_less_together_than_their_sizes_would_give(raw):
    # OpenAlex: 3,364 works of Japan and India together in 2023.
    pairs = pd.read_csv(raw / "openalex-coauthorship" / "country_pairs_1990_2023.csv", keep_default_na=False)
    pairs = pairs[pairs["year"] == 2023].rename(
        columns={"iso2_a": "one", "iso2_b": "other", "coauthored_works": "value"}
    )
    found = intensity("co_authorship", pairs, one="JP", other="IN", unit="works", year=2023)
    assert found["value"].tolist() == [3364, 3364]
    ends = (
        pairs.melt(id_vars="value", value_vars=["one", "other"], value_name="economy").groupby("economy")["value"].sum()
    )
    expected = ends["JP"] * ends["IN"] / ends.sum()
    assert found["of"].iloc[0] == pytest.approx(expected)
    assert found["score"].iloc[0] == pytest.approx(3364 / (3364 + expected))
    assert 3364 / expected == pytest.approx(0.894, abs=5e-4)


@pytest.mark.raw
def test_india_has_five_sixths_of_the_developers_of_the_two(raw):
    # GitHub Innovation Graph, 2025 Q3: 22.7 million accounts in India, 4.6 million in Japan.
    table = pd.read_csv(raw / "github-innovationgraph" / "developers.csv", keep_default_na=False)
    now = table[(table["year"] == 2025) & (table["quarter"] == 3)].set_index("iso2_code")["developers"]
    found = balance("developers", now.rename({"IN": "IND", "JP": "JPN"}), **PAIR, unit="accounts", year=2025)
    assert found["value"].round(-5).tolist() == [22_700_000, 4_600_000]
    assert found["score"].iloc[0] == pytest.approx(0.83, abs=0.005)


def test_a_table_of_pairs_is_asked_for_by_its_own_codes():
    pairs = pd.DataFrame({"one": ["JP", "IN", "JP"], "other": ["IN", "CN", "CN"], "value": [3, 4, 5]})
    assert intensity("co_authorship", pairs, one="JP", other="IN", unit="works", year=2023)["value"].tolist() == [3, 3]
