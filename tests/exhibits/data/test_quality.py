"""What was tested, in the reader's language, and never passed off as passed."""

from __future__ import annotations

import re

import pytest

from econsec import load
from econsec.codes.tables import read as read_list
from econsec.errors import IntegrityError, MissingFileError, QualityError, SchemaError, UnitError
from econsec.exhibits.data import quality
from econsec.store import Check
from econsec.store.quality import quality as outcomes_of

TABLES = ["baci_hs2", "baci_totals", "usgs_world", "wgi"]


def test_every_test_of_every_table_stands_in_the_appendix(report, sound):
    outcomes = outcomes_of(*TABLES)
    (shown,) = quality.tests(report, outcomes)
    sound(shown)
    assert len(shown.table.frame) == len(outcomes) > 2 * len(TABLES)
    assert {item.name for item in shown.datasets} == set(TABLES)
    assert str(len(outcomes)) in shown.headline
    japanese = [bool(re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", text)) for text in shown.table.frame["test"]]
    assert all(japanese) if report.language == "ja" else not any(japanese)


def test_a_test_that_is_not_passed_is_in_the_headline(report):
    failed = Check("wgi.range", passed=False, detail="", error=QualityError, values={"least": -9.0, "most": 2.0})
    (shown,) = quality.tests(report, [*outcomes_of("wgi")[:1], failed])
    assert shown.headline == report.text("quality.headline.failed", n=2, tables=1, failed=1)
    assert report.text("quality.failed") in set(shown.table.frame["result"])
    assert "-9.00" in shown.table.frame["found"].iloc[-1]


def test_tables_that_forbid_commercial_use_stand_apart(report):
    free, bound = quality.tests(report, outcomes_of("wgi", "chip_providers"))
    assert [item.name for item in free.datasets] == ["wgi"]
    assert [item.name for item in bound.datasets] == ["chip_providers"]
    assert bound.topic


@pytest.mark.parametrize("language", ["en", "ja"])
def test_all_gates_are_told_without_a_word_of_the_other_language(language):
    outcomes = [outcome for outcome in outcomes_of(*TABLES, "renewables", "coauthorship") if outcome.values]
    for outcome in outcomes:
        kana = re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", outcome.told(language))
        assert language == "ja" or not kana


def test_an_edition_in_japanese_has_no_english_word_of_what_was_found():
    for outcome in outcomes_of("usgs_world", "iea_supply", "baci_minerals_trend"):
        assert outcome.name.endswith(".sha256") or not re.search(r"[A-Za-z]{3,}", outcome.told("ja"))
    odd = next(outcome for outcome in outcomes_of("usgs_world") if outcome.name == "usgs_world.editions")
    assert "水銀" in odd.told("ja")
    assert "Mercury" in odd.told("en")


@pytest.mark.parametrize("error", [MissingFileError, IntegrityError, UnitError, QualityError, SchemaError])
def test_what_could_not_be_tested_is_said_in_japanese_too(error):
    failed = Check("wgi.sha256", passed=False, detail="wgi.parquet has 3 bytes", error=error)
    assert failed.told("en") == failed.detail
    assert re.fullmatch(r"[\u3040-\u30ff\u4e00-\u9fff]+", failed.told("ja"))


def test_every_commodity_of_the_survey_has_a_japanese_name():
    named = read_list("usgs_commodities").set_index("commodity")["label_ja"]
    assert set(load("usgs_world")["commodity"]) == set(named.index)
    assert not named.eq("").any()
