"""World Bank: Worldwide Governance Indicators and World Development Indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.codes.tables import read
from econsec.errors import SchemaError
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

WGI_COLUMNS = ("code", "year", "indicator", "estimate", "stddev", "pctrank")
WDI_COLUMNS = ("Country Code", "Year", "Value")


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


def read_wdi(folder: Path) -> pd.DataFrame:
    """Read World Development Indicators.

    Parameters
    ----------
    folder : Path
        Holds a file an indicator, named by its code. Only indicators of ``data/codes/wdi_indicators.csv`` are known.

    Returns
    -------
    DataFrame
        economy (ISO3 and WLD; other aggregates are left out), year, indicator (the World Bank's code), value, unit.

    Raises
    ------
    SchemaError
        A file of an indicator that the list does not know.
    """
    facts = read("wdi_indicators").set_index("code")
    parts = []
    for path in find(folder, "*.csv"):
        if path.stem not in facts.index:
            raise SchemaError(f"an indicator {path.stem!r} that data/codes/wdi_indicators.csv does not have")
        about = facts.loc[path.stem]
        parts.append(read_text(path, WDI_COLUMNS).assign(indicator=about.indicator, unit=about.unit))
    return tidy(pd.concat(parts, ignore_index=True))


def read_ict_services(folder: Path) -> pd.DataFrame:
    """Read the exports of information and communication services of nine economies: economy, year, value (USD)."""
    table = read_text(find(folder, "bx.gsr.ccis.cd_*.csv")[0], ("Country Code", "Year", "Value"))
    return tidy(table.assign(indicator="", unit=""))[["economy", "year", "value"]]


def tidy(table: pd.DataFrame) -> pd.DataFrame:
    """Return rows of text in the World Bank's own columns as a tidy table.

    Parameters
    ----------
    table : DataFrame
        Country Code, Year, Value, indicator, unit.

    Returns
    -------
    DataFrame
        economy (groups of economies are left out, the world is not), year, indicator, value, unit.
    """
    kept = table[~table["Country Code"].isin(read("wdi_aggregates").code)]
    return pd.DataFrame(
        {
            "economy": recode(kept["Country Code"], "wdi"),
            "year": kept["Year"].astype("int32"),
            "indicator": kept.indicator,
            "value": pd.to_numeric(kept["Value"]),
            "unit": kept.unit,
        }
    ).reset_index(drop=True)
