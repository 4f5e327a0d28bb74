"""Export controls as of a date: what is in force, what is suspended, and what the source does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.decisions.tables import covered, distinct, of_year, require

if TYPE_CHECKING:
    import datetime as dt

CONTROLS = ("id", "announced", "effective", "measure", "materials", "kind", "target", "known_until")
# What outweighs what when several measures touch one product: what certainly holds, then doubt, then the rest.
STATUSES = ("in force", "not known", "suspended", "announced")


def in_force(controls: pd.DataFrame, *, as_of: dt.date | str, importer: str | None = None) -> pd.DataFrame:
    """Say of each control what its status is as of a date, no further than the source goes.

    announced before it takes effect; suspended from the first to the last day of a suspension; in force otherwise; and
    not known after the last date that the source covers, or once a suspension has run out with nothing said after it.

    Parameters
    ----------
    controls : DataFrame, one row a measure
        Columns id, announced, effective (dates), measure, materials (';' separated), kind, target ("all" or ISO3),
        known_until (date); suspended_from, suspended_until, scope, covers if known. A row of kind "suspension" is no
        control and is left out.
    as_of : date or str
        The day asked about (ISO).
    importer : str, optional
        ISO3: keep the measures aimed at all or at this economy.

    Returns
    -------
    DataFrame
        One row per measure announced by then, in order of effect: the columns of `controls`, then status ("in force",
        "suspended", "announced", "not known"), since (date it took effect, if it has), until (last day of the
        suspension, if suspended), reason (why not known, else None).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> controls = pd.DataFrame(
    ...     {
    ...         "id": ["55"],
    ...         "announced": ["2025-10-09"],
    ...         "effective": ["2025-11-08"],
    ...         "measure": "No. 55",
    ...         "materials": "Superhard materials",
    ...         "kind": "licensing",
    ...         "target": "all",
    ...         "suspended_from": "2025-11-07",
    ...         "suspended_until": "2026-11-10",
    ...         "known_until": "2026-11-10",
    ...     }
    ... )
    >>> in_force(controls, as_of="2026-05-01").status.item()
    'suspended'
    >>> in_force(controls, as_of="2026-11-22")[["status", "reason"]].values.tolist()
    [['not known', 'the suspension ran to 2026-11-10; what holds after it is not in the source']]
    """
    require(controls, CONTROLS, name="controls")
    day = pd.Timestamp(as_of)
    known = controls[~controls["kind"].str.casefold().str.startswith("suspension")]
    if importer is not None:
        known = known[known["target"].isin(["all", importer])]
    dates = pd.DataFrame({name: _date(known, name) for name in _DATES})
    known, dates = known[dates["announced"] <= day], dates[dates["announced"] <= day]
    ran_out = dates["suspended_until"] < day
    uncovered = ~(day <= dates["known_until"])
    suspended = dates["suspended_from"].le(day) & dates["suspended_until"].ge(day)
    conditions = [ran_out | uncovered, suspended, dates["effective"] > day]
    status = np.select(conditions, ["not known", "suspended", "announced"], "in force")
    found = known.assign(
        status=pd.Series(status, index=known.index, dtype="str"),
        since=dates["effective"].where(dates["effective"] <= day),
        until=dates["suspended_until"].where(status == "suspended"),
        reason=_reason(dates, ran_out, uncovered),
    )
    return found.sort_values(["effective", "id"], ignore_index=True)


_DATES = ("announced", "effective", "suspended_from", "suspended_until", "known_until")


def _date(controls: pd.DataFrame, name: str) -> pd.Series[pd.Timestamp]:
    """Return a column of dates, absent ones as NaT."""
    if name not in controls.columns:
        return pd.Series(pd.NaT, index=controls.index, dtype="datetime64[ns]")
    return pd.to_datetime(controls[name])


def _reason(dates: pd.DataFrame, ran_out: pd.Series[bool], uncovered: pd.Series[bool]) -> pd.Series[str]:
    """Say why the status is not known."""
    until, covered_to = (dates[name].dt.strftime("%Y-%m-%d") for name in ("suspended_until", "known_until"))
    said = pd.Series(None, index=dates.index, dtype=object)
    said = said.mask(uncovered, "the source covers dates to " + covered_to.fillna("none"))
    return said.mask(ran_out, "the suspension ran to " + until + "; what holds after it is not in the source")


def coverage(
    controls: pd.DataFrame,
    materials: pd.DataFrame,
    flows: pd.DataFrame,
    *,
    importer: str,
    rival: str,
    as_of: dt.date | str,
    year: int | None = None,
) -> pd.DataFrame:
    """Lay a rival's export controls over what an importer buys from it.

    An HS code holds more than the controlled items: the trade of a code is an upper bound of the trade under control.

    Parameters
    ----------
    controls : DataFrame
        As for `in_force`. Only measures on goods are laid over trade: where there is a column covers, those with
        "goods".
    materials : DataFrame
        The products and what they are made of: product, control_material (';' separated, empty for none).
    flows : DataFrame
        Columns exporter, importer, product, value (USD, >= 0); year if there are several.
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
        then "not known", "suspended", "announced"; "none" without a measure), since and until (dates), controls (ids,
        '; ' separated), imports (USD), from_rival (USD), rival_share (0..1, NaN without imports), reason.

    Raises
    ------
    SchemaError
        A column is missing, or a value is negative.
    NoDataError
        No flow of that year, or none of one of the economies.

    Examples
    --------
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
    bought = of_year(flows, year)
    covered(bought, importer=importer, rival=rival)
    bought = bought[bought["importer"] == importer]
    measures = in_force(controls, as_of=as_of, importer=importer)
    if "covers" in measures.columns:
        measures = measures[measures["covers"] == "goods"]
    found = materials[["product", "control_material"]].drop_duplicates("product").set_index("product")
    found = found.join(_strongest(_tokens(materials, "control_material", "product"), _tokens(measures, "materials")))
    found["status"] = found["status"].fillna("none")
    found["imports"] = bought.groupby("product", observed=True)["value"].sum()
    found["from_rival"] = bought[bought["exporter"] == rival].groupby("product", observed=True)["value"].sum()
    found = found.fillna({"imports": 0.0, "from_rival": 0.0})
    found["rival_share"] = found["from_rival"] / found["imports"].where(found["imports"] > 0)
    found["reason"] = found["reason"].astype(object).where(found["reason"].notna(), None)
    return found.reset_index()[[*_COVERAGE]]


_COVERAGE = (
    "product",
    "control_material",
    "status",
    "since",
    "until",
    "controls",
    "imports",
    "from_rival",
    "rival_share",
    "reason",
)


def _tokens(frame: pd.DataFrame, column: str, *keep: str) -> pd.DataFrame:
    """Split a ';' list into one row a material, in lower case and without what stands in brackets."""
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
    first = hits.drop_duplicates("product").set_index("product")[["status", "since", "until", "reason"]]
    first["controls"] = hits["id"].astype("str").groupby(hits["product"]).agg("; ".join)
    return first


def under_control(found: pd.DataFrame) -> pd.DataFrame:
    """Sum the trade that each status covers.

    share = imports from the rival of the products with that status / its imports from the rival of all of them.

    Parameters
    ----------
    found : DataFrame
        From `coverage`.

    Returns
    -------
    DataFrame
        One row per status present: status, products (count), imports, from_rival (USD), share (0..1 of from_rival).

    Examples
    --------
    >>> found = pd.DataFrame(
    ...     {"product": ["a", "b"], "status": ["in force", "none"], "imports": [5.0, 5.0], "from_rival": [3.0, 1.0]}
    ... )
    >>> under_control(found)[["status", "share"]].values.tolist()
    [['in force', 0.75], ['none', 0.25]]
    """
    require(found, ("product", "status", "imports", "from_rival"), name="coverage")
    sums = found.groupby("status").agg(
        products=("product", "nunique"), imports=("imports", "sum"), from_rival=("from_rival", "sum")
    )
    sums = sums.reindex([status for status in (*STATUSES, "none") if status in sums.index])
    total = sums["from_rival"].sum()
    return sums.assign(share=sums["from_rival"] / total if total > 0 else np.nan).rename_axis("status").reset_index()
