"""The ledger against cases done by hand, laws, and a second computation in plain pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from econsec import load
from econsec.decisions.substitution.assumptions import Assumptions
from econsec.decisions.substitution.ledger import ledger, redirectable
from econsec.errors import NegativeValueError, NoDataError, NotFiniteError, ParameterError
from econsec.flows.build import complete
from econsec.indicators import frame

ROLES = {"importer": "JPN", "partner": "IND", "rival": "CHN"}


def flows(*rows: tuple[str, str, float, float | None], year: int = 2024) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["exporter", "importer", "value", "tonnes"])
    return table.assign(year=year, product="811010")


def one(*rows: tuple[str, str, float, float | None], **more: object) -> pd.Series:
    return ledger(flows(*rows), **ROLES, **more).iloc[0]


def test_need_of_100_and_a_capacity_of_30_replaces_30_percent_at_most():
    row = one(("CHN", "JPN", 100, 10), ("IND", "USA", 30, 3))
    assert row["high"] == 30
    assert row["high_share"] == pytest.approx(0.30)
    assert row["limit"] == "redirectable exports"


def test_central_case_moves_three_tenths_of_the_exports_to_third_markets():
    assert one(("CHN", "JPN", 100, 10), ("IND", "USA", 30, 3))["central"] == pytest.approx(9)


def test_what_the_partner_sells_to_importer_and_rival_is_shown_and_not_counted():
    row = one(("CHN", "JPN", 100, 10), ("IND", "JPN", 7, 1), ("IND", "CHN", 50, 5), ("IND", "USA", 30, 3))
    assert row[["from_partner", "to_rival", "to_third", "high"]].tolist() == [7, 50, 30, 30]


def test_a_cheaper_grade_replaces_nothing_and_is_named_as_the_limit():
    row = one(("CHN", "JPN", 100, 10), ("IND", "USA", 30, 30))
    assert (row["grade"], row["high"], row["limit"], row["ceiling"]) == ("cheaper grade", 0, "grade", 30)


def test_a_cheaper_mean_hides_sales_at_the_rivals_price_and_the_high_case_holds_them():
    row = one(("CHN", "JPN", 100, 10), ("IND", "USA", 30, 30), ("IND", "DEU", 20, 2))
    assert (row["grade"], row["near_share"], row["high"]) == ("cheaper grade", 0.4, 20)


def test_what_is_sold_to_the_port_of_the_rival_is_no_third_market():
    row = one(("CHN", "JPN", 100, 10), ("IND", "HKG", 50, 5), ("IND", "USA", 30, 3))
    assert row[["to_third", "to_rival", "high"]].tolist() == [30, 50, 30]
    port = ledger(flows(("CHN", "HKG", 100, 10), ("IND", "USA", 30, 3)), importer="HKG", partner="IND", rival="CHN")
    assert port["to_third"].item() == 30


def test_a_net_importer_has_nothing_to_redirect_and_no_plant_that_is_known_to_stand():
    history = pd.concat([flows(("IND", "USA", 70, 7), year=2021), flows(("IND", "USA", 30, 3), year=2024)])
    now = (("CHN", "JPN", 100, 10), ("IND", "USA", 30, 3), ("CHN", "IND", 31, 3))
    row = one(*now, year=2024, history=history)
    assert (row["net_exports"], row["high"], row["limit"]) == (-1, 0, "net imports")


def test_what_is_made_at_home_bounds_what_can_be_redirected():
    made = pd.DataFrame({"product": ["811010"], "economy": "IND", "tonnes": 2.0})
    world = complete(flows(("CHN", "JPN", 100, 10), ("IND", "USA", 30, 3))).knowing(made)
    row = ledger(world, **ROLES).iloc[0]
    assert (row["made"], row["redirectable"]) == (20, 20)


def test_india_cannot_redirect_antimony_of_which_it_imports_more_than_it_exports_baci_2024():
    # BACI V202601, 811010, 2024: India sells 21.3 million USD and buys 28.3 million.
    row = ledger(load("baci_minerals", product="811010"), **ROLES, year=2024).iloc[0]
    assert row["net_exports"] == pytest.approx(21.3e6 - 28.3e6, abs=1e5)
    assert (row["to_third"] > 21e6, row["high"], row["limit"]) == (True, 0, "net imports")


def test_no_tonnes_leaves_the_grade_unknown_and_the_low_case_empty():
    row = one(("CHN", "JPN", 100, None), ("IND", "USA", 30, None))
    assert row["grade"] == "unknown"
    assert np.isnan(row["unit_value_ratio"])
    assert (row["low"], row["central"], row["high"]) == (0, 4.5, 30)


def test_a_product_that_the_rival_does_not_supply_has_no_share_and_a_reason():
    row = one(("USA", "JPN", 100, 10), ("IND", "USA", 30, 3), ("CHN", "USA", 1, 1))
    assert np.isnan(row["high_share"])
    assert (row["limit"], row["reason"]) == ("nothing to replace", "nothing from the rival")


def test_a_product_asked_for_and_not_traded_is_a_row_with_a_reason():
    table = flows(("CHN", "JPN", 100, 10), ("IND", "USA", 30, 3))
    found = ledger(table, **ROLES, products=["811010", "999999"]).set_index("product")
    assert found.loc["999999", "reason"] == "no imports"
    assert np.isnan(found.loc["999999", "rival_share"])


def test_spare_capacity_is_the_past_peak_less_the_present_of_the_same_table():
    now = (("CHN", "JPN", 100, 10), ("IND", "USA", 30, 3))
    history = pd.concat([flows(("IND", "USA", 70, 7), year=2021), flows(("IND", "USA", 20, 2), year=2024)])
    row = one(*now, year=2024, history=history)
    assert (row["peak"], row["peak_year"], row["spare"]) == (70, 2021, 50)
    assert row["high"] == 80
    assert row["central"] == pytest.approx(0.3 * 30 + 0.5 * 50)


def test_a_peak_under_another_revision_of_the_nomenclature_does_not_count():
    past = flows(("IND", "USA", 70, 7), year=2016).assign(revision="HS02")
    present = flows(("IND", "USA", 20, 2)).assign(revision="HS17")
    row = one(("CHN", "JPN", 100, 10), ("IND", "USA", 30, 3), year=2024, history=pd.concat([past, present]))
    assert row["spare"] == 0


def test_enough_exports_that_cannot_all_move_within_a_year_are_limited_by_pace():
    assert one(("CHN", "JPN", 100, 10), ("IND", "USA", 150, 15))["limit"] == "pace"


def test_repeated_keys_are_summed():
    row = one(("CHN", "JPN", 60, 6), ("CHN", "JPN", 40, 4), ("IND", "USA", 30, 3))
    assert row["from_rival"] == 100


def test_redirectable_lists_destinations_by_size_without_importer_and_rival():
    table = flows(("IND", "JPN", 9, 1), ("IND", "CHN", 9, 1), ("IND", "USA", 10, 2), ("IND", "DEU", 30, None))
    found = redirectable(table, **ROLES)
    assert found["destination"].tolist() == ["DEU", "USA"]
    assert found["share"].tolist() == [0.75, 0.25]
    assert found["unit_value"].fillna(-1).tolist() == [-1, 5]


def test_an_economy_outside_the_flows_is_unknown_and_not_zero():
    with pytest.raises(NoDataError, match="no trade of IND"):
        one(("CHN", "JPN", 100, 10))


def test_a_year_that_is_not_there_names_the_years_that_are():
    with pytest.raises(NoDataError, match="2024"):
        one(("CHN", "JPN", 100, 10), ("IND", "USA", 30, 3), year=1999)


def test_one_economy_cannot_play_two_parts():
    with pytest.raises(ParameterError, match="two parts"):
        ledger(flows(("CHN", "JPN", 1, 1)), importer="JPN", partner="CHN", rival="CHN")


def test_a_negative_value_is_refused():
    with pytest.raises(NegativeValueError):
        one(("CHN", "JPN", -1, 1), ("IND", "USA", 30, 3))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_missing_or_infinite_value_is_refused_and_not_counted_as_nothing(value):
    with pytest.raises(NotFiniteError, match=r"'value' of trade has 1 (missing|infinite)"):
        one(("CHN", "JPN", value, 1), ("CHN", "JPN", 2, 1), ("IND", "USA", 30, 3))


def test_assumptions_whose_low_case_exceeds_the_central_one_are_refused():
    with pytest.raises(ParameterError, match="low <= central <= high"):
        Assumptions(low=Assumptions().high)


amount = st.floats(0, 1e9, allow_nan=False)
trade = st.lists(
    st.tuples(
        st.sampled_from(["CHN", "IND", "USA", "JPN"]),
        st.sampled_from(["CHN", "IND", "USA", "JPN"]),
        st.sampled_from("abcdefghijkl"),
        amount,
        st.one_of(st.none(), st.floats(0, 1e6)),
    ),
    min_size=1,
    max_size=120,
)


# Each product is a case of its own: a quarter of the trades with four times the products are as many.
@settings(max_examples=25)
@given(trade)
def test_every_case_lies_within_its_caps_whatever_the_trade(rows):
    extra = [("CHN", "JPN", "a", 1.0, 1.0), ("IND", "USA", "a", 1.0, 1.0)]
    table = pd.DataFrame([*rows, *extra], columns=["exporter", "importer", "product", "value", "tonnes"])
    table = table[table["exporter"] != table["importer"]].assign(year=2024)
    past = table.assign(year=2023, value=table["value"] * 2)
    found = ledger(table, **ROLES, year=2024, history=pd.concat([past, table]))
    cases = found[["low", "central", "high", "ceiling", "from_rival", "imports"]].to_numpy()
    assert (np.diff(cases, axis=1) >= -1e-12 * cases[:, 1:]).all()
    assert (found["high"] <= found["to_third"] + found["spare"]).all()
    shares = found[["low_share", "central_share", "high_share"]]
    assert ((shares >= 0) & (shares <= 1) | shares.isna()).to_numpy().all()
    assert (shares.isna().any(axis=1) == found["reason"].notna()).all()


def by_hand(minerals: pd.DataFrame, trend: pd.DataFrame, product: str, roles: dict[str, str]) -> dict[str, float]:
    """Recompute one row of the ledger with nothing but loc and sum."""
    importer, partner, rival = roles.values()
    rows = minerals[minerals["product"] == product].set_index(["exporter", "importer"])
    sold = rows.loc[partner].drop([importer, rival, "HKG"], errors="ignore")
    need = rows.loc[(rival, importer)]
    weighed = sold[sold["tonnes"] > 0]
    ratio = weighed["value"].sum() / weighed["tonnes"].sum() / (need["value"] / need["tonnes"])
    market = trend[(trend["product"] == product) & (trend["year"] >= 2019)]
    past = market[market["exporter"] == partner].groupby("year")["value"].sum()
    market = market.groupby("year")["value"].sum()
    spare = max(0, min(past.max(), (past / market).max() * market[2024]) - past[2024])
    away = max(ratio, 1 / ratio)
    same, unclear, mixed = away <= 1.25, away <= 2, product in {"811292", "280530", "284690"}
    bought = minerals.loc[(minerals["product"] == product) & (minerals["importer"] == partner), "value"].sum()
    net = rows.loc[partner, "value"].sum() - bought
    lost, free, spare = spare, *((min(sold["value"].sum(), net), spare) if net > 0 else (0, 0))
    several = mixed or product == "850511"  # then what is bought may be another good than what is sold
    central = 0 if mixed else (1 if same else 0.5 if unclear else 0) * (0.3 * free + 0.5 * spare)
    paid = (weighed["value"] / weighed["tonnes"]) / (need["value"] / need["tonnes"])
    near = weighed.loc[paid.between(0.5, 2), "value"].sum() / weighed["value"].sum()
    high = (1 if unclear or mixed or ratio > 1 else near) * (
        (sold["value"].sum() + lost) if several else (free + spare)
    )
    return {
        "redirectable": free,
        "from_rival": need["value"],
        "to_third": sold["value"].sum(),
        "spare": spare,
        "unit_value_ratio": ratio,
        "central": min(need["value"], central),
        "high": min(need["value"], high),
    }


CASES = [
    ({"importer": "JPN", "partner": "IND", "rival": "CHN"}, ["811010", "810411", "810194", "280469", "850511"]),
    ({"importer": "IND", "partner": "JPN", "rival": "CHN"}, ["850511", "280469", "810820", "720292"]),
    ({"importer": "DEU", "partner": "AUS", "rival": "CHN"}, ["811292", "850511", "750210"]),
]


@pytest.mark.raw
@pytest.mark.parametrize(("roles", "products"), CASES, ids=["japan-india", "india-japan", "germany-australia"])
def test_ledger_of_the_bundled_minerals_agrees_with_plain_pandas(minerals, trend, roles, products):
    found = ledger(minerals, **roles, year=2024, history=trend).set_index("product")
    for product in products:
        for column, value in by_hand(minerals, trend, product, roles).items():
            assert found.loc[product, column] == pytest.approx(value), (product, column)


@pytest.mark.raw
def test_india_buys_more_ferro_vanadium_than_it_sells_and_its_lost_peak_does_not_count(minerals, trend):
    # BACI V202601, 2024: 28.4 million USD from China; India sells 2.5 million to others and buys 25.8 million in all.
    row = ledger(minerals, **ROLES, year=2024, history=trend).set_index("product").loc["720292"]
    assert (row["grade"], row["peak_year"], row["limit"]) == ("same grade", 2019, "net imports")
    assert (row["to_third"] > 2.5e6, row["spare"], row["high"]) == (True, 0, 0)


def test_the_past_ends_with_the_year_of_the_flows_even_if_nobody_names_it():
    flows = frame(year=2022, exporter=["CHN", "IND"], importer=["JPN", "USA"], product="811010", value=[100, 30])
    history = frame(year=[2020, 2022, 2024], exporter="IND", importer="USA", product="811010", value=[40, 30, 500])
    named = ledger(flows, **ROLES, year=2022, history=history)
    unnamed = ledger(flows, **ROLES, history=history)
    assert unnamed["spare"].item() == named["spare"].item() == 10
