"""Trade as one customs office tells it: its own side is whole; of trade among others nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.economies import residuals
from econsec.codes.frames import require
from econsec.errors import SchemaError
from econsec.flows.accounts import EXPORTS, IMPORTS, SIDE, SIDES, below, unnamed
from econsec.flows.build import FLOW, OWN, shelf
from econsec.flows.trade import Trade
from econsec.indicators.arrays.edges import check_values, quantities

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def reported(
    flows: pd.DataFrame,
    *,
    by: str,
    source: str = OWN,
    revision: str = "",
    past: Callable[[], pd.DataFrame] | None = None,
) -> Trade:
    """Take one economy's account of its own trade: each partner is named, so that nobody else sold it anything.

    Of each product and direction that has a row: total = sum of the partners, unnamed = most = the part of areas that
    are no economy. Of a product and direction without a row, and of trade among others, nothing is known: that is not
    zero. What `by` has from itself (goods that come back) is no trade with another, and left out.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        exporter, importer, product, value (USD, >= 0); year; tonnes if known. `by` is one of the two.
    by : str
        ISO3 code of whose account it is.
    source, revision : str
        The dataset, and the revision of the nomenclature.
    past : callable, optional
        Gives the flows of all years of the same account.

    Returns
    -------
    Trade
        Nothing in it is whole; `side` of `by` has no rest.

    Raises
    ------
    SchemaError
        A row is between two others; a column or a value is missing, infinite or negative.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"year": 2025, "exporter": ["VNM", "CHN"], "importer": "JPN", "product": "280530", "value": [3.0, 1.0]}
    >>> found = reported(pd.DataFrame(rows), by="JPN")
    >>> found.partners("JPN", "imports")["share"].tolist(), found.between("IND", "JPN")["high"].tolist()
    ([0.75, 0.25], [0.0])
    >>> found.side("CHN", "exports")["total"].tolist()
    [nan]
    """
    require(flows, (*FLOW, "year"), name="flows")
    check_values(quantities(flows, "value"), "value", "flows")
    strangers = flows[(flows["importer"] != by) & (flows["exporter"] != by)]
    if len(strangers):
        pair = " to ".join(strangers.iloc[0][["exporter", "importer"]])
        raise SchemaError(f"{len(strangers)} rows are no trade of {by} (the first: {pair})", expected=f"{by} in each")
    flows = flows[flows["importer"] != flows["exporter"]]
    parts, sides = [], []
    for direction in (IMPORTS, EXPORTS):
        me, other = SIDES[direction]
        own = flows[flows[me] == by].assign(economy=by, direction=direction)
        total = own.groupby(SIDE, observed=True)["value"].transform("sum")
        # Areas that are not named are a rest, all of which may be one economy's.
        named = ~own[other].isin(residuals())
        summed = own.assign(total=own["value"], named=own["value"].where(named, 0.0))
        summed = summed.groupby(SIDE, observed=True)[["total", "named"]].sum().reset_index()
        rest = unnamed(summed.pop("named"), summed["total"])
        sides.append(summed.assign(unnamed=rest, most=rest))
        own = own.assign(share=own["value"] / total.where(total > 0), told_by=by)
        parts.append(own[named].drop(columns=SIDE[1:3]))
    years = sorted(int(year) for year in flows["year"].unique())
    return Trade(
        named=below(*parts),
        sides=below(*sides),
        history=past,
        shelves=shelf(
            sorted(flows["product"].unique()),
            source,
            "account",
            revision,
            years,
            before="" if past is None else source,
        ),
    )
