"""Japan Customs: monthly trade by nine-digit code and economy, the CSV files that e-Stat serves.

A file is a year: a row an article and economy, with the quantities and the value of each month. Months to come are
zero, April is sometimes ``Apl``, what is kept secret stands under a code such as ``29XXXXXXA``. Values: thousand yen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.tables import read
from econsec.errors import SchemaError
from econsec.sources.files import find
from econsec.sources.shape import columns, silent

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "Japan Customs"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: The fourth month as some files spell it.
APRIL = {f"{what}-Apl": f"{what}-Apr" for what in ("Quantity1", "Quantity2", "Value")}
FIXED = ("Exp or Imp", "Year", "HS", "Country", "Unit1", "Unit2")
AMOUNTS = ("Quantity1", "Quantity2", "Value")
NEEDED = (*FIXED, *(f"{what}-{when}" for when in ("Year", *MONTHS) for what in AMOUNTS))
CODE = re.compile(r"\d{9}|\d{2}X{6}[A-Z]")
FLOWS = {"1": ("exports", "FOB"), "2": ("imports", "CIF")}
YEN_PER_THOUSAND = 1000
#: A year's value is the sum of its months, each of them rounded.
ROUNDED = 12
#: ``import-2025-provisional-000040123456.csv``: as the connector names a file by what the listing says of it.
NAME = re.compile(r"(?:imports|exports)-(?P<year>\d{4})-(?P<stage>[a-z ]+)-\d+\.csv")
STANDS = "What was fetched before stands."


def read_monthly(folder: Path, codes: Collection[str], tell: Tell = silent) -> pd.DataFrame:
    """Read the rows of some articles in every file of a folder.

    Parameters
    ----------
    folder : Path
        Holds files as e-Stat serves them, named by the connector.
    codes : collection of str
        The beginnings of the codes wanted; what is kept secret comes with its chapter of two digits.
    tell : callable
        Told of columns that are new.

    Returns
    -------
    DataFrame
        year, month, flow, product (nine digits, or a chapter's code for what is kept secret), partner (ISO3; XXO all
        economies whose number this project cannot confirm), value (yen), valuation, quantity, unit, quantity_2,
        unit_2, stage. A month without trade, and a month that is not published yet, has no row.

    Raises
    ------
    MissingFileError, MissingColumnError, SchemaError
        There is no file, or it is not what Japan Customs writes.
    """
    found = [_read(path, tuple(codes), tell) for path in find(folder, "*.csv")]
    if not (parts := [part for part in found if part is not None]):
        raise SchemaError(f"{WHERE} has no trade under {', '.join(codes)}", hint=f"Check the code. {STANDS}")
    table = pd.concat(parts, ignore_index=True)
    key = ["year", "month", "flow", "product", "partner"]
    twice = table.duplicated(key, keep=False)
    if (table.partner[twice] != "XXO").any():
        row = table[twice & (table.partner != "XXO")].iloc[0]
        raise SchemaError(f"{WHERE} sends two rows for {', '.join(f'{name} {row[name]}' for name in key)}", hint=STANDS)
    same = [*key, "valuation", "unit", "unit_2", "stage"]
    sums = table[twice].groupby(same, as_index=False, sort=False)[["value", "quantity", "quantity_2"]].sum(min_count=1)
    return pd.concat([table[~twice], sums[table.columns]], ignore_index=True)


def _read(path: Path, codes: tuple[str, ...], tell: Tell) -> pd.DataFrame | None:
    named = NAME.fullmatch(path.name)
    if named is None:
        raise SchemaError(f"{path.name} is no file of {WHERE}", expected="a name such as imports-2025-final-1.csv")
    raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig").rename(columns=APRIL)
    columns(raw.columns, NEEDED, (), f"{WHERE}, {path.name}", tell)
    raw = raw.assign(HS=raw.HS.str.strip().str.strip("'"))
    if not (fits := raw.HS.str.fullmatch(CODE)).all():
        raise SchemaError(f"{WHERE} sends the code {raw.HS[~fits].iloc[0]!r}", expected="nine digits")
    if strange := sorted(set(raw["Exp or Imp"]) - set(FLOWS)):
        raise SchemaError(f"{WHERE} sends the flow {strange[0]!r}", expected="1 or 2")
    if (raw.Year != named["year"]).any():
        raise SchemaError(f"{path.name} holds the year {raw.Year[raw.Year != named['year']].iloc[0]}")
    secret = raw.HS.str.contains("X") & raw.HS.str[:2].isin({code[:2] for code in codes})
    wanted = raw[raw.HS.str.startswith(codes) | secret]
    return None if wanted.empty else _tidy(wanted, named["stage"])


def _tidy(raw: pd.DataFrame, stage: str) -> pd.DataFrame:
    known = read("economy_aliases").query("system == 'japan_customs'").set_index("alias").iso3
    amounts = {name: pd.to_numeric(raw[name]).astype("float64") for name in NEEDED if name not in FIXED}
    total = sum((amounts[f"Value-{month}"] for month in MONTHS), start=pd.Series(0.0, index=raw.index))
    if (off := (total - amounts["Value-Year"]).abs() > ROUNDED).any():
        raise SchemaError(f"{WHERE}: the months of {raw.HS[off].iloc[0]} do not make its year", hint=STANDS)
    parts = []
    for number, month in enumerate(MONTHS, 1):
        first, second = amounts[f"Quantity1-{month}"], amounts[f"Quantity2-{month}"]
        units = {name: raw[name].str.strip() for name in ("Unit1", "Unit2")}
        frame = pd.DataFrame(
            {
                "year": raw.Year.astype("int32"),
                "month": pd.Series(number, index=raw.index, dtype="int32"),
                "flow": raw["Exp or Imp"].map(lambda code: FLOWS[code][0]).astype("str"),
                "product": raw.HS.astype("str"),
                "partner": raw.Country.str.strip().map(known).fillna("XXO").astype("str"),
                "value": amounts[f"Value-{month}"] * YEN_PER_THOUSAND,
                "valuation": raw["Exp or Imp"].map(lambda code: FLOWS[code][1]).astype("str"),
                "quantity": first.where(units["Unit1"] != ""),
                "unit": units["Unit1"].astype("str"),
                "quantity_2": second.where(units["Unit2"] != ""),
                "unit_2": units["Unit2"].astype("str"),
                "stage": stage,
            }
        )
        parts.append(frame[frame.value > 0])
        if (frame.value < 0).any():
            raise SchemaError(f"{WHERE} sends a value below zero")
    return pd.concat(parts, ignore_index=True)


def require_rows(table: pd.DataFrame, codes: Collection[str]) -> None:
    """Refuse a table in which a code has no row.

    Raises
    ------
    SchemaError
        A code has none.
    """
    for code in codes:
        if not table["product"].str.startswith(code).any():
            raise SchemaError(f"{WHERE} has no trade under {code}", hint=f"Check the code. {STANDS}")
