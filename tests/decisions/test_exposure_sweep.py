"""Rules judged from incomplete lists, shares of every good, and cuts of every depth."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from econsec import indicators, load
from econsec.decisions.dependence.every_good import (
    by_flows,
    by_lists,
    by_office,
    over_half,
    products,
    since,
    tally,
    together,
)
from econsec.decisions.heading_rules import RULES, agreed, concentration, judge_lists
from econsec.decisions.headings import lists, sums
from econsec.decisions.shocks.depths import depths, net_needs

KEY = {"year": 2024, "product": "2941"}


@pytest.fixture(scope="module")
def routes() -> pd.DataFrame:
    return lists(load("baci_routes"))


@pytest.fixture(scope="module")
def totals() -> pd.DataFrame:
    return sums(load("baci_hs4"))


@pytest.fixture(scope="module")
def flows() -> pd.DataFrame:
    return load("baci_minerals", year=2024)


shares = st.lists(st.floats(0.001, 1.0), min_size=11, max_size=40)


@settings(max_examples=80, deadline=None)
@given(shares)
def test_the_true_concentration_lies_between_the_bounds_of_the_ten_largest(parts):
    whole = np.sort(np.array(parts) / sum(parts))[::-1]
    listed = pd.DataFrame({"partner": [f"X{n:02d}" for n in range(10)], "share": whole[:10]})
    found = concentration(
        listed.assign(**KEY, economy="JPN", direction="import"), importer="JPN", rival="CHN", year=2024
    )
    row = found.iloc[0]
    assert row["hhi_low"] - 1e-9 <= (whole**2).sum() <= row["hhi_high"] + 1e-9
    assert np.isnan(row["rival_share"])
    assert row["rival_most"] >= whole[10] - 1e-9


def judged(listed: dict[str, float], *, exports: float, imports: float) -> dict[str, object]:
    rows = pd.DataFrame({"partner": list(listed), "share": list(listed.values())})
    rows = rows.assign(**KEY, economy="JPN", direction="import")
    whole = pd.DataFrame([{**KEY, "economy": "JPN", "exports": exports, "imports": imports}])
    found = judge_lists(rows, whole, importer="JPN", rival="CHN", year=2024, products=["2941"])
    return dict(zip(found["rule"], found["passed"], strict=True))


def test_a_list_that_decides_is_judged():
    assert judged({"CHN": 0.9, "KOR": 0.05}, exports=1.0, imports=100.0) == dict.fromkeys(RULES, True)
    assert judged({"CHN": 0.2, "KOR": 0.2, "USA": 0.2}, exports=1.0, imports=100.0) == dict.fromkeys(RULES, False)


def test_a_list_that_leaves_the_verdict_open_is_not_judged():
    # 0.66**2 + 0.25**2 = 0.498, and the rest of 0.09 could lift it to 0.506: METI's one half lies between.
    found = judged({"CHN": 0.66, "KOR": 0.25}, exports=1.0, imports=100.0)
    assert found["meti"] is pd.NA
    assert found["ec"]


def test_a_net_exporter_fails_rules_on_net_imports_and_the_others_are_unknown(routes, totals):
    # Japan sells more chips (8542) than it buys, and its suppliers are not in the source.
    found = judge_lists(routes, totals, importer="JPN", rival="CHN", year=2024, products=["8542"]).set_index("rule")
    assert found["passed"].to_dict() == {"ec": False, "merics": False, "meti": None, "cabinet_office": None}
    assert found.loc["meti", "reason"] == "the source does not list its suppliers"


def test_indias_wafers_are_called_dependent_by_all_four_rules(routes, totals):
    # BACI V202601, HS 3818, 2024: China supplies 97.6 % of India's imports.
    found = judge_lists(routes, totals, importer="IND", rival="CHN", year=2024, products=["3818"])
    assert found["passed"].all()
    assert round(found["rival_share"].iloc[0], 3) == 0.976


def test_the_same_rules_on_complete_flows_and_on_their_ten_largest_suppliers_agree(flows):
    rules = list(RULES)
    complete = agreed(indicators.dependence_flags(flows, rules=rules, importers=["JPN"], rival="CHN"))
    bought = flows[flows["importer"] == "JPN"].groupby(["product", "exporter"])["value"].sum().reset_index()
    bought["share"] = bought["value"] / bought.groupby("product")["value"].transform("sum")
    top = bought.sort_values("share", ascending=False).groupby("product").head(10)
    top = top.rename(columns={"exporter": "partner"}).assign(year=2024, economy="JPN", direction="import")
    sold = flows[flows["exporter"] == "JPN"].groupby("product")["value"].sum()
    whole = bought.groupby("product")["value"].sum().rename("imports").reset_index()
    whole = whole.assign(year=2024, economy="JPN", exports=whole["product"].map(sold).fillna(0.0))
    cut = judge_lists(
        top[["year", "product", "economy", "direction", "partner", "share"]],
        whole,
        importer="JPN",
        rival="CHN",
        year=2024,
        products=sorted(whole["product"]),
        rules=rules,
    )
    both = agreed(cut).merge(complete, on="product", suffixes=("", "_complete"))
    assert len(both) == 30
    for some, every in zip(both["verdicts"], both["verdicts_complete"], strict=True):
        assert all(one in {other, -1} for one, other in zip(some, every, strict=True))


def test_chinas_share_of_tungsten_and_antibiotics(flows, routes, totals):
    minerals = by_flows(flows, "critical_minerals", economies=["JPN"], rival="CHN", year=2024).set_index("product")
    assert round(minerals.loc["810194", "share"], 3) == 0.996
    found = by_lists(routes, totals, {"medicines": ["2941"]}, economies=["IND", "JPN"], rival="CHN", year=2024)
    assert found.set_index("economy")["share"].round(3).to_dict() == {"IND": 0.889, "JPN": 0.464}


def test_a_year_without_totals_gives_no_headings(routes, totals):
    assert by_lists(routes, totals, {"a": ["2941"]}, economies=["JPN"], rival="CHN", year=2022).empty


def test_a_good_in_two_areas_counts_once(flows, routes, totals):
    asked = {"economies": ["JPN", "IND"], "rival": "CHN", "year": 2024}
    swept = together(
        by_flows(flows, "critical_minerals", **asked),
        by_lists(routes, totals, {"semiconductors": ["8541", "8542"], "clean_energy": ["8541", "8507"]}, **asked),
    )
    once = over_half(swept).set_index("economy")
    twice = tally(swept).groupby("economy")["over"].sum()
    # China supplies 75 % of what India buys under 8541, and less than half of Japan's.
    assert twice["IND"] - once.loc["IND", "over"] == 1
    assert twice["JPN"] == once.loc["JPN", "over"]
    assert products({"a": ["8541"], "b": ["8541", "8507"]}) == ["8541", "8507"]


def test_customs_say_88_percent_of_japans_telephones_came_from_china_in_2025():
    found = by_office(load("japan_trade"), partner="CHN").set_index(["year", "product"])["share"]
    assert round(found[2025, "telephone-sets"], 3) == 0.883
    assert round(found[2025, "total"], 3) == 0.236


def test_customs_say_43_percent_of_indias_electronics_came_from_china():
    found = by_office(load("india_hs2"), partner="CHN").set_index(["year", "product"])["share"]
    assert round(found[2024, "85"], 3) == 0.429


def test_a_partner_that_an_office_does_not_report_has_no_shares():
    assert by_office(load("india_hs2"), partner="JPN").empty


def test_the_rows_from_a_year_on_are_kept():
    assert since(load("baci_totals"), 2020)["year"].min() == 2020


@pytest.fixture(scope="module")
def needs(flows) -> dict[str, pd.DataFrame]:
    history = load("baci_minerals_trend")
    sides = {"JPN": "IND", "IND": "JPN"}
    return {
        importer: net_needs(flows, history, importer=importer, partner=partner, rival="CHN", year=2024)
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


def test_a_heading_that_holds_a_listed_code_is_not_counted_beside_it():
    rows = {"area": "a", "product": ["8505", "850511", "8541"], "economy": "JPN", "imports": 1.0, "from_rival": 0.6}
    swept = pd.DataFrame(rows).assign(share=0.6, at_most=0.6)
    assert over_half(swept)[["known", "over"]].to_numpy().tolist() == [[2, 2]]
