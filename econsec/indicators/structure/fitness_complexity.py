"""Fitness of economies and complexity of products by the non-linear map, and by reflections."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from econsec.indicators.arrays.blas import on_one_core
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import Columns, assemble, grid, reasons
from econsec.indicators.arrays.slabs import Bools, Floats, Slab, slabs
from econsec.indicators.structure.nearness import advantages
from econsec.indicators.structure.spectral import approached, standardised

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


class Fitness(NamedTuple):
    """Results of `fitness` or `method_of_reflections`: a frame of economies and one of products."""

    economies: pd.DataFrame
    products: pd.DataFrame


@on_one_core
def fitness(
    exports: pd.DataFrame, *, threshold: float = 1.0, iterations: int = 1000, tolerance: float = 1e-10
) -> Fitness:
    """Measure fitness of economies and complexity of products (Tacchella and others).

    F_c = S_p M_cp Q_p, Q_p = 1 / S_c (M_cp / F_c), each divided by its mean, again and again.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; importers are summed over.
    threshold : float
        RCA from which on the economy is said to make the product.
    iterations : int
        The most there may be.
    tolerance : float
        Stop when no economy's fitness changes by more than this (its mean is 1).

    Returns
    -------
    Fitness
        economies: for each year and exporter fitness (mean 1; may decay towards 0), iterations, converged, reason.
        products: for each year and product complexity (mean 1), reason. Values that have not converged are given as
        they are, and said so: decay to zero is slow, and often the truth.

    References
    ----------
    Tacchella, Cristelli, Caldarelli, Gabrielli, Pietronero (2012), "A new metrics for countries' fitness and products'
    complexity", Scientific Reports 2:723.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["A", "A", "B", "B"], product=["1", "2", "1", "2"], value=1)
    >>> fitness(sold).economies.fitness.tolist()
    [1.0, 1.0]
    """

    def solve(slab: Slab) -> tuple[Columns, Columns]:
        _, m = advantages(slab, threshold)
        made, worth, used, converged = _iterate(m, iterations, tolerance)
        facts = {"iterations": np.full(made.size, used), "converged": np.full(made.size, converged)}
        return (
            _laid(slab, "exporter", {"fitness": made, **facts}, m.sum(axis=1)),
            _laid(slab, "product", {"complexity": worth}, m.sum(axis=0)),
        )

    return _tables(exports, solve, ("fitness", "iterations", "converged"), ("complexity",))


@on_one_core
def method_of_reflections(exports: pd.DataFrame, *, iterations: int = 18, threshold: float = 1.0) -> Fitness:
    """Measure complexity by the method of reflections (Hidalgo and Hausmann).

    k_c,N = mean of k_p,N-1 over the economy's products; k_p,N = mean of k_c,N-1 over the product's economies; from
    diversity and ubiquity; standardised. `complexity` gives what this approaches, and is to be preferred.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; importers are summed over.
    iterations : int
        N, even and at most 80.
    threshold : float
        RCA from which on the economy is said to make the product.

    Returns
    -------
    Fitness
        economies: for each year and exporter reflection (mean 0, deviation 1), reason; products: the same of N + 1.
        Undefined, as in `complexity`, where the economies fall into parts that share no product ("disconnected"), or
        where nothing tells them apart ("no unique eigenvector").

    Raises
    ------
    ParameterError
        An odd count of iterations, or one above 80.

    References
    ----------
    Hidalgo, Hausmann (2009), "The building blocks of economic complexity", PNAS 106(26).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["A", "A", "B", "B", "C"], product=["1", "2", "2", "3", "3"], value=[1, 1, 1, 1, 2])
    >>> method_of_reflections(sold, iterations=2).economies.reflection.round(3).tolist()
    [1.225, 0.0, -1.225]
    """

    def solve(slab: Slab) -> tuple[Columns, Columns]:
        m = advantages(slab, threshold)[1]
        scores = approached(m, iterations)
        economies, products = (
            _laid(slab, key, {"reflection": standardised(score)}, m.sum(axis=axis), scores.reason)
            for key, score, axis in (("exporter", scores.economies, 1), ("product", scores.products, 0))
        )
        return economies, products

    return _tables(exports, solve, ("reflection",), ("reflection",))


def _iterate(m: Floats, iterations: int, tolerance: float) -> tuple[Floats, Floats, int, bool]:
    """Iterate the map; what has no entry is set aside (NaN)."""
    rows, columns = np.asarray(m.any(axis=1)), np.asarray(m.any(axis=0))
    kept = m[np.ix_(rows, columns)]
    step = 0
    if not kept.size:
        return np.full(rows.size, np.nan), np.full(columns.size, np.nan), step, True
    fit, value = np.ones(kept.shape[0]), np.ones(kept.shape[1])
    while step < iterations:
        step += 1
        # An economy that decays below the smallest number stays there: its products are then worth nothing, not NaN.
        following = kept @ value
        value = 1 / (kept.T @ (1 / np.maximum(fit, np.finfo(np.float64).tiny)))
        following, value = following / following.mean(), value / value.mean()
        change, fit = np.abs(following - fit).max(), following
        if change <= tolerance:
            return *_placed(rows, columns, fit, value), step, True
    return *_placed(rows, columns, fit, value), step, False


def _placed(rows: Bools, columns: Bools, fit: Floats, value: Floats) -> tuple[Floats, Floats]:
    """Put scores in the places of what was not set aside."""
    made, worth = np.full(rows.size, np.nan), np.full(columns.size, np.nan)
    made[rows], worth[columns] = fit, value
    return made, worth


def _laid(slab: Slab, key: str, numbers: Columns, counts: Floats, reason: Reason | None = None) -> Columns:
    """Lay out a score and what is said beside it; what has advantages and no score lacks it for the reason given."""
    score = next(iter(numbers.values()))
    cases = [(counts == 0, Reason.NO_ADVANTAGE), (np.isnan(score), reason or Reason.NOT_UNIQUE)]
    return grid(slab.year, {key: slab.labels[key]}) | numbers | {"reason": reasons(score.size, cases)}


def _tables(
    exports: pd.DataFrame,
    solve: Callable[[Slab], tuple[Columns, Columns]],
    of_economies: tuple[str, ...],
    of_products: tuple[str, ...],
) -> Fitness:
    """Solve each year and put the years under each other."""
    years = [solve(slab) for slab in slabs(exports, "exporter", "product", name="exports")]
    economies, products = zip(*years, strict=True) if years else ((), ())
    dated = "year" in exports
    return Fitness(
        assemble(economies, ["exporter", *of_economies, "reason"], dated=dated),
        assemble(products, ["product", *of_products, "reason"], dated=dated),
    )
