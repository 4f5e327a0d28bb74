"""A rival's share of every good at once, from complete flows, lists and customs."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import load
from econsec.decisions.customs.reported import by_office
from econsec.decisions.dependence.every_good import over_half, rival_in, tally, together, unnested


@pytest.fixture(scope="module")
def minerals(flows) -> dict[str, list[str]]:
    return {"critical_minerals": sorted(flows["product"].unique())}


def test_chinas_share_of_tungsten_and_antibiotics(flows, headings, minerals):
    found = rival_in(flows, minerals, economies=["JPN"], rival="CHN", year=2024).set_index("product")
    assert round(found.loc["810194", "share"], 3) == 0.996
    found = rival_in(headings, {"medicines": ["2941"]}, economies=["IND", "JPN"], rival="CHN", year=2024)
    assert found.set_index("economy")["share"].round(3).to_dict() == {"IND": 0.889, "JPN": 0.464}


def test_a_year_without_totals_gives_no_headings(headings):
    assert rival_in(headings, {"a": ["2941"]}, economies=["JPN"], rival="CHN", year=2022).empty


def test_a_good_in_two_areas_counts_once(flows, headings, minerals):
    asked = {"economies": ["JPN", "IND"], "rival": "CHN", "year": 2024}
    swept = together(
        rival_in(flows, minerals, **asked),
        rival_in(headings, {"semiconductors": ["8541", "8542"], "clean_energy": ["8541", "8507"]}, **asked),
    )
    once = over_half(swept).set_index("economy")
    twice = tally(swept).groupby("economy")["over"].sum()
    # China supplies 75 % of what India buys under 8541, and less than half of Japan's.
    assert twice["IND"] - once.loc["IND", "over"] == 1
    assert twice["JPN"] == once.loc["JPN", "over"]


def test_customs_say_88_percent_of_japans_telephones_came_from_china_in_2025():
    found = by_office(load("japan_trade"), partner="CHN").set_index(["year", "product"])["share"]
    assert round(found[2025, "telephone-sets"], 3) == 0.883
    assert round(found[2025, "total"], 3) == 0.236


def test_customs_say_43_percent_of_indias_electronics_came_from_china():
    found = by_office(load("india_hs2"), partner="CHN").set_index(["year", "product"])["share"]
    assert round(found[2024, "85"], 3) == 0.429


def test_a_partner_that_an_office_does_not_report_has_no_shares():
    assert by_office(load("india_hs2"), partner="JPN").empty


def test_a_heading_that_holds_a_listed_code_is_not_counted_beside_it():
    rows = {"area": "a", "product": ["8505", "850511", "8541"], "economy": "JPN", "imports": 1.0, "from_rival": 0.6}
    swept = pd.DataFrame(rows).assign(share=0.6, share_high=0.6)
    assert unnested(swept)["product"].tolist() == ["850511", "8541"]
    assert over_half(swept)[["known", "over"]].to_numpy().tolist() == [[2, 2]]
