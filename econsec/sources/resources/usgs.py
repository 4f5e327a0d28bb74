"""U.S. Geological Survey: Mineral Commodity Summaries, world production, capacity and reserves.

The 2026 release is long and cp1252, with values as text (``45,500``, ``W``, an em dash for nothing, ``>2,000,000``);
the 2025 release is wide, with misspelt names and with units in notes. What each of their names means here is in
``data/codes/usgs_series.csv``. United States only sections (salient statistics, import sources) are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.codes.tables import read
from econsec.errors import SchemaError, UnitError
from econsec.sources.files import find, read_text, records
from econsec.sources.resources.usgs_values import UNITS, Reading, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS_2026 = ("Section", "Commodity", "Country", "Statistics_detail", "Unit", "Year", "Value", "Notes")
COLUMNS_2025 = (
    *("COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS", "PROD_2023", "PROD_EST_ 2024", "PROD_NOTES"),
    *("CAP_2023", "CAP_EST_ 2024", "CAP_NOTES", "RESERVES_2024", "RESERVE_NOTES"),
)
CELLS_2025 = (
    ("PROD_2023", "PROD_NOTES", 2023, ""),
    ("PROD_EST_ 2024", "PROD_NOTES", 2024, ""),
    ("CAP_2023", "CAP_NOTES", 2023, "capacity"),
    ("CAP_EST_ 2024", "CAP_NOTES", 2024, "capacity"),
    ("RESERVES_2024", "RESERVE_NOTES", 2024, "reserves"),
)
LAST_2025 = 2024
REPORTED = re.compile(r"(?i)\brep(or|ro)ted\b")  # misspelt in the release
APPENDIX = "See Appendix C for resource and reserve definitions and information concerning data sources."
FIELDS = ("edition", "commodity", "economy", "measure", "detail", "year", "value", "unit", "qualifier", "note")


def read_world(folder: Path) -> pd.DataFrame:
    """Read the world tables of both releases.

    Parameters
    ----------
    folder : Path
        Holds ``MCS2026_Commodities_Data.csv`` and ``MCS2025_World_Data.csv``.

    Returns
    -------
    DataFrame
        edition (year of the release), commodity, economy (ISO3, WLD, XXO), measure, detail, year, value (NaN where no
        number is given), unit (t, kg, m3, L, carat), qualifier, note.
    """
    releases = [read_2026(find(folder, "MCS2026_*.csv")[0]), read_2025(find(folder, "MCS2025_*.csv")[0])]
    table = pd.concat(releases, ignore_index=True)
    return table.assign(economy=recode(table.economy, "usgs"))


def read_2026(path: Path) -> pd.DataFrame:
    """Read the release of 2026; columns as `read_world`, economy as USGS spells it."""
    table = read_text(path, COLUMNS_2026, encoding="cp1252")
    table = table[table.Section.str.contains("World")]
    series = _series("2026")
    rows = []
    for row in records(table):
        meaning = _meaning(series, row["Commodity"], row["Statistics_detail"])
        note = row["Notes"].replace(APPENDIX, "")
        reading = parse(row["Value"], note, _unit(meaning["unit"] or row["Unit"]))
        key = (2026, meaning["commodity"], row["Country"], meaning["measure"], meaning["detail"], int(row["Year"]))
        rows.append((*key, *reading))
    return pd.DataFrame(rows, columns=FIELDS)


def read_2025(path: Path) -> pd.DataFrame:
    """Read the release of 2025; columns as `read_world`, economy as USGS spells it."""
    table = read_text(path, COLUMNS_2025, encoding="utf-8-sig")
    series = _series("2025")
    rows: list[tuple[object, ...]] = []
    for row in records(table):
        rows.extend(_cells(row, _meaning(series, row["COMMODITY"], row["TYPE"])))
    return _summed(pd.DataFrame(rows, columns=FIELDS))


def _summed(table: pd.DataFrame) -> pd.DataFrame:
    """Add up what the release gives in two rows of one country (helium of the United States)."""
    keys = [name for name in FIELDS if name not in {"value", "note"}]
    rules = {"value": ("value", lambda cells: cells.sum(min_count=1)), "note": ("note", "; ".join)}
    return table.groupby(keys, sort=False, as_index=False).agg(**rules)[list(FIELDS)]


def _cells(row: dict[str, str], meaning: dict[str, str]) -> Iterator[tuple[object, ...]]:
    economy, remark = _split(row["COUNTRY"])
    for cell, notes, year, measure in CELLS_2025:
        reserves = measure == "reserves" or meaning["measure"] == "reserves"
        if (reserves and meaning["reserves_commodity"] == "-") or (meaning["measure"] == "capacity" and not measure):
            continue
        unit = (meaning["reserves_unit"] if reserves else "") or meaning["unit"] or row["UNIT_MEAS"]
        qualified = f"Estimated. {row[notes]}" if _is_estimate(row, notes, year) and not reserves else row[notes]
        reading = parse(row[cell], qualified, _unit(unit))
        if reading.empty:
            continue
        if remark:  # a country in two rows: the figures are summed, and the note says what of
            reading = reading._replace(note=f"{remark}: {reading.value:,.0f} {reading.unit}")
        commodity = (meaning["reserves_commodity"] if reserves else "") or meaning["commodity"]
        if "ilmenite and rutile" in row["COUNTRY"]:  # a total of two series, set below one of them
            commodity = "Titanium minerals"
        inside = meaning["reserves_detail"] if reserves else meaning["detail"]
        yield (2025, commodity, economy, measure or meaning["measure"], inside, year, *reading)


def _is_estimate(row: dict[str, str], notes: str, year: int) -> bool:
    """Whether the release means an estimate: all of its last year, and a series that says so but where it says not."""
    return year == LAST_2025 or ("estimated" in row["TYPE"] and not REPORTED.search(row[notes]))


def _split(country: str) -> tuple[str, str]:
    """Take USGS's remark from a country's name; the two of United States helium are separate figures."""
    name, _, remark = country.strip().partition(" (")
    if name.startswith(("World", "Congo", "Other")) or not remark:
        return country.strip(), ""
    return name, remark.rstrip(")") if "natural gas" in remark or "Cliffside" in remark else ""


def _series(edition: str) -> dict[tuple[str, str], dict[str, str]]:
    lines = [row for row in records(read("usgs_series")) if row["edition"] == edition]
    return {(row["name"], row["series"]): row for row in lines}


def _meaning(series: dict[tuple[str, str], dict[str, str]], name: str, detail: str) -> dict[str, str]:
    if (meaning := series.get((name.strip(), detail.strip()))) is None:
        raise SchemaError(
            f"USGS has a series {name.strip()!r}, {detail.strip()!r} that this reader does not know",
            hint="Add a line to data/codes/usgs_series.csv.",
        )
    return meaning


def _unit(text: str) -> tuple[str, float]:
    if (unit := UNITS.get(text.strip().lower())) is None:
        raise UnitError(f"USGS gives a unit {text!r}", expected=", ".join(UNITS))
    return unit


__all__ = ["Reading", "read_2025", "read_2026", "read_world"]
