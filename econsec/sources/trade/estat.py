"""e-Stat: Japan's trade by nine-digit code, economy and month, as its service (3.0) answers in JSON.

In these tables `time` is the year, and the months sit in `cat02`: 150, 160 and 170, and 30 more for each month on, are
the two quantities and the value; 140 is the value of the year. What there is one of is an object, not a list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.tables import read
from econsec.errors import CutOffError, FetchError, MissingColumnError, NoDataError, SchemaError, in_brief
from econsec.sources.files import find
from econsec.sources.shape import each, read_json, silent

if TYPE_CHECKING:
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "e-Stat"
NEEDED = ("@cat01", "@cat02", "@area", "@time", "$")
KNOWN = {"@unit", "@tab", "@annotation", "@cat03"}
PARTS = {"150": "quantity", "160": "quantity_2", "170": "value"}
YEAR = 140
PER_MONTH, MONTHS = 30, 12
#: A year's value is the sum of its months, each of them rounded.
ROUNDED = 12
YEN_PER_THOUSAND = 1000
#: "There is no such data", and "there is no such table".
NONE, NO_TABLE = 1, 300
VALUATION = {"imports": "CIF", "exports": "FOB"}
STANDS = "What was fetched before stands."
KEY = ["year", "month", "flow", "product", "partner"]


def page(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what one answer says of its rows, and the rows.

    Raises
    ------
    NoDataError
        There is no row, or no such table.
    FetchError
        It is no JSON, or says that something went wrong.
    SchemaError
        It is not what e-Stat answers.
    """
    body = read_json(path, WHERE)
    answer = body.get("GET_STATS_DATA") if isinstance(body, dict) else None
    if not isinstance(answer, dict) or not isinstance(answer.get("RESULT"), dict):
        raise SchemaError(f"{WHERE} answers without a result", expected="GET_STATS_DATA with RESULT", hint=STANDS)
    status, said = (
        answer["RESULT"].get("STATUS"),
        in_brief(ValueError(answer["RESULT"].get("ERROR_MSG") or "no reason")),
    )
    if status in {NONE, NO_TABLE}:
        raise NoDataError(f"{WHERE} has no such figures ({said.rstrip('.。')})", hint=f"Check the code. {STANDS}")
    if status != 0:
        raise FetchError(f"{WHERE} answers with status {status}: {said.rstrip('.。')}", hint=STANDS)
    data = answer.get("STATISTICAL_DATA")
    data = data if isinstance(data, dict) else {}
    about, rows = data.get("RESULT_INF"), _listed((data.get("DATA_INF") or {}).get("VALUE"))
    if not isinstance(about, dict) or not rows or not all(isinstance(row, dict) for row in rows):
        raise SchemaError(f"{WHERE} answers without rows", expected="RESULT_INF and VALUE", hint=STANDS)
    for name in ("TOTAL_NUMBER", "FROM_NUMBER", "TO_NUMBER"):
        if not str(about.get(name, "")).isdigit():
            raise MissingColumnError(f"{WHERE} answers without {name!r}", expected=f"it beside {', '.join(about)}")
    if int(about["TO_NUMBER"]) - int(about["FROM_NUMBER"]) + 1 != len(rows):
        raise CutOffError(f"{WHERE} says rows to {about['TO_NUMBER']} and sends {len(rows)}", hint=STANDS)
    return about, rows


def read_monthly(folder: Path, tell: Tell = silent) -> pd.DataFrame:
    """Read every answer of a folder, ``imports-2025-280530-1.json``.

    Returns
    -------
    DataFrame
        As `econsec.sources.trade.japan_customs.read_monthly`; e-Stat does not say how final a figure is.

    Raises
    ------
    MissingFileError, MissingColumnError, SchemaError
        There is no answer, or it is not what e-Stat sends.
    """
    rows = [
        {**row, "flow": path.name.partition("-")[0]} for path in find(folder, "*.json") for row in _rows(path, tell)
    ]
    # Two questions may overlap: what both tell alike is told once.
    raw = pd.DataFrame(rows)[[*NEEDED, "@unit", "flow"]].drop_duplicates()
    places = ["flow", "@cat01", "@area", "@time"]
    if (twice := raw.duplicated([*places, "@cat02"])).any():
        raise SchemaError(f"{WHERE} sends two figures for {raw[twice].iloc[0][places].tolist()}", hint=STANDS)
    cells = raw["@cat02"].astype("int64")
    raw["number"] = pd.to_numeric(raw["$"].replace({"-": "0", "***": "0", "": "0"})).astype("float64")
    if (raw["number"] < 0).any():
        raise SchemaError(f"{WHERE} sends a value below zero", hint=STANDS)
    months = raw[cells >= int(min(PARTS))].assign(
        month=(cells - int(min(PARTS))) // PER_MONTH + 1,
        part=((cells - int(min(PARTS))) % PER_MONTH + int(min(PARTS))).astype("str").map(PARTS),
    )
    if months["part"].isna().any() or not months["month"].between(1, MONTHS).all():
        raise SchemaError(f"{WHERE} sends what is no month's figure", expected="cat02 of 150, 160, 170 and on by 30")
    _hold_to_the_year(raw[cells == YEAR], months[months["part"] == "value"], places)
    return _tidy(months, places)


def _tidy(months: pd.DataFrame, places: list[str]) -> pd.DataFrame:
    keys = [*places, "month"]
    amounts = months.pivot_table(index=keys, columns="part", values="number", aggfunc="sum")
    units = months.pivot_table(index=keys, columns="part", values="@unit", aggfunc="first")
    amounts, units = (table.reindex(columns=list(PARTS.values())).reset_index() for table in (amounts, units))
    known = read("economy_aliases").query("system == 'japan_customs'").set_index("alias").iso3
    found = pd.DataFrame(
        {
            "year": amounts["@time"].str[:4].astype("int32"),
            "month": amounts["month"].astype("int32"),
            "flow": amounts["flow"].astype("str"),
            "product": amounts["@cat01"].astype("str"),
            "partner": amounts["@area"].str[2:].map(known).fillna("XXO").astype("str"),
            "value": amounts["value"] * YEN_PER_THOUSAND,
            "valuation": amounts["flow"].map(VALUATION).astype("str"),
        }
    )
    for name, unit in (("quantity", "unit"), ("quantity_2", "unit_2")):
        measured = amounts[name].where(amounts[name] > 0)
        found[name] = measured.astype("float64")
        found[unit] = units[name].fillna("").where(measured.notna(), "").astype("str")
    found = found[found["value"] > 0].assign(stage="not said")
    # The economies that are not told apart here are one.
    same = [*KEY, "valuation", "unit", "unit_2", "stage"]
    return found.groupby(same, as_index=False, sort=False)[["value", "quantity", "quantity_2"]].sum(min_count=1)[
        list(found.columns)
    ]


def _rows(path: Path, tell: Tell) -> list[dict[str, Any]]:
    _, rows = page(path)
    each(rows, NEEDED, KNOWN, WHERE, tell)
    for row in rows:
        for name, pattern in (("@cat01", r"\d{9}|\d{2}X{6}[A-Z]"), ("@cat02", r"\d{3}"), ("@area", r"50\d{3}")):
            if not re.fullmatch(pattern, str(row[name])):
                raise SchemaError(f"{WHERE} sends {name} {row[name]!r}", hint=STANDS)
        if not re.fullmatch(r"\d{4}0{6}", str(row["@time"])) or str(row["@time"])[:4] not in path.name:
            raise SchemaError(f"{WHERE} sends the time {row['@time']!r}", expected="the year that was asked for")
    return [{"@unit": "", **row} for row in rows]


def _hold_to_the_year(years: pd.DataFrame, months: pd.DataFrame, places: list[str]) -> None:
    sums = months.groupby(places)["number"].sum()
    totals = years.set_index(places)["number"]
    off = (sums.reindex(totals.index).fillna(0.0) - totals).abs() > ROUNDED
    if off.any():
        code = totals.index[off][0][1]
        raise CutOffError(f"{WHERE}: the months of {code} do not make its year: some are missing", hint=STANDS)


def _listed(found: object) -> list[Any]:
    return found if isinstance(found, list) else [found] if isinstance(found, dict) else []
