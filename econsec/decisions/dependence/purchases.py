"""What an economy buys from whom, product by product: in each year, or from some sellers with a bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import told
from econsec.flows.accounts import IMPORTS, REST
from econsec.flows.build import named_by, taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.flows.trade import Trade

SELLERS = ("product", "exporter", "imports", "value", "share", "share_high", "basis")


@public
def by_year(
    trade: Trade | pd.DataFrame, *, importer: str, products: Sequence[str], since: int | None = None
) -> pd.DataFrame:
    """Name an importer's suppliers of each product in each year, what has no name (XXO) last.

    Returns
    -------
    DataFrame
        year, product, exporter, value (USD), share (0..1 of the importer's purchases). A year in which nobody is named
        has no row.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=[2023, 2024], exporter="CHN", importer="JPN", product="2941", value=[3, 1])
    >>> by_year(flows, importer="JPN", products=["2941"])["year"].tolist()
    [2023, 2024]
    """
    whole = taken(trade).of(products)
    pieces = []
    for year in whole.years:
        if since is not None and year < since:
            continue
        # What another's list gives of a side whose total is not known has a value and no share.
        rows = whole.of(year=year).partners(importer, IMPORTS).dropna(subset=["share"])
        known = set(rows.loc[rows["partner"] != REST, "product"])
        pieces.append(rows[rows["product"].isin(known)].assign(year=year))
    found = pd.concat([one for one in pieces if len(one)] or [_empty()], ignore_index=True)
    return found.rename(columns={"partner": "exporter"})[["year", "product", "exporter", "value", "share"]]


@public
def bought_from(
    trade: Trade | pd.DataFrame, *, importer: str, sellers: Sequence[str], year: int | None = None
) -> pd.DataFrame:
    """Find what an economy buys from each of some sellers, product by product, with a bound where that is not told.

    share = value / imports of the importer; share_high = the high end of the value / imports.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows.
    importer : str
        ISO3 code.
    sellers : sequence of str
        ISO3 codes.
    year : int, optional
        Needed if the trade is of several.

    Returns
    -------
    DataFrame
        One row per product whose imports are known and seller: product, exporter, imports, value (USD, NaN where not
        told), share (0..1, NaN where not told), share_high (0..1: the share, or its bound; NaN if nothing is known),
        basis (whose account).

    Raises
    ------
    NoDataError
        Nothing is told of that year.

    Examples
    --------
    China's share of Japan's antibiotics (HS 2941), as it was in 2024:

    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "USA"], importer="JPN", product="2941", value=[46.4, 53.6])
    >>> bought_from(flows, importer="JPN", sellers=["CHN"]).share.round(3).tolist()
    [0.464]
    """
    now = told(trade, year)
    imports = now.side(importer, IMPORTS)["total"].dropna()
    parts = []
    for seller in sellers:
        found = now.between(seller, importer).reindex(imports.index).assign(exporter=seller, imports=imports)
        for amount, share in (("value", "share"), ("high", "share_high")):
            found[share] = found[amount] / found["imports"].where(found["imports"] > 0)
        # All that is bought bounds every seller: that says nothing of this one.
        found["share_high"] = found["share_high"].where(found["share"].notna() | (found["share_high"] < 1))
        found["basis"] = named_by(found["told_by"], importer=importer)
        parts.append(found.reset_index())
    return pd.concat(parts, ignore_index=True)[list(SELLERS)] if parts else pd.DataFrame(columns=list(SELLERS))


def _empty() -> pd.DataFrame:
    text = {"product": "str", "partner": "str"}
    types = {"year": "int64", "value": "float64", "share": "float64"} | text
    return pd.DataFrame(columns=list(types)).astype(types)
