"""The exhibits of a dossier: true for any subject and any economies, or words."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

import econsec
from econsec import decisions, load
from econsec.codes.subjects import subject
from econsec.decisions.dependence.suppliers import Bought
from econsec.exhibits import Report
from econsec.exhibits.controls import lists as holds
from econsec.exhibits.dependence import naming
from econsec.exhibits.dependence import one_product as purchases
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.reports import explore_product as dossier
from econsec.exhibits.substitution import sellers as offers
from econsec.store.catalog import dataset

FLOWS, LISTS = (dataset("baci_minerals"),), (dataset("baci_routes"),)
NOBODY = Bought("none", (), "none", pd.DataFrame({"exporter": [], "value": [], "share": []}))
MAGNETS = subject(["850511"])
RULES = list(decisions.RULES)


def of(code: str, importer: str) -> Bought:
    return decisions.suppliers(econsec.trade([code], year=2024), importer=importer, year=2024)


def test_the_rest_of_a_list_is_drawn_and_never_called_the_first(report, sound):
    shown = sound(purchases.suppliers(report.reversed, of("8507", "IND"), "8507"))
    assert shown.table.frame["exporter"].iloc[-1] == "XXO"
    assert {"en": "China supplies 77.2%", "ja": "中国が77.2%"}[report.language] in shown.headline


def test_a_partner_that_comes_first_is_named_once(sound):
    here = Report("JPN", "PHL", "CHN", 2024)
    shown = sound(purchases.suppliers(here, of("850511", "JPN"), "magnets"))
    assert shown.headline.count("Philippines") == 1


def test_figures_of_a_wider_code_carry_a_caveat(report):
    shown = purchases.suppliers(report.reversed, of("850760", "IND"), "8507")
    assert report.text("caveat.fit.wider", codes=["8507"]) in shown.caveats


def test_no_supplier_and_no_path_get_words(report):
    assert isinstance(purchases.suppliers(report, NOBODY, "x"), Gap)
    assert isinstance(purchases.path(report, pd.DataFrame(columns=["year", "exporter", "share"]), NOBODY, "x"), Gap)


@pytest.mark.parametrize(("last", "form"), [(0.5, "up"), (0.1, "down")])
def test_a_path_rises_or_does_not(report, last, form, sound):
    shares = pd.DataFrame({"year": [2014, 2024], "exporter": "CHN", "share": [0.3, last]})
    found = Bought(
        "flows",
        ("850511",),
        "same",
        pd.DataFrame({"exporter": ["CHN"], "value": 1.0, "share": 1.0}),
        sources=("baci_minerals",),
    )
    shown = sound(purchases.path(report, shares, found, "x"))
    values = {"item": "x", "who": "CHN", "before": 0.3, "after": last, "then": "2014", "now": "2024", "port": ""}
    assert shown.headline == report.text(f"purchases.path.headline.{form}", **values)


def test_one_product_is_judged_rule_by_rule_and_doubt_is_counted(report, sound):
    counted = pd.DataFrame({"importer": ["JPN", "IND"], "product": "8507", "hold": [0, 4], "fail": [2, 0]})
    counted = counted.assign(unknown=[2, 0], verdicts=[(0, 0, -1, -1), (1, 1, 1, 1)])
    shown = sound(purchases.rules(report.on(*LISTS), counted, RULES, "x"))
    assert report.text("holds.doubt", n=2) in shown.headline
    assert len(shown.table.frame) == 8


def test_nothing_judged_gets_words(report):
    none = pd.DataFrame({"importer": ["JPN"], "product": "8507", "hold": [0], "fail": [0], "unknown": [4]})
    assert isinstance(purchases.rules(report.on(*LISTS), none.assign(verdicts=[(-1,) * 4]), RULES, "x"), Gap)
    assert isinstance(purchases.rules(report.on(*LISTS), none.head(0), RULES, "x"), Gap)


def test_every_match_and_list_of_the_data_has_its_word(report, sound):
    entries = load("official_lists")
    entries = entries[entries["product"].fillna("") != ""]
    sound(holds.lists(report.on(dataset("official_lists")), entries, "x"))
    assert isinstance(holds.lists(report.on(dataset("official_lists")), entries.head(0), "x"), Gap)


def test_a_seller_that_does_not_sell_is_said_to_be_absent(report, sound):
    found = pd.DataFrame({"exporter": ["CHN", "PHL"], "value": [3.0, 1.0], "world_share": [0.75, 0.25]})
    found = found.assign(to_importer=[1.0, 1.0], share=0.5, rank=[1, 2])
    shown = sound(offers.sellers(report.on(*FLOWS), found, "x"))
    assert {"en": "India sells none", "ja": "インドの輸出はない"}[report.language] in shown.headline


def test_a_sample_has_no_price(report, sound):
    paid = pd.DataFrame({"exporter": ["CHN", "PHL", "IND"], "value": [1e6, 1e6, 10.0], "tonnes": [10.0, 20.0, 1e-6]})
    paid["unit_value"] = paid["value"] / paid["tonnes"]
    shown = sound(offers.prices(report.on(*FLOWS), paid.assign(ratio=1.0), "x"))
    assert "IND" not in set(shown.table.frame["exporter"])
    assert isinstance(offers.prices(report.on(*FLOWS), paid.assign(ratio=1.0).head(1), "x"), Gap)


def test_an_economy_with_no_totals_is_not_said_to_sell_nothing(sound):
    stood = pd.DataFrame({"economy": ["CHN", "JPN"], "exports": [9e9, 2e9], "imports": [1e9, 3e9]})
    here = Report("DEU", "FRA", "CHN", 2024)
    shown = sound(offers.balance(here.on(*LISTS), stood, {"8507": "Batteries"}, "x"))
    assert "Germany" not in shown.headline
    assert isinstance(offers.balance(here.on(*LISTS), stood.head(0), {}, "x"), Gap)


def test_of_all_who_sell_a_heading_those_are_drawn_whom_a_page_has_room_for(sound):
    stood = decisions.sellers.standing(econsec.trade("850511", year=2024), MAGNETS, year=2024)
    here = Report("JPN", "MMR", "CHN", 2024)
    shown = sound(offers.balance(here.on(*LISTS), stood, {"8505": "Magnets"}, "x"))
    drawn = {row["label"] for rows in shown.chart.to_dict()["datasets"].values() for row in rows}
    assert len(shown.table.frame) > 100
    assert {"China", "Japan", "Myanmar"} <= drawn
    assert len(drawn) <= 13


def test_indias_customers_are_shown_where_india_takes_part():
    sold = pd.DataFrame({"partner": ["USA"], "value": [1.0], "share": [1.0], "rank": [1]})
    here = Report("DEU", "FRA", "CHN", 2024)
    assert isinstance(offers.destinations(here.on(dataset("india_exports")), sold, "x", 0.5), Gap)


def test_no_measure_of_this_rival_differs_from_a_list_that_is_not_of_it():
    day = dt.date(2026, 11, 22)
    announced = load("export_controls")
    none = decisions.in_force(announced.head(0), as_of=day)
    asked = ("x", dataset("export_controls"), day)
    china = dossier.controls(Report("JPN", "IND", "CHN", 2024), none, announced, *asked, covered=day)
    america = dossier.controls(Report("JPN", "IND", "USA", 2024), none, announced.head(0), *asked, covered=day)
    assert china.key == "dossier.controls.gap"
    # The gap speaks of the day that the list covers, not of today.
    last = decisions.last_covered(announced, day)
    asked_then = dossier.controls(Report("JPN", "IND", "CHN", 2024), none, announced, *asked, covered=last)
    assert asked_then == Gap("dossier.controls.gap", {"item": "x", "covered": dt.date(2026, 6, 17)})
    assert america.key == "controls.timeline.gap"


def test_figures_are_named_by_what_they_are_of():
    here = Report("JPN", "IND", "CHN", 2024)
    assert naming.named(here, MAGNETS, ["850511"]) == MAGNETS.title()
    assert naming.named(here, MAGNETS, ["8505"]) == "Magnets (HS 8505, wider than asked)"
    part = {share: naming.named(here, subject(["85"]), ["850511"], share) for share in (None, 0.005)}
    assert part[None] == "Metal magnets (HS 850511, a part of electrical machinery and electronics)"
    assert part[0.005] == "Metal magnets (HS 850511, 0.5% of what Japan buys of electrical machinery and electronics)"
    unknown = naming.named(here, subject(["8505", "8507"]), ["8507"], float("nan"))
    assert unknown == "Batteries (HS 8507, a part of magnets, batteries; its share of what Japan buys is not known)"


def test_a_chapter_does_not_drown_the_headings_of_what_was_asked():
    minerals = subject(["critical_minerals"])
    stood = decisions.sellers.standing(econsec.trade(minerals.codes, year=2024), minerals, year=2024)
    assert all(len(code) > 2 for code in stood.attrs["products"])
    assert "27" not in stood.attrs["products"]  # coal has no heading in the table, and its chapter is all fuels
    alone = decisions.sellers.standing(econsec.trade(["85"], year=2024), subject(["85"]), year=2024)
    assert alone.attrs["products"] == ("85",)


def test_many_headings_are_counted_and_not_named_in_a_headline(report, sound):
    stood = decisions.sellers.standing(
        econsec.trade("critical_minerals", year=2024), subject(["critical_minerals"]), year=2024
    )
    names = naming.labels(stood.attrs["products"], report.language)
    shown = sound(offers.balance(report.on(dataset("baci_hs4")), stood, names, "x"))
    assert len(shown.headline) < 200
    assert str(len(names)) in shown.headline


def test_rules_are_described_one_by_one_for_who_does_not_see_them(report, sound):
    counted = pd.DataFrame({"importer": ["JPN", "IND"], "product": "8507", "hold": [0, 4], "fail": [4, 0]})
    counted = counted.assign(unknown=[0, 0], verdicts=[(0, 0, 0, 0), (1, 1, 1, 1)])
    shown = sound(purchases.rules(report.on(*LISTS), counted, RULES, "x"))
    for rule in RULES:
        assert report.text(f"rule.{rule}") in shown.alt
    assert shown.alt != shown.headline


@pytest.mark.parametrize(("day", "en", "ja"), [("2023-06", "Jun 2023", "2023年6月"), ("2024", "2024", "2024年")])
def test_a_list_is_dated_as_far_as_its_day_is_known(day, en, ja):
    assert (holds.since(day, "en"), holds.since(day, "ja")) == (en, ja)


def test_what_neither_table_knows_is_said_once(report, monkeypatch):
    said = []
    monkeypatch.setattr(Report, "answer", lambda self, key, **values: said.append(self.text(key, **values) and key))
    dossier.replacement(report, pd.DataFrame(), pd.DataFrame(), "x")
    assert said == ["dossier.answer.replacement"]
