"""The diversification frontier: the least cost at each level of risk, and the least risk at each cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import clarabel
import numpy as np
import pandas as pd
from scipy import sparse

from econsec.codes.public import public
from econsec.decisions.substitution.sizing import reasons
from econsec.decisions.tables import require
from econsec.errors import EconsecError, NegativeValueError, ParameterError

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

SUPPLIERS = ("supplier", "weight", "cost", "cap")
# The interior-point solver stops at this gap: far below a basis point, far above rounding.
TOLERANCE = 1e-10
AT_BOUND = 1e-6


@public
def allocate(suppliers: pd.DataFrame, *, cost_weight: float = 0.0) -> pd.DataFrame:
    """Share out a need over suppliers at the least risk, with a price on cost.

    min sum w_j s_j**2 + lambda sum c_j s_j, sum s = 1 and 0 <= s_j <= cap_j. Without caps and lambda = 0 the shares
    are proportional to 1 / w_j; with caps, s_j = min(cap_j, m / w_j) for one m.

    Parameters
    ----------
    suppliers : DataFrame, one row a supplier
        Columns supplier, weight (of its squared share in the risk, > 0, such as a governance score; NaN: unknown, and
        it gets nothing), cost (of a unit of what is shared out, in any unit, >= 0), cap (largest share it could have,
        >= 0).
    cost_weight : float
        lambda, in units of risk per unit of cost, >= 0.

    Returns
    -------
    DataFrame
        One row a supplier, in the order given: supplier, share (0..1), bound ("cap", "none": nothing, or ""), weight,
        cost, cap, shortfall (the part of the need that no supplier can meet, 0..1, the same in each row), reason (why a
        share is missing or the need is not met, else None). If the caps sum to less than the need, each supplier gives
        its cap and the shortfall is named.

    Raises
    ------
    SchemaError
        A column is missing, or a number is negative.
    ParameterError
        A cost weight below zero.

    References
    ----------
    Markowitz (1952), Journal of Finance 7(1). Solver: Goulart, Chen (2024), Clarabel.

    Examples
    --------
    >>> suppliers = pd.DataFrame({"supplier": ["CHN", "IND"], "weight": [3.0, 1.0], "cost": 1.0, "cap": 1.0})
    >>> allocate(suppliers).share.round(6).tolist()
    [0.25, 0.75]
    >>> allocate(suppliers.assign(cap=[0.2, 0.5]))[["share", "shortfall"]].round(6).values.tolist()
    [[0.2, 0.3], [0.5, 0.3]]
    """
    _check(suppliers)
    if cost_weight < 0:
        raise ParameterError(f"cost_weight {cost_weight}", expected="0 or more")
    known = suppliers[suppliers["weight"].notna()]
    weight, cost, cap = _numbers(known)
    short = max(0.0, 1.0 - float(cap.sum()))
    share = cap if short > TOLERANCE else _solve(weight, cost_weight * cost, cap)
    return _laid_out(suppliers, pd.Series(share, index=known.index), short if short > TOLERANCE else 0.0)


@public
def frontier(suppliers: pd.DataFrame, *, points: int = 21) -> pd.DataFrame:
    """Trace the least cost at each level of risk, from the cheapest allocation to the safest.

    At risk R: min sum c_j s_j with sum s = 1, 0 <= s_j <= cap_j and sum w_j s_j**2 <= R; R runs in equal steps from the
    risk of the cheapest allocation to the least possible one. Cost rises as risk falls, ever faster.

    Parameters
    ----------
    suppliers : DataFrame
        As for `allocate`.
    points : int
        How many points, at least 2; one is given where the cheapest allocation is also the safest.

    Returns
    -------
    DataFrame
        One row per point and supplier: point (0 is the cheapest), cost, risk (sum w s**2), hhi (sum s**2), supplier,
        share, bound, shortfall, reason. Where the caps cannot meet the need: one point, all at their caps, with the
        shortfall.

    Raises
    ------
    SchemaError
        A column is missing, or a number is negative.
    ParameterError
        Fewer than 2 points.

    Examples
    --------
    >>> suppliers = pd.DataFrame({"supplier": ["CHN", "IND"], "weight": 1.0, "cost": [1.0, 2.0], "cap": 1.0})
    >>> found = frontier(suppliers, points=3)
    >>> found.drop_duplicates("point")[["cost", "risk"]].round(4).values.tolist()
    [[1.0, 1.0], [1.1464, 0.75], [1.5, 0.5]]
    """
    _check(suppliers)
    if points < 2:  # noqa: PLR2004 - a line has two ends
        raise ParameterError(f"{points} points", expected="2 or more")
    safest = allocate(suppliers)
    if (safest["shortfall"] > 0).any():
        return _point(0, safest)
    known = suppliers[suppliers["weight"].notna()]
    weight, cost, cap = _numbers(known)
    safe = safest.loc[known.index, "share"].to_numpy(dtype=float)
    cheap = _cheap(weight, cost, cap, safe)
    if cheap is None:
        return _point(0, safest)
    levels = np.linspace(weight @ cheap**2, weight @ safe**2, points)[1:-1]
    shares = [cheap, *(_cheapest(weight, cost, cap, float(level)) for level in levels), safe]
    parts = [
        _point(number, _laid_out(suppliers, pd.Series(share, index=known.index), 0.0))
        for number, share in enumerate(shares)
    ]
    return pd.concat(parts, ignore_index=True)


@public
def at_risk(suppliers: pd.DataFrame, *, risk: float) -> pd.DataFrame:
    """Find the cheapest allocation whose risk is at most so much: one point of the frontier, exactly.

    min sum c_j s_j with sum s = 1, 0 <= s_j <= cap_j and sum w_j s_j**2 <= risk; of several cheapest the safest.

    Parameters
    ----------
    suppliers : DataFrame
        As for `allocate`.
    risk : float
        The most that sum w_j s_j**2 may be.

    Returns
    -------
    DataFrame
        As from `allocate`. Where the caps cannot meet the need: all at their caps, with the shortfall.

    Raises
    ------
    SchemaError
        A column is missing, or a number is negative.
    ParameterError
        No allocation has as little risk.

    Examples
    --------
    >>> suppliers = pd.DataFrame({"supplier": ["CHN", "IND"], "weight": 1.0, "cost": [1.0, 2.0], "cap": 1.0})
    >>> at_risk(suppliers, risk=0.75).share.round(4).tolist()
    [0.8536, 0.1464]
    """
    safest = allocate(suppliers)
    if (safest["shortfall"] > 0).any():
        return safest
    known = suppliers[suppliers["weight"].notna()]
    weight, cost, cap = _numbers(known)
    safe = safest.loc[known.index, "share"].to_numpy(dtype=float)
    least = float(weight @ safe**2)
    if risk < least * (1 - AT_BOUND):
        raise ParameterError(f"risk {risk:g}", expected=f"{least:g} or more, the least within the caps")
    cheap = _cheap(weight, cost, cap, safe)
    if cheap is None or risk <= least * (1 + AT_BOUND):
        return safest
    share = cheap if weight @ cheap**2 <= risk else _cheapest(weight, cost, cap, risk)
    return _laid_out(suppliers, pd.Series(share, index=known.index), 0.0)


def _check(suppliers: pd.DataFrame) -> None:
    """Refuse a table that no allocation can be computed from."""
    require(suppliers, SUPPLIERS, name="suppliers")
    known = suppliers[suppliers["weight"].notna()]
    numbers = known[["weight", "cost", "cap"]].to_numpy(dtype=float)
    if not np.isfinite(numbers).all() or (numbers < 0).any() or (known["weight"] <= 0).any():
        raise NegativeValueError(
            "suppliers hold a number that is missing or below zero", expected="weight > 0, cost, cap >= 0"
        )


def _numbers(known: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
    """Return weights, costs and caps as arrays; a cap above the need is the need."""
    weight, cost, cap = (known[name].to_numpy(dtype=float) for name in ("weight", "cost", "cap"))
    return weight, cost, np.minimum(cap, 1.0)


def _fill(cost: Floats, cap: Floats) -> Floats:
    """Return the cheapest allocation: fill the cheapest supplier to its cap, then the next."""
    order = np.argsort(cost, kind="stable")
    before = np.cumsum(cap[order]) - cap[order]
    share = np.empty_like(cap)
    share[order] = np.clip(1.0 - before, 0.0, cap[order])
    return share


def _cheap(weight: Floats, cost: Floats, cap: Floats, safe: Floats) -> Floats | None:
    """Return the safest of the cheapest allocations; None where nothing is cheaper than the safest of all."""
    least, most = float(cost @ _fill(cost, cap)), float(cost @ safe)
    if most - least <= AT_BOUND * most:
        return None
    # A budget a hair above the least cost, which may be nothing. The unit of cost says nothing about the answer.
    budget = np.array([least / most + TOLERANCE])
    return _solve(weight, np.zeros_like(cost), cap, rows=cost[None, :] / most, bounds=budget)


def _cheapest(weight: Floats, cost: Floats, cap: Floats, risk: float) -> Floats:
    """Solve min cost s over the simplex with caps, with sum w s**2 <= risk: a second-order cone."""
    rows = np.vstack([np.zeros_like(cost), -np.diag(np.sqrt(weight))])
    return _solve(np.zeros_like(weight), cost, cap, cone=rows, radius=np.sqrt(risk))


def _solve(
    weight: Floats,
    price: Floats,
    cap: Floats,
    *,
    rows: Floats | None = None,
    bounds: Floats | None = None,
    cone: Floats | None = None,
    radius: float = 0.0,
) -> Floats:
    """Solve min sum w s**2 + price s over the simplex with caps, under further rows or within a cone."""
    size = len(weight)
    eye = sparse.identity(size, format="csc")
    left, right = [sparse.csc_matrix(np.ones((1, size))), eye, -eye], [np.ones(1), cap, np.zeros(size)]
    cones = [clarabel.ZeroConeT(1), clarabel.NonnegativeConeT(2 * size + (0 if rows is None else len(rows)))]
    if rows is not None and bounds is not None:
        left, right = [*left, sparse.csc_matrix(rows)], [*right, bounds]
    if cone is not None:
        left, right = [*left, sparse.csc_matrix(cone)], [*right, np.eye(1, len(cone))[0] * radius]
        cones.append(clarabel.SecondOrderConeT(len(cone)))
    # The scale of the weights says nothing about the answer: the solver's tolerances should not depend on it.
    scale = float(weight.mean()) or float(np.abs(price).mean()) or 1.0
    quadratic = sparse.diags(2 * weight / scale, format="csc")
    matrix = sparse.vstack(left, format="csc")
    solver = clarabel.DefaultSolver(quadratic, price / scale, matrix, np.concatenate(right), cones, _settings())
    solution = solver.solve()
    if str(solution.status) not in {"Solved", "AlmostSolved"}:
        raise EconsecError(f"no allocation found: {solution.status}", hint="Check weights, costs and caps.")
    share: Floats = np.clip(np.asarray(solution.x, dtype=float), 0.0, cap)
    return share


def _settings() -> clarabel.DefaultSettings:
    """Return settings that give the same answer everywhere: one thread, no output, a small gap."""
    settings = clarabel.DefaultSettings()
    settings.verbose, settings.max_threads = False, 1
    settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = TOLERANCE
    return settings


def _laid_out(suppliers: pd.DataFrame, share: pd.Series[float], shortfall: float) -> pd.DataFrame:
    """Lay out an allocation, saying which bound holds each supplier."""
    found = suppliers[[*SUPPLIERS]].assign(share=share.reindex(suppliers.index).fillna(0.0), shortfall=shortfall)
    at_cap, at_zero = found["share"] >= found["cap"] - AT_BOUND, found["share"] <= AT_BOUND
    found["bound"] = np.select([at_zero, at_cap], ["none", "cap"], "")
    short = pd.Series(shortfall > 0, index=found.index)
    words = {"weight not known": found["weight"].isna(), f"the caps meet {1 - shortfall:.1%} of the need": short}
    found["reason"] = reasons(words, found.index)
    return found[["supplier", "share", "bound", "weight", "cost", "cap", "shortfall", "reason"]]


def _point(number: int, allocation: pd.DataFrame) -> pd.DataFrame:
    """Return one point of the frontier with its measures."""
    share, weight = allocation["share"], allocation["weight"].fillna(0.0)
    measures = {
        "point": number,
        "cost": float((allocation["cost"].fillna(0.0) * share).sum()),
        "risk": float((weight * share**2).sum()),
        "hhi": float((share**2).sum()),
    }
    names = ["point", "cost", "risk", "hhi", "supplier", "share", "bound", "shortfall", "reason"]
    return allocation.assign(**measures)[names]
