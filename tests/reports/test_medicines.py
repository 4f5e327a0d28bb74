"""The report on medicines, as its reader gets it: recomputed from the tidy tables, both languages, other economies."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from report_checks import NOT_A_NUMBER, answers, said, same_numbers, sound, visible
from reports_support import render, table_of

from econsec import load

if TYPE_CHECKING:
    from reports_support import Rendered

# CEPII, BACI V202601 (HS 2017), 2024: shares of the ten largest suppliers, totals in USD.
ANTIBIOTICS, HETEROCYCLES, HORMONES = "2941", "2933", "2937"


@pytest.fixture(scope="module")
def editions(rendered) -> dict[str, Rendered]:
    return rendered("medicines")


def share(product: str, economy: str, partner: str, flow: str, year: int = 2024) -> float:
    found = load("baci_routes", year=year, product=product, economy=economy, flow=flow, partner=partner)
    return float(found["share"].item())


def total(product: str, economy: str, flow: str, year: int = 2024) -> float:
    return float(load("baci_hs4", year=year, product=product, economy=economy, flow=flow)["value"].item())


def test_china_supplies_46_4_percent_of_japans_and_88_9_percent_of_indias_bulk_antibiotics_baci_2024():
    assert round(share(ANTIBIOTICS, "JPN", "CHN", "import"), 3) == 0.464
    assert round(share(ANTIBIOTICS, "IND", "CHN", "import"), 3) == 0.889


def test_the_first_answer_is_the_largest_share_and_names_what_the_rival_does_not_supply(editions):
    values = said(editions["en"], "medicines.answer.dependence")
    assert values["first_share"] == pytest.approx(share(ANTIBIOTICS, "JPN", "CHN", "import"))
    listed = load("baci_routes", year=2024, economy="JPN", flow="import", product=["3002", "3004"])
    assert not (listed["partner"] == "CHN").any()
    assert values["bound"] == pytest.approx(listed.groupby("product")["share"].min().max())


def test_the_second_answer_adds_up_what_india_buys_from_china_to_make_medicines_of(editions):
    values = said(editions["en"], "medicines.answer.hidden")
    # China is a net exporter of heterocycles: what it sells India stands in its own list of customers.
    from_china = share(HETEROCYCLES, "CHN", "IND", "export") * total(HETEROCYCLES, "CHN", "export")
    from_china += sum(share(code, "IND", "CHN", "import") * total(code, "IND", "import") for code in ("2937", "2941"))
    bought = sum(total(code, "IND", "import") for code in (HETEROCYCLES, HORMONES, ANTIBIOTICS))
    sold = sum(total(code, "IND", "export") for code in ("3003", "3004"))
    assert values["share"] == pytest.approx(from_china / bought)
    assert values["against"] == pytest.approx(from_china / sold)
    assert round(values["share"], 2) == 0.79


def test_the_third_answer_takes_hidden_content_off(editions):
    values = said(editions["en"], "medicines.answer.net")
    need = {
        code: share(code, "JPN", "CHN", "import") * total(code, "JPN", "import") for code in ("2937", "2941", "3003")
    }
    need[HETEROCYCLES] = share(HETEROCYCLES, "JPN", "CHN", "import") * total(HETEROCYCLES, "JPN", "import")
    assert values["need"] == pytest.approx(sum(need.values()))
    same = {
        HETEROCYCLES: share(HETEROCYCLES, "CHN", "IND", "export") * total(HETEROCYCLES, "CHN", "export"),
        HORMONES: share(HORMONES, "IND", "CHN", "import") * total(HORMONES, "IND", "import"),
        ANTIBIOTICS: share(ANTIBIOTICS, "IND", "CHN", "import") * total(ANTIBIOTICS, "IND", "import"),
        "3003": share("3003", "CHN", "IND", "export") * total("3003", "CHN", "export"),
    }
    hidden = {code: min(1.0, bought / total(code, "IND", "export")) for code, bought in same.items()}
    # Bulk medicines rest on the most exposed of their ingredients as well: antibiotics.
    hidden["3003"] = 1 - (1 - hidden["3003"]) * (1 - share(ANTIBIOTICS, "IND", "CHN", "import"))
    assert hidden[ANTIBIOTICS] == 1
    left = sum(amount * (1 - hidden[code]) for code, amount in need.items())
    assert values["part_high"] == pytest.approx(left)
    assert values["part_low"] <= values["part"] <= values["part_high"] <= values["gross_high"]
    assert values["least_part"] == 0


def test_japans_own_exports_of_bulk_antibiotics_fell_by_60_percent_baci(editions):
    before, after = total(ANTIBIOTICS, "JPN", "export", 2019), total(ANTIBIOTICS, "JPN", "export")
    assert round(1 - after / before, 2) == 0.60
    assert "fell by 60%" in visible(editions["en"].html)
    assert "60%減" in visible(editions["ja"].html)


def test_india_supplied_0_5_percent_of_japans_medical_products_in_2025_ministry_of_finance(editions):
    trade = load("japan_trade", year=2025, flow="import", commodity="medical-products").set_index("partner")["value"]
    assert round(trade["IND"] / trade["WLD"], 3) == 0.005
    frame = pd.read_csv(io.StringIO(editions["en"].csv("customs-import")))
    row = frame[(frame["name"] == "India") & (frame["panel"] == "Medical products")].iloc[0]
    assert row["after"] == pytest.approx(trade["IND"] / trade["WLD"])


def test_japan_is_indias_37th_customer_of_medicines_export_import_data_bank(editions):
    exports = load("india_exports", year=2024)
    by_partner = exports[exports["product"].str.startswith("30")].groupby("partner")["value"].sum()
    place = int(by_partner.rank(ascending=False)["JPN"])
    assert place == 37
    assert f"number {place} of" in visible(editions["en"].html)


def test_antibiotics_stand_out_in_what_india_buys_and_sells(editions):
    rows = {row[1]: row for row in table_of(editions["en"].html, "bought-and-sold-ind")}
    assert rows[ANTIBIOTICS][3] == "88.9%"
    assert float(rows[ANTIBIOTICS][4].replace(",", "")) > float(rows[ANTIBIOTICS][5].replace(",", ""))


def test_the_report_is_whole_in_both_languages(editions):
    sound(editions, least=10)
    same_numbers(editions)
    assert len(answers(editions["en"])) == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [["importer=IND", "partner=JPN"], ["importer=DEU", "partner=USA"], ["year=2019"], ["focus=3004", "rival=USA"]],
    ids=" ".join,
)
def test_other_questions_are_answered_in_words_where_the_source_is_silent(tmp_path, asked):
    given = [word for one in asked for word in ("-p", one)]
    for edition in render(tmp_path, "medicines", *given).values():
        assert not NOT_A_NUMBER.findall(visible(edition.html))
        assert len(answers(edition)) == 3
