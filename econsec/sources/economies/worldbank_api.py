"""World Bank: World Development Indicators as its service (v2) answers in JSON, page by page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.tables import read
from econsec.errors import CutOffError, FetchError, MissingColumnError, NoDataError, SchemaError, in_brief
from econsec.sources.economies import worldbank
from econsec.sources.files import find
from econsec.sources.shape import each, number, read_json, silent

if TYPE_CHECKING:
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "the World Bank"
STANDS = "What was fetched before stands."
NEEDED = ("indicator", "countryiso3code", "date", "value")
KNOWN = {"country", "unit", "obs_status", "decimal", "scale"}
#: "The indicator was not found. It may have been deleted or archived."
GONE = "175"


def page(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what one answer says of itself, and its rows.

    Raises
    ------
    NoDataError
        The indicator was deleted or archived.
    FetchError
        It is no JSON, or one of the errors that come with status 200.
    SchemaError
        It is not what the World Bank answers.
    """
    body = read_json(path, WHERE)
    if not (isinstance(body, list) and body and isinstance(body[0], dict)):
        raise SchemaError(f"{WHERE} answers with a {type(body).__name__}", expected="a list of page and rows")
    about = body[0]
    if said := about.get("message"):
        one = said[0] if isinstance(said, list) and said and isinstance(said[0], dict) else {"value": said}
        text = f"{WHERE} answers: {in_brief(ValueError(one.get('value') or one)).rstrip('.')}"
        error = NoDataError if str(one.get("id")) == GONE else FetchError
        raise error(text, hint=STANDS)
    rows = body[1] if len(body) > 1 else None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise FetchError(f"{WHERE} answers without rows", hint=STANDS)
    for name in ("page", "pages", "total"):
        if not str(about.get(name, "")).isdigit():
            raise MissingColumnError(f"{WHERE} answers without {name!r}", expected=f"it beside {', '.join(about)}")
    return about, rows


def read_series(folder: Path, tell: Tell = silent) -> pd.DataFrame:
    """Read every answer of a folder, ``INDICATOR-PAGE.json``.

    Returns
    -------
    DataFrame
        As `econsec.sources.economies.worldbank.read_wdi`.

    Raises
    ------
    CutOffError
        The pages of an indicator hold another number of rows than it says that it has.
    MissingFileError, MissingColumnError, SchemaError, UnknownEconomyError
        There is no answer, or it is not what the World Bank sends.
    """
    units = read("wdi_indicators").set_index("indicator").unit
    kept, counts, totals = [], dict[str, int](), dict[str, int]()
    for path in find(folder, "*.json"):
        about, rows = page(path)
        each(rows, NEEDED, KNOWN, WHERE, tell)
        for row in rows:
            indicator = str((row.get("indicator") or {}).get("id", ""))
            if indicator not in units.index or not path.name.startswith(f"{indicator}-"):
                raise SchemaError(f"{WHERE} sends the indicator {indicator!r}", expected=path.name.rpartition("-")[0])
            counts[indicator] = counts.get(indicator, 0) + 1
            totals[indicator] = int(about["total"])
            value = number(row.get("value"), f"{WHERE}, {indicator}")
            if not re.fullmatch(r"\d{4}", str(row.get("date"))):
                raise SchemaError(f"{WHERE} sends the year {row.get('date')!r}", expected="four digits")
            # Some groups of economies have no code of three letters.
            if value == value and row.get("countryiso3code"):  # noqa: PLR0124 - not NaN
                kept.append((str(row["countryiso3code"]), str(row["date"]), value, indicator, str(units[indicator])))
    for indicator, total in totals.items():
        if counts[indicator] != total:
            said = f"{WHERE} says {total:,} rows of {indicator} and sends {counts[indicator]:,}"
            raise CutOffError(said, hint=STANDS)
    if not kept:
        raise FetchError(f"{WHERE} sends no figure at all", hint=STANDS)
    return worldbank.tidy(pd.DataFrame(kept, columns=["Country Code", "Year", "Value", "indicator", "unit"]))
