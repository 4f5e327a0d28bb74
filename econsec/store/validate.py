"""Hold a table against its schema: each way of breaking it is an error of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.errors import DuplicateKeyError, MissingColumnError, NegativeValueError, SchemaError, UnitError

if TYPE_CHECKING:
    from econsec.store.schemas import Field, Schema


def validate(table: pd.DataFrame, schema: Schema) -> None:
    """Refuse a table that does not keep its schema's promise.

    Parameters
    ----------
    table : DataFrame
        The tidy table.
    schema : Schema
        Its promise.

    Raises
    ------
    MissingColumnError
        A field is not there.
    NegativeValueError
        A quantity is below zero.
    UnitError
        The column ``unit`` holds a unit that the schema does not know.
    DuplicateKeyError
        Two rows share a key.
    SchemaError
        A column too many, a missing required cell, an infinite number, a value outside its list, form or range.
    """
    for field in schema.fields:
        if field.name not in table.columns:
            found = ", ".join(map(str, table.columns))
            raise MissingColumnError(f"{schema.name} has no column {field.name!r}", expected=f"it beside {found}")
    if extra := sorted(set(table.columns) - set(schema.columns)):
        raise SchemaError(f"{schema.name} has a column {extra[0]!r} that its schema does not know")
    for field in schema.fields:
        _validate_field(table[field.name], field, schema.name)
    _validate_key(table, schema)


def _validate_field(values: pd.Series, field: Field, name: str) -> None:
    where = f"{name}, column {field.name}"
    if field.type in {"integer", "number"} and not pd.api.types.is_numeric_dtype(values):
        raise SchemaError(f"{where}: {values.dtype} instead of a {field.type}")
    if field.required and values.isna().any():
        raise SchemaError(f"{where}: {values.isna().sum()} missing cells, first in row {int(values.isna().argmax())}")
    if field.type == "number" and (endless := np.isinf(values.astype("float64").to_numpy())).any():
        raise SchemaError(f"{where}: an infinite value in row {int(endless.argmax())}", expected="numbers")
    if field.minimum is not None and (low := values[values < field.minimum]).size:
        error = NegativeValueError if field.minimum == 0 else SchemaError
        raise error(f"{where}: {low.iloc[0]:g} in row {low.index[0]}", expected=f"at least {field.minimum:g}")
    seen = values.dropna().drop_duplicates().astype(str)
    if field.enum and (odd := sorted(set(seen) - set(field.enum))):
        error = UnitError if field.name == "unit" else SchemaError
        raise error(f"{where}: {odd[0]!r}", expected=f"one of {', '.join(field.enum)}")
    if field.pattern and not (fits := seen.str.fullmatch(field.pattern)).all():
        raise SchemaError(f"{where}: {seen[~fits].iloc[0]!r}", expected=f"the form {field.pattern}")


def _validate_key(table: pd.DataFrame, schema: Schema) -> None:
    repeated = table.duplicated(list(schema.key))
    if repeated.any():
        row = table.loc[repeated, list(schema.key)].iloc[0]
        said = ", ".join(f"{name} {value}" for name, value in row.items())
        raise DuplicateKeyError(
            f"{schema.name}: two rows for {said}", expected=f"one row for each {'+'.join(schema.key)}"
        )
