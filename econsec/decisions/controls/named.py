"""What stands written of a subject: the tables that hold it, the controls and lists that name it, India's customs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.customs import reported as customs
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from econsec.codes.subjects import Subject
    from econsec.flows.trade import Trade

INDIA = "IND"  # whose customs the table of exports is of
EXPORTS = "india_exports"


@public
def touching(controls: pd.DataFrame, materials: AbstractSet[str]) -> pd.DataFrame:
    """Return the controls that name one of some materials.

    Examples
    --------
    >>> controls = pd.DataFrame({"id": ["1", "2"], "materials": ["gallium;germanium", "rare-earths"]})
    >>> touching(controls, {"germanium"})["id"].tolist()
    ['1']
    """
    require(controls, ("materials",), name="controls")
    named = [bool(materials & set(names.split(";"))) for names in controls["materials"]]
    return controls.loc[pd.Series(named, index=controls.index, dtype=bool)]


@public
def designated(lists: pd.DataFrame, item: Subject) -> pd.DataFrame:
    """Return the entries of official lists whose codes lie in a subject, or hold it.

    Parameters
    ----------
    lists : DataFrame
        list, item, product (HS code, missing where an item has none), match, designated.
    item : Subject
        What is asked about.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> lists = pd.DataFrame({"item": ["batteries", "ships"], "product": ["850760", None]})
    >>> designated(lists, subject(["8507"]))["item"].tolist()
    ['batteries']
    """
    require(lists, ("item", "product"), name="lists")
    coded = lists[lists["product"].fillna("") != ""]
    held = [any(code.startswith(own) or own.startswith(code) for own in item.codes) for code in coded["product"]]
    return coded.loc[pd.Series(held, index=coded.index, dtype=bool)]


@public
def within(table: pd.DataFrame, item: Subject) -> pd.DataFrame:
    """Return the rows whose product lies in a subject.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> within(pd.DataFrame({"product": ["300490", "850511"]}), subject(["3004"]))["product"].tolist()
    ['300490']
    """
    require(table, ("product",), name="table")
    return table[table["product"].str.startswith(item.codes)]


@public
def held(trade: Trade, exports: pd.DataFrame, item: Subject, *, economies: Sequence[str]) -> pd.DataFrame:
    """Say what each table holds of a subject, of which years, and of which economies.

    Parameters
    ----------
    trade : Trade
        From `econsec.trade`.
    exports : DataFrame
        India's exports as its customs reports them: year, product.
    item : Subject
        What is asked about.
    economies : sequence of str
        ISO3 codes.

    Returns
    -------
    DataFrame
        One row a dataset: table (its name), codes (tuple of str), fit ("same", "part",
        "wider", "none"), first, last (years, missing where it holds nothing), and for each economy whether the table
        has a row of it in these codes.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> from econsec.flows.build import complete
    >>> flows = pd.DataFrame({"year": 2024, "exporter": "CHN", "importer": ["JPN"], "product": "850511", "value": 3.0})
    >>> found = held(complete(flows, source="baci_minerals"), flows, subject(["850511"]), economies=["JPN"])
    >>> found[["table", "fit", "JPN"]].head(1).values.tolist()
    [['baci_minerals', 'same', True]]
    """
    rows = []
    for way in trade.ways():
        for (name, kind), shelf in way.shelves.groupby(["dataset", "kind"], sort=False):
            codes = tuple(shelf["product"])
            present = _present(way.of(codes), str(kind))
            row = {"table": name, "codes": codes, "fit": item.fits(codes)}
            row |= {"first": int(shelf["first"].min()), "last": int(shelf["last"].max())}
            rows.append(row | {code: code in present for code in economies})
    codes = item.within(sorted(exports["product"].unique()))
    years = exports.loc[exports["product"].isin(codes), "year"]
    span = (int(years.min()), int(years.max())) if len(years) else (None, None)
    row = {"table": EXPORTS, "codes": codes, "fit": item.fits(codes), "first": span[0], "last": span[1]}
    rows.append(row | {code: code == INDIA and len(years) > 0 for code in economies})
    return pd.DataFrame(rows)


def _present(way: Trade, kind: str) -> set[str]:
    """Return whom the flows, the lists or the totals of a trade speak of."""
    if kind == "total":
        return set(way.sides["economy"])
    if kind in {"account", "list"}:
        return set(way.named["told_by"]) if "told_by" in way.named else set()
    flows = way.flows()
    return {*flows["exporter"], *flows["importer"]}


@public
def destinations(exports: pd.DataFrame, item: Subject, *, year: int) -> pd.DataFrame:
    """Rank where India's exports of a subject go; no rows where its table holds none.

    Returns
    -------
    DataFrame
        From `customs.destinations`: partner, value (USD), share (0..1), rank.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> exports = pd.DataFrame({"year": 2024, "partner": ["USA"], "product": "300490", "value": 3.0})
    >>> [len(destinations(exports, subject([code]), year=2024)) for code in ("3004", "8505")]
    [1, 0]
    """
    try:
        return customs.destinations(exports, headings=item.codes, year=year)
    except NoDataError:
        return pd.DataFrame(columns=["partner", "value", "share", "rank"])


@public
def covered(coverage: pd.DataFrame, item: Subject) -> float:
    """Return what part of India's official exports of the subject's chapter its table holds; NaN for several chapters.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> coverage = pd.DataFrame({"year": [2024], "product": ["85"], "coverage": [0.372]})
    >>> covered(coverage, subject(["850511"]))
    0.372
    """
    one = len(item.chapters) == 1
    return customs.covered(coverage, chapter=item.chapters[0]) if one else float("nan")
