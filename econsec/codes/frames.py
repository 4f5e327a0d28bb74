"""What comes in from outside: economies by code or name, product codes as text, years and amounts as numbers.

Codes are restored only where their length is certain: no chapter begins with 00, so that 3 or 5 digits lost a zero, and
nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import cache
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pandas.api import types

from econsec.codes.economies import economy
from econsec.codes.tables import read
from econsec.errors import MissingColumnError, NegativeValueError, NotFiniteError, SchemaError, UnknownEconomyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ECONOMY_COLUMNS = ("exporter", "importer", "economy", "partner", "reporter")
SIDES = ("exporter", "importer")
CODE_COLUMNS = ("product", "input")
AMOUNTS = ("value", "tonnes")
KEYS = ("product", "exporter", "importer", "year")  # of a flow
FLOW = frozenset({"exporter", "importer", "product", "value"})
LONGEST = 6  # digits that all economies share; national codes are longer
ODD = re.compile(r"\d(\d\d){1,2}")  # one digit alone is a label of one's own as likely as a chapter
WRITTEN = re.compile(r"\d{4}\.\d\d|\d\d\.\d\d(\.\d\d)?")  # 8505.11, 85.05, 85.05.11
FLOAT = re.compile(r"(\d{1,6})\.0")


def tidy(frame: pd.DataFrame, name: str = "flows") -> pd.DataFrame:
    """Return a frame with its codes as text, its economies by ISO3, its years and amounts as numbers.

    Parameters
    ----------
    frame : DataFrame
        Columns of other names stay as they are; what is right already is not copied.
    name : str
        What the frame is called in a message.

    Raises
    ------
    SchemaError
        A column cannot be read; the message has the line that mends it.

    Examples
    --------
    >>> tidy(pd.DataFrame({"importer": ["日本"], "exporter": "de", "product": 10121, "value": 1})).values.tolist()
    [['JPN', 'DEU', '010121', 1]]
    """
    check_columns(frame, name)
    frame = _native(frame)
    if frame.index.names == [None] and not frame.index.is_unique:  # tables set below each other
        frame = frame.reset_index(drop=True)
    made: dict[str, pd.Series] = {}
    if set(frame.columns) >= FLOW:
        for column in KEYS:
            # Where rows are added up, those without a key would be left out, and nobody told.
            if column in frame and frame[column].isna().any():
                raise without_code(frame, name, column)
        _refuse_amounts(frame["value"], name)
    held = {column: frame[column] for column in (*CODE_COLUMNS, *ECONOMY_COLUMNS, *AMOUNTS, "year") if column in frame}
    for column, values in held.items():
        if column in CODE_COLUMNS:
            made[column] = _codes(values, column, name)
        elif column in ECONOMY_COLUMNS:
            made[column] = _economies(values, column, name)
        else:
            made[column] = _years(values, name) if column == "year" else _amounts(values, column, name)
    changed = {column: values for column, values in made.items() if values is not held[column]}
    return frame.assign(**changed) if changed else frame


def _native(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its columns in NumPy's types and plain text: others answer otherwise where one is missing."""
    made: dict[str, pd.Series] = {}
    for column in frame.columns:
        values = frame[column]
        kind: Any = values.dtype
        if isinstance(kind, (np.dtype, pd.DatetimeTZDtype, pd.PeriodDtype)) or kind == "str":
            continue
        if types.is_bool_dtype(kind) and values.hasnans:
            continue  # yes, no, and not known: NumPy has no such type
        if types.is_numeric_dtype(kind):
            whole = types.is_integer_dtype(kind) or types.is_bool_dtype(kind)
            exact = kind.numpy_dtype if whole and not values.hasnans else np.dtype("float64")
            made[column] = pd.Series(values.to_numpy(exact, na_value=np.nan), index=values.index)
        elif types.is_datetime64_any_dtype(kind):  # Arrow's; a date of its own becomes a moment, as pandas has it
            unit: Any = getattr(kind.pyarrow_dtype, "unit", "us")
            zone = getattr(kind.pyarrow_dtype, "tz", None)
            made[column] = values.astype(pd.DatetimeTZDtype(unit, zone) if zone else np.dtype(f"datetime64[{unit}]"))
        else:
            plain = values.astype(object).where(values.notna(), None)
            text = plain.infer_objects()
            made[column] = text if text.dtype == "str" else plain
    return frame.assign(**made) if made else frame


def _refuse_amounts(values: pd.Series, name: str) -> None:
    """Refuse a flow of less than nothing, of no end, or of which the value is missing: none is to be reckoned with."""
    if not types.is_numeric_dtype(values) or values.between(0, np.inf, inclusive="left").all():
        return  # as most do, and they may be long; what is no number is refused later
    cases = {"missing": values.isna(), "infinite": values.abs() == np.inf, "negative": values < 0}
    said, wrong = next((said, wrong) for said, wrong in cases.items() if wrong.any())
    raise (NegativeValueError if said == "negative" else NotFiniteError)(
        f"column 'value' of {name} has {int(wrong.sum())} {said} entries ({_first(wrong)})",
        expected="a number from 0 in each row",
        hint="Drop or mend them first: what is not known is not zero.",
    )


def _first(wrong: pd.Series) -> str:
    """Say which row is the first, as the frame's own index names it."""
    return f"first in {wrong.index.name or 'row'} {wrong.index[int(wrong.to_numpy().argmax())]}"


def check_columns(frame: object, name: str) -> None:
    """Refuse what is no frame, and a frame with two columns of one name.

    Raises
    ------
    SchemaError
        It is a list, or another library's; or a name stands twice.
    """
    if not isinstance(frame, pd.DataFrame):
        mend = f"Pass {name}.to_pandas()" if hasattr(frame, "to_pandas") else f"Pass pandas.DataFrame({name})"
        raise SchemaError(f"{name} is a {type(frame).__name__}", expected="a pandas DataFrame", hint=mend)
    if frame.columns.nlevels > 1:
        mend = f"{name}.columns = {name}.columns.get_level_values(-1)"
        raise SchemaError(f"{name} have columns of several levels", expected="one name a column", hint=mend)
    if not frame.columns.is_unique:
        twice = frame.columns[frame.columns.duplicated()][0]
        raise SchemaError(f"{name} have two columns {twice!r}", expected="one column of each name")


def require(frame: pd.DataFrame, columns: Iterable[str], *, name: str) -> None:
    """Refuse a frame that lacks a column.

    Parameters
    ----------
    frame : DataFrame
        What was given.
    columns : iterable of str
        What it must have.
    name : str
        What the frame is called in the message.

    Raises
    ------
    MissingColumnError
        A column is not there.

    Examples
    --------
    >>> require(pd.DataFrame({"value": [1.0]}), ["value"], name="flows")
    """
    check_columns(frame, name)
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise MissingColumnError(
            f"no column {', '.join(map(repr, missing))} in {name}",
            expected=f"the columns {', '.join(columns)}",
            hint=f"There are: {', '.join(map(str, frame.columns))}.",
        )


def without_code(frame: pd.DataFrame, name: str, column: str = "product") -> SchemaError:
    """Return the error of rows without a code, with the first of them as the frame's own index names it."""
    missing = frame[column].isna()
    expected = "a year in each row" if column == "year" else "a code in each row"
    hint = f'{name}.dropna(subset=["{column}"]) leaves them out'
    said = f"column {column!r} of {name} has {int(missing.sum())} missing entries ({_first(missing)})"
    return SchemaError(said, expected=expected, hint=hint)


def _codes(values: pd.Series, column: str, name: str) -> pd.Series:
    """Return product codes as text of 2, 4 or 6 digits; names of one's own, and longer national codes, stay."""
    if types.is_bool_dtype(values):
        raise SchemaError(f"column {column!r} of {name} is {values.dtype}", expected="codes as text")
    if types.is_numeric_dtype(values) and values.isna().any():
        raise without_code(values.to_frame(), name, column)
    spelt = {}
    for one in _different(values, column, name):
        if not isinstance(one, str) and pd.isna(one):
            continue
        if (right := _code(one)) is None:
            raise SchemaError(
                f"column {column!r} of {name} holds {one!s} ({_first(values == one)}), no code of 2, 4 or 6 digits",
                expected="codes as text",
                hint=f'Read the file with dtype={{"{column}": str}}; cut longer national codes with .str[:6]',
            )
        if right is not one:
            spelt[one] = right
    return _spelt(values, spelt)


def _code(written: object) -> object:
    """Return a code as it is written, None for a number that is none; a number has lost its zero for certain."""
    if isinstance(written, (bool, np.bool_)):
        return None
    if isinstance(written, Real):
        number = float(written)
        if not number.is_integer() or not 0 < number < 10**LONGEST:
            return None
        plain = str(int(number))
        return plain if len(plain) % 2 == 0 else "0" + plain
    if not isinstance(written, str):
        return written
    plain = written.strip()
    if WRITTEN.fullmatch(plain):
        return plain.replace(".", "")
    if cut := FLOAT.fullmatch(plain):
        plain = cut[1]
    return "0" + plain if ODD.fullmatch(plain) else written if plain == written else plain


def _different(values: pd.Series, column: str, name: str) -> Iterable[Any]:
    """Return each entry once; refuse lists and the like, of which no two are one."""
    try:
        return values.unique()
    except TypeError:
        odd = next(one for one in values if not isinstance(one, Hashable))
        raise SchemaError(f"column {column!r} of {name} holds {odd!r}", expected="one code or name a row") from None


def _economies(values: pd.Series, column: str, name: str) -> pd.Series:
    known = iso3s()
    # What a partner could supply may stand under its name: of a flow the sides are no amounts.
    if column in SIDES and types.is_numeric_dtype(values) and len(values) and values.notna().all():
        raise SchemaError(
            f"column {column!r} of {name} holds {values.iloc[0]}, which is a number",
            expected="economies by ISO3 code or name",
            hint="Numbers of the United Nations (392 is Japan) differ from one publisher to the next.",
        )
    others = [one for one in _different(values, column, name) if isinstance(one, str) and one not in known]
    spelt = {one: code for one in others if (code := iso3(one)) is not None}
    return _spelt(values, spelt)


def _spelt(values: pd.Series, spelt: Mapping[Any, object]) -> pd.Series:
    """Return entries as they are rightly written: each different one is looked up once, the rows follow by number."""
    if not spelt:
        return values
    rows, ones = pd.factorize(values)
    right = pd.Series([spelt.get(one, one) for one in ones], dtype=object).astype("str").array
    return pd.Series(right.take(rows, allow_fill=True), index=values.index, name=values.name)


def _years(values: pd.Series, name: str) -> pd.Series:
    if types.is_integer_dtype(values) and not values.hasnans:
        return values
    if types.is_bool_dtype(values) or (types.is_object_dtype(values) and _holds_bool(values)):
        raise SchemaError(f"column 'year' of {name} holds True or False", expected="years such as 2024")
    if types.is_datetime64_any_dtype(values) or isinstance(values.dtype, pd.PeriodDtype):
        hint = f'{name}["year"] = {name}["year"].dt.year'
        raise SchemaError(f"column 'year' of {name} holds dates", expected="years such as 2024", hint=hint)
    numbers = pd.to_numeric(values, errors="coerce")
    if (wrong := values.notna() & (numbers.isna() | (numbers % 1 != 0))).any():
        said = f"column 'year' of {name} holds {values[wrong].tolist()[0]!r} ({_first(wrong)})"
        raise SchemaError(said, expected="years such as 2024")
    return values if numbers.isna().any() else numbers.astype("int64")


def _amounts(values: pd.Series, column: str, name: str) -> pd.Series:
    if types.is_numeric_dtype(values) and not types.is_bool_dtype(values):
        return values
    numbers = pd.to_numeric(values, errors="coerce") if types.is_object_dtype(values) else None
    if numbers is not None and not values.map(lambda one: isinstance(one, (str, bool, np.bool_))).any():
        return numbers
    raise SchemaError(
        f"column {column!r} of {name} is {'text' if not types.is_bool_dtype(values) else values.dtype}",
        expected="numbers",
        hint=f'Read the file with thousands="," or: {name}["{column}"] = pandas.to_numeric({name}["{column}"])',
    )


def _holds_bool(values: pd.Series) -> bool:
    return bool(values.map(lambda one: isinstance(one, (bool, np.bool_))).any())


@cache
def iso3s() -> frozenset[str]:
    """Return the code of every economy."""
    return frozenset(read("economies")["iso3"])


@cache
def iso3(name: str) -> str | None:
    """Return the code of an economy by any of its names, None if it is none."""
    try:
        return economy(name).iso3
    except UnknownEconomyError:
        return None
