"""The substitution ledger: how much of what a rival supplies a partner could supply instead, and what limits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.economies import with_port
from econsec.codes.public import public
from econsec.decisions.substitution.grades import near
from econsec.decisions.substitution.sizing import DEFAULT, size
from econsec.decisions.substitution.spare_capacity import spare_capacity
from econsec.decisions.tables import among, by_product, covered, distinct, only_year, past_of, told
from econsec.flows.accounts import EXPORTS, IMPORTS
from econsec.flows.build import named_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.decisions.substitution.assumptions import Assumptions
    from econsec.flows.trade import Trade


@public
def redirectable(
    trade: Trade | pd.DataFrame, *, importer: str, partner: str, rival: str, year: int | None = None
) -> pd.DataFrame:
    """List what a partner sells to third markets, by destination: what it could sell to the importer instead.

    Sales to the importer are there already, and sales to the rival are left out: what the rival buys is often what its
    own exports are made of, so that counting both would count one tonne twice; those to the port that ships the rival's
    goods on go with them. The ledger shows them apart.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, its complete products; or flows: exporter, importer, product, value (USD, >= 0); tonnes
        and year if known.
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
        A column is missing, or a value is missing, infinite or negative.
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
    present = among(trade, year, importer=importer, partner=partner)
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


@public
def ledger(
    trade: Trade | pd.DataFrame,
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

    capacity = redirect x min(partner's exports to third markets, its net exports, what it makes at home) + spare x
    (past peak of its exports less the present, see `spare_capacity`); replaceable = min(imports from the rival, weight
    of the grade x capacity), in a low, a central and a high case, see `sizing.size`. The port that ships the rival's
    goods on (Hong Kong, of China) counts to the rival: what the partner sells there is no third market. Swap the roles
    for the reverse view.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`; or complete flows: exporter, importer, product, value (USD, >= 0); tonnes and year if
        known. Repeated keys are summed. Lists tell no tonnes (grade unknown) and no history (no spare). What is made at
        home is known where the trade carries it (`Trade.knowing`).
    importer, partner, rival : str
        ISO3 codes, all different.
    year : int, optional
        Needed if the trade is of several.
    history : DataFrame, optional
        Flows of several years and all exporters for the past peak (year, exporter, importer, product, value; revision
        if known: the peak is then looked for within one revision of the nomenclature); by default those of the trade.
        Without any, no spare capacity counts.
    products : sequence of str, optional
        The products to report on; by default all that the flows of the year hold.
    assumptions : Assumptions
        Fractions of the three cases, band of unit values, years of history.

    Returns
    -------
    DataFrame
        One row a product: product, importer, partner, rival. USD: imports, from_rival, from_partner, to_third, to_rival
        (the partner's sales to the rival and its port, not counted), net_exports (of the partner), made (at home, at
        its unit value), redirectable, peak, spare (as far as it counts), ceiling (whatever the grade), low, central,
        high. Shares 0..1: rival_share (of imports), low_share, central_share, high_share (of from_rival). peak_year;
        unit_value_rival, unit_value_partner (USD a tonne), unit_value_ratio, near_share (0..1, of sales to third
        markets near the rival's price); grade; limit, the first thing in the way of the central case: "nothing to
        replace", "no exports", "net imports" (more is bought than sold), "need" (all is replaceable), "several goods"
        (in the code), "grade" (another or an unclear one), "grade not known" (no tonnes), "redirectable exports" or
        "pace" (enough is there, but not within a year); reason (why a share is missing, else None). from_rival_high
        (USD: the amount, or its bound where it is not told) and from_rival_basis (whose account it is).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.
    NoDataError
        No flow of that year, or none of one of the economies.
    ParameterError
        One economy plays two parts.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(
    ...     exporter=["CHN", "IND"], importer=["JPN", "USA"], product="811010", value=[100, 30], tonnes=[10, 3]
    ... )
    >>> row = ledger(flows, importer="JPN", partner="IND", rival="CHN").iloc[0]
    >>> row["grade"], float(row["high_share"]), row["limit"]
    ('same grade', 0.3, 'redirectable exports')
    """
    distinct(importer=importer, partner=partner, rival=rival)
    now = told(trade, year)
    covered(now, importer=importer, partner=partner, rival=rival)
    found = _sides(now.among(importer, partner, rival), importer, partner, rival, assumptions.unit_value_band[1])
    flows, when = past_of(trade, history), only_year(now.named, year)
    if flows is None:
        found = found.assign(peak=np.nan, peak_year=np.nan, spare=0.0)
    else:
        past = spare_capacity(flows, exporters=[partner], year=when, years=assumptions.peak_years)
        found = found.join(past.set_index("product")[["peak", "peak_year", "spare"]])
    if products is not None:
        asked = pd.Index(sorted(set(products)), name="product", dtype="str")
        amounts = ["imports", "from_rival", "from_rival_high", "from_partner", "to_third", "to_rival", "net_exports"]
        absent = asked.difference(found.index)
        found = found.reindex(asked)
        if not len(now.sides):  # of complete flows a product that is not there was not traded
            found.loc[absent, amounts] = 0.0
    found["unit_value_ratio"] = found["unit_value_partner"] / found["unit_value_rival"]
    found.insert(0, "importer", importer)
    found.insert(1, "partner", partner)
    found.insert(2, "rival", rival)
    return size(found, assumptions).reset_index()


def _third(flows: pd.DataFrame, *, importer: str, partner: str, rival: str) -> pd.DataFrame:
    """Return the partner's exports to others than importer, rival and the rival's port."""
    sold = flows[flows["exporter"] == partner]
    return sold[~sold["importer"].isin(_parties(importer, partner, rival))]


def _parties(importer: str, partner: str, rival: str) -> list[str]:
    """Return who is no third market: the three, and the rival's port."""
    return [importer, partner, *with_port(rival, importer, partner)]


def _sides(now: Trade, importer: str, partner: str, rival: str, wide: float) -> pd.DataFrame:
    """Return what the importer buys and what the partner sells, by product."""
    need, here, there = now.between(rival, importer), now.between(partner, importer), now.between(partner, rival)
    passing = sum(now.between(partner, port)["low"].fillna(0.0) for port in with_port(rival, importer, partner)[1:])
    sold = now.side(partner, EXPORTS)["total"]
    found = pd.DataFrame(
        {
            "imports": now.side(importer, IMPORTS)["total"],
            "from_rival": need["value"],
            "from_partner": here["value"],
            # All that is not known to go to the two: where nothing is known of the rest, all of it.
            "to_third": (sold - here["low"].fillna(0.0) - there["low"].fillna(0.0) - passing).clip(lower=0.0),
            "to_rival": there["value"] + passing,
            "net_exports": sold - now.side(partner, IMPORTS)["total"],
            "from_rival_high": need["high"],
        }
    )
    # A sum of parts, not a difference, where each part is known: no cents are left of a hundred million.
    exact = now.products.isin(now.complete)
    third = _third(now.named, importer=importer, partner=partner, rival=rival)
    found.loc[exact, "to_third"] = by_product(third).reindex(now.products[exact], fill_value=0.0)
    found["from_rival_basis"] = named_by(need["told_by"], importer=importer)
    found["unit_value_rival"] = now.unit_values(rival, to=importer)
    found["unit_value_partner"] = now.unit_values(partner, without=_parties(importer, partner, rival))
    found["near_share"] = near(third, found["unit_value_rival"], wide, ["product"]).reindex(found.index)
    found["made"] = now.tonnes_made(partner).reindex(found.index) * found["unit_value_partner"]
    return found
