"""Which products are made by the same economies: proximity, and how close an economy is to what it does not make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.indicators.arrays.blas import on_one_core
from econsec.indicators.arrays.layout import Columns, assemble, coded_reasons, grid
from econsec.indicators.arrays.slabs import Floats, slabs
from econsec.indicators.structure.nearness import BLOCK, advantages, lonely, relatedness
from econsec.indicators.structure.variants import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from econsec.indicators.structure.variants import Variant


@on_one_core
def density(exports: pd.DataFrame, *, variant: str = "harvard", threshold: float = 1.0) -> pd.DataFrame:
    """Measure how close each product is to what the economy already does well.

    omega_cp = S_q M_cq phi_qp / S_q phi_qp, with M = 1 where RCA >= threshold.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; importers are summed over.
    variant : str
        "harvard" and "atlas" count a product as near to itself (phi_pp = 1), "datawheel" does not (0).
    threshold : float
        RCA from which on the economy is said to make the product.

    Returns
    -------
    DataFrame
        One row for each exporter and product of the year: density (0..1), reason.

    References
    ----------
    Hidalgo, Klinger, Barabasi, Hausmann (2007), "The product space conditions the development of nations", Science 317.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["A", "A", "B", "B", "C"], product=["1", "2", "2", "3", "3"], value=[1, 1, 1, 1, 2])
    >>> density(sold).query("exporter == 'A'").density.round(6).tolist()
    [1.0, 0.75, 0.333333]
    """
    kind, parts = named(variant), []
    for slab in slabs(exports, "exporter", "product", name="exports"):
        _, m = advantages(slab, threshold)
        near, total = relatedness(m, kind)
        cases = [(np.broadcast_to(flag, m.shape), why) for flag, why in lonely(m, total)]
        columns = grid(slab.year, {key: slab.labels[key] for key in ("exporter", "product")})
        parts.append(columns | {"density": near.ravel(), "reason": coded_reasons(near.size, cases)})
    return assemble(parts, ["exporter", "product", "density", "reason"], dated="year" in exports)


@on_one_core
def proximity(
    exports: pd.DataFrame, *, variant: str = "harvard", threshold: float = 1.0, minimum: float = 0.0
) -> pd.DataFrame:
    """Measure how often two products are made by the same economies.

    phi_pq = (economies that make both) / max(economies that make p, economies that make q).

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; importers are summed over.
    variant : str
        The diagonal: 1 for "harvard" and "atlas", 0 for "datawheel".
    threshold : float
        RCA from which on the economy is said to make the product.
    minimum : float
        Leave out pairs below this; 5,000 products have 25 million pairs.

    Returns
    -------
    DataFrame
        One row for each ordered pair product, other of the year: proximity (0..1). Products that no economy has an
        advantage in have no row.

    References
    ----------
    Hidalgo, Klinger, Barabasi, Hausmann (2007), "The product space conditions the development of nations", Science 317.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["A", "A", "B", "B", "C"], product=["1", "2", "2", "3", "3"], value=[1, 1, 1, 1, 2])
    >>> proximity(sold, minimum=0.1).query("product == '1'")
      product other  proximity
    0       1     1        1.0
    1       1     2        0.5
    """
    kind, parts = named(variant), []
    for slab in slabs(exports, "exporter", "product", name="exports"):
        _, m = advantages(slab, threshold)
        made = np.flatnonzero(m.any(axis=0))
        parts += list(_near(slab.year, slab.labels["product"].take(made), m[:, made], kind, minimum))
    return assemble(parts, ["product", "other", "proximity"], dated="year" in exports)


def _near(year: object, labels: pd.Index, m: Floats, kind: Variant, minimum: float) -> Iterator[Columns]:
    """Lay out the pairs of so many products at a time."""
    ubiquity = m.sum(axis=0)
    small = m.astype(np.float32)  # counts of economies are exact in 32 bits up to 16 million
    for start in range(0, len(labels), BLOCK):
        rows = slice(start, start + BLOCK)
        phi = (small[:, rows].T @ small).astype(np.float64) / np.maximum(ubiquity[rows, None], ubiquity)
        index = np.arange(phi.shape[0])
        phi[index, start + index] = kind.diagonal
        product, other = np.nonzero(phi >= minimum)
        columns: Columns = {} if year is None else {"year": np.full(product.size, year)}
        columns |= {"product": labels.take(start + product), "other": labels.take(other)}
        yield columns | {"proximity": phi[product, other]}
