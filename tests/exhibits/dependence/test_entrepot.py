"""Suppliers year by year, customers, strength against need: exhibits that stand for any pair, or say why not."""

from __future__ import annotations

import pytest

from econsec import decisions, sector
from econsec.exhibits import Report, labels
from econsec.exhibits.complementarity import markets
from econsec.exhibits.dependence import entrepot as routes
from econsec.exhibits.elements.gap import Gap
from econsec.store.catalog import dataset

CHIPS = ["3818", "8486", "8541", "8542"]


@pytest.fixture(params=["en", "ja"])
def indian(request) -> Report:
    return Report("IND", "JPN", "CHN", 2024, request.param)


def names(report: Report) -> dict[str, str]:
    return labels(sector("semiconductors"), report.language, CHIPS)


def cut_of(report: Report, lists, others=0):
    return decisions.entrepot.parts(lists, **report.roles, products=CHIPS, others=others)


def test_every_column_adds_up_to_the_whole_and_hong_kong_has_its_own_part(indian, lists, sound):
    cut = cut_of(indian, lists)
    shown = sound(
        routes.suppliers(indian.on(dataset("baci_routes")), cut, decisions.entrepot.together(cut), names(indian))
    )
    assert shown.table.whole.groupby(["product", "year"])["share"].sum().round(9).eq(1).all()
    assert "entrepot" in set(shown.table.whole["part"])
    assert "97.6%" in shown.headline


def test_an_importer_without_lists_is_said_in_words(lists):
    germany = Report("DEU", "JPN", "CHN", 2024)
    cut = cut_of(germany, lists)
    found = routes.suppliers(germany.on(dataset("baci_routes")), cut, decisions.entrepot.together(cut), names(germany))
    assert isinstance(found, Gap)
    assert isinstance(routes.years(germany.on(dataset("baci_routes")), cut, "8542", "Chips"), Gap)


def test_every_supplier_that_is_named_has_one_colour_in_all_years(indian, lists, sound):
    cut = cut_of(indian, lists, others=4)
    shown = sound(routes.years(indian.on(dataset("baci_routes")), cut, "8542", "IC"))
    scale = shown.spec()["layer"][0]["encoding"]["color"]["scale"]
    assert len(set(scale["domain"])) == len(scale["domain"]) == len(scale["range"])
    assert set(shown.table.frame["series"]) <= set(scale["domain"])


def test_the_ribbons_of_a_customer_add_up_to_its_block(indian, lists, sound):
    sold = decisions.markets.sales(lists, exporter="JPN", products=CHIPS, year=2024)
    shown = sound(markets.sales(indian.on(dataset("baci_routes")), sold, names(indian)))
    spec = shown.spec()
    ribbons, blocks = (spec["datasets"][spec["layer"][place]["data"]["name"]] for place in (0, 1))
    ends = {row["key"]: row for row in ribbons}  # the last point of each ribbon is its right end
    right = sum(row["high"] - row["low"] for row in ends.values())
    assert right == pytest.approx(sum(row["high"] - row["low"] for row in blocks if row["end"] == 1), abs=1e-3)


def test_indias_part_of_japans_chip_trade_is_0_8_percent_baci_2024(indian, lists):
    sold = decisions.markets.sales(lists, exporter="JPN", products=CHIPS, year=2024)
    shown = markets.sales(indian.on(dataset("baci_routes")), sold, names(indian))
    assert "0.8%" in shown.headline


def test_an_exporter_without_lists_is_said_in_words(lists):
    report = Report("IND", "TWN", "CHN", 2024)
    sold = decisions.markets.sales(lists, exporter="TWN", products=CHIPS, year=2024)
    assert isinstance(markets.sales(report.on(dataset("baci_routes")), sold, names(report)), Gap)


def test_japan_sells_thirty_one_times_the_machines_that_india_buys_baci_2024(indian, lists, sound):
    stood = decisions.markets.standing(lists, economies=["IND", "JPN"], products=CHIPS, year=2024)
    shown = sound(markets.standing(indian.on(dataset("baci_hs4")), stood, names(indian)))
    assert "30.9" in shown.headline
    assert shown.table.frame["ratio"].is_monotonic_decreasing


def test_two_economies_without_totals_are_said_in_words(lists):
    report = Report("DEU", "AUS", "CHN", 2024)
    stood = decisions.markets.standing(lists, economies=["DEU", "AUS"], products=CHIPS, year=2024)
    assert isinstance(markets.standing(report.on(dataset("baci_hs4")), stood, names(report)), Gap)


def test_a_net_exporter_has_no_mark_and_the_other_has(lists, sound):
    report = Report("IND", "JPN", "CHN", 2024)
    sides = [decisions.bought_from(lists, importer=code, sellers=["CHN"], year=2024) for code in ("IND", "JPN")]
    shown = sound(markets.both(report.on(dataset("baci_routes")), *sides, names(report)))
    table = shown.table.frame.set_index("product")
    assert table["importer"].notna().all()
    assert table.loc["8486", ["importer"]].item() == pytest.approx(0.791, abs=1e-3)


def test_a_change_is_told_from_the_first_whole_year(indian, lists, sound):
    cut = cut_of(indian, lists)
    path = decisions.entrepot.together(cut)
    assert path["year"].min() == 2017
    shown = sound(routes.suppliers(indian.on(dataset("baci_routes")), cut, path, names(indian)))
    assert "2017" not in shown.headline
    assert "2019" in shown.headline
    assert "2017" in shown.subtitle
    assert any("2017" in caveat for caveat in shown.caveats)
    years = sound(routes.years(indian.on(dataset("baci_routes")), cut_of(indian, lists, others=4), "8542", "IC"))
    assert "2017" not in years.headline
    assert any("2017" in caveat for caveat in years.caveats)


def test_a_heading_of_one_year_has_no_past_to_tell(indian, lists):
    cut = cut_of(indian, lists.of(year=2024))
    shown = routes.suppliers(indian.on(dataset("baci_routes")), cut, decisions.entrepot.together(cut), names(indian))
    assert "2024" not in shown.headline
    assert not any("2017" in caveat for caveat in shown.caveats)
