"""One customs office's figures: parts of a whole, places in a ranking."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.decisions.customs import reported as customs
from econsec.errors import NoDataError


def trade() -> pd.DataFrame:
    rows = [("WLD", 100.0), ("EUU", 60.0), ("DEU", 40.0), ("USA", 30.0), ("IND", 10.0)]
    return pd.DataFrame(rows, columns=["partner", "value"]).assign(year=2025, flow="import", commodity="medical")


def test_an_area_has_a_share_but_no_place_among_its_members():
    found = customs.parts(trade(), flow="import").set_index("partner")
    assert found.loc["EUU", "share"] == 0.6
    assert pd.isna(found.loc["EUU", "rank"])
    assert found.loc[["DEU", "USA", "IND"], "rank"].tolist() == [1, 2, 3]


def test_a_flow_that_is_not_there_is_refused():
    with pytest.raises(NoDataError):
        customs.parts(trade(), flow="export")


def test_destinations_are_ranked_and_share_out_what_is_listed():
    exports = pd.DataFrame({"year": 2024, "partner": ["JPN", "USA", "USA"], "value": [1.0, 2.0, 7.0]})
    exports["product"] = ["300420", "300490", "300290"]
    found = customs.destinations(exports, headings=["30"], year=2024)
    assert found.to_numpy().tolist() == [["USA", 9.0, 0.9, 1], ["JPN", 1.0, 0.1, 2]]
    with pytest.raises(NoDataError):
        customs.destinations(exports, headings=["29"], year=2024)


def test_coverage_is_the_latest_that_is_known():
    held = pd.DataFrame({"year": [2023, 2024, 2024], "product": ["30", "30", "29"], "coverage": [0.8, 0.9, 0.7]})
    assert customs.covered(held, chapter="30") == 0.9
    assert pd.isna(customs.covered(held, chapter="31"))
