"""One ISO3 code inside, every publisher's spelling at the door."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.codes.economies import LANGUAGES, economies, economy, economy_name, recode
from econsec.codes.tables import read
from econsec.errors import UnknownEconomyError

ALL = economies()


def test_every_economy_is_found_by_every_one_of_its_names_and_codes():
    for row in ALL.itertuples():
        for given_name in (row.iso3, row.iso2, row.name_en, row.name_ja):
            if given_name:
                assert economy(given_name).iso3 == row.iso3


def test_every_economy_has_a_name_in_both_languages():
    assert (ALL[["name_en", "name_ja"]] != "").all(axis=None)


@pytest.mark.parametrize("column", ["iso3", "name_en", "name_ja"])
def test_no_two_economies_share_a_code_or_name(column):
    assert ALL[column].is_unique


@pytest.mark.parametrize("column", ["iso2", "m49", "baci"])
def test_no_two_economies_share_a_code_of_another_system(column):
    codes = ALL.loc[ALL[column] != "", column]
    assert codes.is_unique


@pytest.mark.parametrize(
    ("code", "iso3"),
    [("490", "TWN"), ("699", "IND"), ("842", "USA"), ("251", "FRA"), ("757", "CHE"), ("579", "NOR"), ("4", "AFG")],
)
def test_baci_numbers_that_are_not_iso_numbers(code, iso3):
    """Origin: country_codes_V202601.csv of CEPII's BACI."""
    assert recode(pd.Series([code]), "baci").item() == iso3


def test_the_iso_number_of_india_is_unknown_to_baci():
    with pytest.raises(UnknownEconomyError, match="356"):
        recode(pd.Series(["356"]), "baci")


def test_numbers_are_recoded_with_or_without_leading_zeros():
    assert recode(pd.Series(["004", "4"]), "m49").tolist() == ["AFG", "AFG"]


def test_recode_keeps_the_index_and_the_order():
    values = pd.Series(["Burma", "China", "Burma"], index=[7, 3, 5])
    assert recode(values, "usgs").to_dict() == {7: "MMR", 3: "CHN", 5: "MMR"}


@pytest.mark.parametrize(("code", "iso3"), [("ZAR", "COD"), ("ROM", "ROU"), ("TMP", "TLS"), ("KSV", "XKX")])
def test_legacy_codes_of_the_world_bank(code, iso3):
    assert recode(pd.Series([code]), "wgi").item() == iso3


def test_a_legacy_code_of_one_publisher_is_no_name_for_everyone():
    with pytest.raises(UnknownEconomyError):
        economy("ZAR")


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Inda", "India"),
        ("Jpan", "Japan"),
        ("Vietname", "Vietnam"),
    ],
)
def test_a_wrong_name_gets_the_nearest_right_one(text, iso3):
    with pytest.raises(UnknownEconomyError, match=f"Did you mean {iso3}"):
        economy(text)


def test_the_error_repeats_what_the_name_was_given_for():
    with pytest.raises(UnknownEconomyError, match="parameter partner"):
        economy("Inda", where="parameter partner")


@pytest.mark.parametrize(
    ("iso3", "english", "japanese"),
    [
        ("TWN", "Taiwan", "台湾"),
        ("HKG", "Hong Kong", "香港"),
        ("KOR", "South Korea", "韓国"),
        ("COD", "DR Congo", "コンゴ民主共和国"),
        ("USA", "United States", "米国"),
        ("GBR", "United Kingdom", "英国"),
        ("XXO", "Other economies", "その他"),
    ],
)
def test_house_names(iso3, english, japanese):
    assert (economy_name(iso3), economy_name(iso3, "ja")) == (english, japanese)


def test_the_name_of_an_unknown_code_is_an_error():
    with pytest.raises(UnknownEconomyError):
        economy_name("QQQ")


@given(st.sampled_from(sorted(ALL.name_en)), st.sampled_from([str.upper, str.lower, str.title]), st.integers(0, 3))
def test_case_and_spaces_around_do_not_matter(name, change, spaces):
    iso3 = ALL.set_index("name_en").iso3[name]
    assert economy(" " * spaces + change(name) + " ").iso3 == iso3


@given(st.text(max_size=12))
def test_any_text_is_an_economy_or_an_error_that_names_it(text):
    try:
        assert economy(text).iso3 in set(ALL.iso3)
    except UnknownEconomyError as error:
        said = str(error)
        assert repr(text) in said


def test_central_points_lie_on_the_earth_and_major_traders_have_one():
    placed = ALL.dropna(subset=["latitude", "longitude"]).set_index("iso3")
    assert placed.latitude.between(-90, 90).all()
    assert placed.longitude.between(-180, 180).all()
    assert {"JPN", "IND", "CHN", "USA", "DEU", "AUS", "TWN", "KOR", "VNM", "COD"} <= set(placed.index)


def test_languages_are_english_and_japanese():
    assert LANGUAGES == ("en", "ja")


@pytest.mark.raw
def test_codes_agree_with_iso_and_with_cepii(raw):
    iso = pd.read_csv(raw / "country-codes/country-codes.csv", dtype=str, keep_default_na=False)
    known = ALL.set_index("iso3")
    assert known.iso2.reindex(iso["ISO3166-1-Alpha-3"]).tolist() == iso["ISO3166-1-Alpha-2"].tolist()
    assert known.m49.reindex(iso["ISO3166-1-Alpha-3"]).tolist() == iso["M49"].tolist()
    baci = pd.read_csv(raw / "baci/country_codes_V202601.csv", dtype=str, keep_default_na=False)
    assert recode(baci.country_code, "baci").tolist() == baci.country_iso3.replace("S19", "TWN").tolist()


@pytest.mark.parametrize(
    ("system", "code", "iso3"),
    [
        ("comtrade", "699", "IND"),
        ("comtrade", "381", "ITA"),
        ("comtrade", "0", "WLD"),
        ("comtrade", "899", "XNA"),
        ("baci", "58", "BLX"),
        ("baci", "736", "SDN"),
        ("japan_customs", "105", "CHN"),
        ("japan_customs", "123", "IND"),
    ],
)
def test_numbers_of_comtrade_baci_and_japan_customs(system, code, iso3):
    assert recode(pd.Series([code]), system).item() == iso3


def test_a_number_of_one_system_is_unknown_to_another():
    with pytest.raises(UnknownEconomyError, match="japan_customs"):
        recode(pd.Series(["699"]), "japan_customs")


def test_no_alias_stands_twice_for_a_publisher():
    aliases = read("economy_aliases")
    assert not aliases.duplicated(["alias", "system"]).any()
    assert set(aliases.iso3) <= set(ALL.iso3)
