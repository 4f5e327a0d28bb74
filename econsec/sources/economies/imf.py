"""The IMF: all goods that economies sell to and buy from each other by month (IMTS, before 2025 Direction of Trade).

Not seen for real: no answer of the IMF could be had where this was written. Address, key, columns and codes are those
of `sdmx1` 2.28 (``IMF_DATA``) and of public clients that were run against the service from June to September 2026. What
they agree on is asked for below, and anything else is refused:

- SDMX-CSV 1.0: ``DATAFLOW``, four dimensions, ``TIME_PERIOD`` such as ``2026-M04``, ``OBS_VALUE``, then attributes.
- Values are whole dollars, though every row says ``SCALE`` 6, as of millions.
- ``STATUS`` is empty, or ``e`` for an estimate of the IMF: it fills in partners and months that nobody reported.
- Partners are economies by ISO 3166 (Kosovo and the West Bank and Gaza otherwise), and groups of them that overlap.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.tables import read
from econsec.errors import SchemaError
from econsec.sources.shape import columns, silent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "the IMF"
DATAFLOW = "IMF.STA:IMTS("
DIMENSIONS = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY")
NEEDED = ("DATAFLOW", *DIMENSIONS, "TIME_PERIOD", "OBS_VALUE", "SCALE", "UNIT", "STATUS")
#: Attributes that it is known to send beside those needed.
KNOWN = set(
    (  # noqa: SIM905 - as one reads them
        "ACCESS_SHARING_LEVEL ACCESS_SHARING_NOTES AUTHOR CONTACT_POINT DECIMALS_DISPLAYED DEPARTMENT DERIVATION_TYPE "
        "DOI FULL_DESCRIPTION FULL_SOURCE_CITATION KEYWORDS KEYWORDS_DATASET LANGUAGE LICENSE METHODOLOGY "
        "METHODOLOGY_NOTES OVERLAP PRECISION PUBLICATION_DATE PUBLISHER SECURITY_CLASSIFICATION SERIES_NAME "
        "SHORT_SOURCE_CITATION SOURCE SUGGESTED_CITATION TOPIC TOPIC_DATASET TRADE_FLOW UPDATE_DATE VALUATION"
    ).split()
)
FLOWS = {"XG_FOB_USD": ("exports", "FOB"), "MG_CIF_USD": ("imports", "CIF")}
#: What the IMF calls otherwise than ISO 3166, and its code of the world.
OWN = {"KOS": "XKX", "WBG": "PSE", "G001": "WLD"}
#: Its departments stand among the partners with three letters, as economies do.
DEPARTMENTS = frozenset({"AFR", "APD", "EUR", "MCD", "WHD"})
#: Dollars. An economy's largest month is more; as millions of dollars, not even the largest economy's would be.
LEAST = 1_000_000
KEY = ["year", "month", "reporter", "flow", "partner"]
STANDS = "What was fetched before stands."


def code_of(economy: str) -> str:
    """Return the IMF's code of an economy.

    Examples
    --------
    >>> code_of("JPN"), code_of("XKX")
    ('JPN', 'KOS')
    """
    return next((code for code, iso3 in OWN.items() if iso3 == economy), economy)


def read_monthly(files: Mapping[Path, tuple[str, tuple[int, int]]], tell: Tell = silent) -> pd.DataFrame:
    """Read the answers.

    Parameters
    ----------
    files : mapping of Path to (str, (int, int))
        Of each its reporter (ISO3), and the first and the last year that it was asked for.

    Returns
    -------
    DataFrame
        year, month, reporter, flow, partner (ISO3; WLD the world), valuation, value (USD), status.

    Raises
    ------
    MissingColumnError, SchemaError
        An answer is not what the IMF is known to send, or answers another question.
    """
    known = read("economies")
    names = set(known["iso3"][known["kind"].isin(["economy", "historical"])])
    table = pd.concat([_read(path, *asked, tell) for path, asked in files.items()], ignore_index=True)
    # Of all that is known of a reporter: it may have had no figures in the first of the years, or small ones.
    for reporter in sorted({reporter for reporter, _ in files.values()}):
        asked = [years for one, years in files.values() if one == reporter]
        own = table.loc[table["reporter"] == reporter, "value"]
        if own.empty or own.max() < LEAST:
            said = f"no figure above {LEAST:,}, so that they may be millions" if len(own) else "no figure"
            first, last = min(asked)[0], max(last for _, last in asked)
            raise SchemaError(f"{WHERE} has {said} for {reporter} in {first} to {last}", hint=STANDS)
    table["partner"] = table["partner"].replace(OWN)
    # Other groups have figures in their codes; they overlap each other and their members.
    table = table[table["partner"].str.fullmatch("[A-Z]{3}") & ~table["partner"].isin(DEPARTMENTS)]
    if strange := sorted(set(table["partner"]) - names - {"WLD"}):
        tell(f"{WHERE} names partners that no list of economies has, and that are left out: {', '.join(strange)}")
    table = table[~table["partner"].isin(strange)].drop_duplicates()
    if (twice := table.duplicated(KEY)).any():
        raise SchemaError(f"{WHERE} sends two figures for {table[twice].iloc[0][KEY].tolist()}", hint=STANDS)
    _hold_against_world(table, tell)
    return table.reset_index(drop=True)


def _read(path: Path, reporter: str, years: tuple[int, int], tell: Tell) -> pd.DataFrame:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *lines = (line for line in csv.reader(file) if line)
    columns(head, NEEDED, KNOWN, WHERE, tell)
    if head[-1] == "OBS_VALUE":
        # A line that breaks off is told by what is missing of it; a number that breaks off is another number.
        raise SchemaError(f"{WHERE} sends its columns in another order", expected="attributes at the end", hint=STANDS)
    if any(len(line) != len(head) for line in lines[1:]):
        raise SchemaError(f"{WHERE} sends a line that breaks off", hint=STANDS)
    # The first row describes the dataset, and has no period; what is not known has no value, or NaN.
    filled = [[*line, *[""] * (len(head) - len(line))] for line in lines[:1]]
    raw = pd.DataFrame([*filled, *lines[1:]], columns=head, dtype="str")
    raw = raw[(raw["TIME_PERIOD"] != "") & ~raw["OBS_VALUE"].isin(["", "NaN"])]
    _answers(raw, reporter)
    value = pd.to_numeric(raw["OBS_VALUE"], errors="coerce").astype("float64")
    if (odd := ~np.isfinite(value)).any():
        said = f"{WHERE} sends the value {raw['OBS_VALUE'][odd].iloc[0]!r}"
        raise SchemaError(said, expected="a number", hint=STANDS)
    if (value < 0).any():
        raise SchemaError(f"{WHERE} sends a value below zero", hint=STANDS)
    if raw.empty:
        tell(f"{WHERE} has no figure for {reporter} in {years[0]} to {years[1]}")
    table = pd.DataFrame(
        {
            "year": raw["TIME_PERIOD"].str[:4].astype("int32"),
            "month": raw["TIME_PERIOD"].str[6:].astype("int32"),
            "reporter": reporter,
            "flow": raw["INDICATOR"].map(lambda code: FLOWS[code][0]),
            "partner": raw["COUNTERPART_COUNTRY"],
            "valuation": raw["INDICATOR"].map(lambda code: FLOWS[code][1]),
            "value": value,
            "status": raw["STATUS"],
        }
    ).astype(dict.fromkeys(["reporter", "flow", "partner", "valuation", "status"], "str"))
    # Its newer service is known to pass over the years of a question.
    inside = table["year"].between(*years)
    if not inside.all():
        tell(f"{WHERE} sends years of {reporter} that were not asked for; they are left out")
    return table[inside]


def _answers(raw: pd.DataFrame, reporter: str) -> None:
    """Refuse what was not asked for, and what changes what the figures mean."""
    if (other := ~raw["DATAFLOW"].str.startswith(DATAFLOW)).any():
        raise SchemaError(f"{WHERE} sends {raw['DATAFLOW'][other].iloc[0]!r}", expected=DATAFLOW, hint=STANDS)
    asked = {"COUNTRY": [code_of(reporter)], "INDICATOR": [*FLOWS], "FREQUENCY": ["M"], "UNIT": ["USD"], "SCALE": ["6"]}
    for name, codes in asked.items():
        if (other := ~raw[name].isin(codes)).any():
            said = f"{WHERE} sends {name} {raw[name][other].iloc[0]!r}"
            raise SchemaError(said, expected=" or ".join(codes), hint=STANDS)
    if (other := ~raw["TIME_PERIOD"].str.fullmatch(r"\d{4}-M(0[1-9]|1[0-2])")).any():
        said = f"{WHERE} sends the period {raw['TIME_PERIOD'][other].iloc[0]!r}"
        raise SchemaError(said, expected="a month, as 2026-M04", hint=STANDS)


def _hold_against_world(table: pd.DataFrame, tell: Tell) -> None:
    """Refuse a reporter without the world's total, and tell of months in which the partners do not fit it."""
    world = table[table["partner"] == "WLD"]
    for reporter in table["reporter"].unique():
        for flow, valuation in FLOWS.values():
            if not ((world["reporter"] == reporter) & (world["flow"] == flow)).any():
                said = f"{WHERE} has no total of {reporter}'s {flow} by {valuation} with the world"
                raise SchemaError(said, hint=STANDS)
    month = ["reporter", "flow", "year", "month"]
    named = table[table["partner"] != "WLD"].groupby(month)["value"].sum()
    whole = world.set_index(month)["value"].reindex(named.index)
    # Figures of each partner are rounded on their own, so a dollar or two is nothing.
    for odd, said in (
        (whole.isna(), "have no total beside them"),
        (named > whole * 1.001, "are more than the world"),
    ):
        if odd.any():
            reporter, flow, year, number = named.index[odd][0]
            tell(f"{WHERE}: the partners in {reporter}'s {flow} of {year}-{number:02} {said}")
