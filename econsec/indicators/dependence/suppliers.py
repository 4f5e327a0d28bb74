"""Who supplies: each exporter's share, the largest suppliers, and what these have together."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import by_name
from econsec.errors import ParameterError
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import Columns, assemble, grid, keyed, ratio, reasons
from econsec.indicators.arrays.slabs import Cells, Slab, slabs

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

GROUP = ("importer", "product")
#: Up to so many suppliers the largest that is left is looked for, again and again; for more, all are sorted.
MOST_PASSES = 8


def groups(flows: pd.DataFrame) -> tuple[str, ...]:
    """Return which of importer and product the frame has: the concentration is measured within each."""
    return tuple(name for name in GROUP if name in flows.columns)


@by_name
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

    References
    ----------
    Mikic, Gilbert (2009), Trade Statistics in Policymaking, UN ESCAP.

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
    return assemble(parts, [*within, "exporter", measure, "share", "reason"], dated="year" in flows)


def _observed(slab: Slab, within: tuple[str, ...], measure: str) -> Columns:
    """Shares of the flows that there are."""
    total = slab.total(*within)
    below = total.ravel()[slab.cell(*within)] if within else np.full(slab.amounts.size, float(total))
    codes = {name: slab.codes[name] for name in (*within, "exporter")}
    columns = keyed(slab, codes, slab.amounts.size)
    columns |= {measure: slab.amounts, "share": ratio(slab.amounts, below)}
    return columns | {"reason": reasons(below.size, [(below == 0, Reason.NO_TRADE)])}


def _asked(slab: Slab, within: tuple[str, ...], exporters: list[str], covered: set[str], measure: str) -> Columns:
    """Shares of the named exporters in every group of the year."""
    total = slab.total(*within).ravel()
    position = slab.labels["exporter"].get_indexer(pd.Index(exporters))
    known = np.array([code in covered for code in exporters])
    value = np.zeros((total.size, len(exporters)))
    for column, code in enumerate(position):
        if code >= 0:
            value[:, column] = slab.where(slab.codes["exporter"] == code).total(*within).ravel()
    value[:, ~known] = np.nan
    axes = {name: slab.labels[name] for name in within} | {"exporter": pd.Index(exporters)}
    none = np.repeat(total == 0, len(exporters))
    unknown = np.tile(~known, total.size)
    columns = grid(slab.year, axes) | {measure: value.ravel(), "share": ratio(value, total[:, None]).ravel()}
    cases = [(unknown, Reason.NOT_COVERED), (none, Reason.NO_TRADE)]
    return columns | {"reason": reasons(value.size, cases)}


def concentration_ratio(flows: pd.DataFrame, n: int = 4, *, measure: str = "value") -> pd.DataFrame:
    """Measure the share of each importer's largest suppliers of each product together.

    CR_n = sum of the n largest s.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        As for `hhi`.
    n : int
        How many, 1 or more; with as many suppliers or fewer CR_n is 1.
    measure : str
        The quantity: "value" (USD) or "tonnes".

    Returns
    -------
    DataFrame
        One row for each importer and product that occur in the year: concentration_ratio (n over the number of
        suppliers .. 1), suppliers (count), reason (why the ratio is missing).

    Raises
    ------
    ParameterError
        Fewer than one supplier.

    References
    ----------
    Bain (1951), "Relation of profit rate to industry concentration", Quarterly Journal of Economics 65(3).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(importer="JPN", exporter=["CHN", "USA", "KOR", "DEU"], product="850511", value=[30, 30, 20, 20])
    >>> concentration_ratio(flows, 2).concentration_ratio.item()
    0.6
    """
    if n < 1:
        raise ParameterError(f"{n} suppliers", expected="1 or more")
    within, parts = groups(flows), []
    for every in slabs(flows, *within, "exporter", measure=measure):
        slab = every.distinct(*within, "exporter")
        slab = slab.where(slab.amounts > 0)
        kept, _ = _largest(slab, within, n)
        total, count = (np.ravel(slab.total(*within, weights=each)) for each in (None, np.ones(slab.amounts.size)))
        largest = np.bincount(_cells(slab, within)[kept], slab.amounts[kept], total.size)
        columns = grid(slab.year, {name: slab.labels[name] for name in within})
        # Of n suppliers or fewer all are counted: exactly one, whatever the order of the sums.
        share = np.where(count <= n, ratio(total, total), ratio(largest, total))
        columns |= {"concentration_ratio": share, "suppliers": count.astype(np.int64)}
        parts.append(columns | {"reason": reasons(total.size, [(total == 0, Reason.NO_TRADE)])})
    return assemble(parts, [*within, "concentration_ratio", "suppliers", "reason"], dated="year" in flows)


def _cells(slab: Slab, within: tuple[str, ...]) -> Cells:
    """Return the group of each row."""
    return slab.cell(*within) if within else np.zeros(slab.amounts.size, np.int64)


def _largest(slab: Slab, within: tuple[str, ...], n: int) -> tuple[Cells, Cells]:
    """Return the rows of the n largest of each group, group by group, and each one's rank from 1 on."""
    cell = _cells(slab, within)
    if n > MOST_PASSES:
        order = np.lexsort((slab.codes["exporter"], -slab.amounts, cell))
        first = np.flatnonzero(np.diff(cell[order], prepend=-1))
        rank = np.arange(cell.size) - np.repeat(first, np.diff(np.append(first, cell.size))) + 1
        return order[rank <= n], rank[rank <= n]
    groups = prod(slab.size(*within))
    found = np.full((groups, n), -1, np.int64)
    left = np.arange(cell.size)
    for place in range(n):
        of, amounts = cell[left], slab.amounts[left]
        most = np.zeros(groups)
        np.maximum.at(most, of, amounts)
        # Of several as large, the first by its code.
        equal = np.flatnonzero(amounts == most[of])
        code, owner = slab.codes["exporter"][left[equal]], of[equal]
        least = np.full(groups, np.iinfo(code.dtype).max, code.dtype)
        np.minimum.at(least, owner, code)
        chosen = equal[code == least[owner]]
        found[of[chosen], place] = left[chosen]
        left = np.delete(left, chosen)
    there = found >= 0
    return found[there], np.nonzero(there)[1] + 1


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

    References
    ----------
    Mikic, Gilbert (2009), Trade Statistics in Policymaking, UN ESCAP.

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
        kept, rank = _largest(slab, within, n)
        below = np.ravel(slab.total(*within))[_cells(slab, within)[kept]]
        codes = {name: slab.codes[name][kept] for name in (*within, "exporter")}
        columns = keyed(slab, codes, kept.size) | {measure: slab.amounts[kept], "share": slab.amounts[kept] / below}
        parts.append(columns | {"rank": rank})
    return assemble(parts, [*within, "rank", "exporter", measure, "share"], dated="year" in flows)
