"""The report on semiconductors, as its reader gets it: recomputed from the tidy tables, both languages, other pairs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from report_checks import NOT_A_NUMBER, answers, said, same_numbers, sound, visible
from reports_support import render

from econsec import load

if TYPE_CHECKING:
    from reports_support import Rendered

CHIPS = ["3818", "8486", "8541", "8542"]


@pytest.fixture(scope="module")
def editions(rendered) -> dict[str, Rendered]:
    return rendered("semiconductors")


def share(product: str, economy: str, partner: str, year: int = 2024) -> float:
    found = load("baci_routes", year=year, product=product, economy=economy, partner=partner)
    return float(found["share"].item())


def total(product: str, economy: str, flow: str) -> float:
    return float(load("baci_hs4", year=2024, product=product, economy=economy, flow=flow)["value"].item())


def test_the_first_answer_holds_chinas_shares_of_indias_imports_baci_2024(editions):
    values = said(editions["en"], "semiconductors.answer.dependence")
    shares = sorted((share(code, "IND", "CHN") for code in CHIPS), reverse=True)
    assert values["shares"] == pytest.approx(shares)
    assert [round(value, 3) for value in shares] == [0.976, 0.791, 0.715, 0.469]
    assert (values["n"], values["of"]) == (3, 4)


def test_the_second_answer_shares_japans_exports_out_among_india_china_and_the_world(editions):
    values = said(editions["en"], "semiconductors.answer.reach")
    exports = sum(total(code, "JPN", "export") for code in CHIPS)
    assert values["exports"] == pytest.approx(exports)
    # Japan lists India among its ten customers of 8541 only; of the others India's own lists of suppliers tell.
    listed = share("8541", "JPN", "IND") * total("8541", "JPN", "export")
    told = sum(share(code, "IND", "JPN") * total(code, "IND", "import") for code in ("3818", "8486", "8542"))
    assert values["value"] == pytest.approx(listed + told)
    china = sum(share(code, "JPN", "CHN") * total(code, "JPN", "export") for code in CHIPS)
    assert values["rival_share"] == pytest.approx(china / exports)
    assert (round(values["share"], 3), round(values["rival_share"], 3)) == (0.008, 0.316)


def test_the_third_answer_counts_inputs_in_which_japan_has_more_than_half_cset(editions):
    values = said(editions["en"], "semiconductors.answer.chain")
    assert (values["n"], values["of"], values["weak"]) == (19, 77, 0)
    rows = load("chip_providers", kind="economy")
    assert "IND" not in set(rows["economy"])
    japan = rows[rows["economy"] == "JPN"].set_index("input")["share"]
    assert japan["N9"] == pytest.approx(0.997)


def test_wafers_from_china_went_from_75_to_98_percent_and_stand_in_the_table(editions):
    frame = pd.read_csv(io.StringIO(editions["en"].csv("supply-ind")), dtype={"product": str})
    wafers = frame[(frame["product"] == "3818") & (frame["part"] == "rival")].set_index("year")["share"]
    assert (round(wafers[2017], 3), round(wafers[2024], 3)) == (0.753, 0.976)
    assert "97.6%" in visible(editions["ja"].html)


def test_hong_kong_stands_beside_china_in_words_and_in_the_table(editions):
    values = said(editions["en"], "routes.claim.port")
    assert values["then"] == "2021"
    assert values["both"] == pytest.approx(share("8542", "IND", "CHN", 2021) + share("8542", "IND", "HKG", 2021))


def test_japans_customs_give_taiwan_three_fifths_of_its_circuits_ministry_of_finance(editions):
    trade = load("japan_trade", year=2025, flow="import", commodity="integrated-circuits").set_index("partner")["value"]
    assert round(trade["TWN"] / trade["WLD"], 3) == 0.604
    frame = pd.read_csv(io.StringIO(editions["en"].csv("customs-import")))
    assert frame.set_index("name").loc["Taiwan", "after"] == pytest.approx(trade["TWN"] / trade["WLD"])


def test_the_report_is_whole_in_both_languages(editions):
    sound(editions, least=13)
    same_numbers(editions)
    assert len(answers(editions["en"])) == 3
    assert "not for commercial use" in visible(editions["en"].html)


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        ["importer=JPN", "partner=IND"],
        ["importer=KOR", "partner=TWN"],
        ["importer=DEU", "partner=USA", "rival=TWN", "year=2023"],
        ["importer=BTN", "partner=NPL", "minerals_year=2022"],
    ],
    ids=" ".join,
)
def test_other_questions_are_answered_in_words_where_the_source_is_silent(tmp_path, asked):
    given = [word for one in asked for word in ("-p", one)]
    for edition in render(tmp_path, "semiconductors", *given).values():
        assert not NOT_A_NUMBER.findall(visible(edition.html))
        assert len(answers(edition)) == 3
