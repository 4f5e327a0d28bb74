"""Which mixes of suppliers are within reach: today's, the safest, and the cheapest at half the gain of safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.substitution.candidates import candidates
from econsec.decisions.substitution.frontier import allocate, at_risk
from econsec.decisions.substitution.sizing import DEFAULT
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.decisions.substitution.assumptions import Assumptions
    from econsec.flows.trade import Trade

STEPS = ("today", "halfway", "safest")
# An economy that nobody has scored is taken for the worst governed: it must not look safe for want of a score.
WORST = 10.0
LEAST = 1e-6
COLUMNS = ["product", "step", "supplier", "share", "price", "risk", "hhi"]


@public
def mixes(  # noqa: PLR0913 - those of the candidates
    trade: Trade | pd.DataFrame,
    *,
    importer: str,
    rival: str,
    products: Sequence[str],
    governance: pd.Series[float],
    year: int | None = None,
    history: pd.DataFrame | None = None,
    net: bool = True,
    inputs: pd.DataFrame | None = None,
    assumptions: Assumptions = DEFAULT,
) -> pd.DataFrame:
    """Set today's mix of suppliers beside the safest within reach, and the cheapest that takes off half as much risk.

    Suppliers are capped at what they sell today and the ledger's high case, net of hidden rival content (`candidates`).
    Risk = sum w_j s_j**2. Shares are of value, as in the ledger, so that a tonne of a mix costs 1 / sum(s_j / c_j), c_j
    being the price of a tonne from supplier j; price is that as a multiple of today's. The cheapest mix is the one
    whose tonne costs least: from a price not known, taken for the mean there, none of its own follows.

    Parameters
    ----------
    trade : Trade or DataFrame
        As for `candidates`.
    history : DataFrame, optional
        As for `candidates`.
    importer, rival : str
        ISO3 codes.
    products : sequence of str
        Those that the importer does not buy from the rival are left out.
    governance : Series
        Score by economy, 0 (best) .. 10 (worst); an economy without one counts as 10.
    year : int, optional
        Needed if the flows hold several.
    net : bool
        As for `candidates`: a mix that is to lead away from the rival needs it.
    inputs : DataFrame, optional
        As for `candidates`.
    assumptions : Assumptions
        As for `candidates`.

    Returns
    -------
    DataFrame
        One row a product, step (today, halfway, safest) and supplier with a share above zero: share (0..1), and of the
        whole mix price (1 is today's; NaN where the price of any supplier in it or in today's is not known), risk
        (0..10) and hhi (0..1). Only today and safest where no mix is safer than today's, or the safest is the cheapest.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "IND", "IND"], importer=["JPN", "JPN", "USA"], product="1", value=[8, 2, 5])
    >>> flows = flows.assign(tonnes=[8, 2, 5])
    >>> worth = pd.Series({"CHN": 5.0, "IND": 5.0})
    >>> found = mixes(flows, importer="JPN", rival="CHN", products=["1"], governance=worth)
    >>> found.loc[found.supplier == "CHN", ["step", "share"]].round(2).values.tolist()
    [['today', 0.8], ['safest', 0.5]]
    """
    parts: list[pd.DataFrame] = []
    for product in products:
        try:
            known = candidates(
                trade,
                importer=importer,
                rival=rival,
                product=product,
                year=year,
                history=history,
                governance=governance,
                net=net,
                inputs=inputs,
                assumptions=assumptions,
            )
        except NoDataError:
            continue
        known["weight"] = known["weight"].fillna(WORST)
        parts.append(_steps(known).assign(product=product))
    return pd.concat(parts, ignore_index=True)[COLUMNS] if parts else pd.DataFrame(columns=COLUMNS)


def _steps(known: pd.DataFrame) -> pd.DataFrame:
    """Return today's mix and two of the frontier for one product, each with its measures."""
    # The tonnes that a dollar does not buy, measured from the cheapest supplier's: the frontier minimises their sum,
    # which is to say the price of a tonne. Adding the same to every cost changes nothing.
    tonnes = 1 / known["cost"]
    asked = known.assign(cost=tonnes.max() - tonnes)
    shares = {"today": known["now"], "safest": allocate(asked)["share"]}
    now, least = (_risk(share, known) for share in shares.values())
    if now - least > LEAST:
        half = at_risk(asked, risk=(now + least) / 2)["share"]
        if _risk(half, known) - least > LEAST:
            shares["halfway"] = half
    today = _tonne(known["now"], known)
    rows = [
        known[["supplier"]].assign(
            step=step,
            share=shares[step],
            price=_tonne(shares[step], known) / today,
            risk=_risk(shares[step], known),
            hhi=float((shares[step] ** 2).sum()),
        )
        for step in STEPS
        if step in shares
    ]
    found = pd.concat(rows, ignore_index=True)
    return found[found["share"] > LEAST]


def _risk(share: pd.Series[float], known: pd.DataFrame) -> float:
    """Return the risk of a mix."""
    return float((known["weight"] * share**2).sum())


def _tonne(share: pd.Series[float], known: pd.DataFrame) -> float:
    """Return what a tonne of a mix costs, from shares of value; NaN where the price of a part is not known."""
    if not known.loc[share > LEAST, "cost_known"].all():
        return float("nan")
    return float(share.sum() / (share / known["cost"]).sum())
