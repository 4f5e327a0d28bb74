"""The European Commission's supply risk."""

from __future__ import annotations

import numpy as np
import pytest
import trade
from hypothesis import given
from hypothesis import strategies as st

from econsec.errors import DuplicateKeyError, ParameterError, SchemaError
from econsec.indicators import frame, supply_risk

# Scores 10, 5 and 0 of ten.
WGI = frame(economy=["BAD", "MID", "GOOD"], estimate=[-2.5, 0.0, 2.5])
WORLD = frame(economy=["BAD", "MID"], product="W", value=[60, 40])
SOURCED = frame(exporter=["MID", "GOOD"], importer="JPN", product="W", value=[50, 50])
# HHI = sum of s**2 g: world 0.36 * 10 + 0.16 * 5 = 4.4, sourcing 0.25 * 5 = 1.25.


def one(**options: object):
    (row,) = supply_risk(WGI, **options).itertuples()
    return row


def test_both_scopes_are_weighted_by_import_reliance():
    assert one(production=WORLD, sourcing=SOURCED, reliance=1).supply_risk == pytest.approx((4.4 + 1.25) / 2)
    assert one(production=WORLD, sourcing=SOURCED, reliance=0.4).supply_risk == pytest.approx(4.4 * 0.2 + 1.25 * 0.8)
    assert one(production=WORLD, sourcing=SOURCED, reliance=0).supply_risk == pytest.approx(1.25)


@pytest.mark.parametrize(("given_reliance", "used"), [(1.7, 1.0), (-0.3, 0.0)])
def test_import_reliance_is_clipped_to_0_and_1(given_reliance, used):
    found, expected = (one(production=WORLD, sourcing=SOURCED, reliance=value) for value in (given_reliance, used))
    assert found.supply_risk == expected.supply_risk


@pytest.mark.parametrize("name", ["reliance", "recycling", "substitution"])
@pytest.mark.parametrize("as_frame", [False, True], ids=["number", "frame"])
def test_a_rate_in_per_cent_is_refused_with_the_part_that_was_meant(name, as_frame):
    given_rate = frame(product=["W"], **{name: 35.0}) if as_frame else 35
    with pytest.raises(ParameterError, match=rf"{name} 35\..*Did you mean 0\.35\?"):
        one(production=WORLD, **{name: given_rate})


@pytest.mark.parametrize("rate", [-0.1, 1.01, np.nan, np.inf])
def test_a_rate_that_is_no_part_of_one_is_refused(rate):
    with pytest.raises(ParameterError, match="Expected 0 to 1"):
        one(production=WORLD, recycling=rate)


def test_a_trade_factor_in_per_cent_or_below_zero_is_refused():
    for factor, hint in ((110.0, "Did you mean 1.1"), (-1.0, "Expected 0 to 10")):
        with pytest.raises(ParameterError, match=hint):
            one(production=WORLD, trade=frame(economy="BAD", factor=[factor]))


def test_two_numbers_for_one_material_or_economy_are_refused():
    with pytest.raises(DuplicateKeyError, match="two numbers of recycling for W"):
        one(production=WORLD, recycling=frame(product=["W", "W"], recycling=[0.1, 0.2]))
    with pytest.raises(DuplicateKeyError, match="two numbers of trade factor for BAD"):
        one(production=WORLD, trade=frame(economy=["BAD", "BAD"], factor=[1.1, 1.2]))


def test_a_part_of_scored_supply_in_per_cent_is_refused():
    with pytest.raises(ParameterError, match=r"least_scored 90.*Did you mean 0\.9"):
        one(production=WORLD, least_scored=90)


def test_recycling_and_substitution_take_off_their_part():
    made = one(production=WORLD, recycling=0.25, substitution=0.8)
    assert made.supply_risk == pytest.approx(4.4 * 0.75 * 0.8)
    assert made.assumed == "reliance 1"


def test_one_missing_scope_is_replaced_by_the_other_and_said():
    assert (one(production=WORLD).supply_risk, one(production=WORLD).scopes) == (pytest.approx(4.4), "global")
    assert (one(sourcing=SOURCED).supply_risk, one(sourcing=SOURCED).scopes) == (pytest.approx(1.25), "sourcing")
    assert one(production=WORLD, sourcing=SOURCED).scopes == "global and sourcing"


def test_defaults_that_stood_in_are_named():
    assert one(production=WORLD).assumed == "reliance 1; recycling 0; substitution 1"


def test_material_without_a_setting_of_its_own_takes_the_default_and_says_so():
    world = frame(economy=["BAD", "BAD"], product=["W", "Ga"], value=1)
    made = supply_risk(WGI, production=world, recycling=frame(product="W", recycling=0.4), reliance=1, substitution=1)
    found = made.set_index("product")
    assert found.supply_risk.to_dict() == {"Ga": 10, "W": pytest.approx(6)}
    assert found.assumed.to_dict() == {"Ga": "recycling 0", "W": ""}


def test_trade_factor_weighs_an_economy():
    made = one(production=WORLD, trade=frame(economy="BAD", factor=1.1))
    assert made.supply_risk == pytest.approx(0.36 * 10 * 1.1 + 0.8)


def test_scope_whose_suppliers_lack_scores_is_set_aside():
    partly = frame(economy=["BAD", "NIL"], product="W", value=[80, 20])
    made = one(production=partly)
    assert np.isnan(made.supply_risk)
    assert made.reason == "no governance score"
    assert made.scored_global == pytest.approx(0.8)
    assert one(production=partly, least_scored=0.8).supply_risk == pytest.approx(6.4)
    assert one(production=partly, sourcing=SOURCED).scopes == "sourcing"


def test_material_that_nobody_supplies_has_a_reason():
    made = one(production=frame(economy="BAD", product="W", value=0))
    assert np.isnan(made.supply_risk)
    assert made.reason == "no supply data"


def test_material_known_only_to_the_world_is_listed_for_each_importer():
    world = frame(economy="BAD", product=["W", "Ga"], value=1)
    made = supply_risk(WGI, production=world, sourcing=SOURCED).set_index("product")
    assert made.scopes.to_dict() == {"Ga": "global", "W": "global and sourcing"}
    assert made.importer.tolist() == ["JPN", "JPN"]


def test_year_of_production_without_sourcing_has_the_world_alone():
    world = frame(year=[2022, 2023], economy="BAD", product="W", value=1)
    made = supply_risk(WGI.assign(year=2020), production=world, sourcing=SOURCED.assign(year=2023))
    assert made[["year", "importer", "scopes"]].to_numpy().tolist() == [
        [2022, "JPN", "global"],
        [2023, "JPN", "global and sourcing"],
    ]
    assert made.supply_risk.tolist() == [10, pytest.approx((10 + 1.25) / 2)]


def test_years_are_matched_and_the_governance_of_the_year_is_used():
    wgi = frame(economy="BAD", year=[2022, 2023], estimate=[2.5, -2.5])
    world = frame(year=[2022, 2024], economy="BAD", product="W", value=1)
    assert supply_risk(wgi, production=world).supply_risk.tolist() == [0, 10]


def test_neither_scope_is_refused():
    with pytest.raises(SchemaError, match="neither production nor sourcing"):
        supply_risk(WGI)


def test_setting_without_its_column_is_refused():
    with pytest.raises(SchemaError, match="no column 'recycling'"):
        supply_risk(WGI, production=WORLD, recycling=frame(product="W", rate=0.4))


@trade.FEW
@given(st.lists(st.floats(0, 1e6), min_size=3, max_size=3), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_risk_lies_between_0_and_10(values, reliance, recycling, substitution):
    world = frame(economy=["BAD", "MID", "GOOD"], product="W", value=values)
    made = one(production=world, sourcing=SOURCED, reliance=reliance, recycling=recycling, substitution=substitution)
    assert -1e-9 <= made.supply_risk <= 10 + 1e-9


def test_an_importer_that_buys_nothing_leaves_the_world_alone():
    wgi = frame(economy=["CHN", "USA"], estimate=[0.0, 1.25])
    mined = frame(economy=["CHN", "USA"], product="W", value=[80.0, 20.0])
    bought = mined.rename(columns={"economy": "exporter"}).assign(importer="NPL").head(0)
    found = supply_risk(wgi, production=mined, sourcing=bought)
    assert found.empty or set(found["scopes"]) == {"global"}
