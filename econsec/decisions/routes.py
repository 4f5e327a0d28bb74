"""The ledger where a source gives totals and the largest partners only, in the direction in which trade is net."""

from __future__ import annotations

import numpy as np
import pandas as pd

from econsec.decisions.substitution.sizing import DEFAULT, reasons, size
from econsec.decisions.tables import distinct, require
from econsec.errors import NoDataError

ROUTES = ("year", "product", "economy", "direction", "partner", "share")
TOTALS = ("year", "product", "economy", "exports", "imports")


def pair(routes: pd.DataFrame, totals: pd.DataFrame, *, exporter: str, importer: str, year: int) -> pd.DataFrame:
    """Find what one economy sold another, from the importer's list of suppliers or the exporter's of customers.

    value = share x total of the economy whose list it is. An economy that is not among the largest partners has traded
    less than the last on the list, not zero: the value is missing, with that bound beside it.

    Parameters
    ----------
    routes : DataFrame
        Largest partners: year, product, economy, direction ("import": partners are suppliers; "export": customers),
        partner, share (0..1 of the economy's total in that direction). One direction a product and economy: the net.
    totals : DataFrame
        year, product, economy, exports, imports (USD).
    exporter, importer : str
        ISO3 codes.
    year : int
        The year.

    Returns
    -------
    DataFrame
        One row a product of the totals: product, value (USD, NaN if not listed), at_most (USD: the bound if one of the
        lists is there without the other economy, else the value), basis ("importer's list", "exporter's list" or None).

    Raises
    ------
    MissingColumnError
        A column is missing.
    NoDataError
        No totals of that year.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> routes = frame(year=2024, product="2941", economy="IND", direction="import", partner=["CHN"], share=0.889)
    >>> totals = frame(year=2024, product="2941", economy=["IND"], exports=1.0, imports=1000.0)
    >>> pair(routes, totals, exporter="CHN", importer="IND", year=2024)[["value", "basis"]].values.tolist()
    [[889.0, "importer's list"]]
    """
    require(routes, ROUTES, name="routes")
    require(totals, TOTALS, name="totals")
    now = totals[totals["year"] == year].set_index(["economy", "product"])
    if now.empty:
        raise NoDataError(f"no totals of {year}", hint=f"There are: {sorted(totals['year'].unique())}.")
    products = pd.Index(sorted(now.index.unique("product")), name="product", dtype="str")
    found = pd.DataFrame({"value": np.nan, "at_most": np.nan}, index=products)
    bases: dict[str, pd.Series[bool]] = {}
    listed = routes[routes["year"] == year]
    sides = (("importer's list", importer, exporter, "import"), ("exporter's list", exporter, importer, "export"))
    for basis, economy, other, direction in sides:
        whole = now[f"{direction}s"].reindex(pd.MultiIndex.from_product([[economy], products])).to_numpy()
        lists = listed[(listed["economy"] == economy) & (listed["direction"] == direction)]
        share = lists[lists["partner"] == other].groupby("product")["share"].sum().reindex(products)
        last = lists.groupby("product")["share"].min().reindex(products)
        value = share * whole
        bases[basis] = found["value"].isna() & value.notna()
        found["value"] = found["value"].fillna(value)
        found["at_most"] = found[["at_most"]].assign(other=share.fillna(last) * whole).min(axis=1)
    found["at_most"] = found["value"].fillna(found["at_most"])
    found["basis"] = reasons(bases, products)
    return found.reset_index()


def ledger(
    routes: pd.DataFrame,
    totals: pd.DataFrame,
    *,
    importer: str,
    partner: str,
    rival: str,
    year: int,
) -> pd.DataFrame:
    """Size what a partner could replace, from totals and lists of the largest partners.

    As `substitution.ledger`, with what such a source cannot tell: no tonnes (grade unknown), no history (no spare), and
    the partner's exports to third markets are its total less what is known to go to importer and rival.

    Parameters
    ----------
    routes, totals
        As for `pair`.
    importer, partner, rival : str
        ISO3 codes, all different.
    year : int
        The year.

    Returns
    -------
    DataFrame
        The columns of `sizing.size` for each product of the totals, with product, importer, partner, rival,
        from_partner, to_rival, from_rival_basis (whose list it was read from, None if nowhere) and from_rival_at_most.

    Raises
    ------
    MissingColumnError
        A column is missing.
    NoDataError
        No totals of that year.
    ParameterError
        One economy plays two parts.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> key = {"year": 2024, "product": "2941"}
    >>> routes = frame(**key, economy="JPN", direction="import", partner=["CHN", "IND"], share=[0.4, 0.1])
    >>> totals = frame(**key, economy=["JPN", "IND"], exports=[0, 1000], imports=[100, 0])
    >>> found = ledger(routes, totals, importer="JPN", partner="IND", rival="CHN", year=2024)
    >>> found[["from_rival", "to_third", "central", "limit"]].values.tolist()
    [[40.0, 990.0, 40.0, 'need']]
    """
    distinct(importer=importer, partner=partner, rival=rival)
    flows = {
        "from_rival": (rival, importer),
        "from_partner": (partner, importer),
        "to_rival": (partner, rival),
    }
    found = {
        name: pair(routes, totals, exporter=seller, importer=buyer, year=year).set_index("product")
        for name, (seller, buyer) in flows.items()
    }
    now = totals[totals["year"] == year].pivot_table(index="product", columns="economy", values=["exports", "imports"])
    sides = pd.DataFrame({name: pairs["value"] for name, pairs in found.items()})
    now = now.reindex(columns=pd.MultiIndex.from_tuples([("imports", importer), ("exports", partner)]))
    sides["imports"], exports = now["imports", importer], now["exports", partner]
    sides["to_third"] = (exports - sides["from_partner"].fillna(0.0) - sides["to_rival"].fillna(0.0)).clip(lower=0.0)
    sides = sides.assign(importer=importer, partner=partner, rival=rival, spare=0.0, unit_value_ratio=np.nan)
    sides["from_rival_basis"] = found["from_rival"]["basis"]
    sides["from_rival_at_most"] = found["from_rival"]["at_most"]
    return size(sides, DEFAULT).reset_index()


def own(routes: pd.DataFrame, totals: pd.DataFrame, *, partner: str, rival: str, year: int) -> pd.DataFrame:
    """Collect a partner's own dependence on the rival, for `hidden.content`, from totals and lists.

    Returns
    -------
    DataFrame
        One row a product: product, imports, from_rival, exports (USD), rival_share (0..1); NaN where not in the source.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> routes = frame(year=2024, product="2941", economy="IND", direction="import", partner=["CHN"], share=0.889)
    >>> totals = frame(year=2024, product="2941", economy=["IND"], exports=1.0, imports=1000.0)
    >>> own(routes, totals, partner="IND", rival="CHN", year=2024).rival_share.tolist()
    [0.889]
    """
    found = pair(routes, totals, exporter=rival, importer=partner, year=year).set_index("product")
    now = totals[(totals["year"] == year) & (totals["economy"] == partner)].set_index("product")
    found = found[["value"]].rename(columns={"value": "from_rival"}).join(now[["imports", "exports"]])
    found["rival_share"] = found["from_rival"] / found["imports"].where(found["imports"] > 0)
    return found.reset_index()[["product", "imports", "from_rival", "exports", "rival_share"]]
