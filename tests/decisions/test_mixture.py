"""Mixes of suppliers within reach: worked by hand, and on the bundle's own figures."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load
from econsec.decisions.mixture import mixes
from econsec.indicators import frame, governance_score

# China sells Japan 80 of 100 at 1 a tonne, Australia 20 at 2; Australia sells the USA 30 more, India 10, at 2 as well.
FLOWS = frame(
    exporter=["CHN", "AUS", "AUS", "IND"], importer=["JPN", "JPN", "USA", "USA"], product="1", value=[80, 20, 30, 10]
).assign(year=2024, tonnes=[80, 10, 15, 5])
EQUAL = pd.Series({"CHN": 5.0, "AUS": 5.0, "IND": 5.0})
ASK = {"importer": "JPN", "rival": "CHN", "products": ["1"], "governance": EQUAL}


def one(found: pd.DataFrame, step: str) -> pd.Series:
    return found[found["step"] == step].set_index("supplier")["share"]


def test_the_safest_mix_stops_at_what_suppliers_could_deliver():
    # Unit values lie a factor of two apart: of that grade the ledger counts what is unclear, here all of it.
    found = mixes(FLOWS, **ASK)
    assert one(found, "today").to_dict() == pytest.approx({"CHN": 0.8, "AUS": 0.2})
    safest = one(found, "safest")
    assert safest.sum() == pytest.approx(1)
    assert safest["AUS"] <= 0.2 + 0.3 + 1e-6
    assert safest["IND"] <= 0.1 + 1e-6
    assert safest["CHN"] == pytest.approx(1 - safest["AUS"] - safest["IND"])


def test_todays_price_is_one_and_risk_falls_from_step_to_step():
    found = mixes(FLOWS, **ASK).drop_duplicates("step").set_index("step")
    assert found.loc["today", "price"] == pytest.approx(1)
    assert found.loc["today", "risk"] == pytest.approx(5 * (0.8**2 + 0.2**2))
    assert found.loc["today", "hhi"] == pytest.approx(0.8**2 + 0.2**2)
    assert found["risk"].is_monotonic_decreasing
    assert found["risk"]["halfway"] <= (found["risk"]["today"] + found["risk"]["safest"]) / 2 + 1e-6


def test_an_economy_without_a_score_counts_as_the_worst_governed():
    found = mixes(FLOWS, **(ASK | {"governance": EQUAL.drop("IND")}))
    scored = mixes(FLOWS, **ASK)
    assert one(found, "safest")["IND"] <= one(scored, "safest")["IND"]


def test_without_tonnes_no_price_is_known():
    assert mixes(FLOWS.drop(columns="tonnes"), **ASK)["price"].isna().all()


def test_what_is_not_bought_from_the_rival_is_left_out():
    assert mixes(FLOWS, **(ASK | {"products": ["2"]})).empty


def test_japans_tungsten_could_leave_china_in_part_and_its_magnets_not_baci_2024():
    flows, history = load("baci_minerals", year=2024), load("baci_minerals_trend")
    asked = {"importer": "JPN", "rival": "CHN", "governance": governance_score(load("wgi"))}
    found = decisions.mixes(flows, **asked, products=["810194", "850511"], year=2024, history=history)
    china = found[found["supplier"] == "CHN"].pivot_table(index="product", columns="step", values="share")
    assert china["today"].round(3).to_dict() == {"810194": 0.996, "850511": 0.276}
    assert china.loc["810194", "safest"] == pytest.approx(0.672, abs=5e-4)
    assert china.loc["850511", "safest"] == pytest.approx(0.276, abs=5e-4)
    assert (found.groupby(["product", "step"])["share"].sum() - 1).abs().max() < 1e-4
