"""`load`: the rows asked for, in the order of the key, of a file that is whole."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.errors import (
    IntegrityError,
    MissingFileError,
    NoDataError,
    ParameterError,
    UnknownDatasetError,
    UnknownEconomyError,
    UnknownProductError,
    UnknownValueError,
)
from econsec.store import dataset, datasets, load

MINERALS = load("baci_minerals")


def test_rows_come_in_the_order_of_the_file_however_many_codes_are_asked_for():
    held = load("baci_hs92")
    codes = ["280530", "284610", "284690", "282520", "250410", "810510", "270900"]
    expected = held[held["product"].isin(codes)].reset_index(drop=True)
    for count in (1, 2, 7):
        asked = codes[:count]
        inside = expected[expected["product"].isin(asked)].reset_index(drop=True)
        for _ in range(5):
            pd.testing.assert_frame_equal(load("baci_hs92", product=asked), inside)


def test_what_one_caller_writes_into_a_table_no_other_sees():
    first, whole = load("iea_supply"), load("iea_supply")
    first.loc[:, "value"] = -1.0
    first.iloc[0, 0] = first.iloc[-1, 0]
    first.attrs["dataset"] = "another"
    first["more"] = 1
    again = load("iea_supply")
    pd.testing.assert_frame_equal(again, whole, check_exact=True)
    assert again.attrs == {"dataset": "iea_supply"}


def test_columns_are_those_of_the_catalogue():
    for item in datasets():
        assert tuple(load(item.name).columns) == tuple(field.name for field in item.fields)


@pytest.mark.parametrize("item", datasets(), ids=lambda item: item.name)
def test_a_table_has_the_rows_and_years_that_the_catalogue_says_sorted_by_its_key(item):
    table = load(item.name)
    assert len(table) == item.rows
    assert table.attrs["dataset"] == item.name
    if item.years:
        assert sorted(table.year.unique()) == list(item.years)
    pd.testing.assert_frame_equal(table, table.sort_values(list(item.key), kind="stable").reset_index(drop=True))


@given(
    st.lists(st.sampled_from(sorted(MINERALS.importer.unique())), min_size=1, max_size=4),
    st.lists(st.sampled_from(sorted(MINERALS["product"].unique())), min_size=1, max_size=4),
    st.sampled_from([2022, 2024]),
)
def test_a_filter_gives_what_pandas_gives(importers, products, year):
    expected = MINERALS[
        MINERALS.importer.isin(importers) & MINERALS["product"].isin(products) & (MINERALS.year == year)
    ].reset_index(drop=True)
    found = load("baci_minerals", importer=importers, product=products, year=year)
    pd.testing.assert_frame_equal(found, expected)


def test_an_economy_may_be_named():
    assert load("baci_minerals", importer="日本", year=2024).equals(load("baci_minerals", importer="JPN", year=2024))


def test_numbers_of_numpy_are_numbers():
    assert len(load("baci_minerals", year=np.int64(2024))) == (MINERALS.year == 2024).sum()


def test_an_empty_list_asks_for_nothing_and_none_for_everything():
    assert load("baci_minerals", importer=[]).empty
    assert len(load("baci_minerals", importer=None)) == len(MINERALS)


def test_a_year_without_data_is_an_error():
    with pytest.raises(NoDataError, match="2019"):
        load("baci_minerals", year=2019)


def test_a_wrong_economy_is_an_error_that_suggests():
    with pytest.raises(UnknownEconomyError, match="India"):
        load("baci_minerals", importer="Inda")


def test_a_product_that_the_table_does_not_have_is_an_error():
    with pytest.raises(UnknownProductError, match="999999"):
        load("baci_minerals", product="999999")


def test_a_filter_on_no_column_is_an_error():
    with pytest.raises(ParameterError, match="colour"):
        load("baci_minerals", colour="red")


def test_a_text_filter_is_a_value_and_never_code():
    with pytest.raises(UnknownValueError, match="OR"):
        load("usgs_world", commodity="x' OR '1'='1")


@pytest.mark.parametrize(
    ("name", "filters", "said"),
    [
        ("baci_hs2", {"flow": "exports"}, "'exports' (baci_hs2, column flow). Did you mean export?"),
        ("usgs_world", {"commodity": ["Cobalt", "Tungstn"]}, "'Tungstn' (usgs_world, column commodity)"),
        ("github_activity", {"quarter": 5}, "no value 5"),
        ("india_exports", {"product": "999999"}, "no product '999999' (india_exports)"),
    ],
)
def test_a_value_that_no_row_has_is_an_error_and_not_an_empty_table(name, filters, said):
    with pytest.raises((UnknownValueError, UnknownProductError), match=re.escape(said)):
        load(name, **filters)


def test_what_is_there_but_not_together_is_an_empty_table():
    found = load("baci_hs2", year=2018, economy="VNM", flow="export", product="85")
    assert found.empty
    assert found.dtypes["flow"] == "str"


@pytest.mark.parametrize("year", ["soon", 2024.5, float("nan"), float("inf"), [2024, None]])
def test_a_year_that_is_no_number_is_an_error(year):
    with pytest.raises(ParameterError, match="Expected a whole number"):
        load("baci_minerals", year=year)


def test_a_whole_number_is_a_year_however_it_is_written():
    expected = load("baci_minerals", year=2024, importer="JPN")
    for year in (2024.0, "2024", np.float64(2024), [2024]):
        pd.testing.assert_frame_equal(load("baci_minerals", year=year, importer="JPN"), expected)


def test_a_code_given_as_a_number_is_refused_for_it_may_have_lost_its_zero():
    with pytest.raises(ParameterError, match="'030110'"):
        load("india_exports", product=850511)


def test_a_wrong_dataset_gets_the_nearest_right_one():
    with pytest.raises(UnknownDatasetError, match="baci_minerals"):
        load("baci_mineral")


def test_a_file_with_other_bytes_is_not_read(bundle, monkeypatch):
    monkeypatch.setenv("ECONSEC_DATA", str(bundle))
    path = dataset("iea_supply").path
    assert len(load("iea_supply")) == dataset("iea_supply").rows
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(IntegrityError, match="iea_supply"):
        load("iea_supply")


def test_a_table_that_is_not_built_says_how_to_build_it(bundle, monkeypatch):
    (bundle / "datapackage.json").unlink()
    monkeypatch.setenv("ECONSEC_DATA", str(bundle))
    with pytest.raises(MissingFileError, match="econsec data build"):
        load("baci_minerals")


def test_units_and_descriptions_stand_in_the_file_itself():
    for item in datasets():
        found = pq.read_schema(item.path)
        for field in item.fields:
            metadata = found.field(field.name).metadata
            assert metadata[b"unit"].decode() == field.unit
            assert metadata[b"description"].decode() == field.description
