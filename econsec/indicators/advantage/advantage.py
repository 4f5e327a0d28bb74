"""Revealed comparative advantage, in the forms that the literature gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.indicators.advantage.balassa import balassa, laid_out
from econsec.indicators.arrays.layout import ratio

if TYPE_CHECKING:
    import pandas as pd

    from econsec.indicators.arrays.slabs import Floats


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
        Count the economy in the world that it is compared with (Balassa). False takes it out; where a given `world`
        holds less of a product than the economy itself exports, it cannot have been in it: NaN, "not in the world".

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
    return laid_out(exports, "rca", balassa, world, include_own=include_own)


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
        index = balassa(x, w)
        return (index - 1) / (index + 1)

    return laid_out(exports, "symmetric_rca", formula, world, include_own=include_own)


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

    return laid_out(exports, "additive_rca", formula, world, needs_product=False)


def normalised_rca(exports: pd.DataFrame, *, world: pd.DataFrame | None = None) -> pd.DataFrame:
    """Measure normalised revealed comparative advantage.

    NRCA = x_ip / X_w - X_i X_wp / X_w**2; sums to 0 over products, and over the economies of the world. With a given
    `world` of which `exports` hold only some economies, over these it sums to something else.

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

    return laid_out(exports, "normalised_rca", formula, world, needs_product=False, needs_exports=False)
