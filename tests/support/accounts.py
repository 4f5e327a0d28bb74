"""Accounts of customs offices as if they had been fetched: a vintage of `trade_annual_reported` made of a few rows."""

from __future__ import annotations

import pandas as pd

from econsec.live.updating import periods
from econsec.store import package, parquet
from econsec.store.kept import vintages
from econsec.store.schemas import live_schemas

TABLE = "trade_annual_reported"


def keep(*rows: tuple[object, ...], revision: str = "H6") -> None:
    """Keep rows of year, reporter, flow, product, partner, value as the newest vintage."""
    promise = live_schemas()[TABLE]
    table = pd.DataFrame(rows, columns=["year", "reporter", "flow", "product", "partner", "value"])
    given = {"revision": revision, "valuation": "CIF", "quantity": float("nan"), "unit": ""}
    table = table.assign(**given, net_weight=table["value"] * 10).sort_values(list(promise.key))
    table = table[[field.name for field in promise.fields]].reset_index(drop=True)
    with vintages.working("comtrade") as work:
        path = work / f"{TABLE}.parquet"
        parquet.write(table.astype({"year": "int32", "value": "float64", "net_weight": "float64"}), promise, path)
        found = package.resource(table, promise, path, ())
        entry = {name: found[name] for name in ("size", "rows", "years", "economies", "products")}
        entry |= {"file": path.name, "sha256": found["hash"].removeprefix("sha256:")}
        entry |= {"periods": periods(parquet.read(path, promise))}
        facts = {"vintage": "2026-11-29", "asks": [], "files": [], "licence": "NC", "tables": {TABLE: entry}}
        vintages.keep("comtrade", work, facts)
