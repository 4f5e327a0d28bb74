"""A sector is a list of products that says of each code what it is, and what it is not."""

from __future__ import annotations

import re

import pytest

from econsec import trade
from econsec.codes.products import product_name
from econsec.codes.sectors import sector, sectors, stage_name
from econsec.errors import UnknownProductError, UnknownSectorError
from econsec.store import dataset, load

GOODS = [item for item in sectors() if item.kind == "goods"]


@pytest.mark.parametrize("item", GOODS, ids=lambda item: item.name)
def test_every_line_has_a_code_names_a_stage_a_reason_and_a_source(item):
    for row in item.products.itertuples():
        assert re.fullmatch(r"\d{4}|\d{6}", row.product)
        for text in (row.material, row.name_en, row.name_ja, row.reason_en, row.reason_ja, row.source):
            assert text.strip()
        assert stage_name(row.stage)
        assert stage_name(row.stage, "ja")
        assert row.confidence in {"exact", "dominant", "proxy", "basket"}


@pytest.mark.parametrize("item", GOODS, ids=lambda item: item.name)
def test_a_note_stands_in_both_languages_or_in_none(item):
    products = item.products
    assert ((products.note_en == "") == (products.note_ja == "")).all()


@pytest.mark.parametrize("item", GOODS, ids=lambda item: item.name)
def test_a_code_that_is_a_proxy_or_a_basket_says_so_in_a_note(item):
    loose = item.products[item.products.confidence.isin(["proxy", "basket"])]
    assert (loose.note_en != "").all()


@pytest.mark.parametrize("item", GOODS, ids=lambda item: item.name)
def test_japanese_names_are_in_japanese_and_english_ones_are_not(item):
    japanese = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
    for row in item.products.itertuples():
        for text in (row.name_ja, row.reason_ja):
            assert japanese.search(text)
        for text in (row.name_en, row.reason_en):
            assert not japanese.search(text)
    for row in item.inputs.itertuples():
        assert japanese.search(row.reason_ja)
        assert not japanese.search(row.reason_en)


@pytest.mark.parametrize("item", GOODS, ids=lambda item: item.name)
def test_no_product_stands_twice_in_a_sector(item):
    assert item.products["product"].is_unique


@pytest.mark.parametrize("item", GOODS, ids=lambda item: item.name)
def test_the_six_digit_chain_of_a_sector_has_stages_and_a_reason_in_both_languages(item):
    table = item.details
    assert table["product"].is_unique
    assert table.stage.nunique() >= 3
    for row in table.itertuples():
        assert re.fullmatch(r"\d{6}", row.product)
        assert stage_name(row.stage, "ja")
        assert all(text.strip() for text in (row.name_en, row.name_ja, row.reason_en, row.reason_ja, row.source))
        assert (row.note_en == "") == (row.note_ja == "")
        assert row.confidence in {"exact", "dominant"} or row.note_en


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        ("critical_minerals", ["ore", "oxide", "metal", "magnet"]),
        ("semiconductors", ["material", "wafer", "chip", "package", "machine"]),
        ("clean_energy", ["material", "wafer", "module"]),
        ("medicines", ["intermediate", "ingredient", "medicine"]),
    ],
)
def test_the_chains_of_the_agenda_have_their_stages(name, stages):
    assert set(stages) <= set(sector(name).details.stage)


def test_the_agenda_has_eight_sectors_and_three_of_them_no_goods():
    names = [item.name for item in sectors()]
    assert len(names) == 8
    for name in ("science", "ai_data_centres", "it_talent"):
        assert sector(name).kind == "knowledge"
        assert sector(name).products.empty
        assert sector(name).details.empty
        assert sector(name).description("ja")


def test_a_code_has_one_name_whatever_sector_lists_it():
    names: dict[str, set[str]] = {}
    for item in GOODS:
        for row in [*item.products.itertuples(), *item.details.itertuples()]:
            names.setdefault(row.product, set()).add(row.name_en)
    assert {code: found for code, found in names.items() if len(found) > 1} == {}


def test_every_code_of_critical_minerals_is_held_complete_for_every_economy():
    codes = sector("critical_minerals").codes
    assert set(dataset("baci_minerals").products) < set(codes)
    assert {"280530", "284610", "284690", "282520", "250410", "810510"} < set(codes)
    assert trade(list(codes), year=2024, source="bundle").complete.tolist() == sorted(codes)


def test_811292_is_not_gallium():
    row = sector("critical_minerals").products.set_index("product").loc["811292"]
    assert row.confidence == "basket"
    assert row.usgs_commodity == ""
    assert "not gallium" in row.note_en


def test_850511_is_all_magnets_of_metal():
    row = sector("critical_minerals").products.set_index("product").loc["850511"]
    assert "alnico" in row.note_en
    assert "アルニコ" in row.note_ja


def test_every_usgs_commodity_of_the_minerals_has_figures():
    wanted = {name for cell in sector("critical_minerals").products.usgs_commodity for name in cell.split(";") if name}
    assert wanted <= set(load("usgs_world").commodity)


def test_every_iea_mineral_of_the_minerals_has_figures():
    wanted = {name for name in sector("critical_minerals").products.iea_mineral if name}
    assert wanted <= set(load("iea_supply").mineral)


def test_every_controlled_material_of_the_minerals_is_in_an_announcement():
    wanted = {
        name for cell in sector("critical_minerals").products.control_material for name in cell.split(";") if name
    }
    announced = {name for cell in load("export_controls").materials for name in cell.split(";")}
    assert wanted <= announced


def test_a_wrong_sector_gets_the_nearest_right_one():
    with pytest.raises(UnknownSectorError, match="critical_minerals"):
        sector("critical_mineral")


def test_a_product_that_no_sector_lists_is_an_error():
    with pytest.raises(UnknownProductError):
        product_name("010121")


def test_product_names_in_both_languages():
    assert product_name("850511") == "Permanent magnets of metal"
    assert product_name("850511", "ja") == "永久磁石（金属製）"


def test_titles_name_every_code_of_the_older_series_in_both_languages():
    for language in ("en", "ja"):
        assert all(product_name(code, language) for code in dataset("baci_hs92").products)
