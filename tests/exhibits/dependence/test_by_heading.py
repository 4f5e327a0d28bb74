"""Exhibits on trade by heading: true headlines whatever the parts, words where the source is silent."""

from __future__ import annotations

import pandas as pd
import pytest
from trade_tables import of_bundle

from econsec import decisions, own, sector
from econsec.exhibits import Report, labels, makers, suppliers, trends
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.substitution import ingredients
from econsec.flows.trade import Trade
from econsec.i18n import numbers
from econsec.store.catalog import dataset

CODES = list(sector("medicines").codes)


def bought(lists: Trade, report: Report) -> pd.DataFrame:
    return decisions.by_year(lists, importer=report.importer, products=CODES)


@pytest.fixture
def medicines(report) -> dict[str, str]:
    return labels(sector("medicines"), report.language)


def test_the_parts_of_a_heading_sum_to_one(report, lists, medicines, sound):
    table = sound(suppliers.split(report.on(dataset("baci_routes")), bought(lists, report), medicines)).table.frame
    assert table.groupby("product")["share"].sum().round(9).eq(1).all()


def test_a_rival_that_is_on_no_list_is_said_to_be_on_none(report, lists, medicines, sound):
    cut = bought(lists, report).query("exporter != 'CHN'")
    shown = sound(suppliers.split(report.on(dataset("baci_routes")), cut, medicines))
    assert shown.headline == report.text("headings.split.headline.never", of=6)


def test_an_importer_without_lists_gets_words(lists, medicines):
    here = Report("DEU", "IND", "CHN", 2024)
    assert isinstance(suppliers.split(here.on(dataset("baci_routes")), bought(lists, here), medicines), Gap)


def test_the_note_on_a_heading_stands_where_the_heading_does(report, lists, medicines):
    shown = suppliers.split(report.on(dataset("baci_routes")), bought(lists, report), medicines)
    assert any(caveat.startswith("2933") for caveat in shown.caveats)
    others = bought(lists, report).query("product != '2933'")
    without = suppliers.split(report.on(dataset("baci_routes")), others, medicines)
    assert not any(caveat.startswith("2933") for caveat in without.caveats)


def test_the_path_is_of_one_economy_where_the_other_has_no_list(lists, sound):
    followed = decisions.followed_sellers(lists, product="2941", rival="CHN", since=2018)
    two = sound(trends.path(Report("JPN", "IND", "CHN", 2024).on(dataset("baci_routes")), followed, "2941"))
    assert "79.7% to 88.9%" in two.headline
    one = sound(trends.path(Report("JPN", "DEU", "CHN", 2024).on(dataset("baci_routes")), followed, "2941"))
    assert "Germany" not in one.headline
    none = trends.path(Report("FRA", "DEU", "CHN", 2024).on(dataset("baci_routes")), followed, "2941")
    assert isinstance(none, Gap)


def test_hong_kong_is_added_in_the_table_and_named_with_its_largest_share(report, lists):
    followed = decisions.followed_sellers(lists, product="2941", rival="CHN", since=2018)
    shown = trends.path(report.on(dataset("baci_routes")), followed, "2941")
    row = shown.table.frame.set_index(["economy", "year"]).loc[("IND", 2021)]
    assert row["with_hong_kong"] == pytest.approx(0.8244 + 0.0221)
    assert "2.2%" in shown.caveats[0]


@pytest.mark.parametrize(("after", "form"), [(50.0, "down"), (200.0, "up"), (101.0, "level")])
def test_exports_fall_rise_or_stand_still(report, after, form, sound):
    exports = pd.DataFrame({"economy": "JPN", "year": [2019, 2024], "product": "2941", "exports": [1e8, after * 1e6]})
    shown = sound(makers.makers(report.on(dataset("baci_hs4")), exports, "2941"))
    expected = {"down": ("fell", "減り"), "up": ("rose", "増え"), "level": ("stood still", "横ばい")}
    assert expected[form][report.language == "ja"] in shown.headline


def test_what_is_inside_shows_both_sides_whole(report, lists, medicines, sound):
    own = decisions.hidden_content.own(lists, partner="IND", rival="CHN", year=2024)
    inside = decisions.hidden_content.inside(own, sector("medicines").inputs)
    sold = decisions.markets.customers(lists, exporter="IND", product="3004", year=2024)
    shown = sound(ingredients.flow(report.on(dataset("baci_routes")), inside, sold, medicines))
    assert shown.table.frame.groupby("side")["share"].sum().round(9).tolist() == [1, 1]


def test_what_is_inside_is_said_in_words_for_a_partner_that_the_source_does_not_hold(report, lists, medicines):
    own = decisions.hidden_content.own(lists, partner="USA", rival="CHN", year=2024)
    inside = decisions.hidden_content.inside(own, sector("medicines").inputs)
    nobody = decisions.markets.customers(lists, exporter="USA", product="3004", year=2024)
    data = (dataset("baci_routes"),)
    assert isinstance(ingredients.flow(report.on(*data), inside, nobody, medicines), Gap)
    assert isinstance(ingredients.against(report.on(*data), own, medicines), Gap)


def test_buying_more_than_selling_is_said_only_where_it_is_so(report, medicines, sound):
    own = pd.DataFrame({"product": ["2941"], "imports": 10.0, "exports": 20.0, "from_rival": 8.0, "rival_share": 0.8})
    data = (dataset("baci_hs4"),)
    under = sound(ingredients.against(report.on(*data), own, medicines))
    over = sound(ingredients.against(report.on(*data), own.assign(exports=5.0), medicines))
    assert under.headline != over.headline
    assert "40%" in under.headline


def test_own_exports_are_compared_from_the_first_whole_year(report, lists, sound):
    exports = lists.of(["8541"]).balances()
    assert exports["year"].min() == 2017
    balances = of_bundle(["8541"]).balances()
    shown = sound(makers.makers(report.on(dataset("baci_hs4")), balances, "8541"))
    assert "2017" not in shown.headline
    assert "2017" in shown.subtitle
    own = exports[exports["economy"] == report.importer].set_index("year")["exports"]
    first = min(year for year in own.index if year > 2017)
    assert numbers.percent(abs(own[own.index.max()] / own[first] - 1), report.language, digits=0) in shown.headline


@pytest.mark.parametrize(
    ("sold", "form"), [({"CHN": 2.0, "IND": 8.0}, "every"), ({"IND": 8.0}, "never")], ids=["every", "never"]
)
def test_a_complete_table_is_not_spoken_of_as_a_list_of_ten(report, sold, form, monkeypatch, tmp_path):
    rows = pd.DataFrame({"exporter": list(sold), "importer": "JPN", "product": "3004", "value": list(sold.values())})
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path))
    whole = own(rows, publisher="P", title="T", licence="L", year=2024, reporter="all", name="whole")
    found = decisions.by_year(whole, importer="JPN", products=["3004"])
    shown = suppliers.split(report.on(dataset("own_whole")), found, {"3004": "Medicines"})
    assert not any("ten" in text.split() for text in (shown.headline, shown.subtitle, *shown.caveats))
    values = {"of": 1, "first": "Medicines", "first_share": 0.2}
    assert shown.headline == report.text(f"headings.split.headline.{form}.complete", **values)
