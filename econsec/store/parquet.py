"""Tidy tables as Parquet: units and descriptions inside the file, and the same bytes for the same table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from econsec.errors import IntegrityError, UnitError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from econsec.store.schemas import Schema

TYPES = {
    "string": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}
ROWS_A_GROUP = 65_536
COMPRESSION_LEVEL = 15


def write(table: pd.DataFrame, schema: Schema, path: Path) -> None:
    """Write a table sorted by its key.

    The bytes depend on the table, the schema and the version of Arrow only: no date, no index, no pandas block.
    """
    ordered = table.sort_values(list(schema.key), kind="stable")[list(schema.columns)]
    arrow = pa.Table.from_pandas(ordered, schema=_arrow(schema), preserve_index=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        arrow.replace_schema_metadata(_about(schema)),
        path,
        compression="zstd",
        compression_level=COMPRESSION_LEVEL,
        row_group_size=ROWS_A_GROUP,
        # A column whose bytes are stored apart cannot have a dictionary as well.
        use_dictionary=[name for name in schema.columns if name not in schema.split],
        column_encoding=dict.fromkeys(schema.split, "BYTE_STREAM_SPLIT") or None,
        write_page_index=True,
        store_schema=True,
    )


def read(path: Path, schema: Schema) -> pd.DataFrame:
    """Read a whole table, and check the units that its columns carry.

    Raises
    ------
    IntegrityError
        The file is no Parquet, or cut off.
    UnitError
        A column's unit is another than the schema's.
    """
    try:
        arrow = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise IntegrityError(f"{path.name} cannot be read: {error}", hint="Build it again.") from error
    for field in schema.fields:
        if field.name in arrow.column_names:
            unit = (arrow.schema.field(field.name).metadata or {}).get(b"unit", b"").decode()
            if unit != field.unit:
                raise UnitError(f"{schema.name}, column {field.name}: unit {unit!r}", expected=repr(field.unit))
    frame: pd.DataFrame = arrow.to_pandas()
    return frame


def units(path: Path) -> dict[str, str]:
    """Return the columns that a file has, in order, each with its unit.

    Raises
    ------
    IntegrityError
        The file is no Parquet, or cut off.
    """
    try:
        found = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise IntegrityError(f"{path.name} cannot be read: {error}", hint="Build it again.") from error
    return {field.name: (field.metadata or {}).get(b"unit", b"").decode() for field in found}


def _arrow(schema: Schema) -> pa.Schema:
    return pa.schema(
        [
            pa.field(
                field.name,
                TYPES[field.type],
                nullable=not field.required,
                metadata={"unit": field.unit, "description": field.description},
            )
            for field in schema.fields
        ]
    )


def _about(schema: Schema) -> dict[str, str]:
    return {"dataset": schema.name, "title": schema.title, "source": schema.source, "key": " ".join(schema.key)}
