"""Lists of partners and wide totals, as publishers print them or as they lie in the bundle, made into a `Trade`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec import load
from econsec.flows.build import LIST, TOTAL, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.flows.trade import Trade


# Antibiotics in bulk, made up: the list of a buyer, the list of a seller, and totals.
KEY = {"year": 2024, "product": "2941"}
ROUTES = pd.DataFrame(
    [
        ("JPN", "import", "CHN", 0.4),
        ("JPN", "import", "KOR", 0.1),
        ("IND", "export", "USA", 0.5),
        ("IND", "export", "JPN", 0.2),
    ],
    columns=["economy", "direction", "partner", "share"],
).assign(**KEY)
TOTALS = pd.DataFrame(
    {"economy": ["JPN", "IND", "CHN"], "exports": [10.0, 100.0, 500.0], "imports": [200.0, 5.0, 50.0]}
).assign(**KEY)


def printed(lists: pd.DataFrame, totals: pd.DataFrame | None = None) -> Trade:
    """Take lists (direction "import", "export") and totals with a column of exports and one of imports."""
    rows = lists.rename(columns={"direction": "flow"})
    if totals is None:
        return listed(rows[list(LIST)], pd.DataFrame(columns=list(TOTAL)))
    long = totals.melt(["year", "product", "economy"], ["exports", "imports"], "flow", "value").dropna(subset=["value"])
    return listed(rows[list(LIST)], long.assign(flow=long["flow"].str.rstrip("s"))[list(TOTAL)])


def of_bundle(products: Sequence[str] | None = None) -> Trade:
    """Take the lists and totals of headings that the bundle holds, all years."""
    asked = {} if products is None else {"product": list(products)}
    return listed(load("baci_routes", **asked), load("baci_hs4", **asked), sources=("baci_routes", "baci_hs4"))
