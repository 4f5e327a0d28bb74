"""Seeded trade of any size for the benchmarks: export matrices, and bilateral flows in the shape of BACI.

Runs in the peers' environment as well: nothing of econsec is imported here.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20261122


def codes(count: int, width: int, first: str) -> pd.Index:
    """Return so many distinct codes, such as E001 or 100001."""
    return pd.Index([f"{first}{number:0{width}d}" for number in range(count)], dtype="str")


def exports(years: int, economies: int = 230, products: int = 5000, filled: float = 0.5) -> pd.DataFrame:
    """Return exports by year, exporter and product: log-normal values, so many of the cells filled."""
    rng = np.random.default_rng(SEED)
    parts = []
    for year in range(2024 - years + 1, 2025):
        size, taste = rng.lognormal(0, 2, economies), rng.lognormal(0, 1.5, products)
        value = 1000 * rng.lognormal(0, 1.5, (economies, products)) * size[:, None] * taste
        exporter, product = (of.astype(np.int32) for of in np.nonzero(rng.random((economies, products)) < filled))
        parts.append((np.full(exporter.size, year), exporter, product, value[exporter, product]))
    year, exporter, product, value = (np.concatenate(column) for column in zip(*parts, strict=True))
    return pd.DataFrame(
        {
            "year": year,
            "exporter": codes(economies, 3, "E").take(exporter),
            "product": codes(products, 5, "1").take(product),
            "value": value,
        }
    )


def flows(rows: int, economies: int = 230, products: int = 5000) -> pd.DataFrame:
    """Return bilateral flows of one year, sorted by exporter, importer and product as CEPII sends them."""
    rng = np.random.default_rng(SEED)
    seller, buyer = rng.dirichlet(np.full(economies, 0.5)), rng.dirichlet(np.full(economies, 0.5))
    weight = np.outer(seller, buyer)
    np.fill_diagonal(weight, 0)
    share = np.minimum(1, rows / products * weight / weight.sum())
    for _ in range(60):  # water-filling: no pair trades more products than there are
        share = np.minimum(1, share * rows / (products * share.sum()))
    chosen = [np.flatnonzero(rng.random(products) < each) for each in share.ravel()]
    sizes = np.fromiter((each.size for each in chosen), np.int64, economies**2)
    pair, product = np.repeat(np.arange(economies**2), sizes), np.concatenate(chosen)
    return pd.DataFrame(
        {
            "year": np.full(pair.size, 2024),
            "exporter": codes(economies, 3, "E").take(pair // economies),
            "importer": codes(economies, 3, "E").take(pair % economies),
            "product": codes(products, 5, "1").take(product),
            "value": 1000 * rng.lognormal(0, 2, pair.size),
        }
    )


def joined(rows: int) -> pd.DataFrame:
    """Draw two years of flows and set one below the other: columns lie in several chunks, as in a Parquet file."""
    year = flows(rows // 2)
    return pd.concat([year.assign(year=2023), year], ignore_index=True)
