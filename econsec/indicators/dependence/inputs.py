"""Where an industry's inputs come from in the end: look-through shares by the Leontief inverse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from econsec.errors import MissingColumnError, ParameterError, SchemaError
from econsec.indicators.arrays import edges
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import Columns, assemble, grid, ratio, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from econsec.indicators.arrays.slabs import Floats

MEASURES = ("gross", "value added")
INPUTS = ("exporter", "supplier", "importer", "user")


def leontief_inverse(coefficients: Floats) -> Floats:
    """Compute what all industries must make for one unit of each to be used.

    L = (I - A)^-1 = I + A + A**2 + ...

    Parameters
    ----------
    coefficients : float array, (industries, industries)
        A: inputs from the row's industry for one unit of the column's output.

    Returns
    -------
    float array, (industries, industries)
        L, nowhere negative.

    Raises
    ------
    SchemaError
        The matrix is not square, or holds a number that is missing, infinite or below zero; or it is not productive:
        industries use more than they make, and the sum has no limit.

    References
    ----------
    Miller, Blair (2009), Input-Output Analysis, 2nd edition, chapter 2.

    Examples
    --------
    >>> leontief_inverse(np.array([[0.15, 0.25], [0.20, 0.05]])).round(4).tolist()
    [[1.2541, 0.33], [0.264, 1.1221]]
    """
    if coefficients.ndim != 2 or len(set(coefficients.shape)) > 1:  # noqa: PLR2004
        raise SchemaError(f"input coefficients of shape {coefficients.shape}", expected="a square matrix")
    if not np.isfinite(coefficients).all() or (coefficients < 0).any():
        raise SchemaError("an input coefficient is missing, infinite or below zero", expected="numbers, 0 or more")
    try:
        inverse = np.asarray(np.linalg.inv(np.eye(len(coefficients)) - coefficients), np.float64)
    except np.linalg.LinAlgError:
        inverse = np.full(coefficients.shape, np.nan)
    rounding = 1e-9 * np.abs(inverse).max(initial=1)
    if not np.isfinite(inverse).all() or inverse.min(initial=0) < -rounding:
        raise SchemaError("the input coefficients are not productive", expected="inputs below output")
    return np.maximum(inverse, 0)


def input_reliance(
    transactions: pd.DataFrame, output: pd.DataFrame, *, measure: str = "gross", own_industry: bool = False
) -> pd.DataFrame:
    """Measure how far an industry's inputs come from each economy, looked through to where they are made.

    Gross: the share of economy i in the column of L = (I - A)^-1, all output that one unit of the industry's takes.
    Value added: the same weighted by value added per unit of output, so that nothing is counted twice.

    Parameters
    ----------
    transactions : DataFrame
        Intermediate use: columns exporter and supplier (economy and industry it comes from), importer and user (that
        use it), value (>= 0), and year.
    output : DataFrame
        Gross output: columns economy, industry, value, and year. Industries that only `transactions` names make none.
    measure : str
        "gross" or "value added".
    own_industry : bool
        Count what the industry takes of itself. Default: left out.

    Returns
    -------
    DataFrame
        One row for each importer, user and exporter of the year: share (0..1; they sum to 1; that of other economies
        together is the foreign input reliance), reason.

    Raises
    ------
    ParameterError
        A measure of another name.
    SchemaError
        The table is not productive.

    References
    ----------
    Baldwin, Freeman, Theodorakopoulos (2022), "Horses for courses: measuring foreign supply chain exposure", NBER
    30525; Miller, Blair (2009), Input-Output Analysis.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> used = frame(exporter=["CHN", "JPN"], supplier="parts", importer="JPN", user="cars", value=[30, 10])
    >>> made = frame(economy=["CHN", "JPN", "JPN"], industry=["parts", "parts", "cars"], value=[100, 100, 100])
    >>> input_reliance(used, made).query("user == 'cars'")[["exporter", "share"]]
      exporter  share
    2      CHN   0.75
    3      JPN   0.25
    """
    if measure not in MEASURES:
        raise ParameterError(f"measure {measure!r}", expected=" or ".join(map(repr, MEASURES)))
    parts = [_shares(table, measure, own_industry=own_industry) for table in _tables(transactions, output)]
    return assemble(parts, ["importer", "user", "exporter", "share", "reason"], dated="year" in transactions)


@dataclass(frozen=True)
class _Table:
    """One year: the industries (economy, industry), what each takes of each, and what each makes."""

    year: Any
    industries: pd.MultiIndex
    use: Floats
    output: Floats


def _tables(transactions: pd.DataFrame, output: pd.DataFrame) -> Iterator[_Table]:
    """Bring use and output of each year onto the same industries."""
    dated = ["year"] if "year" in transactions else []
    if bool(dated) != ("year" in output):
        raise MissingColumnError("only one of transactions and output has a column 'year'", expected="it in both")
    edges.check(transactions, [*dated, *INPUTS], "value", name="transactions")
    edges.check(output, [*dated, "economy", "industry"], "value", name="output")
    years = np.sort(transactions["year"].unique()) if dated else [None]
    for year in years if len(transactions) else []:
        use, made = (frame if year is None else frame[frame["year"] == year] for frame in (transactions, output))
        yield _table(year, use, made)


def _table(year: object, use: pd.DataFrame, made: pd.DataFrame) -> _Table:
    """Build the matrix of one year."""
    names = ["economy", "industry"]
    ends = [pd.MultiIndex.from_frame(use[list(pair)], names=names) for pair in (INPUTS[:2], INPUTS[2:])]
    own = pd.MultiIndex.from_frame(made[names])
    industries = own.union(ends[0]).union(ends[1]).unique().sort_values()
    size = len(industries)
    matrix, output = np.zeros((size, size)), np.zeros(size)
    rows, columns = (industries.get_indexer(end) for end in ends)
    np.add.at(matrix, (rows, columns), use["value"].to_numpy(dtype=np.float64))
    np.add.at(output, industries.get_indexer(own), made["value"].to_numpy(dtype=np.float64))
    return _Table(year, industries, matrix, output)


def _shares(table: _Table, measure: str, *, own_industry: bool) -> Columns:
    """Look through one year's table."""
    coefficients = np.nan_to_num(ratio(table.use, table.output[None, :]))
    weight = leontief_inverse(coefficients)
    if measure == "value added":
        weight = weight * np.maximum(1 - coefficients.sum(axis=0), 0)[:, None]
    if not own_industry:
        weight = weight - np.diag(np.diag(weight))
    economy = table.industries.get_level_values("economy")
    origins, owner = np.unique(economy.to_numpy(), return_inverse=True)
    by_origin = np.zeros((origins.size, len(economy)))
    np.add.at(by_origin, owner, weight)
    share = ratio(by_origin, by_origin.sum(axis=0)).T
    idle = np.broadcast_to((table.output == 0)[:, None], share.shape)
    share = np.where(idle, np.nan, share)
    columns = grid(
        table.year, {"place": pd.RangeIndex(len(economy)), "exporter": pd.Index(origins, dtype=economy.dtype)}
    )
    place = columns.pop("place").to_numpy()
    columns |= {"importer": economy.take(place), "user": table.industries.get_level_values("industry").take(place)}
    cases = [(idle, Reason.NO_OUTPUT), (np.isnan(share), Reason.NO_TRADE)]
    return columns | {"share": share.ravel(), "reason": reasons(share.size, cases)}
