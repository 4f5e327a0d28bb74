"""Fitness, and reflections on long frames."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import trade
from hypothesis import given

from econsec.errors import ParameterError
from econsec.indicators import fitness, frame, method_of_reflections

# B makes what A makes; A makes 1 besides, which nobody else does.
NESTED = frame(exporter=["A", "A", "B"], product=["1", "2", "2"], value=[9, 1, 1])
CHAIN = frame(exporter=["A", "A", "B", "B", "C"], product=["1", "2", "2", "3", "3"], value=[1, 1, 1, 1, 2])


def naive(m: np.ndarray, rounds: int) -> tuple[np.ndarray, np.ndarray]:
    f, q = np.ones(m.shape[0]), np.ones(m.shape[1])
    for _ in range(rounds):
        f, q = m @ q, 1 / (m.T @ (1 / f))
        f, q = f / f.mean(), q / q.mean()
    return f, q


def test_fitness_is_the_map_iterated():
    made = fitness(CHAIN, iterations=7, tolerance=0)
    f, q = naive(np.array([[1.0, 1, 0], [0, 1, 1], [0, 0, 1]]), 7)
    np.testing.assert_allclose(made.economies.fitness, f, rtol=1e-12)
    np.testing.assert_allclose(made.products.complexity, q, rtol=1e-12)
    assert set(made.economies.iterations) == {7}
    assert not made.economies.converged.any()


def test_convergence_is_reported():
    made = fitness(frame(exporter=["A", "A", "B", "B"], product=["1", "2", "1", "2"], value=1))
    assert made.economies.converged.all()
    assert (made.economies.iterations < 5).all()


def test_fitness_may_decay_to_0_and_stays_a_number():
    made = fitness(CHAIN, iterations=20_000, tolerance=0)
    assert np.isfinite(made.economies.fitness).all()
    assert made.economies.fitness.min() < 1e-3
    assert np.isfinite(made.products.complexity).all()


def test_economy_and_product_without_advantage_are_set_aside():
    table = frame(exporter=["A", "B", "Z"], product=["1", "1", "2"], value=[1, 1, 0])
    made = fitness(table)
    assert made.economies.set_index("exporter").reason.fillna("").to_dict() == {"A": "", "B": "", "Z": "no advantage"}
    assert np.isnan(made.products.complexity.to_list()[1])


@trade.FEW
@given(trade.matrices())
def test_fitness_and_complexity_have_mean_one_or_are_missing(table):
    made = fitness(table, iterations=50)
    for score in (made.economies.fitness, made.products.complexity):
        known = score.dropna()
        assert not len(known) or known.mean() == pytest.approx(1, rel=1e-9)


def test_reflections_rank_as_the_printed_recursion_does():
    # k_c,2 of the chain: mean over products of mean diversity: 2, 1.75, 1.5.
    made = method_of_reflections(CHAIN, iterations=2).economies.reflection
    np.testing.assert_allclose(made, np.array([1, 0, -1]) * np.sqrt(1.5), atol=1e-12)


def test_odd_count_of_reflections_is_refused():
    with pytest.raises(ParameterError, match="even count"):
        method_of_reflections(CHAIN, iterations=3)
    with pytest.raises(ParameterError, match="even count"):
        method_of_reflections(frame(exporter=["A", "B"], product=["1", "2"], value=1), iterations=3)


def test_reflections_of_a_world_in_two_parts_are_undefined():
    # Iterated, they tell the size of the parts: one number for A, B and C, and another for D and E.
    other = frame(exporter=["D", "D", "E"], product=["8", "9", "9"], value=[3, 1, 5])
    made = method_of_reflections(pd.concat([CHAIN, other], ignore_index=True))
    for scores in made:
        assert scores.reflection.isna().all()
        assert set(scores.reason) == {"disconnected"}


def test_reflections_that_nothing_tells_apart_say_so_and_not_that_there_is_no_advantage():
    # Three economies in a ring, each making what its neighbour does: all alike. Z exports nothing.
    ring = frame(exporter=[*"AABBCC", "Z"], product=[*"122331", "9"], value=[1, 1, 1, 1, 1, 1, 0])
    made = method_of_reflections(ring)
    assert made.economies.set_index("exporter").reason.to_dict() == {
        **dict.fromkeys("ABC", "no unique eigenvector"),
        "Z": "no advantage",
    }
    assert made.products.set_index("product").reason["9"] == "no advantage"
    assert made.products.reflection.isna().all()
