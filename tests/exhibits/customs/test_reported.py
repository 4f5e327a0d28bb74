"""Exhibits on one customs office's figures speak only of the economies that it reports."""

from __future__ import annotations

import pytest

from econsec import decisions, load
from econsec.exhibits import Report
from econsec.exhibits.customs import reported as customs
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.science import industry as knowledge
from econsec.store.catalog import dataset

GROUPS = ["medical-products", "organic-chemicals"]


@pytest.fixture(scope="session")
def trade():
    return load("japan_trade", commodity=GROUPS)


@pytest.mark.parametrize(("importer", "partner", "flow"), [("JPN", "IND", "import"), ("IND", "JPN", "export")])
def test_japans_trade_is_its_imports_or_its_exports_by_its_part(trade, importer, partner, flow, sound):
    asked = Report(importer, partner, "CHN", 2024, "ja")
    assert customs.direction(asked) == flow
    found = decisions.reported.parts(trade, flow=flow)
    shown = sound(customs.history(asked.on(dataset("japan_trade")), found, GROUPS))
    assert shown.id == f"customs-{flow}"


def test_the_first_partner_named_is_the_first_of_the_first_group(report, trade):
    found = decisions.reported.parts(trade, flow="import")
    shown = customs.history(report.on(dataset("japan_trade")), found, GROUPS)
    # The United States lead in medicines, China in organic chemicals (Ministry of Finance, 2025).
    assert {"en": "the United States comes first", "ja": "首位は米国"}[report.language] in shown.headline


def test_other_economies_get_words(trade):
    found = decisions.reported.parts(trade, flow="import")
    assert isinstance(customs.history(Report("DEU", "IND", "CHN", 2024).on(dataset("japan_trade")), found, GROUPS), Gap)
    assert isinstance(customs.history(Report("JPN", "BTN", "CHN", 2024).on(dataset("japan_trade")), found, GROUPS), Gap)


def test_destinations_name_the_other_economy_whatever_its_part(sound):
    sold = decisions.reported.destinations(
        load("india_exports", year=2024, product="300490"), headings=["30"], year=2024
    )
    for asked in (Report("JPN", "IND", "CHN", 2024), Report("IND", "JPN", "CHN", 2024)):
        shown = sound(customs.destinations(asked.on(dataset("india_exports")), sold, "Medicines", 0.9))
        assert "Japan is India’s customer" in shown.headline
    nobody = customs.destinations(
        Report("JPN", "DEU", "CHN", 2024).on(dataset("india_exports")), sold, "Medicines", 0.9
    )
    assert isinstance(nobody, Gap)


def test_growth_names_the_fastest_and_the_slowest(report, sound):
    science = load("science_indicators", economy=["JPN", "IND", "CHN", "USA", "WLD"])
    made = decisions.world_shares.of_world(science[science["series"] == "value-added-pharma"])
    table = sound(
        knowledge.value_added(report.on(dataset("science_indicators")), made, decisions.world_shares.growth(made), "x")
    ).table.frame
    assert table["times"].is_monotonic_decreasing
    assert (table["economy"].iloc[0], table["economy"].iloc[-1]) == ("CHN", "JPN")


def test_two_counts_of_patents_are_two_panels_never_one_line(report, sound):
    science = load("science_indicators", economy=["JPN", "IND", "CHN", "WLD"])
    counts = {"patent-families-pharma": "patents.families", "us-patents-pharma": "patents.us"}
    invented = decisions.world_shares.of_world(science[science["series"].isin(list(counts))])
    shown = sound(knowledge.patents(report.on(dataset("science_indicators")), invented, counts, "x"))
    drawn = [row for rows in shown.spec()["datasets"].values() for row in rows if "panel" in row and "value" in row]
    assert len({row["panel"] for row in drawn}) == 2
    nobody = knowledge.patents(
        Report("BTN", "NPL", "CHN", 2024).on(dataset("science_indicators")), invented, counts, "x"
    )
    assert isinstance(nobody, Gap)
