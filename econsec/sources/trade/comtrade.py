"""UN Comtrade: what customs offices report, by partner, product and flow, as its service answers in JSON.

X and RX (re-exports) stand apart and are never summed. 490 is Taiwan's residual; bunkers, free zones, special
categories and areas not elsewhere specified are no economies and are one, XNA, here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import recode
from econsec.errors import CutOffError, FetchError, SchemaError, in_brief
from econsec.sources.files import find
from econsec.sources.shape import each, number, read_json, silent

if TYPE_CHECKING:
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "Comtrade"
STANDS = "What was fetched before stands."
NEEDED = (
    *("period", "reporterCode", "flowCode", "partnerCode", "partner2Code", "classificationCode", "cmdCode"),
    *("customsCode", "motCode", "qtyUnitCode", "qty", "netWgt", "cifvalue", "fobvalue", "primaryValue"),
)
KNOWN = {
    *("typeCode", "freqCode", "refPeriodId", "refYear", "refMonth", "reporterISO", "reporterDesc", "flowDesc"),
    *(
        "partnerISO",
        "partnerDesc",
        "partner2ISO",
        "partner2Desc",
        "classificationSearchCode",
        "isOriginalClassification",
    ),
    *("cmdDesc", "aggrLevel", "isLeaf", "customsDesc", "mosCode", "motDesc", "qtyUnitAbbr", "isQtyEstimated"),
    *("altQtyUnitCode", "altQtyUnitAbbr", "altQty", "isAltQtyEstimated", "isNetWgtEstimated", "grossWgt"),
    *("isGrossWgtEstimated", "legacyEstimationFlag", "isReported", "isAggregate"),
}
FLOWS = {"M": "imports", "X": "exports", "RX": "re-exports", "RM": "re-imports"}
UNITS = {
    "-1": "",
    "1": "",
    "2": "m2",
    "3": "1000 kWh",
    "4": "m",
    "5": "items",
    "6": "pairs",
    "7": "l",
    "8": "kg",
    "9": "1000 items",
    "10": "packs",
    "11": "dozen",
    "12": "m3",
    "13": "carat",
}
# All ways of transport, all customs procedures, no second partner: every other row is a part of one of these.
TOTALS = {"partner2Code": "0", "customsCode": "C00", "motCode": "0"}
ANNUAL = ["year", "reporter", "flow", "product", "partner"]
MONTHLY = ["year", "month", *ANNUAL[1:]]
#: Digits of a period: a year, or a year and a month.
YEAR, MONTH = 4, 6


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of one answer.

    Raises
    ------
    FetchError
        It is no JSON, or says that something went wrong.
    CutOffError
        It says that it has another number of rows than it holds.
    SchemaError
        It is not what Comtrade answers.
    """
    body = read_json(path, WHERE)
    if not isinstance(body, dict):
        raise SchemaError(f"{WHERE} answers with a {type(body).__name__}", expected="an object with data and count")
    if said := body.get("error") or ("data" not in body and (body.get("message") or body.get("errorObject"))):
        raise FetchError(f"{WHERE} answers: {in_brief(ValueError(said)).rstrip('.')}", hint=STANDS)
    found = body.get("data")
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise SchemaError(f"{WHERE} answers without a list of data", expected="an object with data and count")
    if body.get("count", len(found)) != len(found):
        raise CutOffError(f"{WHERE} says {body['count']} rows and sends {len(found)}", hint=STANDS)
    return found


def read_annual(folder: Path, tell: Tell = silent) -> pd.DataFrame:
    """Read every answer of a folder that tells of years.

    Parameters
    ----------
    folder : Path
        Holds answers as they came, ``A-*.json``.
    tell : callable
        Told of columns that are new.

    Returns
    -------
    DataFrame
        year, reporter, flow, product, partner (ISO3, WLD the world), revision (H6 ...), value (USD), valuation,
        quantity, unit, net_weight (kg).

    Raises
    ------
    MissingFileError, MissingColumnError, SchemaError, UnknownEconomyError
        There is no answer, or it is not what Comtrade sends.
    """
    return _read(folder, "A-*.json", tell).drop(columns="month")


def read_monthly(folder: Path, tell: Tell = silent) -> pd.DataFrame:
    """Read every answer of a folder that tells of months, ``M-*.json``: as `read_annual`, with month and stage.

    Comtrade does not say whether a month is provisional: the stage is ``as reported``.
    """
    return _read(folder, "M-*.json", tell).assign(stage="as reported")


def _read(folder: Path, pattern: str, tell: Tell) -> pd.DataFrame:
    parts = [_tidy(found, tell) for path in find(folder, pattern) if (found := rows(path))]
    if not parts:
        raise FetchError(f"{WHERE} has no row of what was asked for", hint=STANDS)
    # Two requests may overlap: what both tell alike, of the same code, is told once.
    table = pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)
    return _once(table.drop(columns="code"))


def _tidy(found: list[dict[str, Any]], tell: Tell) -> pd.DataFrame:
    each(found, NEEDED, KNOWN, WHERE, tell)
    kept = [row for row in found if all(str(row[name]) == value for name, value in TOTALS.items())]
    raw = pd.DataFrame(kept, columns=list(NEEDED), dtype=object)
    period = raw.period.astype(str)
    if not period.str.fullmatch(r"\d{4}|\d{4}(0[1-9]|1[0-2])").all():
        raise SchemaError(f"{WHERE} sends the period {period.iloc[0]!r}", expected="YYYY or YYYYMM")
    if strange := sorted(set(raw.flowCode.astype(str)) - set(FLOWS)):
        raise SchemaError(f"{WHERE} sends the flow {strange[0]!r}", expected=f"one of {', '.join(FLOWS)}")
    amounts = {
        name: raw[name].map(lambda value, name=name: number(value, f"{WHERE}, {name}")).astype("float64")
        for name in ("primaryValue", "cifvalue", "fobvalue", "qty", "netWgt")
    }
    if amounts["primaryValue"].isna().any():
        raise SchemaError(f"{WHERE} sends a row without a value")
    units = raw.qtyUnitCode.map(lambda code: UNITS.get(str(code), f"code {code}"))
    measured = amounts["qty"].where((units != "") & (amounts["qty"] > 0))
    return pd.DataFrame(
        {
            "year": period.str[:YEAR].astype("int32"),
            "month": period.str[YEAR:].replace("", "0").astype("int32"),
            "reporter": recode(raw.reporterCode, "comtrade"),
            "flow": raw.flowCode.map(FLOWS).astype("str"),
            "product": raw.cmdCode.astype(str),
            "partner": recode(raw.partnerCode, "comtrade"),
            "code": raw.partnerCode.astype(str),
            "revision": raw.classificationCode.astype(str),
            "value": amounts["primaryValue"],
            "valuation": _valuation(amounts),
            "quantity": measured,
            "unit": units.where(measured.notna(), "").astype("str"),
            "net_weight": amounts["netWgt"].where(amounts["netWgt"] > 0),
        }
    )


def _valuation(amounts: dict[str, pd.Series]) -> pd.Series:
    """Say whether a value holds freight: Comtrade's primary value is the one or the other, by reporter."""
    primary = amounts["primaryValue"]
    kinds = pd.Series("not said", index=primary.index, dtype="str")
    kinds = kinds.mask(primary == amounts["fobvalue"], "FOB")
    return kinds.mask(primary == amounts["cifvalue"], "CIF")


def _once(table: pd.DataFrame) -> pd.DataFrame:
    """Sum what several of Comtrade's codes for no economy report; refuse any other row that stands twice."""
    twice = table.duplicated(MONTHLY, keep=False)
    if (table.partner[twice] != "XNA").any():
        row = table[twice & (table.partner != "XNA")].iloc[0]
        said = ", ".join(f"{name} {row[name]}" for name in MONTHLY)
        raise SchemaError(f"{WHERE} sends two rows for {said}", expected="one, for totals were asked for", hint=STANDS)
    if not twice.any():
        return table
    summed = []
    for _, rows_of in table[twice].groupby(MONTHLY, sort=False):
        one = rows_of.iloc[0].copy()
        one["value"] = rows_of.value.sum()
        one["net_weight"] = rows_of.net_weight.sum(min_count=len(rows_of))
        same = len(set(rows_of.unit)) == 1
        one["quantity"] = rows_of.quantity.sum(min_count=len(rows_of)) if same else float("nan")
        one["unit"] = one["unit"] if pd.notna(one["quantity"]) else ""
        summed.append(one)
    joined = pd.concat([table[~twice], pd.DataFrame(summed)], ignore_index=True)
    return joined.astype(table.dtypes.to_dict())
