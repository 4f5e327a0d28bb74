"""World Bank: Worldwide Governance Indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

WGI_COLUMNS = ("code", "year", "indicator", "estimate", "stddev", "pctrank")


def read_wgi(folder: Path) -> pd.DataFrame:
    """Read the six dimensions of governance.

    Parameters
    ----------
    folder : Path
        Holds ``wgi_1996_2023_long.csv``; its legacy codes (ADO, KSV, ROM, TMP, WBG, ZAR) become ISO3.

    Returns
    -------
    DataFrame
        economy, year, dimension (cc control of corruption, ge government effectiveness, pv political stability, rl rule
        of law, rq regulatory quality, va voice and accountability), estimate (about -2.5 to 2.5, high is good),
        standard_error, percentile_rank (0 to 100). Rows without an estimate are left out.
    """
    table = read_text(find(folder, "wgi_*_long.csv")[-1], WGI_COLUMNS)
    table = table[table.estimate != ""]
    return pd.DataFrame(
        {
            "economy": recode(table.code, "wgi"),
            "year": table.year.astype("int32"),
            "dimension": table.indicator,
            "estimate": pd.to_numeric(table.estimate),
            "standard_error": pd.to_numeric(table.stddev),
            "percentile_rank": pd.to_numeric(table.pctrank),
        }
    ).reset_index(drop=True)
