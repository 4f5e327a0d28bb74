"""Mixes of suppliers within reach: worked by hand, and on the bundle's own figures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec import decisions, load
from econsec.decisions.substitution.mixes import mixes
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
    # Unit values lie a factor of two apart: of that grade the ledger counts what is unclear, here all of it. India has
    # 10 to give and no more; of the other 90 each takes half, of which Australia could deliver 50.
    found = mixes(FLOWS, **ASK)
    assert one(found, "today").to_dict() == pytest.approx({"CHN": 0.8, "AUS": 0.2})
    assert one(found, "safest").to_dict() == pytest.approx({"CHN": 0.45, "AUS": 0.45, "IND": 0.1}, abs=1e-6)


def test_the_price_of_a_mix_is_what_its_tonnes_cost():
    # Today 100 buys 80 + 10 = 90 tonnes; in the safest mix 45 + 45 / 2 + 10 / 2 = 72.5: 90 / 72.5 as much a tonne.
    price = mixes(FLOWS, **ASK).drop_duplicates("step").set_index("step")["price"]
    assert price["safest"] == pytest.approx(90 / 72.5, rel=1e-6)


def test_halfway_is_the_cheapest_at_exactly_half_the_gain():
    # Australia and India cost the same, so both are wanted as far as they lower the risk: India to its cap, as China's
    # share is the cheap one. With risk / 5 = s**2 + (0.9 - s)**2 + 0.01 for China's share s.
    found = mixes(FLOWS, **ASK)
    risks = found.drop_duplicates("step").set_index("step")["risk"]
    assert risks["halfway"] == pytest.approx((risks["today"] + risks["safest"]) / 2, abs=1e-6)
    assert one(found, "halfway")["IND"] == pytest.approx(0.1, abs=1e-5)
    rest = risks["halfway"] / 5 - 0.01
    assert one(found, "halfway")["CHN"] == pytest.approx((0.9 + (2 * rest - 0.81) ** 0.5) / 2, abs=1e-5)


def test_the_cheapest_mix_has_the_cheapest_tonne_and_not_the_least_sum_of_prices():
    # Tonnes at 2, 1 and 5 dollars. No mix at random within the caps and at most as risky has a cheaper tonne.
    table = frame(
        exporter=["CHN", "AUS", "IND", "AUS", "IND"],
        importer=["JPN", "JPN", "JPN", "USA", "USA"],
        product="1",
        value=[80, 10, 10, 60, 60],
    ).assign(year=2024, tonnes=[40, 10, 2, 60, 12])
    found = mixes(table, **ASK)
    half = found[found["step"] == "halfway"]
    known = decisions.candidates(table, importer="JPN", rival="CHN", product="1", net=True).set_index("supplier")
    draws = np.random.default_rng(0).dirichlet(np.ones(3), 20_000)
    safe = 5 * (draws**2).sum(axis=1) <= half["risk"].iloc[0]
    allowed = draws[safe & (draws <= known["cap"].to_numpy()).all(axis=1)]
    assert len(allowed) > 100
    tonne = 1 / (allowed / known["cost"].to_numpy()).sum(axis=1)
    assert half["price"].iloc[0] <= tonne.min() + 1e-6


def test_todays_price_is_one_and_risk_falls_from_step_to_step():
    found = mixes(FLOWS, **ASK).drop_duplicates("step").set_index("step")
    assert found.loc["today", "price"] == pytest.approx(1)
    assert found.loc["today", "risk"] == pytest.approx(5 * (0.8**2 + 0.2**2))
    assert found.loc["today", "hhi"] == pytest.approx(0.8**2 + 0.2**2)
    assert found["risk"].is_monotonic_decreasing
    assert found["risk"]["halfway"] <= (found["risk"]["today"] + found["risk"]["safest"]) / 2 + 1e-6


def test_an_economy_without_a_score_counts_as_the_worst_governed():
    # India has enough to give that its weight, not its cap, decides: shares go as 1 / weight, 1/5 to 1/5 to 1/10.
    table = FLOWS.assign(value=[80, 20, 60, 200], tonnes=[80, 10, 30, 100])
    assert one(mixes(table, **ASK), "safest").tolist() == pytest.approx([1 / 3] * 3, abs=1e-6)
    found = mixes(table, **(ASK | {"governance": EQUAL.drop("IND")}))
    assert one(found, "safest").to_dict() == pytest.approx({"CHN": 0.4, "AUS": 0.4, "IND": 0.2}, abs=1e-6)


def test_without_tonnes_no_price_is_known():
    assert mixes(FLOWS.drop(columns="tonnes"), **ASK)["price"].isna().all()


@pytest.mark.parametrize("unknown", ["CHN", "IND"])
def test_a_mix_has_no_price_where_that_of_a_part_is_not_known(unknown):
    table = FLOWS.assign(tonnes=FLOWS["tonnes"].where(FLOWS["exporter"] != unknown))
    price = mixes(table, **ASK).drop_duplicates("step").set_index("step")["price"]
    assert np.isnan(price["safest"])
    # India sells nothing to Japan today: what today's mix costs is known without it.
    assert np.isnan(price["today"]) == (unknown == "CHN")


def test_where_all_cost_the_same_the_safest_is_the_cheapest_and_nothing_lies_between():
    found = mixes(FLOWS.assign(tonnes=FLOWS["value"]), **ASK)
    assert set(found["step"]) == {"today", "safest"}
    assert found["price"].tolist() == pytest.approx([1.0] * len(found))


def test_what_is_not_bought_from_the_rival_is_left_out():
    assert mixes(FLOWS, **(ASK | {"products": ["2"]})).empty


def test_japans_tungsten_could_leave_china_in_part_and_its_magnets_not_baci_2024():
    flows, history = load("baci_minerals", year=2024), load("baci_minerals_trend")
    asked = {"importer": "JPN", "rival": "CHN", "governance": governance_score(load("wgi"))}
    found = decisions.mixes(flows, **asked, products=["810194", "850511"], year=2024, history=history)
    china = found[found["supplier"] == "CHN"].pivot_table(index="product", columns="step", values="share")
    assert china["today"].round(3).to_dict() == {"810194": 0.996, "850511": 0.276}
    assert china.loc["810194", "safest"] == pytest.approx(0.790, abs=5e-4)
    assert china.loc["850511", "safest"] == pytest.approx(0.276, abs=5e-4)
    assert (found.groupby(["product", "step"])["share"].sum() - 1).abs().max() < 1e-4
