"""The report on information and communications, as its reader gets it: recomputed from the tables, both languages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import notebook_run
import pandas as pd
import pytest
from report_checks import NOT_A_NUMBER, answers, said, same_numbers, sound, visible

from econsec import load
from econsec.codes.sectors import sector

if TYPE_CHECKING:
    from reports_support import Rendered

CODES = list(sector("information_communications").codes)
KEY = "information_communications"


@pytest.fixture(scope="module")
def editions(rendered) -> dict[str, Rendered]:
    return rendered(KEY)


def shares(economy: str, partner: str = "CHN") -> pd.Series:
    """Return the partner's share in the economy's imports by heading, as either of the two lists the other."""
    table = load("baci_routes", year=2024, product=CODES)
    listed = table.set_index(["economy", "flow", "partner", "product"])["share"]
    found = {}
    for code in CODES:
        if (economy, "import", partner, code) in listed.index:
            found[code] = listed[economy, "import", partner, code]
        elif (partner, "export", economy, code) in listed.index:
            sold = listed[partner, "export", economy, code] * total(code, partner, "export")
            found[code] = sold / total(code, economy, "import")
    return pd.Series(found).sort_values(ascending=False)


def total(product: str, economy: str, flow: str) -> float:
    return float(load("baci_hs4", year=2024, product=product, economy=economy, flow=flow)["value"].item())


def test_the_first_answer_holds_chinas_shares_of_japans_imports_baci_2024(editions):
    values = said(editions["en"], f"{KEY}.answer.dependence")
    assert values["shares"] == pytest.approx(shares("JPN").tolist())
    assert (values["over"], values["of"]) == (int((shares("JPN") > 0.5).sum()), len(shares("JPN")))
    assert [round(share, 3) for share in shares("JPN")] == [0.741, 0.624, 0.616, 0.244]


def test_the_second_answer_holds_chinas_shares_of_indias_imports_baci_2024(editions):
    values = said(editions["en"], f"{KEY}.answer.partner")
    assert values["shares"] == pytest.approx(shares("IND").tolist())
    assert round(shares("IND")["8471"], 3) == 0.636


def test_the_third_answer_rests_on_what_japan_buys_from_china(editions):
    values = said(editions["en"], f"{KEY}.answer.ledger")
    bought = {code: share * total(code, "JPN", "import") for code, share in shares("JPN").items()}
    assert values["need"] == pytest.approx(sum(bought.values()))
    # The partner can replace no more of a heading than it sells to the world, and no more than is needed of it.
    most = sum(min(need, total(code, "IND", "export")) for code, need in bought.items())
    assert 0 < values["gross"] <= values["gross_high"] <= most
    assert 0 <= values["part"] <= values["gross"]  # net of what India buys from China itself


def test_the_first_screen_says_that_2024_is_provisional(editions):
    for language, word in (("en", "2024 (provisional)"), ("ja", "2024年（暫定値）")):
        facts = [claim["text"] for claim in editions[language].manifest["claims"] if claim["role"] == "fact"]
        assert any(word in text for text in facts)


def test_who_would_look_up_indias_customers_is_told_what_its_list_holds(editions):
    """Origin: Department of Commerce, chapter 85 of fiscal year 2024-25: 16.4 of 44.0 bn USD under a listed code."""
    values = said(editions["en"], f"{KEY}.note.uncovered")
    held = load("india_exports_coverage", year=2024, product="85")
    assert values["covered"] == pytest.approx(held["listed"].item() / held["official"].item(), abs=1e-4)
    assert round(values["covered"], 2) == 0.37
    rows = load("india_exports", year=2024)
    assert values["listed"] == pytest.approx(rows[rows["product"].str.startswith("8517")]["value"].sum())
    assert values["sold"] == total("8517", "IND", "export")
    assert values["listed"] < values["sold"] / 20


def test_services_stand_beside_goods_world_bank(editions):
    table = pd.read_csv(io.StringIO(editions["en"].csv("services")))
    own = load("ict_services").set_index(["economy", "year"])["value"]
    last = table[table["year"] == table["year"].max()].set_index("economy")["value"]
    assert last["IND"] == pytest.approx(own["IND", 2024], rel=1e-9)
    assert round(own["IND", 2024] / own["JPN", 2024]) == 16


def test_china_and_hong_kong_together_supply_japans_phones_in_words(editions):
    values = said(editions["en"], "routes.claim.port")
    listed = load("baci_routes", economy="IND", flow="import", product="8517", year=int(values["then"]))
    both = listed.set_index("partner")["share"]
    assert values["both"] == pytest.approx(both["CHN"] + both["HKG"])


def test_the_report_is_whole_in_both_languages(editions):
    sound(editions, least=9)
    same_numbers(editions)
    assert len(answers(editions["en"])) == 3


@pytest.mark.parametrize("language", ["en", pytest.param("ja", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "asked",
    [
        {"importer": "IND", "partner": "JPN"},
        pytest.param({"rival": "USA"}, marks=pytest.mark.slow),
        pytest.param({"importer": "DEU", "partner": "USA"}, marks=pytest.mark.slow),
        pytest.param({"year": 2017, "focus": "8542"}, marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_other_questions_are_answered_in_words_where_the_source_is_silent(asked, language, monkeypatch):
    found = notebook_run.run(KEY, monkeypatch, **asked, language=language)
    assert not [text for text in found.texts() if NOT_A_NUMBER.search(text)]
    assert len(found.answers) == 3


def test_a_rival_that_supplies_more_than_half_of_no_heading_is_said_to_be_so(monkeypatch):
    found = notebook_run.run(KEY, monkeypatch, rival="USA")
    assert (shares("JPN", "USA") < 0.5).all()
    assert f"in none of {len(shares('JPN', 'USA'))} headings" in found.answers[0]


def test_without_india_nothing_is_said_of_its_list(monkeypatch):
    found = notebook_run.run(KEY, monkeypatch, importer="JPN", partner="KOR")
    assert not [claim for claim in found.claims if "uncovered" in claim["id"]]


def test_no_word_of_the_page_is_missing_a_number(editions):
    for edition in editions.values():
        assert not NOT_A_NUMBER.findall(visible(edition.html))
