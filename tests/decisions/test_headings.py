"""Trade by heading from lists of ten partners: shares, bounds, paths and what is inside."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from econsec.decisions import headings
from econsec.errors import MissingColumnError, NoDataError


def world() -> tuple[pd.DataFrame, pd.DataFrame]:
    routes = pd.DataFrame(
        {
            "year": 2024,
            "economy": ["JPN", "JPN", "IND", "CHN"],
            "flow": ["import", "import", "import", "export"],
            "product": ["2941", "2941", "2941", "2933"],
            "partner": ["CHN", "KOR", "CHN", "IND"],
            "share": [0.4, 0.1, 0.9, 0.2],
        }
    )
    totals = pd.DataFrame(
        {
            "year": 2024,
            "economy": ["JPN", "IND", "IND", "CHN", "IND"],
            "flow": ["import", "import", "import", "export", "export"],
            "product": ["2941", "2941", "2933", "2933", "3004"],
            "value": [100.0, 200.0, 50.0, 150.0, 1000.0],
        }
    )
    return headings.lists(routes), headings.sums(totals)


def test_a_seller_on_the_list_has_its_share_and_one_off_it_the_share_of_the_last_as_a_bound():
    routes, totals = world()
    found = headings.bought(routes, totals, importer="JPN", sellers=["CHN", "IND"], year=2024).set_index("exporter")
    assert found.loc["CHN", ["share", "at_most"]].tolist() == [0.4, 0.4]
    assert math.isnan(found.loc["IND", "share"])
    assert found.loc["IND", "at_most"] == pytest.approx(0.1)


def test_what_a_net_exporter_sells_is_read_from_its_own_list():
    routes, totals = world()
    found = headings.bought(routes, totals, importer="IND", sellers=["CHN"], year=2024).set_index("product")
    assert found.loc["2933", "value"] == pytest.approx(30.0)
    assert found.loc["2933", "share"] == pytest.approx(0.6)
    assert found.loc["2933", "basis"] == "exporter's list"


def test_an_importer_that_the_source_does_not_hold_buys_nothing_known():
    routes, totals = world()
    assert headings.bought(routes, totals, importer="DEU", sellers=["CHN"], year=2024).empty


def test_a_year_without_totals_is_refused():
    routes, totals = world()
    with pytest.raises(NoDataError):
        headings.bought(routes, totals, importer="JPN", sellers=["CHN"], year=2020)


def test_a_path_begins_where_it_is_told_to_and_leaves_out_years_off_the_list():
    routes = pd.DataFrame(
        {
            "year": [2017, 2019, 2021],
            "economy": "JPN",
            "flow": "import",
            "product": "2941",
            "partner": ["CHN", "CHN", "KOR"],
        }
    ).assign(share=[0.3, 0.4, 0.2])
    found = headings.path(headings.lists(routes), product="2941", sellers=["CHN"], since=2018)
    assert found[["year", "share"]].to_numpy().tolist() == [[2019.0, 0.4]]
    with pytest.raises(NoDataError):
        headings.path(headings.lists(routes), product="3004", sellers=["CHN"], since=2018)


def test_ingredients_of_unknown_origin_are_left_out_on_both_sides_of_the_share():
    own = pd.DataFrame(
        {
            "product": ["3004", "2941", "2937"],
            "imports": [0.0, 100.0, 50.0],
            "from_rival": [float("nan"), 90.0, float("nan")],
            "exports": [1000.0, 10.0, 5.0],
        }
    )
    inputs = pd.DataFrame({"product": ["3004", "3004"], "input": ["2941", "2937"]})
    found = headings.inside(own, inputs)
    assert found[["imports", "from_rival", "share", "exports", "against"]].tolist() == [100, 90, 0.9, 1000, 0.09]
    assert found["inputs"] == 1


def test_customers_come_from_the_exporters_own_list_in_falling_order():
    routes, _ = world()
    assert headings.customers(routes, exporter="CHN", product="2933", year=2024).partner.tolist() == ["IND"]
    assert headings.customers(routes, exporter="IND", product="3004", year=2024).empty


def test_a_frame_that_is_no_list_of_partners_is_refused():
    with pytest.raises(MissingColumnError):
        headings.lists(pd.DataFrame({"year": [2024]}))
