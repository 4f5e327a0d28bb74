"""Who could be on the frontier, with caps, costs and weights."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.decisions.substitution.candidates import candidates
from econsec.decisions.substitution.frontier import allocate
from econsec.decisions.substitution.ledger import ledger
from econsec.errors import NoDataError, ParameterError
from econsec.indicators import frame

ASK = {"importer": "JPN", "rival": "CHN", "product": "1"}
FLOWS = frame(
    exporter=["CHN", "AUS", "AUS", "IND"], importer=["JPN", "JPN", "USA", "USA"], product="1", value=[80, 20, 30, 10]
).assign(year=2024)
# India shipped 50 more three years ago.
PAST = pd.concat([FLOWS.assign(year=2021, value=FLOWS["value"] + [0, 0, 0, 50]), FLOWS])


def test_caps_are_present_sales_and_what_the_ledger_says_could_be_added():
    found = candidates(FLOWS, **ASK).set_index("supplier")
    assert found["cap"].to_dict() == pytest.approx({"CHN": 0.8, "AUS": 0.5, "IND": 0.1})
    assert found["now"].to_dict() == pytest.approx({"CHN": 0.8, "AUS": 0.2, "IND": 0.0})


def test_what_a_supplier_shipped_before_raises_its_cap_where_the_history_is_given():
    found = candidates(FLOWS, **ASK, history=PAST).set_index("supplier")
    alone = ledger(FLOWS, importer="JPN", partner="IND", rival="CHN", history=PAST).iloc[0]
    assert alone["spare"] > 0
    assert found.loc["IND", "cap"] == pytest.approx(alone["high"] / 100)
    assert found.loc["IND", "cap"] > candidates(FLOWS, **ASK).set_index("supplier").loc["IND", "cap"]


def test_net_a_partner_that_buys_from_the_rival_what_it_sells_adds_nothing_to_its_present_sales():
    # Australia buys from China as much as it sells in all, and has nothing of its own; India a tenth of it.
    sold = frame(exporter="CHN", importer=["AUS", "IND"], product="1", value=[50, 1]).assign(year=2024)
    flows = pd.concat([FLOWS, sold], ignore_index=True)
    gross, net = (candidates(flows, **ASK, net=net).set_index("supplier")["cap"] for net in (False, True))
    assert gross.to_dict() == pytest.approx({"CHN": 0.8, "AUS": 0.2, "IND": 0.09})
    assert net.to_dict() == pytest.approx({"CHN": 0.8, "AUS": 0.2, "IND": 0.081})


def test_net_counts_the_inputs_that_a_partner_has_from_the_rival():
    oxides = frame(exporter=["CHN", "USA"], importer="IND", product="2", value=[3, 1]).assign(year=2024)
    flows, made = pd.concat([FLOWS, oxides], ignore_index=True), frame(product=["1"], input="2")
    found = candidates(flows, **ASK, net=True, inputs=made).set_index("supplier")["cap"]
    assert found.to_dict() == pytest.approx({"CHN": 0.8, "AUS": 0.5, "IND": 0.025})


def test_nothing_bought_from_the_rival_is_said_and_not_answered_with_the_present():
    with pytest.raises(NoDataError, match="JPN buys no 1 from CHN"):
        candidates(FLOWS[FLOWS["exporter"] != "CHN"].assign(importer=["JPN", "USA", "CHN"]), **ASK)
    with pytest.raises(NoDataError, match="buys none of 2"):
        candidates(FLOWS, **(ASK | {"product": "2"}))
    with pytest.raises(ParameterError, match="low, central or high"):
        candidates(FLOWS, **ASK, case="likely")


def test_the_caps_meet_the_need_so_that_a_frontier_can_be_drawn():
    found = allocate(candidates(FLOWS, **ASK))
    assert (found["shortfall"] == 0).all()
    assert found["share"].sum() == pytest.approx(1)
