"""A `Trade` from frames: complete flows, or lists of the largest partners with totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.frames import require
from econsec.errors import DuplicateKeyError
from econsec.flows.accounts import BOTH, PARTS, ROUNDED
from econsec.flows.trade import SHELF, Trade
from econsec.indicators.arrays.edges import check_values, quantities, twice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FLOW = ("exporter", "importer", "product", "value")
LIST = ("year", "economy", "flow", "product", "partner", "share")
TOTAL = ("year", "economy", "flow", "product", "value")
UNDATED = 0  # the year of flows that name none
OWN = "own"  # the source of figures that no catalogue knows


def complete(  # noqa: PLR0913 - what a table says of itself
    flows: pd.DataFrame,
    *,
    past: pd.DataFrame | Callable[[], pd.DataFrame] | None = None,
    economies: Iterable[str] | None = None,
    products: Iterable[str] = (),
    years: Iterable[int] = (),
    source: str = OWN,
    revision: str = "",
    before: str = "",
    trimmed: bool = False,
) -> Trade:
    """Take flows of which one that is not there is zero.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        exporter, importer, product, value (USD, >= 0); year if there are several; tonnes if known.
    past : DataFrame or callable, optional
        Flows of all years of the same series, or what reads them when they are first asked for.
    economies : iterable of str, optional
        Whom the table covers; by default who trades in it.
    products, years : iterable
        Products and years that the table covers though nobody traded in them.
    source, revision : str
        The dataset, and the revision of the nomenclature.
    before : str
        The dataset of `past`, where it is another.
    trimmed : bool
        Whether `past` holds the largest flows only.

    Raises
    ------
    MissingColumnError, SchemaError
        A column is missing, or a value is missing, infinite or negative.

    Examples
    --------
    >>> flows = pd.DataFrame({"exporter": ["CHN", "USA"], "importer": "JPN", "product": "850511", "value": [3.0, 1.0]})
    >>> complete(flows).partners("JPN", "imports")["share"].tolist()
    [0.75, 0.25]
    """
    require(flows, FLOW, name="flows")
    check_values(quantities(flows, "value"), "value", "flows")
    table = flows if "year" in flows.columns else flows.assign(year=UNDATED)
    pairs = table[["year", "product"]].drop_duplicates()
    when = sorted({*(int(year) for year in pairs["year"].unique()), *years})
    codes = dict.fromkeys([*pairs["product"].astype("str"), *products])
    known = economies if economies is not None else {*table["exporter"].unique(), *table["importer"].unique()}
    return Trade(
        named=table,
        sides=_no_sides(),
        whole=frozenset((year, code) for year in when for code in codes),
        economies=frozenset(known),
        history=past if past is None or callable(past) else lambda: past,
        shelves=shelf(
            codes,
            source,
            "complete",
            revision,
            when,
            before="" if past is None else before or source,
            trimmed=trimmed,
        ),
    )


def listed(
    lists: pd.DataFrame, totals: pd.DataFrame, *, sources: tuple[str, str] = (OWN, OWN), revision: str = ""
) -> Trade:
    """Take lists of each economy's largest partners, and totals.

    With shares s of those listed and the smallest t: unnamed = 1 - sum s, and nobody without a name has more than
    min(t, unnamed). A total without a list leaves all unnamed.

    Parameters
    ----------
    lists : DataFrame
        year, economy, flow ("import", "export"), product, partner, share (0..1).
    totals : DataFrame
        year, economy, flow, product, value (USD).
    sources : (str, str)
        The datasets of lists and totals.
    revision : str
        The revision of the nomenclature.

    Raises
    ------
    MissingColumnError
        A column is missing.
    DuplicateKeyError
        Two totals, or two shares, claim the same key.

    Examples
    --------
    >>> key = {"year": 2024, "economy": "JPN", "flow": "import", "product": "2941"}
    >>> lists = pd.DataFrame({**key, "partner": ["CHN", "ITA"], "share": [0.6, 0.3]})
    >>> found = listed(lists, pd.DataFrame({**key, "value": [100.0]}))
    >>> found.between("IND", "JPN")[["low", "high"]].round(6).values.tolist()
    [[0.0, 10.0]]
    """
    require(lists, LIST, name="lists")
    require(totals, TOTAL, name="totals")
    key = ["year", "economy", "flow", "product"]
    for table, keys, name in ((lists, [*key, "partner"], "lists"), (totals, key, "totals")):
        if first := twice(table, keys):
            raise DuplicateKeyError(f"{name} hold {first} twice", expected=f"one row for each {', '.join(keys)}")
    rows = lists[list(LIST)].merge(totals[list(TOTAL)].rename(columns={"value": "total"}), on=key, how="left")
    sell = rows["flow"] == "export"
    named = pd.DataFrame(
        {
            "year": rows["year"],
            "exporter": rows["economy"].where(sell, rows["partner"]),
            "importer": rows["partner"].where(sell, rows["economy"]),
            "product": rows["product"],
            "value": rows["share"] * rows["total"],
            "share": rows["share"],
            "told_by": rows["economy"],
        }
    )
    told = rows.groupby(key)["share"].agg(told="sum", least="min")
    sides = totals.set_index(key)[["value"]].rename(columns={"value": "total"}).join(told, how="outer")
    sides["unnamed"] = (1 - sides["told"].fillna(0.0)).clip(lower=ROUNDED)
    sides["most"] = sides["unnamed"].where(~(sides["least"] < sides["unnamed"]), sides["least"])
    # Of an economy that bought or sold nothing there is nothing to name.
    sides.loc[sides["total"] == 0, ["unnamed", "most"]] = 0.0
    sides = sides.reset_index()
    sides["direction"] = sides["flow"] + "s"
    shelves = [
        shelf(sorted(table["product"].unique()), source, kind, revision, sorted(table["year"].unique()))
        for table, source, kind in ((lists, sources[0], "list"), (totals, sources[1], "total"))
        if len(table)
    ]
    return Trade(
        named=named,
        sides=sides[["year", "economy", "direction", "product", *PARTS]],
        shelves=pd.concat(shelves, ignore_index=True) if shelves else pd.DataFrame(columns=SHELF),
    )


def taken(what: Trade | pd.DataFrame, year: int | None = None) -> Trade:
    """Take a trade as it is and a plain frame of flows as all that there is; of one year where one is named.

    Examples
    --------
    >>> flows = pd.DataFrame({"exporter": ["CHN"], "importer": "JPN", "product": "850511", "value": 3.0})
    >>> taken(flows).products.tolist()
    ['850511']
    """
    found = what if isinstance(what, Trade) else complete(what)
    return found if year is None or found.years == [UNDATED] else found.of(year=year)


def shelf(
    products: Iterable[str],
    source: str,
    kind: str,
    revision: str,
    years: Iterable[int],
    *,
    before: str = "",
    trimmed: bool = False,
) -> pd.DataFrame:
    """Describe what stands on a shelf: one row a product, as `Trade.coverage` gives it."""
    when = [int(year) for year in years]
    codes = list(products)
    return pd.DataFrame(
        {
            "code": codes,
            "product": codes,
            "dataset": source,
            "kind": kind,
            "revision": revision,
            "fit": "same",
            "first": min(when, default=None),
            "last": max(when, default=None),
            "before": before,
            "trimmed": trimmed,
        }
    )


def named_by(told_by: pd.Series, *, importer: str) -> pd.Series:
    """Say whose account an amount was read from: "importer's list", "exporter's list", None where nobody tells.

    Examples
    --------
    >>> named_by(pd.Series(["JPN", "IND", None, "both"]), importer="JPN").tolist()
    ["importer's list", "exporter's list", None, 'all flows']
    """
    words = np.select(
        [told_by.isna(), told_by == BOTH, told_by == importer], ["", "all flows", "importer's list"], "exporter's list"
    )
    return pd.Series(words, index=told_by.index, dtype=object).where(words != "", None)


def _no_sides() -> pd.DataFrame:
    text, numbers = dict.fromkeys(["economy", "direction", "product"], "str"), dict.fromkeys(PARTS, "float64")
    columns = ["year", "economy", "direction", "product", *PARTS]
    return pd.DataFrame(columns=columns).astype({"year": "int64"} | text | numbers)
