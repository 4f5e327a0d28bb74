"""How concentrated supply is: shares, Hirschman's index, the effective number of suppliers, the largest ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.indicators.edges import Reason
from econsec.indicators.slabs import Floats, Slab, grid, keyed, ratio, reasons, slabs, stack

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

GROUP = ("importer", "product")


def groups(flows: pd.DataFrame) -> tuple[str, ...]:
    """Return which of importer and product the frame has: the concentration is measured within each."""
    return tuple(name for name in GROUP if name in flows.columns)


def shares(
    flows: pd.DataFrame,
    *,
    exporters: Sequence[str] | None = None,
    covered: Collection[str] | None = None,
    measure: str = "value",
) -> pd.DataFrame:
    """Measure each exporter's share in each importer's imports of each product.

    s_ijp = x_ijp / sum over i of x_ijp. An absent flow is zero trade for an economy that the data cover, and unknown
    for one that they do not.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        Columns exporter, value (>= 0), and importer, product, year where the shares are within these. Repeated keys
        are summed.
    exporters : sequence of str, optional
        Exactly these exporters, a row for each importer and product that occur in the year. Without: the flows there
        are.
    covered : collection of str, optional
        Economies whose absent flows are zero; without, all that occur in the frame as exporter or importer.
    measure : str
        The quantity: "value" (USD) or "tonnes".

    Returns
    -------
    DataFrame
        One row per year, importer, product, exporter: the measure, share (0..1) and reason (why share is missing).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(importer="JPN", exporter=["CHN", "USA"], product="850511", value=[3, 1])
    >>> shares(flows).share.tolist()
    [0.75, 0.25]
    >>> shares(flows, exporters=["JPN", "IND"])[["exporter", "share", "reason"]]
      exporter  share       reason
    0      JPN    0.0          NaN
    1      IND    NaN  not covered
    """
    within = groups(flows)
    if exporters is not None and covered is None:
        covered = {code for key in ("exporter", "importer") if key in flows for code in flows[key].unique()}
    parts = [
        _observed(slab.distinct(*within, "exporter"), within, measure)
        if exporters is None
        else _asked(slab, within, list(exporters), set(covered or ()), measure)
        for slab in slabs(flows, *within, "exporter", measure=measure)
    ]
    return stack(parts, [*within, "exporter", measure, "share", "reason"])


def _observed(slab: Slab, within: tuple[str, ...], measure: str) -> pd.DataFrame:
    """Shares of the flows that there are."""
    total = slab.total(*within)
    below = total.ravel()[slab.cell(*within)] if within else np.full(slab.amounts.size, float(total))
    codes = {name: slab.codes[name] for name in (*within, "exporter")}
    columns = keyed(slab, codes, slab.amounts.size)
    columns |= {measure: slab.amounts, "share": ratio(slab.amounts, below)}
    return pd.DataFrame(columns | {"reason": reasons(below.size, [(below == 0, Reason.NO_TRADE)])})


def _asked(slab: Slab, within: tuple[str, ...], exporters: list[str], covered: set[str], measure: str) -> pd.DataFrame:
    """Shares of the named exporters in every group of the year."""
    total = slab.total(*within).ravel()
    position = slab.labels["exporter"].get_indexer(pd.Index(exporters))
    known = np.array([code in covered for code in exporters])
    value = np.zeros((total.size, len(exporters)))
    for column, code in enumerate(position):
        if code >= 0:
            value[:, column] = slab.where(slab.codes["exporter"] == code).total(*within).ravel()
    value[:, ~known] = np.nan
    keys = {name: np.repeat(column, len(exporters)) for name, column in grid(slab, *within).items()}
    none = np.repeat(total == 0, len(exporters))
    unknown = np.tile(~known, total.size)
    columns = keys | {"exporter": exporters * total.size, measure: value.ravel()}
    columns |= {"share": ratio(value, total[:, None]).ravel()}
    cases = [(unknown, Reason.NOT_COVERED), (none, Reason.NO_TRADE)]
    return pd.DataFrame(columns | {"reason": reasons(value.size, cases)})


def squares(slab: Slab, within: tuple[str, ...]) -> tuple[Floats, Floats, Floats]:
    """Return sum of squared shares, number of suppliers and total for each group of a slab with distinct keys."""
    total = slab.total(*within)
    share = ratio(slab.amounts, total.ravel()[slab.cell(*within)] if within else total)
    np.nan_to_num(share, copy=False)
    index = np.where(total > 0, slab.total(*within, weights=share * share), np.nan)
    return index, slab.total(*within, weights=(slab.amounts > 0).astype(np.float64)), total


def hhi(flows: pd.DataFrame, *, normalised: bool = False, measure: str = "value") -> pd.DataFrame:
    """Measure how concentrated each importer's suppliers are.

    HHI = sum over exporters of s**2, where s is the exporter's share in the importer's imports of the product;
    normalised, (HHI - 1/n) / (1 - 1/n) with n suppliers.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        Columns exporter, value (>= 0), and importer, product, year where concentration is measured within these (a
        frame without importer gives the concentration of world supply). Repeated keys are summed.
    normalised : bool
        Take out the floor 1/n. Undefined for one supplier: NaN, reason "single supplier".
    measure : str
        The quantity: "value" (USD) or "tonnes".

    Returns
    -------
    DataFrame
        One row for each importer and product that occur in the year: hhi (0..1), suppliers (count), reason (why hhi is
        missing).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.

    References
    ----------
    Hirschman (1964), "The paternity of an index", American Economic Review 54(5).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(importer="JPN", exporter=["CHN", "USA", "KOR", "DEU"], product="850511", value=[30, 30, 20, 20])
    >>> round(hhi(flows).hhi.item(), 12)
    0.26
    >>> round(hhi(flows, normalised=True).hhi.item(), 5)
    0.01333
    """
    within, parts = groups(flows), []
    for slab in slabs(flows, *within, "exporter", measure=measure):
        index, suppliers, total = squares(slab.distinct(*within, "exporter"), within)
        cases = [(np.ravel(total == 0), Reason.NO_TRADE)]
        if normalised:
            index = ratio(index - ratio(1, suppliers), 1 - ratio(1, suppliers))
            cases.append((np.ravel(suppliers == 1), Reason.SINGLE_SUPPLIER))
        columns = grid(slab, *within) | {"hhi": np.ravel(index), "suppliers": np.ravel(suppliers).astype(np.int64)}
        parts.append(pd.DataFrame(columns | {"reason": reasons(index.size, cases)}))
    return stack(parts, [*within, "hhi", "suppliers", "reason"])


def effective_suppliers(flows: pd.DataFrame, *, measure: str = "value") -> pd.DataFrame:
    """Count suppliers as if all were of equal size: 1 / HHI.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        As for `hhi`.
    measure : str
        The quantity: "value" (USD) or "tonnes".

    Returns
    -------
    DataFrame
        One row for each importer and product that occur in the year: effective_suppliers (>= 1), suppliers (count),
        reason (why the number is missing).

    References
    ----------
    Adelman (1969), "Comment on the H concentration measure as a numbers-equivalent", Review of Economics and
    Statistics 51(1).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(importer="JPN", exporter=["CHN", "USA", "KOR", "DEU"], product="850511", value=25)
    >>> effective_suppliers(flows).effective_suppliers.item()
    4.0
    """
    made = hhi(flows, measure=measure)
    made.insert(list(made.columns).index("hhi"), "effective_suppliers", ratio(1, made["hhi"]))
    return made.drop(columns="hhi")


def top_suppliers(flows: pd.DataFrame, n: int = 3, *, measure: str = "value") -> pd.DataFrame:
    """List each importer's largest suppliers of each product.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        As for `hhi`.
    n : int
        How many, at most; suppliers of equal size come in the order of their codes.
    measure : str
        The quantity: "value" (USD) or "tonnes".

    Returns
    -------
    DataFrame
        One row per year, importer, product and rank (1..n): exporter, the measure, share (0..1). Groups without trade
        have no supplier and no row.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(importer="JPN", exporter=["USA", "CHN", "KOR"], product="850511", value=[1, 6, 3])
    >>> top_suppliers(flows, 2)[["rank", "exporter", "share"]]
       rank exporter  share
    0     1      CHN    0.6
    1     2      KOR    0.3
    """
    within, parts = groups(flows), []
    for every in slabs(flows, *within, "exporter", measure=measure):
        slab = every.distinct(*within, "exporter")
        slab = slab.where(slab.amounts > 0)
        cell = slab.cell(*within) if within else np.zeros(slab.amounts.size, np.int64)
        order = np.lexsort((slab.codes["exporter"], -slab.amounts, cell))
        first = np.flatnonzero(np.diff(cell[order], prepend=-1))
        rank = np.arange(cell.size) - np.repeat(first, np.diff(np.append(first, cell.size))) + 1
        kept = order[rank <= n]
        below = np.ravel(slab.total(*within))[cell[kept]]
        codes = {name: slab.codes[name][kept] for name in (*within, "exporter")}
        columns = keyed(slab, codes, kept.size) | {measure: slab.amounts[kept], "share": slab.amounts[kept] / below}
        parts.append(pd.DataFrame(columns | {"rank": rank[rank <= n]}))
    made = stack(parts, [*within, "exporter", measure, "share", "rank"])
    return made[[name for name in ("year", *within, "rank", "exporter", measure, "share") if name in made]]
