"""CEPII's BACI under HS 2022: the 200 largest flows of sixteen headings of bulk goods, with the world's totals.

The headings' names in the totals are the copy's own; the flows say which heading each is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.errors import SchemaError
from econsec.sources.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

FLOWS = ("hs4", "commodity", "year", "exporter", "importer", "value_usd", "tonnes")
TOTALS = ("commodity", "year", "world_usd", "world_tonnes", "pairs")


def read_flows(folder: Path) -> pd.DataFrame:
    """Read the largest flows: year, exporter, importer (ISO3), product (HS4), value (USD), tonnes (NaN if missing).

    Raises
    ------
    MissingColumnError, UnknownEconomyError
        The layout has changed, or an economy is in no list.
    """
    table = read_text(folder / "flows.csv", FLOWS)
    tonnes = pd.to_numeric(table.tonnes).astype("float64")
    return pd.DataFrame(
        {
            "year": table.year.astype("int32"),
            "exporter": recode(table.exporter, "baci_atlas"),
            "importer": recode(table.importer, "baci_atlas"),
            "product": table.hs4.str.zfill(4),
            "value": pd.to_numeric(table.value_usd).astype("float64"),
            # The copy writes 0 where no quantity was reported: gas of 1.8 billion dollars weighs something.
            "tonnes": tonnes.where(tonnes > 0),
        }
    )


def read_totals(folder: Path) -> pd.DataFrame:
    """Read the world's totals: year, product (HS4), value (USD), tonnes, pairs (that trade it).

    Raises
    ------
    MissingColumnError
        The layout has changed.
    SchemaError
        A total is of a good that no flow is of.
    """
    flows, table = read_text(folder / "flows.csv", FLOWS), read_text(folder / "totals.csv", TOTALS)
    headings = dict(zip(flows.commodity, flows.hs4.str.zfill(4), strict=True))
    if strange := sorted(set(table.commodity) - set(headings)):
        raise SchemaError(f"totals.csv has {strange[0]!r}, which no flow is of")
    return pd.DataFrame(
        {
            "year": table.year.astype("int32"),
            "product": table.commodity.map(headings).astype("str"),
            "value": pd.to_numeric(table.world_usd).astype("float64"),
            "tonnes": pd.to_numeric(table.world_tonnes).astype("float64"),
            "pairs": table.pairs.astype("int32"),
        }
    )
