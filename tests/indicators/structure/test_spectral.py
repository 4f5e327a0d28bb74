"""The eigenvector behind economic complexity, and the reflections that approach it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from econsec.errors import ParameterError
from econsec.indicators import Reason
from econsec.indicators.structure.spectral import approached, eigenvector, orientation, reflections, standardised

# A makes 1 and 2, B makes 2 and 3, C makes 3.
CHAIN = np.array([[1.0, 1, 0], [0, 1, 1], [0, 0, 1]])
MATRICES = arrays(np.float64, st.tuples(st.integers(2, 7), st.integers(3, 9)), elements=st.sampled_from([0.0, 1.0]))


def test_eigenvector_of_a_chain_is_what_the_characteristic_polynomial_gives():
    # D^-1 M U^-1 M' has trace 7/4 and determinant 1/16: next to 1, its largest eigenvalue is (3/4 + sqrt(5/16)) / 2.
    second = (0.75 + np.sqrt(0.3125)) / 2
    middle = 4 * (second - 0.75)
    expected = np.array([1, middle, middle / (2 * second - 1)])
    found = eigenvector(CHAIN).economies
    np.testing.assert_allclose(found / found[0], expected, atol=1e-12)


@given(MATRICES)
def test_score_of_an_economy_is_the_mean_of_its_products(m):
    scores = eigenvector(m)
    if scores.reason:
        assert np.isnan(scores.economies).all()
        return
    made = np.nan_to_num(scores.products)
    known = m.any(axis=1)
    np.testing.assert_allclose(scores.economies[known], (m @ made)[known] / m.sum(axis=1)[known], atol=1e-7)


@given(MATRICES, st.integers(0, 3), st.integers(0, 3))
def test_empty_rows_and_columns_are_set_aside_and_change_nothing(m, rows, columns):
    padded = np.pad(m, ((0, rows), (0, columns)))
    plain, more = eigenvector(m), eigenvector(padded)
    assert plain.reason == more.reason
    np.testing.assert_allclose(more.economies[: m.shape[0]], plain.economies, atol=1e-9)
    np.testing.assert_allclose(more.products[: m.shape[1]], plain.products, atol=1e-9)
    assert np.isnan(more.economies[m.shape[0] :]).all()


@given(MATRICES, st.randoms(use_true_random=False))
def test_order_of_rows_and_columns_changes_nothing(m, random):
    rows, columns = (random.sample(range(size), size) for size in m.shape)
    plain, shuffled = eigenvector(m), eigenvector(m[np.ix_(rows, columns)])
    assert plain.reason == shuffled.reason
    known, diversity = plain.economies[m.any(axis=1)], m.sum(axis=1)[m.any(axis=1)]
    # Where the score does not run with diversity at all, its sign is a convention that rounding may turn.
    along = abs(np.dot(known - known.mean(), diversity - diversity.mean())) if known.size else 0.0
    sign = 1.0 if along > 1e-6 else np.sign(np.nansum(shuffled.economies * plain.economies[rows]))
    np.testing.assert_allclose(shuffled.economies, sign * plain.economies[rows], atol=1e-7)
    np.testing.assert_allclose(shuffled.products, sign * plain.products[columns], atol=1e-7)


def test_parts_that_share_no_product_are_disconnected():
    assert eigenvector(np.eye(3)).reason is Reason.DISCONNECTED
    assert np.isnan(eigenvector(np.eye(3)).economies).all()


def test_economies_that_make_the_same_have_no_second_eigenvector():
    assert eigenvector(np.ones((3, 4))).reason is Reason.NOT_UNIQUE


def test_tied_second_eigenvalues_are_not_unique():
    ring = np.array([[1.0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]])
    assert eigenvector(ring).reason is Reason.NOT_UNIQUE


@pytest.mark.parametrize("m", [np.zeros((0, 0)), np.zeros((3, 2))])
def test_nothing_has_no_advantage(m):
    assert eigenvector(m).reason is Reason.NO_ADVANTAGE
    assert reflections(m, 2).reason is Reason.NO_ADVANTAGE


def test_one_economy_has_no_second_eigenvector():
    assert eigenvector(np.ones((1, 4))).reason is Reason.NOT_UNIQUE


def test_sign_follows_diversity_and_else_the_largest_entry():
    assert orientation(np.array([-1.0, 2.0]), np.array([5.0, 1.0])) == -1
    assert orientation(np.array([1.0, -3.0, 2.0]), np.array([4.0, 4.0, 4.0])) == -1


@pytest.mark.parametrize("iterations", [120, 17, 0, -2, 82])
def test_methods_of_reflections_refuses_120_iterations(iterations):
    with pytest.raises(ParameterError, match=f"{iterations} reflections"):
        reflections(CHAIN, iterations)


@pytest.mark.parametrize("iterations", [2, 10, 18])
def test_reflections_are_repeated_averages(iterations):
    diversity, ubiquity = CHAIN.sum(axis=1), CHAIN.sum(axis=0)
    economies, products = diversity, ubiquity
    for _ in range(iterations):
        economies, products = CHAIN @ products / diversity, CHAIN.T @ economies / ubiquity
    following = CHAIN.T @ economies / ubiquity
    made = reflections(CHAIN, iterations)
    for found, expected in ((made.economies, economies), (made.products, following)):
        np.testing.assert_allclose(standardised(found), standardised(expected), atol=1e-6)


def test_reflections_keep_their_digits_where_exact_fractions_are_known():
    m = np.random.default_rng(3).integers(0, 2, (9, 14)).astype(float)
    exact = [[Fraction(int(cell)) for cell in row] for row in m]
    diversity, ubiquity = [sum(row) for row in exact], [sum(column) for column in zip(*exact, strict=True)]
    score = list(diversity)
    for _ in range(9):
        means = [sum(row[p] * k for row, k in zip(exact, score, strict=True)) / u for p, u in enumerate(ubiquity)]
        score = [
            sum(cell * k for cell, k in zip(row, means, strict=True)) / d
            for row, d in zip(exact, diversity, strict=True)
        ]
    mean = sum(score) / len(score)
    expected = standardised(np.array([float((each - mean) * 10**9) for each in score]))
    np.testing.assert_allclose(standardised(reflections(m, 18).economies), expected, atol=1e-12)


def test_many_reflections_come_to_the_eigenvector_and_not_to_noise():
    found, expected = (standardised(each.economies) for each in (reflections(CHAIN, 80), eigenvector(CHAIN)))
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_reflections_that_rounding_alone_tells_apart_are_not_unique():
    # Two halves that mirror each other, joined by one product: diversity says nothing about which half is which, though
    # that is what fades last. What is left after 80 rounds is rounding.
    half = np.array([[1.0, 1, 1, 0], [1, 1, 0, 1], [1, 0, 1, 1]])
    bridge = np.array([[1.0], [0], [0]])
    m = np.block([[half, np.zeros((3, 4)), bridge], [np.zeros((3, 4)), half, bridge]])
    assert eigenvector(m).reason is None
    assert reflections(m, 4).reason is None
    made = reflections(m, 80)
    assert made.reason is Reason.NOT_UNIQUE
    assert np.isnan(made.economies).all()


def test_reflections_approach_nothing_where_parts_share_no_product():
    parts = np.array([[1.0, 1, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0]])
    made = approached(parts, 18)
    assert made.reason is Reason.DISCONNECTED
    assert np.isnan(made.economies).all()
    assert np.isnan(made.products).all()
    np.testing.assert_array_equal(approached(CHAIN, 18).economies, reflections(CHAIN, 18).economies)


def test_standardised_scores_have_mean_0_and_deviation_1_and_leave_the_missing():
    made = standardised(np.array([1.0, np.nan, 3.0, 8.0]))
    assert np.nanmean(made) == pytest.approx(0, abs=1e-15)
    assert np.nanstd(made) == pytest.approx(1)
    assert np.isnan(made[1])
    assert np.isnan(standardised(np.array([2.0, 2.0]))).all()
