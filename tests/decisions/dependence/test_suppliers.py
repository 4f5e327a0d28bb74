"""Who supplies a subject, from the table that fits it best."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import load
from econsec.codes.subjects import subject
from econsec.decisions import headings
from econsec.decisions.dependence.suppliers import Tables, bought, either, followed, listed


@pytest.fixture(scope="session")
def tables() -> Tables:
    totals = headings.sums(load("baci_hs4"), load("baci_hs2"))
    lists = headings.lists(load("baci_routes"))
    return Tables(load("baci_minerals"), load("baci_minerals_trend"), lists, totals)


def test_complete_flows_of_just_the_code_come_first(tables):
    found = bought(tables, subject(["850511"]), importer="JPN", year=2024)
    assert (found.basis, found.fit, found.products) == ("flows", "same", ("850511",))
    own = tables.flows[(tables.flows["year"] == 2024) & (tables.flows["product"] == "850511")]
    own = own[own["importer"] == "JPN"].set_index("exporter")["value"]
    assert found.ranked.set_index("exporter")["share"]["CHN"] == pytest.approx(own["CHN"] / own.sum())
    assert round(own["CHN"] / own.sum(), 3) == 0.276  # BACI V202601


def test_a_heading_is_read_from_the_lists_and_not_from_a_part_of_it(tables):
    found = bought(tables, subject(["8505"]), importer="IND", year=2024)
    assert (found.basis, found.fit, found.products) == ("lists", "same", ("8505",))
    assert found.ranked["share"].sum() == pytest.approx(1.0)
    assert found.ranked["exporter"].iloc[-1] == "XXO"


def test_a_net_exporters_heading_falls_back_on_the_part_that_is_known(tables):
    found = bought(tables, subject(["8505"]), importer="JPN", year=2024)
    assert (found.basis, found.fit, found.products) == ("flows", "part", ("850511",))


def test_a_six_digit_code_that_no_flows_hold_is_read_from_its_wider_heading(tables):
    found = bought(tables, subject(["850760"]), importer="IND", year=2024)
    assert (found.basis, found.fit, found.products) == ("lists", "wider", ("8507",))


def test_nobody_is_named_where_no_table_does(tables):
    found = bought(tables, subject(["390110"]), importer="DEU", year=2024)
    assert (found.basis, len(found.ranked)) == ("none", 0)
    assert followed(tables, found, importer="DEU", since=2014).empty


def test_several_headings_are_weighed_by_their_imports(tables):
    item = subject(["2941", "8507"])
    found = bought(tables, item, importer="IND", year=2024)
    whole = tables.totals[(tables.totals["economy"] == "IND") & (tables.totals["year"] == 2024)]
    imports = whole.set_index("product")["imports"]
    lists = load("baci_routes", year=2024, economy="IND", flow="import", partner="CHN").set_index("product")["share"]
    codes = ["2941", "8507"]
    expected = sum(lists[code] * imports[code] for code in codes) / imports[codes].sum()
    assert found.ranked.set_index("exporter")["share"]["CHN"] == pytest.approx(expected)


def test_a_heading_without_a_total_keeps_its_shares_and_has_no_value():
    key = {"year": 2024, "product": "84", "economy": "JPN", "direction": "import"}
    lists = pd.DataFrame({**key, "partner": ["CHN"], "share": [0.6]})
    totals = pd.DataFrame({"year": [2024], "product": "85", "economy": "JPN", "exports": 1.0, "imports": 1.0})
    found = listed(lists, totals, importer="JPN", products=["84"], year=2024)
    assert found["share"].tolist() == pytest.approx([0.6, 0.4])
    assert found["value"].isna().all()


def test_paths_hold_years_in_which_all_headings_are_listed(tables):
    item = subject(["8507", "2804"])  # 2804 is listed for 2024 only
    found = bought(tables, item, importer="IND", year=2024)
    assert found.products == ("8507", "2804")
    assert set(followed(tables, found, importer="IND", since=2014)["year"]) == {2024}


def test_shares_of_a_year_in_flows_sum_to_one(tables):
    found = bought(tables, subject(["850511"]), importer="JPN", year=2024)
    path = followed(tables, found, importer="JPN", since=2014)
    assert path.groupby("year")["share"].sum().round(9).eq(1).all()
    assert set(path["year"]) == set(range(2014, 2025))


def test_either_takes_the_first_that_knows():
    none = bought(_empty(), subject(["850511"]), importer="JPN", year=2024)
    assert either(none, none).basis == "none"


def _empty() -> Tables:
    flows = pd.DataFrame(columns=["year", "exporter", "importer", "product", "value"])
    lists = pd.DataFrame(columns=["year", "product", "economy", "direction", "partner", "share"])
    totals = pd.DataFrame(columns=["year", "product", "economy", "exports", "imports"])
    return Tables(flows, flows, lists, totals)


def test_both_are_judged_on_all_headings_that_either_lists(tables):
    item = subject(["medicines"])
    india, japan = (bought(tables, item, importer=code, year=2024) for code in ("IND", "JPN"))
    assert set(india.products) == {"2937", "2941"}  # of the others India is a net exporter
    assert set(either(india, japan).products) == set(item.codes)
