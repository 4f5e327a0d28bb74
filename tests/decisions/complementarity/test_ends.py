"""Both ends of the trade in a product, held against the bundle's own rows."""

from __future__ import annotations

import pytest

from econsec import decisions, load, trade
from econsec.errors import ParameterError

EARTHS = ["280530", "284610", "284690"]
ROLES = {"importer": "JPN", "partner": "IND", "rival": "CHN"}


@pytest.fixture(scope="module")
def found():
    return decisions.ends(decisions.sellers.flows(trade(EARTHS, year=2024), year=2024), **ROLES, year=2024)


def test_the_rare_earths_of_japan_and_india_are_those_of_the_table_baci_hs92_2024(found):
    # CEPII BACI (HS 1992), 2024, in million USD: Japan's metals from Viet Nam and China, India's compounds to Viet Nam.
    sums = found.set_index(["product", "side", "economy", "other"])["value"] / 1e6
    assert round(sums["280530", "buys", "JPN", "VNM"], 2) == 162.15
    assert round(sums["280530", "sells", "CHN", "JPN"], 2) == 61.97
    assert round(sums["284690", "sells", "IND", "VNM"], 2) == 13.93
    table = load("baci_hs92", year=2024, product=EARTHS)
    japan = table[table["importer"] == "JPN"].groupby("product")["value"].sum()
    bought = found[(found["side"] == "buys") & (found["economy"] == "JPN")].groupby("product")["value"].sum()
    assert bought.to_dict() == pytest.approx(japan.to_dict())


def test_shares_of_a_side_are_the_whole_and_both_ends_tell_the_same_flow(found):
    sums = found.groupby(["product", "side", "economy"])["share"].sum()
    assert sums.to_numpy() == pytest.approx(1.0)
    assert len(sums) == 4 * len(EARTHS)
    flows = found.set_index(["product", "side", "economy", "other"])["value"]
    assert flows["284690", "buys", "JPN", "CHN"] == flows["284690", "sells", "CHN", "JPN"]


def test_who_has_no_trade_has_no_row():
    flows = load("baci_hs92", year=2024, product="280530").query("exporter != 'IND'")
    found = decisions.ends(flows, **ROLES, year=2024)
    assert not ((found["side"] == "sells") & (found["economy"] == "IND")).any()
    assert decisions.ends(flows.head(0), **ROLES, year=2024).empty


def test_one_economy_in_two_parts_is_refused():
    with pytest.raises(ParameterError):
        decisions.ends(
            load("baci_hs92", year=2024, product="280530"), importer="JPN", partner="JPN", rival="CHN", year=2024
        )
