"""What the forms of comparative advantage share: Balassa's index on a matrix, and laying out a form of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import all_but_each, assemble, grid, ratio, reasons
from econsec.indicators.arrays.sides import placed
from econsec.indicators.arrays.slabs import Floats, Slab, slabs

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

KEYS = ("exporter", "product")


# A given world that is this much smaller than the economy's own exports, relative to them, is so by rounding.
ROUNDING = 1e-12


def balassa(x: Floats, world: Floats) -> Floats:
    """Compute Balassa's index on a matrix of exports.

    Parameters
    ----------
    x : float array, (economies, products)
        Exports.
    world : float array, (products,) or (economies, products)
        World exports: the same for all economies, or what each is compared with.

    Returns
    -------
    float array, (economies, products)
        (x_ip / X_i) / (X_wp / X_w), NaN where a denominator is zero.
    """
    below = np.atleast_2d(world)
    return ratio(ratio(x, x.sum(axis=1, keepdims=True)), ratio(below, below.sum(axis=1, keepdims=True)))


def laid_out(
    exports: pd.DataFrame,
    name: str,
    formula: Callable[[Floats, Floats], Floats],
    world: pd.DataFrame | None,
    *,
    include_own: bool = True,
    needs_product: bool = True,
    needs_exports: bool = True,
) -> pd.DataFrame:
    """Apply a formula to each year's matrix and lay it out, with the reasons that its denominators give."""
    given = {} if world is None else {slab.year: slab for slab in slabs(world, "product", name="world")}
    parts = []
    for slab in slabs(exports, *KEYS, name="exports"):
        axes, x, total = _aligned(slab, None if world is None else given.get(slab.year, given.get(None)))
        if world is None:
            others = x.sum(axis=0, keepdims=True) if include_own else all_but_each(x, axis=0)
        else:
            others = total[None, :] if include_own else _rest(total[None, :], x)
        index = formula(x, others)
        none = np.broadcast_to(x.sum(axis=1, keepdims=True) == 0, x.shape) & needs_exports
        no_world = np.broadcast_to((others == 0) if needs_product else others.sum(axis=1, keepdims=True) == 0, x.shape)
        absent = np.broadcast_to(np.isnan(others).any(axis=1, keepdims=True), x.shape)
        cases = [(none, Reason.NO_EXPORTS), (absent, Reason.NOT_IN_WORLD), (no_world, Reason.NO_WORLD_TRADE)]
        parts.append(grid(slab.year, axes) | {name: index.ravel(), "reason": reasons(index.size, cases)})
    return assemble(parts, [*KEYS, name, "reason"], dated="year" in exports)


def _rest(world: Floats, x: Floats) -> Floats:
    """Take each economy out of a given world; NaN in all its products where it cannot have been in it."""
    if not world.any():
        return np.zeros(x.shape)
    rest = world - x
    rest[np.abs(rest) <= ROUNDING * x] = 0
    rest[(rest < 0).any(axis=1)] = np.nan
    return rest


def _aligned(slab: Slab, world: Slab | None) -> tuple[dict[str, pd.Index], Floats, Floats]:
    """Return the axes, the exports and the world's exports over all products of either."""
    x, products = slab.total(*KEYS), slab.labels["product"]
    if world is None:
        return {key: slab.labels[key] for key in KEYS}, x, np.zeros(len(products))
    every = products.union(world.labels["product"])
    total = placed(world.labels["product"], every, world.total("product"))
    return {"exporter": slab.labels["exporter"], "product": every}, placed(products, every, x.T).T, total
