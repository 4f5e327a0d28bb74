"""What an economy buys of a product or a group: who supplies it now, and since when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import in_part
from econsec.flows.accounts import EXPORTS, IMPORTS, REST, ROUNDED
from econsec.flows.build import taken

if TYPE_CHECKING:
    from econsec.flows.trade import Trade

FLOWS, LISTS, NONE = "flows", "lists", "none"
LEAST = 2 * ROUNDED  # of a share: what is less is no rest but the rounding of the others


@dataclass(frozen=True)
class Bought:
    """What an economy buys of a subject, and how much of it is told.

    Parameters
    ----------
    known_from : str
        What names the suppliers: "flows" (all trade), "lists" (the largest suppliers, or some of them), "none".
    products : tuple of str
        The codes that the figures are of.
    fit : str
        How these relate to what was asked: "same", "part", "wider", "none".
    ranked : DataFrame
        Largest first, a rest (XXO) last: exporter, value (USD, NaN where the total is not known), share (0..1).
    sources : tuple of str
        The datasets that it is from.
    reason : str or None
        Why nobody is named: "buys none", "net exporter", "not covered"; None where somebody is.
    first_known : bool
        Whether the first that is named is the first of all: where only other economies' lists name suppliers, one
        without a name may supply more.
    reason_of : tuple of str
        The codes that the reason is read from: a heading's total is not that of a code within it.
    of_asked : float
        The part of all that the importer buys of what was asked, by value; NaN where that total is not known,
        or is below its part, as two sources have it.
    """

    known_from: str
    products: tuple[str, ...]
    fit: str
    ranked: pd.DataFrame
    sources: tuple[str, ...] = ()
    reason: str | None = None
    reason_of: tuple[str, ...] = ()
    first_known: bool = True
    of_asked: float = float("nan")


@public
def suppliers(trade: Trade | pd.DataFrame, *, importer: str, year: int | None = None) -> Bought:
    """Rank an importer's suppliers of a subject, all products together, by the first way of telling that names one.

    value = sum over the products; the rest is what has no name. A product of which nobody is named is left out.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`; complete flows are taken as all that there is.
    importer : str
        ISO3 code.
    year : int, optional
        Needed if the trade is of several.

    Returns
    -------
    Bought
        With no rows, known from "none" and with a reason where nobody is named.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN", "USA"], importer="JPN", product="850511", value=[3, 1])
    >>> found = suppliers(flows, importer="JPN", year=2024)
    >>> found.known_from, found.fit, found.ranked["share"].tolist()
    ('flows', 'same', [0.75, 0.25])
    """
    whole = taken(trade)
    for way in whole.ways():
        now = taken(way, year)
        found = _ranked(now, importer)
        if len(found.ranked):
            return replace(found, of_asked=_part(taken(whole, year), found, importer))
        if way.fit == "same" and _buys_none(now, importer):
            break  # what wider codes hold is no answer to that
    reason, codes = _why(whole, importer, year)
    return Bought(NONE, (), "none", _nobody(), reason=reason, reason_of=codes)


def _ranked(now: Trade, importer: str) -> Bought:
    rows = now.partners(importer, IMPORTS)
    kept = [code for code in now.products if code in set(rows.loc[rows["partner"] != REST, "product"])]
    rows = rows[rows["product"].isin(kept)].dropna(subset=["share"])
    kept = [code for code in kept if code in set(rows.loc[rows["partner"] != REST, "product"])]
    total = now.side(importer, IMPORTS)["total"].reindex(kept)
    if len(kept) > 1:  # of one product shares say enough, of several each needs its weight
        kept = [code for code in kept if total[code] == total[code]]
        rows, total = rows[rows["product"].isin(kept)], total[kept]
    if not kept:
        return Bought(NONE, (), "none", _nobody())
    whole = float(total.sum(skipna=False))
    shares = rows["share"] if len(kept) == 1 else rows["value"] / whole
    sums = shares.groupby(rows["partner"]).sum().rename("share")
    found = sums.rename_axis("exporter").reset_index()
    found = found[(found["exporter"] != REST) | (found["share"] > LEAST)]
    found["value"] = found["share"] * whole
    last = found["exporter"] == REST
    found = found.assign(last=last).sort_values(["last", "share", "exporter"], ascending=[True, False, True])
    side = now.side(importer, IMPORTS).reindex(kept)
    # One customs office names every partner of its own: nothing is left without a name, as in a complete table.
    known_from = FLOWS if set(kept) <= set(now.complete) or (side["unnamed"] == 0).all() else LISTS
    most = float(side["most"].iloc[0]) if len(kept) == 1 else float((side["most"] * side["total"]).sum() / whole)
    most = most if (side["unnamed"] > LEAST).any() else 0.0
    return Bought(
        known_from,
        tuple(kept),
        now.asked.fits(kept) if now.asked is not None else "same",
        found[["exporter", "value", "share"]].reset_index(drop=True),
        sources=tuple(dict.fromkeys(now.of(kept).sources)),
        first_known=float(found["share"].iloc[0]) >= most,
    )


def _buys_none(now: Trade, importer: str) -> bool:
    """Say whether a complete table covers the importer and has nothing that it buys."""
    whole = len(now.products) > 0 and set(now.products) <= set(now.complete)
    return whole and float(now.side(importer, IMPORTS)["total"].sum(skipna=False)) == 0


def _part(now: Trade, found: Bought, importer: str) -> float:
    """Return the part of all that was asked for, where the first way knows that total and the answer lies in it."""
    if found.fit != "part" or now.asked is None:
        return float("nan")
    total = now.side(importer, IMPORTS)["total"].reindex(list(now.asked.codes)).sum(skipna=False)
    value = found.ranked["value"].sum(skipna=False)
    # Codes and their heading may be told by two sources: a part above the whole says only that they differ.
    return float(value / total) if total > 0 and value <= total * (1 + 1e-9) else float("nan")


def _why(trade: Trade, importer: str, year: int | None) -> tuple[str, tuple[str, ...]]:
    """Say why no way names a supplier, and of which codes: it buys none, is a net exporter, or is not covered."""
    for way in trade.ways():
        now = taken(way, year)
        bought, sold = now.side(importer, IMPORTS)["total"], now.side(importer, EXPORTS)["total"]
        if bought.notna().any():
            codes = tuple(bought.dropna().index)
            if not bought.sum() > 0:
                return "buys none", codes
            return "net exporter" if bought.sum() < sold.sum() else "not listed", codes
    return "not covered", ()


@public
def followed(
    trade: Trade | pd.DataFrame, found: Bought, *, importer: str, since: int, until: int | None = None
) -> pd.DataFrame:
    """Follow each supplier's share through the years in the series that named it.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or flows of several years.
    found : Bought
        What the importer buys now, from `suppliers`.
    importer : str
        ISO3 code.
    since : int
        First year.
    until : int, optional
        Last year.

    Returns
    -------
    DataFrame
        year, exporter, share (0..1). In flows a supplier that sold nothing has a zero; in lists, and in years of which
        the largest flows alone are known, one that is not there has no row. Several products count in years in which
        all of them are told. ``attrs["sources"]`` are the datasets, ``attrs["trimmed"]`` says whether a year is among
        them of which the largest flows alone are known.

    Examples
    --------
    >>> flows = pd.DataFrame({"year": [2023, 2024], "exporter": ["CHN", "USA"], "importer": "JPN", "product": "1"})
    >>> here = Bought("flows", ("1",), "same", pd.DataFrame())
    >>> followed(flows.assign(value=1.0), here, importer="JPN", since=2023)["share"].tolist()
    [1.0, 0.0, 0.0, 1.0]
    """
    if found.known_from == NONE:
        return _years()
    way = taken(trade).way(found.products)
    if found.known_from == FLOWS:
        way = way.of(found.products)
        flows = way.through_years()
        own = flows[flows["product"].isin(found.products) & (flows["importer"] == importer)]
        own = own[(own["year"] >= since) & (own["value"] > 0)]
        own = own if until is None else own[own["year"] <= until]
        trimmed = in_part(way, own["year"].unique())
        has = own.groupby("year")["product"].agg(set)
        own = own[own["year"].isin([year for year in has.index if trimmed[year] <= has[year]])]
        wide = own.pivot_table(index="year", columns="exporter", values="value", aggfunc="sum").fillna(0.0)
        parts = wide.div(wide.sum(axis=1), axis=0).rename_axis(columns="exporter").reset_index()
        told = parts.melt(id_vars="year", value_name="share") if len(wide) else _years()
        partly = {year for year in wide.index if trimmed[year]}
        told = told[(told["share"] > 0) | ~told["year"].isin(partly)].reset_index(drop=True)
        now = {year for year, _ in way.whole}
        used = (*(way.before if set(wide.index) - now else ()), *(way.sources if now & set(wide.index) else ()))
        told.attrs |= {"sources": tuple(dict.fromkeys(used)), "trimmed": bool(partly)}
        return told
    pieces = []
    for year in way.years:
        if year < since or (until is not None and year > until):
            continue
        then = _ranked(way.of(found.products, year=year), importer)
        if set(then.products) == set(found.products):
            pieces.append(then.ranked[then.ranked["exporter"] != REST].assign(year=year))
    told = pd.concat(pieces, ignore_index=True)[["year", "exporter", "share"]] if pieces else _years()
    told.attrs |= {"sources": found.sources, "trimmed": False}
    return told


def either(ours: Bought, theirs: Bought) -> Bought:
    """Return what two economies buy as one, so that both are judged by one table: all products that either lists.

    Where one of them is read from complete flows, or names nobody, the first that names suppliers stands for both.

    Examples
    --------
    >>> none = pd.DataFrame()
    >>> ours, theirs = (Bought("lists", (code,), "part", none) for code in ("2937", "2933"))
    >>> either(ours, theirs).products, either(Bought("none", (), "none", none), theirs).products
    (('2937', '2933'), ('2933',))
    """
    if {ours.known_from, theirs.known_from} == {LISTS}:
        return replace(ours, products=tuple(dict.fromkeys([*ours.products, *theirs.products])))
    return theirs if ours.known_from == NONE else ours


def _nobody() -> pd.DataFrame:
    return pd.DataFrame({"exporter": pd.Series(dtype="str"), "value": pd.Series(dtype=float), "share": 0.0})


def _years() -> pd.DataFrame:
    return pd.DataFrame({"year": pd.Series(dtype="int64"), "exporter": pd.Series(dtype="str"), "share": 0.0})
