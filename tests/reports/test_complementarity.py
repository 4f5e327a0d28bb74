"""The report on complementarity: right figures, no empty chart, both languages, other pairs."""

from __future__ import annotations

import re

import pytest
from notebook_run import run
from report_checks import KANA_OR_KANJI, NOT_A_NUMBER
from reports_support import render, table_of

from econsec import decisions, load

NAME = "complementarity"


def test_the_first_screen_answers_in_three_computed_sentences(english):
    assert len(english.answers) == 3
    fit, gems, matched = english.answers
    # CEPII BACI V202601: 63.74 and 71.84 one way, 45.81 and 47.55 the other; without chapter 71 +6.51 and -0.03.
    assert "from 63.7 to 71.8 of 100" in fit
    assert "+5.8 points" in fit
    assert "+6.5 points instead of +8.1 points" in gems
    assert "±0.0 points instead of +1.7 points" in gems
    assert "25 of 122" in matched


def test_there_are_fifteen_exhibits_with_charts_and_sources(english):
    findings = [exhibit for exhibit in english.exhibits if exhibit["id"] != "quality"]
    assert len(findings) == 15
    for exhibit in findings:
        assert exhibit["chart"] is not None
        assert exhibit["sources"]
        assert exhibit["table"]["rows"]


def test_the_agenda_sets_fit_and_strength_beside_what_could_be_replaced(english):
    (agenda,) = (exhibit for exhibit in english.exhibits if exhibit["id"] == "agenda")
    labels = [row[0]["text"] for row in agenda["table"]["rows"]]
    assert len(labels) == 17
    assert [label.startswith(("Critical minerals", "Medicines")) for label in labels].count(True) == 6
    by_label = {row[0]["text"]: [cell["text"] for cell in row[1:3]] for row in agenda["table"]["rows"]}
    # CEPII BACI V202601, headings of medicines: what India sells and Japan buys has 64 of 100 in common, back 45.
    assert by_label["Medicines, fit of baskets"] == ["64%", "45%"]
    assert by_label["Critical minerals, strength"] == ["23%", "43%"]


def test_both_languages_show_the_same_exhibits_and_claims(english, japanese):
    assert english.ids == japanese.ids
    assert [claim["id"] for claim in english.claims] == [claim["id"] for claim in japanese.claims]


def test_english_holds_no_japanese_and_nothing_missing_leaks(english, japanese):
    assert not [text for text in english.texts() if KANA_OR_KANJI.search(text)]
    for text in (*english.texts(), *japanese.texts()):
        assert not NOT_A_NUMBER.search(text), text


def test_japanese_holds_no_english_sentences(japanese):
    assert not [text for text in japanese.texts() if re.search(r"[A-Za-z][a-z]+(?: [a-z]+){3,}", text)]


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"importer": "IND", "partner": "JPN"}, marks=pytest.mark.slow),
        pytest.param({"importer": "USA", "partner": "VNM", "rival": "CHN", "language": "ja"}, marks=pytest.mark.slow),
        pytest.param({"importer": "JPN", "partner": "USA", "year": 2023}, marks=pytest.mark.slow),
        pytest.param(
            {"importer": "CHN", "partner": "IND", "rival": "JPN", "base": 2019, "year": 2021}, marks=pytest.mark.slow
        ),
        pytest.param(
            {"importer": "JPN", "partner": "IND", "base": 2017, "year": 2019, "chapter": "87"}, marks=pytest.mark.slow
        ),
    ],
    ids=str,
)
def test_other_pairs_are_answered_without_empty_charts(monkeypatch, asked):
    shown = run(NAME, monkeypatch, **asked)
    assert shown.answers
    for text in shown.texts():
        assert not NOT_A_NUMBER.search(text), text


def test_what_the_data_do_not_follow_is_said_in_words(monkeypatch):
    shown = run(NAME, monkeypatch, importer="KOR", partner="VNM")
    assert "fit-path" not in shown.ids
    assert any("they do not say" in claim["text"] for claim in shown.claims)


@pytest.mark.slow
def test_the_rendered_page_holds_the_golden_figures(tmp_path):
    found = render(tmp_path, NAME)
    assert set(found) == {"en", "ja"}
    rows = table_of(found["en"].html, "fit-path")
    assert rows[-1][:4] == ["2024", "71.8", "70.2", "47.6"]
    assert rows[0][:4] == ["2018", "63.7", "62.5", "45.8"]


def test_no_two_fits_are_compared_without_their_fits_without_fuels(english, japanese):
    apart = decisions.fits(load("baci_hs2"), [("IND", "JPN"), ("CHN", "JPN")], without=decisions.BASKETS)
    now = apart[apart["year"] == 2024].set_index(["exporter", "basket"])["fit"]
    assert [round(float(now[one, "fuels"]), 1) for one in ("IND", "CHN")] == [70.2, 69.5]
    sold = load("baci_hs2").query("year == 2024 and flow == 'export' and product != '27'")
    shares = sold.pivot_table(index="product", columns="economy", values="value", aggfunc="sum").fillna(0.0)
    shares = shares / shares.sum()
    alike = [shares[list(pair)].min(axis=1).sum() for pair in (("JPN", "IND"), ("JPN", "CHN"), ("IND", "CHN"))]
    for edition in (english, japanese):
        shown = {one["id"]: one["headline"] for one in edition.exhibits}
        assert all(number in shown["fit-path"] for number in ("71.8", "57.5", "70.2", "69.5"))
        assert "70.2" in shown["fit-pairs"]
        assert all(f"{100 * value:.1f}" in shown["similarity"] for value in alike)
