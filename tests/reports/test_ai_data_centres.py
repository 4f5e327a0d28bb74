"""The report on AI and data centres, as its reader gets it: recomputed in plain pandas, both languages, other pairs."""

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
    return rendered("ai_data_centres")


@pytest.fixture(scope="module")
def clusters() -> pd.DataFrame:
    found = load("gpu_clusters")
    return found[(found["certainty"] != "Unlikely") & ~found["duplicate"]]


def test_the_first_answer_tells_what_a_partial_list_knows_and_orders_nobody_by_it_epoch_december_2025(
    editions, clusters
):
    values = said(editions["en"], "ai.answer.machines")
    standing = clusters[clusters["status"] == "Existing"]
    standing = standing[~standing["superseded_by"].isin(standing["name"])]
    for side, code in (("mine", "JPN"), ("theirs", "IND"), ("rivals", "CHN")):
        own = standing.loc[standing["economy"] == code, "h100_equivalents"]
        assert values[f"{side}_now"] == pytest.approx(own.sum())
    assert (round(values["mine_now"]), round(values["theirs_now"])) == (18_156, 4_303)
    told = [one["text"] for one in editions["en"].manifest["claims"] if one["id"].startswith("ai.answer.machines")]
    assert "is not known" in told[0]
    assert "%" not in told[0]


def test_the_first_answer_counts_notable_models(editions):
    values = said(editions["en"], "ai.answer.machines")
    listed = load("ai_models")
    listed = listed[listed["notable"] & (pd.to_datetime(listed["published"]).dt.year >= 2015)]
    listed = listed[listed["economies"] != ""]
    assert values["models"] == len(listed) == 752
    for side, code, number in (("mine", "JPN", 6), ("theirs", "IND", 2), ("rivals", "CHN", 152)):
        assert values[f"{side}_models"] == listed["economies"].str.contains(code).sum() == number


def test_the_second_answer_tells_plans_from_what_exists(editions, clusters):
    values = said(editions["en"], "ai.answer.plans")
    plans = clusters[clusters["status"] == "Planned"].groupby("economy")["h100_equivalents"]
    assert values["theirs_planned"] == pytest.approx(plans.sum()["IND"])
    assert values["theirs_first"] == pytest.approx(plans.max()["IND"] / plans.sum()["IND"])
    assert values["mine_planned"] == pytest.approx(plans.sum()["JPN"])
    assert round(values["theirs_first"], 2) == 0.97


def test_the_third_answer_names_every_measure_once(editions):
    values = said(editions["en"], "ai.answer.standing")
    assert values["mine_n"] + values["theirs_n"] == values["of"] == 7
    shown = pd.read_csv(io.StringIO(editions["en"].csv("standing")))
    assert sorted(values["mine"] + values["theirs"]) == sorted(shown["label"])
    macro = load("wdi", year=2023, economy=["JPN", "IND"]).set_index(["economy", "indicator"])["value"]
    used = {code: macro[code, "EG.USE.ELEC.KH.PC"] * macro[code, "SP.POP.TOTL"] for code in ("JPN", "IND")}
    row = shown.set_index("label").loc["Electricity used"]
    assert row["share"] == pytest.approx(used["JPN"] / sum(used.values()))


def test_developers_on_machine_learning_are_those_of_the_last_quarter_github_2025_q3(editions):
    found = load("github_topics", topic="machine-learning", year=2025)
    found = found[found["quarter"] == 3].set_index("economy")["value"]
    shown = pd.read_csv(io.StringIO(editions["en"].csv("topics"))).set_index("label").loc["Machine learning"]
    assert (shown["mine"], shown["theirs"]) == (found["JPN"], found["IND"])


def test_renewables_make_21_5_percent_of_japans_electricity_irena_2022(editions):
    power = load("renewables", technology="all renewables")
    share = power[power["measure"] == "share of generation"].set_index(["economy", "year"])["value"]
    values = [row for row in editions["en"].manifest["claims"] if row["id"].startswith("energy.draw")]
    assert len(values) == 2
    shown = pd.read_csv(io.StringIO(editions["en"].csv("renewable"))).set_index(["economy", "year"])["value"]
    assert shown["JPN", 2022] == pytest.approx(share["JPN", 2022] / 100)
    assert round(shown["JPN", 2022], 3) == 0.215


def test_the_report_is_whole_in_both_languages(editions):
    sound(editions, least=9)
    same_numbers(editions)
    assert len(answers(editions["en"])) == 3


OTHERS = [
    {"importer": "IND", "partner": "JPN"},
    {"importer": "DEU", "partner": "FRA", "rival": "USA"},
    {"importer": "JPN", "partner": "BTN"},
    {"importer": "BTN", "partner": "NPL"},
]


@pytest.mark.parametrize("language", ["en", pytest.param("ja", marks=pytest.mark.slow)])
@pytest.mark.parametrize("asked", OTHERS, ids=str)
def test_other_questions_are_answered_in_words_where_the_source_is_silent(monkeypatch, asked, language):
    found = run("ai_data_centres", monkeypatch, language=language, **asked)
    assert len(found.answers) == 3
    assert len(found.exhibits) >= 2
    for text in found.texts():
        assert not NOT_A_NUMBER.search(text), text
        assert "{" not in text
