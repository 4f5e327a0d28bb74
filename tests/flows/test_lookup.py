"""The front door: any product, from the shelf that tells most, and never two series in one line."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from baci_years import pack

from econsec import decisions, trade
from econsec.codes.subjects import subject
from econsec.errors import NoDataError, ParameterError, UnknownProductError
from econsec.flows.build import complete, listed
from econsec.flows.shelves import EVERY_PAIR, MINERALS
from econsec.store.baci import shelf, whole_years
from econsec.store.baci.warehouse import add_baci

MILLION = 1e6
ASKED = ["280530", "284690", "282520", "250410", "2709", "850760", "854231", "rare-earths", "gallium", "magnets"]


def bought(code: str, importer: str = "JPN") -> pd.Series:
    found = decisions.suppliers(trade(code, year=2024), importer=importer, year=2024)
    return found.ranked.set_index("exporter")["value"]


def test_japan_bought_rare_earth_metals_for_254_3_million_dollars_162_1_from_viet_nam_baci_hs92_2024():
    found = bought("280530") / MILLION
    assert round(found.sum(), 1) == 254.3
    assert found[["VNM", "CHN", "THA"]].round(1).tolist() == [162.1, 62.0, 23.7]


def test_japan_bought_rare_earth_compounds_124_4_million_dollars_from_china_64_3_from_malaysia_baci_hs92_2024():
    assert (bought("284690") / MILLION)[["CHN", "MYS", "ITA"]].round(1).tolist() == [124.4, 64.3, 7.8]


@pytest.mark.parametrize("importer", ["JPN", "IND", "DEU", "VNM"])
@pytest.mark.parametrize("asked", [*ASKED, "lithium", "85", "850511,2941"])
def test_every_question_of_the_dialogue_has_an_answer_or_a_reason(asked, importer):
    goods = trade(asked.split(","), year=2024)
    found = decisions.suppliers(goods, importer=importer, year=2024)
    assert len(found.ranked) > 0 or found.reason in {"buys none", "net exporter", "not listed", "not covered"}
    assert found.ranked["share"].notna().all()
    assert found.ranked["share"].sum() == pytest.approx(1 if len(found.ranked) else 0, abs=1e-3)
    assert found.fit == goods.asked.fits(found.products)


@pytest.mark.parametrize("asked", ["lithium", "critical_minerals", "850511,2941", "2846", "85"])
def test_no_product_is_told_by_two_series(asked):
    for way in trade(asked.split(","), year=2024).ways():
        pairs = way.shelves[way.shelves["kind"] != "total"]
        assert not pairs["product"].duplicated().any()


def test_two_materials_that_one_series_holds_are_told_by_it_alone():
    assert trade("lithium", year=2024).sources == ("baci_hs92",)
    assert trade("283691", year=2024).sources == ("baci_minerals",)


def test_a_heading_is_whole_where_every_code_of_its_revision_is_held_and_means_the_same():
    assert trade("2709", year=2024).fit == "same"
    assert {"2846", "2504", "2709"} <= set(EVERY_PAIR.codes)
    # The list under HS 2017 comes first, the sum of the other series second: Germany has no list.
    germany = decisions.suppliers(trade("2846", year=2024), importer="DEU", year=2024)
    assert (germany.fit, germany.known_from, germany.sources) == ("same", "flows", ("baci_hs92",))
    assert "2504" not in MINERALS.codes  # flake graphite is not among the thirty codes


def test_a_part_says_how_much_of_what_was_asked_it_is():
    asked = subject(["8505"])
    total = {"year": 2024, "economy": ["JPN"], "flow": "import", "product": "8505", "value": 100.0}
    none = pd.DataFrame(columns=["year", "economy", "flow", "product", "partner", "share"])
    flows = {"year": 2024, "exporter": ["CHN"], "importer": "JPN", "product": "850511", "value": 40.0}
    part = replace(complete(pd.DataFrame(flows)), asked=asked)
    goods = replace(listed(none, pd.DataFrame(total)), asked=asked, others=(part,))
    found = decisions.suppliers(goods, importer="JPN", year=2024)
    assert (found.fit, found.products, found.of_asked) == ("part", ("850511",), 0.4)


def test_who_comes_first_is_not_said_where_one_without_a_name_may_be_larger():
    found = decisions.suppliers(trade("85", year=2024), importer="JPN", year=2024)
    assert found.ranked["exporter"].tolist() == ["CHN", "XXO"]
    assert not found.first_known


def test_frames_of_ones_own_are_all_that_there_is():
    flows = pd.DataFrame({"exporter": ["A"], "importer": "B", "product": "1", "value": 1.0})
    assert trade(flows).complete.tolist() == ["1"]


@pytest.mark.parametrize(("what", "error"), [("999999", UnknownProductError), ("tungstn", UnknownProductError)])
def test_what_is_no_product_is_refused(what, error):
    with pytest.raises(error):
        trade(what, year=2024)


def test_a_source_that_is_none_and_a_store_that_is_empty_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path))
    with pytest.raises(ParameterError, match="best, bundle, baci"):
        trade("850511", year=2024, source="eurostat")
    with pytest.raises(NoDataError, match="store"):
        trade("850511", year=2024, source="baci")


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A hand-made zip: three pairs in two codes of 8542 and one of 8541, of which one states no tonnes."""
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))
    rows = [
        (2024, 156, 392, "854231", 5.0, 1.0),
        (2024, 156, 392, "854232", 3.0, float("nan")),
        (2024, 699, 392, "854231", 2.0, 4.0),
        (2024, 156, 699, "854140", 7.0, 1.0),
    ]
    table = pd.DataFrame(rows, columns=["t", "i", "j", "k", "v", "q"])
    named = {"BACI_HS17_Y2024_V202601.csv": table, "BACI_HS17_Y2023_V202601.csv": table.assign(t=2023)}
    archive = pack(tmp_path / "BACI_HS17_V202601.zip", named)
    codes = "code,description\n854231,a\n854232,b\n854140,c\n"
    return add_baci(_with_codes(archive, codes))


def _with_codes(archive, text):
    again = archive.with_name("again_HS17_V202601.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(again, "w") as new:
        for item in old.namelist():
            new.writestr(item, text if item.startswith("product_codes") else old.read(item))
    return again


@pytest.mark.parametrize(
    ("asked", "value", "tonnes"), [("854231", 5000.0, 1.0), ("8542", 8000.0, None), ("85", 8000.0, None)]
)
def test_the_users_own_store_comes_first_and_sums_to_the_digits_asked_for(store, asked, value, tonnes):
    goods = trade(asked, year=2024)
    assert (goods.sources, goods.fit) == (("baci",), "same")
    row = goods.named[(goods.named["exporter"] == "CHN") & (goods.named["importer"] == "JPN")].iloc[0]
    assert row["value"] == value
    # Half a weight under a whole value would be a price of nothing.
    assert (row["tonnes"] == tonnes) if tonnes else row["tonnes"] != row["tonnes"]
    assert goods.between("USA", "JPN")["value"].item() == 0
    assert sorted(goods.past["year"].unique()) == [2023, 2024]


def test_the_bundle_can_be_asked_for_beside_a_store(store):
    assert trade("8542", year=2024, source="bundle").sources == ("baci_routes", "baci_hs4")


def test_the_copy_by_product_is_whole_or_made_again(store):
    item = shelf.stored()[-1]
    copy = whole_years.by_product(item)
    assert copy != item.path
    copy.unlink()
    assert whole_years.by_product(item) == copy
    assert copy.is_file()
    assert not list(item.path.parent.glob(".sort-*"))
