"""U.S. National Science Foundation (NCSES): Science and Engineering Indicators, tables of articles, patents, degrees.

A table is a tree of labels (``World -> Asia -> Japan``), a wide list of economies by year, a summary, or a matrix. The
labels are economies, regions (left out) or fields; which is which stands in ``data/codes/ncses_*.csv``.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.codes.tables import read
from econsec.errors import SchemaError, UnknownEconomyError
from econsec.sources.files import find

if TYPE_CHECKING:
    from pathlib import Path

ARROW = " -> "
FOOTNOTE = re.compile(r"<sup>.*?</sup>")
YEAR = re.compile(r"(?:field_)?(?P<year>\d{4})")
# Tables that sum over years speak of these.
LAST_YEAR = 2022
SUMMARY = {
    "number_of_papers_whole_": "whole counts",
    "number_of_papers_fractional_": "fractional counts",
    "papers_involving_multiple_institutions_whole_": "articles of several institutions",
    "papers_involving_only_domestic_institutions_whole_": "articles of domestic institutions only",
    "papers_involving_international_institutions_whole_": "articles with institutions abroad",
}
COLUMNS = ["series", "field", "economy", "year", "value", "unit"]


def read_indicators(folder: Path) -> pd.DataFrame:
    """Read every table but the matrix of co-authors.

    Returns
    -------
    DataFrame
        series (slug), field (empty where the table has none), economy (ISO3, WLD, EUU), year (for tables that sum over
        years the last of them: the series' name says so), value, unit.
    """
    tables = read("ncses_tables").query("shape != 'matrix'")
    parts = [
        READERS[row["shape"]](_load(folder, row["table"])).assign(series=row["series"], unit=row["unit"])
        for row in tables.to_dict("records")
    ]
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def read_coauthors(folder: Path) -> pd.DataFrame:
    """Read articles on AI by pair, 2003 to 2022 together: economy, partner, works. The diagonal is empty."""
    table = _load(folder, read("ncses_tables").query("shape == 'matrix'").table.item())
    label = "region_country_or_economy"
    long = table.drop(columns=["table_id", "row_id"]).melt(id_vars=label, var_name="partner", value_name="works")
    pairs = pd.DataFrame(
        {
            "economy": _economies(long[label]),
            "partner": _economies(long.partner.str.replace("_", " ")),
            "works": pd.to_numeric(long.works).astype("float64"),
        }
    )
    return pairs[pairs.economy != pairs.partner].reset_index(drop=True)


def _tree(table: pd.DataFrame) -> pd.DataFrame:
    paths = next(column for column in table.columns if column.endswith("_full_path"))
    return _placed(table, table[paths])


def _wide(table: pd.DataFrame) -> pd.DataFrame:
    return _placed(table, table.path)


def _placed(table: pd.DataFrame, paths: pd.Series) -> pd.DataFrame:
    """Take economy and field from each row's path; drop the rows whose last place is a region."""
    places = {path: _place(path) for path in paths.unique()}
    years = {column: match["year"] for column in table.columns if (match := YEAR.fullmatch(column))}
    kept = table.assign(
        economy=paths.map(lambda path: places[path][0]), field=paths.map(lambda path: places[path][1])
    ).query("economy != ''")
    long = kept.melt(id_vars=["economy", "field"], value_vars=list(years), var_name="year", value_name="value")
    long = long[~long.value.isin(["", "NA"])]
    return long.assign(year=long.year.map(years).astype("int32"), value=pd.to_numeric(long.value).astype("float64"))


def _summary(table: pd.DataFrame) -> pd.DataFrame:
    label = "region_country_or_economy"
    kept = table.assign(economy=table[label].map(lambda name: _place(name)[0])).query("economy != ''")
    long = kept.melt(id_vars="economy", value_vars=list(SUMMARY), var_name="field")
    return long.assign(field=long.field.map(SUMMARY), year=LAST_YEAR, value=pd.to_numeric(long.value).astype("float64"))


def _categories(table: pd.DataFrame) -> pd.DataFrame:
    nations = [column for column in table.columns if column.startswith("field_")]
    long = table.melt(id_vars="category_full_path", value_vars=nations, var_name="economy").query("value != ''")
    return pd.DataFrame(
        {
            "field": long.category_full_path,
            "economy": _economies(long.economy.str.removeprefix("field_").str.replace("_", " ")),
            "year": LAST_YEAR,
            "value": pd.to_numeric(long.value).astype("float64"),
        }
    )


READERS = {"tree": _tree, "wide": _wide, "summary": _summary, "categories": _categories}


def _place(path: str) -> tuple[str, str]:
    """Return the economy and the field of a path; no economy where the path ends in a region."""
    regions, fields = _regions(), _fields()
    economy, named = "", []
    for part in path.split(ARROW):
        label = FOOTNOTE.sub("", html.unescape(part)).strip()
        if label in fields:
            named.append(fields[label])
        else:
            economy = "" if label in regions else _economy(label)
    return economy, " / ".join(named[-1:])


@cache
def _economy(label: str) -> str:
    try:
        return str(recode(pd.Series([label]), "ncses").item())
    except UnknownEconomyError as error:
        raise SchemaError(f"NCSES has a label {label!r} that is no economy, region or field here") from error


def _economies(values: pd.Series) -> pd.Series:
    return recode(values, "ncses")


@cache
def _regions() -> frozenset[str]:
    return frozenset(read("ncses_regions").label)


@cache
def _fields() -> dict[str, str]:
    table = read("ncses_fields")
    return dict(zip(table.label, table.name_en, strict=True))


def _load(folder: Path, table: str) -> pd.DataFrame:
    path = find(folder, f"{table}*.csv")[0]
    return pd.read_csv(path, dtype=str, keep_default_na=False)
