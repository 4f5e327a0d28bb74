"""The numbers that rules of import dependence rest on, as arrays of importers by products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from econsec.indicators.arrays.edges import members
from econsec.indicators.arrays.layout import Columns, ratio, rows_at, taken
from econsec.indicators.arrays.slabs import Bools, Cells, Floats, Slab, bincount, slabs
from econsec.indicators.dependence.concentration import squares

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Economies = npt.NDArray[np.int32]

KEYS = ("importer", "product")
NUMBERS = (
    "imports",
    "exports",
    "suppliers",
    "hhi",
    "top_supplier",
    "top_share",
    "rival_share",
    "external_share",
    "import_export_ratio",
    "world_hhi",
)


@dataclass(frozen=True)
class Evidence:
    """The numbers of one year, each an array (importers, products).

    Parameters
    ----------
    year : object
        The year, or None.
    axes : mapping of str to Index
        The importers and the products.
    exporters : Index
        What the codes in ``top`` stand for.
    top : int array
        The code of the largest supplier, -1 without trade.
    several : bool array
        The importer is an area of several economies.
    numbers : mapping of str to float array
        All others of `NUMBERS`.
    """

    year: Any
    axes: Mapping[str, pd.Index]
    exporters: pd.Index
    top: Economies
    several: Bools
    numbers: Mapping[str, Floats]

    def columns(self, times: int = 1) -> Columns:
        """Return the numbers as columns, each row so many times."""
        counted = {**self.numbers, "suppliers": self.numbers["suppliers"].astype(np.int64)}
        made: Columns = {name: np.repeat(np.ravel(number), times) for name, number in counted.items()}
        made["top_supplier"] = taken(self.exporters, np.repeat(self.top.ravel(), times))
        return {name: made[name] for name in NUMBERS}


def collect(
    flows: pd.DataFrame,
    importers: Collection[str] | None,
    rival: str,
    areas: Mapping[str, Collection[str]] | None,
    measure: str,
) -> list[Evidence]:
    """Compute the evidence of each year of a long frame."""
    cut = slabs(flows, "exporter", "importer", "product", measure=measure, areas=members(areas))
    return [_year(slab.distinct("exporter", "importer", "product"), importers, rival, set(areas or ())) for slab in cut]


def _year(slab: Slab, importers: Collection[str] | None, rival: str, areas: set[str]) -> Evidence:
    """Compute one year's numbers from flows with distinct keys."""
    labels = slab.labels["importer"]
    kept = np.ones(len(labels), np.bool_) if importers is None else np.asarray(labels.isin(list(importers)))
    own = labels.get_indexer(slab.labels["exporter"])[slab.codes["exporter"]] == slab.codes["importer"]
    outside = slab.where(~own) if own.any() else slab
    judged = outside if importers is None else outside.where(kept[outside.codes["importer"]])
    cell = judged.cell(*KEYS)
    index, suppliers, imports = squares(judged, KEYS, cell)
    largest, top = _largest(judged, cell, imports)
    within = slab.where(own).total(*KEYS) if areas else np.zeros(imports.shape)
    several = np.broadcast_to(np.asarray(labels.isin(list(areas)))[:, None], imports.shape)
    sold = outside.total("exporter", "product")
    at_home = rows_at(sold, slab.labels["exporter"].get_indexer(labels))
    exports = at_home + np.where(several, within, 0)
    is_rival = judged.codes["exporter"] == judged.labels["exporter"].get_indexer(pd.Index([rival]))[0]
    from_rival = bincount(cell[is_rival], judged.amounts[is_rival], imports.size).reshape(imports.shape)
    # An absent flow is zero trade for an economy that the year has, and unknown for one that it has not.
    known = any(rival in slab.labels[key] for key in ("exporter", "importer"))
    numbers = {
        "imports": imports,
        "exports": exports,
        "suppliers": suppliers,
        "hhi": index,
        "top_share": largest,
        "rival_share": ratio(from_rival, imports) if known else np.full(imports.shape, np.nan),
        "external_share": np.where(several, ratio(imports, imports + within), np.nan),
        "import_export_ratio": ratio(imports, exports),
        "world_hhi": np.broadcast_to(_world(outside, sold), imports.shape),
    }
    axes = {"importer": labels[kept], "product": slab.labels["product"]}
    picked = {name: number[kept] for name, number in numbers.items()}
    return Evidence(slab.year, axes, slab.labels["exporter"], top[kept], several[kept], picked)


def _largest(slab: Slab, cell: Cells, total: Floats) -> tuple[Floats, Economies]:
    """Return the largest supplier's share and its code; of two equal ones the first in order."""
    most = np.zeros(total.size)
    np.maximum.at(most, cell, slab.amounts)
    first = np.full(total.size, len(slab.labels["exporter"]), np.int32)
    lead = (slab.amounts == most[cell]) & (slab.amounts > 0)
    np.minimum.at(first, cell[lead], slab.codes["exporter"][lead])
    first[most == 0] = -1
    return ratio(most.reshape(total.shape), total), first.reshape(total.shape)


def _world(slab: Slab, sold: Floats) -> Floats:
    """Return the HHI of the world's exporters for each product; unknown from one importer's trade alone."""
    if len(slab.labels["importer"]) == 1:
        return np.full(slab.size("product"), np.nan)
    share = ratio(sold, sold.sum(axis=0))
    hhi: Floats = np.einsum("ep,ep->p", share, share)
    return hhi
