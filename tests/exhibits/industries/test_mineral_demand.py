"""Exhibits on the demand for minerals: bands from the lowest to the highest scenario, and uses that are all of it."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.industries import mineral_demand as scenarios
from econsec.store.catalog import dataset


@pytest.fixture(scope="session")
def table() -> pd.DataFrame:
    return load("iea_demand")


@pytest.mark.parametrize("name", ["STEPS", "APS", "NZE"])
def test_the_marked_scenario_lies_in_its_band(report, table, name, sound):
    found = decisions.clean_energy.demand(table, year=2040)
    shown = sound(scenarios.demand(report.on(dataset("iea_demand")), found, scenario=name, year=2040))
    rows = shown.table.frame
    assert ((rows["low"] <= rows["central"]) & (rows["central"] <= rows["high"])).all()
    assert rows["central"].is_monotonic_decreasing


def test_a_scenario_that_is_not_there_is_said_so(report, table):
    found = decisions.clean_energy.demand(table, year=2040)
    shown = scenarios.demand(report.on(dataset("iea_demand")), found, scenario="BAU", year=2040)
    assert isinstance(shown, Gap)


def test_the_headline_counts_minerals_of_which_clean_energy_takes_most(report, table, sound):
    found = decisions.clean_energy.uses(table, scenario="NZE", year=2040)
    shown = sound(scenarios.uses(report.on(dataset("iea_demand")), found, scenario="NZE", year=2040))
    own = table[(table.scenario == "NZE") & (table.year == 2040)]
    rows = own.pivot_table(index="mineral", columns="sector", values="value")
    over = int((rows["all clean energy"] / rows["all uses"] > 0.5).sum())
    said = {"en": f"half of {over} of 6 minerals", "ja": f"6鉱物のうち{over}種"}
    assert said[report.language] in shown.headline


def test_the_parts_of_a_bar_sum_to_one(report, table, sound):
    found = decisions.clean_energy.uses(table, scenario="STEPS", year=2040)
    shown = sound(scenarios.uses(report.on(dataset("iea_demand")), found, scenario="STEPS", year=2040))
    assert shown.table.frame.groupby("mineral")["share"].sum().to_numpy() == pytest.approx(1.0, abs=1e-3)
