"""Revealed comparative advantage, in the forms that the literature gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.indicators.edges import Reason
from econsec.indicators.layout import assemble, grid, ratio, reasons
from econsec.indicators.sides import placed
from econsec.indicators.slabs import Floats, Slab, slabs

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

KEYS = ("exporter", "product")


def balassa(x: Floats, world: Floats, *, include_own: bool = True) -> Floats:
    """Compute Balassa's index on a matrix of exports.

    Parameters
    ----------
    x : float array, (economies, products)
        Exports.
    world : float array, (products,)
        World exports.
    include_own : bool
        Leave each economy in the world that it is compared with.

    Returns
    -------
    float array, (economies, products)
        (x_ip / X_i) / (X_wp / X_w), NaN where a denominator is zero.
    """
    below = world[None, :] if include_own else world[None, :] - x
    return ratio(ratio(x, x.sum(axis=1, keepdims=True)), ratio(below, below.sum(axis=1, keepdims=True)))


def rca(exports: pd.DataFrame, *, world: pd.DataFrame | None = None, include_own: bool = True) -> pd.DataFrame:
    """Measure revealed comparative advantage (Balassa).

    RCA = (x_ip / X_i) / (X_wp / X_w): the product's weight in the economy's exports over its weight in the world's.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year if there are several; importers are summed over. An
        absent flow is zero.
    world : DataFrame, optional
        World exports: columns product, value (and year), the economies of `exports` among them. Without: their sum.
    include_own : bool
        Count the economy in the world that it is compared with (Balassa). False takes it out.

    Returns
    -------
    DataFrame
        One row for each exporter, and product of `exports` or `world`, of the year: rca (0 .. infinity, 1 is the
        world's average), reason (why rca is missing).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.

    References
    ----------
    Balassa (1965), "Trade liberalisation and 'revealed' comparative advantage", The Manchester School 33(2).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> world = frame(product=["cars", "rice"], value=[400, 600])
    >>> rca(frame(exporter="JPN", product=["cars", "rice"], value=[80, 20]), world=world).rca.round(6).tolist()
    [2.0, 0.333333]
    """
    return _table(exports, "rca", lambda x, w: balassa(x, w, include_own=include_own), world, include_own=include_own)


def symmetric_rca(
    exports: pd.DataFrame, *, world: pd.DataFrame | None = None, include_own: bool = True
) -> pd.DataFrame:
    """Measure revealed symmetric comparative advantage.

    RSCA = (RCA - 1) / (RCA + 1).

    Parameters
    ----------
    exports, world, include_own
        As for `rca`.

    Returns
    -------
    DataFrame
        As `rca`: symmetric_rca (-1 none, 0 the world's average, towards 1), reason.

    References
    ----------
    Dalum, Laursen, Villumsen (1998), "Structural change in OECD export specialisation patterns", International Review
    of Applied Economics 12(3).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> world = frame(product=["cars", "rice"], value=[400, 600])
    >>> japan = frame(exporter="JPN", product=["cars", "rice"], value=[80, 20])
    >>> symmetric_rca(japan, world=world).symmetric_rca.round(6).tolist()
    [0.333333, -0.5]
    """

    def formula(x: Floats, w: Floats) -> Floats:
        index = balassa(x, w, include_own=include_own)
        return (index - 1) / (index + 1)

    return _table(exports, "symmetric_rca", formula, world, include_own=include_own)


def additive_rca(exports: pd.DataFrame, *, world: pd.DataFrame | None = None) -> pd.DataFrame:
    """Measure additive revealed comparative advantage.

    ARCA = x_ip / X_i - X_wp / X_w: the difference of the weights; sums to 0 over products.

    Parameters
    ----------
    exports, world
        As for `rca`.

    Returns
    -------
    DataFrame
        As `rca`: additive_rca (-1..1, 0 is the world's average), reason.

    References
    ----------
    Hoen, Oosterhaven (2006), "On the measurement of comparative advantage", Annals of Regional Science 40(3).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> world = frame(product=["cars", "rice"], value=[400, 600])
    >>> japan = frame(exporter="JPN", product=["cars", "rice"], value=[80, 20])
    >>> additive_rca(japan, world=world).additive_rca.round(12).tolist()
    [0.4, -0.4]
    """

    def formula(x: Floats, w: Floats) -> Floats:
        return ratio(x, x.sum(axis=1, keepdims=True)) - ratio(w, w.sum())

    return _table(exports, "additive_rca", formula, world, needs_product=False)


def normalised_rca(exports: pd.DataFrame, *, world: pd.DataFrame | None = None) -> pd.DataFrame:
    """Measure normalised revealed comparative advantage.

    NRCA = x_ip / X_w - X_i X_wp / X_w**2; sums to 0 over products, and over economies.

    Parameters
    ----------
    exports, world
        As for `rca`.

    Returns
    -------
    DataFrame
        As `rca`: normalised_rca (-1/4 .. 1/4, 0 is neutral), reason.

    References
    ----------
    Yu, Cai, Leung (2009), "The normalized revealed comparative advantage index", Annals of Regional Science 43(1).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> world = frame(product=["cars", "rice"], value=[400, 600])
    >>> japan = frame(exporter="JPN", product=["cars", "rice"], value=[80, 20])
    >>> normalised_rca(japan, world=world).normalised_rca.round(12).tolist()
    [0.04, -0.04]
    """

    def formula(x: Floats, w: Floats) -> Floats:
        own, whole = x.sum(axis=1, keepdims=True), w.sum()
        return ratio(x, whole) - ratio(own, whole) * ratio(w, whole)

    return _table(exports, "normalised_rca", formula, world, needs_product=False, needs_exports=False)


def _table(
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
            total = x.sum(axis=0)
        others = total[None, :] if include_own else total[None, :] - x
        index = formula(x, total)
        none = np.broadcast_to(x.sum(axis=1, keepdims=True) == 0, x.shape) & needs_exports
        no_world = np.broadcast_to((others == 0) if needs_product else others.sum(axis=1, keepdims=True) == 0, x.shape)
        cases = [(none, Reason.NO_EXPORTS), (no_world, Reason.NO_WORLD_TRADE)]
        parts.append(grid(slab.year, axes) | {name: index.ravel(), "reason": reasons(index.size, cases)})
    return assemble(parts, [*KEYS, name, "reason"], dated="year" in exports)


def _aligned(slab: Slab, world: Slab | None) -> tuple[dict[str, pd.Index], Floats, Floats]:
    """Return the axes, the exports and the world's exports over all products of either."""
    x, products = slab.total(*KEYS), slab.labels["product"]
    if world is None:
        return {key: slab.labels[key] for key in KEYS}, x, np.zeros(len(products))
    every = products.union(world.labels["product"])
    total = placed(world.labels["product"], every, world.total("product"))
    return {"exporter": slab.labels["exporter"], "product": every}, placed(products, every, x.T).T, total
