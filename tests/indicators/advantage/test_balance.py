"""Lafay, Grubel-Lloyd and net import reliance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import trade
from hypothesis import given

from econsec.errors import MissingColumnError, NegativeValueError, NotFiniteError, SchemaError
from econsec.indicators import frame, grubel_lloyd, lafay, net_import_reliance

SOLD = frame(exporter="JPN", product=["1", "2", "3"], value=[319, 43, 10])
BOUGHT = frame(importer="JPN", product=["1", "2", "3"], value=[354, 141, 100])


def test_grubel_lloyd_of_the_textbook_case_is_0_7694():
    assert grubel_lloyd(SOLD, BOUGHT).grubel_lloyd.item() == pytest.approx(1 - 223 / 967, abs=1e-15)
    assert round(grubel_lloyd(SOLD, BOUGHT).grubel_lloyd.item(), 4) == 0.7694


def test_grubel_lloyd_rises_with_aggregation():
    sold = frame(exporter="JPN", product=["cars", "rice"], value=[5, 0])
    bought = frame(importer="JPN", product=["cars", "rice"], value=[0, 5])
    assert grubel_lloyd(sold, bought).grubel_lloyd.item() == 0
    assert grubel_lloyd(sold.assign(product="all"), bought.assign(product="all")).grubel_lloyd.item() == 1


def test_grubel_lloyd_of_each_product_and_of_none():
    made = grubel_lloyd(SOLD.assign(value=[1.0, 2.0, 0.0]), BOUGHT.assign(value=[1.0, 0.0, 0.0]), by_product=True)
    assert made.grubel_lloyd.tolist()[:2] == [1, 0]
    assert made.reason.tolist()[2] == "no trade"


def test_lafay_of_a_balanced_economy_is_its_trade_share():
    sold = frame(exporter="JPN", product=["cars", "rice"], value=[30, 10])
    bought = frame(importer="JPN", product=["cars", "rice"], value=[10, 30])
    assert lafay(sold, bought).lafay.tolist() == [25, -25]


def test_lafay_of_a_product_without_trade_is_missing():
    made = lafay(SOLD.assign(value=[1.0, 2.0, 0.0]), BOUGHT.assign(value=[1.0, 0.0, 0.0]))
    assert np.isnan(made.lafay.tolist()[2])
    assert made.reason.tolist()[2] == "no trade"


@trade.FEW
@given(trade.flows(years=2))
def test_lafay_sums_to_0_over_products(table):
    made = lafay(table).groupby(["year", "economy"]).lafay
    np.testing.assert_allclose(made.sum(), 0, atol=1e-9)
    assert made.max().dropna().le(50 + 1e-9).all()


@trade.FEW
@given(trade.flows())
def test_lafay_agrees_with_the_formula_as_printed(table):
    for found in lafay(table).dropna(subset=["lafay"]).itertuples():
        x, m = (
            table[table[side] == found.economy].groupby("product")["value"].sum() for side in ("exporter", "importer")
        )
        products = sorted(set(table["product"]))
        x, m = x.reindex(products, fill_value=0.0), m.reindex(products, fill_value=0.0)
        own, both = (x - m)[found.product], (x + m)[found.product]
        expected = 100 * (own / both - (x - m).sum() / (x + m).sum()) * both / (x + m).sum()
        assert found.lafay == pytest.approx(expected, rel=1e-9, abs=1e-9)


@trade.FEW
@given(trade.flows())
def test_grubel_lloyd_lies_between_0_and_1_and_does_not_know_direction(table):
    made = grubel_lloyd(table)
    assert made.grubel_lloyd.dropna().between(-1e-12, 1 + 1e-12).all()
    turned = table.rename(columns={"exporter": "importer", "importer": "exporter"})
    np.testing.assert_allclose(grubel_lloyd(turned).grubel_lloyd, made.grubel_lloyd, atol=1e-12)


def test_exports_and_imports_must_both_have_a_year_or_none():
    with pytest.raises(SchemaError, match="only one of exports and imports"):
        lafay(SOLD.assign(year=2024), BOUGHT)


@pytest.mark.parametrize("by_product", [False, True])
def test_an_economy_that_one_of_two_frames_lacks_is_not_covered_rather_than_one_way(by_product):
    sold = pd.concat([SOLD, SOLD.assign(exporter="IND")])
    for made in (grubel_lloyd(sold, BOUGHT, by_product=by_product), lafay(sold, BOUGHT)):
        found = made.set_index("economy")
        number = "lafay" if "lafay" in made else "grubel_lloyd"
        assert found.loc[["IND"], number].isna().all()
        assert set(found.loc[["IND"], "reason"]) == {"not covered"}
        assert found.loc[["JPN"], number].notna().all()
    # One frame of both sides covers whom it names: India sells and buys nothing.
    one = frame(exporter=["IND", "JPN"], importer=["JPN", "USA"], product="1", value=1)
    assert grubel_lloyd(one).set_index("economy").grubel_lloyd.to_dict() == {"IND": 0, "JPN": 1, "USA": 0}


def test_an_economy_that_both_frames_have_in_some_year_is_covered_in_all():
    sold = pd.concat([SOLD.assign(year=year) for year in (2023, 2024)])
    bought = pd.concat([BOUGHT.assign(year=2023), BOUGHT.assign(year=2024, importer="USA")])
    made = grubel_lloyd(sold, bought).set_index(["year", "economy"])
    assert made.grubel_lloyd[2024, "JPN"] == 0
    assert made.reason[2024, "USA"] == "not covered"


def test_year_that_only_one_side_has_is_left_out():
    made = lafay(SOLD.assign(year=2024), BOUGHT.assign(year=[2023, 2024, 2024]))
    assert set(made.year) == {2024}


def test_net_import_reliance_counts_stocks():
    book = frame(imports=[80.0], exports=[10.0], production=[30.0], stock_change=[20.0])
    assert net_import_reliance(book).net_import_reliance.item() == pytest.approx(90 / 120)


def test_net_exporter_is_below_zero_and_keys_are_kept():
    made = net_import_reliance(frame(economy="AUS", imports=[0.0], exports=[60.0], production=[100.0]))
    assert made.net_import_reliance.item() == -1.5
    assert list(made.columns) == ["economy", "apparent_consumption", "net_import_reliance", "reason"]


@pytest.mark.parametrize(
    ("exports", "reason"), [(100.0, "no consumption"), (130.0, "no consumption"), (np.nan, "not covered")]
)
def test_reliance_that_cannot_be_told_has_a_reason(exports, reason):
    made = net_import_reliance(frame(imports=[0.0], exports=[exports], production=[100.0]))
    assert np.isnan(made.net_import_reliance.item())
    assert made.reason.item() == reason


@pytest.mark.parametrize("name", ["imports", "exports", "production"])
def test_a_balance_with_a_figure_below_zero_is_refused(name):
    book = frame(imports=[5.0], exports=[1.0], production=[2.0], stock_change=[-3.0])
    assert net_import_reliance(book).net_import_reliance.item() == pytest.approx(1 / 3)
    with pytest.raises(NegativeValueError, match=name):
        net_import_reliance(book.assign(**{name: -1.0}))


def test_infinities_that_cancel_are_refused_too():
    with pytest.raises(NotFiniteError):
        net_import_reliance(frame(imports=[np.inf], exports=[np.inf], production=[2.0]))


def test_an_empty_balance_gives_an_empty_answer():
    made = net_import_reliance(frame(economy=[], imports=[], exports=[], production=[]).astype("float64"))
    assert made.empty
    assert "net_import_reliance" in made


def test_balance_without_production_or_with_infinity_is_refused():
    with pytest.raises(MissingColumnError, match="'production'"):
        net_import_reliance(frame(imports=[1.0], exports=[1.0]))
    with pytest.raises(NotFiniteError):
        net_import_reliance(frame(imports=[np.inf], exports=[1.0], production=[1.0]))
