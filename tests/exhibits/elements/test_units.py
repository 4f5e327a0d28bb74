"""Units of an axis: what a language counts in, and the same amounts behind."""

from __future__ import annotations

import pytest

from econsec import decisions, load
from econsec.exhibits import Report
from econsec.exhibits.elements import units
from econsec.exhibits.science import industry as knowledge
from econsec.store.catalog import dataset


@pytest.mark.parametrize(("language", "word", "scale"), [("en", "USD billion", 1e9), ("ja", "億ドル", 1e8)])
def test_value_added_is_drawn_in_the_unit_that_its_subtitle_names(language, word, scale):
    science = load("science_indicators", series="value-added-pharma")
    made = decisions.world_shares.of_world(science)
    report = Report("JPN", "IND", "CHN", 2024, language)
    data = dataset("science_indicators")
    shown = knowledge.value_added(report.on(data), made, decisions.world_shares.growth(made), "x")
    assert word in shown.subtitle
    last = made[(made["economy"] == "JPN") & (made["year"] == made["year"].max())]["value"].item()
    spec = shown.spec()
    drawn = [row for rows in spec["datasets"].values() for row in rows if row.get("series") == report.name("JPN")]
    assert any(row.get("value") == pytest.approx(1e6 * last / scale) for row in drawn)
    # India and Japan are what the report is about: neither is left out of the sentence.
    assert all(name in shown.headline for name in ({"en": ("Japan", "India"), "ja": ("日本", "インド")}[language]))


def test_people_are_counted_in_myriads_in_japanese_only():
    assert [units.many(language, 1e6) for language in ("en", "ja")] == [1e6, 1e4]
