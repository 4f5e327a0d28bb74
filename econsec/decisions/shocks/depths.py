"""Cuts of every depth: what would be short if a rival stopped a part of its deliveries, for one importer or another."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.shocks.needs import importer_of, needs_of, netted
from econsec.decisions.shocks.response import Response
from econsec.decisions.shocks.shock_curve import Scenario, simulate
from econsec.decisions.substitution import hidden_content as hidden
from econsec.decisions.substitution.ledger import ledger
from econsec.decisions.substitution.partners import best

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from econsec.flows.trade import Trade

DEPTHS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
EVERYONE = 300  # more partners than there are economies


@public
def net_needs(
    trade: Trade | pd.DataFrame,
    *,
    importer: str,
    partner: str,
    rival: str,
    year: int | None = None,
    history: pd.DataFrame | None = None,
    inputs: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Make the needs table of a shock from complete flows, net of what partners themselves have from the rival.

    What may be passed on is taken off the offers of the partner and of all others, and so is what is made of inputs
    that they have from the rival, where it is said what is made of what.

    Parameters
    ----------
    trade, year, history
        As for `substitution.ledger`.
    importer, partner, rival : str
        ISO3 codes, all different.
    inputs : DataFrame, optional
        What is made of what: product, input (products of the trade); by default what `hidden_content.made_of` lists, so
        that a plant that runs on the rival's material fills no gap.

    Returns
    -------
    DataFrame
        From `needs.needs_of`: product, imports, from_rival, others, partner (USD a year).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.
    NoDataError
        No flow of that year, or none of one of the economies.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "IND", "AUS"], importer=["JPN", "USA", "USA"], product="1", value=[10, 5, 20])
    >>> flows = flows.assign(year=2024, tonnes=1.0)
    >>> found = net_needs(flows, importer="JPN", partner="IND", rival="CHN", year=2024)
    >>> found[["from_rival", "others", "partner"]].round(2).values.tolist()
    [[10.0, 3.0, 0.75]]
    """
    found = ledger(trade, importer=importer, partner=partner, rival=rival, history=history, year=year)
    inputs = hidden.made_of(found["product"]) if inputs is None else inputs
    own = hidden.content(hidden.own(trade, partner=partner, rival=rival, year=year), inputs)
    everyone = best(trade, importer=importer, rival=rival, history=history, year=year, k=EVERYONE, inputs=inputs)
    return needs_of(netted(hidden.net(found, own)), netted(everyone))


@public
def depths(
    needs: pd.DataFrame,
    *,
    start: dt.date,
    months: int = 12,
    cuts: Sequence[float] = DEPTHS,
    response: Response | None = None,
) -> pd.DataFrame:
    """Say for cuts of every depth what is lost and what of it is short after stocks, others and the partner.

    share = short / lost, over all months; the shortage never falls as the cut deepens.

    Parameters
    ----------
    needs : DataFrame
        From `needs.needs_of`.
    start : date
        The day the cut begins.
    months : int
        How many months to follow.
    cuts : sequence of float
        Parts of the rival's deliveries that stop, 0..1.
    response : Response, optional
        The assumptions; as for `simulate`.

    Returns
    -------
    DataFrame
        One row a cut: cut, lost, short (USD), share (0..1; NaN where nothing is lost).

    Raises
    ------
    SchemaError
        A column is missing, or a number is negative or missing.

    Examples
    --------
    >>> import datetime as dt
    >>> needs = pd.DataFrame({"product": ["a"], "imports": 120.0, "from_rival": 120.0, "others": 0.0, "partner": 0.0})
    >>> depths(needs, start=dt.date(2027, 1, 1), cuts=[0.5, 1.0]).share.round(3).tolist()
    [1.0, 1.0]
    """
    response = Response.of(importer_of(needs)) if response is None else response
    rows = []
    for cut in cuts:
        path = simulate(needs, Scenario(cut=cut, start=start, months=months), response)
        rows.append({"cut": cut, "lost": float(path["lost"].sum()), "short": float(path["short"].sum())})
    found = pd.DataFrame(rows, columns=["cut", "lost", "short"])
    found["share"] = np.where(found["lost"] > 0, found["short"] / found["lost"].where(found["lost"] > 0), np.nan)
    found.attrs |= {"response": asdict(response), "importer": importer_of(needs)}
    return found
