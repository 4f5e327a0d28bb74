"""Shares and main suppliers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import trade
from hypothesis import given

from econsec.errors import ParameterError
from econsec.indicators import concentration_ratio, frame, shares, top_suppliers
from econsec.indicators.dependence import suppliers

FLOWS = frame(importer="JPN", exporter=["CHN", "USA", "IND"], product="850511", value=[6, 3, 1])


def test_shares_are_of_values_and_sum_to_one():
    assert shares(FLOWS).set_index("exporter").share.to_dict() == {"CHN": 0.6, "IND": 0.1, "USA": 0.3}


def test_absent_supplier_counts_as_zero_share():
    made = shares(FLOWS, exporters=["JPN"])
    assert made.share.item() == 0
    assert made.reason.isna().all()


def test_supplier_that_the_data_do_not_cover_is_missing_not_zero():
    made = shares(FLOWS, exporters=["XKX"])
    assert np.isnan(made.share.item())
    assert made.reason.item() == "not covered"


def test_who_is_covered_can_be_said():
    assert shares(FLOWS, exporters=["XKX"], covered=["XKX"]).share.item() == 0


def test_importer_without_trade_has_no_shares_and_says_why():
    made = shares(frame(importer="JPN", exporter="CHN", product="1", value=0), exporters=["CHN"])
    assert made.reason.item() == "no trade"
    assert np.isnan(made.share.item())


def test_shares_can_be_of_tonnes():
    made = shares(FLOWS.assign(tonnes=[1.0, 1.0, 2.0]), measure="tonnes")
    assert made.set_index("exporter").share.to_dict() == {"CHN": 0.25, "IND": 0.5, "USA": 0.25}


def test_each_year_is_measured_for_itself():
    made = shares(frame(year=[2023, 2024], importer="JPN", exporter=["CHN", "USA"], product="1", value=1))
    assert made.share.tolist() == [1, 1]


@trade.FEW
@given(trade.flows(years=2))
def test_shares_agree_with_a_group_by(table):
    keys = ["year", "importer", "product"]
    summed = table.groupby([*keys, "exporter"], as_index=False)["value"].sum()
    expected = summed["value"] / summed.groupby(keys)["value"].transform("sum")
    made = shares(table).merge(summed.assign(expected=expected), on=[*keys, "exporter"], validate="1:1")
    assert len(made) == len(summed)
    np.testing.assert_allclose(made["share"], made["expected"], rtol=1e-12)


def test_largest_suppliers_come_first_and_equal_ones_by_code():
    flows = frame(importer="JPN", exporter=["USA", "CHN", "IND", "KOR"], product="1", value=[2, 2, 5, 1])
    made = top_suppliers(flows, 3)
    assert made.exporter.tolist() == ["IND", "CHN", "USA"]
    assert made["rank"].tolist() == [1, 2, 3]
    assert made.share.tolist() == [0.5, 0.2, 0.2]


def test_supplier_of_nothing_is_no_supplier():
    assert top_suppliers(
        frame(importer="JPN", exporter=["CHN", "USA"], product="1", value=[1, 0])
    ).exporter.tolist() == ["CHN"]


@trade.FEW
@given(trade.flows(years=2))
def test_ranks_count_from_one_and_shares_fall(table):
    for _, group in top_suppliers(table, 2).groupby(["year", "importer", "product"]):
        assert group["rank"].tolist() == list(range(1, len(group) + 1))
        assert group.share.is_monotonic_decreasing
        assert len(group) <= 2


@trade.FEW
@given(trade.flows(years=2))
def test_to_look_for_the_largest_and_to_sort_all_find_the_same(table):
    table["value"] = table["value"].round(-2)  # equal ones among them
    looked, ratios = top_suppliers(table, 3), concentration_ratio(table, 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suppliers, "MOST_PASSES", 0)
        pd.testing.assert_frame_equal(looked, top_suppliers(table, 3), check_exact=True)
        pd.testing.assert_frame_equal(ratios, concentration_ratio(table, 3), check_exact=True)


def test_the_four_largest_of_five_have_nine_tenths_by_hand():
    table = frame(importer="JPN", exporter=list("ABCDE"), product="1", value=[40, 25, 15, 10, 10])
    made = concentration_ratio(table)
    assert made.concentration_ratio.item() == pytest.approx(0.9)
    assert made.suppliers.item() == 5
    assert concentration_ratio(table, 1).concentration_ratio.item() == 0.4


def test_with_as_many_suppliers_or_fewer_the_ratio_is_one_and_without_trade_it_is_missing():
    table = frame(importer=["JPN", "JPN", "USA"], exporter=["A", "B", "A"], product="1", value=[1, 2, 0])
    made = concentration_ratio(table, 2).set_index("importer")
    assert made.concentration_ratio["JPN"] == 1
    assert np.isnan(made.concentration_ratio["USA"])
    assert made.reason["USA"] == "no trade"
    with pytest.raises(ParameterError, match="0 suppliers"):
        concentration_ratio(table, 0)


@trade.FEW
@given(trade.flows(years=2))
def test_the_ratio_is_the_sum_of_the_largest_shares_and_rises_with_their_number(table):
    keys = ["year", "importer", "product"]
    before = 0.0
    for n in (1, 2, 4):
        made = concentration_ratio(table, n).set_index(keys).concentration_ratio
        summed = top_suppliers(table, n).groupby(keys)["share"].sum()
        np.testing.assert_allclose(made.dropna(), summed.reindex(made.dropna().index), rtol=1e-9)
        assert (made.fillna(0.0) >= before - 1e-12).all()
        before = made.fillna(0.0)


def test_the_world_has_a_ratio_where_the_frame_has_no_importer():
    assert concentration_ratio(frame(exporter=["A", "B", "C"], value=[3, 1, 1]), 1).concentration_ratio.item() == 0.6


@pytest.mark.raw
def test_japan_magnets_2024_share_from_china_is_27_6_percent(raw):
    # CEPII BACI V202601, HS 850511: 156.9 of 568.8 million USD.
    table = pd.read_csv(raw / "baci" / "BACI_HS17_Y2024_V202601.csv", dtype={"k": "str"})
    names = {"i": "exporter", "j": "importer", "k": "product", "v": "value"}
    made = shares(table.rename(columns=names).query("importer == 392 and product == '850511'"), exporters=[156])
    assert made.share.round(3).item() == 0.276
