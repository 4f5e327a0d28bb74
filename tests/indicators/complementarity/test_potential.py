"""Export potential."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import trade
from hypothesis import given

from econsec.errors import DuplicateKeyError, MissingColumnError, NegativeValueError, NotFiniteError, ParameterError
from econsec.indicators import export_potential, frame

PAIR = {"exporters": ["IND"], "importers": ["JPN"]}
# India sells 1 and 2 to Japan and to the USA, China sells both to Japan.
WORLD = frame(
    exporter=["IND", "IND", "IND", "IND", "CHN", "CHN"],
    importer=["JPN", "JPN", "USA", "USA", "JPN", "JPN"],
    product=["1", "2"] * 3,
    value=[10, 0, 30, 40, 60, 60],
)


def test_potential_is_supply_times_demand_times_ease():
    made = export_potential(WORLD, **PAIR).set_index("product")
    # Share in world exports 40/100 and 40/100, Japan's imports 70 and 60: 28 and 24, of which 10 are sold: ease 10/52.
    assert made.ease.tolist() == pytest.approx([10 / 52] * 2)
    assert made.potential.to_dict() == pytest.approx({"1": 280 / 52, "2": 240 / 52})
    assert made.untapped.to_dict() == pytest.approx({"1": 280 / 52 - 10, "2": 240 / 52})


def test_partners_that_do_not_trade_have_no_ease():
    made = export_potential(WORLD, exporters=["CHN"], importers=["USA"])
    assert made.potential.isna().all()
    assert set(made.reason) == {"missing partner"}


def test_product_that_nobody_sells_has_no_potential_and_not_one_of_zero():
    idle = frame(exporter="IND", importer="JPN", product="3", value=0)
    made = export_potential(pd.concat([WORLD, idle]), **PAIR).set_index("product")
    assert np.isnan(made.potential["3"])
    assert made.reason.fillna("").to_dict() == {"1": "", "2": "", "3": "no world trade"}


def test_an_economy_has_no_potential_with_itself():
    assert set(export_potential(WORLD, exporters=["IND"], importers=["IND"]).reason) == {"missing partner"}


def test_actual_is_the_mean_of_the_years_that_there_are():
    two = frame(year=[2023, 2024], exporter="IND", importer="JPN", product="1", value=[10, 30])
    assert export_potential(two, **PAIR).actual.item() == 20
    assert export_potential(two, **PAIR, years=1).actual.item() == 30


def test_growth_of_supply_and_demand_scales_potential():
    supply = frame(exporter="IND", product="1", factor=[1.5])
    demand = frame(importer=["JPN", "USA"], product="1", factor=[2.0, 9.0])
    plain, grown = (
        export_potential(WORLD, **PAIR, **more).set_index("product").potential
        for more in ({}, {"supply": supply, "demand": demand})
    )
    assert (grown / plain).to_dict() == pytest.approx({"1": 3, "2": 1})


def test_two_factors_for_one_product_or_an_economy_named_twice_are_refused():
    twice = frame(exporter="IND", product="1", factor=[1.5, 3.0])
    with pytest.raises(DuplicateKeyError, match="two factors for IND, 1"):
        export_potential(WORLD, **PAIR, supply=twice)
    with pytest.raises(DuplicateKeyError, match="importers name an economy twice"):
        export_potential(WORLD, exporters=["IND"], importers=["JPN", "JPN"])


@pytest.mark.parametrize(
    ("factor", "error"), [(np.nan, NotFiniteError), (np.inf, NotFiniteError), (-1.0, NegativeValueError)]
)
def test_a_factor_that_is_no_number_of_0_or_more_is_refused(factor, error):
    with pytest.raises(error, match="factor"):
        export_potential(WORLD, **PAIR, supply=frame(exporter="IND", product="1", factor=[factor]))


@trade.FEW
@given(trade.flows(years=2))
def test_potential_of_all_products_adds_up_to_actual_trade(table):
    made = export_potential(table, exporters=trade.ECONOMIES, importers=trade.ECONOMIES)
    known = made[made.reason.isna()].groupby(["exporter", "importer"])[["potential", "actual"]].sum()
    np.testing.assert_allclose(known.potential, known.actual, rtol=1e-9)


def test_nothing_traded_has_no_potential_and_no_error():
    assert export_potential(WORLD.iloc[:0], **PAIR).empty


def test_unusable_options_are_refused():
    with pytest.raises(ParameterError, match="0 years"):
        export_potential(WORLD, **PAIR, years=0)
    with pytest.raises(MissingColumnError, match="'factor'"):
        export_potential(WORLD, **PAIR, supply=frame(exporter="IND", product="1"))
    with pytest.raises(NegativeValueError):
        export_potential(WORLD.assign(value=-1.0), **PAIR)
