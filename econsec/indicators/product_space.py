"""Which products are made by the same economies: proximity, and how close an economy is to what it does not make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.indicators.advantage import balassa
from econsec.indicators.blas import on_one_core
from econsec.indicators.edges import Reason
from econsec.indicators.layout import Columns, assemble, coded_reasons, grid, ratio
from econsec.indicators.slabs import Bools, Floats, Slab, slabs
from econsec.indicators.variants import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from econsec.indicators.variants import Variant

BLOCK = 256


def advantages(slab: Slab, threshold: float) -> tuple[Floats, Floats]:
    """Return RCA, and 1 where it is at least the threshold, for each exporter and product of a year."""
    x = slab.total("exporter", "product")
    index = balassa(x, x.sum(axis=0))
    return index, (np.nan_to_num(index) >= threshold).astype(np.float64)


def nearness(weights: Floats, m: Floats) -> Floats:
    """Multiply weights with the matrix of proximities, which is never built.

    phi_pq = (M'M)_pq / max(u_p, u_q). With the products in order of ubiquity, cut into blocks, the denominator is u_p
    for all q in the blocks before p's, and u_q for those after it: what they add is (sum of W_q M'_q) M_p / u_p and
    (sum of W_q M'_q / u_q) M_p, with sums that are economies by economies. Only within a block is phi written out. Work
    and memory grow with economies**2 times products, not with products**2 times economies.

    Parameters
    ----------
    weights : float array, (rows, products)
        What to spread.
    m : float array, (economies, products)
        1 where the economy has the advantage, else 0.

    Returns
    -------
    float array, (rows, products)
        W phi with phi_pp = 1; zero for a product that no economy has an advantage in.
    """
    ubiquity = m.sum(axis=0)
    order = np.argsort(ubiquity, kind="stable")
    ordered, near, spreading = np.maximum(ubiquity[order], 1), m.T[order], weights.T[order]
    # A second array for the transpose: NumPy hands A @ A.T to a routine that is slow on small blocks.
    across = near.T.copy()
    blocks = [slice(start, start + BLOCK) for start in range(0, order.size, BLOCK)]
    made = np.empty(spreading.shape)
    before = np.zeros((m.shape[0], weights.shape[0]))
    for block in blocks:
        u = ordered[block, None]
        phi = (near[block] @ across[:, block]) / np.maximum(u, u.T)
        made[block] = phi @ spreading[block] + near[block] @ before / u
        before += across[:, block] @ spreading[block]
    after = np.zeros(before.shape)
    for block in reversed(blocks):
        made[block] += near[block] @ after
        after += across[:, block] @ (spreading[block] / ordered[block, None])
    unsorted = np.empty(weights.shape)
    unsorted[:, order] = made.T
    return unsorted


def spread(weights: Floats, m: Floats, kind: Variant) -> Floats:
    """Multiply weights with proximities, whose diagonal is the variant's."""
    made = nearness(weights, m)
    if not kind.diagonal:
        made -= np.where(m.any(axis=0), weights, 0)
    return made


def relatedness(m: Floats, kind: Variant) -> tuple[Floats, Floats]:
    """Return density (economies, products) and the sum of each product's proximities."""
    made = spread(np.vstack([m, np.ones(m.shape[1])]), m, kind)
    total = made[-1]
    # What only rounding leaves of a product that shares no economy with another is nothing.
    total[total < np.finfo(np.float64).eps * m.shape[1]] = 0
    return ratio(made[:-1], total), total


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


def lonely(m: Floats, total: Floats) -> list[tuple[Bools, Reason]]:
    """Return the products that have no neighbour, and why."""
    made = m.any(axis=0)
    return [(~made, Reason.NO_ADVANTAGE), (made & (total == 0), Reason.ISOLATED)]


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
