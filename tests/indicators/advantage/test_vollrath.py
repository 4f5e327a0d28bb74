"""Relative trade advantage."""

from __future__ import annotations

import numpy as np
import pytest
import trade
from hypothesis import given

from econsec.indicators import frame, rca, rta

SOLD = frame(exporter=["JPN", "JPN", "USA", "USA"], product=["cars", "rice"] * 2, value=[6, 2, 1, 3])
BOUGHT = frame(importer=["JPN", "JPN", "USA", "USA"], product=["cars", "rice"] * 2, value=[1, 3, 2, 2])


def test_rta_is_rca_of_exports_less_rca_of_imports():
    made = rta(SOLD, BOUGHT)
    exports = rca(SOLD).rca
    imports = rca(BOUGHT.rename(columns={"importer": "exporter"})).rca
    np.testing.assert_allclose(made.rta, exports - imports, atol=1e-15)
    np.testing.assert_allclose(made.rc, np.log(exports) - np.log(imports), atol=1e-15)


def test_net_variant_takes_economy_and_product_out_of_the_base():
    made = rta(SOLD, BOUGHT, net=True).set_index(["economy", "product"])
    # Japan's cars: (6 / 2) / (1 / 3) of exports, (1 / 3) / (2 / 2) of imports.
    assert made.rxa["JPN", "cars"] == pytest.approx(9, abs=1e-12)
    assert made.rma["JPN", "cars"] == pytest.approx(1 / 3, abs=1e-12)


def test_net_variant_without_another_product_is_undefined():
    made = rta(frame(exporter=["JPN", "USA"], importer=["USA", "JPN"], product="cars", value=1), net=True)
    assert made.rta.isna().all()
    assert set(made.reason) == {"no other product"}


@pytest.mark.parametrize("scale", [1.0, 0.1, 1e9 / 3])
def test_net_variant_of_what_nobody_else_trades_is_undefined_at_any_scale(scale):
    # Outside JPN there are cars alone, so that without JPN and without cars nothing is left: no rounding may stand in.
    sold = frame(
        exporter=["JPN", "JPN", "USA", "KOR"], product=["cars", "rice", "cars", "cars"], value=[0.3, 0.1, 0.2, 0.7]
    )
    bought = sold.rename(columns={"exporter": "importer"})
    made = rta(*(table.assign(value=table["value"] * scale) for table in (sold, bought)), net=True)
    japan = made.set_index(["economy", "product"]).loc[("JPN", "cars")]
    assert np.isnan(japan.rxa)
    assert japan.reason == "no world trade"


@trade.FEW
@given(trade.flows())
def test_net_variant_is_what_sums_over_the_others_give(table):
    made = rta(table, net=True).set_index(["economy", "product"]).rxa
    x = table.groupby(["exporter", "product"])["value"].sum().unstack(fill_value=0.0)
    for (economy, product), found in made.items():
        of = x.reindex(index=x.index.union([economy]), fill_value=0.0)
        own, others = of.loc[economy].drop(product).sum(), of.drop(economy)[product].sum()
        rest = of.drop(index=economy, columns=product).to_numpy().sum()
        if 0 in (own, others, rest):
            assert np.isnan(found)
        else:
            assert found == pytest.approx((of.loc[economy, product] / own) / (others / rest), rel=1e-9)


def test_competitiveness_is_undefined_at_zero_and_rta_is_not():
    sold = frame(exporter=["JPN", "USA", "USA"], product=["rice", "rice", "cars"], value=1)
    made = rta(sold, BOUGHT).set_index(["economy", "product"])
    assert np.isnan(made.rc["JPN", "cars"])
    assert made.rta["JPN", "cars"] < 0
    assert made.reason["JPN", "cars"] == "no exports"


def test_economy_with_a_single_product_lacks_another_and_not_the_world():
    sold = frame(exporter=["JPN", "USA", "USA", "KOR"], product=["cars", "cars", "rice", "rice"], value=1)
    bought = frame(importer=["JPN", "JPN", "USA", "USA", "KOR", "KOR"], product=["cars", "rice"] * 3, value=1)
    made = rta(sold, bought, net=True).set_index(["economy", "product"])
    assert np.isnan(made.rta["JPN", "cars"])
    assert made.reason["JPN", "cars"] == "no other product"


@pytest.mark.parametrize("net", [False, True])
@trade.FEW
@given(table=trade.flows())
def test_every_missing_number_has_a_reason(table, net):
    made = rta(table, net=net)
    assert (made.rc.isna() == made.reason.notna()).all()


def test_economy_that_only_one_frame_has_is_not_covered():
    made = rta(SOLD, BOUGHT[BOUGHT.importer == "USA"])
    assert set(made[made.economy == "JPN"].reason) == {"not covered"}


def test_economy_that_only_buys_has_a_reason():
    made = rta(frame(exporter="USA", importer=["USA", "JPN"], product=["1", "2"], value=1)).set_index(
        ["economy", "product"]
    )
    assert made.reason["JPN", "1"] == "no exports"


@trade.FEW
@given(trade.flows())
def test_rta_turns_its_sign_where_exports_and_imports_change_places(table):
    turned = table.rename(columns={"exporter": "importer", "importer": "exporter"})
    np.testing.assert_allclose(rta(turned).rta, -rta(table).rta, rtol=1e-9, atol=1e-12)
