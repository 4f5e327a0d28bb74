"""OpenAlex: scientific works with authors in two economies, by year, whole counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path


def read_pairs(folder: Path) -> pd.DataFrame:
    """Read works by pair: year, economy, partner, works. Every pair stands in both directions, with one number."""
    table = read_text(find(folder, "country_pairs_*.csv")[0], ("year", "iso2_a", "iso2_b", "coauthored_works"))
    pairs = pd.DataFrame(
        {
            "year": table.year.astype("int32"),
            "economy": recode(table.iso2_a, "iso2"),
            "partner": recode(table.iso2_b, "iso2"),
            "works": pd.to_numeric(table.coauthored_works).astype("float64"),
        }
    )
    back = pairs.rename(columns={"economy": "partner", "partner": "economy"})
    return pd.concat([pairs, back[pairs.columns]], ignore_index=True)


def read_totals(folder: Path) -> pd.DataFrame:
    """Read works of an economy with authors abroad: year, economy, works. Works without are not in the source."""
    table = read_text(find(folder, "country_totals_*.csv")[0], ("year", "iso2", "intl_coauthored_works"))
    return pd.DataFrame(
        {
            "year": table.year.astype("int32"),
            "economy": recode(table.iso2, "iso2"),
            "works": pd.to_numeric(table.intl_coauthored_works).astype("float64"),
        }
    )
