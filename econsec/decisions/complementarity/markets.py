"""Where an economy sells, and how it stands: exports by destination, and exports against imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import told
from econsec.flows.accounts import BOTH, EXPORTS, IMPORTS, REST
from econsec.flows.build import taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.flows.trade import Trade


@public
def standing(
    trade: Trade | pd.DataFrame, *, economies: Sequence[str], products: Sequence[str], year: int | None = None
) -> pd.DataFrame:
    """Set what economies sell of each product against what they buy.

    balance = exports - imports; cover = exports / imports.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows.
    economies, products : sequence of str
        Which, in this order.
    year : int, optional
        Needed if the trade is of several.

    Returns
    -------
    DataFrame
        One row per product and economy of which something is known: product, economy, exports, imports, balance (USD),
        cover (NaN without imports), net ("exporter", "importer").

    Raises
    ------
    NoDataError
        Nothing is known of that year.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["JPN", "USA"], importer=["USA", "JPN"], product="8486", value=[30, 5])
    >>> standing(flows, economies=["JPN"], products=["8486"])[["cover", "net"]].values.tolist()
    [[6.0, 'exporter']]
    """
    now = told(trade, year)
    sides = {
        (economy, direction): now.side(economy, direction)["total"]
        for economy in economies
        for direction in (EXPORTS, IMPORTS)
    }
    asked = pd.MultiIndex.from_product([list(products), list(economies)], names=["product", "economy"])
    rows = [
        [sides[economy, direction].get(code, float("nan")) for direction in (EXPORTS, IMPORTS)]
        for code, economy in asked
    ]
    found = pd.DataFrame(rows, index=asked, columns=[EXPORTS, IMPORTS], dtype=float).dropna(how="all")
    found["balance"] = found["exports"] - found["imports"]
    found["cover"] = found["exports"] / found["imports"].where(found["imports"] > 0)
    found["net"] = (found["balance"] > 0).map({True: "exporter", False: "importer"})
    return found.reset_index()


@public
def customers(trade: Trade | pd.DataFrame, *, exporter: str, product: str, year: int | None = None) -> pd.DataFrame:
    """List an exporter's customers of a product by its own account, the largest first.

    Returns
    -------
    DataFrame
        partner, share (0..1 of its exports); empty where the source has no such account.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter="IND", importer=["GBR", "USA"], product="3004", value=[3, 44])
    >>> customers(flows, exporter="IND", product="3004").partner.tolist()
    ['USA', 'GBR']
    """
    found = sales(trade, exporter=exporter, products=[product], year=year)
    found = found[found["basis"].isin(["exporter's list", "all flows"])].rename(columns={"importer": "partner"})
    order = found.sort_values(["share", "partner"], ascending=[False, True], ignore_index=True)
    return order[["partner", "share"]]


@public
def sales(
    trade: Trade | pd.DataFrame, *, exporter: str, products: Sequence[str], year: int | None = None
) -> pd.DataFrame:
    """Share an economy's exports of each product out among its customers, as far as these are named.

    value = share x exports; the rest is what has no name in the exporter's own list and in those of its customers.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows.
    exporter : str
        ISO3 code.
    products : sequence of str
        HS codes; one of which no customer is named in the exporter's own account is left out.
    year : int, optional
        Needed if the trade is of several.

    Returns
    -------
    DataFrame
        One row per product and customer: product, importer (ISO3; XXO for the rest), share (0..1), value (USD), basis
        ("exporter's list", "importer's list", "all flows"; None for the rest).

    Examples
    --------
    >>> from econsec.flows.build import listed
    >>> key = {"year": 2024, "product": "8486", "economy": "JPN", "flow": "export"}
    >>> lists = pd.DataFrame({**key, "partner": ["CHN", "TWN"], "share": [0.5, 0.25]})
    >>> found = sales(listed(lists, pd.DataFrame({**key, "value": [30.0]})), exporter="JPN", products=["8486"])
    >>> found[["importer", "value"]].values.tolist()
    [['CHN', 15.0], ['TWN', 7.5], ['XXO', 7.5]]
    """
    now = taken(trade, year).of(products)
    own = now.named[now.named["exporter"] == exporter]
    own = own if "told_by" not in own else own[own["told_by"].isin([exporter, BOTH])]
    rows = now.partners(exporter, EXPORTS).rename(columns={"partner": "importer"})
    rows = rows[rows["product"].isin(set(own["product"]))].dropna(subset=["value"])
    told = own[["product", "importer"]].drop_duplicates().assign(basis="exporter's list")
    rows = rows.merge(told, on=["product", "importer"], how="left")
    basis = rows["basis"].astype(object).where(rows["basis"].notna(), "importer's list")
    basis = basis.mask(rows["product"].isin(now.complete), "all flows").where(rows["importer"] != REST, None)
    rows = rows.assign(basis=basis)
    order = rows.sort_values(["product", "value"], ascending=[True, False], ignore_index=True, kind="stable")
    return order[["product", "importer", "share", "value", "basis"]]
