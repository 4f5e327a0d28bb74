"""Controls as of a date: nothing is called in force beyond what the source supports."""

from __future__ import annotations

import datetime as dt

import pytest

from econsec import decisions, load, sector
from econsec.exhibits import Report, coverage
from econsec.exhibits.controls import in_force as controls
from econsec.exhibits.elements.gap import Gap
from econsec.store.catalog import dataset

COVERED, AFTER = dt.date(2026, 6, 17), dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def announced():
    return load("export_controls")


def test_after_the_source_ends_nothing_is_said_to_be_in_force(report, announced, sound):
    measures = decisions.in_force(announced, as_of=AFTER)
    shown = sound(controls.timeline(report.on(dataset("export_controls")), measures, AFTER, covered=COVERED))
    words = {row[5]["text"] for row in shown.payload()["table"]["rows"]}
    until, ends = (
        report.text("status.ran_out", until=dt.date(2026, 11, 10)),
        report.text("status.held", covered=COVERED),
    )
    assert words == {until, ends, report.text("status.not_known")}
    # One of fifteen was suspended in part, and the source does not say which part.
    rows = shown.table.frame
    assert (rows["status_text"] == report.text("status.not_known")).sum() == 1
    assert {"en": "10 Nov 2026", "ja": "2026年11月10日"}[report.language] in shown.headline
    assert "6" in shown.headline
    assert "8" in shown.headline


def test_on_the_last_covered_day_measures_are_in_force_or_suspended(report, announced, sound):
    measures = decisions.in_force(announced, as_of=COVERED)
    shown = sound(controls.timeline(report.on(dataset("export_controls")), measures, COVERED, covered=COVERED))
    counts = measures["status"].value_counts()
    assert str(counts["in force"]) in shown.headline
    # No. 46 of 2024 is said to be suspended in part, with no days given: what holds of it is not known.
    assert measures.loc[measures["status"] == "not known", "id"].tolist() == ["2024-046"]
    assert set(measures["status"]) == {"in force", "suspended", "not known"}


def test_each_measure_says_whether_it_covers_goods_equipment_or_technology(report, announced):
    measures = decisions.in_force(announced, as_of=COVERED)
    shown = controls.timeline(report.on(dataset("export_controls")), measures, COVERED, covered=COVERED)
    words = {row["id"]: row["covers_text"] for row in shown.table.frame.to_dict("records")}
    goods, equipment, technology = (report.text(f"covers.{kind}") for kind in ("goods", "equipment", "technology"))
    assert words["2025-056"] == equipment
    assert words["2025-062"] == technology
    assert words["2025-018"] == goods
    assert all(part in words["2025-058"] for part in (goods, equipment, technology))


def test_no_period_of_a_bar_runs_past_the_day(report, announced):
    for day in (COVERED, AFTER, dt.date(2023, 8, 15)):
        measures = decisions.in_force(announced, as_of=day)
        spec = controls.timeline(report.on(dataset("export_controls")), measures, day, covered=COVERED).spec()
        ends = [row["end"] for rows in spec["datasets"].values() for row in rows if "end" in row]
        assert max(ends) <= day.isoformat()


def test_of_another_rival_the_list_says_nothing(announced):
    here = Report("JPN", "IND", "RUS", 2024, "en")
    none = controls.of_rival(here, announced)
    assert none.empty
    measures = decisions.in_force(none, as_of=AFTER)
    assert isinstance(controls.timeline(here.on(dataset("export_controls")), measures, AFTER, covered=COVERED), Gap)


def test_controlled_trade_is_what_the_codes_hold(report, announced, flows, names, trade, sound):
    minerals = sector("critical_minerals").products
    covered = decisions.coverage(announced, minerals, flows, importer="JPN", rival="CHN", as_of=COVERED, year=2024)
    shown = sound(
        coverage.coverage(report.on(trade, dataset("export_controls")), covered, names, COVERED, covered=COVERED)
    )
    china = flows[(flows["importer"] == "JPN") & (flows["exporter"] == "CHN")].groupby("product")["value"].sum()
    touched = ["810194", "811010", "811292", "850511"]
    assert sorted(shown.table.frame["product"]) == touched
    assert shown.table.frame["from_rival"].sum() == pytest.approx(china[touched].sum())


def test_after_the_source_ends_the_same_codes_are_shown_and_none_is_called_controlled_or_free(
    report, announced, flows, names, trade, sound
):
    minerals = sector("critical_minerals").products
    asked = {"importer": "JPN", "rival": "CHN", "year": 2024}
    sources = (trade, dataset("export_controls"))
    laid = [(day, decisions.coverage(announced, minerals, flows, **asked, as_of=day)) for day in (COVERED, AFTER)]
    then, now = (coverage.coverage(report.on(*sources), found, names, day, covered=COVERED) for day, found in laid)
    sound(now)
    assert now.table.frame["product"].tolist() == then.table.frame["product"].tolist()
    assert set(now.table.frame["status_text"]) == {report.text("status.held", covered=COVERED)}
    assert now.headline == then.headline


def test_a_gap_speaks_of_the_last_day_that_the_list_covers(report, announced, flows, names, trade):
    minerals = sector("critical_minerals").products
    covered = decisions.coverage(announced, minerals, flows, importer="JPN", rival="CHN", as_of=AFTER, year=2024)
    sources = (trade, dataset("export_controls"))
    gap = coverage.coverage(report.on(*sources), covered, {"750210": "nickel"}, AFTER, covered=COVERED)
    assert gap == Gap("controls.coverage.gap", {"covered": COVERED})
    assert {"en": "17 Jun 2026", "ja": "2026年6月17日"}[report.language] in report.text(gap.key, **gap.values)


def test_a_label_does_not_say_more_than_the_measure(report, announced, sound):
    measures = decisions.in_force(announced, as_of=COVERED)
    shown = sound(controls.timeline(report.on(dataset("export_controls")), measures, COVERED, covered=COVERED))
    labels = shown.table.frame.set_index("id")["label"]
    users, listed, watched = {
        "en": ("military users and uses", "control list", "watch list"),
        "ja": ("軍事ユーザー・軍事用途", "規制リスト", "注視リスト"),
    }[report.language]
    assert users in labels["2026-001"]
    assert listed in labels["2026-011"]
    assert watched in labels["2026-012"]
    scopes = {row[-1]["text"] for row in shown.payload()["table"]["rows"]}
    assert len(scopes) > len(measures) / 2
