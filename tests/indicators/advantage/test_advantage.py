"""Revealed comparative advantage in its forms."""

from __future__ import annotations

import numpy as np
import pytest
import trade
from hypothesis import given

from econsec.indicators import additive_rca, explain, frame, normalised_rca, rca, symmetric_rca

WORLD = frame(product=["cars", "rice"], value=[400, 600])
JAPAN = frame(exporter="JPN", product=["cars", "rice"], value=[80, 20])
FORMS = [rca, symmetric_rca, additive_rca, normalised_rca]


def test_rca_of_80_20_in_a_world_of_400_600_is_2_and_one_third():
    assert rca(JAPAN, world=WORLD).rca.tolist() == pytest.approx([2, 1 / 3], abs=1e-15)


def test_symmetric_rca_of_2_is_one_third_and_of_0_is_minus_1():
    assert symmetric_rca(JAPAN, world=WORLD).symmetric_rca.tolist()[0] == pytest.approx(1 / 3, abs=1e-15)
    only_cars = frame(exporter="JPN", product=["cars", "rice"], value=[80, 0])
    assert symmetric_rca(only_cars, world=WORLD).symmetric_rca.tolist()[1] == -1


def test_world_without_the_economy_gives_another_number():
    made = rca(JAPAN, world=WORLD, include_own=False)
    assert made.rca.tolist() == pytest.approx([0.8 / (320 / 900), 0.2 / (580 / 900)], abs=1e-15)


@pytest.mark.parametrize("form", [rca, symmetric_rca])
def test_a_world_in_which_the_economy_cannot_have_been_gives_no_number_without_it(form):
    # Japan sells 80 of cars and this world 60 in all: taking 80 out of it would leave less than nothing.
    small = frame(product=["cars", "rice"], value=[60, 600])
    made = form(JAPAN, world=small, include_own=False)
    assert made[form.__name__].isna().all()
    assert set(made.reason) == {"not in the world"}
    assert made.reason.map(explain).notna().all()


def test_a_product_that_only_the_economy_sells_leaves_nothing_of_a_given_world():
    sold = frame(exporter="JPN", product=["cars", "rice"], value=[0.3, 20])
    made = rca(sold, world=frame(product=["cars", "rice"], value=[0.1 + 0.2, 600]), include_own=False)
    assert made.reason.tolist()[0] == "no world trade"
    assert made.rca.tolist()[1] == pytest.approx(20 / 20.3)


@trade.FEW
@given(trade.flows())
def test_without_the_economy_nothing_is_negative_or_infinite(table):
    made = rca(table, include_own=False)
    assert not (made.rca < 0).any()
    assert np.isfinite(made.rca.dropna()).all()
    assert made.loc[made.rca.isna(), "reason"].notna().all()


def test_world_is_the_sum_of_the_exports_unless_it_is_given():
    table = frame(exporter=["JPN", "JPN", "USA"], product=["cars", "rice", "rice"], value=[80, 20, 100])
    given_world = frame(product=["cars", "rice"], value=[80, 120])
    assert rca(table).rca.tolist() == rca(table, world=given_world).rca.tolist()


def test_product_of_the_world_that_the_economy_does_not_export_counts():
    world = frame(product=["cars", "rice", "silk"], value=[400, 500, 100])
    made = rca(JAPAN, world=world).set_index("product").rca
    assert made.to_dict() == {"cars": pytest.approx(2), "rice": pytest.approx(0.4), "silk": 0}


def test_product_that_only_this_economy_exports_has_no_rest_of_the_world():
    table = frame(exporter=["JPN", "JPN", "USA"], product=["cars", "rice", "rice"], value=1)
    made = rca(table, include_own=False).set_index(["exporter", "product"])
    assert made.reason["JPN", "cars"] == "no world trade"
    assert np.isnan(made.rca["JPN", "cars"])


@pytest.mark.parametrize("form", FORMS)
def test_economy_without_exports_has_a_reason(form):
    table = frame(exporter=["JPN", "USA"], product="rice", value=[0, 5])
    made = form(table).set_index("exporter")
    if form is normalised_rca:
        assert made[form.__name__].tolist() == [0, 0]
        return
    assert made.reason["JPN"] == "no exports"
    assert np.isnan(made[form.__name__]["JPN"])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rows", [0, 1])
def test_nothing_and_a_single_flow_are_no_errors(form, rows):
    made = form(frame(exporter=["JPN"], product=["1"], value=[3]).iloc[:rows])
    assert len(made) == rows
    assert (made[form.__name__] == {"rca": 1}.get(form.__name__, 0)).all()


@pytest.mark.parametrize("form", FORMS)
def test_all_zero_is_all_missing_with_reasons(form):
    made = form(frame(exporter=["JPN", "USA"], product="1", value=0))
    assert made[form.__name__].isna().all()
    assert made.reason.notna().all()


def test_given_world_that_lacks_the_year_is_no_world():
    made = rca(JAPAN.assign(year=2024), world=WORLD.assign(year=2023))
    assert set(made.reason) == {"no world trade"}


@trade.FEW
@given(trade.flows(years=2))
def test_rca_agrees_with_plain_pandas(table):
    made = rca(table).set_index(["year", "exporter", "product"]).rca
    for year, of in table.groupby("year"):
        x = of.pivot_table(index="exporter", columns="product", values="value", aggfunc="sum", fill_value=0)
        share = x.div(x.sum(axis=1).replace(0, np.nan), axis=0)
        world = x.sum() / x.to_numpy().sum() if x.to_numpy().sum() else x.sum() * np.nan
        expected = share.div(world.replace(0, np.nan), axis=1).stack(future_stack=True)
        np.testing.assert_allclose(made[year][expected.index], expected, rtol=1e-9)


@trade.FEW
@given(trade.flows())
def test_additive_sums_to_0_over_products_and_normalised_over_both(table):
    additive = additive_rca(table).groupby("exporter").additive_rca.sum(min_count=1).dropna()
    np.testing.assert_allclose(additive, 0, atol=1e-12)
    made = normalised_rca(table)
    for key in ("exporter", "product"):
        np.testing.assert_allclose(made.groupby(key).normalised_rca.sum(), 0, atol=1e-12)


def test_normalised_of_some_economies_of_a_given_world_sums_to_0_over_products_alone():
    table = frame(exporter=["JPN", "JPN", "USA"], product=["cars", "rice", "cars"], value=[30, 10, 20])
    made = normalised_rca(table, world=frame(product=["cars", "rice"], value=[60, 140]))
    np.testing.assert_allclose(made.groupby("exporter").normalised_rca.sum(), 0, atol=1e-12)
    # Cars: 50 / 200 - 60 x 60 / 200**2 = 0.16, since the two hold most of the world's cars.
    assert made.groupby("product").normalised_rca.sum().to_dict() == pytest.approx({"cars": 0.16, "rice": -0.16})


@trade.FEW
@given(trade.flows())
def test_normalised_lies_between_minus_and_plus_one_quarter(table):
    assert normalised_rca(table).normalised_rca.dropna().between(-0.25 - 1e-12, 0.25 + 1e-12).all()


@trade.FEW
@given(trade.flows())
def test_forms_agree_on_who_has_an_advantage(table):
    plain = rca(table).rca.to_numpy()
    clear = np.abs(plain - 1) > 1e-9
    for form in FORMS[1:]:
        index = form(table)[form.__name__].to_numpy()
        assert (np.sign(index[clear]) == np.sign(plain[clear] - 1)).all()


@trade.FEW
@given(trade.flows())
def test_rca_does_not_depend_on_order_or_unit(table):
    plain = rca(table).rca
    np.testing.assert_allclose(rca(table.iloc[::-1]).rca, plain, rtol=1e-9)
    np.testing.assert_allclose(rca(table.assign(value=table.value * 1e-3)).rca, plain, rtol=1e-9)
