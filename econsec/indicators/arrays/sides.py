"""Exports and imports of the same year over the same products, as matrices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from econsec.errors import SchemaError
from econsec.indicators.arrays.slabs import Bools, Floats, Slab, slabs

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Sides:
    """One year of exports and imports.

    Parameters
    ----------
    year : object
        The year, or None.
    exporters, importers, products : Index
        The labels of the rows and columns.
    x : float array, (exporters, products)
        Exports.
    m : float array, (importers, products)
        Imports.
    covered : Index or None
        The economies that two separate frames both have, in any year; None if one frame tells both sides.
    """

    year: Any
    exporters: pd.Index
    importers: pd.Index
    products: pd.Index
    x: Floats
    m: Floats
    covered: pd.Index | None = None

    def unknown(self, economies: pd.Index) -> Bools:
        """Tell of which economies one side is not known: a separate frame that lacks an economy does not cover it."""
        made = np.zeros(len(economies), np.bool_) if self.covered is None else ~economies.isin(self.covered)
        return np.asarray(made)

    def both(self) -> tuple[pd.Index, Floats, Floats]:
        """Return all economies, with the exports and imports of each; a side that one does not have is zero."""
        economies = self.exporters.union(self.importers)
        return economies, placed(self.exporters, economies, self.x), placed(self.importers, economies, self.m)


def placed(labels: pd.Index, every: pd.Index, rows: Floats) -> Floats:
    """Put rows in the places that their labels have among all labels, zero elsewhere."""
    made = np.zeros((len(every), *rows.shape[1:]))
    made[every.get_indexer(labels)] = rows
    return made


def sides(exports: pd.DataFrame, imports: pd.DataFrame | None = None, *, measure: str = "value") -> Iterator[Sides]:
    """Cut exports and imports into years.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, the measure; with ``importer`` as well it serves as imports too.
    imports : DataFrame, optional
        Columns importer, product, the measure. Years that only one of the two frames has are left out, and an economy
        that only one has is not covered by the other.
    measure : str
        The quantity.

    Raises
    ------
    SchemaError
        One frame has a year and the other has none.
    """
    if imports is None:
        for slab in slabs(exports, "exporter", "importer", "product", measure=measure):
            x, m = slab.total("exporter", "product"), slab.total("importer", "product")
            yield Sides(slab.year, slab.labels["exporter"], slab.labels["importer"], slab.labels["product"], x, m)
        return
    if ("year" in exports) != ("year" in imports):
        raise SchemaError("only one of exports and imports has a column 'year'", expected="it in both, or in none")
    bought = {slab.year: slab for slab in slabs(imports, "importer", "product", measure=measure, name="imports")}
    sold = list(slabs(exports, "exporter", "product", measure=measure, name="exports"))
    covered = pd.Index(exports["exporter"].unique()).intersection(pd.Index(imports["importer"].unique()))
    for slab in sold:
        if slab.year in bought:
            yield _paired(slab, bought[slab.year], covered)


def _paired(sold: Slab, bought: Slab, covered: pd.Index) -> Sides:
    """Bring two slabs onto all products of either."""
    products = sold.labels["product"].union(bought.labels["product"])
    x = placed(sold.labels["product"], products, sold.total("exporter", "product").T).T
    m = placed(bought.labels["product"], products, bought.total("importer", "product").T).T
    return Sides(sold.year, sold.labels["exporter"], bought.labels["importer"], products, x, m, covered)
