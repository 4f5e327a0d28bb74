"""The brief: eight areas, both directions, and the ten dependencies that press most, recomputed by hand."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from report_checks import same_numbers, sound
from reports_support import render, table_of

from econsec import decisions, load


@pytest.fixture(scope="module")
def editions(rendered):
    return rendered("dialogue_brief")


def test_every_area_of_the_agenda_stands_in_the_page(editions):
    rows = table_of(editions["en"].html, "agenda")
    assert len(rows) == 10
    words = " ".join(row[0] for row in rows)
    for area in ("minerals", "Semiconductors", "ICT", "energy", "Medicines", "Science", "AI", "Developers"):
        assert area in words


def test_phones_press_most_in_japan_baci_hs_8517_2024(editions):
    # CEPII BACI V202601: Japan's imports of 8517 are USD 25.77 billion, 74.14 % from China.
    routes, totals = load("baci_routes", year=2024, product="8517"), load("baci_hs4", year=2024, product="8517")
    share = routes[(routes["economy"] == "JPN") & (routes["partner"] == "CHN")]["share"].item()
    value = totals[(totals["economy"] == "JPN") & (totals["flow"] == "import")]["value"].item()
    assert round(share, 4) == 0.7414
    first = table_of(editions["en"].html, "pressing")[0]
    assert first[1] == "8517"
    assert first[2] == f"{share * value / 1e6:,.0f}"


def test_the_ten_are_ranked_by_what_is_left(editions):
    left = [float(row[-1].replace(",", "")) for row in table_of(editions["en"].html, "pressing")]
    assert len(left) == 10
    assert left == sorted(left, reverse=True)


def test_developers_are_those_of_the_latest_quarter_github_2025_q3(editions):
    accounts = load("github_activity", economy=["IND", "JPN"])
    accounts = accounts[(accounts["measure"] == "developers") & (accounts["year"] == 2025) & (accounts["quarter"] == 3)]
    amounts = accounts.set_index("economy")["value"]
    assert round(amounts["IND"] / 1e6, 1) == 22.7
    assert round(amounts["JPN"] / 1e6, 1) == 4.6
    row = next(row for row in table_of(editions["en"].html, "agenda") if row[0] == "Developers")
    assert row[1] == f"{amounts['IND'] / amounts.sum():.0%}"


def test_the_report_is_whole_in_both_languages(editions):
    sound(editions, least=4)  # two pages, no more
    same_numbers(editions)


@pytest.mark.slow
def test_the_other_side_and_another_pair_are_answered_too(tmp_path):
    for asked in (["-p", "importer=IND", "-p", "partner=JPN"], ["-p", "importer=DEU", "-p", "partner=AUS"]):
        for edition in render(tmp_path / asked[1], "dialogue_brief", *asked).values():
            assert not re.search(r"\b(nan|NaN|None|NaT)\b", BeautifulSoup(edition.html, "lxml").body.get_text(" "))


def test_urgent_counts_a_heading_of_two_areas_once():
    ledger = pd.DataFrame(
        {
            "importer": "JPN",
            "product": ["8541"],
            "imports": 10.0,
            "from_rival": 8.0,
            "low": 0.0,
            "central": 1.0,
            "high": 2.0,
        }
    ).assign(rival_share=0.8, central_share=0.125, limit="pace")
    found = decisions.urgent({"semiconductors": (ledger, ledger.head(0)), "clean_energy": (ledger, ledger.head(0))})
    assert len(found) == 1
    assert found[["left_least", "left", "left_most"]].iloc[0].tolist() == [6.0, 7.0, 8.0]
