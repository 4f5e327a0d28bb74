"""What size and distance would give: a gravity benchmark for ties between economies, such as works written together.

    E[ties of i and j] = exp(f_i + f_j + b1 ln distance + b2 common border + b3 common official language)

Fitted by Poisson pseudo-maximum likelihood with one effect an economy (Santos Silva and Tenreyro 2006), which keeps
pairs without ties and gives every economy exactly the ties that it has in all (Fally 2015). So the benchmark shares
each economy's own total out among its partners by nearness; it does not say how much an economy ought to write.

The likelihood is concave and its Hessian known, and SciPy's trust-region optimiser finds the maximum in a twentieth of
a second a year. The GLM of statsmodels gives the same digits (see the test) in three seconds a year, because it
decomposes the whole matrix of effects: a hundred seconds for the thirty-four years of a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.errors import EconsecError, NoDataError, ParameterError
from econsec.indicators.arrays.blas import on_one_core

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

COVARIATES = ("distance", "border", "language")
TIES = ("year", "economy", "partner", "works")
MEASURES = ("economy", "partner", "kilometres", "contiguous", "common_language")


class NotConvergedError(EconsecError):
    """A fit that the optimiser gave up on: its numbers would mean nothing."""


@dataclass(frozen=True)
class Gravity:
    """A fitted year.

    Parameters
    ----------
    year : int
        Of the ties.
    coefficients : dict
        distance (elasticity), border, language (log points).
    pairs : DataFrame
        Both directions of every pair: economy, partner, works, expected, ratio (works over expected).
    """

    year: int
    coefficients: dict[str, float]
    pairs: pd.DataFrame


@public
def sample(ties: pd.DataFrame, distances: pd.DataFrame, *, count: int = 100, always: Iterable[str] = ()) -> list[str]:
    """Choose the economies of the benchmark: those with the most ties in the last year that have a distance.

    Parameters
    ----------
    ties : DataFrame
        year, economy, partner, works; both directions of every pair.
    distances : DataFrame
        economy, partner, kilometres, contiguous, common_language.
    count : int
        How many. With a hundred the benchmark for a pair of large economies no longer moves with more.
    always : iterable of str
        ISO3 codes that are kept whatever their size, if they have a distance.

    Returns
    -------
    list of str
        ISO3 codes in alphabetical order.
    """
    require(ties, TIES, name="ties")
    last = ties[ties["year"] == ties["year"].max()].groupby("economy")["works"].sum()
    known = last[last.index.isin(distances["economy"])].sort_values(ascending=False, kind="stable")
    kept = [*known.index[:count], *(code for code in always if code in known.index)]
    return sorted(dict.fromkeys(kept))


@public
@on_one_core
def fit(
    ties: pd.DataFrame,
    distances: pd.DataFrame,
    *,
    year: int,
    economies: Sequence[str],
    covariates: Sequence[str] = COVARIATES,
) -> Gravity:
    """Fit the benchmark to one year.

    Parameters
    ----------
    ties, distances : DataFrame
        As for `sample`.
    year : int
        The year.
    economies : sequence of str
        ISO3 codes, such as from `sample`; one without a tie in that year is left out.
    covariates : sequence of str
        What counts as nearness, of `COVARIATES`; none leaves sizes alone.

    Raises
    ------
    ParameterError
        A covariate is none of `COVARIATES`.
    NoDataError
        Fewer than three economies have ties in that year.
    NotConvergedError
        The optimiser found no maximum.

    References
    ----------
    Santos Silva and Tenreyro (2006), "The log of gravity", Review of Economics and Statistics 88(4).
    Fally (2015), "Structural gravity and fixed effects", Journal of International Economics 97(1).
    """
    require(ties, TIES, name="ties")
    if unknown := sorted(set(covariates) - set(COVARIATES)):
        raise ParameterError(f"no covariate {', '.join(unknown)}", expected=", ".join(COVARIATES))
    (works,) = _squares(ties[ties["year"] == year], ["works"], economies)
    kept = works.sum(axis=1) > 0
    works, names = works[np.ix_(kept, kept)], [name for name, keep in zip(economies, kept, strict=True) if keep]
    if len(names) < 3:  # noqa: PLR2004 - two economies have one pair, and nothing to compare it with
        raise NoDataError(f"{len(names)} economies with ties in {year}", expected="three or more")
    measures, known = _covariates(distances, names)
    chosen = [place for place, name in enumerate(COVARIATES) if name in covariates]
    found, expected = _maximise(works * known, measures[chosen], known)
    rows, columns = np.nonzero(known)
    pairs = pd.DataFrame(
        {
            "economy": pd.Series([names[row] for row in rows], dtype="str"),
            "partner": pd.Series([names[column] for column in columns], dtype="str"),
            "works": works[rows, columns],
            "expected": expected[rows, columns],
        }
    )
    pairs["ratio"] = pairs["works"] / pairs["expected"]
    return Gravity(year, dict(zip([COVARIATES[place] for place in chosen], found.tolist(), strict=True)), pairs)


@public
def path(
    ties: pd.DataFrame, distances: pd.DataFrame, *, years: Iterable[int], economies: Sequence[str], among: Sequence[str]
) -> pd.DataFrame:
    """Fit year after year, and keep the pairs among some economies.

    Returns
    -------
    DataFrame
        year, economy, partner, works, expected, ratio; both directions of every pair.
    """
    parts = []
    # The distances of all economies are five times those of the sample, and each year looks all of them through.
    near = distances[distances["economy"].isin(economies) & distances["partner"].isin(economies)]
    for year in years:
        pairs = fit(ties, near, year=year, economies=economies).pairs
        kept = pairs["economy"].isin(list(among)) & pairs["partner"].isin(list(among))
        parts.append(pairs[kept].assign(year=year))
    found = pd.concat(parts, ignore_index=True)
    return found[["year", "economy", "partner", "works", "expected", "ratio"]]


DISTANCES = ("kilometres", "kilometres_weighted")  # between the largest cities; between all, weighted by people
FORMS = ((), ("distance",), ("distance", "border"), ("distance", "language"), COVARIATES)


@public
def ranges(ties: pd.DataFrame, distances: pd.DataFrame, *, year: int, economies: Sequence[str]) -> pd.DataFrame:
    """Return the least and the most that the benchmark expects of every pair, under each of `FORMS` and `DISTANCES`.

    What it expects hangs on choices that no statistic settles: sizes alone, or distance too, or border and language
    besides; and which distance. Each is fitted to the year.

    Parameters
    ----------
    ties, distances, year, economies
        As for `fit`; a measure of distance that the table does not hold is left out.

    Returns
    -------
    DataFrame
        Both directions of every pair: economy, partner, works, low, high (expected), ratio_low, ratio_high (works over
        the most and over the least expected).
    """
    found = []
    for measure in (name for name in DISTANCES if name in distances):
        near = distances.assign(kilometres=distances[measure])
        # An economy without any distance of that measure has no place in its benchmark.
        placed = set(near.loc[near["kilometres"] > 0, "economy"])
        held = [code for code in economies if code in placed]
        for form in FORMS if measure == DISTANCES[0] else [form for form in FORMS if "distance" in form]:
            pairs = fit(ties, near, year=year, economies=held, covariates=form).pairs
            found.append(pairs.set_index(["economy", "partner"])[["works", "expected"]])
    every = pd.concat(found)
    ends = every.groupby(level=["economy", "partner"]).agg(
        works=("works", "first"), low=("expected", "min"), high=("expected", "max")
    )
    ends["ratio_low"], ends["ratio_high"] = ends["works"] / ends["high"], ends["works"] / ends["low"]
    return ends.reset_index()


@public
def bounds(
    ties: pd.DataFrame, distances: pd.DataFrame, *, year: int, economies: Sequence[str], pair: tuple[str, str]
) -> tuple[float, float] | None:
    """Return the least and the most that the benchmark expects of one pair; see `ranges`.

    Parameters
    ----------
    ties, distances, year, economies
        As for `fit`.
    pair : (str, str)
        ISO3 codes.

    Returns
    -------
    (float, float) or None
        Expected ties; None where the benchmark does not hold the pair.
    """
    found = ranges(ties, distances, year=year, economies=economies)
    own = found[(found["economy"] == pair[0]) & (found["partner"] == pair[1])]
    return (float(own["low"].iloc[0]), float(own["high"].iloc[0])) if len(own) else None


def _squares(rows: pd.DataFrame, columns: Sequence[str], names: Sequence[str]) -> list[NDArray[np.float64]]:
    """Lay out pairs as symmetric matrices; a pair without a row has nothing, and nobody a tie with itself."""
    place = {name: k for k, name in enumerate(names)}
    own = rows[rows["economy"].isin(place) & rows["partner"].isin(place)]
    at = tuple(own[side].map(place).to_numpy(dtype=int) for side in ("economy", "partner"))
    squares = []
    for column in columns:
        square = np.zeros((len(place), len(place)))
        square[at] = own[column]
        np.fill_diagonal(square, 0.0)
        # Where a publisher's two directions differ by one, the larger stands for both.
        squares.append(np.maximum(square, square.T))
    return squares


def _covariates(distances: pd.DataFrame, names: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Lay out log distance, border and language, and say which pairs have a distance."""
    require(distances, MEASURES, name="distances")
    kilometres, border, language = _squares(distances, ("kilometres", "contiguous", "common_language"), names)
    known = kilometres > 0
    return np.stack([np.log(np.where(known, kilometres, 1.0)), border * known, language * known]), known


def _maximise(
    works: NDArray[np.float64], covariates: NDArray[np.float64], known: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Maximise the Poisson likelihood over pairs (each once): return the coefficients and the expected ties."""
    size, totals = len(works), works.sum(axis=1)
    moments = (covariates * works).sum(axis=(1, 2)) / 2

    def expected(given: NDArray[np.float64]) -> NDArray[np.float64]:
        effects, slopes = given[:size], given[size:]
        exponent = effects[:, None] + effects[None, :] + np.tensordot(slopes, covariates, 1)
        return np.where(known, np.exp(np.minimum(exponent, LARGEST)), 0.0)

    def loss(given: NDArray[np.float64]) -> float:
        return float(expected(given).sum() / 2 - given[:size] @ totals - given[size:] @ moments)

    def slope(given: NDArray[np.float64]) -> NDArray[np.float64]:
        ties = expected(given)
        return np.concatenate([ties.sum(axis=1) - totals, (covariates * ties).sum(axis=(1, 2)) / 2 - moments])

    def curvature(given: NDArray[np.float64]) -> NDArray[np.float64]:
        ties = expected(given)
        cross = (covariates * ties).sum(axis=2)
        inner = np.einsum("aij,bij,ij->ab", covariates, covariates, ties) / 2
        return np.block([[ties + np.diag(ties.sum(axis=1)), cross.T], [cross, inner]])

    start = np.concatenate([np.log(totals) - 0.5 * np.log(totals.sum()), np.zeros(len(covariates))])
    options: dict[str, Any] = {"maxiter": 200, "gtol": 1e-7 * totals.sum()}
    found = minimize(loss, start, jac=slope, hess=curvature, method="trust-exact", options=options)
    if not found.success:
        raise NotConvergedError(f"the gravity benchmark did not converge: {found.message}")
    return found.x[size:], expected(found.x)


LARGEST = 50.0  # exponents beyond it occur only on the optimiser's way, and would overflow
