"""Does what one economy sells fit what another buys: every pair at once."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import Columns, assemble, grid, ratio, reasons, rows_at
from econsec.indicators.arrays.sides import Sides, sides
from econsec.indicators.arrays.slabs import slabs

if TYPE_CHECKING:
    from econsec.indicators.arrays.slabs import Bools, Floats, Slab


def overlap(a: Floats, b: Floats) -> Floats:
    """Compute what every two baskets of shares have in common.

    Parameters
    ----------
    a, b : float array, (economies, products)
        Shares; each row sums to 1, or is NaN.

    Returns
    -------
    float array, (rows of a, rows of b)
        1 - S abs(a - b) / 2 = S min(a, b), 0..1.
    """
    # Loaded when it is first asked for: it takes a quarter of a second, and few reports compare baskets.
    cdist = import_module("scipy.spatial.distance").cdist
    common: Floats = 1 - cdist(a, b, "cityblock") / 2
    # Rounding leaves disjoint baskets some 1e-16 below zero.
    return np.maximum(common, 0)


def basket(flow: Floats) -> Floats:
    """Return each row's shares, NaN for a row without trade."""
    return ratio(flow, flow.sum(axis=1, keepdims=True))


def tci(
    exports: pd.DataFrame, imports: pd.DataFrame | None = None, *, sectors: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Measure trade complementarity of every exporter with every importer (Michaely).

    TCI_ij = 100 (1 - S_p abs(m_jp - x_ip) / 2), with x and m shares of total exports and imports: it is directional.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; with importer it serves as imports too.
    imports : DataFrame, optional
        Columns importer, product, value, and year.
    sectors : DataFrame, optional
        Columns sector, product: measure within each sector's own basket. Without: all products together.

    Returns
    -------
    DataFrame
        One row for each (sector,) exporter and importer of the year: tci (0 nothing fits .. 100 baskets are the same),
        reason. An economy with itself is among the pairs.

    References
    ----------
    Michaely (1996), "Trade preferential agreements in Latin America", World Bank PRWP 1583; WITS.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["IND", "IND"], product=["rice", "cars"], value=[3, 1])
    >>> bought = frame(importer=["JPN", "JPN"], product=["rice", "cars"], value=[1, 1])
    >>> tci(sold, bought).tci.item()
    75.0
    """
    parts: list[Columns] = []
    for year in sides(exports, imports):
        for sector, inside in _sectors(year, sectors):
            x, m = year.x[:, inside], year.m[:, inside]
            parts.append(_pairs(year, "tci", 100 * overlap(basket(x), basket(m)), x, m, sector))
    keys = ["exporter", "importer"]
    return assemble(
        parts, [*(["sector"] if sectors is not None else []), *keys, "tci", "reason"], dated="year" in exports
    )


def product_complementarity(
    exports: pd.DataFrame, imports: pd.DataFrame | None = None, *, world: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Measure product complementarity of every exporter with every importer (Drysdale).

    C_ij = S_p RCAx_ip RCAm_jp (X_wp / X_w), with RCAx of exports and RCAm of imports, both against world exports.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; with importer it serves as imports too.
    imports : DataFrame, optional
        Columns importer, product, value, and year.
    world : DataFrame, optional
        World exports: columns product, value, and year. Without: the sum of `exports`.

    Returns
    -------
    DataFrame
        One row for each exporter and importer of the year: product_complementarity (0 .. infinity, 1 is neutral),
        reason. A product that the world does not export counts for nothing.

    References
    ----------
    Drysdale (1967), Japanese-Australian Trade; Drysdale, Garnaut (1982), "Trade intensities and the analysis of
    bilateral trade flows in a many-country world", Hitotsubashi Journal of Economics 22(2).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["IND", "IND"], product=["rice", "cars"], value=[1, 1])
    >>> bought = frame(importer=["JPN", "JPN"], product=["rice", "cars"], value=[1, 1])
    >>> product_complementarity(sold, bought).product_complementarity.item()
    1.0
    """
    given = {} if world is None else {slab.year: slab for slab in slabs(world, "product", name="world")}
    parts = []
    for year in sides(exports, imports):
        total, whole = year.x.sum(axis=0), year.x.sum()
        if world is not None:
            total, whole = _world(year, given.get(year.year, given.get(None)))
        weight = np.nan_to_num(ratio(whole, total))
        index = (basket(year.x) * weight) @ basket(year.m).T
        parts.append(_pairs(year, "product_complementarity", index, year.x, year.m, blank=not whole))
    return assemble(parts, ["exporter", "importer", "product_complementarity", "reason"], dated="year" in exports)


def _world(year: Sides, world: Slab | None) -> tuple[Floats, float]:
    """Return given world exports over the year's products, and their total over all products."""
    if world is None:
        return np.zeros(len(year.products)), 0.0
    place = world.labels["product"].get_indexer(year.products)
    return rows_at(world.total("product"), place), float(world.amounts.sum())


def _sectors(year: Sides, sectors: pd.DataFrame | None) -> list[tuple[str | None, Bools | slice]]:
    """Return each sector with the products of the year that it holds; all products as one without sectors."""
    if sectors is None:
        return [(None, slice(None))]
    return [
        (str(name), np.asarray(year.products.isin(held["product"])))
        for name, held in sectors.groupby("sector", sort=True)
    ]


def _pairs(
    year: Sides, name: str, index: Floats, x: Floats, m: Floats, sector: str | None = None, *, blank: bool = False
) -> Columns:
    """Lay out a matrix of pairs; what is missing has the side without trade as its reason."""
    axes = {} if sector is None else {"sector": pd.Index([sector], dtype="str")}
    axes |= {"exporter": year.exporters, "importer": year.importers}
    without = x.sum(axis=1)[:, None] == 0, m.sum(axis=1) == 0, np.asarray(blank)
    idle = [np.broadcast_to(side, index.shape) for side in without]
    cases = zip(idle, (Reason.NO_EXPORTS, Reason.NO_IMPORTS, Reason.NO_WORLD_TRADE), strict=True)
    index = np.where(np.any(idle, axis=0), np.nan, index)
    return grid(year.year, axes) | {name: index.ravel(), "reason": reasons(index.size, cases)}
