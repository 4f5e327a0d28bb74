"""Geopolitical supply risk of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.errors import NoDataError, SchemaError
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import Columns, assemble, grid, ratio, reasons, rows_at
from econsec.indicators.arrays.slabs import Floats, Slab, slabs
from econsec.indicators.dependence.concentration import squares
from econsec.indicators.risk.governance import governance

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

NUMBERS = ("geopolrisk", "hhi", "import_risk")


def geopolrisk(
    production: pd.DataFrame, imports: pd.DataFrame, wgi: pd.DataFrame, *, dimensions: Sequence[str] | None = ("pv",)
) -> pd.DataFrame:
    """Measure the geopolitical supply risk of importing a raw material (GeoPolRisk).

    GeoPolRisk = HHI x S_i (g_i f_i) / (p + F): concentration of world production, times imports weighted by the
    instability of where they come from over all that the importer has: own production p and imports F.

    Parameters
    ----------
    production : DataFrame
        World production: columns economy, product, value, and year if there are several.
    imports : DataFrame
        Columns exporter, importer, product, value **in the unit of production**, and year if production has several.
    wgi : DataFrame
        Columns economy, estimate, dimension, year (see `governance`).
    dimensions : sequence of str, optional
        The dimensions of governance to average; the method's own is political stability, pv. None takes all.

    Returns
    -------
    DataFrame
        One row for each importer and product of the imports' year: geopolrisk (0..1), hhi (0..1), import_risk (0..1),
        reason.

    Raises
    ------
    SchemaError
        Imports without a year beside production of several.
    NoDataError
        A supplier has no governance score: none is made up.

    References
    ----------
    Koyamparambath, Santillan-Saldivar, McLellan, Sonnemann (2021), "Supply risk evolution of raw materials for
    batteries and fossil fuels for selected OECD countries (2000-2018)", Resources Policy 75.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> mined = frame(economy=["CHN", "USA"], product="graphite", value=[60, 40])
    >>> bought = frame(exporter="CHN", importer="USA", product="graphite", value=60)
    >>> stability = frame(economy="CHN", estimate=[-0.5], dimension="pv")
    >>> geopolrisk(mined, bought, stability)[["geopolrisk", "hhi", "import_risk"]].round(4).values.tolist()
    [[0.1872, 0.52, 0.36]]
    """
    world = {
        slab.year: slab.distinct("exporter", "product")
        for slab in slabs(production.rename(columns={"economy": "exporter"}), "exporter", "product", name="production")
    }
    if "year" not in imports and len(world) > 1:
        raise SchemaError(
            f"imports without a year beside production of {len(world)} years",
            expected="a column 'year' in imports",
            hint="Or give the production of their year only",
        )
    parts = []
    for slab in slabs(imports, "exporter", "importer", "product", name="imports"):
        found = world.get(slab.year, world.get(None))
        if found is None and slab.year is None and len(world) == 1:
            found = next(iter(world.values()))
        parts.append(_year(slab, found, wgi, dimensions))
    return assemble(parts, ["importer", "product", *NUMBERS, "reason"], dated="year" in imports)


def _year(slab: Slab, world: Slab | None, wgi: pd.DataFrame, dimensions: Sequence[str] | None) -> Columns:
    """Compute one year."""
    weighted = slab.total("importer", "product", weights=slab.amounts * _instability(slab, wgi, dimensions))
    bought = slab.total("importer", "product")
    hhi, own = np.full(bought.shape, np.nan), np.zeros(bought.shape)
    if world is not None:
        index = squares(world, ("product",))[0]
        place = world.labels["product"].get_indexer(slab.labels["product"])
        hhi[:] = rows_at(index, place, np.nan)
        home = world.labels["exporter"].get_indexer(slab.labels["importer"])
        own = rows_at(rows_at(world.total("exporter", "product"), home).T, place).T
    risk = ratio(weighted, own + bought)
    cases = [(np.isnan(hhi), Reason.NO_SCOPE), (own + bought == 0, Reason.NO_TRADE)]
    columns = grid(slab.year, {key: slab.labels[key] for key in ("importer", "product")})
    numbers = (hhi * risk, hhi, risk)
    columns |= {name: number.ravel() for name, number in zip(NUMBERS, numbers, strict=True)}
    return columns | {"reason": reasons(hhi.size, cases)}


def _instability(slab: Slab, wgi: pd.DataFrame, dimensions: Sequence[str] | None) -> Floats:
    """Return instability 0..1 of each row's supplier."""
    year = None if slab.year is None else int(slab.year)
    score = governance(wgi, year=year, dimensions=dimensions).reindex(slab.labels["exporter"]) / 10
    supplying = np.bincount(slab.codes["exporter"], slab.amounts, len(score)) > 0
    if missing := list(score.index[score.isna() & supplying]):
        raise NoDataError(
            f"no governance score for {', '.join(map(str, missing))}",
            expected="one for every supplier",
            hint="Take them out, or add their estimates to wgi",
        )
    made: Floats = score.fillna(0.0).to_numpy(dtype=np.float64)[slab.codes["exporter"]]
    return made
