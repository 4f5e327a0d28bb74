"""What could be replaced, and what hangs on the rival, where only the largest partners and totals are told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from trade_tables import ROUTES, TOTALS, printed

from econsec.decisions import hidden_content, ledger
from econsec.errors import NoDataError

TRADE = printed(ROUTES, TOTALS)


def test_the_ledger_takes_off_what_is_known_to_go_to_the_importer():
    row = ledger(TRADE, importer="JPN", partner="IND", rival="CHN", year=2024).iloc[0]
    assert row[["from_rival", "from_partner", "to_third", "grade"]].tolist() == [80, 20, 80, "unknown"]
    assert row["central"] == pytest.approx(0.5 * 0.3 * 80)
    assert row["from_rival_basis"] == "importer's list"


def test_a_need_that_is_not_in_the_source_is_missing_and_says_so():
    row = ledger(TRADE, importer="IND", partner="JPN", rival="CHN", year=2024).iloc[0]
    assert (row["limit"], row["reason"]) == ("not in the source", "imports from the rival are not in the source")
    assert np.isnan(row["central"])
    assert row["from_rival_high"] == pytest.approx(5.0)  # no more than India buys in all


def test_a_year_without_totals_names_those_there_are():
    with pytest.raises(NoDataError, match="2024"):
        ledger(TRADE, importer="JPN", partner="IND", rival="CHN", year=2023)
    with pytest.raises(NoDataError, match="2024"):
        hidden_content.own(TRADE, partner="IND", rival="CHN", year=2023)


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
    found = hidden_content.inside(own, inputs)
    assert found[["imports", "from_rival", "share", "exports", "against"]].tolist() == [100, 90, 0.9, 1000, 0.09]
    assert found["inputs"] == 1


@pytest.mark.raw
def test_india_buys_more_antibiotics_than_it_sells_and_could_replace_none(routes, totals):
    # BACI V202601, HS 2941, 2024: China supplies 46.4 % of Japan's imports, and 88.91 % of India's own.
    trade = printed(routes, totals)
    gross = ledger(trade, importer="JPN", partner="IND", rival="CHN", year=2024)
    mine = hidden_content.own(trade, partner="IND", rival="CHN", year=2024)
    found = hidden_content.net(gross, hidden_content.content(mine)).set_index("product").loc["2941"]
    assert mine.set_index("product").loc["2941", "rival_share"] == pytest.approx(0.8891)
    assert found["from_rival"] == pytest.approx(124.6e6, rel=1e-3)
    assert found["net_exports"] < 0
    assert (found["central"], found["high_net"], found["limit"]) == (0, 0, "net imports")
    assert found["hidden"] == 1
