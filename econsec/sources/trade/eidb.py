"""India's Department of Commerce: the Export Import Data Bank, by fiscal year (April to March), in million dollars.

A fiscal year is named by the year in which it begins. The codes of the export file are those before India's later
revisions, so that its coverage of all exports falls; the coverage is a table of its own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import recode
from econsec.codes.frames import require
from econsec.errors import SchemaError
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USD_PER_MILLION = 1e6
FLOWS = {"exports": "export", "imports": "import", "export": "export", "import": "import"}
YEARS = {"fy2024_25": 2024, "fy2025_26": 2025}
TOTAL = "TOTAL"


def read_exports(folder: Path) -> pd.DataFrame:
    """Read India's exports by partner, summed from eight digits to six.

    Returns
    -------
    DataFrame
        year (in which the fiscal year begins), partner (ISO3), product (HS6), value (USD). Values below 5,000 USD are
        rounded to zero by the publisher and left out; quantities are left out, their units differ below six digits.
    """
    table = pd.read_parquet(find(folder, "india_exports_hs8_partner_*.parquet")[-1])
    require(table, ("hs8", "country", "fy_start", "usd_mn"), name="India's exports")
    table = table[table.usd_mn > 0]
    flows = pd.DataFrame(
        {
            "year": table.fy_start.astype("int32"),
            "partner": recode(table.country, "eidb"),
            "product": table.hs8.str[:6],
            "value": (table.usd_mn * USD_PER_MILLION).round(),
        }
    )
    return flows.groupby(["year", "partner", "product"], as_index=False)[["value"]].sum()


def read_coverage(folder: Path) -> pd.DataFrame:
    """Read how much of India's official exports the file by product holds.

    Returns
    -------
    DataFrame
        year, product (HS2, or TOTAL), listed (USD in the file), official (USD, NaN where not known), coverage
        (listed / official, NaN where not known).
    """
    years = read_text(
        find(folder, "coverage_by_fy.csv")[0], ("fy_start", "sum_hs8_usd_mn", "official_total_usd_mn", "coverage")
    ).set_axis(["year", "listed", "official", "coverage"], axis="columns")
    chapters = pd.read_csv(find(folder, "coverage_by_hs2_fy2024.csv")[0], dtype=str, keep_default_na=False)
    chapters = chapters.set_axis(["product", "listed", "official", "coverage"], axis="columns").assign(year="2024")
    table = pd.concat([years.assign(product=TOTAL), chapters], ignore_index=True)
    return pd.DataFrame(
        {
            "year": table.year.astype("int32"),
            "product": table["product"],
            "listed": pd.to_numeric(table.listed) * USD_PER_MILLION,
            "official": pd.to_numeric(table.official) * USD_PER_MILLION,
            "coverage": pd.to_numeric(table.coverage),
        }
    )


def read_chapters(folder: Path) -> pd.DataFrame:
    """Read India's trade by chapter: with all economies, and with China, Russia, the UAE and the United States.

    Returns
    -------
    DataFrame
        year (in which the fiscal year begins), flow, partner (ISO3, WLD), product (HS2, or TOTAL), value (USD).
    """
    path = find(folder, "country_commodity_breakdown_*.json")[-1]
    partners: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["country_commodity_data"]
    rows = [row for name, flows in partners.items() for row in _partner(name, flows)]
    table = pd.DataFrame(rows, columns=["year", "flow", "partner", "product", "value"])
    everyone = _everyone(find(folder, "eidb_chapter_trade_snapshot.csv")[0])
    table = pd.concat([table, everyone], ignore_index=True)
    return table.assign(
        partner=recode(table.partner, "eidb"),
        year=table.year.astype("int32"),
        value=(table.value * USD_PER_MILLION).round(),
    )


def _partner(name: str, flows: dict[str, Any]) -> Iterator[tuple[int, str, str, str, float]]:
    for flow, facts in flows.items():
        for label, year in YEARS.items():
            yield year, FLOWS[flow], name, TOTAL, float(facts[f"total_{label}"])
            for chapter in facts["chapters"]:
                if chapter[label] is not None:
                    yield year, FLOWS[flow], name, chapter["hs"], float(chapter[label])


def _everyone(path: Path) -> pd.DataFrame:
    table = read_text(path, ("flow", "fy_start", "hs_code", "cur_year_usd_mn"))
    if unknown := set(table.flow) - set(FLOWS):
        raise SchemaError(f"{path.name} has a flow {min(unknown)!r}")
    return pd.DataFrame(
        {
            "year": table.fy_start.astype("int32"),
            "flow": table.flow.map(FLOWS),
            "partner": "World",
            "product": table.hs_code.str.zfill(2),
            "value": pd.to_numeric(table.cur_year_usd_mn),
        }
    )
