"""The report on scientific cooperation, as its reader gets it: figures found again, both languages, other economies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from report_checks import NOT_A_NUMBER, answers, said, same_numbers, sound, visible
from reports_support import render

from econsec import load

if TYPE_CHECKING:
    from reports_support import Rendered


@pytest.fixture(scope="module")
def editions(rendered) -> dict[str, Rendered]:
    return rendered("science")


def test_japan_and_india_wrote_3364_works_together_in_2023_openalex(editions):
    pair = load("coauthorship", year=2023, economy="JPN", partner="IND")["works"].item()
    assert said(editions["en"], "science.answer.gravity")["works"] == pair == 3364


def test_places_are_those_of_a_plain_ranking(editions):
    values = said(editions["en"], "science.answer.places")
    for economy, partner, name in (("JPN", "IND", "mine"), ("IND", "JPN", "theirs")):
        for year, when in ((1990, "then"), (2023, "now")):
            works = load("coauthorship", year=year, economy=economy).set_index("partner")["works"]
            assert values[f"{name}_{when}"] == int((works > works[partner]).sum()) + 1


def test_strengths_are_the_publishers_own_figures(editions):
    values = said(editions["en"], "science.answer.strengths")
    patents = load("science_indicators", series="us-patents-semiconductors", year=2022).set_index("economy")["value"]
    assert values["patents"] == pytest.approx(patents["JPN"] / patents["WLD"])
    papers = load("science_indicators", series="ai-articles", field="all articles", year=2022).set_index("economy")
    assert values["articles"] == papers["value"]["IND"]


def test_the_first_answer_gives_the_range_of_the_benchmark(editions):
    values = said(editions["en"], "science.answer.gravity")
    assert values["low"] < values["expected"] < values["high"]
    for edition, words in (("en", "3,843 to 4,790"), ("ja", "3,843～4,790件")):
        assert words in visible(editions[edition].html)


def test_the_report_is_whole_in_both_languages(editions):
    sound(editions, least=10)
    same_numbers(editions)
    assert len(answers(editions["en"])) == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [["importer=IND", "partner=JPN"], ["importer=DEU", "partner=AUS"], ["importer=SRB", "partner=BTN"]],
    ids=" ".join,
)
def test_other_pairs_are_answered_in_words_where_the_source_is_silent(tmp_path, asked):
    given = [word for one in asked for word in ("-p", one)]
    for edition in render(tmp_path, "science", *given).values():
        assert not NOT_A_NUMBER.findall(visible(edition.html))
        assert len(answers(edition)) == 3
