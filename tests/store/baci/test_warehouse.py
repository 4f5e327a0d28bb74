"""A whole revision of BACI in the user's own store: complete, verified, resumable, or refused."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from unittest.mock import Mock

import pandas as pd
import pyarrow.parquet as pq
import pytest
from baci_years import VERSION, pack, products, write_zip, year_of

from econsec.codes.economies import recode
from econsec.errors import (
    DuplicateKeyError,
    IntegrityError,
    MissingColumnError,
    MissingFileError,
    NegativeValueError,
    NoDataError,
    ParameterError,
    SchemaError,
    UnknownEconomyError,
    UnknownProductError,
)
from econsec.store import add_baci, added, dataset, load
from econsec.store.baci import shelf, streaming, warehouse
from econsec.store.baci.whole_years import by_product

ROWS = 3000
HEADER = "t,i,j,k,v,q\n"
GOOD = "2024,156,392,010121,1.0,2.0\n"
NAME = f"BACI_HS17_Y2024_{VERSION}.csv"


@pytest.fixture(scope="module")
def revision(tmp_path_factory):
    return write_zip(tmp_path_factory.mktemp("cepii") / "BACI_HS17_V202601.zip", ROWS, (2022, 2023, 2024))


@pytest.fixture
def archive(revision, tmp_path):
    return Path(shutil.copy(revision, tmp_path))


def _one(tmp_path, text, name=NAME):
    return pack(tmp_path / "one.zip", {name: text})


def test_what_is_added_is_what_cepii_wrote(archive):
    assert [item.year for item in add_baci(archive)] == [2022, 2023, 2024]
    for year in (2022, 2023, 2024):
        text, found = year_of(ROWS, year), load("baci", year=year)
        expected = pd.DataFrame(
            {
                "exporter": recode(text.i, "baci"),
                "importer": recode(text.j, "baci"),
                "product": text.k.astype("str"),
                "value": (text.v * 1000).round(),
                "tonnes": text.q,
            }
        ).sort_values(["importer", "product", "exporter"], ignore_index=True)
        pd.testing.assert_frame_equal(found[expected.columns], expected)
        assert set(found.year) == {year}
        assert set(found.revision) == {"HS17"}


def test_filters_give_what_pandas_gives(archive):
    add_baci(archive)
    everything = load("baci")
    importer = everything.importer.value_counts().index[0]
    for filters in ({"importer": importer}, {"exporter": "TWN", "year": 2024}, {"product": ["010121", "010129"]}):
        mask = pd.Series(True, index=everything.index)  # noqa: FBT003
        for column, wanted in filters.items():
            mask &= everything[column].isin(wanted if isinstance(wanted, list) else [wanted])
        pd.testing.assert_frame_equal(load("baci", **filters), everything[mask].reset_index(drop=True))


def test_the_catalogue_knows_what_was_added(archive):
    assert added() == ()
    add_baci(archive)
    found = dataset("baci")
    assert found.years == (2022, 2023, 2024)
    assert found.rows == 3 * ROWS
    assert added() == (found,)


def test_before_anything_is_added_the_error_says_how():
    with pytest.raises(MissingFileError, match="econsec data add baci"):
        load("baci", year=2024)


def test_a_year_that_was_not_added_is_an_error(archive):
    add_baci(archive, years=[2024])
    assert dataset("baci").years == (2024,)
    with pytest.raises(NoDataError, match="2023"):
        load("baci", year=2023)


def test_a_revision_that_was_not_added_is_an_error(archive):
    add_baci(archive, years=[2024])
    with pytest.raises(NoDataError, match="Expected one of HS17 2024"):
        load("baci", revision="HS92")


def test_a_code_that_no_year_of_the_store_has_is_an_error_and_not_an_empty_table(archive):
    add_baci(archive)
    with pytest.raises(UnknownProductError, match="no product '999999'"):
        load("baci", year=2024, importer="JPN", product=["010121", "999999"])


def test_a_year_that_the_zip_does_not_have_is_an_error_and_nothing_is_added(archive):
    with pytest.raises(NoDataError, match=r"no year 2030\. Expected one of 2022, 2023, 2024"):
        add_baci(archive, years=[2024, 2030])
    assert shelf.stored() == ()


def test_adding_again_does_nothing_and_says_so(archive, store):
    add_baci(archive)
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*.parquet")}
    lines: list[str] = []
    assert add_baci(archive, report=lines.append) == ()
    assert lines == [f"HS17 {year}: already there" for year in (2022, 2023, 2024)]
    assert before == {path: path.stat().st_mtime_ns for path in store.rglob("*.parquet")}


def test_a_run_that_broke_off_goes_on_where_it_stopped(archive, monkeypatch):
    real = warehouse.convert

    def failing(connection, text, target, *, revision, year, lines):
        if year == 2023:
            raise KeyboardInterrupt
        return real(connection, text, target, revision=revision, year=year, lines=lines)

    monkeypatch.setattr(warehouse, "convert", failing)
    with pytest.raises(KeyboardInterrupt):
        add_baci(archive)
    assert [item.year for item in shelf.stored()] == [2022]
    monkeypatch.setattr(warehouse, "convert", real)
    assert [item.year for item in add_baci(archive)] == [2023, 2024]


def test_a_broken_run_leaves_no_scraps(archive, store, monkeypatch):
    monkeypatch.setattr(warehouse, "convert", Mock(side_effect=OSError(28, "No space left on device")))
    with pytest.raises(IntegrityError, match="could not be written: No space left on device"):
        add_baci(archive)
    assert list(store.iterdir()) == []


def test_a_year_that_cannot_be_written_is_not_called_wrong(archive, monkeypatch, tmp_path):
    real = warehouse.convert

    def nowhere(connection, text, _, **facts: object):
        return real(connection, text, tmp_path / "nowhere/year.parquet", **facts)

    monkeypatch.setattr(warehouse, "convert", nowhere)
    with pytest.raises(IntegrityError, match="HS17 2022 could not be written"):
        add_baci(archive)


def test_a_year_with_other_text_replaces_the_one_that_was_there(archive, tmp_path):
    add_baci(archive)
    newer = write_zip(tmp_path / "newer.zip", ROWS, (2024,), seed=7)
    assert [item.year for item in add_baci(newer)] == [2024]
    assert [item.year for item in shelf.stored()] == [2022, 2023, 2024]
    assert load("baci", year=2024).value.sum() == (year_of(ROWS, 2024, seed=7).v * 1000).round().sum()


def test_two_revisions_are_never_mixed(archive, tmp_path):
    add_baci(archive, years=[2024])
    add_baci(write_zip(tmp_path / "older.zip", ROWS, (2024,), revision="HS02"))
    with pytest.raises(ParameterError, match="HS02 or HS17"):
        load("baci", year=2024)
    assert set(load("baci", year=2024, revision="HS02").revision) == {"HS02"}


def test_an_importer_and_an_exporter_are_each_found_in_few_row_groups(tmp_path, store, monkeypatch):
    """Of 150 groups, a tenth and two fifths at most; sorted by importer alone, an exporter would be in all of them."""
    size, rows = 2048, 150 * 2048  # the least group that DuckDB writes
    monkeypatch.setattr(streaming, "FORMAT", streaming.FORMAT.replace(str(streaming.ROWS_A_GROUP), str(size)))
    monkeypatch.setattr(streaming, "ROWS_A_GROUP", size)
    add_baci(write_zip(tmp_path / "large.zip", rows, (2024,)))
    facts = pq.ParquetFile(store / "HS17/2024.parquet").metadata
    groups = [facts.row_group(number) for number in range(facts.num_row_groups)]
    assert len(groups) == 150
    places = {facts.schema.column(number).name: number for number in range(facts.num_columns)}
    for side, most in (("importer", 15), ("exporter", 60)):
        ranges = [group.column(places[side]).statistics for group in groups]
        for iso3 in ("JPN", "IND", "CHN", "USA", "DEU", "ZMB"):
            assert 1 <= sum(one.min <= iso3 <= one.max for one in ranges) <= most, (side, iso3)
    found = load("baci", year=2024, exporter="IND")
    assert len(found) == (year_of(rows, 2024).i == 699).sum()
    pd.testing.assert_frame_equal(found, found.sort_values(["importer", "product", "exporter"], ignore_index=True))


def test_the_same_text_gives_the_same_bytes(archive, store):
    add_baci(archive, years=[2024])
    first = shelf.stored()[0].sha256
    shutil.rmtree(store)
    add_baci(archive, years=[2024])
    assert shelf.stored()[0].sha256 == first


def test_a_file_of_the_store_that_was_cut_off_is_named(archive, store):
    add_baci(archive, years=[2024])
    path = store / "HS17/2024.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(MissingFileError, match=r"2024\.parquet"):
        load("baci", year=2024)
    assert len(shelf.verify()) == 1


def test_a_flipped_bit_in_the_store_is_found(archive, store):
    add_baci(archive, years=[2024])
    assert shelf.verify() == ()
    path = store / "HS17/2024.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert "SHA-256" in shelf.verify()[0]


def test_a_damaged_list_of_the_store_is_an_error_that_says_what_to_do(archive, store):
    add_baci(archive, years=[2024])
    (store / "store.json").write_text(json.dumps([{"year": 2024}]), encoding="utf-8")
    with pytest.raises(IntegrityError, match="add the zip again"):
        load("baci", year=2024)


def test_missing_quantities_in_either_spelling_are_missing(tmp_path):
    rows = "2024,156,392,010121,1.0,\n2024,156,392,010129,1.0,           NA\n2024,156,392,010130,1.0,  0.5\n"
    add_baci(_one(tmp_path, HEADER + rows))
    assert load("baci").tonnes.isna().tolist() == [True, True, False]


def test_taiwan_is_other_asia_and_a_lost_leading_zero_is_restored(tmp_path):
    add_baci(_one(tmp_path, HEADER + "2024,490,392,10121,1.234,0.5\n"))
    row = load("baci", exporter="Other Asia, nes").iloc[0]
    assert (row.exporter, row["product"], row.value) == ("TWN", "010121", 1234.0)


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("t,i,j,k,v\n2024,156,392,010121,1.0\n", MissingColumnError, "t,i,j,k,v"),
        (HEADER + "2024,156,392,010121,-1.0,2.0\n", NegativeValueError, "-1,000"),
        (HEADER + GOOD + GOOD, DuplicateKeyError, "importer JPN, product 010121, exporter CHN"),
        (HEADER + "2024,9999,392,010121,1.0,2.0\n", UnknownEconomyError, "9999"),
        (HEADER + "2024,156,392,999999,1.0,2.0\n", UnknownProductError, "999999"),
        (HEADER + "2023,156,392,010121,1.0,2.0\n", SchemaError, "2023"),
        (HEADER + "2024,156,392,010121,,2.0\n", SchemaError, "without a value"),
        (HEADER + "2024,156,392,010121,much,2.0\n", SchemaError, "much"),
        (HEADER + "2024,156,392,010121,1.0,some\n", SchemaError, "some"),
        (HEADER + "2024,156,392\n", SchemaError, "cannot be read"),
    ],
)
def test_a_year_that_is_not_right_is_refused_by_name_and_nothing_is_kept(tmp_path, text, error, said):
    with pytest.raises(error, match=said):
        add_baci(_one(tmp_path, text))
    assert shelf.stored() == ()


def test_two_rows_with_one_key_far_apart_in_the_text_are_found(tmp_path):
    table = year_of(ROWS, 2024)
    with pytest.raises(DuplicateKeyError):
        add_baci(pack(tmp_path / "one.zip", {NAME: pd.concat([table, table.iloc[[17]]])}))


def test_a_zip_that_was_cut_off_is_refused(archive):
    archive.write_bytes(archive.read_bytes()[:-200])
    with pytest.raises(IntegrityError, match="cut off"):
        add_baci(archive)


def test_a_zip_with_a_flipped_bit_in_a_year_is_refused(archive):
    content = bytearray(archive.read_bytes())
    content[5000] ^= 1
    archive.write_bytes(content)
    with pytest.raises((IntegrityError, SchemaError)):
        add_baci(archive, years=[2022])


def test_a_zip_without_years_without_lists_or_that_is_none(tmp_path):
    with pytest.raises(MissingFileError):
        add_baci(tmp_path / "nothing.zip")
    with pytest.raises(NoDataError):
        add_baci(pack(tmp_path / "empty.zip", {}))
    bare = tmp_path / "bare.zip"
    with zipfile.ZipFile(bare, "w") as opened:
        opened.writestr(NAME, HEADER + GOOD)
    with pytest.raises(SchemaError, match="list of countries"):
        add_baci(bare)


def test_years_of_one_revision_are_not_held_against_the_products_of_another(tmp_path):
    archive = pack(tmp_path / "one.zip", {NAME: HEADER + GOOD}, revision="HS02")
    with pytest.raises(SchemaError, match=r"years of HS17 and product_codes_HS02_V202601\.csv"):
        add_baci(archive)


def test_a_path_that_climbs_out_of_the_zip_writes_nothing_outside(tmp_path, store):
    add_baci(_one(tmp_path, HEADER + GOOD, name=f"../../evil/{NAME}"))
    assert not (tmp_path / "evil").exists()
    item = shelf.stored()[0]
    assert set(store.rglob("*.parquet")) == {item.path, by_product(item)}  # the year, and its copy by product


def test_a_folder_with_a_quote_in_its_name_is_a_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "o'brien"))
    add_baci(_one(tmp_path, HEADER + GOOD))
    assert len(load("baci")) == 1


def test_the_generator_draws_distinct_cells_of_the_publishers_lists():
    table = year_of(20_000, 2024)
    assert len(table) == 20_000
    assert not table.duplicated(["i", "j", "k"]).any()
    assert (table.i != table.j).all()
    assert set(table.k) <= set(products().code)
    assert 0.01 < table.q.isna().mean() < 0.03
    assert table.equals(year_of(20_000, 2024))
