"""The first report, as its reader gets it: right figures, whole sentences, both languages, any three economies."""

from __future__ import annotations

import io
import re

import notebook_run
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from report_checks import HEADINGS, NOT_A_NUMBER, same_numbers, sound, visible
from reports_support import render, table_of

from econsec import load, trade

# CEPII, BACI V202601, HS 2017: USD 568.8 million; shares of the value of imports in 2024.
GOLDEN = {
    ("850511", "JPN"): 0.276,
    ("810411", "JPN"): 0.980,
    ("810194", "JPN"): 0.996,
    ("280469", "JPN"): 0.665,
    ("850511", "IND"): 0.842,
}


@pytest.mark.parametrize(("product", "importer"), GOLDEN)
def test_chinas_share_in_the_tidy_data_is_the_published_one(product, importer):
    bought = load("baci_minerals", year=2024, importer=importer, product=product)
    share = bought.loc[bought["exporter"] == "CHN", "value"].sum() / bought["value"].sum()
    assert round(share, 3) == GOLDEN[product, importer]


def test_japan_imported_magnets_for_568_8_million_dollars_in_2024_baci():
    bought = load("baci_minerals", year=2024, importer="JPN", product="850511")
    assert round(bought["value"].sum() / 1e6, 1) == 568.8


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("product", "importer"), GOLDEN)
def test_chinas_share_stands_in_the_rendered_page(editions, language, product, importer):
    rows = table_of(editions[language].html, "rival-share")
    row = next(row for row in rows if row[1] == product)
    assert row[{"JPN": 2, "IND": 3}[importer]] == f"{GOLDEN[product, importer]:.1%}"


def test_the_value_of_magnet_imports_stands_in_the_rendered_page(editions):
    assert "USD 568.8 million" in visible(editions["en"].html)
    assert "5億6,880万ドル" in visible(editions["ja"].html)


def test_the_first_screen_answers_in_three_computed_sentences(editions):
    answers = [claim for claim in editions["en"].manifest["claims"] if claim["role"] == "answer"]
    assert len(answers) == 3
    flows = trade("critical_minerals", year=2024, source="bundle").flows().query("importer == 'JPN'")
    total = flows.groupby("product")["value"].sum()
    china = flows[flows["exporter"] == "CHN"].groupby("product")["value"].sum().reindex(total.index, fill_value=0)
    assert answers[0]["values"]["n"] == int((china / total > 0.5).sum())
    assert answers[0]["values"]["of"] == len(total)


def test_a_cut_stops_what_a_listed_control_touches_and_nothing_else(editions):
    stopped, touched = (
        set(pd.read_csv(io.StringIO(editions["en"].csv(name)), dtype={"product": str})["product"])
        for name in ("shock", "controlled-trade")
    )
    # The report is of a day after the list of controls ends: what no measure touches is then not known, and not cut.
    assert stopped == touched


def test_the_report_has_at_least_eight_exhibits_with_charts_tables_and_sources(editions):
    page = BeautifulSoup(editions["en"].html, "lxml")
    figures = page.find_all("figure")
    assert len(figures) >= 8
    for figure in figures:
        assert figure.find("table")
        assert figure.find(HEADINGS)
        assert "Source" in figure.get_text()
    assert sum(bool(figure.find("svg")) for figure in figures) >= 8


def test_the_report_is_whole_in_both_languages(editions):
    sound(editions, least=8)
    same_numbers(editions)


def test_the_files_hold_the_figures_of_the_tables(editions):
    frame = pd.read_csv(io.StringIO(editions["en"].csv("rival-share")), dtype={"product": str})
    magnets = frame.set_index("product").loc["850511"]
    assert round(magnets["rival_share"], 3) == 0.276


def test_the_english_edition_holds_no_japanese_outside_the_link_to_it(editions):
    page = BeautifulSoup(editions["en"].html, "lxml")
    for foreign in page.find_all(attrs={"lang": "ja"}):
        foreign.decompose()
    assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", visible(str(page)))


@pytest.mark.slow
def test_germany_australia_and_china_work_as_well(tmp_path):
    found = render(tmp_path, "critical_minerals", "-p", "importer=DEU", "-p", "partner=AUS")
    for language, edition in found.items():
        text = visible(edition.html)
        assert {"en": "Germany", "ja": "ドイツ"}[language] in text
        assert {"en": "Japan", "ja": "日本"}[language] not in edition.manifest["claims"][0]["text"]
        assert not NOT_A_NUMBER.findall(text)
    assert set(found) == {"en", "ja"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        ["importer=IND", "partner=JPN"],
        ["importer=USA", "partner=CAN", "rival=RUS", "year=2022"],
        ["materials=tungsten"],
        ["importer=BTN", "partner=NPL"],
        ["rival=ZAF", "focus=711011"],
    ],
    ids=" ".join,
)
def test_other_questions_are_answered_without_empty_charts(tmp_path, asked):
    given = [word for one in asked for word in ("-p", one)]
    for edition in render(tmp_path, "critical_minerals", *given).values():
        assert not NOT_A_NUMBER.findall(visible(edition.html))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_importer_that_buys_none_of_the_chosen_products_is_answered_in_words(language, monkeypatch):
    said = notebook_run.run(
        "critical_minerals", monkeypatch, importer="NPL", materials=["beryllium"], language=language
    )
    assert not [text for text in said.texts() if NOT_A_NUMBER.search(text)]
    assert next(claim["id"] for claim in said.claims if claim["role"] == "answer") == "minerals.answer.no_imports"
    assert [claim["id"] for claim in said.claims].count("trends.gap") == 2
    assert not {"paths", "years", "compare", "ledger", "partners"} & set(said.ids)


def test_safer_mixes_of_a_material_that_no_control_touches_are_drawn(monkeypatch):
    said = notebook_run.run("critical_minerals", monkeypatch, materials=["nickel"])
    assert "mixes.gap" not in [claim["id"] for claim in said.claims]
    names = {row[0]["text"] for row in said.exhibit("safer-mixes")["table"]["rows"]}
    assert len(names) == 1
    assert "nickel" in names.pop().lower()


@pytest.mark.slow
def test_rendering_twice_gives_the_same_bytes(tmp_path, editions):
    again = render(tmp_path, "critical_minerals", "-l", "en", "--force")["en"]
    assert (again.folder / "report.html").read_bytes() == (editions["en"].folder / "report.html").read_bytes()
    assert (again.folder / "edition.json").read_bytes() == (editions["en"].folder / "edition.json").read_bytes()


@pytest.mark.slow
def test_the_stock_jupyter_kernel_gives_the_same_page(tmp_path, editions):
    again = render(tmp_path, "critical_minerals", "-l", "en", "--engine", "kernel")["en"]
    assert again.html == editions["en"].html
