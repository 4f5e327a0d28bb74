"""Rare earths from the mine to magnets: both economies at every stage, with what is their own, or words."""

from __future__ import annotations

import pytest

from econsec import decisions, load, trade
from econsec.exhibits import Report
from econsec.exhibits.dependence import stages
from econsec.exhibits.elements.gap import Gap
from econsec.store.catalog import dataset

YEAR = 2024
DATA = [dataset(name) for name in ("baci_minerals", "baci_hs92", "usgs_world", "iea_supply")]
UNKNOWN = {"en": "not known", "ja": "不明"}


@pytest.fixture(scope="module")
def earths():
    return trade(list(stages.rare_earths(Report("JPN", "IND", "CHN", YEAR))), year=YEAR)


def steps(earths, importer: str = "JPN", partner: str = "IND", rival: str = "CHN"):
    asked = {"importer": importer, "partner": partner, "rival": rival, "year": YEAR}
    output = load("usgs_world"), load("iea_supply")
    return decisions.route(earths, *output, stages=list(earths.products), refined=stages.REFINED, **asked)


def test_both_economies_stand_at_every_stage_with_what_is_made_at_home_usgs_2026(report, earths, sound):
    names = stages.rare_earths(report)
    found = steps(earths)
    shown = sound(stages.route(report.on(*DATA), found, names, earths.shelves))
    assert shown.id == "route-jpn"
    rows = shown.table.frame.set_index(["stage", "economy"])
    assert set(rows.index) == {(stage, who) for stage in ("mine", *names) for who in ("JPN", "IND")}
    # USGS, Mineral Commodity Summaries 2026: India mined about 2,900 t of 380,000 t in 2024; Japan is not listed.
    mined = rows.loc[("mine", "IND")]
    assert (mined["made"], round(mined["made_share"], 4), mined["made_by"]) == (2900, 0.0076, "usgs_world")
    assert "2,900" in mined["made_text"]
    assert rows.loc[("mine", "JPN"), "made_text"] == UNKNOWN[report.language]
    # Nobody counts who makes metals or magnets, and ores have no code of their own.
    assert set(rows.loc[["280530", "850511"], "made_text"]) == {UNKNOWN[report.language]}
    assert set(rows.loc["mine", "bought_text"]) == {UNKNOWN[report.language]}
    assert rows.loc[("280530", "JPN"), "figures"] == "BACI HS92, 2024"
    assert rows.loc[("850511", "JPN"), "figures"] == "BACI HS17, 2024"


def test_what_is_own_is_net_of_the_good_and_of_the_stage_before_baci_2024(earths):
    own = steps(earths).set_index(["stage", "economy"])
    flows = earths.flows()
    amount = flows.groupby(["product", "importer", "exporter"])["value"].sum()

    def bought(code: str, who: str, *sellers: str) -> float:
        return sum(amount.get((code, who, seller), 0.0) for seller in sellers)

    for who in ("JPN", "IND"):
        sold = flows.query("product == '850511' and exporter == @who")["value"].sum()
        same = min(1.0, bought("850511", who, "CHN", "HKG") / sold)
        metals = amount["280530", who].sum()
        before = bought("280530", who, "CHN", "HKG") / metals
        row = own.loc[("850511", who)]
        assert row["own"] == pytest.approx(sold * (1 - same) * (1 - before))
        assert row["rival_share"] == pytest.approx(bought("850511", who, "CHN") / amount["850511", who].sum())
    assert own.loc[("280530", "IND"), "own"] == 0  # it buys far more from China than it sells


def test_another_pair_is_told_of_its_own_mines_and_refineries_iea_2024(earths):
    found = steps(earths, importer="USA", partner="MYS").set_index(["stage", "economy"])
    # IEA, Critical Minerals Data Explorer 2025: Malaysia refined 3.6 of 80.8 thousand tonnes of magnet rare earths.
    refined = found.loc[(stages.REFINED, "MYS")]
    assert (round(refined["made"]), round(refined["made_share"], 3)) == (3625, 0.045)
    assert found.loc[("mine", "USA"), "made"] > 0


def test_nothing_known_of_what_is_bought_gets_words(report, earths):
    none = steps(earths).assign(rival_share=float("nan"))
    assert isinstance(stages.route(report.on(*DATA), none, stages.rare_earths(report), earths.shelves), Gap)
