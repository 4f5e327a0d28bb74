"""Where an economy sells, and how it stands: exports by destination, and exports against imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.decisions.routes import pair
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

REST = "XXO"


def standing(totals: pd.DataFrame, *, economies: Sequence[str], products: Sequence[str], year: int) -> pd.DataFrame:
    """Set what economies sell of each product against what they buy.

    balance = exports - imports; cover = exports / imports.

    Parameters
    ----------
    totals : DataFrame
        From `headings.sums`: year, product, economy, exports, imports (USD).
    economies, products : sequence of str
        Which, in this order.
    year : int
        The year.

    Returns
    -------
    DataFrame
        One row per product and economy that the source holds: product, economy, exports, imports, balance (USD), cover
        (NaN without imports), net ("exporter", "importer").

    Raises
    ------
    MissingColumnError
        A column is missing.
    NoDataError
        The totals hold nothing of that year.

    Examples
    --------
    >>> totals = pd.DataFrame({"year": 2024, "product": "8486", "economy": ["JPN"], "exports": 30.0, "imports": 5.0})
    >>> standing(totals, economies=["JPN"], products=["8486"], year=2024)[["cover", "net"]].values.tolist()
    [[6.0, 'exporter']]
    """
    require(totals, ("year", "product", "economy", "exports", "imports"), name="totals")
    now = totals[totals["year"] == year]
    if now.empty:
        raise NoDataError(f"no totals of {year}", hint=f"There are: {sorted(totals['year'].unique())}.")
    asked = pd.MultiIndex.from_product([list(products), list(economies)], names=["product", "economy"])
    found = now.set_index(["product", "economy"])[["exports", "imports"]].reindex(asked).dropna(how="all")
    found["balance"] = found["exports"] - found["imports"]
    found["cover"] = found["exports"] / found["imports"].where(found["imports"] > 0)
    found["net"] = (found["balance"] > 0).map({True: "exporter", False: "importer"})
    return found.reset_index()


def sales(
    routes: pd.DataFrame,
    totals: pd.DataFrame,
    *,
    exporter: str,
    products: Sequence[str],
    year: int,
    also: Sequence[str] = (),
) -> pd.DataFrame:
    """Share an economy's exports of each product out among its largest customers.

    value = share x exports; the rest is what the ten largest leave, less what others report that they bought.

    Parameters
    ----------
    routes, totals : DataFrame
        From `headings.lists` and `headings.sums`.
    exporter : str
        ISO3 code.
    products : sequence of str
        HS codes; one of which the exporter is a net importer is left out: its customers are not in the source.
    year : int
        The year.
    also : sequence of str
        Customers to look for in their own lists of suppliers where they are not among the exporter's ten largest.

    Returns
    -------
    DataFrame
        One row per product and customer: product, importer (ISO3; XXO for the rest), share (0..1), value (USD), basis
        ("exporter's list", "importer's list"; None for the rest).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> key = {"year": 2024, "product": "8486", "economy": "JPN"}
    >>> routes = pd.DataFrame({**key, "direction": "export", "partner": ["CHN", "TWN"], "share": [0.5, 0.25]})
    >>> totals = pd.DataFrame({**key, "exports": [30.0], "imports": [5.0]})
    >>> sales(routes, totals, exporter="JPN", products=["8486"], year=2024)[["importer", "value"]].values.tolist()
    [['CHN', 15.0], ['TWN', 7.5], ['XXO', 7.5]]
    """
    require(routes, ("year", "product", "economy", "direction", "partner", "share"), name="routes")
    require(totals, ("year", "product", "economy", "exports"), name="totals")
    own = routes[(routes["economy"] == exporter) & (routes["direction"] == "export") & (routes["year"] == year)]
    own = own[own["product"].isin(products)].rename(columns={"partner": "importer"})[["product", "importer", "share"]]
    sold = totals[(totals["economy"] == exporter) & (totals["year"] == year)].set_index("product")["exports"]
    found = own.assign(value=own["share"] * sold.reindex(own["product"]).to_numpy(), basis="exporter's list")
    for customer in also:
        bought = pair(routes, totals, exporter=exporter, importer=customer, year=year)
        listed = set(found.loc[found["importer"] == customer, "product"])
        bought = bought[(bought["basis"] == "importer's list") & bought["product"].isin(set(own["product"]) - listed)]
        bought = bought.assign(importer=customer, share=bought["value"] / sold.reindex(bought["product"]).to_numpy())
        found = pd.concat([found, bought[["product", "importer", "share", "value", "basis"]]], ignore_index=True)
    rest = (1 - found.groupby("product")["share"].sum()).clip(lower=0.0).reset_index().assign(importer=REST, basis=None)
    rest["value"] = rest["share"] * sold.reindex(rest["product"]).to_numpy()
    found = pd.concat([found, rest[rest["share"] > 0]], ignore_index=True).dropna(subset=["value"])
    return found.sort_values(["product", "value"], ascending=[True, False], ignore_index=True, kind="stable")
