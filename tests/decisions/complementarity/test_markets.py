"""Exports shared out among customers, and exports against imports."""

from __future__ import annotations

import pandas as pd
import pytest
from trade_tables import of_bundle, printed

from econsec.decisions.complementarity.markets import sales, standing
from econsec.errors import NoDataError

CHIPS = ["3818", "8486", "8541", "8542"]
KEY = {"year": 2024, "product": "8486"}
TOTALS = pd.DataFrame({**KEY, "economy": ["JPN", "IND"], "exports": [100.0, 1.0], "imports": [20.0, 50.0]})


def routes(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["economy", "direction", "partner", "share"]).assign(**KEY)


SUMS = printed(routes(), TOTALS)


def test_what_the_list_of_customers_leaves_is_the_rest():
    found = sales(printed(routes(("JPN", "export", "CHN", 0.5)), TOTALS), exporter="JPN", products=["8486"], year=2024)
    assert found.set_index("importer")["value"].to_dict() == {"CHN": 50.0, "XXO": 50.0}


def test_a_customer_below_the_tenth_is_found_in_its_own_list_and_taken_off_the_rest():
    listed = routes(("JPN", "export", "CHN", 0.5), ("IND", "import", "JPN", 0.1))
    found = sales(printed(listed, TOTALS), exporter="JPN", products=["8486"], year=2024).set_index("importer")
    assert found["value"].to_dict() == pytest.approx({"CHN": 50.0, "XXO": 45.0, "IND": 5.0})
    assert found.loc["IND", "basis"] == "importer's list"


def test_a_customer_that_is_on_the_list_is_not_counted_twice():
    listed = routes(("JPN", "export", "IND", 0.5), ("IND", "import", "JPN", 0.1))
    found = sales(printed(listed, TOTALS), exporter="JPN", products=["8486"], year=2024)
    assert found.loc[found["importer"] == "IND", "value"].tolist() == [50.0]


def test_customers_of_a_net_importer_are_not_in_the_source():
    assert sales(printed(routes(), TOTALS), exporter="IND", products=["8486"], year=2024).empty


def test_what_is_sold_adds_up_to_the_exports():
    listed = of_bundle(CHIPS)
    found = sales(listed, exporter="JPN", products=CHIPS, year=2024)
    totals = listed.balances()
    exports = totals[(totals["year"] == 2024) & (totals["economy"] == "JPN")]["exports"].sum()
    assert found["value"].sum() == pytest.approx(exports, rel=1e-9)


def test_standing_says_who_sells_more_than_it_buys():
    found = standing(SUMS, economies=["JPN", "IND"], products=["8486"], year=2024).set_index("economy")
    assert found["net"].to_dict() == {"JPN": "exporter", "IND": "importer"}
    assert found.loc["JPN", "cover"] == 5


def test_standing_leaves_out_what_the_source_does_not_hold():
    assert len(standing(SUMS, economies=["JPN", "DEU"], products=["8486", "8542"], year=2024)) == 1


def test_a_year_without_totals_names_those_there_are():
    with pytest.raises(NoDataError, match="2024"):
        standing(SUMS, economies=["JPN"], products=["8486"], year=2023)
