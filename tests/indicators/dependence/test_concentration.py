"""HHI, effective number and entropy."""

from __future__ import annotations

import numpy as np
import pytest
import trade
from hypothesis import given

from econsec.indicators import dependence_evidence, effective_suppliers, entropy, frame, hhi

FOUR = {"importer": "JPN", "exporter": ["CHN", "USA", "KOR", "DEU"], "product": "850511"}


def test_hhi_of_30_30_20_20_is_0_26():
    assert hhi(frame(**FOUR, value=[30, 30, 20, 20])).hhi.item() == pytest.approx(0.26, abs=1e-15)


def test_normalised_hhi_of_30_30_20_20_is_0_01333():
    assert hhi(frame(**FOUR, value=[30, 30, 20, 20]), normalised=True).hhi.item() == pytest.approx(0.04 / 3, abs=1e-15)


def test_four_equal_suppliers_count_as_four():
    assert effective_suppliers(frame(**FOUR, value=7)).effective_suppliers.item() == 4


def test_entropy_of_equal_suppliers_is_the_logarithm_of_their_number():
    assert entropy(frame(**FOUR, value=7)).entropy.item() == pytest.approx(np.log(4), abs=1e-15)
    assert entropy(frame(**FOUR, value=7), normalised=True).entropy.item() == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize("indicator", [hhi, entropy])
def test_normalised_index_of_a_single_supplier_is_undefined_and_says_so(indicator):
    made = indicator(frame(importer="JPN", exporter=["CHN", "USA"], product="1", value=[5, 0]), normalised=True)
    assert np.isnan(made[indicator.__name__].item())
    assert made.reason.item() == "single supplier"
    assert made.suppliers.item() == 1


def test_hhi_is_from_values_not_from_rounded_shares():
    # Three equal thirds rounded to per cent would give 0.3267.
    assert hhi(frame(importer="JPN", exporter=["A", "B", "C"], product="1", value=1)).hhi.item() == pytest.approx(1 / 3)


def test_a_flow_to_oneself_counts_as_a_supplier_and_must_be_left_out_by_hand():
    table = frame(importer="JPN", exporter=["CHN", "JPN"], product="1", value=1)
    assert hhi(table).hhi.item() == 0.5
    assert hhi(table[table.exporter != table.importer]).hhi.item() == 1
    assert dependence_evidence(table, importers=["JPN"]).hhi.item() == 1


def test_duplicate_keys_are_summed():
    made = hhi(frame(importer="JPN", exporter=["CHN", "CHN", "USA"], product="1", value=[1, 1, 2]))
    assert made.hhi.item() == 0.5
    assert made.suppliers.item() == 2


def test_importer_that_does_not_buy_a_product_of_the_year_has_a_reason():
    made = hhi(frame(importer=["JPN", "USA"], exporter="CHN", product=["1", "2"], value=1))
    assert made.reason.fillna("").tolist() == ["", "no trade", "no trade", ""]
    assert made.hhi.isna().tolist() == [False, True, True, False]


def test_world_supply_is_measured_where_the_frame_has_no_importer():
    assert hhi(frame(exporter=["CHN", "AUS"], product="lithium", value=[3, 1])).hhi.item() == 0.625
    assert hhi(frame(exporter=["CHN", "AUS"], value=[3, 1])).hhi.item() == 0.625


@pytest.mark.parametrize("indicator", [hhi, effective_suppliers, entropy])
def test_an_empty_frame_gives_an_empty_frame_with_its_columns(indicator):
    made = indicator(frame(year=[], importer=[], exporter=[], product=[], value=[]))
    assert made.empty
    assert {"year", "importer", "product", indicator.__name__, "reason"} <= set(made.columns)


@trade.FEW
@given(trade.flows(years=2))
def test_hhi_lies_between_one_over_n_and_one(table):
    made = hhi(table)
    known = made[made.reason.isna()]
    assert (known.hhi >= 1 / known.suppliers - 1e-12).all()
    assert (known.hhi <= 1 + 1e-12).all()
    assert (made.hhi.isna() == made.reason.notna()).all()


@trade.FEW
@given(trade.flows())
def test_hhi_and_entropy_do_not_depend_on_order_or_unit(table):
    for indicator in (hhi, entropy):
        name = indicator.__name__
        plain = indicator(table)[name]
        np.testing.assert_allclose(indicator(table.iloc[::-1])[name], plain, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(
            indicator(table.assign(value=table.value * 1000))[name], plain, rtol=1e-9, atol=1e-12
        )


@trade.FEW
@given(trade.flows(years=2))
def test_hhi_agrees_with_a_group_by(table):
    keys = ["year", "importer", "product"]
    share = table.groupby([*keys, "exporter"])["value"].sum().groupby(keys).transform(lambda flow: flow / flow.sum())
    expected = (share**2).groupby(keys).sum(min_count=1)
    made = hhi(table).set_index(keys).hhi
    np.testing.assert_allclose(made[expected.index], expected, rtol=1e-12)
