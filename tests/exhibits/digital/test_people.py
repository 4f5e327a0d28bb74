"""Exhibits on developers and people: they stand for any pair, or say why not."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load
from econsec.exhibits import Report
from econsec.exhibits.digital import developers
from econsec.exhibits.digital import people as talent
from econsec.exhibits.digital import shared_code as pushes
from econsec.exhibits.elements.gap import Gap
from econsec.store.catalog import dataset


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    return decisions.developers.by_quarter(load("github_activity"))


@pytest.fixture(scope="module")
def rates(counts) -> pd.DataFrame:
    return decisions.developers.pace(counts, least=1_000_000)


@pytest.fixture(scope="module")
def summed() -> pd.DataFrame:
    return decisions.shared_code.yearly(load("github_collaboration"))


def test_the_larger_comes_first_whoever_asks(report, counts, rates, sound):
    there = sound(developers.accounts(report.on(dataset("github_activity")), counts, rates))
    back = sound(developers.accounts(report.reversed.on(dataset("github_activity")), counts, rates))
    assert there.headline == back.headline
    assert "4.9" in there.headline


def test_every_ranked_economy_is_a_dot_in_both_rows_and_a_row_of_the_table(report, rates, sound):
    shown = sound(developers.growth(report.on(dataset("github_activity")), rates, least=1_000_000))
    ranked = rates.dropna(subset=["rank"])
    assert len(shown.table.frame) == len(ranked)
    dots = next(iter(shown.spec()["datasets"].values()))
    assert len(dots) == 2 * len(ranked)


def test_a_small_economy_is_not_ranked_and_that_is_said(rates):
    small = Report("BTN", "IND", "CHN", 2025)
    assert isinstance(developers.growth(small.on(dataset("github_activity")), rates, least=1e6), Gap)


def test_the_shortage_stands_beside_both_gains(report, rates, sound):
    stated = decisions.developers.against_gap(load("facts"), rates, pair=["JPN", "IND"])
    shown = sound(talent.shortage(report.on(dataset("facts"), dataset("github_activity")), stated))
    assert shown.table.frame["persons"].tolist() == pytest.approx([171e3, 450e3, 789e3, 1_046_355, 5_567_934])
    assert "8%" in shown.headline
    assert "75%" in shown.headline
    assert isinstance(talent.shortage(report.on(dataset("facts")), stated.head(0)), Gap)


def test_a_field_that_one_does_not_report_has_one_mark(report, sound):
    degrees = load("science_indicators", series="first-degrees")
    common = decisions.world_shares.common(degrees, economies=["JPN", "IND"])
    shown = sound(talent.graduates(report.on(dataset("science_indicators")), common))
    row = shown.table.frame.set_index("field").loc["computer sciences"]
    assert pd.isna(row["mine"])
    assert row["theirs"] == 160_100
    assert isinstance(
        talent.graduates(Report("BTN", "IND", "CHN", 2025).on(dataset("science_indicators")), common), Gap
    )


def test_services_are_compared_in_a_year_that_both_have(report, sound):
    sold = load("ict_services")
    compared = decisions.world_shares.growth_together(sold, economies=["IRL", "IND"])
    assert set(compared["last_year"]) == {2023}
    both = decisions.world_shares.growth_together(sold, economies=["JPN", "IND"])
    assert sound(talent.services(report.on(dataset("ict_services")), sold, both))
    absent = decisions.world_shares.growth_together(sold, economies=["AUS", "IND"])
    assert isinstance(talent.services(Report("AUS", "IND", "CHN", 2025).on(dataset("ict_services")), sold, absent), Gap)


def test_the_circle_holds_both_directions_of_the_pair(report, summed, sound):
    shares, ties = decisions.shared_code.sent(summed), decisions.shared_code.together(summed)
    around = decisions.shared_code.circle(ties, always=list(report.roles.values()))
    shown = sound(pushes.exchange(report.on(dataset("github_collaboration")), shares, around))
    sent = ("2万177回", "1万4,309回") if report.language == "ja" else ("20,177 times", "14,309 times")
    assert all(number in shown.headline for number in sent)
    whole = shown.table.whole
    assert {*whole["economy"], *whole["partner"]} == set(around)


def test_a_pair_below_the_threshold_is_said_in_words(summed):
    shares, ties = decisions.shared_code.sent(summed), decisions.shared_code.together(summed)
    lone = Report("BTN", "JPN", "CHN", 2025)
    assert isinstance(pushes.exchange(lone.on(dataset("github_collaboration")), shares, ["JPN", "CHN"]), Gap)
    kept = decisions.shared_code.sides(shares, **lone.roles)
    assert isinstance(pushes.mutual(lone.on(dataset("github_collaboration")), kept), Gap)
    assert isinstance(pushes.partners(lone.on(dataset("github_collaboration")), ties), Gap)


def test_the_map_marks_partners_at_a_point_and_draws_no_border(report, summed, sound):
    shown = sound(pushes.partners(report.on(dataset("github_collaboration")), decisions.shared_code.together(summed)))
    assert "0.46" in shown.headline
    assert not any("topojson" in str(layer) for layer in shown.spec()["layer"])
