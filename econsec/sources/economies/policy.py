"""Official lists of what a government calls critical, and single facts, each with the place where it was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.tables import read
from econsec.errors import SchemaError
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

INDIA, JAPAN = "India critical minerals", "Japan specified critical products"


def read_lists(folder: Path) -> pd.DataFrame:
    """Read the official lists, each item with the HS codes that stand for it.

    Returns
    -------
    DataFrame
        list, item, item_ja, designated (ISO date or part of one), product (HS4 or HS6; empty for none), revision, match
        (exact; part: the code is a part of the item or holds more; basket: one code for several items; sector; none),
        reason, reason_ja.

    Raises
    ------
    SchemaError
        An item without a line in ``data/codes/official_lists_hs.csv``.
    """
    india = read_text(find(folder, "india_critical_minerals_*.csv")[0], ("mineral", "published"))
    japan = read_text(find(folder, "japan_specified_critical_products.csv")[0], ("category", "designated"))
    items = pd.concat(
        [
            india.set_axis(["item", "designated"], axis="columns").assign(list=INDIA),
            japan.set_axis(["item", "designated"], axis="columns").assign(list=JAPAN),
        ],
        ignore_index=True,
    )
    table = items.merge(read("official_lists_hs"), on=["list", "item"], how="left")
    if (unmapped := table[table.match.isna()]).size:
        raise SchemaError(f"no HS code for {unmapped.item.iloc[0]!r}", hint="Add it to official_lists_hs.csv.")
    return table


def read_facts(raw: Path) -> pd.DataFrame:
    """Read single facts: sector, economy, year, fact, fact_ja, value, unit, origin, seen (where it was seen)."""
    columns = ("fact", "value", "unit", "original_source", "where_seen")
    table = read_text(find(raw, "facts_with_sources.csv")[0], columns).merge(
        read("facts_ja"), on="fact", how="left", validate="1:1"
    )
    if (unknown := table[table.sector.isna()]).size:
        raise SchemaError(f"a fact {unknown.fact.iloc[0]!r} that data/codes/facts_ja.csv does not have")
    return table.assign(year=table.year.astype("int32"), value=pd.to_numeric(table.value).astype("float64")).rename(
        columns={"original_source": "origin", "where_seen": "seen"}
    )
