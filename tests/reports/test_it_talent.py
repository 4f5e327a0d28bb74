"""The report on IT talent, as its reader gets it: recomputed from the tidy tables, both languages, other pairs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from notebook_run import run
from report_checks import NOT_A_NUMBER, answers, said, same_numbers, sound

from econsec import load

if TYPE_CHECKING:
    from reports_support import Rendered


@pytest.fixture(scope="module")
def editions(rendered) -> dict[str, Rendered]:
    return rendered("it_talent")


@pytest.fixture(scope="module")
def accounts() -> pd.Series:
    found = load("github_activity")
    return found[found["measure"] == "developers"].set_index(["economy", "year", "quarter"])["value"]


def test_the_first_answer_is_22_7_million_against_4_6_million_github_2025_q3(editions, accounts):
    values = said(editions["en"], "it_talent.answer.size")
    for side, code in (("theirs", "IND"), ("mine", "JPN")):
        assert values[f"{side}_now"] == accounts[code, 2025, 3]
        assert values[f"{side}_gain"] == accounts[code, 2025, 3] - accounts[code, 2024, 3]
    assert (round(values["theirs_now"] / 1e6, 1), round(values["mine_now"] / 1e6, 1)) == (22.7, 4.6)


def test_the_second_answer_sets_metis_projections_beside_both_gains(editions, accounts):
    values = said(editions["en"], "it_talent.answer.shortage")
    gains = {code: accounts[code, 2025, 3] - accounts[code, 2024, 3] for code in ("IND", "JPN")}
    assert (values["low"], values["high"]) == (450_000, 789_000)
    assert values["low_part"] == pytest.approx(450_000 / gains["IND"])
    assert values["high_part"] == pytest.approx(789_000 / gains["IND"])
    assert values["own_low_part"] == pytest.approx(450_000 / gains["JPN"])
    assert (round(values["low_part"], 2), round(values["high_part"], 2)) == (0.08, 0.14)


def test_the_third_answer_is_what_four_quarters_of_pushes_give(editions):
    pushed = load("github_collaboration")
    turn = pushed["year"] * 4 + pushed["quarter"]
    year = pushed[(turn > turn.max() - 4) & (pushed["economy"] != "EUU") & (pushed["partner"] != "EUU")]
    flows = year.groupby(["economy", "partner"])["value"].sum()
    values = said(editions["en"], "it_talent.answer.ties")
    assert values["mine_share"] == pytest.approx(flows["JPN", "IND"] / flows["JPN"].sum())
    assert values["theirs_share"] == pytest.approx(flows["IND", "JPN"] / flows["IND"].sum())
    assert values["mine_rank"] == (flows["JPN"] > flows["JPN", "IND"]).sum() + 1 == 8
    assert values["theirs_rank"] == (flows["IND"] > flows["IND", "JPN"]).sum() + 1 == 13
    ends = flows.groupby("economy").sum().add(flows.groupby("partner").sum(), fill_value=0)
    both = flows["JPN", "IND"] + flows["IND", "JPN"]
    assert values["index"] == pytest.approx(both * ends.sum() / (ends["JPN"] * ends["IND"]))


def test_chinas_fall_is_shown_with_hong_kong_beside_it(editions):
    values = said(editions["en"], "pushes.beside")
    assert (round(values["before_alone"], 3), round(values["after_alone"], 3)) == (0.233, 0.079)
    assert values["after_both"] > values["before_both"]


def test_people_degrees_and_services_are_those_of_the_tables(editions):
    macro = load("wdi", economy=["JPN", "IND"], year=[1995, 2025]).set_index(["economy", "year", "indicator"])["value"]
    persons = {
        (code, year): macro[code, year, "SP.POP.TOTL"] * macro[code, year, "SP.POP.1564.TO.ZS"] / 100
        for code in ("JPN", "IND")
        for year in (1995, 2025)
    }
    shown = pd.read_csv(io.StringIO(editions["en"].csv("people"))).set_index(["economy", "year"])["value"]
    for key, value in persons.items():
        assert shown[key] == pytest.approx(value)
    degrees = pd.read_csv(io.StringIO(editions["en"].csv("graduates"))).set_index(["economy", "field"])["value"]
    assert (degrees["IND", "engineering"], degrees["JPN", "engineering"]) == (831_504, 87_835)
    sold = load("ict_services", economy=["IND", "JPN"], year=2024).set_index("economy")["value"]
    assert round(sold["IND"] / sold["JPN"], 1) == 16.1


def test_the_report_is_whole_in_both_languages(editions):
    sound(editions, least=10)
    same_numbers(editions)
    assert len(answers(editions["en"])) == 3


OTHERS = [
    {"importer": "IND", "partner": "JPN"},
    {"importer": "DEU", "partner": "IND", "rival": "USA"},
    {"importer": "BTN", "partner": "JPN"},
    {"year": 2020},
]


@pytest.mark.parametrize("language", ["en", pytest.param("ja", marks=pytest.mark.slow)])
@pytest.mark.parametrize("asked", OTHERS, ids=str)
def test_other_questions_are_answered_in_words_where_the_source_is_silent(monkeypatch, asked, language):
    found = run("it_talent", monkeypatch, language=language, **asked)
    assert len(found.answers) == 3
    assert len(found.exhibits) >= 3
    for text in found.texts():
        assert not NOT_A_NUMBER.search(text), text
        assert "{" not in text
