"""Trade and product complementarity."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import trade
from hypothesis import given

from econsec.indicators import export_similarity, frame, product_complementarity, rca, tci

RICE_CARS = ["rice", "cars"]


def one(sold: list[float], bought: list[float], indicator=tci) -> float:
    made = indicator(
        frame(exporter="IND", product=RICE_CARS, value=sold), frame(importer="JPN", product=RICE_CARS, value=bought)
    )
    return made[indicator.__name__].item()


def test_tci_of_identical_baskets_is_100():
    assert one([3, 1], [6, 2]) == 100


def test_tci_of_disjoint_baskets_is_0():
    assert one([3, 0], [0, 2]) == 0


def test_tci_is_what_the_baskets_have_in_common():
    assert one([3, 1], [1, 1]) == pytest.approx(75)


def test_product_complementarity_of_equal_baskets_like_the_worlds_is_1():
    assert one([1, 1], [1, 1], product_complementarity) == pytest.approx(1)


def test_product_complementarity_of_equal_special_baskets_is_above_1():
    world = frame(product=RICE_CARS, value=[90, 10])
    made = product_complementarity(
        frame(exporter="JPN", product="cars", value=1), frame(importer="USA", product="cars", value=1), world=world
    )
    assert made.product_complementarity.item() == pytest.approx(10)


@pytest.mark.parametrize(("sold", "bought", "reason"), [([0, 0], [1, 1], "no exports"), ([1, 1], [0, 0], "no imports")])
@pytest.mark.parametrize("indicator", [tci, product_complementarity])
def test_side_without_trade_is_the_reason(indicator, sold, bought, reason):
    made = indicator(
        frame(exporter="IND", product=RICE_CARS, value=sold), frame(importer="JPN", product=RICE_CARS, value=bought)
    )
    assert np.isnan(made[indicator.__name__].item())
    assert made.reason.item() == reason


def test_sectors_are_measured_within_their_own_baskets():
    sold = frame(exporter="IND", product=["1", "2", "3"], value=[1, 1, 98])
    bought = frame(importer="JPN", product=["1", "2", "3"], value=[1, 3, 1])
    sectors = frame(sector=["a", "a", "b"], product=["1", "2", "3"])
    made = tci(sold, bought, sectors=sectors).set_index("sector").tci
    assert made.to_dict() == {"a": pytest.approx(75), "b": 100}


def test_every_pair_is_measured_both_ways_from_one_bilateral_frame():
    table = frame(exporter=["IND", "JPN"], importer=["JPN", "IND"], product=RICE_CARS, value=1)
    made = tci(table).set_index(["exporter", "importer"]).tci
    assert made.to_dict() == {("IND", "IND"): 0, ("IND", "JPN"): 100, ("JPN", "IND"): 100, ("JPN", "JPN"): 0}


@trade.FEW
@given(trade.flows())
def test_tci_agrees_with_the_formula_as_printed(table):
    products = sorted(set(table["product"]))
    x, m = (
        table.pivot_table(index=side, columns="product", values="value", aggfunc="sum", fill_value=0.0)[products]
        for side in ("exporter", "importer")
    )
    for found in tci(table).dropna(subset=["tci"]).itertuples():
        sold, bought = x.loc[found.exporter], m.loc[found.importer]
        expected = 100 * (1 - (bought / bought.sum() - sold / sold.sum()).abs().sum() / 2)
        assert found.tci == pytest.approx(expected, abs=1e-9)


@trade.FEW
@given(trade.flows())
def test_tci_of_turned_trade_is_the_transpose(table):
    turned = table.rename(columns={"exporter": "importer", "importer": "exporter"})
    plain, back = (made.set_index(["exporter", "importer"]).tci for made in (tci(table), tci(turned)))
    np.testing.assert_allclose(back.swaplevel()[plain.index], plain, atol=1e-9)


@trade.FEW
@given(trade.flows())
def test_similarity_is_complementarity_with_the_others_exports(table):
    as_imports = table[["exporter", "product", "value"]].rename(columns={"exporter": "importer"})
    np.testing.assert_allclose(
        export_similarity(table).export_similarity, tci(table.drop(columns="importer"), as_imports).tci, atol=1e-9
    )


@trade.FEW
@given(trade.flows())
def test_product_complementarity_agrees_with_the_formula_as_printed(table):
    exports = table.drop(columns="importer")
    imports = table.drop(columns="exporter")
    world = exports.groupby("product", as_index=False)["value"].sum()
    share = world.set_index("product")["value"] / world["value"].sum()
    x = rca(exports).set_index(["exporter", "product"]).rca
    m = rca(imports.rename(columns={"importer": "exporter"}), world=world).set_index(["exporter", "product"]).rca
    for found in product_complementarity(table).dropna(subset=["product_complementarity"]).itertuples():
        expected = (x[found.exporter] * m[found.importer] * share).sum()
        assert found.product_complementarity == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.raw
@pytest.mark.parametrize(
    ("year", "exporter", "importer", "expected"),
    # CEPII BACI V202601 over the 96 HS2 chapters, all partners.
    [
        (2018, "IND", "JPN", 63.74),
        (2024, "IND", "JPN", 71.84),
        (2018, "JPN", "IND", 45.81),
        (2024, "JPN", "IND", 47.55),
    ],
)
def test_tci_of_india_and_japan_over_hs2(raw, year, exporter, importer, expected):
    folder = "baci-hs2-2024" if year == 2024 else "baci-hs2-2017-2023"
    table = pd.read_csv(raw / folder / "hs2_totals.csv", dtype={"hs2": "str"}).query("year == @year")
    table = table.rename(columns={"hs2": "product"})
    made = tci(
        table.rename(columns={"economy": "exporter", "exports_usd": "value"}),
        table.rename(columns={"economy": "importer", "imports_usd": "value"}),
    )
    found = made.set_index(["exporter", "importer"]).tci[exporter, importer]
    assert round(found, 2) == expected


def test_a_world_that_lacks_the_year_gives_no_index_but_a_reason():
    sold = frame(year=2024, exporter=["IND", "IND"], product=["rice", "cars"], value=[1, 1])
    bought = frame(year=2024, importer=["JPN", "JPN"], product=["rice", "cars"], value=[1, 1])
    world = frame(year=2023, product=["rice", "cars"], value=[5, 5])
    found = product_complementarity(sold, bought, world=world).iloc[0]
    assert math.isnan(found["product_complementarity"])
    assert found["reason"] == "no world trade"


def test_a_sector_that_nobody_trades_has_no_index():
    sold = frame(exporter=["IND"], product=["rice"], value=[1])
    bought = frame(importer=["JPN"], product=["rice"], value=[1])
    found = tci(sold, bought, sectors=frame(sector=["wine"], product=["wine"])).iloc[0]
    assert math.isnan(found["tci"])
    assert found["reason"] == "no exports"
