"""The exhibit on months: what is drawn, and the command where there is nothing to draw."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, fetched, load, sector
from econsec.exhibits.controls import monthly
from econsec.exhibits.elements.gap import Gap
from econsec.live.connectors.trade import comtrade

SIDES = {"importer": "JPN", "rival": "CHN"}
CODES = ["810194", "850511"]


@pytest.fixture(scope="module")
def measures():
    return decisions.monthly.touching(
        load("export_controls"), sector("critical_minerals").products, **SIDES, as_of="2026-11-22"
    )


def shown(report, table, measures, names, years=None):
    bought = decisions.monthly.bought(table, measures["product"], **SIDES)
    years = fetched("trade_annual_reported") if years is None else years
    against = decisions.monthly.against_years(bought, years, **SIDES)
    return monthly.months(
        report, bought, decisions.monthly.before_and_after(bought, measures), measures, names, against
    )


def test_without_a_table_one_sentence_with_the_command_that_brings_it(report, measures, names):
    found = shown(report, fetched("trade_monthly", reporter="JPN"), measures, names)
    assert isinstance(found, Gap)
    said = report.text(found.key, **found.values)
    codes = "250410 280530 284690 810194 811010 811292 850511"
    assert f"econsec data fetch comtrade {codes} --reporter JPN --years 2021: --monthly" in said
    words = said.partition("comtrade ")[2].split()[:7]
    assert comtrade.wanted(words, "JPN", "2021:", monthly=True)["codes"] == words


def test_months_before_and_after_are_drawn_with_the_announcements(report, measures, names, months, sound):
    found = sound(shown(report, months, measures, names))
    assert [row[1]["text"] for row in found.payload()["table"]["rows"]] == ["810194", "850511"]
    rules = [row["start"] for rows in found.spec()["datasets"].values() for row in rows if "label" in row]
    assert sorted(rules) == ["2025-02-04", "2025-04-04", "2025-10-09"]
    assert len(found.payload()["csv"]["rows"]) == 2 * 69
    assert any("HS 2022" in caveat for caveat in found.caveats)
    assert found.topic, "its source forbids commercial use"
    assert not any("twelve months" in caveat.lower() for caveat in found.caveats), "nobody has fetched years"


@pytest.mark.parametrize(
    ("value", "form", "values"),
    [
        (12e6, "same", {"n": 2}),
        (9e6, "other", {"n": 2, "of": 2, "first": "tungsten", "year": "2024", "months": 12e6, "value": 9e6}),
    ],
)
def test_where_years_were_fetched_too_the_months_are_held_against_them(
    report, measures, names, months, sound, value, form, values
):
    years = months.drop_duplicates(["year", "product"])
    years = years[years["year"] == 2024].assign(value=value)
    found = sound(shown(report, months, measures, names, years))
    values = values | ({"first": names["810194"]} if "first" in values else {})
    assert report.text(f"caveat.months_years.{form}", **values) in found.caveats


def test_too_few_months_are_said_to_be_too_few(report, measures, names, months, sound):
    found = sound(shown(report, months[months["year"] == 2021], measures, names))
    assert found.headline == report.text("controls.monthly.headline.short", codes=2)


def test_goods_that_no_measure_touches_have_no_months(report, measures, names, months):
    assert shown(report, months, measures.head(0), names).key == "controls.monthly.none"


@pytest.fixture
def months(monkeypatch):
    """Sixty-nine months of two codes, in which the rival sells less once its measures are there."""
    known = monthly.dataset
    monkeypatch.setattr(
        monthly, "dataset", lambda name: known("export_controls" if name in {monthly.TABLE, monthly.YEARS} else name)
    )
    rows = []
    for number in range(69):
        year, month = 2021 + number // 12, number % 12 + 1
        for code, cut in zip(CODES, (202502, 202504), strict=True):
            value = 1e6 if 100 * year + month <= cut else 4e5
            rows.append({"year": year, "month": month, "product": code, "value": value})
    fixed = {"reporter": "JPN", "flow": "imports", "partner": "CHN"}
    table = pd.DataFrame(rows).assign(**fixed)
    return table.assign(revision=["H5" if year < 2022 else "H6" for year in table["year"]])
