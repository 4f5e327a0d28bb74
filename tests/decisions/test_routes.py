from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec.decisions.routes import ledger, own, pair
from econsec.decisions.substitution import hidden_content as hidden
from econsec.errors import NoDataError

KEY = {"year": 2024, "product": "2941"}
ROUTES = pd.DataFrame(
    [
        ("JPN", "import", "CHN", 0.4),
        ("JPN", "import", "KOR", 0.1),
        ("IND", "export", "USA", 0.5),
        ("IND", "export", "JPN", 0.2),
    ],
    columns=["economy", "direction", "partner", "share"],
).assign(**KEY)
TOTALS = pd.DataFrame(
    {"economy": ["JPN", "IND", "CHN"], "exports": [10.0, 100.0, 500.0], "imports": [200.0, 5.0, 50.0]}
).assign(**KEY)


def sold(exporter: str, importer: str, routes: pd.DataFrame = ROUTES) -> pd.Series:
    return pair(routes, TOTALS, exporter=exporter, importer=importer, year=2024).iloc[0]


def test_the_importers_list_goes_before_the_exporters():
    both = pd.concat(
        [ROUTES, pd.DataFrame([{"economy": "CHN", "direction": "export", "partner": "JPN", "share": 0.2} | KEY])]
    )
    assert sold("CHN", "JPN", both)[["value", "basis"]].tolist() == [80, "importer's list"]


def test_the_exporters_list_serves_where_the_importer_has_none():
    assert sold("IND", "USA")[["value", "basis"]].tolist()[1] == "exporter's list"
    assert sold("IND", "USA")["value"] == 50


def test_a_partner_below_the_last_on_the_list_has_a_bound_and_no_value():
    row = sold("DEU", "JPN")
    assert np.isnan(row["value"])
    assert (row["at_most"], row["basis"]) == (20, None)


def test_the_ledger_takes_off_what_is_known_to_go_to_the_importer():
    row = ledger(ROUTES, TOTALS, importer="JPN", partner="IND", rival="CHN", year=2024).iloc[0]
    assert row[["from_rival", "from_partner", "to_third", "grade"]].tolist() == [80, 20, 80, "unknown"]
    assert row["central"] == pytest.approx(0.5 * 0.3 * 80)


def test_a_need_that_is_not_in_the_source_is_missing_and_says_so():
    row = ledger(ROUTES, TOTALS, importer="IND", partner="JPN", rival="CHN", year=2024).iloc[0]
    assert (row["limit"], row["reason"]) == ("not in the source", "imports from the rival are not in the source")
    assert np.isnan(row["central"])


def test_a_year_without_totals_names_those_there_are():
    with pytest.raises(NoDataError, match="2024"):
        pair(ROUTES, TOTALS, exporter="IND", importer="JPN", year=2023)


@pytest.mark.raw
def test_india_could_replace_all_chinese_antibiotics_in_japan_on_paper_and_none_net(routes, totals):
    # BACI V202601, HS 2941, 2024: China supplies 46.4 % of Japan's imports, and 88.91 % of India's own.
    gross = ledger(routes, totals, importer="JPN", partner="IND", rival="CHN", year=2024)
    mine = own(routes, totals, partner="IND", rival="CHN", year=2024)
    found = hidden.net(gross, hidden.content(mine)).set_index("product").loc["2941"]
    assert mine.set_index("product").loc["2941", "rival_share"] == pytest.approx(0.8891)
    assert found["from_rival"] == pytest.approx(124.6e6, rel=1e-3)
    assert (found["central_share"], found["limit"]) == (1, "need")
    assert (found["hidden"], found["central_net"]) == (1, 0)


@pytest.mark.raw
def test_both_lists_of_a_pair_agree_where_both_are_given(routes, totals):
    # The source says 52 of 52 agree within rounding of the shares; here by an independent join.
    amounts = totals.melt(["product", "economy"], ["exports", "imports"], "direction", "total")
    amounts["direction"] = amounts["direction"].str.rstrip("s")
    listed = routes.merge(amounts, on=["product", "economy", "direction"])
    listed["value"] = listed["share"] * listed["total"]
    listed["slack"] = 0.0001 * listed["total"]
    buys, sells = (listed[listed["direction"] == way] for way in ("import", "export"))
    both = buys.merge(sells, left_on=["product", "economy", "partner"], right_on=["product", "partner", "economy"])
    assert len(both) >= 52
    assert ((both["value_x"] - both["value_y"]).abs() <= both["slack_x"] + both["slack_y"]).all()
    for row in both.head(5).itertuples():
        found = pair(routes, totals, exporter=row.partner_x, importer=row.economy_x, year=2024).set_index("product")
        assert found.loc[row.product, "value"] == pytest.approx(row.value_x)
