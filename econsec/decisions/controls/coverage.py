"""Controls and official lists laid over trade: which products they touch, and how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.controls.in_force import STATUSES, in_force
from econsec.decisions.tables import among, distinct, require

if TYPE_CHECKING:
    import datetime as dt

    from econsec.flows.trade import Trade

_COVERAGE = (
    *("product", "control_material", "status", "since", "until", "controls"),
    *("imports", "from_rival", "rival_share", "reason", "partly"),
)


@public
def coverage(
    controls: pd.DataFrame,
    materials: pd.DataFrame,
    trade: Trade | pd.DataFrame,
    *,
    importer: str,
    rival: str,
    as_of: dt.date | str,
    year: int | None = None,
) -> pd.DataFrame:
    """Lay a rival's export controls over what an importer buys from it.

    An HS code holds more than the controlled items: the trade of a code is an upper bound of the trade under control.
    A list says nothing of the days before its first measure was announced, nor of those after it was last brought up to
    date: only between them is a product that no measure touches known to be free, and outside them a product is not
    known unless a measure is known to be in force. What began before the list does is not in it.

    Parameters
    ----------
    controls : DataFrame
        As for `in_force`. Only measures on goods are laid over trade: not those whose kind is technology,
        extraterritorial or entity list (no flow of a product from the rival shows them), and where there is a column
        covers (';' separated), only those with "goods" in it. Where there is a column imposer, only the rival's.
    materials : DataFrame
        The products and what they are made of: product, control_material (';' separated, empty for none). The materials
        of a product that stands in several rows are put together.
    trade : Trade or DataFrame
        From `econsec.trade`, its complete products; or flows: exporter, importer, product, value (USD, >= 0); year if
        there are several.
    importer, rival : str
        ISO3 codes; `rival` is the economy whose controls these are.
    as_of : date or str
        The day asked about.
    year : int, optional
        The year of trade.

    Returns
    -------
    DataFrame
        One row a product of `materials`: product, control_material, status (the strongest of its measures: "in force",
        then "not known", "suspended", "announced"; "none" without a measure, on a day that the source covers), since,
        until (dates), controls (ids, '; ' separated; missing without a measure), imports (USD), from_rival (USD),
        rival_share (0..1, NaN without imports), reason (why not known, else None), partly (as of `in_force`).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.
    NoDataError
        No flow of that year, or none of one of the economies.

    Examples
    --------
    >>> import pandas as pd
    >>> controls = pd.DataFrame(
    ...     {
    ...         "id": ["10"],
    ...         "announced": ["2025-02-04"],
    ...         "effective": ["2025-02-04"],
    ...         "measure": "No. 10",
    ...         "materials": "Tungsten; bismuth",
    ...         "kind": "licensing",
    ...         "target": "all",
    ...         "known_until": "2026-06-17",
    ...     }
    ... )
    >>> materials = pd.DataFrame({"product": ["810194", "850511"], "control_material": ["tungsten", ""]})
    >>> flows = pd.DataFrame({"exporter": "CHN", "importer": "JPN", "product": "810194", "value": [7.0]})
    >>> found = coverage(controls, materials, flows, importer="JPN", rival="CHN", as_of="2026-01-01")
    >>> found[["product", "status", "from_rival"]].values.tolist()
    [['810194', 'in force', 7.0], ['850511', 'none', 0.0]]
    """
    distinct(importer=importer, rival=rival)
    require(materials, ("product", "control_material"), name="materials")
    bought = among(trade, year, importer=importer, rival=rival)
    bought = bought[bought["importer"] == importer]
    own = controls[controls["imposer"] == rival] if "imposer" in controls.columns else controls
    measures = on_goods(in_force(own, as_of=as_of, importer=importer))
    named = materials[["product", "control_material"]].drop_duplicates().fillna({"control_material": ""})
    found = named.groupby("product", sort=False)["control_material"].agg(_together).to_frame()
    found = found.join(_strongest(tokens(materials, "control_material", "product"), tokens(measures, "materials")))
    found = _not_known(found, own, rival=rival, day=pd.Timestamp(as_of))
    found["imports"] = bought.groupby("product", observed=True)["value"].sum()
    found["from_rival"] = bought[bought["exporter"] == rival].groupby("product", observed=True)["value"].sum()
    found = found.fillna({"imports": 0.0, "from_rival": 0.0})
    found["rival_share"] = found["from_rival"] / found["imports"].where(found["imports"] > 0)
    found["reason"] = found["reason"].astype(object).where(found["reason"].notna(), None)
    found["partly"] = found["partly"].eq(True)  # noqa: FBT003 - no measure, no part of one
    return found.reset_index()[[*_COVERAGE]]


def _together(lists: pd.Series[str]) -> str:
    """Put the ';' lists of one product into one."""
    return ";".join(each for each in lists if each)


def _not_known(found: pd.DataFrame, controls: pd.DataFrame, *, rival: str, day: pd.Timestamp) -> pd.DataFrame:
    """Doubt, before the list begins and after it ends, what is not known to be in force: it may lack a measure."""
    first = pd.to_datetime(controls["announced"]).min()
    last = pd.to_datetime(controls["known_until"]).min()
    found["status"] = found["status"].fillna("none")
    if first <= day <= last:
        return found
    # Of an economy of which the list names no measure at all, it says nothing on any day.
    if controls.empty:
        why = f"the source names no measure of {rival}"
    elif day < first:
        why = f"the source covers dates from {first:%Y-%m-%d}"
    elif day > last:
        why = f"the source covers dates to {last:%Y-%m-%d}"
    else:
        why = "the source names no day to which it goes"
    doubted = ~found["status"].isin(["in force", "not known"])
    return found.assign(
        status=found["status"].mask(doubted, "not known"), reason=found["reason"].astype(object).mask(doubted, why)
    )


@public
def on_goods(measures: pd.DataFrame) -> pd.DataFrame:
    """Keep the measures that a flow of goods from the rival can be laid under.

    Parameters
    ----------
    measures : DataFrame
        From `in_force`: kind, and covers where the list says it.
    """
    kept = ~measures["kind"].str.casefold().str.contains("technology|extraterritorial|entity")
    if "covers" in measures.columns:
        kept &= measures["covers"].str.split(";").map(lambda kinds: "goods" in kinds).astype(bool)
    return measures[kept]


@public
def tokens(frame: pd.DataFrame, column: str, *keep: str) -> pd.DataFrame:
    """Split a ';' list into one row a material, in lower case and without what stands in brackets.

    Parameters
    ----------
    frame : DataFrame
        What holds the list.
    column : str
        Where it stands.
    keep : str
        The other columns that stay; all without any.
    """
    plain = frame[column].fillna("").str.casefold().str.replace(r"\s*\([^)]*\)", "", regex=True).str.replace("-", " ")
    rows = frame.assign(material=plain.str.split(";")).explode("material")
    rows["material"] = rows["material"].str.strip()
    rows = rows[rows["material"] != ""]
    return rows[[*keep, "material"]].drop_duplicates() if keep else rows


def _strongest(products: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Join measures to products and keep the status that outweighs the others."""
    hits = products.merge(measures, on="material").drop_duplicates(["product", "id"])
    hits["rank"] = hits["status"].map({status: rank for rank, status in enumerate(STATUSES)})
    hits = hits.sort_values(["product", "rank", "effective", "id"])
    first = hits.drop_duplicates("product").set_index("product")[["status", "since", "until", "reason", "partly"]]
    first["controls"] = hits["id"].astype("str").groupby(hits["product"]).agg("; ".join)
    return first


@public
def under_control(found: pd.DataFrame) -> pd.DataFrame:
    """Sum the trade that each status covers, apart for what a measure of the list touches and what none does.

    share = imports from the rival of the products with that status / its imports from the rival of all of them.

    Parameters
    ----------
    found : DataFrame
        From `coverage`.

    Returns
    -------
    DataFrame
        One row per status present, and measure (True: a measure of the list touches these products, whether or not it
        is known to hold still): status, measure, products (count), imports, from_rival (USD), share (0..1 of
        from_rival).

    Examples
    --------
    >>> import pandas as pd
    >>> found = pd.DataFrame(
    ...     {"product": ["a", "b"], "status": "not known", "controls": ["2025-010", None], "imports": [5.0, 5.0]}
    ... )
    >>> under_control(found.assign(from_rival=[3.0, 1.0]))[["status", "measure", "share"]].values.tolist()
    [['not known', True, 0.75], ['not known', False, 0.25]]
    """
    require(found, ("product", "status", "controls", "imports", "from_rival"), name="coverage")
    sums = (
        found.assign(measure=found["controls"].notna())
        .groupby(["status", "measure"], as_index=False)
        .agg(products=("product", "nunique"), imports=("imports", "sum"), from_rival=("from_rival", "sum"))
    )
    order = sums["status"].map({status: rank for rank, status in enumerate((*STATUSES, "none"))}) - sums["measure"] / 2
    total = sums["from_rival"].sum()
    sums = sums.loc[order.sort_values().index].reset_index(drop=True)
    return sums.assign(share=sums["from_rival"] / total if total > 0 else np.nan)


@public
def listed(products: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """Mark which products are on an official list of critical goods, and since when.

    Parameters
    ----------
    products : DataFrame
        Columns product, material.
    lists : DataFrame
        Official lists, one row an entry: economy (ISO3 of the government), list (its name), material, since (year or
        date).

    Returns
    -------
    DataFrame
        One row per product and list that holds its material: product, material, economy, list, since.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> products = pd.DataFrame({"product": ["810194", "252910"], "material": ["tungsten", "feldspar"]})
    >>> lists = pd.DataFrame({"economy": ["IND"], "list": "30 minerals", "material": "Tungsten", "since": 2023})
    >>> listed(products, lists)[["product", "economy", "since"]].values.tolist()
    [['810194', 'IND', 2023]]
    """
    require(products, ("product", "material"), name="products")
    require(lists, ("economy", "list", "material", "since"), name="lists")
    known = tokens(lists, "material", "economy", "list", "since").rename(columns={"material": "token"})
    wanted = tokens(products, "material", "product").rename(columns={"material": "token"})
    found = wanted.merge(known, on="token").drop(columns="token")
    found = found.merge(products[["product", "material"]].drop_duplicates("product"), on="product")
    found = found.sort_values(["product", "economy", "list"], ignore_index=True)
    return found[["product", "material", "economy", "list", "since"]]
