"""Who sells a product or a group, at what price, and what of the rival's supply could be replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.substitution import hidden_content as hidden
from econsec.decisions.substitution.ledger import ledger
from econsec.decisions.substitution.partners import best
from econsec.decisions.tables import require
from econsec.errors import NoDataError
from econsec.flows.build import taken

if TYPE_CHECKING:
    from econsec.codes.subjects import Subject
    from econsec.flows.trade import Trade

CHAPTER = 2  # digits
ALL = 300  # more partners than there are economies
NOTHING, PARTNER_UNTOLD, RIVAL_UNTOLD = "nothing to replace", "partner not told", "rival not told"


@public
def sized(
    trade: Trade | pd.DataFrame,
    *,
    importer: str,
    partner: str,
    rival: str,
    year: int,
    inputs: pd.DataFrame | None = None,
    behind: Trade | None = None,
) -> pd.DataFrame:
    """Size what a partner could replace by the first way of telling that knows the need and the offer.

    Parameters
    ----------
    trade, importer, partner, rival, year
        As for `ledger`.
    inputs : DataFrame, optional
        What is made of what, as for `hidden_content.content`.
    behind : Trade, optional
        The trade in these inputs, where `trade` does not hold it.

    Returns
    -------
    DataFrame
        The rows of that `ledger`, net of hidden rival content beside gross (`hidden_content.net`), in which the rival
        supplies something and the central case is known; no rows where no way knows it. ``attrs["sources"]`` are its
        datasets. Without rows ``attrs["reason"]`` says why: "nothing to replace" (a way tells that the importer buys
        none from the rival), "partner not told" (what the rival supplies is told, what the partner sells is not), else
        "rival not told".

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN", "IND"], importer=["JPN", "USA"], product="850511", value=[3, 1])
    >>> sized(flows, importer="JPN", partner="IND", rival="CHN", year=2024)["from_rival"].tolist()
    [3.0]
    """
    reason = RIVAL_UNTOLD
    for way in taken(trade).ways():
        try:
            found = ledger(way, importer=importer, partner=partner, rival=rival, year=year)
        except NoDataError:
            continue
        reason = _silence(found, reason)
        known = found[(found["from_rival"] > 0) & found["central"].notna()]
        if len(known):
            own = hidden.own(way if behind is None else way | behind, partner=partner, rival=rival, year=year)
            known = hidden.net(known.reset_index(drop=True), hidden.content(own, inputs))
            used = behind.sources if behind is not None and known["input"].notna().any() else ()
            known.attrs["sources"] = tuple(dict.fromkeys([*way.of(known["product"]).sources, *way.before, *used]))
            return known
        if reason == NOTHING and way.fit == "same":
            break  # what wider or narrower codes hold is no answer to that
    nothing = pd.DataFrame(columns=["product", "from_rival", "to_third", "low", "central", "high"])
    nothing.attrs["reason"] = reason
    return nothing


def _silence(found: pd.DataFrame, before: str) -> str:
    """Say why a ledger has no row to show; what an earlier way has told stands."""
    if before != RIVAL_UNTOLD:
        return before
    if (found["from_rival"] > 0).any():
        return PARTNER_UNTOLD
    return NOTHING if len(found) and (found["from_rival"] == 0).all() else before


@public
def sellers(flows: pd.DataFrame, *, importer: str, year: int) -> pd.DataFrame:
    """Set what each economy sells to the world against what it sells to the importer, all products together.

    world_share = its exports / all exports that do not come from the importer itself; share = its sales to the importer
    / the importer's purchases.

    Parameters
    ----------
    flows : DataFrame
        Complete flows of the products: year, exporter, importer, product, value (USD).
    importer : str
        ISO3 code.
    year : int
        The year.

    Returns
    -------
    DataFrame
        Largest seller first, the importer left out: exporter, value (USD, to the world), world_share, to_importer
        (USD), share (0..1; NaN where the importer buys none at all), rank.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN", "CHN", "USA"], importer=["JPN", "DEU", "DEU"], product="1", value=1)
    >>> sellers(flows, importer="JPN", year=2024)[["exporter", "share"]].values.tolist()
    [['CHN', 1.0], ['USA', 0.0]]
    """
    require(flows, ("year", "exporter", "importer", "value"), name="flows")
    own = flows[(flows["year"] == year) & (flows["value"] > 0) & (flows["exporter"] != importer)]
    sums = own.groupby("exporter", observed=True)["value"].sum()
    here = own[own["importer"] == importer].groupby("exporter", observed=True)["value"].sum()
    found = pd.DataFrame({"value": sums, "to_importer": here.reindex(sums.index).fillna(0.0)})
    found["world_share"] = found["value"] / found["value"].sum()
    total = float(found["to_importer"].sum())
    found["share"] = found["to_importer"] / total if total else float("nan")
    found = found.rename_axis("exporter").reset_index()
    found = found.sort_values(["value", "exporter"], ascending=[False, True], ignore_index=True)
    return found.assign(rank=range(1, len(found) + 1))


@public
def standing(trade: Trade, item: Subject, *, year: int) -> pd.DataFrame:
    """Set what each economy sells of a subject against what it buys of it, where more is told than single accounts.

    Parameters
    ----------
    trade : Trade
        From `econsec.trade`.
    item : Subject
        What is asked about.
    year : int
        The year.

    Returns
    -------
    DataFrame
        economy, exports, imports (USD, all products together; an economy of which one is missing has no row), headings
        (count of products); ``attrs["products"]`` are these, ``attrs["sources"]`` the datasets.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> from econsec.flows.build import listed
    >>> key = {"year": 2024, "product": "8505", "economy": "JPN"}
    >>> none = pd.DataFrame(columns=["year", "economy", "flow", "product", "partner", "share"])
    >>> totals = pd.DataFrame({**key, "flow": ["export", "import"], "value": [9.0, 8.0]})
    >>> standing(listed(none, totals), subject(["8505"]), year=2024)["exports"].tolist()
    [9.0]
    """
    for way in trade.ways():
        now = way.of(year=year)
        known = item.around(list(now.products))
        # A chapter that is known by itself for want of the heading would drown what was asked for (coal: all fuels).
        products = tuple(code for code in known if len(code) > CHAPTER or code in item.codes) or known
        if "account" in set(now.of(products).shelves["kind"]):
            continue  # one office's own exports are no ranking of who exports
        own = now.of(products).balances().dropna(subset=["exports", "imports"])
        found = own.groupby("economy", as_index=False).agg(
            exports=("exports", "sum"), imports=("imports", "sum"), headings=("product", "nunique")
        )
        whole = bool(set(products) <= set(now.complete))
        found = found if whole else found[found["headings"] == len(products)].reset_index(drop=True)
        if len(found):
            found.attrs |= {"products": products, "sources": now.of(products).sources}
            return found
    nobody = pd.DataFrame({"economy": pd.Series(dtype="str"), "exports": 0.0, "imports": 0.0, "headings": 0})
    nobody.attrs |= {"products": (), "sources": ()}
    return nobody


@public
def everyone(
    trade: Trade | pd.DataFrame,
    *,
    importer: str,
    rival: str,
    year: int,
    inputs: pd.DataFrame | None = None,
    behind: Trade | None = None,
) -> pd.DataFrame:
    """Rank all who could replace the rival, where complete flows hold the subject; see `partners.best`.

    Without rows ``attrs["reason"]`` says why: "no complete flows", or "nothing to replace".

    Parameters
    ----------
    trade, importer, rival, year, inputs, behind
        As for `sized`.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN", "IND"], importer=["JPN", "USA"], product="850511", value=[3, 1])
    >>> everyone(flows, importer="JPN", rival="CHN", year=2024)["partner"].tolist()
    ['IND']
    """
    way, nobody = whole(trade, year=year), pd.DataFrame()
    if way is None:
        nobody.attrs["reason"] = "no complete flows"
        return nobody
    nobody.attrs["reason"] = NOTHING
    try:
        both, products = way if behind is None else way | behind, list(way.products)
        found = best(both, importer=importer, rival=rival, year=year, k=ALL, inputs=inputs, products=products)
    except NoDataError:
        return nobody
    used = () if behind is None else behind.sources
    found.attrs |= {"sources": (*way.sources, *way.before, *used), "inputs": inputs is not None and len(inputs) > 0}
    return found


@public
def flows(trade: Trade | pd.DataFrame, *, year: int) -> pd.DataFrame:
    """Return the complete flows of the first way of telling that has some, for prices and for who sells to whom.

    Returns
    -------
    DataFrame
        year, exporter, importer, product, value (USD), tonnes; no rows where no way has complete flows.
        ``attrs["sources"]`` are the datasets, ``attrs["products"]`` the products.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> rows = frame(year=2024, exporter=["CHN"], importer="JPN", product="850511", value=3, tonnes=1)
    >>> flows(rows, year=2024).attrs["products"]
    ['850511']
    """
    way = whole(trade, year=year)
    text = dict.fromkeys(["exporter", "importer", "product"], "str")
    types = {"year": "int64"} | text | {"value": "float64", "tonnes": "float64"}
    found = pd.DataFrame(columns=list(types)).astype(types) if way is None else way.flows().copy()
    found = found if "tonnes" in found else found.assign(tonnes=float("nan"))
    found.attrs |= {
        "sources": () if way is None else way.sources,
        "products": [] if way is None else list(way.products),
    }
    return found


@public
def whole(trade: Trade | pd.DataFrame, *, year: int) -> Trade | None:
    """Return the first way of telling that has complete flows, cut to these and to a year; None where none has.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN"], importer="JPN", product="850511", value=3)
    >>> whole(flows, year=2024).complete.tolist()
    ['850511']
    """
    for way in taken(trade).ways():
        now = way.of(year=year)
        if len(now.complete):
            return now.of(list(now.complete))
    return None
