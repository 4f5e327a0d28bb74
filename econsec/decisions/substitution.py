"""The substitution ledger: how much of what a rival supplies a partner could supply instead, and what limits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.decisions.assumptions import Assumptions
from econsec.decisions.grades import grade, unit_value
from econsec.decisions.tables import by_product, covered, distinct, of_year, require

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT = Assumptions()


def redirectable(
    flows: pd.DataFrame, *, importer: str, partner: str, rival: str, year: int | None = None
) -> pd.DataFrame:
    """List what a partner sells to third markets, by destination: what it could sell to the importer instead.

    Sales to the importer are there already, and sales to the rival are left out: what the rival buys is often what its
    own exports are made of, so that counting both would count one tonne twice. The ledger shows them apart.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        Columns exporter, importer, product, value (USD, >= 0); tonnes and year if known.
    importer, partner, rival : str
        ISO3 codes, all different.
    year : int, optional
        Needed if the flows hold several.

    Returns
    -------
    DataFrame
        One row per product and destination, largest first within a product: product, destination, value (USD), share
        (of the partner's third-market exports of the product, 0..1), tonnes, unit_value (USD a tonne, NaN if unknown).

    Raises
    ------
    SchemaError
        A column is missing, or a value is negative.
    NoDataError
        No flow of that year, or none of one of the economies.

    Examples
    --------
    >>> flows = pd.DataFrame(
    ...     {"exporter": "IND", "importer": ["JPN", "USA", "CHN"], "product": "811010", "value": [5.0, 30.0, 9.0]}
    ... )
    >>> redirectable(flows, importer="JPN", partner="IND", rival="CHN")[["destination", "value"]].values.tolist()
    [['USA', 30.0]]
    """
    distinct(importer=importer, partner=partner, rival=rival)
    present = of_year(flows, year)
    covered(present, importer=importer, partner=partner)
    sold = _third(present, importer=importer, partner=partner, rival=rival)
    columns = ["value", "tonnes"] if "tonnes" in sold.columns else ["value"]
    found = sold.groupby(["product", "importer"], as_index=False, observed=True)[columns].sum(min_count=1)
    found = found.rename(columns={"importer": "destination"})
    if "tonnes" not in found.columns:
        found["tonnes"] = np.nan
    found["share"] = found["value"] / found.groupby("product", observed=True)["value"].transform("sum")
    found["unit_value"] = found["value"] / found["tonnes"].where(found["tonnes"] > 0)
    found = found.sort_values(["product", "value", "destination"], ascending=[True, False, True], ignore_index=True)
    return found[["product", "destination", "value", "share", "tonnes", "unit_value"]]


def ledger(
    flows: pd.DataFrame,
    *,
    importer: str,
    partner: str,
    rival: str,
    year: int | None = None,
    history: pd.DataFrame | None = None,
    products: Sequence[str] | None = None,
    assumptions: Assumptions = DEFAULT,
) -> pd.DataFrame:
    """Say, product by product, how much of the rival's supply the partner could replace within a year.

    capacity = redirect x (partner's exports to third markets) + spare x max(0, past peak of its exports - present);
    replaceable = min(imports from the rival, weight of the grade x capacity), in a low, a central and a high case.
    Swap the roles for the reverse view.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        Columns exporter, importer, product, value (USD, >= 0); tonnes and year if known. Repeated keys are summed.
    importer, partner, rival : str
        ISO3 codes, all different.
    year : int, optional
        Needed if the flows hold several.
    history : DataFrame, optional
        Flows of several years for the past peak (columns as `flows`, with year; revision if known: the peak is then
        looked for within one revision of the nomenclature). Nominal USD: a peak of prices counts as one of quantity.
    products : sequence of str, optional
        The products to report on; by default all that the flows of the year hold.
    assumptions : Assumptions
        Fractions of the three cases, band of unit values, years of history.

    Returns
    -------
    DataFrame
        One row a product. USD: imports, from_rival, from_partner, to_third, to_rival (the partner's sales to the rival,
        not counted), peak, spare, ceiling (whatever the grade), low, central, high. Shares 0..1: rival_share (of
        imports), low_share, central_share, high_share (of from_rival). peak_year; unit_value_rival,
        unit_value_partner (USD a tonne), unit_value_ratio; grade; limit, the first thing in the way of the central
        case: "nothing to replace", "no exports", "need" (all is replaceable), "grade", "redirectable exports" or
        "pace" (enough is there, but not within a year); reason (why a share is missing, else None).

    Raises
    ------
    SchemaError
        A column is missing, or a value is negative.
    NoDataError
        No flow of that year, or none of one of the economies.
    ParameterError
        One economy plays two parts.

    Examples
    --------
    >>> flows = pd.DataFrame(
    ...     {
    ...         "exporter": ["CHN", "IND"],
    ...         "importer": ["JPN", "USA"],
    ...         "product": "811010",
    ...         "value": [100.0, 30.0],
    ...         "tonnes": [10.0, 3.0],
    ...     }
    ... )
    >>> row = ledger(flows, importer="JPN", partner="IND", rival="CHN").iloc[0]
    >>> row["grade"], float(row["high_share"]), row["limit"]
    ('same grade', 0.3, 'redirectable exports')
    """
    distinct(importer=importer, partner=partner, rival=rival)
    present = of_year(flows, year)
    covered(present, importer=importer, partner=partner, rival=rival)
    listed = sorted(present["product"].unique() if products is None else set(products))
    found = _sides(present, pd.Index(listed, name="product", dtype="str"), importer, partner, rival)
    found = found.join(_spare(history, partner, year, assumptions.peak_years))
    found["spare"] = found["spare"].fillna(0.0)
    found["unit_value_ratio"] = found["unit_value_partner"] / found["unit_value_rival"]
    found["grade"] = grade(found["unit_value_ratio"], assumptions.unit_value_band)
    return _size(found, assumptions).reset_index()


def _third(flows: pd.DataFrame, *, importer: str, partner: str, rival: str) -> pd.DataFrame:
    """Return the partner's exports to others than importer and rival."""
    return flows[(flows["exporter"] == partner) & ~flows["importer"].isin([importer, rival, partner])]


def _sides(flows: pd.DataFrame, products: pd.Index[str], importer: str, partner: str, rival: str) -> pd.DataFrame:
    """Return what the importer buys and what the partner sells, by product."""
    bought = flows[flows["importer"] == importer]
    supplied = bought[bought["exporter"] == rival]
    sold = _third(flows, importer=importer, partner=partner, rival=rival)
    to_rival = flows[(flows["exporter"] == partner) & (flows["importer"] == rival)]
    sums = {
        "imports": by_product(bought),
        "from_rival": by_product(supplied),
        "from_partner": by_product(bought[bought["exporter"] == partner]),
        "to_third": by_product(sold),
        "to_rival": by_product(to_rival),
    }
    found = pd.DataFrame({name: column.reindex(products, fill_value=0.0) for name, column in sums.items()})
    found["unit_value_rival"] = unit_value(supplied).reindex(products)
    found["unit_value_partner"] = unit_value(sold).reindex(products)
    return found


def _spare(history: pd.DataFrame | None, partner: str, year: int | None, years: int) -> pd.DataFrame:
    """Return the past peak of the partner's exports and what is missing to it now, both from the history."""
    if history is None:
        return pd.DataFrame({"peak": [], "peak_year": [], "spare": []}, index=pd.Index([], dtype="str"), dtype=float)
    require(history, ("year", "exporter", "product", "value"), name="history")
    now = int(history["year"].max()) if year is None else year
    past = history[(history["exporter"] == partner) & history["year"].between(now - years, now)]
    if "revision" in past.columns:  # a code may hold something else in another revision
        past = past[past["revision"].isin(history.loc[history["year"] == now, "revision"].unique())]
    table = past.pivot_table(index="product", columns="year", values="value", aggfunc="sum", fill_value=0.0)
    if now not in table.columns:
        table[now] = 0.0
    peak = table.max(axis=1)
    return pd.DataFrame({"peak": peak, "peak_year": table.idxmax(axis=1), "spare": peak - table[now]})


def _size(found: pd.DataFrame, assumptions: Assumptions) -> pd.DataFrame:
    """Add the three cases, the limit and the reason."""
    need = found["from_rival"]
    found["rival_share"] = need / found["imports"].where(found["imports"] > 0)
    found["ceiling"] = np.minimum(need, found["to_third"] + found["spare"])
    for name, case in assumptions.cases().items():
        weight = found["grade"].map(dict(case.grades)).astype(float)
        capacity = case.redirect * found["to_third"] + case.spare * found["spare"]
        found[name] = np.minimum(need, weight * capacity)
        found[f"{name}_share"] = found[name] / need.where(need > 0)
    found["limit"] = _limit(found, assumptions)
    reasons = np.select([found["imports"] <= 0, need <= 0], ["no imports", "nothing from the rival"], "")
    found["reason"] = pd.Series(reasons, index=found.index, dtype=object).where(reasons != "", None)
    return found


def _limit(found: pd.DataFrame, assumptions: Assumptions) -> pd.Series[str]:
    """Name the first thing in the way of the central case."""
    need, there = found["from_rival"], found["to_third"] + found["spare"]
    case = assumptions.central
    weight = found["grade"].map(dict(case.grades)).astype(float)
    soon = case.redirect * found["to_third"] + case.spare * found["spare"]
    words = {
        "nothing to replace": need <= 0,
        "no exports": there <= 0,
        "need": found["central"] >= need,
        "grade": (weight <= 0) | (soon >= need),
        "redirectable exports": there < need,
    }
    return pd.Series(np.select(list(words.values()), list(words), "pace"), index=found.index, dtype="str")
