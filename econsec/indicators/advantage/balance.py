"""What exports and imports of the same product say together: specialisation, two-way trade, reliance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.errors import MissingColumnError, NegativeValueError, NotFiniteError
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import assemble, grid, ratio, reasons
from econsec.indicators.arrays.sides import sides

if TYPE_CHECKING:
    import pandas as pd


def lafay(exports: pd.DataFrame, imports: pd.DataFrame | None = None) -> pd.DataFrame:
    """Measure specialisation net of the overall balance (Lafay).

    LFI = 100 [(x - m)/(x + m) - S(x - m)/S(x + m)] (x + m)/S(x + m), S over products; sums to 0 over products.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; with importer it serves as imports too.
    imports : DataFrame, optional
        Columns importer, product, value, and year. An economy that one of the two frames does not have at all
        is "not covered": what it sells or buys is not known to be zero.

    Returns
    -------
    DataFrame
        One row for each economy and product of the year: lafay (-50..50, above 0 is specialisation), reason.

    References
    ----------
    Lafay (1992), "The measurement of revealed comparative advantages", International Trade Modelling.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter="JPN", product=["cars", "rice"], value=[30, 10])
    >>> bought = frame(importer="JPN", product=["cars", "rice"], value=[10, 30])
    >>> lafay(sold, bought).lafay.tolist()
    [25.0, -25.0]
    """
    parts = []
    for year in sides(exports, imports):
        economies, x, m = year.both()
        trade, total = x + m, (x + m).sum(axis=1, keepdims=True)
        # The formula, multiplied out: no division by the trade of one product.
        balance = ratio((x - m).sum(axis=1, keepdims=True), total)
        index = 100 * ratio((x - m) - balance * trade, total)
        unknown = np.broadcast_to(year.unknown(economies)[:, None], index.shape)
        index[(trade == 0) | unknown] = np.nan
        columns = grid(year.year, {"economy": economies, "product": year.products}) | {"lafay": index.ravel()}
        cases = [(unknown, Reason.NOT_COVERED), (trade == 0, Reason.NO_TRADE)]
        parts.append(columns | {"reason": reasons(index.size, cases)})
    return assemble(parts, ["economy", "product", "lafay", "reason"], dated="year" in exports)


def grubel_lloyd(
    exports: pd.DataFrame, imports: pd.DataFrame | None = None, *, by_product: bool = False
) -> pd.DataFrame:
    """Measure two-way trade within products (Grubel and Lloyd).

    GL = 1 - S abs(x - m) / S(x + m), S over products. It rises with aggregation: compare at one level only.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; with importer it serves as imports too.
    imports : DataFrame, optional
        Columns importer, product, value, and year. An economy that one of the two frames does not have at all
        is "not covered": what it sells or buys is not known to be zero.
    by_product : bool
        Give each product's own index instead of the economy's.

    Returns
    -------
    DataFrame
        One row for each economy (and product) of the year: grubel_lloyd (0 one-way .. 1 balanced), reason.

    References
    ----------
    Grubel, Lloyd (1971), "The empirical measurement of intra-industry trade", Economic Record 47(4).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter="JPN", product=["1", "2", "3"], value=[319, 43, 10])
    >>> bought = frame(importer="JPN", product=["1", "2", "3"], value=[354, 141, 100])
    >>> round(grubel_lloyd(sold, bought).grubel_lloyd.item(), 4)
    0.7694
    """
    parts = []
    for year in sides(exports, imports):
        economies, x, m = year.both()
        apart, together = np.abs(x - m), x + m
        if not by_product:
            apart, together = apart.sum(axis=1), together.sum(axis=1)
        axes = {"economy": economies} | ({"product": year.products} if by_product else {})
        unknown = np.repeat(year.unknown(economies), apart.size // max(1, len(economies)))
        index = np.where(unknown, np.nan, np.ravel(1 - ratio(apart, together)))
        cases = [(unknown, Reason.NOT_COVERED), (together == 0, Reason.NO_TRADE)]
        parts.append(grid(year.year, axes) | {"grubel_lloyd": index, "reason": reasons(index.size, cases)})
    names = ["economy", *(["product"] if by_product else []), "grubel_lloyd", "reason"]
    return assemble(parts, names, dated="year" in exports)


def net_import_reliance(balance: pd.DataFrame) -> pd.DataFrame:
    """Measure how much of what an economy uses comes from abroad, on balance (USGS).

    NIR = (M - X + stock change) / apparent consumption, apparent consumption = production + M - X + stock change.

    Parameters
    ----------
    balance : DataFrame
        Columns imports, exports, production (tonnes) and, if known, stock_change (tonnes taken from stocks, above 0
        where stocks fell). All others are keys and are kept.

    Returns
    -------
    DataFrame
        The keys, apparent_consumption (tonnes), net_import_reliance (1 all imported; below 0 a net exporter), reason.
        Missing figures are no zeros: the reliance is missing then too.

    Raises
    ------
    MissingColumnError
        No column imports, exports or production.
    NotFiniteError
        A figure is infinite.
    NegativeValueError
        Imports, exports or production are below zero.

    References
    ----------
    U.S. Geological Survey, Mineral Commodity Summaries, appendix B.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> book = frame(economy=["USA", "AUS"], imports=[80.0, 0.0], exports=[10.0, 60.0], production=[30.0, 100.0])
    >>> net_import_reliance(book).net_import_reliance.tolist()
    [0.7, -1.5]
    """
    numbers = {}
    for name in ("imports", "exports", "production"):
        if name not in balance:
            raise MissingColumnError(f"no column '{name}' in balance", expected="imports, exports, production")
        numbers[name] = balance[name].to_numpy(dtype=np.float64, na_value=np.nan)
        if (numbers[name] < 0).any():
            raise NegativeValueError(
                f"column '{name}' of balance has a figure below zero", expected="tonnes, 0 or more"
            )
    change = balance["stock_change"].to_numpy(dtype=np.float64, na_value=np.nan) if "stock_change" in balance else 0.0
    if any(np.isinf(figures).any() for figures in (*numbers.values(), change)):
        raise NotFiniteError("a figure of balance is infinite", hint="Leave it missing if it is not known")
    net = numbers["imports"] - numbers["exports"] + change
    used = numbers["production"] + net
    made = balance.drop(columns=[*numbers, "stock_change"], errors="ignore").reset_index(drop=True)
    made["apparent_consumption"] = used
    made["net_import_reliance"] = np.where(used > 0, ratio(net, used), np.nan)
    cases = [(np.isnan(used), Reason.NOT_COVERED), (used <= 0, Reason.NO_CONSUMPTION)]
    made["reason"] = reasons(len(made), cases)
    return made
