"""Exhibits on models, machines, people and power: they stand for any pair, or say why not."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load
from econsec.exhibits import Report
from econsec.exhibits.digital import machines
from econsec.exhibits.digital import models as ai_models
from econsec.exhibits.digital import power as energy_for_ai
from econsec.exhibits.elements.gap import Gap
from econsec.store.catalog import dataset

NOBODY = Report("BTN", "NPL", "CHN", 2025)


@pytest.fixture(scope="module")
def clusters() -> pd.DataFrame:
    return load("gpu_clusters")


@pytest.fixture(scope="module")
def found(clusters) -> pd.DataFrame:
    return decisions.compute.by_economy(clusters)


@pytest.fixture(scope="module")
def models() -> pd.DataFrame:
    return decisions.models.notable(load("ai_models"), since=2015)


def test_every_dot_is_a_cluster_that_exists(report, clusters, found, sound):
    standing = decisions.compute.existing(clusters)
    shown = sound(machines.sites(report.on(dataset("gpu_clusters")), standing, found))
    drawn = shown.table.whole
    assert set(drawn["name"]) <= set(standing["name"])
    assert (drawn["economy"] == "JPN").sum() == 22  # of 23 the compute of one is not known
    assert isinstance(machines.sites(NOBODY.on(dataset("gpu_clusters")), standing, found), Gap)


def test_plans_stand_beside_what_exists_and_are_never_added(report, found, sound):
    shown = sound(machines.plans(report.on(dataset("gpu_clusters")), found))
    india = shown.table.frame.set_index("economy").loc["IND"]
    assert india["value"] == pytest.approx(4_302.8, abs=0.1)
    assert india["planned"] == pytest.approx(1_173_706, abs=1)
    assert {"value", "planned"} <= {column.key for column in shown.table.columns}
    assert isinstance(machines.plans(NOBODY.on(dataset("gpu_clusters")), found), Gap)


def test_a_site_of_unknown_size_is_not_none_at_all(found, clusters, sound):
    malaysia = found.set_index("economy").loc["MYS"]
    assert malaysia["sites"] == malaysia["unknown"] == 2
    here = Report("JPN", "MYS", "CHN", 2025)
    assert "an unknown number exist" in sound(machines.plans(here.on(dataset("gpu_clusters")), found)).headline
    standing = decisions.compute.existing(clusters)
    assert (
        "2 in Malaysia, the largest of an unknown number"
        in machines.sites(here.on(dataset("gpu_clusters")), standing, found).headline
    )
    assert "an unknown number in Malaysia" in machines.world(here.on(dataset("gpu_clusters")), found).headline
    nothing = Report("IDN", "MEX", "CHN", 2025)
    for drawn in (machines.plans, machines.world):
        assert isinstance(drawn(nothing.on(dataset("gpu_clusters")), found), Gap)


def test_the_map_has_a_circle_an_economy_and_none_for_nowhere(report, found, sound):
    shown = sound(machines.world(report.on(dataset("gpu_clusters")), found))
    assert "XNA" not in set(shown.table.frame["economy"])
    assert shown.table.frame["share"].sum() < 1
    assert "arcs" not in str(shown.spec())
    assert isinstance(machines.world(NOBODY.on(dataset("gpu_clusters")), found), Gap)


def test_a_model_of_several_economies_is_drawn_once(report, models, sound):
    counts = decisions.models.count(models)
    shown = sound(ai_models.compute(report.on(dataset("ai_models")), models, counts))
    assert shown.table.whole["model"].is_unique
    assert "StarCoder" in set(shown.table.frame["model"])
    assert isinstance(ai_models.compute(NOBODY.on(dataset("ai_models")), models, counts), Gap)


def test_one_without_a_model_of_known_compute_is_said_in_the_headline(models, sound):
    counts = decisions.models.count(models)
    lone = Report("JPN", "BTN", "CHN", 2025)
    assert "none is known" in sound(ai_models.compute(lone.on(dataset("ai_models")), models, counts)).headline
    assert "none is known" in sound(ai_models.compute(lone.reversed.on(dataset("ai_models")), models, counts)).headline


def test_bars_hold_the_three_economies_whatever_their_place(report, models, sound):
    counts = decisions.models.count(models)
    shown = sound(ai_models.notable(report.on(dataset("ai_models")), counts, models["model"].nunique(), since=2015))
    assert {"JPN", "IND", "CHN", "USA"} <= set(shown.table.frame["economy"])
    assert isinstance(ai_models.notable(NOBODY.on(dataset("ai_models")), counts, 1, since=2015), Gap)


def test_topics_are_of_the_last_quarter_that_both_have(report, sound):
    figures = load("github_topics")
    shown = sound(ai_models.topics(report.on(dataset("github_topics")), figures))
    row = shown.table.frame.set_index("topic").loc["machine-learning"]
    assert (row["mine"], row["theirs"]) == (239, 2_762)
    assert isinstance(ai_models.topics(NOBODY.on(dataset("github_topics")), figures), Gap)


def test_the_two_sides_change_over_with_the_question(report):
    figures = pd.DataFrame({"economy": ["JPN", "IND"], "year": 2025, "value": [3.0, 1.0]})
    there, back = (
        energy_for_ai.sides(report, decisions.compute.balance({"models": figures}, pair=pair))
        for pair in (["JPN", "IND"], ["IND", "JPN"])
    )
    assert there["mine"] == back["theirs"]
    assert (there["mine_n"], back["mine_n"]) == (1, 0)


def test_no_measure_of_both_is_said_in_words(report):
    empty = decisions.compute.balance({}, pair=["JPN", "IND"])
    assert isinstance(energy_for_ai.standing(report.on(dataset("wdi")), empty), Gap)
