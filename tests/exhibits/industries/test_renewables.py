"""Exhibits on renewable power: true headlines up and down, words for economies that the source lacks."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load
from econsec.exhibits import Report
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.industries import renewables as power
from econsec.store.catalog import dataset


@pytest.fixture(scope="session")
def renewables() -> pd.DataFrame:
    return load("renewables")


def built(report: Report, table: pd.DataFrame) -> object:
    found = decisions.clean_energy.capacity(table, economies=list(report.roles.values()))
    return power.built(report.on(dataset("renewables")), found, decisions.clean_energy.growth(found))


def test_the_headline_is_the_tables(report, renewables, sound):
    shown = sound(built(report.reversed, renewables))
    last = shown.table.frame.iloc[0]
    assert f"{last['whole']:.0f}" in shown.headline
    assert last["whole"] == pytest.approx(last[["solar", "wind", "rest"]].sum())


def test_a_fleet_that_did_not_grow_is_not_said_to_have_grown(report, renewables, sound):
    level = renewables.assign(value=renewables.groupby(["economy", "technology", "measure"])["value"].transform("max"))
    shown = sound(built(report, level))
    assert {"en": "against", "ja": "年は"}[report.language] in shown.headline
    assert {"en": "times", "ja": "倍"}[report.language] not in shown.headline


def test_an_economy_that_the_source_lacks_gets_words(renewables):
    here = Report("JPN", "IND", "CHN", 2024)
    none = renewables[renewables["economy"] != "JPN"]
    assert isinstance(built(here, none), Gap)
    assert isinstance(power.shares(here.on(dataset("renewables")), renewables[renewables["economy"] == "CHN"]), Gap)


def test_shares_name_those_that_are_known(renewables, sound):
    here = Report("JPN", "IND", "CHN", 2024)
    shown = sound(power.shares(here.on(dataset("renewables")), renewables[renewables["economy"] != "IND"]))
    assert "Japan" in shown.headline
    assert "India" not in shown.headline
