"""Products near each other, on matrices: what an economy's products say about the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.indicators.advantage.balassa import balassa
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import ratio

if TYPE_CHECKING:
    from econsec.indicators.arrays.slabs import Bools, Floats, Slab
    from econsec.indicators.structure.variants import Variant

BLOCK = 256  # products whose proximities are written out at a time


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


def lonely(m: Floats, total: Floats) -> list[tuple[Bools, Reason]]:
    """Return the products that have no neighbour, and why."""
    made = m.any(axis=0)
    return [(~made, Reason.NO_ADVANTAGE), (made & (total == 0), Reason.ISOLATED)]
