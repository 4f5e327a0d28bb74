"""Shock curves: cases done by hand, and the laws that any cut must keep."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.decisions.shocks.needs import covered_by, needs_of
from econsec.decisions.shocks.response import NAMES, Range, Response, ranges_of
from econsec.decisions.shocks.shock_curve import Scenario, simulate
from econsec.decisions.shocks.uncertainty import spread, tornado
from econsec.errors import NegativeValueError, ParameterError

START = dt.date(2027, 1, 1)
SOURCES = ["others", "partner", "stocks", "short"]


def needs(**changes: float) -> pd.DataFrame:
    row = {"imports": 240.0, "from_rival": 120.0, "others": 24.0, "partner": 12.0}
    return pd.DataFrame({"importer": "JPN", "product": ["a"]} | row | changes)


def test_a_zero_cut_changes_nothing():
    found = simulate(needs(), Scenario(cut=0.0, start=START))
    assert (found[["lost", *SOURCES, "price"]] == 0).all(axis=None)
    assert found["stock_left"].tolist() == pytest.approx([240 * 60 / 365] * 12)


def test_stocks_last_for_their_days_and_then_the_rest_is_short():
    # Use 20 a month, loss 10 a month, 36.5 days of use in stock: 24 USD, so 10, 10, 4 and then nothing.
    quiet = Response(stock_days=36.5, others_scale=0, partner_scale=0)
    found = simulate(needs(), Scenario(cut=1.0, start=START, months=4), quiet)
    assert found["stocks"].tolist() == pytest.approx([10, 10, 4, 0])
    assert found["short"].tolist() == pytest.approx([0, 0, 6, 10])
    assert found["short_share"].iloc[-1] == pytest.approx(0.5)


def test_the_ramp_starts_after_its_lag_and_rises_in_equal_steps():
    response = Response(stock_days=0, others_lag=2, others_ramp=4, partner_scale=0)
    found = simulate(needs(), Scenario(cut=1.0, start=START, months=7), response)
    assert found["others"].tolist() == pytest.approx([0, 0, 0.5, 1, 1.5, 2, 2])


def test_more_than_enough_supply_is_scaled_back_alike():
    response = Response(stock_days=0, others_lag=0, others_ramp=0, partner_lag=0, partner_ramp=0)
    found = simulate(needs(others=180.0, partner=60.0), Scenario(cut=1.0, start=START, months=1), response)
    assert found[["others", "partner", "short"]].to_numpy().tolist() == [[7.5, 2.5, 0.0]]


def test_the_price_band_is_the_gap_over_the_two_elasticities():
    response = Response(stock_days=0, others_scale=0, partner_scale=0, demand_elasticity=0.3, supply_elasticity=0.2)
    found = simulate(needs(), Scenario(cut=0.2, start=START, months=1), response)
    assert found["price"].item() == pytest.approx((0.2 * 120 / 240) / 0.5)


def test_only_the_products_of_the_scenario_are_cut_and_months_are_dated():
    two = pd.concat([needs(), needs().assign(product="b")])
    found = simulate(two, Scenario(cut=1.0, start=dt.date(2026, 11, 11), months=2, products=["b"]))
    assert found["product"].unique().tolist() == ["b"]
    assert found["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-11-11", "2026-12-11"]


def test_an_announcement_gives_the_products_that_it_covers_and_no_more():
    coverage = pd.DataFrame({"product": ["a", "b", "c"], "controls": ["2025-01", "2025-010; 2025-01", None]})
    assert covered_by(coverage, "2025-01") == ("a", "b")
    assert covered_by(coverage, "2025-010") == ("b",)


def test_others_leave_the_partner_out_and_never_exceed_the_need():
    found = pd.DataFrame({"product": ["a"], "partner": "IND", "imports": 9.0, "from_rival": 6.0, "central": 1.0})
    ranked = pd.DataFrame({"product": "a", "partner": ["IND", "AUS", "USA"], "central": [1.0, 4.0, 5.0]})
    assert needs_of(found, ranked)["others"].tolist() == [6.0]


@pytest.mark.parametrize("wrong", [{"cut": 1.5}, {"cut": -0.1}, {"months": 0}])
def test_a_cut_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ParameterError):
        Scenario(**({"cut": 0.5, "start": START} | wrong))


def test_assumptions_that_make_no_sense_are_refused():
    with pytest.raises(ParameterError, match="stock_days"):
        Response(stock_days=-1)
    with pytest.raises(ParameterError, match="elasticities"):
        Response(demand_elasticity=0, supply_elasticity=0)
    with pytest.raises(ParameterError, match="no assumption"):
        Response.of("JPN").but(stock_dayz=1)
    with pytest.raises(ParameterError, match="range"):
        Range(2, 1, 3)
    with pytest.raises(ParameterError, match="no assumption"):
        tornado(needs(), Scenario(cut=1.0, start=START), ranges={"weather": Range(0, 1, 2)})


def test_a_need_that_is_not_known_is_refused():
    with pytest.raises(NegativeValueError):
        simulate(needs(from_rival=np.nan), Scenario(cut=1.0, start=START))


amount = st.floats(0, 1e10)
rows = st.lists(st.tuples(amount, amount, amount, amount), min_size=1, max_size=4)
answer = st.builds(
    Response,
    stock_days=st.floats(0, 400),
    others_lag=st.floats(0, 6),
    others_ramp=st.floats(0, 24),
    others_scale=st.floats(0, 3),
    partner_lag=st.floats(0, 6),
    partner_ramp=st.floats(0, 24),
    partner_scale=st.floats(0, 3),
)


def table(numbers: list[tuple[float, ...]]) -> pd.DataFrame:
    made = pd.DataFrame(numbers, columns=["imports", "from_rival", "others", "partner"])
    return made.assign(product=[f"p{n}" for n in range(len(made))], imports=made["imports"] + made["from_rival"])


@given(rows, answer, st.floats(0, 1), st.integers(1, 30))
def test_what_is_lost_is_made_up_for_or_short_and_nothing_is_negative(numbers, response, cut, months):
    found = simulate(table(numbers), Scenario(cut=cut, start=START, months=months), response)
    scale = max(1.0, found["lost"].max())
    assert (found["lost"] - found[SOURCES].sum(axis=1)).abs().max() <= 1e-9 * scale
    assert (found[[*SOURCES, "stock_left"]] >= -1e-9 * scale).all(axis=None)
    drawn = found.groupby("product")["stocks"].sum()
    stock = table(numbers).set_index("product")["imports"] * response.stock_days / 365
    assert (drawn <= stock + 1e-9 * np.maximum(stock, 1)).all()


@given(rows, answer, st.floats(0, 1), st.floats(0, 1))
def test_a_deeper_cut_never_leaves_less_short_in_any_month(numbers, response, one, other):
    low, high = sorted((one, other))
    less, more = (simulate(table(numbers), Scenario(cut=cut, start=START), response) for cut in (low, high))
    assert (more["short"] >= less["short"] - 1e-9 * max(1.0, more["lost"].max())).all()


@given(rows, answer)
def test_more_stock_or_a_larger_partner_never_leaves_more_short(numbers, response):
    scenario = Scenario(cut=1.0, start=START)
    base = simulate(table(numbers), scenario, response)
    better = response.but(stock_days=response.stock_days + 30, partner_scale=response.partner_scale + 1)
    left = simulate(table(numbers), scenario, better)["short"].sum()
    assert left <= base["short"].sum() + 1e-9 * max(1.0, base["lost"].sum())


def test_the_same_seed_gives_the_same_draws_and_another_seed_others():
    scenario = Scenario(cut=0.8, start=START)
    first, again, other = (spread(needs(), scenario, draws=200, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert not first["short"].equals(other["short"])


def test_ranges_without_width_give_the_one_path_of_the_simulation():
    fixed = {name: Range(number, number, number) for name in NAMES for number in [getattr(Response.of("JPN"), name)]}
    found = spread(needs(), Scenario(cut=1.0, start=START), ranges=fixed, draws=3, quantiles=[0.5])
    path = simulate(needs(), Scenario(cut=1.0, start=START))["short"]
    assert found["short"].tolist() == pytest.approx([path.sum(), *path])


def test_draws_in_parts_are_the_same_as_at_once(monkeypatch):
    whole = spread(needs(), Scenario(cut=1.0, start=START), draws=50)
    monkeypatch.setattr("econsec.decisions.shocks.uncertainty.CELLS", 12 * 7)
    pd.testing.assert_frame_equal(whole, spread(needs(), Scenario(cut=1.0, start=START), draws=50))


@pytest.mark.parametrize("high", [1.01, 35.0])
def test_a_range_of_the_cut_above_all_there_is_is_refused(high):
    ranges = {"cut": Range(0.2, 0.5, high)}
    for ask in (spread, tornado):
        with pytest.raises(ParameterError, match="range of the cut"):
            ask(needs(), Scenario(cut=0.5, start=START), ranges=ranges)


@pytest.mark.parametrize("ends", [(-0.1, 0.5, 1), (0.5, 0.2, 1), (0, 1, float("inf")), (float("nan"), 0.5, 1)])
def test_a_range_that_is_not_in_order_or_infinite_is_refused(ends):
    with pytest.raises(ParameterError, match="low <= likely <= high"):
        Range(*ends)


def test_the_price_of_a_single_draw_is_that_of_the_simulation():
    fixed = {name: Range(*[getattr(Response.of("JPN"), name)] * 3) for name in NAMES}
    scenario = Scenario(cut=1.0, start=START)
    path = simulate(needs(), scenario)
    found = spread(needs(), scenario, ranges=fixed, draws=1, quantiles=[0.5]).set_index("month")["price"]
    assert found.loc[1:].tolist() == pytest.approx(path["price"].tolist())
    assert found[0] == pytest.approx(path["price"].mean())
    assert found[0] > 0


def test_the_price_of_a_basket_is_its_gap_over_the_two_elasticities_by_hand():
    # Nothing stands in: of a use of 240 + 60 a year 120 + 30 is lost, one half, over 0.1 + 0.4: the price doubles.
    both = pd.concat([needs(), needs(imports=60.0, from_rival=30.0).assign(product="b")], ignore_index=True)
    still = {name: Range(0, 0, 0) for name in ("stock_days", "others_scale", "partner_scale")}
    ranges = still | {"demand_elasticity": Range(0.1, 0.1, 0.1), "supply_elasticity": Range(0.4, 0.4, 0.4)}
    found = spread(both, Scenario(cut=1.0, start=START), ranges=ranges, draws=2)
    assert found["price"].tolist() == pytest.approx([1.0] * len(found))


def test_drawn_elasticities_spread_the_price_and_leave_the_shortage():
    fixed = {name: Range(*[getattr(Response.of("JPN"), name)] * 3) for name in NAMES}
    ranges = fixed | {name: ranges_of("JPN")[name] for name in ("demand_elasticity", "supply_elasticity")}
    found = spread(needs(), Scenario(cut=1.0, start=START), ranges=ranges, draws=100).query("month == 0")
    low, middle, high = found["price"]
    assert low < middle < high
    assert found["short"].tolist() == [found["short"].iloc[0]] * 3


@given(st.floats(0, 1), st.integers(0, 5))
def test_a_deeper_cut_never_lowers_the_price(cut, seed):
    less, more = (
        spread(needs(), Scenario(cut=depth, start=START), draws=20, seed=seed)["price"] for depth in (cut / 2, cut)
    )
    assert (more >= less - 1e-12).all()


def test_without_use_there_is_no_price():
    none = needs(imports=0.0, from_rival=0.0)
    assert spread(none, Scenario(cut=1.0, start=START), draws=2)["price"].isna().all()


def test_the_tornado_of_the_price_ranks_the_elasticities_which_move_no_shortage():
    scenario = Scenario(cut=1.0, start=START)
    found = tornado(needs(), scenario, by="price").set_index("assumption")
    assert found["price_swing"].is_monotonic_decreasing
    for name in ("demand_elasticity", "supply_elasticity"):
        assert (found["swing"][name], found["price_swing"][name] > 0) == (0, True)
        for end in ("low", "high"):
            single = simulate(needs(), scenario, Response.of("JPN").but(**{name: found[end][name]}))
            assert found[f"price_{end}"][name] == pytest.approx(single["price"].mean())
    with pytest.raises(ParameterError, match="'short' or 'price'"):
        tornado(needs(), scenario, by="weather")


def test_the_tornado_ranks_by_swing_and_its_ends_are_single_simulations():
    scenario = Scenario(cut=1.0, start=START)
    found = tornado(needs(), scenario).set_index("assumption")
    assert found["swing"].is_monotonic_decreasing
    for name in ("stock_days", "others_scale", "partner_ramp"):
        ends = [
            simulate(needs(), scenario, Response.of("JPN").but(**{name: number}))["short"].sum()
            for number in (ranges_of("JPN")[name].low, ranges_of("JPN")[name].high)
        ]
        assert found.loc[name, ["short_low", "short_high"]].tolist() == pytest.approx(ends)
    # Prices move, tonnes do not: elasticities drive no shortage.
    assert found.loc["demand_elasticity", "swing"] == 0


def test_no_economy_is_given_the_stocks_of_another():
    scenario = Scenario(cut=1.0, start=START)
    ours, theirs, nobodys = (needs().assign(importer=code) for code in ("JPN", "IND", ""))
    assert simulate(ours, scenario)["stocks"].sum() == pytest.approx(240 * 60 / 365)
    for found in (
        simulate(theirs, scenario),
        simulate(nobodys, scenario),
        simulate(theirs.drop(columns="importer"), scenario),
    ):
        assert found["stocks"].sum() == 0.0
        assert found.attrs["response"]["stock_days"] == 0.0
    assert "stock_days" in set(tornado(ours, scenario)["assumption"])
    assert "stock_days" not in set(tornado(theirs, scenario)["assumption"])
    drawn = spread(theirs, scenario, draws=50)
    assert (drawn["short"] > spread(ours, scenario, draws=50)["short"]).any()
