"""Who mines, who refines, who has reserves."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, indicators, load, sector
from econsec.exhibits import Report, labels
from econsec.exhibits.dependence import supply_risk as risk
from econsec.exhibits.dependence import trends
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.industries import minerals as supply
from econsec.store.catalog import dataset


@pytest.fixture(scope="session")
def usgs():
    return load("usgs_world")


def test_refining_is_compared_with_mining(report, sound):
    stages = decisions.stage_shares(load("iea_supply"), importer="JPN", partner="IND", rival="CHN")
    shown = sound(supply.stages(report.on(dataset("iea_supply")), stages))
    assert str(int((stages["rival_refining"] > 0.5).sum())) in shown.headline


def test_reserves_and_output_of_a_partner_without_entries_are_said_in_words(report):
    empty = pd.DataFrame(columns=["commodity", "year", "production_share", "reserves_share", "years_left"])
    assert isinstance(supply.reserves(report, empty), Gap)


def test_the_headline_on_reserves_counts_both_ways(report, usgs, sound):
    found = decisions.reserves_against_output(usgs, economy="IND")
    shown = sound(supply.reserves(report.on(dataset("usgs_world")), found))
    both = shown.table.frame.dropna(subset=["production_share", "reserves_share"])
    assert str(int((both["reserves_share"] > both["production_share"]).sum())) in shown.headline


def test_shares_of_producers_add_up(report, usgs, names, sound):
    output = decisions.output_by_product(usgs, sector("critical_minerals").products, year=2024)
    table = sound(supply.miners(report.on(dataset("usgs_world")), output, names)).table.frame
    assert table.groupby("label")["share"].sum().round(9).eq(1).all()


def test_india_lost_its_rare_earth_reserves_between_two_editions_usgs(usgs):
    # USGS MCS 2025: 6.9 Mt of a world above 90 Mt; MCS 2026: NA.
    gone = decisions.withdrawn_reserves(usgs, economy="IND").set_index("commodity").loc["Rare earths"]
    assert (gone["value"], gone["edition"], gone["latest"]) == (6_900_000, 2025, 2026)
    assert gone["bound"]
    assert gone["share"] == pytest.approx(6.9 / 90)


def test_supply_risk_is_shown_with_its_parts(report, flows, names, usgs, trade, sound):
    world = decisions.output_by_product(usgs, sector("critical_minerals").products, year=2024)
    bought = flows[flows["importer"] == "JPN"].drop(columns="year")
    risks = indicators.supply_risk(load("wgi"), production=world.drop(columns="year"), sourcing=bought)
    shown = sound(risk.supply_risk(report.on(trade, dataset("usgs_world"), dataset("wgi")), risks, names))
    assert shown.table.frame["supply_risk"].is_monotonic_decreasing


def test_the_paths_name_the_largest_fall_and_rise_among_sizable_products(sound):
    here = Report("JPN", "IND", "CHN", 2024, "en")
    names = labels(sector("critical_minerals"), "en")
    history = load("baci_minerals_trend", importer="JPN")
    path = decisions.rival_share(history, importer="JPN", rival="CHN")
    changes = decisions.change(path, 2002, 2024)
    shown = sound(trends.paths(here.on(dataset("baci_minerals_trend")), path, changes, names))
    small = path[(path["year"] == 2024) & (path["imports"] < 1e6)]["product"]
    assert "811212" in set(small)  # beryllium: 0.05 million dollars
    assert "eryllium" not in shown.headline
    assert shown.headline.startswith("Phosphorus")
