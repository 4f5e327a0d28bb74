"""How concentrated supply is: Hirschman's index, the effective number of suppliers, entropy."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import Columns, assemble, grid, ratio, reasons
from econsec.indicators.arrays.slabs import Cells, Floats, Slab, bincount, slabs
from econsec.indicators.dependence.suppliers import groups

if TYPE_CHECKING:
    import pandas as pd


def group_grid(slab: Slab, within: tuple[str, ...]) -> Columns:
    """Return the key columns of every group that can be formed in the year."""
    return grid(slab.year, {name: slab.labels[name] for name in within})


def squares(slab: Slab, within: tuple[str, ...], cell: Cells | None = None) -> tuple[Floats, Floats, Floats]:
    """Return sum of squared shares, number of suppliers and total for each group of a slab with distinct keys."""
    shape = slab.size(*within)
    cell = slab.cell(*within) if cell is None else cell
    total = bincount(cell, slab.amounts, prod(shape))
    share = slab.amounts / np.where(total > 0, total, 1)[cell]
    index = np.where(total > 0, bincount(cell, share * share, prod(shape)), np.nan)
    suppliers = bincount(cell[slab.amounts > 0], None, prod(shape))
    return index.reshape(shape), suppliers.reshape(shape), total.reshape(shape)


def hhi(flows: pd.DataFrame, *, normalised: bool = False, measure: str = "value") -> pd.DataFrame:
    """Measure how concentrated each importer's suppliers are.

    HHI = sum over exporters of s**2, where s is the exporter's share in the importer's imports of the product;
    normalised, (HHI - 1/n) / (1 - 1/n) with n suppliers.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        Columns exporter, value (>= 0), and importer, product, year where concentration is measured within these (a
        frame without importer gives the concentration of world supply). Repeated keys are summed. An economy's flow to
        itself is a supplier like the others: leave it out where trade alone is meant, as `dependence_flags` does.
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
        columns = group_grid(slab, within) | {"hhi": np.ravel(index), "suppliers": np.ravel(suppliers).astype(np.int64)}
        parts.append(columns | {"reason": reasons(index.size, cases)})
    return assemble(parts, [*within, "hhi", "suppliers", "reason"], dated="year" in flows)


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


def entropy(flows: pd.DataFrame, *, normalised: bool = False, measure: str = "value") -> pd.DataFrame:
    """Measure how evenly supply is spread: Shannon's entropy of the suppliers' shares.

    E = - sum over exporters of s ln s; normalised, E / ln n with n suppliers.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        As for `hhi`.
    normalised : bool
        Divide by the largest possible, ln n. Undefined for one supplier: NaN, reason "single supplier".
    measure : str
        The quantity: "value" (USD) or "tonnes".

    Returns
    -------
    DataFrame
        One row for each importer and product that occur in the year: entropy (0..ln n, in nats; normalised 0..1),
        suppliers (count), reason (why entropy is missing).

    References
    ----------
    Shannon (1948), "A mathematical theory of communication"; Theil (1967), Economics and Information Theory.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(importer="JPN", exporter=["CHN", "USA", "KOR", "DEU"], product="850511", value=25)
    >>> round(entropy(flows).entropy.item(), 6), entropy(flows, normalised=True).entropy.item()
    (1.386294, 1.0)
    """
    within, parts = groups(flows), []
    for every in slabs(flows, *within, "exporter", measure=measure):
        slab = every.distinct(*within, "exporter")
        slab = slab.where(slab.amounts > 0)
        total, count = slab.total(*within), slab.total(*within, weights=np.ones(slab.amounts.size))
        share = slab.amounts / (total.ravel()[slab.cell(*within)] if within else total)
        spread = np.where(total > 0, slab.total(*within, weights=-share * np.log(share)), np.nan)
        cases = [(total == 0, Reason.NO_TRADE)]
        if normalised:
            spread = ratio(spread, np.log(np.where(count > 0, count, 1)))
            cases.append((count == 1, Reason.SINGLE_SUPPLIER))
        columns = group_grid(slab, within) | {
            "entropy": np.ravel(spread),
            "suppliers": np.ravel(count).astype(np.int64),
        }
        parts.append(columns | {"reason": reasons(spread.size, cases)})
    return assemble(parts, [*within, "entropy", "suppliers", "reason"], dated="year" in flows)
