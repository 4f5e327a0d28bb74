"""WTO: duties that members apply to all others alike, as its Timeseries service answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import economy
from econsec.codes.tables import read as read_list
from econsec.errors import FetchError, NoDataError, SchemaError, UnknownEconomyError
from econsec.sources.files import find
from econsec.sources.shape import columns, number, read_json, silent

if TYPE_CHECKING:
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "the WTO"
#: Simple average of the ad valorem duties that hold for every member (most favoured nation), by HS code.
INDICATOR = "HS_A_0010"
NEEDED = (
    *("IndicatorCode", "ReportingEconomyCode", "ReportingEconomy", "ProductOrSectorClassificationCode"),
    *("ProductOrSectorCode", "Year", "Value"),
)
KNOWN = {
    *("IndicatorCategoryCode", "IndicatorCategory", "Indicator", "PartnerEconomyCode", "PartnerEconomy"),
    *("ProductOrSectorClassification", "ProductOrSector", "PeriodCode", "Period", "FrequencyCode", "Frequency"),
    *("UnitCode", "Unit", "ValueFlagCode", "ValueFlag", "TextValue"),
}
STANDS = "What was fetched before stands."


def code_of(iso3: str) -> str:
    """Return the WTO's number of a member, three digits of M49.

    Examples
    --------
    >>> code_of("JPN"), code_of("AUS")
    ('392', '036')
    """
    return str(read_list("economies").set_index("iso3")["m49"][iso3]).zfill(3)


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the figures of one answer.

    Raises
    ------
    FetchError, SchemaError
        It tells of an error, or holds no list of figures.
    """
    body = read_json(path, WHERE)
    if isinstance(body, dict) and (said := body.get("message") or body.get("errors") or body.get("title")):
        raise FetchError(f"{WHERE} answers: {str(said)[:100]}", hint=STANDS)
    found = body.get("Dataset") if isinstance(body, dict) else None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise SchemaError(f"{WHERE} answers without figures", expected="an object with Dataset", hint=STANDS)
    return found


def read_duties(folder: Path, tell: Tell = silent) -> pd.DataFrame:
    """Read every answer of a folder, ``JPN-2020-2025-280530.json``.

    Returns
    -------
    DataFrame
        year, economy (ISO3), revision (of the Harmonised System, as the WTO names it), product, duty (per cent, simple
        average of ad valorem duties).

    Raises
    ------
    MissingFileError, MissingColumnError, NoDataError, SchemaError
        There is no answer, or it is not what the WTO sends.
    """
    table = pd.concat([_read(path, tell) for path in find(folder, "*.json")], ignore_index=True).drop_duplicates()
    key = ["year", "economy", "revision", "product"]
    if (twice := table.duplicated(key)).any():
        raise SchemaError(f"{WHERE} sends two duties for {table[twice].iloc[0][key].tolist()}", hint=STANDS)
    return table.astype({"year": "int32"})


def _read(path: Path, tell: Tell) -> pd.DataFrame:
    known = [one for one in (_row(row, path, tell) for row in rows(path)) if not math.isnan(one["duty"])]
    if not known:
        raise NoDataError(f"{WHERE} has no such duty for {path.stem}", hint=f"Check the code and the years. {STANDS}")
    return pd.DataFrame(known)


def _row(row: dict[str, Any], path: Path, tell: Tell) -> dict[str, Any]:
    columns(row, NEEDED, KNOWN, f"{WHERE}, {path.name}", tell)
    member, first, last, product = path.stem.split("-")
    asked = {"IndicatorCode": INDICATOR, "ReportingEconomyCode": code_of(member), "ProductOrSectorCode": product}
    for name, value in asked.items():
        if str(row[name]) != value:
            raise SchemaError(f"{WHERE} sends {name} {str(row[name])[:40]!r}", expected=value, hint=STANDS)
    year, duty = int(row["Year"]), number(row["Value"], f"{WHERE}, a duty")
    if not int(first) <= year <= int(last) or duty < 0:
        raise SchemaError(
            f"{WHERE} sends the year {year} and the duty {duty:g}", expected=f"{first} to {last}", hint=STANDS
        )
    _same(str(row["ReportingEconomy"]), member)
    revision = str(row["ProductOrSectorClassificationCode"])
    return {"year": year, "economy": member, "revision": revision, "product": product, "duty": duty}


def _same(name: str, member: str) -> None:
    """Refuse the figures of an economy that is known by its name to be another; names that nobody knows are let be."""
    try:
        found = economy(name).iso3
    except UnknownEconomyError:
        return
    if found != member:
        raise SchemaError(f"{WHERE} sends figures of {name}", expected=member, hint=STANDS)
