"""Export potential: what supply, demand and the ease of trade between two economies would let one expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import by_name
from econsec.errors import DuplicateKeyError, MissingColumnError, ParameterError
from econsec.indicators.arrays.edges import Reason, check_values, quantities, twice
from econsec.indicators.arrays.layout import grid, ratio, reasons, rows_at
from econsec.indicators.arrays.slabs import Floats, Slab, slabs

if TYPE_CHECKING:
    from collections.abc import Sequence


@by_name
def export_potential(
    flows: pd.DataFrame,
    *,
    exporters: Sequence[str],
    importers: Sequence[str],
    years: int = 5,
    supply: pd.DataFrame | None = None,
    demand: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Estimate export potential and its untapped part (International Trade Centre).

    potential_ijk = supply_ik x demand_jk x ease_ij: i's share in world exports of k, times j's imports of k, times
    ease_ij = x_ij / S_k (x_ik / x_k) m_jk, how much more the two trade than their products alone would have it. All are
    means over the last years. untapped = potential - mean actual exports. A benchmark, not a ceiling.

    Parameters
    ----------
    flows : DataFrame
        Columns exporter, importer, product, value (USD, >= 0), and year: the world's trade.
    exporters, importers : sequence of str
        The pairs to compute, each with each but itself.
    years : int
        How many of the latest years to average; years that the frame lacks are not counted as zero.
    supply : DataFrame, optional
        Columns exporter, product, factor: expected growth of supply. Without: 1.
    demand : DataFrame, optional
        Columns importer, product, factor: expected growth of demand, tariff advantage. Without: 1.

    Returns
    -------
    DataFrame
        One row for each exporter, importer and product: potential, actual, untapped (USD a year; untapped below 0 where
        more is sold than expected), ease (1 is neutral), reason: "missing partner" where the two do not trade at all,
        so that ease is not known; "no world trade" where nobody sells the product in these years.

    Raises
    ------
    ParameterError
        Fewer than one year.
    NotFiniteError, NegativeValueError
        A factor is missing, infinite or below zero.
    DuplicateKeyError
        An economy named twice, or two factors for one economy and product.

    References
    ----------
    Decreux, Spies (2016), "Export potential assessments", International Trade Centre.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> world = frame(exporter=["IND", "IND", "CHN"], importer=["JPN", "USA", "JPN"], product="1", value=[10, 40, 50])
    >>> export_potential(world, exporters=["IND"], importers=["JPN"])[["potential", "actual", "ease"]].round(6)
       potential  actual      ease
    0       10.0    10.0  0.333333
    """
    if years < 1:
        raise ParameterError(f"{years} years", expected="1 or more")
    for name, wanted in (("exporters", exporters), ("importers", importers)):
        if len(set(wanted)) < len(wanted):
            raise DuplicateKeyError(f"{name} name an economy twice", expected="each once")
    mean = _mean(flows, years)
    world = mean.total("product")
    sold = _rows(mean, "exporter", exporters) * _factors(mean, "exporter", exporters, supply)
    bought = _rows(mean, "importer", importers) * _factors(mean, "importer", importers, demand)
    actual = _between(mean, exporters, importers)
    share = np.nan_to_num(ratio(_rows(mean, "exporter", exporters), world))
    expected = share @ _rows(mean, "importer", importers).T
    ease = ratio(actual.sum(axis=2), expected)
    ease[(actual.sum(axis=2) == 0) | (np.array(exporters)[:, None] == np.array(importers))] = np.nan
    potential = ratio(sold, world)[:, None, :] * bought[None, :, :] * ease[:, :, None]
    axes = {"exporter": pd.Index(list(exporters)), "importer": pd.Index(list(importers))}
    columns = grid(None, {**axes, "product": mean.labels["product"]})
    numbers = {"potential": potential, "actual": actual, "untapped": potential - actual}
    numbers["ease"] = np.broadcast_to(ease[:, :, None], potential.shape)
    columns |= {name: number.ravel() for name, number in numbers.items()}
    cases = [(np.isnan(numbers["ease"]), Reason.MISSING_PARTNER), (np.isnan(potential), Reason.NO_WORLD_TRADE)]
    columns["reason"] = reasons(potential.size, cases)
    return pd.DataFrame(columns)


def _mean(flows: pd.DataFrame, years: int) -> Slab:
    """Average the flows of the latest years that the frame has."""
    count = 1
    if "year" in flows:
        kept = np.sort(flows["year"].unique())[-years:]
        flows, count = flows[flows["year"].isin(kept)].drop(columns="year"), kept.size
    cut = list(slabs(flows, "exporter", "importer", "product"))
    if not cut:
        keys = ("exporter", "importer", "product")
        codes = dict.fromkeys(keys, np.zeros(0, np.int32))
        return Slab(None, dict.fromkeys(keys, pd.Index([], dtype="str")), codes, np.zeros(0))
    whole = cut[0].distinct("exporter", "importer", "product")
    return Slab(None, whole.labels, whole.codes, whole.amounts / count)


def _rows(mean: Slab, key: str, wanted: Sequence[str]) -> Floats:
    """Return the trade of some economies by product, zero for one that has none."""
    return rows_at(mean.total(key, "product"), mean.labels[key].get_indexer(pd.Index(list(wanted))))


def _factors(mean: Slab, key: str, wanted: Sequence[str], given: pd.DataFrame | None) -> Floats:
    """Return given factors by economy and product, 1 where none is given."""
    made = np.ones((len(wanted), len(mean.labels["product"])))
    if given is None:
        return made
    for column in (key, "product", "factor"):
        if column not in given:
            raise MissingColumnError(f"no column '{column}' in the factors", expected=f"{key}, product, factor")
    check_values(quantities(given, "factor"), "factor", "the factors")
    if first := twice(given, [key, "product"]):
        raise DuplicateKeyError(f"two factors for {first}", expected=f"one for each {key} and product")
    row = pd.Index(list(wanted)).get_indexer(pd.Index(given[key]))
    place = mean.labels["product"].get_indexer(pd.Index(given["product"]))
    known = (row >= 0) & (place >= 0)
    made[row[known], place[known]] = given["factor"].to_numpy(dtype=np.float64)[known]
    return made


def _between(mean: Slab, exporters: Sequence[str], importers: Sequence[str]) -> Floats:
    """Return the trade between some economies by product."""
    made = np.zeros((len(exporters), len(importers), len(mean.labels["product"])))
    rows = [
        pd.Index(list(wanted)).get_indexer(mean.labels[key])[mean.codes[key]]
        for key, wanted in (("exporter", exporters), ("importer", importers))
    ]
    kept = (rows[0] >= 0) & (rows[1] >= 0)
    np.add.at(made, (rows[0][kept], rows[1][kept], mean.codes["product"][kept]), mean.amounts[kept])
    return made
