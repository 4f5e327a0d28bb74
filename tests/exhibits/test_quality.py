"""What was tested, in the reader's language, and never passed off as passed."""

from __future__ import annotations

import re

import pytest

from econsec.errors import QualityError
from econsec.exhibits import quality
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
