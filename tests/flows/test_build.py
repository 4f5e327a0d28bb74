"""A trade from frames: what a complete table leaves (nothing), a list (a rest), a total alone (all)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec import load
from econsec.decisions import bought_from
from econsec.decisions.dependence.every_good import rival_in
from econsec.flows.build import complete, listed, named_by, taken

KEY = {"year": 2024, "economy": "JPN", "flow": "import", "product": "2941"}
TOTAL = pd.DataFrame({**KEY, "value": [100.0]})
FLOWS = pd.DataFrame({"year": 2024, "exporter": ["CHN", "USA"], "importer": "JPN", "product": "1", "value": [3.0, 1.0]})


def of_list(shares: dict[str, float], total: pd.DataFrame = TOTAL):
    return listed(pd.DataFrame({**KEY, "partner": list(shares), "share": list(shares.values())}), total)


@pytest.mark.parametrize(
    ("shares", "high"),
    [({"CHN": 0.6, "ITA": 0.3}, 10.0), ({"CHN": 0.3, "ITA": 0.2}, 20.0), ({"CHN": 1.0}, 0.005)],
    ids=["the rest is smaller", "the smallest listed is smaller", "a rounded share hides a crumb"],
)
def test_one_without_a_name_has_at_most_the_rest_or_the_smallest_that_is_listed(shares, high):
    found = of_list(shares).between("IND", "JPN").iloc[0]
    assert np.isnan(found["value"])
    assert (found["low"], found["high"]) == (0.0, pytest.approx(high))


def test_of_who_bought_nothing_there_is_nothing_to_name():
    found = listed(pd.DataFrame(columns=[*KEY, "partner", "share"]), TOTAL.assign(value=0.0))
    assert found.between("IND", "JPN")[["value", "low", "high"]].to_numpy().tolist() == [[0.0, 0.0, 0.0]]


def test_a_share_without_a_total_has_no_value():
    found = of_list({"CHN": 0.6}, TOTAL.iloc[:0])
    assert found.partners("JPN", "imports")["share"].tolist()[0] == 0.6
    assert found.between("CHN", "JPN")["value"].isna().all()


def test_a_table_covers_products_and_years_that_nobody_traded_in():
    found = complete(FLOWS, products=["2"], years=[2023], economies=["JPN", "CHN", "IND"])
    assert found.products.tolist() == ["1", "2"]
    assert found.of(year=2023).between("CHN", "JPN")["value"].tolist() == [0.0, 0.0]
    assert found.of(year=2024).between("IND", "JPN")["value"].tolist() == [0.0, 0.0]


def test_the_past_is_read_when_it_is_first_asked_for_and_not_before():
    asked = []

    def read() -> pd.DataFrame:
        asked.append("read")
        return FLOWS.assign(year=2020)

    found = complete(FLOWS, past=read, source="now", before="then")
    assert (found.before, asked) == (("then",), [])
    assert sorted(found.through_years()["year"].unique()) == [2020, 2024]
    assert (found.past["year"].tolist(), asked) == ([2020, 2020], ["read"])


def test_the_shelf_says_which_dataset_a_list_and_a_total_are_from():
    rows = pd.DataFrame({**KEY, "partner": ["CHN"], "share": [0.6]})
    found = listed(rows, TOTAL, sources=("lists", "totals")).shelves
    assert found[["dataset", "kind"]].to_numpy().tolist() == [["lists", "list"], ["totals", "total"]]


def test_a_trade_is_taken_as_it_is_and_cut_to_the_year_asked_for():
    found = complete(FLOWS)
    assert taken(found) is found
    assert taken(found, 2023).named.empty


def test_whose_account_it_is_has_a_word():
    told = pd.Series(["JPN", "IND", None, "both"])
    assert named_by(told, importer="JPN").tolist() == ["importer's list", "exporter's list", None, "all flows"]


def test_complete_products_keep_their_account_beside_lists():
    # Without an account the complete rows were read as those of a foreign list, and their rest as unknown.
    flows = load("baci_minerals", year=2024)
    lists, totals = (load(name, year=2024) for name in ("baci_routes", "baci_hs4"))
    alone, both = complete(flows), complete(flows) | listed(lists, totals)
    asked = {"economies": ["JPN", "IND"], "rival": "CHN", "year": 2024}
    areas = {"critical_minerals": sorted(flows["product"].unique())}
    expected = rival_in(alone, areas, **asked)
    assert expected["share"].notna().sum() > 50
    pd.testing.assert_frame_equal(rival_in(both, areas, **asked), expected)
    found = bought_from(both, importer="JPN", sellers=["CHN"], year=2024).set_index("product")["basis"]
    assert set(found.reindex(alone.products).dropna()) == {"all flows"}
    assert both.side("JPN", "imports")["unnamed"].reindex(alone.products).eq(0).all()
