"""Relative trade advantage: exports and imports together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import all_but_each, assemble, grid, ratio, reasons
from econsec.indicators.arrays.sides import sides

if TYPE_CHECKING:
    import pandas as pd

    from econsec.indicators.arrays.slabs import Floats


def rta(exports: pd.DataFrame, imports: pd.DataFrame | None = None, *, net: bool = False) -> pd.DataFrame:
    """Measure relative trade advantage, and revealed competitiveness (Vollrath).

    RTA = RXA - RMA, RC = ln RXA - ln RMA, where RXA is Balassa's index of exports and RMA the same of imports. The net
    variant takes the economy and the product out of the base, so that nothing is counted twice:
    RXA = (x_ip / x_i,other products) / (x_others,p / x_others,other products).

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; with importer it serves as imports too.
    imports : DataFrame, optional
        Columns importer, product, value, and year. An economy that one of the two frames does not have at all is "not
        covered".
    net : bool
        Vollrath's own form, with economy and product out of the base. Default: Balassa's base, which includes both.

    Returns
    -------
    DataFrame
        One row for each economy and product of the year: rxa, rma (0 .. infinity), rta (0 is neutral), rc (0 is
        neutral; missing where either is zero), reason (why rta is missing; or where it is not, why rc is: "no exports"
        or "no imports" of the product).

    References
    ----------
    Vollrath (1991), "A theoretical evaluation of alternative trade intensity measures of revealed comparative
    advantage", Weltwirtschaftliches Archiv 127(2).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["JPN", "JPN", "USA", "USA"], product=["cars", "rice"] * 2, value=[3, 1, 1, 3])
    >>> bought = frame(importer=["JPN", "JPN", "USA", "USA"], product=["cars", "rice"] * 2, value=[1, 3, 3, 1])
    >>> rta(sold, bought).rta.tolist()
    [1.0, -1.0, -1.0, 1.0]
    """
    names, parts = ("rxa", "rma", "rta", "rc"), []
    for year in sides(exports, imports):
        economies, x, m = year.both()
        rxa, rma = (relative(flow, net=net) for flow in (x, m))
        positive = (rxa > 0) & (rma > 0)
        logarithm = np.full(x.shape, np.nan)
        logarithm[positive] = np.log(rxa[positive]) - np.log(rma[positive])
        numbers = {"rxa": rxa, "rma": rma, "rta": rxa - rma, "rc": logarithm}
        none = [np.broadcast_to(flow.sum(axis=1, keepdims=True) == 0, x.shape) for flow in (x, m)]
        alone = [net & (all_but_each(flow, axis=1) == 0) for flow in (x, m)]
        cases = [
            (np.broadcast_to(year.unknown(economies)[:, None], x.shape), Reason.NOT_COVERED),
            (none[0], Reason.NO_EXPORTS),
            (none[1], Reason.NO_IMPORTS),
            (alone[0] | alone[1], Reason.NO_OTHER_PRODUCT),
            (np.isnan(rxa) | np.isnan(rma), Reason.NO_WORLD_TRADE),
            (rxa == 0, Reason.NO_EXPORTS),
            (rma == 0, Reason.NO_IMPORTS),
        ]
        columns = grid(year.year, {"economy": economies, "product": year.products})
        columns |= {name: numbers[name].ravel() for name in names}
        parts.append(columns | {"reason": reasons(x.size, cases)})
    return assemble(parts, ["economy", "product", *names, "reason"], dated="year" in exports)


def relative(flow: Floats, *, net: bool) -> Floats:
    """Compute Balassa's index of a matrix, or Vollrath's, whose base leaves out the economy and the product."""
    if not net:
        own, world = flow.sum(axis=1, keepdims=True), flow.sum(axis=0, keepdims=True)
        return ratio(ratio(flow, own), ratio(world, flow.sum()))
    rest_of_own, others = all_but_each(flow, axis=1), all_but_each(flow, axis=0)
    return ratio(ratio(flow, rest_of_own), ratio(others, all_but_each(rest_of_own, axis=0)))
