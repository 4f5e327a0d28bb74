from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec.decisions.dependence.trends import change, over, rival_share
from econsec.errors import MissingColumnError, NoDataError


def shares() -> pd.DataFrame:
    flows = pd.DataFrame(
        [
            (2014, "CHN", "a", 2.0),
            (2014, "USA", "a", 8.0),
            (2024, "CHN", "a", 6.0),
            (2024, "USA", "a", 4.0),
            (2024, "USA", "b", 5.0),
        ],
        columns=["year", "exporter", "product", "value"],
    )
    return rival_share(flows.assign(importer="JPN"), importer="JPN", rival="CHN")


def test_an_absent_rival_has_a_share_of_zero_and_an_absent_import_has_no_row():
    found = shares().set_index(["product", "year"])["share"]
    assert found.to_dict() == {("a", 2014): 0.2, ("a", 2024): 0.6, ("b", 2024): 0.0}


def test_change_is_in_points_and_a_missing_year_is_named():
    found = change(shares(), 2014, 2024).set_index("product")
    assert found.loc["a", "change"] == pytest.approx(0.4)
    assert found.loc["a", "direction"] == "up"
    assert np.isnan(found.loc["b", "change"])
    assert (found.loc["b", "direction"], found.loc["b", "reason"]) == ("unknown", "no imports in 2014")


def test_change_refuses_a_year_that_is_not_there():
    with pytest.raises(NoDataError, match="2014"):
        change(shares(), 1999, 2024)


def test_a_share_of_exactly_the_threshold_does_not_count():
    found = over(shares(), threshold=0.6).set_index("year")
    assert found["over"].tolist() == [0, 0]
    assert over(shares(), threshold=0.59)["over"].tolist() == [0, 1]


def test_flows_without_a_year_are_refused():
    with pytest.raises(MissingColumnError, match="year"):
        rival_share(pd.DataFrame(columns=["exporter", "importer", "product", "value"]), importer="JPN", rival="CHN")


@pytest.mark.raw
def test_china_supplies_more_than_half_of_ten_of_japans_thirty_minerals_in_2024(minerals):
    found = over(rival_share(minerals, importer="JPN", rival="CHN")).iloc[0]
    assert (found["products"], found["over"]) == (30, 10)


@pytest.mark.raw
def test_chinas_share_of_japans_2024_imports_is_as_published(minerals):
    # Origin: BACI V202601 complete matrix of 2024 (98.0, 99.6, 66.5 and 27.6 per cent).
    found = rival_share(minerals, importer="JPN", rival="CHN").set_index("product")["share"]
    published = {"810411": 0.980, "810194": 0.996, "280469": 0.665, "850511": 0.276}
    assert found[list(published)].round(3).to_dict() == published


def test_change_without_years_takes_the_first_and_the_last_that_there_are():
    shares = pd.DataFrame({"year": [2002, 2014, 2024], "product": "1", "share": [0.1, 0.9, 0.4]})
    found = change(shares)
    assert found[["before", "after"]].to_numpy().tolist() == [[0.1, 0.4]]


def test_where_nothing_was_ever_bought_nothing_has_changed():
    shares = pd.DataFrame({"year": pd.Series(dtype="int64"), "product": pd.Series(dtype="str"), "share": []})
    found = change(shares)
    assert found.empty
    assert {"product", "before", "after", "change", "direction", "reason"} <= set(found.columns)
