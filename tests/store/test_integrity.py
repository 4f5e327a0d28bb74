"""A broken bundle is named: which file, which way of being broken."""

from __future__ import annotations

import json

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
from econsec.store import check

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
    package = json.loads((bundle / "datapackage.json").read_text(encoding="utf-8"))
    from econsec.store.parquet import sha256  # noqa: PLC0415

    path = bundle / FILE
    path.write_bytes(path.read_bytes()[:-100])
    entry = next(item for item in package["resources"] if item["name"] == TABLE)
    entry |= {"bytes": path.stat().st_size, "hash": f"sha256:{sha256(path)}"}
    (bundle / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert _failures(bundle) == {f"{TABLE}.schema": IntegrityError}


def _without_a_column(table):
    return table.drop_columns(["value"])


def _with_a_negative_value(table):
    values = pc.if_else(pc.equal(table["value"], pc.max(table["value"])), -1.0, table["value"])
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
    text = (bundle / "datapackage.json").read_text(encoding="utf-8")
    (bundle / "datapackage.json").write_text(text.replace('"unit": "kt"', '"unit": "t"', 1), encoding="utf-8")
    assert _failures(bundle) == {f"{TABLE}.schema": UnitError}


@pytest.mark.parametrize("text", ["", "{", "\x00"])
def test_a_catalogue_that_is_no_json_fails_the_check_and_raises_nothing(bundle, text):
    (bundle / "datapackage.json").write_text(text, encoding="utf-8")
    assert _failures(bundle) == {"datapackage.json": IntegrityError}


def test_a_folder_without_a_catalogue_fails_the_check(tmp_path):
    assert _failures(tmp_path) == {"datapackage.json": MissingFileError}
