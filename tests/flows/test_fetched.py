"""Fetched accounts as a shelf of trade: whose side they tell, under which code, and where they come in."""

import accounts
import pandas as pd
import pytest

from econsec import Report, decisions, exhibits, trade
from econsec.codes.subjects import subject
from econsec.errors import NoDataError
from econsec.flows.fetched import TABLE

INDIAN = pd.DataFrame({"year": [2024], "exporter": "IND", "importer": "JPN", "product": "010121", "value": 1.0})


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path))


def imports(product, *, year=2025, by="JPN", flow="imports", **partners):
    return [(year, by, flow, product, partner, value) for partner, value in partners.items()]


def test_an_office_tells_its_own_side_and_nothing_of_others():
    accounts.keep(*imports("381300", WLD=100.0, CHN=60.0, VNM=40.0))
    found = trade("381300", year=2025)
    assert found.sources == (TABLE,)
    assert found.partners("JPN", "imports")["share"].tolist() == [0.6, 0.4]
    assert found.between("IND", "JPN")["high"].tolist() == [0.0]
    assert found.between("CHN", "JPN")["told_by"].tolist() == ["JPN"]
    assert found.between("CHN", "DEU")["high"].isna().all()
    assert found.side("CHN", "exports")["total"].isna().all()
    assert found.side("JPN", "exports")["total"].isna().all()  # no row of exports is no zero
    assert found.complete.empty


def test_what_an_office_gives_to_no_economy_may_be_anybodys():
    accounts.keep(*imports("381300", WLD=100.0, CHN=60.0, XNA=25.0))
    found = trade("381300", year=2025)
    assert found.side("JPN", "imports").loc["381300"].tolist() == [100.0, 0.4, 0.4]
    assert found.between("IND", "JPN")[["low", "high"]].to_numpy().tolist() == [[0.0, 40.0]]
    assert found.partners("JPN", "imports")["partner"].tolist() == ["CHN", "XXO"]


def test_what_comes_back_is_no_trade_and_parts_beyond_the_total_count():
    accounts.keep(*imports("381300", CHN=60.0, VNM=60.0, JPN=5.0, WLD=110.0))
    assert trade("381300", year=2025).side("JPN", "imports").loc["381300"].tolist() == [120.0, 0.0, 0.0]


def test_the_importers_account_counts_where_two_offices_differ():
    accounts.keep(
        *imports("381300", WLD=60.0, CHN=60.0),
        *imports("381300", by="CHN", flow="exports", WLD=90.0, JPN=50.0, DEU=40.0),
        *imports("381300", by="VNM", flow="exports", WLD=7.0, JPN=7.0),
    )
    found = trade("381300", year=2025)
    assert found.between("CHN", "JPN")["value"].tolist() == [60.0]
    assert found.between("VNM", "JPN")["value"].tolist() == [0.0]  # Viet Nam says 7, Japan knows of none
    assert found.partners("JPN", "imports")["partner"].tolist() == ["CHN"]
    assert found.partners("CHN", "exports")["share"].tolist() == pytest.approx([5 / 9, 4 / 9])
    assert found.between("CHN", "DEU")["value"].tolist() == [40.0]


def test_a_code_that_became_several_is_told_if_all_of_them_are():
    four = ("854141", "854142", "854143", "854149")
    accounts.keep(*(row for code in four[:3] for row in imports(code, WLD=10.0, CHN=10.0)))
    assert "854140" not in trade("854140", year=2025).of(year=2025).products
    accounts.keep(*(row for code in four for row in imports(code, WLD=10.0, CHN=9.0, VNM=1.0)))
    found = trade("854140", year=2025)
    assert found.side("JPN", "imports")["total"].tolist() == [40.0]
    assert found.partners("JPN", "imports")["value"].tolist() == [36.0, 4.0]
    # What only HS 2022 has is asked for by its own name.
    assert trade("854143", year=2025).side("JPN", "imports")["total"].tolist() == [10.0]


@pytest.mark.parametrize(
    ("revision", "product", "asked"),
    [
        ("H0", "280521", "280512"),
        ("H5", "810520", "810520"),
        ("H6", "854231", "854231"),
        ("H6", "8505", "8505"),
        ("H5", "85", "85"),
    ],
)
def test_the_same_goods_are_found_under_the_name_of_hs_2017(revision, product, asked):
    accounts.keep(*imports(product, WLD=10.0, CHN=10.0), revision=revision)
    assert trade(asked, year=2025).side("JPN", "imports")["total"].tolist() == [10.0]


@pytest.mark.parametrize(("revision", "product"), [("H6", "8541"), ("H6", "85"), ("H6", "300490"), ("H3", "850511")])
def test_a_number_that_holds_other_goods_is_not_taken_for_it(revision, product):
    accounts.keep(*imports(product, WLD=10.0, CHN=10.0), revision=revision)
    assert product not in trade(product, year=2025).of(year=2025).products


def test_they_come_after_complete_flows_and_lists_and_before_nothing():
    accounts.keep(
        *(row for code in ("850511", "8505", "381300") for row in imports(code, WLD=1.0, CHN=1.0, year=2024)),
        *imports("8505", WLD=1.0, CHN=1.0),
    )
    first = {code: trade(code, year=2024).sources[0] for code in ("850511", "8505", "381300")}
    assert first == {"850511": "baci_minerals", "8505": "baci_routes", "381300": TABLE}
    assert trade(["850511", "381300"], year=2024).sources[:2] == ("baci_minerals", TABLE)
    # Of a year that no list has the account is what there is.
    assert trade("8505", year=2025).sources == (TABLE,)
    assert trade("8505", year=2024, source="comtrade").sources == (TABLE,)
    assert trade("850511", year=2024, source="bundle").sources[0] == "baci_minerals"
    # That one product was fetched to a later year does not move the year of all.
    assert trade("850511").years == [2024]
    assert trade("8505", source="comtrade").years == [2025]


def test_who_has_no_account_is_answered_by_the_next_way():
    accounts.keep(*imports("280511", WLD=1.0, CHN=1.0, year=2024))
    goods = trade("280511", year=2024)
    ours, theirs = (decisions.suppliers(goods, importer=code, year=2024) for code in ("JPN", "IND"))
    assert (ours.sources, ours.fit) == ((TABLE,), "same")
    assert theirs.sources != (TABLE,)


def test_an_exhibit_says_whose_account_it_is_and_nothing_of_another_publisher():
    accounts.keep(*imports("381300", WLD=100.0, CHN=60.0, VNM=40.0))
    report = Report("JPN", "IND", "CHN", 2025)
    found = decisions.suppliers(trade("381300", year=2025), importer="JPN", year=2025)
    shown = exhibits.one_product.suppliers(report, found, "fire extinguishers")
    assert [one.name for one in shown.datasets] == [TABLE]
    assert shown.caveats[0].startswith("One customs office’s own account")
    assert not any("provisional" in sentence or "between all economies" in sentence for sentence in shown.caveats)
    held = decisions.named.held(trade("381300", year=2025), INDIAN, subject(["381300"]), economies=["JPN", "IND"])
    assert held.loc[held["table"] == TABLE, ["JPN", "IND"]].to_numpy().tolist() == [[True, False]]


def test_nothing_fetched_is_said():
    with pytest.raises(NoDataError, match="econsec data fetch comtrade"):
        trade("850511", source="comtrade")


def test_the_past_is_every_year_of_the_same_accounts():
    accounts.keep(
        *(row for year in (2022, 2025) for row in imports("381300", WLD=10.0, CHN=year - 2019.0, year=year, XNA=0.0))
    )
    goods = trade("381300", year=2025)
    assert goods.years == [2025]
    assert sorted(goods.past["year"]) == [2022, 2025]
    assert goods.past["tonnes"].tolist() == [0.03, 0.06]


def test_what_one_office_gives_to_nobody_is_not_filled_up_from_anothers():
    accounts.keep(
        *imports("381300", WLD=100.0, VNM=60.0, XNA=40.0),
        *imports("381300", by="CHN", flow="exports", WLD=90.0, JPN=80.0, DEU=10.0),
    )
    found = trade("381300", year=2025)
    assert found.partners("JPN", "imports")[["partner", "share"]].to_numpy().tolist() == [["VNM", 0.6], ["XXO", 0.4]]
    assert found.between("CHN", "JPN")[["low", "high"]].to_numpy().tolist() == [[0.0, 40.0]]
    assert found.between("IND", "JPN")["high"].tolist() == [40.0]
    assert found.between("CHN", "DEU")["value"].tolist() == [10.0]


def test_a_year_of_which_a_part_was_fetched_is_not_told_whole():
    four = ("854141", "854142", "854143", "854149")
    accounts.keep(
        *(row for code in four for row in imports(code, WLD=10.0, CHN=10.0, year=2022)),
        *imports("854141", WLD=10.0, CHN=10.0, year=2023),
    )
    assert trade("854140", since=2022, year=2023, source="comtrade").years == [2022]


def test_a_number_that_is_other_goods_in_a_later_revision_is_no_name_of_its_own():
    accounts.keep(*imports("290341", WLD=40.0, CHN=40.0, year=2005), revision="H2")
    assert "290341" not in trade("290341", year=2005, source="best").of(year=2005).products


def test_one_office_among_complete_flows_ranks_nobody():
    accounts.keep(
        *imports("381300", WLD=1.0, CHN=1.0, year=2024), *imports("381300", flow="exports", WLD=2.0, year=2024)
    )
    both = ["850511", "381300"]
    found = decisions.sellers.standing(trade(both, year=2024), subject(both), year=2024)
    assert "381300" not in found.attrs["products"]
