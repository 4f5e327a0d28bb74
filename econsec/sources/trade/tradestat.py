"""India's TradeStat: one code in one month with all economies, as its pages show it, in millions of dollars.

A page of a month tells the same month of the year before as well. What is below 5,000 USD is rounded to zero there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd
from bs4 import BeautifulSoup

from econsec.codes.economies import recode
from econsec.errors import CutOffError, SchemaError, UnknownEconomyError
from econsec.sources.files import find

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

WHERE = "TradeStat"
STANDS = "What was fetched before stands."
USD_PER_MILLION = 1e6
VALUATION = {"imports": "CIF", "exports": "FOB"}
MONTHS = {name: number for number, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}
MONTH = re.compile(r"([A-Za-z]{3,9})[^A-Za-z0-9]*(\d{4})(?:[^A-Za-z]*\(?([RPF])\)?)?", re.IGNORECASE)
STAGES = {"R": "revised", "P": "provisional", "F": "final", "": "not said"}
NUMBER = re.compile(r"\d{1,3}(,?\d{2,3})*(\.\d+)?|\d+(\.\d+)?")
#: All that a page may say that has no figures: a sentence on an outage has other words before or after.
NOTHING = re.compile(
    r"(?:^|\n)\W*no (?:record|data|trade|result)s?(?: (?:is |are |was |were )?(?:found|available))?\W*(?:\n|$)",
    re.IGNORECASE,
)
ABSENT = {"", "-", "NA", "N/A"}
NAME, BEFORE, NOW = 1, 2, 3  # columns of a page; what follows is growth, and sums since April
HALF_STEP = 0.005  # million dollars: the pages show two decimals
KEY = ["year", "month", "flow", "product", "partner"]


def file_name(flow: str, product: str, year: int, month: int) -> str:
    """Return what the page of a month is called in a snapshot.

    Examples
    --------
    >>> file_name("imports", "280530", 2025, 8)
    'imports-280530-2025-08.html'
    """
    return f"{flow}-{product}-{year}-{month:02}.html"


def read_monthly(folder: Path) -> pd.DataFrame:
    """Read every page of a folder.

    Returns
    -------
    DataFrame
        year, month, flow, product, partner (ISO3; WLD all economies, 0 where there was no trade at all), valuation,
        stage (revised, provisional, final, not said), value (USD).

    Raises
    ------
    MissingFileError, SchemaError, CutOffError
        There is no page, it is not what TradeStat shows, or its rows are not all there.
    """
    tables = []
    for path in find(folder, "*ports-*.html"):
        flow, product, year, month = path.stem.split("-")
        table = _page(path, int(year), int(month))
        tables.append(table.assign(flow=flow, product=product, valuation=VALUATION[flow]))
    table = pd.concat(tables, ignore_index=True)
    # A later page tells a month of a year before again, revised, and whole: its partners take the place of all others.
    latest = table.groupby(KEY[:-1])["told_in"].transform("max")
    table = table[table["told_in"] == latest].drop(columns="told_in")
    return table.sort_values(KEY, ignore_index=True).astype({"flow": "str", "product": "str", "valuation": "str"})


def has_table(path: Path) -> bool:
    """Tell whether a page shows figures; False where it says in words that it has none.

    Raises
    ------
    SchemaError
        It does neither.
    """
    return _figures(BeautifulSoup(path.read_bytes(), "html.parser"), path.name) is not None


def _figures(page: BeautifulSoup, name: str) -> Tag | None:
    for table in page.find_all("table"):
        if any("country" in cell.get_text().lower() for cell in table.find_all("th")):
            return table
    if NOTHING.search(page.get_text("\n", strip=True)):
        return None
    raise SchemaError(f"{WHERE} sends a page without figures ({name})", expected="a table", hint=STANDS)


def _page(path: Path, year: int, month: int) -> pd.DataFrame:
    page, at = BeautifulSoup(path.read_bytes(), "html.parser"), f"{WHERE}, {path.name}"
    table = _figures(page, path.name)
    if table is None:
        nothing = pd.DataFrame({"partner": ["WLD"], "value": [0.0], "stage": ["not said"]})
        return nothing.assign(year=year, month=month, told_in=year).astype({"partner": "str", "stage": "str"})
    for choice in page.find_all("select"):  # it names the other units too
        choice.decompose()
    words = page.get_text(" ").lower()
    if "million" not in words and ("crore" in words or "lakh" in words):
        raise SchemaError(f"{at} is in rupees", expected="millions of US dollars", hint=STANDS)
    if (told := re.search(r"commodity\s*:?\s*(\d{2,8})\b", words)) and told[1] != path.stem.split("-")[1]:
        raise SchemaError(f"{at} is about {told[1]}", expected=path.stem.split("-")[1], hint=STANDS)
    heads = [cell.get_text(" ", strip=True) for cell in table.find_all("th")]
    stages = [_stage(heads, column, (year - 1 + number, month), at) for number, column in enumerate((BEFORE, NOW))]
    rows, sums = _rows(table, at)
    parts = []
    for number, stage in enumerate(stages):
        values = [figures[number] for _, figures in rows]
        if abs(sum(values) - sums[number]) > HALF_STEP * (len(values) + 2):
            raise CutOffError(f"{at}: the economies do not add up to the total; some are missing", hint=STANDS)
        found = pd.DataFrame({"partner": [name for name, _ in rows], "value": values})
        found = pd.concat([found[found["value"] > 0], pd.DataFrame({"partner": ["World"], "value": [sums[number]]})])
        parts.append(found.assign(year=year - 1 + number, stage=stage))
    found = pd.concat(parts, ignore_index=True)
    try:
        found["partner"] = recode(found["partner"].astype("str"), "eidb").astype("str")
    except UnknownEconomyError as error:
        raise SchemaError(f"{at}: {error.problem}", hint=STANDS) from None
    found = found.groupby(["year", "stage", "partner"], as_index=False, sort=False)[["value"]].sum()
    found["value"] = (found["value"] * USD_PER_MILLION).round()
    return found.assign(month=month, told_in=year).astype({"year": "int32", "stage": "str"})


def _stage(heads: list[str], column: int, asked: tuple[int, int], at: str) -> str:
    """Read how final the column of a month is, and see that it is that month's."""
    head = heads[column] if column < len(heads) else ""
    told = MONTH.search(head)
    if told is None or (int(told[2]), MONTHS.get(told[1][:3].lower())) != asked:
        expected = f"{list(MONTHS)[asked[1] - 1].title()} {asked[0]}"
        raise SchemaError(f"{at} has a column {head!r}", expected=expected, hint=STANDS)
    return STAGES[(told[3] or "").upper()]


def _rows(table: Tag, at: str) -> tuple[list[tuple[str, list[float]]], list[float]]:
    """Return the economies with both months, and the total."""
    rows, total = [], None
    for line in table.find_all("tr"):
        cells = [cell.get_text(" ", strip=True) for cell in line.find_all("td")]
        if len(cells) <= NOW:
            continue
        if cells[0].rstrip(".").isdigit():
            rows.append((cells[NAME], [_number(cells[column], at) for column in (BEFORE, NOW)]))
        elif total is None and "total" in f"{cells[0]} {cells[NAME]}".lower():
            total = [_number(cells[column], at) for column in (BEFORE, NOW)]
    if total is None:
        raise SchemaError(f"{at} has no row of the total", hint=STANDS)
    return rows, total


def _number(text: str, at: str) -> float:
    if text in ABSENT:
        return 0.0
    if NUMBER.fullmatch(text) is None:
        raise SchemaError(f"{at} cannot be read: {text!r} is no amount", hint=STANDS)
    return float(text.replace(",", ""))
