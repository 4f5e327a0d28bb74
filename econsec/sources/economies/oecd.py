"""The OECD: any of its dataflows, as its service answers in SDMX-CSV 2.0.

`sdmx1` 2.28 would read it only with the data structure at hand, refuses the capitals in which the OECD writes
``DATAFLOW``, and brings `requests`; the format is a table whose dimensions stand before ``TIME_PERIOD``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from econsec.errors import SchemaError
from econsec.sources.shape import columns, silent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "the OECD"
HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
END = ("TIME_PERIOD", "OBS_VALUE")
ATTRIBUTES = {"OBS_STATUS", "UNIT_MULT", "DECIMALS", "BASE_PER", "CONF_STATUS", "CURRENCY", "PRICE_BASE", "OBS_COMMENT"}
QUESTION = re.compile(
    r"(?P<agency>[A-Z][\w.-]*),(?P<flow>[\w@$-]+),(?P<version>\d+(?:\.\d+)*)?/(?P<key>[\w+-]*(?:\.[\w+-]*)+)", re.ASCII
)
PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|S([12])|(0[1-9]|1[0-2])))?", re.ASCII)
KEY = ["dataflow", "series", "period"]
STANDS = "What was fetched before stands."


def read_series(files: Mapping[str, Path], tell: Tell = silent) -> pd.DataFrame:
    """Read the answer to each question.

    Parameters
    ----------
    files : mapping of str to Path
        By question, such as ``OECD.SDD.STES,DSD_STES@DF_CLI,4.1/JPN.M.LI...AA...``.

    Returns
    -------
    DataFrame
        year, month (in which the period ends), dataflow, series (each dimension with its code), area (``REF_AREA``),
        period, value, multiplier (the value counts units of 10**multiplier), status.

    Raises
    ------
    MissingColumnError, SchemaError
        An answer is not what the OECD sends, or answers another question.
    """
    table = pd.concat([_read(question, path, tell) for question, path in files.items()], ignore_index=True)
    table = table.drop_duplicates()
    if (twice := table.duplicated(KEY)).any():
        raise SchemaError(f"{WHERE} sends two figures for {table[twice].iloc[0][KEY].tolist()}", hint=STANDS)
    return table


def asked(table: pd.DataFrame, question: str) -> pd.Series:
    """Say of each row of a table, as `read_series` returns it, whether a question asks for it.

    Examples
    --------
    >>> table = pd.DataFrame({"dataflow": "OECD.A:DF(1.0)", "series": ["REF_AREA=JPN FREQ=M", "REF_AREA=IND FREQ=M"]})
    >>> asked(table, "OECD.A,DF,1.0/JPN+FRA.").tolist(), asked(table, "OECD.A,DF,/.A").tolist()
    ([True, False], [False, False])
    """
    match = QUESTION.fullmatch(question)
    if match is None:
        raise SchemaError(f"{question!r} is no question for {WHERE}")
    key = r" ".join(
        rf"[^ =]+=(?:{'|'.join(map(re.escape, codes.split('+'))) or '[^ ]*'})" for codes in match["key"].split(".")
    )
    return table["dataflow"].str.startswith(_flow(match)) & table["series"].str.fullmatch(key)


def _flow(match: re.Match[str]) -> str:
    """Return how the identifiers of a dataflow begin: with its version, where one was asked for."""
    return f"{match['agency']}:{match['flow']}({match['version'] or ''}"


def _read(question: str, path: Path, tell: Tell) -> pd.DataFrame:
    raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    dimensions = _dimensions(list(raw.columns), tell)
    # Attributes of a whole series come in rows without a period; what is not published has no value, or NaN.
    raw = raw[(raw["TIME_PERIOD"] != "") & ~raw["OBS_VALUE"].isin(["", "NaN"])]
    if raw.empty:
        raise SchemaError(f"{WHERE} has no figure for {question}", hint=f"Check the key. {STANDS}")
    _answers(question, raw, dimensions)
    ends = raw["TIME_PERIOD"].map(_end)
    series = raw[dimensions].apply(lambda row: " ".join(f"{name}={row[name]}" for name in dimensions), axis=1)
    return pd.DataFrame(
        {
            "year": ends.str[0].astype("int32"),
            "month": ends.str[1].astype("int32"),
            "dataflow": raw["STRUCTURE_ID"],
            "series": series.astype("str"),
            "area": raw["REF_AREA"] if "REF_AREA" in dimensions else "",
            "period": raw["TIME_PERIOD"],
            "value": pd.to_numeric(raw["OBS_VALUE"]).astype("float64"),
            "multiplier": pd.to_numeric(_attribute(raw, "UNIT_MULT").replace("", "0")).astype("int32"),
            "status": _attribute(raw, "OBS_STATUS"),
        }
    ).astype({"area": "str", "status": "str"})


def _attribute(raw: pd.DataFrame, name: str) -> pd.Series:
    """Return a column that not every dataflow has; empty where it has none."""
    return raw[name] if name in raw else pd.Series("", index=raw.index, dtype="str")


def _dimensions(names: list[str], tell: Tell) -> list[str]:
    """Return the names of the dimensions: those between the head and the period."""
    if names[:1] == ["DATAFLOW"]:
        raise SchemaError(f"{WHERE} sends SDMX-CSV 1.0", expected="2.0", hint=STANDS)
    columns(names, (*HEAD, *END), set(names), WHERE, tell)
    start = names.index("TIME_PERIOD")
    if tuple(names[: len(HEAD)]) != HEAD or tuple(names[start : start + len(END)]) != END:
        raise SchemaError(
            f"{WHERE} sends its columns in another order",
            expected=f"{', '.join(HEAD)}, dimensions, {', '.join(END)}, attributes",
            hint=STANDS,
        )
    columns(names, names[: start + len(END)], ATTRIBUTES, WHERE, tell)
    return names[len(HEAD) : start]


def _answers(question: str, raw: pd.DataFrame, dimensions: list[str]) -> None:
    """Refuse what was not asked for: another dataflow, or a code that the key does not name."""
    match = QUESTION.fullmatch(question)
    if match is None:
        raise SchemaError(f"{question!r} is no question for {WHERE}")
    flow = _flow(match)
    if (other := ~raw["STRUCTURE_ID"].str.startswith(flow)).any():
        raise SchemaError(f"{WHERE} sends {raw['STRUCTURE_ID'][other].iloc[0]!r}", expected=flow, hint=STANDS)
    wanted = match["key"].split(".")
    if len(wanted) != len(dimensions):
        raise SchemaError(
            f"{WHERE} sends {len(dimensions)} dimensions ({', '.join(dimensions)}) for a key of {len(wanted)}",
            hint=STANDS,
        )
    for name, codes in zip(dimensions, wanted, strict=True):
        if codes and (other := ~raw[name].isin(codes.split("+"))).any():
            raise SchemaError(f"{WHERE} sends {name} {raw[name][other].iloc[0]!r}", expected=codes, hint=STANDS)


def _end(period: str) -> tuple[int, int]:
    """Return year and month in which a period ends."""
    match = PERIOD.fullmatch(period)
    if match is None:
        raise SchemaError(f"{WHERE} sends the period {period!r}", expected="2024, 2024-S1, 2024-Q1 or 2024-01")
    year, quarter, half, month = match.groups()
    return int(year), int(quarter) * 3 if quarter else int(half) * 6 if half else int(month or 12)
