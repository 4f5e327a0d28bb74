"""What really flows between two economies, as the customs office of one of them reports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.customs.reported import WORLD
from econsec.decisions.tables import require

if TYPE_CHECKING:
    from collections.abc import Sequence

TRADE = ("year", "flow", "partner", "commodity", "value")
NOBODY = pd.DataFrame(columns=["year", "flow", "value", "world", "share"])


@public
def share_of(trade: pd.DataFrame, *, partner: str, commodity: str = "total") -> pd.DataFrame:
    """Follow one partner's share in an economy's exports and imports.

    share = trade with the partner / trade with the world.

    Parameters
    ----------
    trade : DataFrame
        year, flow ("import" or "export"), partner (ISO3; WLD the world), commodity, value (one currency).
    partner : str
        ISO3 code.
    commodity : str
        Which; "total" for all goods.

    Returns
    -------
    DataFrame
        One row per year and flow: year, flow, value, world, share (0..1). Empty for a partner that is not reported.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> trade = pd.DataFrame({"year": 2025, "flow": "import", "partner": ["IND", "WLD"], "commodity": "total"})
    >>> share_of(trade.assign(value=[1.0, 100.0]), partner="IND").share.tolist()
    [0.01]
    """
    require(trade, TRADE, name="trade")
    asked = trade[trade["commodity"] == commodity]
    own = asked[asked["partner"] == partner]
    if own.empty:
        return NOBODY.copy()
    world = asked[asked["partner"] == WORLD].set_index(["year", "flow"])["value"].rename("world")
    found = own.join(world, on=["year", "flow"])
    found["share"] = found["value"] / found["world"].where(found["world"] > 0)
    return found.sort_values(["flow", "year"], ignore_index=True)[["year", "flow", "value", "world", "share"]]


@public
def changes(
    trade: pd.DataFrame, *, partner: str, flow: str, commodities: Sequence[str], before: int, after: int
) -> pd.DataFrame:
    """Say in which commodities trade with one partner grew or shrank.

    Parameters
    ----------
    trade : DataFrame
        As for `share_of`.
    partner : str
        ISO3 code.
    flow : str
        "import" or "export".
    commodities : sequence of str
        Which; parts of one whole, if their changes are to sum to its change.
    before, after : int
        The two years.

    Returns
    -------
    DataFrame
        One row a commodity, largest rise first: commodity, before, after, change (in the currency of the table). A
        commodity without trade in a year has 0: a customs office reports all of its own trade. Empty for a partner that
        is not reported.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> trade = pd.DataFrame({"year": [2018, 2025], "flow": "import", "partner": "IND", "commodity": "fish"})
    >>> changes(
    ...     trade.assign(value=[2.0, 5.0]), partner="IND", flow="import", commodities=["fish"], before=2018, after=2025
    ... ).change.tolist()
    [3.0]
    """
    require(trade, TRADE, name="trade")
    own = trade[(trade["partner"] == partner) & (trade["flow"] == flow)]
    listed = [*commodities] if len(own) else []
    by_year = own.set_index(["year", "commodity"])["value"]
    found = pd.DataFrame({"commodity": pd.Series(listed, dtype="str")})
    for name, year in (("before", before), ("after", after)):
        keys = pd.MultiIndex.from_product([[year], listed], names=["year", "commodity"])
        found[name] = by_year.reindex(keys, fill_value=0.0).to_numpy(dtype=float)
    found["change"] = found["after"] - found["before"]
    return found.sort_values(["change", "commodity"], ascending=[False, True], ignore_index=True)
