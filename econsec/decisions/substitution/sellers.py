"""One product, or a group: which rules call it a dependence, what could be replaced, who else sells it, its price."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.decisions import heading_rules, routes
from econsec.decisions.dependence.suppliers import FLOWS, LISTS, NONE, Bought, Tables, of_codes
from econsec.decisions.substitution import ledger as substitution
from econsec.decisions.substitution.partners import best
from econsec.decisions.tables import require
from econsec.errors import NoDataError
from econsec.indicators.dependence import flags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.codes.subjects import Subject


def verdicts(tables: Tables, found: Bought, *, importers: Sequence[str], rival: str, year: int) -> pd.DataFrame:
    """Judge importers by the published rules from the table that holds the subject, and count who agrees.

    Returns
    -------
    DataFrame
        From `heading_rules.agreed`: importer, product, hold, fail, unknown, verdicts. Empty where nothing is judged.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN", "USA"], importer=["JPN", "DEU"], product="1", value=[3, 1])
    >>> here = Bought("flows", ("1",), "same", pd.DataFrame())
    >>> judged = verdicts(Tables(flows, flows, flows, flows), here, importers=["JPN"], rival="CHN", year=2024)
    >>> judged[["hold", "unknown"]].values.tolist()
    [[4, 0]]
    """
    rules = list(heading_rules.RULES)
    if found.basis == FLOWS:
        now = of_codes(tables.flows, found.products, year)
        judged = flags(now, rules=rules, importers=list(importers), rival=rival)
        judged = judged[judged["imports"] > 0]
    else:
        asked = {"importers": list(importers), "rival": rival, "year": year, "products": list(found.products)}
        judged = heading_rules.judge_all(tables.lists, tables.totals, rules=rules, **asked)  # type: ignore[arg-type]
    return heading_rules.agreed(judged)


def sized(
    tables: Tables, item: Subject, *, importer: str, partner: str, rival: str, year: int
) -> tuple[str, pd.DataFrame]:
    """Size what a partner could replace, from the table that fits the subject best among those that know the need.

    Returns
    -------
    (str, DataFrame)
        "flows", "lists" or "none", and the rows of that ledger in which the rival supplies something and the central
        case is known; no rows where no table knows it.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN", "IND"], importer=["JPN", "USA"], product="850511", value=[3, 1])
    >>> none = pd.DataFrame(columns=["year", "product", "economy", "direction", "partner", "share"])
    >>> sums = pd.DataFrame(columns=["year", "product", "economy", "exports", "imports"])
    >>> asked = {"importer": "JPN", "partner": "IND", "rival": "CHN", "year": 2024}
    >>> sized(Tables(flows, flows, none, sums), subject(["850511"]), **asked)[0]
    'flows'
    """
    roles = {"importer": importer, "partner": partner, "rival": rival}
    six = item.within(sorted(tables.flows["product"].unique()))
    now = of_codes(tables.flows, six, year)
    try:
        complete = substitution.ledger(
            now, importer=importer, partner=partner, rival=rival, history=tables.history, year=year
        )
    except NoDataError:
        complete = pd.DataFrame(columns=["from_rival", "central"])
    try:
        wider = routes.ledger(tables.lists, tables.totals, **roles, year=year)
        wider = wider[wider["product"].isin(item.around(sorted(tables.lists["product"].unique())))]
    except NoDataError:
        wider = pd.DataFrame(columns=["from_rival", "central"])
    order = [(FLOWS, complete), (LISTS, wider)]
    if item.fits(six) != "same":
        order.reverse()
    for basis, found in order:
        known = found[(found["from_rival"] > 0) & found["central"].notna()]
        if len(known):
            return basis, known.reset_index(drop=True)
    return NONE, pd.DataFrame(columns=["product", "from_rival", "to_third", "low", "central", "high"])


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


def prices(flows: pd.DataFrame, *, importer: str, year: int) -> pd.DataFrame:
    """Compare what an importer pays each supplier for a tonne with what it pays on average.

    unit value = value / tonnes; ratio = unit value / unit value of all flows that state tonnes.

    Parameters
    ----------
    flows : DataFrame
        Complete flows of one product: year, exporter, importer, product, value (USD), tonnes. Several products have no
        common price: they give no rows.
    importer : str
        ISO3 code.
    year : int
        The year.

    Returns
    -------
    DataFrame
        Largest supplier first: exporter, value (USD), tonnes, unit_value (USD a tonne), ratio.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> key = {"year": 2024, "importer": "JPN", "product": "1"}
    >>> flows = frame(**key, exporter=["CHN", "USA"], value=[30, 30], tonnes=[3, 1])
    >>> prices(flows, importer="JPN", year=2024).ratio.round(2).tolist()
    [0.67, 2.0]
    """
    require(flows, ("year", "exporter", "importer", "product", "value", "tonnes"), name="flows")
    own = flows[(flows["importer"] == importer) & (flows["year"] == year)]
    own = own[(own["tonnes"] > 0) & (own["value"] > 0)]
    if len(own["product"].unique()) > 1:
        own = own.head(0)
    found = own.groupby("exporter", as_index=False, observed=True)[["value", "tonnes"]].sum()
    found["unit_value"] = found["value"] / found["tonnes"]
    found["ratio"] = found["unit_value"] / (found["value"].sum() / found["tonnes"].sum() if len(found) else 1.0)
    return found.sort_values(["value", "exporter"], ascending=[False, True], ignore_index=True)


def standing(tables: Tables, item: Subject, *, year: int) -> pd.DataFrame:
    """Set what each economy sells of a subject's headings against what it buys of them.

    Parameters
    ----------
    tables : Tables
        Where to look: its totals.
    item : Subject
        What is asked about.
    year : int
        The year.

    Returns
    -------
    DataFrame
        economy, exports, imports (USD, all headings together; an economy of which one is missing has no row), headings
        (count); ``attrs["products"]`` are the headings.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> totals = pd.DataFrame({"year": 2024, "product": "8505", "economy": ["JPN"], "exports": 9.0, "imports": 8.0})
    >>> standing(Tables(totals, totals, totals, totals), subject(["850511"]), year=2024)["exports"].tolist()
    [9.0]
    """
    known = item.around(sorted(tables.totals["product"].unique()))
    # A chapter that is known by itself for want of the heading would drown what was asked for (coal: all fuels).
    headings = tuple(code for code in known if len(code) > CHAPTER or code in item.codes) or known
    own = tables.totals[(tables.totals["year"] == year) & tables.totals["product"].isin(headings)]
    own = own.dropna(subset=["exports", "imports"])
    found = own.groupby("economy", as_index=False).agg(
        exports=("exports", "sum"), imports=("imports", "sum"), headings=("product", "nunique")
    )
    found = found[found["headings"] == len(headings)].reset_index(drop=True)
    found.attrs["products"] = headings
    return found


def everyone(tables: Tables, item: Subject, *, importer: str, rival: str, year: int) -> pd.DataFrame:
    """Rank all who could replace the rival, where complete flows hold the subject; see `partners.best`.

    Examples
    --------
    >>> from econsec.codes.subjects import subject
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN", "IND"], importer=["JPN", "USA"], product="850511", value=[3, 1])
    >>> tables = Tables(flows, flows, flows, flows)
    >>> everyone(tables, subject(["850511"]), importer="JPN", rival="CHN", year=2024)["partner"].tolist()
    ['IND']
    """
    now = of_codes(tables.flows, item.within(sorted(tables.flows["product"].unique())), year)
    try:
        return best(now, importer=importer, rival=rival, history=tables.history, year=year, k=ALL)
    except NoDataError:
        return pd.DataFrame()


CHAPTER = 2  # digits
ALL = 300  # more partners than there are economies
