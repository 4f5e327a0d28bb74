"""CEPII GeoDist: how far two economies lie apart, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("iso_o", "iso_d", "contig", "comlang_off", "dist", "distw")


def read_distances(folder: Path) -> pd.DataFrame:
    """Read the distances.

    Returns
    -------
    DataFrame
        economy, partner (ISO3), kilometres (between the largest cities), kilometres_weighted (by the population of
        the cities; NaN where not given), contiguous, common_language (official).
    """
    table = read_text(find(folder, "dist_cepii.csv")[0], COLUMNS)
    return pd.DataFrame(
        {
            "economy": recode(table.iso_o, "geodist"),
            "partner": recode(table.iso_d, "geodist"),
            "kilometres": pd.to_numeric(table["dist"]),
            "kilometres_weighted": pd.to_numeric(table.distw.where(table.distw != "")),
            "contiguous": table.contig == "1",
            "common_language": table.comlang_off == "1",
        }
    )
