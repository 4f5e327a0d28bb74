"""Economic complexity on a matrix of zeros and ones: the eigenvector, and the iterations that approach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import eigh
from scipy.sparse.csgraph import connected_components

from econsec.errors import ParameterError
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import ratio

if TYPE_CHECKING:
    from econsec.indicators.arrays.slabs import Bools, Floats

# Below this an eigenvalue, or the gap to the next, cannot be told from rounding.
TIED = 1e-10
MOST_ITERATIONS = 80
# Sums of a few hundred numbers are right to this part of the largest.
ROUNDING = 1e-13


@dataclass(frozen=True)
class Scores:
    """Complexity before it is standardised.

    Parameters
    ----------
    economies : float array, (economies,)
        NaN where an economy is set aside, or the scores are undefined.
    products : float array, (products,)
        The same of products.
    reason : Reason or None
        Why nothing is defined, if so.
    """

    economies: Floats
    products: Floats
    reason: Reason | None = None


def eigenvector(m: Floats) -> Scores:
    """Solve for the second eigenvector of D^-1 M U^-1 M'.

    Rows and columns without an entry are set aside: they say nothing about the others. An economy's score is the mean
    of its products'. The sign is that of the correlation with diversity.

    Parameters
    ----------
    m : float array, (economies, products)
        1 where the economy has the advantage, else 0.

    Returns
    -------
    Scores
        Undefined with a reason if the economies fall into parts that share no product (`Reason.DISCONNECTED`), or if
        the second eigenvector is not unique (`Reason.NOT_UNIQUE`).
    """
    rows, columns = m.any(axis=1), m.any(axis=0)
    kept = m[np.ix_(rows, columns)]
    diversity, ubiquity = kept.sum(axis=1), kept.sum(axis=0)
    economies, products = np.full(rows.size, np.nan), np.full(columns.size, np.nan)
    if diversity.size < 2:  # noqa: PLR2004
        return Scores(economies, products, Reason.NO_ADVANTAGE if not diversity.size else Reason.NOT_UNIQUE)
    # D^-1 M U^-1 M' and this symmetric matrix have the same eigenvalues; a symmetric one is solved to the last digits.
    shared = _shared(kept)
    if connected_components(shared > 0, directed=False)[0] > 1:
        return Scores(economies, products, Reason.DISCONNECTED)
    first = max(0, diversity.size - 3)
    values, vectors = eigh(shared, subset_by_index=[first, diversity.size - 1])
    second = values[-2]
    if second < TIED or (values.size > 2 and second - values[-3] < TIED):  # noqa: PLR2004
        return Scores(economies, products, Reason.NOT_UNIQUE)
    score = vectors[:, -2] / np.sqrt(diversity)
    score *= orientation(score, diversity)
    economies[rows], products[columns] = score, (kept.T @ score) / ubiquity / second
    return Scores(economies, products)


def approached(m: Floats, iterations: int) -> Scores:
    """Approach the eigenvector by reflections, only where there is one to approach.

    On economies that fall into parts, the averages of each part run to a constant of its own: what is left after some
    iterations tells the size of the parts, not complexity.

    Parameters
    ----------
    m, iterations
        As for `reflections`.

    Returns
    -------
    Scores
        Undefined with `Reason.DISCONNECTED` as in `eigenvector`.

    Raises
    ------
    ParameterError
        As for `reflections`.
    """
    return _reflected(m, iterations, whole=True)


def _refuse_odd(iterations: int) -> None:
    """Refuse a count of reflections that is odd or beyond what digits bear, whatever the data."""
    if iterations % 2 or not 0 < iterations <= MOST_ITERATIONS:
        raise ParameterError(
            f"{iterations} reflections",
            expected=f"an even count from 2 to {MOST_ITERATIONS}",
            hint="Or the eigenvector",
        )


def _shared(kept: Floats) -> Floats:
    """Return the symmetric matrix of what economies share, with the eigenvalues of D^-1 M U^-1 M'."""
    scaled = kept / np.sqrt(kept.sum(axis=1))[:, None] / np.sqrt(kept.sum(axis=0))
    shared: Floats = scaled @ scaled.T
    return shared


def orientation(score: Floats, diversity: Floats) -> float:
    """Return the sign that makes a score rise with diversity; where it does not, the largest entry is positive."""
    along = float(np.dot(score - score.mean(), diversity - diversity.mean()))
    if abs(along) > TIED * np.linalg.norm(score) * np.linalg.norm(diversity):
        return float(np.sign(along))
    return float(np.sign(score[np.argmax(np.abs(score))]))


def reflections(m: Floats, iterations: int) -> Scores:
    """Iterate averages over products and economies (Hidalgo and Hausmann).

    k_c,N = mean of k_p,N-1 over the economy's products, k_p,N = mean of k_c,N-1 over the product's economies, from
    diversity and ubiquity. Scores of economies are k_c,N, of products k_p,N+1.

    Parameters
    ----------
    m : float array, (economies, products)
        1 where the economy has the advantage, else 0.
    iterations : int
        N, even: odd ones rank the other way round.

    Raises
    ------
    ParameterError
        An odd count, or one above 80: by then it is the eigenvector, or rounding.

    Returns
    -------
    Scores
        Undefined with `Reason.NOT_UNIQUE` where nothing but rounding tells the economies apart.
    """
    return _reflected(m, iterations, whole=False)


def _reflected(m: Floats, iterations: int, *, whole: bool) -> Scores:
    """Iterate, of economies in several parts only where they need not be one whole."""
    _refuse_odd(iterations)
    rows, columns = m.any(axis=1), m.any(axis=0)
    kept = m[np.ix_(rows, columns)]
    economies, products = np.full(rows.size, np.nan), np.full(columns.size, np.nan)
    if not kept.size:
        return Scores(economies, products, Reason.NO_ADVANTAGE)
    shared = _shared(kept)
    if whole and connected_components(shared > 0, directed=False)[0] > 1:
        return Scores(economies, products, Reason.DISCONNECTED)
    diversity, ubiquity = kept.sum(axis=1), kept.sum(axis=0)
    score = diversity.copy()
    # What rounding alone can have put into the scores: it fades no faster than the second eigenvalue lets it.
    noise, fading = ROUNDING * diversity.max(), _second(shared)
    for _ in range(iterations // 2):
        # Averages of averages approach one constant; taking it off each time keeps the digits that differ.
        score = kept @ ((kept.T @ score) / ubiquity) / diversity
        score -= score.mean()
        noise *= fading
    if np.abs(score).max() <= noise or fading < TIED:
        return Scores(economies, products, Reason.NOT_UNIQUE)
    economies[rows], products[columns] = score, (kept.T @ score) / ubiquity
    return Scores(economies, products)


def _second(shared: Floats) -> float:
    """Return the second eigenvalue, zero for a single economy."""
    size = shared.shape[0]
    if size < 2:  # noqa: PLR2004
        return 0.0
    return float(eigh(shared, eigvals_only=True, subset_by_index=[size - 2, size - 1])[0])


def standardised(score: Floats, *, by: Floats | None = None, ddof: int = 0) -> Floats:
    """Take off the mean and divide by the standard deviation, of the score itself or of another one; NaN are left."""
    base = score if by is None else by
    known: Bools = ~np.isnan(base)
    if known.sum() <= ddof:
        return np.full(score.shape, np.nan)
    return ratio(score - base[known].mean(), base[known].std(ddof=ddof))
