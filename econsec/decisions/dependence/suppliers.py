"""What an economy buys of a product, or a group, from the table that holds it best: who supplies it, and since when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from econsec.decisions.tables import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.codes.subjects import Subject

REST = "XXO"
FLOWS, LISTS, NONE = "flows", "lists", "none"
LEAST = 1e-4  # of a share: the lists are rounded to a hundredth of a percent


@dataclass(frozen=True)
class Tables:
    """The tables of trade that a subject is looked for in.

    Parameters
    ----------
    flows : DataFrame
        Complete flows: year, exporter, importer, product, value (USD), tonnes.
    history : DataFrame
        Flows of several years, the largest only.
    lists, totals : DataFrame
        From `headings.lists` and `headings.sums`.
    """

    flows: pd.DataFrame
    history: pd.DataFrame
    lists: pd.DataFrame
    totals: pd.DataFrame


@dataclass(frozen=True)
class Bought:
    """What an economy buys of a subject, and which table says so.

    Parameters
    ----------
    basis : str
        "flows" (all trade), "lists" (the ten largest suppliers of a net importer), "none".
    products : tuple of str
        The codes that the table knows it by.
    fit : str
        How these relate to what was asked: "same", "part", "wider", "none".
    ranked : DataFrame
        Largest first, a rest (XXO) last: exporter, value (USD, NaN where the total is not known), share (0..1).
    """

    basis: str
    products: tuple[str, ...]
    fit: str
    ranked: pd.DataFrame


def bought(tables: Tables, item: Subject, *, importer: str, year: int) -> Bought:
    """Find an importer's suppliers of a subject in the table that fits it best.

    Complete flows of just its codes come first, then lists of the ten largest suppliers of its headings, then complete
    flows of a part of it.

    Parameters
    ----------
    tables : Tables
        Where to look.
    item : Subject
        What is asked about.
    importer : str
        ISO3 code.
    year : int
        The year.

    Returns
    -------
    Bought
        With no rows and the basis "none" where no table names a supplier.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN", "USA"], importer="JPN", product="850511", value=[3, 1])
    >>> lists = pd.DataFrame(columns=["year", "product", "economy", "direction", "partner", "share"])
    >>> totals = pd.DataFrame(columns=["year", "product", "economy", "exports", "imports"])
    >>> found = bought(Tables(flows, flows, lists, totals), subject(["8505"]), importer="JPN", year=2024)
    >>> found.basis, found.fit, found.ranked["share"].tolist()
    ('flows', 'part', [0.75, 0.25])
    """
    require(tables.flows, ("year", "exporter", "importer", "product", "value"), name="flows")
    six = item.within(sorted(tables.flows["product"].unique()))
    complete = Bought(FLOWS, six, item.fits(six), suppliers(of_codes(tables.flows, six, year), importer=importer))
    headings = item.around(sorted(tables.lists["product"].unique()))
    named = listed(tables.lists, tables.totals, importer=importer, products=headings, year=year)
    held = tuple(code for code in headings if code in set(named.attrs["products"]))
    largest = Bought(LISTS, held, item.fits(held), named)
    order = (complete, largest) if complete.fit == "same" else (largest, complete)
    return next((found for found in order if len(found.ranked)), Bought(NONE, (), "none", _nobody()))


def suppliers(flows: pd.DataFrame, *, importer: str) -> pd.DataFrame:
    """Rank an importer's suppliers in complete flows, all products together.

    Returns
    -------
    DataFrame
        Largest first: exporter, value (USD), share (0..1). Empty where the importer buys none.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "USA"], importer="JPN", product="1", value=[3, 1])
    >>> suppliers(flows, importer="JPN").share.tolist()
    [0.75, 0.25]
    """
    require(flows, ("exporter", "importer", "value"), name="flows")
    own = flows[(flows["importer"] == importer) & (flows["value"] > 0)]
    return _ranked(own.groupby("exporter", observed=True)["value"].sum())


def listed(
    lists: pd.DataFrame, totals: pd.DataFrame, *, importer: str, products: Sequence[str], year: int
) -> pd.DataFrame:
    """Rank an importer's listed suppliers of some headings, with all others as one rest.

    value = sum over the headings of share x imports; a heading without a list, or without a total where there are
    several, is left out.

    Returns
    -------
    DataFrame
        Largest first, the rest (XXO) last: exporter, value (USD, NaN where the total of a single heading is not known),
        share (0..1); ``attrs["products"]`` are the headings that count. Empty where there is no list.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> key = {"year": 2024, "product": "2941", "economy": "JPN"}
    >>> lists = frame(**key, direction="import", partner=["CHN"], share=0.4)
    >>> totals = frame(**key, exports=[0.0], imports=100.0)
    >>> listed(lists, totals, importer="JPN", products=["2941"], year=2024).values.tolist()
    [['CHN', 40.0, 0.4], ['XXO', 60.0, 0.6]]
    """
    own = _lists(lists, importer, products)
    own = own[own["year"] == year]
    whole = totals[(totals["economy"] == importer) & (totals["year"] == year)].set_index("product")["imports"]
    own = own.assign(imports=own["product"].map(whole).astype(float))
    several = len(own["product"].unique()) > 1
    own = own.dropna(subset=["imports"]) if several else own
    kept = tuple(own["product"].unique())
    total = own.drop_duplicates("product")["imports"].sum(skipna=False) if len(own) else float("nan")
    weight = own["share"] * own["imports"] / total if several else own["share"]
    shares = weight.groupby(own["partner"]).sum()
    left = 1 - float(shares.sum())
    found = _ranked(shares, share=True)
    if len(found) and left > LEAST:
        found = pd.concat([found, pd.DataFrame({"exporter": [REST], "value": left, "share": left})], ignore_index=True)
    found["value"] = found["share"] * total
    found.attrs["products"] = kept
    return found


def followed(tables: Tables, found: Bought, *, importer: str, since: int) -> pd.DataFrame:
    """Follow each supplier's share through the years in the table that named it.

    Parameters
    ----------
    tables : Tables
        Where to look.
    found : Bought
        What the importer buys now.
    importer : str
        ISO3 code.
    since : int
        First year.

    Returns
    -------
    DataFrame
        year, exporter, share (0..1). In flows a supplier that sold nothing has a zero; in lists one that is not listed
        has no row. Several headings count in years in which all of them are listed.

    Examples
    --------
    >>> flows = pd.DataFrame({"year": [2023, 2024], "exporter": ["CHN", "USA"], "importer": "JPN", "product": "1"})
    >>> here = Bought("flows", ("1",), "same", pd.DataFrame())
    >>> tables = Tables(flows, flows.assign(value=1.0), flows, flows)
    >>> followed(tables, here, importer="JPN", since=2023)["share"].tolist()
    [1.0, 0.0, 0.0, 1.0]
    """
    if found.basis == FLOWS:
        own = tables.history[tables.history["product"].isin(found.products) & (tables.history["importer"] == importer)]
        own = own[(own["year"] >= since) & (own["value"] > 0)]
        wide = own.pivot_table(index="year", columns="exporter", values="value", aggfunc="sum").fillna(0.0)
        parts = wide.div(wide.sum(axis=1), axis=0).rename_axis(columns="exporter").reset_index()
        return parts.melt(id_vars="year", value_name="share") if len(wide) else _years()
    if found.basis == NONE:
        return _years()
    own = _lists(tables.lists, importer, found.products)
    counts = own[own["year"] >= since].groupby("year")["product"].nunique()
    pieces = []
    for year in counts[counts == len(found.products)].index:
        then = listed(tables.lists, tables.totals, importer=importer, products=found.products, year=int(year))
        if len(then.attrs["products"]) == len(found.products):
            pieces.append(then[then["exporter"] != REST].assign(year=int(year)))
    return pd.concat(pieces, ignore_index=True)[["year", "exporter", "share"]] if pieces else _years()


def of_codes(flows: pd.DataFrame, products: Sequence[str], year: int) -> pd.DataFrame:
    """Return the flows of some products in a year.

    Examples
    --------
    >>> of_codes(pd.DataFrame({"year": [2022, 2024], "product": "1", "value": [1.0, 2.0]}), ["1"], 2024)["value"].item()
    2.0
    """
    return flows[(flows["year"] == year) & flows["product"].isin(products)]


def _lists(lists: pd.DataFrame, importer: str, products: Sequence[str]) -> pd.DataFrame:
    require(lists, ("year", "product", "economy", "direction", "partner", "share"), name="lists")
    own = lists[(lists["economy"] == importer) & (lists["direction"] == "import")]
    return own[own["product"].isin(products)]


def _ranked(amounts: pd.Series[float], *, share: bool = False) -> pd.DataFrame:
    found = amounts.rename("value").rename_axis("exporter").reset_index()
    found["share"] = found["value"] if share else found["value"] / found["value"].sum()
    return found.sort_values(["share", "exporter"], ascending=[False, True], ignore_index=True)


def _nobody() -> pd.DataFrame:
    return pd.DataFrame({"exporter": pd.Series(dtype="str"), "value": pd.Series(dtype=float), "share": 0.0})


def _years() -> pd.DataFrame:
    return pd.DataFrame({"year": pd.Series(dtype="int64"), "exporter": pd.Series(dtype="str"), "share": 0.0})


def either(ours: Bought, theirs: Bought) -> Bought:
    """Return what two economies buy as one, so that both are judged from one table: all headings that either lists.

    Where one of them is read from complete flows, or names nobody, the first that names suppliers stands for both.

    Examples
    --------
    >>> none = pd.DataFrame()
    >>> ours, theirs = (Bought("lists", (code,), "part", none) for code in ("2937", "2933"))
    >>> either(ours, theirs).products, either(Bought("none", (), "none", none), theirs).products
    (('2937', '2933'), ('2933',))
    """
    if {ours.basis, theirs.basis} == {LISTS}:
        return replace(ours, products=tuple(dict.fromkeys([*ours.products, *theirs.products])))
    return theirs if ours.basis == NONE else ours
