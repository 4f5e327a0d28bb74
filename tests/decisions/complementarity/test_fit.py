"""The fit of two baskets, what moved it, and the matches by product: by hand, by law, and on the published figures."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trade_tables import of_bundle

from econsec import load
from econsec.decisions.complementarity.behind_a_chapter import behind
from econsec.decisions.complementarity.fit import BASKETS, drivers, fits, sides
from econsec.decisions.complementarity.matches import VERDICTS, matches, relations
from econsec.decisions.customs.bilateral import changes, share_of
from econsec.errors import MissingColumnError, ParameterError


@pytest.fixture(scope="module")
def trade() -> pd.DataFrame:
    return load("baci_hs2")


@pytest.fixture(scope="module")
def totals() -> pd.DataFrame:
    return of_bundle().balances()


def fit_by_hand(trade: pd.DataFrame, exporter: str, importer: str, year: int, without: tuple[str, ...] = ()) -> float:
    kept = trade[(trade["year"] == year) & ~trade["product"].isin(without)]
    sold = kept[(kept["economy"] == exporter) & (kept["flow"] == "export")].set_index("product")["value"]
    bought = kept[(kept["economy"] == importer) & (kept["flow"] == "import")].set_index("product")["value"]
    gap = (sold / sold.sum()).sub(bought / bought.sum(), fill_value=0.0).abs().sum()
    return 100 * (1 - gap / 2)


# CEPII BACI V202601 (HS 2017) by chapter, recomputed in plain pandas above.
GOLDEN = {
    ("IND", "JPN", 2018): 63.74,
    ("IND", "JPN", 2024): 71.84,
    ("JPN", "IND", 2018): 45.81,
    ("JPN", "IND", 2024): 47.55,
}


@pytest.mark.parametrize(("exporter", "importer", "year"), GOLDEN)
def test_the_fit_of_india_and_japan_is_the_published_one(trade, exporter, importer, year):
    found = fits(trade, [(exporter, importer)])
    value = found.loc[found["year"] == year, "fit"].item()
    assert round(value, 2) == GOLDEN[exporter, importer, year]
    assert value == pytest.approx(fit_by_hand(trade, exporter, importer, year))


def test_without_gems_japans_fit_with_indias_imports_did_not_rise(trade):
    found = fits(trade, [("JPN", "IND"), ("IND", "JPN")], without=BASKETS)
    gems = found[found["basket"] == "gems"].pivot_table(index="exporter", columns="year", values="fit")
    assert round(gems.loc["JPN", 2024] - gems.loc["JPN", 2018], 2) == -0.03
    assert round(gems.loc["IND", 2024] - gems.loc["IND", 2018], 2) == 6.51
    assert gems.loc["IND", 2024] == pytest.approx(fit_by_hand(trade, "IND", "JPN", 2024, ("71",)))


def test_india_sold_fewer_gems_than_in_2018_though_they_add_to_the_fit(trade):
    moved = drivers(trade, exporter="IND", importer="JPN", before=2018, after=2024).set_index("product").loc["71"]
    assert round(moved["exports_before"] / 1e9, 1) == 42.0
    assert round(moved["exports_after"] / 1e9, 1) == 32.5
    assert moved["change"] > 0
    assert 0 < moved["excess_after"] < moved["excess_before"]


def test_electronics_are_5_8_of_the_8_1_points(trade):
    moved = drivers(trade, exporter="IND", importer="JPN", before=2018, after=2024)
    assert moved["product"].iloc[0] == "85"
    assert round(100 * moved["change"].iloc[0], 1) == 5.8
    assert round(100 * moved["change"].sum(), 1) == 8.1


baskets = st.lists(st.floats(0.0, 1e9), min_size=3, max_size=3).filter(lambda values: sum(values) > 1)


@settings(max_examples=60, deadline=None)
@given(baskets, baskets, baskets, baskets)
def test_the_steps_of_a_change_sum_to_it(sold_before, bought_before, sold_after, bought_after):
    parts = [(2018, "export", sold_before), (2018, "import", bought_before)]
    parts += [(2024, "export", sold_after), (2024, "import", bought_after)]
    rows = [
        (year, "A" if flow == "export" else "B", flow, product, value)
        for year, flow, values in parts
        for product, value in zip("123", values, strict=True)
    ]
    made = pd.DataFrame(rows, columns=["year", "economy", "flow", "product", "value"])
    found = fits(made, [("A", "B")]).set_index("year")["fit"]
    moved = drivers(made, exporter="A", importer="B", before=2018, after=2024)
    assert 100 * moved["change"].sum() == pytest.approx(found[2024] - found[2018], abs=1e-6)


def test_a_year_without_one_of_the_two_gives_no_drivers(trade):
    assert drivers(trade, exporter="USA", importer="JPN", before=2018, after=2024).empty


def test_a_table_without_a_column_is_refused(trade):
    with pytest.raises(MissingColumnError, match="flow"):
        sides(trade.drop(columns="flow"))


def test_matches_of_japan_and_india_are_25_and_37_of_122_headings(totals):
    found = matches(totals, one="JPN", other="IND", year=2024)
    assert len(found) == 122
    assert found["verdict"].value_counts().to_dict() == {
        "both buy": 46,
        "sells to it": 37,
        "buys from it": 25,
        "both sell": 14,
    }
    medicines = found.set_index("product").loc["3004"]
    own = totals[(totals["year"] == 2024) & (totals["product"] == "3004")].set_index("economy")
    assert medicines["seller"] == "IND"
    deficit = own.loc["JPN", "imports"] - own.loc["JPN", "exports"]
    assert medicines["match"] == pytest.approx(deficit)
    assert round(deficit / 1e9, 1) == 9.2


def test_a_match_is_never_more_than_surplus_or_deficit(totals):
    found = matches(totals, one="JPN", other="IND", year=2024)
    for part in ("one", "other"):
        assert (found["match"] <= (found[f"exports_{part}"] - found[f"imports_{part}"]).abs() + 1e-6).all()
    assert (found.loc[found["seller"].isna(), "match"] == 0).all()


def test_turning_the_two_turns_the_verdicts(totals):
    there = matches(totals, one="JPN", other="IND", year=2024).set_index("product")
    back = matches(totals, one="IND", other="JPN", year=2024).set_index("product")
    turned = {"sells to it": "buys from it", "buys from it": "sells to it"}
    assert there["verdict"].replace(turned).sort_index().equals(back["verdict"].sort_index())
    assert there["match"].sort_index().equals(back["match"].sort_index())


def test_relations_count_every_heading_once(totals):
    found = relations(totals, [("JPN", "IND"), ("JPN", "CHN")], year=2024)
    assert (found.groupby(["one", "other"])["products"].sum() == found.groupby(["one", "other"])["of"].first()).all()
    assert set(found["verdict"]) == set(VERDICTS)


def test_one_economy_matches_not_with_itself(totals):
    with pytest.raises(ParameterError, match="two parts"):
        matches(totals, one="JPN", other="JPN", year=2024)


def test_most_of_indias_electronics_are_telephones_and_japan_takes_1_5_percent(trade, totals):
    moved = drivers(trade, exporter="IND", importer="JPN", before=2018, after=2024)
    found = behind(moved, of_bundle(), exporter="IND", importer="JPN", year=2024)
    assert found["heading"] == "8517"
    assert round(found["part"], 3) == 0.568
    assert (found["customer"], found["customer_share"]) == ("USA", 0.3255)
    assert round(found["share"], 4) == 0.0155


def test_nothing_stands_behind_a_change_that_is_not_known(trade, totals):
    moved = drivers(trade, exporter="USA", importer="JPN", before=2018, after=2024)
    assert behind(moved, of_bundle(), exporter="USA", importer="JPN", year=2024) is None


def test_india_had_0_93_percent_of_japans_imports_in_2025():
    found = share_of(load("japan_trade"), partner="IND").set_index(["flow", "year"])["share"]
    assert round(found["import", 2018], 4) == 0.0073
    assert round(found["import", 2025], 4) == 0.0093
    assert round(found["export", 2025], 4) == 0.0259


def test_the_parts_of_a_change_sum_to_the_change_of_all():
    customs = load("japan_trade", partner=["IND", "WLD"])
    parts = ["food", "raw-materials", "mineral-fuels", "chemicals", "manufactured-goods", "machinery"]
    parts += ["electrical-machinery", "transport-equipment", "others"]
    asked = {"partner": "IND", "flow": "import", "before": 2018, "after": 2025}
    found = changes(customs, commodities=parts, **asked)
    whole = changes(customs, commodities=["total"], **asked)
    assert found["change"].sum() == pytest.approx(whole["change"].item(), rel=1e-4)


def test_a_partner_that_customs_do_not_list_has_no_changes():
    customs = load("japan_trade", partner="IND")
    found = changes(customs, partner="BTN", flow="import", commodities=["total"], before=2018, after=2025)
    assert found.empty
    assert share_of(customs, partner="BTN").empty
