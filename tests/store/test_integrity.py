"""A broken bundle is named: which file, which way of being broken."""

from __future__ import annotations

import shutil

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from econsec import paths
from econsec.errors import (
    DuplicateKeyError,
    IntegrityError,
    MissingColumnError,
    MissingFileError,
    NegativeValueError,
    SchemaError,
    UnitError,
)
from econsec.store import check, package
from econsec.store.integrity import verify_bytes
from econsec.store.package import sha256

TABLE = "iea_supply"
FILE = f"tidy/{TABLE}.parquet"


def _failures(folder):
    return {item.name: item.error for item in check(folder) if not item.passed}


def test_the_bundle_passes_every_check():
    found = check(paths.data())
    assert len(found) > 10
    assert [item for item in found if not item.passed] == []


def test_a_flipped_bit_is_an_integrity_error(bundle):
    content = bytearray((bundle / FILE).read_bytes())
    content[len(content) // 2] ^= 1
    (bundle / FILE).write_bytes(content)
    assert _failures(bundle) == {f"{TABLE}.sha256": IntegrityError}


def test_a_truncated_file_is_an_integrity_error_that_says_how_long_it_should_be(bundle):
    (bundle / FILE).write_bytes((bundle / FILE).read_bytes()[:-100])
    (found,) = [item for item in check(bundle) if not item.passed]
    assert found.error is IntegrityError
    assert FILE in found.detail


def test_a_file_that_is_gone_is_named(bundle):
    (bundle / FILE).unlink()
    assert _failures(bundle) == {f"{TABLE}.sha256": MissingFileError}


def test_a_truncated_file_with_a_forged_hash_is_still_no_parquet(bundle, forge):
    forge(TABLE, lambda table: table)
    resources, path = package.read(bundle)["resources"], bundle / FILE
    path.write_bytes(path.read_bytes()[:-100])
    entry = next(item for item in resources if item["name"] == TABLE)
    entry |= {"size": path.stat().st_size, "hash": f"sha256:{sha256(path)}"}
    (bundle / "datapackage.json").write_text(package.text(resources), encoding="utf-8")
    assert _failures(bundle) == {f"{TABLE}.schema": IntegrityError}


def _without_a_column(table):
    return table.drop_columns(["value"])


def _with_a_negative_value(table):
    values = pc.if_else(pc.equal(table["value"], pc.max(table["value"])), -1.0, table["value"])
    return table.set_column(table.column_names.index("value"), table.schema.field("value"), values)


def _with_an_infinite_value(table):
    values = pc.if_else(pc.equal(table["value"], pc.max(table["value"])), float("inf"), table["value"])
    return table.set_column(table.column_names.index("value"), table.schema.field("value"), values)


def _with_a_row_twice(table):
    return pa.concat_tables([table, table.slice(0, 1)])


def _in_another_unit(table):
    place = table.column_names.index("value")
    field = table.schema.field("value").with_metadata({"unit": "Mt"})
    return table.set_column(place, field, table["value"])


def _with_a_column_too_many(table):
    return table.append_column("remark", pa.array(["x"] * table.num_rows))


def _with_an_unknown_stage(table):
    place = table.column_names.index("stage")
    return table.set_column(place, table.schema.field("stage"), pa.array(["smelting"] * table.num_rows))


def _with_a_year_as_text(table):
    place = table.column_names.index("year")
    field = table.schema.field("year").with_type(pa.string())
    return table.set_column(place, field, table["year"].cast(pa.string()))


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (_without_a_column, MissingColumnError),
        (_with_a_negative_value, NegativeValueError),
        (_with_an_infinite_value, SchemaError),
        (_with_a_row_twice, DuplicateKeyError),
        (_in_another_unit, UnitError),
        (_with_a_column_too_many, SchemaError),
        (_with_an_unknown_stage, SchemaError),
        (_with_a_year_as_text, SchemaError),
    ],
    ids=lambda item: item.__name__.strip("_"),
)
def test_a_table_that_breaks_its_promise_is_an_error_of_its_own_kind(bundle, forge, edit, error):
    forge(TABLE, edit)
    assert _failures(bundle) == {f"{TABLE}.schema": error}


def test_a_unit_changed_in_the_rows_is_a_unit_error(bundle, forge):
    def pounds(table):
        place = table.column_names.index("unit")
        return table.set_column(place, table.schema.field("unit"), pa.array(["lb"] * table.num_rows))

    forge("usgs_world", pounds)
    assert _failures(bundle) == {"usgs_world.schema": UnitError}


def test_a_unit_changed_in_the_catalogue_is_a_unit_error(bundle):
    resources = package.read(bundle)["resources"]
    next(item for item in resources if item["name"] == TABLE)["schema"]["fields"][-1]["unit"] = "t"
    (bundle / "datapackage.json").write_text(package.text(resources), encoding="utf-8")
    assert _failures(bundle) == {f"{TABLE}.schema": UnitError}


@pytest.mark.parametrize("text", ["", "{", "\x00"])
def test_a_catalogue_that_is_no_json_fails_the_check_and_raises_nothing(bundle, text):
    (bundle / "datapackage.json").write_text(text, encoding="utf-8")
    assert _failures(bundle) == {"datapackage.json": IntegrityError}


def test_a_folder_without_a_catalogue_fails_the_check(tmp_path):
    assert _failures(tmp_path) == {"datapackage.json": MissingFileError}


def _flip(path, bit):
    """Flip one bit of a file in place."""
    with path.open("r+b") as file:
        file.seek(bit // 8)
        byte = file.read(1)[0]
        file.seek(bit // 8)
        file.write(bytes([byte ^ 1 << bit % 8]))


def test_each_of_10_000_random_single_bit_flips_is_detected_by_file_and_reason(tmp_path):
    """Really flipped, in copies on disk of the bundle's tables up to 50 kB; the next test takes the larger ones."""
    entries = [item for item in package.read(paths.data())["resources"] if item["size"] < 50_000]
    assert len(entries) > 15
    for entry in entries:
        (tmp_path / entry["path"]).parent.mkdir(exist_ok=True)
        shutil.copy(paths.data() / entry["path"], tmp_path / entry["path"])
    draw = np.random.default_rng(2026)
    for which in draw.integers(len(entries), size=10_000):
        path, bit = tmp_path / entries[which]["path"], int(draw.integers(8 * entries[which]["size"]))
        _flip(path, bit)
        with pytest.raises(IntegrityError, match=f"{entries[which]['path']} has another SHA-256"):
            verify_bytes(path, entries[which])
        _flip(path, bit)
    for entry in entries:
        verify_bytes(tmp_path / entry["path"], entry)


def test_a_bit_flipped_in_any_table_is_detected(tmp_path):
    draw = np.random.default_rng(11)
    for entry in package.read(paths.data())["resources"]:
        copy = tmp_path / "copy.parquet"
        shutil.copy(paths.data() / entry["path"], copy)
        _flip(copy, int(draw.integers(8 * entry["size"])))
        with pytest.raises(IntegrityError, match="SHA-256"):
            verify_bytes(copy, entry)


def test_a_bit_flipped_anywhere_in_the_catalogue_is_detected(bundle):
    path = bundle / "datapackage.json"
    for bit in np.random.default_rng(3).integers(8 * path.stat().st_size, size=300).tolist():
        _flip(path, bit)
        with pytest.raises(IntegrityError, match=r"datapackage\.json"):
            package.read(bundle)
        _flip(path, bit)
    assert package.read(bundle)
