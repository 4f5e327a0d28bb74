"""Who supplies a subject, from the table that fits it best."""

from __future__ import annotations

import pandas as pd
import pytest
from trade_tables import printed

from econsec import load, trade
from econsec.codes.subjects import subject
from econsec.decisions import either, followed, suppliers
from econsec.flows.build import listed


def test_complete_flows_of_just_the_code_come_first():
    found = suppliers(trade("850511", year=2024), importer="JPN", year=2024)
    assert (found.known_from, found.fit, found.products) == ("flows", "same", ("850511",))
    own = load("baci_minerals", year=2024, product="850511")
    own = own[own["importer"] == "JPN"].set_index("exporter")["value"]
    assert found.ranked.set_index("exporter")["share"]["CHN"] == pytest.approx(own["CHN"] / own.sum())
    assert round(own["CHN"] / own.sum(), 3) == 0.276  # BACI V202601


def test_a_heading_is_read_from_the_lists_and_not_from_a_part_of_it():
    found = suppliers(trade("8505", year=2024), importer="IND", year=2024)
    assert (found.known_from, found.fit, found.products) == ("lists", "same", ("8505",))
    assert found.ranked["share"].sum() == pytest.approx(1.0)
    assert found.ranked["exporter"].iloc[-1] == "XXO"


def test_a_net_exporters_heading_is_read_from_the_lists_of_those_who_sell_to_it():
    found = suppliers(trade("8505", year=2024), importer="JPN", year=2024)
    assert (found.known_from, found.fit, found.products) == ("lists", "same", ("8505",))
    share = load("baci_routes", year=2024, economy="CHN", flow="export", product="8505", partner="JPN")["share"].item()
    totals = load("baci_hs4", year=2024, product="8505").set_index(["economy", "flow"])["value"]
    expected = share * totals["CHN", "export"] / totals["JPN", "import"]
    assert found.ranked["exporter"].tolist() == ["CHN", "XXO"]
    assert found.ranked["share"].tolist() == pytest.approx([expected, 1 - expected])
    assert not found.first_known  # one of those without a name may sell more


def test_the_part_of_a_heading_that_complete_flows_hold_is_another_way_to_tell_of_it():
    _, part = trade("8505", year=2024).ways()
    found = suppliers(part, importer="JPN", year=2024)
    assert (found.known_from, found.fit, found.products) == ("flows", "part", ("850511",))


def test_a_six_digit_code_that_no_flows_hold_is_read_from_its_wider_heading():
    found = suppliers(trade("850760", year=2024), importer="IND", year=2024)
    assert (found.known_from, found.fit, found.products) == ("lists", "wider", ("8507",))


def test_nobody_is_named_where_no_table_does():
    whole = trade("8507", year=2024)
    found = suppliers(whole, importer="DEU", year=2024)
    assert (found.known_from, len(found.ranked), found.reason) == ("none", 0, "not covered")
    assert followed(whole, found, importer="DEU", since=2014).empty


def test_a_code_of_which_no_table_holds_anything_is_not_covered():
    found = trade("390110", year=2024, source="bundle")
    assert not len(found.products)
    assert suppliers(found, importer="KOR", year=2024).reason == "not covered"


def test_several_headings_are_weighed_by_their_imports():
    codes = ["2941", "8507"]
    found = suppliers(trade(codes, year=2024), importer="IND", year=2024)
    imports = load("baci_hs4", year=2024, economy="IND", flow="import").set_index("product")["value"]
    lists = load("baci_routes", year=2024, economy="IND", flow="import", partner="CHN").set_index("product")["share"]
    expected = sum(lists[code] * imports[code] for code in codes) / imports[codes].sum()
    assert found.ranked.set_index("exporter")["share"]["CHN"] == pytest.approx(expected)


def test_a_heading_without_a_total_keeps_its_shares_and_has_no_value():
    key = {"year": 2024, "product": "84", "economy": "JPN", "direction": "import"}
    lists = pd.DataFrame({**key, "partner": ["CHN"], "share": [0.6]})
    totals = pd.DataFrame({"year": [2024], "product": "85", "economy": "JPN", "exports": 1.0, "imports": 1.0})
    found = suppliers(printed(lists, totals).of(["84"]), importer="JPN", year=2024).ranked
    assert found["share"].tolist() == pytest.approx([0.6, 0.4])
    assert found["value"].isna().all()


def test_paths_hold_years_in_which_all_headings_are_listed():
    whole = trade(["8507", "2804"], year=2024)  # 2804 is listed for 2024 only
    found = suppliers(whole, importer="IND", year=2024)
    assert set(found.products) == {"8507", "2804"}
    assert set(followed(whole, found, importer="IND", since=2014)["year"]) == {2024}


def test_shares_of_a_year_in_flows_sum_to_one():
    whole = trade("850511", year=2024)
    path = followed(whole, suppliers(whole, importer="JPN", year=2024), importer="JPN", since=2014)
    assert path.groupby("year")["share"].sum().round(9).eq(1).all()
    assert set(path["year"]) == set(range(2014, 2025))


def test_either_takes_the_first_that_knows():
    lists = pd.DataFrame(columns=["year", "economy", "flow", "product", "partner", "share"])
    totals = pd.DataFrame(columns=["year", "economy", "flow", "product", "value"])
    none = suppliers(listed(lists, totals), importer="JPN", year=2024)
    assert either(none, none).known_from == "none"
    known = suppliers(trade("850511", year=2024), importer="JPN", year=2024)
    assert either(none, known) is known


def test_both_are_judged_on_all_headings_that_either_lists():
    item = subject(["medicines"])
    whole = trade(item, year=2024)
    india, japan = (suppliers(whole, importer=code, year=2024) for code in ("IND", "JPN"))
    # Of 2937 and 2941 India has lists of its own, of 2933 and 3003 others name it; of the rest nobody does.
    assert set(india.products) == {"2933", "2937", "2941", "3003"}
    assert india.fit == "part"
    assert set(either(india, japan).products) == set(item.codes)
