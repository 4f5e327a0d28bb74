"""Leontief look-through."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from econsec.errors import MissingColumnError, ParameterError, SchemaError
from econsec.indicators import frame, input_reliance, leontief_inverse

USED = frame(exporter=["CHN", "CHN", "JPN"], supplier=["ore", "metal", "metal"], importer=["CHN", "JPN", "JPN"],
             user=["metal", "cars", "cars"], value=[50, 20, 20])  # fmt: skip
MADE = frame(economy=["CHN", "CHN", "JPN", "JPN"], industry=["ore", "metal", "metal", "cars"], value=100)


def test_leontief_inverse_of_miller_and_blair():
    # Input-Output Analysis, 2nd edition, section 2.3.
    made = leontief_inverse(np.array([[0.15, 0.25], [0.20, 0.05]]))
    np.testing.assert_allclose(made, [[1.2541, 0.3300], [0.2640, 1.1221]], atol=5e-5)


@given(arrays(np.float64, (4, 4), elements=st.floats(0, 0.24)))
def test_leontief_inverse_is_the_sum_of_powers(coefficients):
    total, power = np.eye(4), np.eye(4)
    for _ in range(2000):
        power = power @ coefficients
        total += power
    np.testing.assert_allclose(leontief_inverse(coefficients), total, rtol=1e-7, atol=1e-12)


@pytest.mark.parametrize("coefficients", [[[1.2]], [[1.0]], [[0.5, 0.6], [0.6, 0.5]]])
def test_table_that_uses_more_than_it_makes_is_refused(coefficients):
    with pytest.raises(SchemaError, match="not productive"):
        leontief_inverse(np.array(coefficients))


def shares(**options: object) -> dict[str, float]:
    made = input_reliance(USED, MADE, **options).query("importer == 'JPN' and user == 'cars'")
    return dict(zip(made.exporter, made.share, strict=True))


@pytest.mark.parametrize(
    ("coefficients", "said"),
    [
        (np.zeros((2, 3)), "square"),
        (np.zeros(3), "square"),
        (np.array([[0.1, np.nan], [0.0, 0.1]]), "missing"),
        (np.array([[0.1, np.inf], [0.0, 0.1]]), "infinite"),
        (np.array([[0.1, -0.1], [0.0, 0.1]]), "below zero"),
    ],
    ids=["oblong", "flat", "missing", "infinite", "negative"],
)
def test_coefficients_that_no_table_can_have_are_refused(coefficients, said):
    with pytest.raises(SchemaError, match=said):
        leontief_inverse(coefficients)


def test_the_inverse_of_nothing_is_nothing():
    assert leontief_inverse(np.zeros((0, 0))).shape == (0, 0)


def test_gross_look_through_counts_the_ore_behind_the_metal():
    # One unit of cars takes 0.2 Chinese metal and 0.1 ore behind it, and 0.2 Japanese metal.
    assert shares() == pytest.approx({"CHN": 0.3 / 0.5, "JPN": 0.2 / 0.5})


def test_value_added_counts_nothing_twice():
    # Value added: ore 0.1 * 1, Chinese metal 0.2 * 0.5, Japanese metal 0.2 * 1.
    assert shares(measure="value added") == pytest.approx({"CHN": 0.2 / 0.4, "JPN": 0.2 / 0.4})


def test_own_industry_can_be_counted():
    assert shares(own_industry=True) == pytest.approx({"CHN": 0.3 / 1.5, "JPN": 1.2 / 1.5})
    assert shares(measure="value added", own_industry=True) == pytest.approx({"CHN": 0.2, "JPN": 0.8})


def test_industry_that_takes_nothing_or_makes_nothing_has_a_reason():
    made = input_reliance(USED, MADE.iloc[:3]).set_index(["importer", "user", "exporter"]).reason
    assert made["CHN", "ore", "JPN"] == "no trade"
    assert made["JPN", "cars", "CHN"] == "no output"


@given(arrays(np.float64, (4, 4), elements=st.floats(0, 24)), st.sampled_from(["gross", "value added"]), st.booleans())
def test_shares_sum_to_one(use, measure, own):
    rows, columns = np.nonzero(use)
    economy, industry = np.array(["CHN", "CHN", "JPN", "JPN"]), np.array(["a", "b", "a", "b"])
    used = frame(exporter=economy[rows], supplier=industry[rows], importer=economy[columns], user=industry[columns],
                 value=use[rows, columns])  # fmt: skip
    made = input_reliance(used, frame(economy=economy, industry=industry, value=100), measure=measure, own_industry=own)
    total = made.dropna(subset=["share"]).groupby(["importer", "user"]).share.sum()
    np.testing.assert_allclose(total, 1, rtol=1e-9)


def test_years_are_looked_through_one_by_one():
    made = input_reliance(USED.assign(year=2024), MADE.assign(year=2024))
    assert made.year.unique().tolist() == [2024]
    with pytest.raises(MissingColumnError, match="only one of transactions and output"):
        input_reliance(USED.assign(year=2024), MADE)


def test_measure_of_another_name_is_refused():
    with pytest.raises(ParameterError, match="'gross' or 'value added'"):
        input_reliance(USED, MADE, measure="net")
