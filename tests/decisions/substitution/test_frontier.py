"""The frontier against its closed forms, its laws, and a second solver."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from econsec.decisions.substitution.frontier import allocate, at_risk, frontier
from econsec.errors import MissingColumnError, NegativeValueError, ParameterError


def suppliers(weight: list[float], cost: list[float] | float = 1.0, cap: list[float] | float = 1.0) -> pd.DataFrame:
    names = [f"S{number}" for number in range(len(weight))]
    return pd.DataFrame({"supplier": names, "weight": weight, "cost": cost, "cap": cap})


def test_without_caps_and_price_shares_are_proportional_to_one_over_the_weight():
    share = allocate(suppliers([1.0, 2.0, 4.0]))["share"]
    assert share.tolist() == pytest.approx([4 / 7, 2 / 7, 1 / 7], abs=1e-7)


def test_with_caps_the_rest_is_shared_in_proportion_to_one_over_the_weight():
    # s = min(cap, m / w): the first is held at 0.2, the others share 0.8 as 2 : 1.
    found = allocate(suppliers([1.0, 2.0, 4.0], cap=[0.2, 1.0, 1.0]))
    assert found["share"].tolist() == pytest.approx([0.2, 1.6 / 3, 0.8 / 3], abs=1e-7)
    assert found["bound"].tolist() == ["cap", "", ""]


def test_a_price_on_cost_moves_shares_by_the_first_order_condition():
    # Two suppliers: 2 w1 s1 + l c1 = 2 w2 s2 + l c2 gives s1 = (2 w2 + l (c2 - c1)) / (2 (w1 + w2)).
    found = allocate(suppliers([1.0, 3.0], cost=[1.0, 1.5]), cost_weight=2.0)
    assert found["share"].iloc[0] == pytest.approx((6 + 2 * 0.5) / 8, abs=1e-7)


def test_a_high_enough_price_on_cost_leaves_only_the_cheapest():
    found = allocate(suppliers([1.0, 1.0], cost=[1.0, 2.0]), cost_weight=50)
    assert found["share"].tolist() == pytest.approx([1, 0], abs=1e-7)
    assert found["bound"].tolist() == ["cap", "none"]


def test_caps_that_cannot_meet_the_need_are_named_with_the_shortfall():
    found = allocate(suppliers([1.0, 1.0], cap=[0.25, 0.3]))
    assert found["share"].tolist() == [0.25, 0.3]
    assert found["shortfall"].unique() == pytest.approx(0.45)
    assert found["reason"].unique().tolist() == ["the caps meet 55.0% of the need"]
    assert frontier(suppliers([1.0, 1.0], cap=[0.25, 0.3]))["shortfall"].unique() == pytest.approx(0.45)


def test_a_supplier_of_unknown_weight_gets_nothing_and_says_why():
    found = allocate(suppliers([1.0, np.nan]))
    assert found["share"].tolist() == pytest.approx([1, 0])
    assert found["reason"].tolist() == [None, "weight not known"]


@pytest.mark.parametrize("free", [[0.0, 2.0], [0.0, 0.0, 1.0]], ids=["one", "two"])
def test_a_supplier_that_costs_nothing_is_the_cheap_end_of_the_line(free):
    found = frontier(suppliers([1.0] * len(free), cost=free), points=4)
    ends = found.drop_duplicates("point").set_index("point")
    assert len(ends) == 4
    assert ends["cost"].iloc[0] == pytest.approx(0, abs=1e-6)
    # Of several that cost nothing the safest mix.
    assert ends["risk"].iloc[0] == pytest.approx(1 / free.count(0), abs=1e-4)
    assert ends["risk"].iloc[-1] == pytest.approx(1 / len(free), abs=1e-6)


def test_where_nothing_costs_anything_there_is_one_point():
    assert set(frontier(suppliers([1.0, 3.0], cost=0.0))["point"]) == {0}


@given(st.sampled_from([1e-9, 1e-3, 1.0, 1e6]))
def test_the_line_does_not_know_the_unit_of_cost(unit):
    plain, scaled = (
        frontier(suppliers([1.0, 2.0], cost=[1.0 * times, 2.0 * times]), points=3) for times in (1.0, unit)
    )
    assert scaled["share"].tolist() == pytest.approx(plain["share"].tolist(), abs=1e-5)
    assert scaled["cost"].tolist() == pytest.approx((plain["cost"] * unit).tolist(), rel=1e-5)


def test_where_the_cheapest_is_the_safest_there_is_one_point():
    assert set(frontier(suppliers([1.0, 1.0]))["point"]) == {0}


@pytest.mark.parametrize("change", [{"weight": 0.0}, {"cost": -1.0}, {"cap": np.inf}, {"cap": np.nan}])
def test_numbers_that_make_no_sense_are_refused(change):
    with pytest.raises(NegativeValueError):
        allocate(suppliers([1.0, 1.0]).assign(**change))


def test_a_missing_column_and_a_negative_price_are_refused():
    with pytest.raises(MissingColumnError, match="cap"):
        allocate(suppliers([1.0]).drop(columns="cap"))
    with pytest.raises(ParameterError):
        allocate(suppliers([1.0]), cost_weight=-1)


positive = st.floats(0.05, 10)
case = st.integers(2, 7).flatmap(
    lambda n: st.tuples(
        st.lists(positive, min_size=n, max_size=n),
        st.lists(positive, min_size=n, max_size=n),
        st.lists(st.floats(0.3, 1), min_size=n, max_size=n),
    )
)


@given(case)
def test_the_frontier_is_monotone_and_convex_and_keeps_to_its_caps(numbers):
    table = suppliers(*numbers)
    found = frontier(table, points=9)
    if (found["shortfall"] > 0).any():
        assert sum(numbers[2]) < 1
        return
    assert found.groupby("point")["share"].sum().to_numpy() == pytest.approx(1, abs=1e-6)
    caps = table.set_index("supplier")["cap"]
    assert (found["share"] <= found["supplier"].map(caps) + 1e-12).all()
    ends = found.drop_duplicates("point")
    risk, cost = ends["risk"].to_numpy(), ends["cost"].to_numpy()
    assert (np.diff(risk) <= 1e-7 * risk.max()).all()
    assert (np.diff(cost) >= -1e-6 * cost.max()).all()
    if len(ends) > 2 and risk[0] - risk[-1] > 1e-3 * risk[0]:
        slope = np.diff(cost) / np.diff(-risk)
        assert (np.diff(slope) >= -1e-3 * np.abs(slope).max()).all()


@given(case)
def test_no_allocation_at_random_beats_the_safest(numbers):
    table = suppliers(*numbers)
    found = allocate(table)
    if (found["shortfall"] > 0).any():
        return
    weight, cap = table["weight"].to_numpy(), table["cap"].to_numpy()
    least = float(weight @ (found["share"].to_numpy() ** 2))
    draws = np.random.default_rng(0).dirichlet(np.ones(len(weight)), 200)
    allowed = draws[(draws <= cap).all(axis=1)]
    assert (weight @ (allowed.T**2) >= least - 1e-7).all()


def test_the_frontier_of_two_suppliers_is_the_closed_form():
    # Weights 1, costs 1 and 2: cost C means s2 = C - 1 and risk (2 - C)**2 + (C - 1)**2.
    ends = frontier(suppliers([1.0, 1.0], cost=[1.0, 2.0]), points=6).drop_duplicates("point")
    cost = ends["cost"].to_numpy()
    assert ends["risk"].to_numpy() == pytest.approx((2 - cost) ** 2 + (cost - 1) ** 2, abs=1e-7)
    assert np.diff(ends["risk"]) == pytest.approx(-0.1, abs=1e-6)


@given(case, st.floats(0.01, 0.99))
def test_the_cheapest_at_a_risk_keeps_to_it_and_no_allocation_at_random_is_cheaper(numbers, part):
    table = suppliers(*numbers)
    safest = allocate(table)
    if (safest["shortfall"] > 0).any():
        pd.testing.assert_frame_equal(at_risk(table, risk=0.0), safest)
        return
    weight, cost, cap = (table[name].to_numpy() for name in ("weight", "cost", "cap"))
    least = float(weight @ safest["share"].to_numpy() ** 2)
    risk = least + part * (float(weight.max()) - least)
    share = at_risk(table, risk=risk)["share"].to_numpy()
    assert share.sum() == pytest.approx(1, abs=1e-6)
    assert (share <= cap + 1e-12).all()
    assert weight @ share**2 <= risk * (1 + 1e-6)
    draws = np.random.default_rng(0).dirichlet(np.ones(len(weight)), 200)
    allowed = draws[(draws <= cap).all(axis=1) & (draws**2 @ weight <= risk)]
    assert (allowed @ cost >= cost @ share - 1e-6 * cost.max()).all()


def test_the_cheapest_at_a_risk_is_the_closed_form():
    # As below: risk (2 - C)**2 + (C - 1)**2 at cost C, so that risk R costs 1.5 - sqrt(R / 2 - 1 / 4).
    share = at_risk(suppliers([1.0, 1.0], cost=[1.0, 2.0]), risk=0.6)["share"]
    assert share.iloc[1] == pytest.approx(0.5 - (0.6 / 2 - 0.25) ** 0.5, abs=1e-6)


def test_at_more_risk_than_the_cheapest_has_the_cheapest_is_bought_and_less_than_the_least_is_refused():
    table = suppliers([1.0, 1.0, 1.0], cost=[1.0, 1.0, 2.0])
    assert at_risk(table, risk=3.0)["share"].tolist() == pytest.approx([0.5, 0.5, 0.0], abs=1e-4)
    with pytest.raises(ParameterError, match=r"0\.333"):
        at_risk(table, risk=0.3)


def test_a_second_solver_agrees():
    table = suppliers([3.0, 1.0, 2.0, 5.0], cost=[1.0, 1.4, 1.2, 0.9], cap=[0.6, 0.3, 0.5, 0.4])
    weight, cost, cap = (table[name].to_numpy() for name in ("weight", "cost", "cap"))
    found = allocate(table, cost_weight=3.0)
    other = minimize(
        lambda s: weight @ s**2 + 3.0 * cost @ s,
        np.full(4, 0.25),
        jac=lambda s: 2 * weight * s + 3.0 * cost,
        bounds=list(zip(np.zeros(4), cap, strict=True)),
        constraints={"type": "eq", "fun": lambda s: s.sum() - 1, "jac": lambda _: np.ones(4)},
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert found["share"].to_numpy() == pytest.approx(other.x, abs=1e-5)
