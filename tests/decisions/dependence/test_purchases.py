"""Trade by heading from lists of ten partners: shares, bounds, customers and paths."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from trade_tables import KEY, ROUTES, TOTALS, printed

from econsec import trade
from econsec.decisions import bought_from, followed_sellers, suppliers
from econsec.decisions.complementarity.markets import customers
from econsec.errors import MissingColumnError, NoDataError
from econsec.flows.build import listed, named_by

NONE = pd.DataFrame(columns=["year", "economy", "flow", "product", "value"])


def world():
    lists = pd.DataFrame(
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
    return listed(lists, totals)


def sold(exporter: str, importer: str, routes: pd.DataFrame = ROUTES) -> pd.Series:
    found = printed(routes, TOTALS).of(year=2024).between(exporter, importer)
    return found.assign(basis=named_by(found["told_by"], importer=importer)).loc["2941"]


def test_a_seller_on_the_list_has_its_share_and_one_off_it_the_share_of_the_last_as_a_bound():
    found = bought_from(world(), importer="JPN", sellers=["CHN", "IND"], year=2024).set_index("exporter")
    assert found.loc["CHN", ["share", "share_high"]].tolist() == pytest.approx([0.4, 0.4])
    assert math.isnan(found.loc["IND", "share"])
    assert found.loc["IND", "share_high"] == pytest.approx(0.1)


def test_what_a_net_exporter_sells_is_read_from_its_own_list():
    found = bought_from(world(), importer="IND", sellers=["CHN"], year=2024).set_index("product")
    assert found.loc["2933", "value"] == pytest.approx(30.0)
    assert found.loc["2933", "share"] == pytest.approx(0.6)
    assert found.loc["2933", "basis"] == "exporter's list"


def test_an_importer_that_the_source_does_not_hold_buys_nothing_known():
    assert bought_from(world(), importer="DEU", sellers=["CHN"], year=2024).empty


def test_a_year_without_totals_is_refused():
    with pytest.raises(NoDataError):
        bought_from(world(), importer="JPN", sellers=["CHN"], year=2020)


def test_a_path_begins_where_it_is_told_to_and_leaves_out_years_off_the_list():
    lists = pd.DataFrame(
        {
            "year": [2017, 2019, 2021],
            "economy": "JPN",
            "flow": "import",
            "product": "2941",
            "partner": ["CHN", "CHN", "KOR"],
        }
    ).assign(share=[0.3, 0.4, 0.2])
    trade = listed(lists, NONE)
    found = followed_sellers(trade, product="2941", rival="CHN", since=2018)
    assert found[["year", "share"]].to_numpy().tolist() == [[2019.0, 0.4]]
    with pytest.raises(NoDataError):
        followed_sellers(trade, product="3004", rival="CHN", since=2018)


def test_customers_come_from_the_exporters_own_list_in_falling_order():
    assert customers(world(), exporter="CHN", product="2933", year=2024).partner.tolist() == ["IND"]
    assert customers(world(), exporter="IND", product="3004", year=2024).empty
    found = customers(printed(ROUTES, TOTALS), exporter="IND", product="2941", year=2024)
    assert found["partner"].tolist()[:2] == ["USA", "JPN"]


def test_a_frame_that_is_no_list_of_partners_is_refused():
    with pytest.raises(MissingColumnError):
        listed(pd.DataFrame({"year": [2024]}), NONE)


def test_the_importers_list_goes_before_the_exporters():
    both = pd.concat(
        [ROUTES, pd.DataFrame([{"economy": "CHN", "direction": "export", "partner": "JPN", "share": 0.2} | KEY])]
    )
    assert sold("CHN", "JPN", both)[["value", "basis"]].tolist() == [80, "importer's list"]


def test_the_exporters_list_serves_where_the_importer_has_none():
    assert sold("IND", "USA")["basis"] == "exporter's list"
    assert sold("IND", "USA")["value"] == 50


def test_a_partner_below_the_last_on_the_list_has_a_bound_and_no_value():
    row = sold("DEU", "JPN")
    assert np.isnan(row["value"])
    assert (row["low"], row["high"], row["basis"]) == (0, 20, None)


def test_the_bound_is_the_smaller_of_what_the_two_sides_leave():
    # Japan's list leaves one without a name 20; India's sells all but 70 of its 100 to others, the last of them 20.
    assert sold("IND", "DEU")["high"] == pytest.approx(20.0)
    # China's total alone leaves 500, India's alone 5.
    assert sold("CHN", "IND")["high"] == pytest.approx(5.0)


@pytest.mark.raw
def test_both_lists_of_a_pair_agree_where_both_are_given(routes, totals):
    # The source says 52 of 52 agree within rounding of the shares; here by an independent join.
    amounts = totals.melt(["product", "economy"], ["exports", "imports"], "direction", "total")
    amounts["direction"] = amounts["direction"].str.rstrip("s")
    rows = routes.merge(amounts, on=["product", "economy", "direction"])
    rows["value"] = rows["share"] * rows["total"]
    rows["slack"] = 0.0001 * rows["total"]
    buys, sells = (rows[rows["direction"] == way] for way in ("import", "export"))
    both = buys.merge(sells, left_on=["product", "economy", "partner"], right_on=["product", "partner", "economy"])
    assert len(both) >= 52
    assert ((both["value_x"] - both["value_y"]).abs() <= both["slack_x"] + both["slack_y"]).all()
    trade = printed(routes, totals).of(year=2024)
    for row in both.head(5).itertuples():
        found = trade.between(row.partner_x, row.economy_x)
        assert found.loc[row.product, "value"] == pytest.approx(row.value_x)
        assert found.loc[row.product, "told_by"] == row.economy_x


def test_why_nobody_is_named_is_told_of_the_codes_that_it_is_read_from():
    found = suppliers(trade("854231", year=2024), importer="JPN", year=2024)
    assert (found.reason, found.reason_of) == ("net exporter", ("8542",))
