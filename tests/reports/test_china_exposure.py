"""The report on exposure: right figures, both economies, no empty chart, other rivals."""

from __future__ import annotations

import re

import pytest
from notebook_run import run
from report_checks import KANA_OR_KANJI, NOT_A_NUMBER
from reports_support import render, table_of

NAME = "china_exposure"


def test_the_first_screen_answers_in_three_computed_sentences(english):
    assert len(english.answers) == 3
    over, rules, cut = english.answers
    assert "22 of 56" in over
    assert "24 of 56" in over
    assert "At least 3 of 4" in rules
    assert "44%" in cut


def test_there_are_at_least_twelve_exhibits_with_charts_tables_and_sources(english):
    findings = [exhibit for exhibit in english.exhibits if exhibit["id"] != "quality"]
    assert len(findings) >= 12
    assert len(set(english.ids)) == len(english.ids)
    for exhibit in findings:
        assert exhibit["chart"] is not None
        assert exhibit["sources"]
        assert exhibit["table"]["rows"]


def test_no_alternative_text_merely_repeats_the_headline(english, japanese):
    for exhibit in (*english.exhibits, *japanese.exhibits):
        assert exhibit["chart"] is None or exhibit["alt"] != exhibit["headline"], exhibit["id"]


def test_the_range_of_the_shortage_stands_at_its_chart_too(english):
    answer = english.answers[2]
    shown = next(exhibit for exhibit in english.exhibits if exhibit["id"] == "shortage")
    low, high = re.search(r"\((\S+) to (\S+) in nine", answer).groups()
    assert f"between {low} and {high} for Japan" in shown["caveats"][0]


def test_both_economies_stand_in_the_exhibits(english):
    assert {"years-jpn", "years-ind", "commodities", "chapters"} <= set(english.ids)


def test_both_languages_show_the_same_exhibits_and_claims(english, japanese):
    assert english.ids == japanese.ids
    assert [claim["id"] for claim in english.claims] == [claim["id"] for claim in japanese.claims]


def test_each_language_keeps_to_itself_and_nothing_missing_leaks(english, japanese):
    assert not [text for text in english.texts() if KANA_OR_KANJI.search(text)]
    # A command is typed as it is, in any language.
    said = [re.sub(r"econsec data fetch [ -~]+", "", text) for text in japanese.texts()]
    assert not [text for text in said if re.search(r"[A-Za-z][a-z]+(?: [a-z]+){3,}", text)]
    for text in (*english.texts(), *japanese.texts()):
        assert not NOT_A_NUMBER.search(text), text


def test_no_control_is_called_in_force_beyond_what_the_source_covers(english):
    controls = english.exhibit("controls")
    assert "where the source ends" in controls["headline"]
    assert any("17 Jun 2026" in caveat for caveat in controls["caveats"])


@pytest.mark.parametrize(
    "asked",
    [
        {"importer": "IND", "partner": "JPN", "language": "ja"},
        pytest.param({"importer": "DEU", "partner": "AUS"}, marks=pytest.mark.slow),
        pytest.param({"importer": "USA", "partner": "CAN", "rival": "RUS", "year": 2022}, marks=pytest.mark.slow),
        pytest.param({"importer": "BTN", "partner": "NPL"}, marks=pytest.mark.slow),
        pytest.param({"rival": "USA", "cut": 0.0}, marks=pytest.mark.slow),
        pytest.param({"base": 2024, "cut": 0.5, "months": 3}, marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_other_questions_are_answered_without_empty_charts(monkeypatch, asked):
    shown = run(NAME, monkeypatch, **asked)
    assert len(shown.answers) == 3
    for text in shown.texts():
        assert not NOT_A_NUMBER.search(text), text


@pytest.mark.slow
def test_the_rendered_page_holds_the_golden_figures(tmp_path):
    found = render(tmp_path, NAME)
    assert set(found) == {"en", "ja"}
    rows = table_of(found["en"].html, "commodities")
    assert rows[0][0] == "Telephone sets"
    assert rows[0][2] == "88.3%"
