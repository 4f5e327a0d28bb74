"""The door of every public function: frames and names as analysts have them, or one clear error.

A plain ``read_csv`` gives what a table of the catalogue gives, whichever function is asked first; what that one asks in
turn comes from inside, and is not read twice.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from contextvars import ContextVar
from functools import partial, wraps
from types import ModuleType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd
from pandas.errors import InvalidIndexError

from econsec.codes.answers import kept
from econsec.codes.economies import economy
from econsec.codes.frames import AMOUNTS, CODE_COLUMNS, ECONOMY_COLUMNS, check_columns, iso3, iso3s, tidy, without_code
from econsec.errors import (
    DuplicateKeyError,
    MissingColumnError,
    NegativeValueError,
    ParameterError,
    SchemaError,
    did_you_mean,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

ONE = frozenset({"importer", "exporter", "partner", "rival", "economy", "supplier", "buyer", "one", "other"})
MANY = frozenset({"importers", "exporters", "economies", "sellers", "others", "pair", "pairs", "always", "named"})
YEARS = frozenset({"year", "since", "until"})
#: A mapping to frames, or to something with frames in it, as it is annotated.
FRAMES = re.compile(r"Mapping\[str, (pd\.DataFrame|tuple\[pd\.DataFrame.*?\])\]")

_inside: ContextVar[bool] = ContextVar("inside a public function", default=False)


def public(function: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Let a function be called with frames and names as analysts have them.

    What it is given is read once, by the first public function that is asked: what that one asks in turn comes from
    here.

    Raises
    ------
    SchemaError
        A frame cannot be read: codes that are no codes, missing entries, text for amounts.
    UnknownEconomyError
        A name that is no economy, nor any that the frames hold.
    ParameterError
        A year that is no whole number.

    Examples
    --------
    >>> @public
    ... def total(flows: pd.DataFrame, *, importer: str) -> float:
    ...     return flows.loc[(flows["importer"] == importer) & (flows["product"] == "010121"), "value"].sum()
    >>> flows = pd.DataFrame({"exporter": "FRA", "importer": "Japan", "product": [10121], "value": 1.0})
    >>> total(flows, importer="jpn")
    np.float64(1.0)
    """
    return _asked(function, admitted)


def by_name(function: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Let economies be named to a function whose frames may have any keys: these stay as they are.

    Examples
    --------
    >>> @by_name
    ... def sold(flows: pd.DataFrame, *, importers: list[str]) -> int:
    ...     return int(flows["importer"].isin(importers).sum())
    >>> sold(pd.DataFrame({"importer": ["JPN", "EU27"]}), importers=["Japan", "EU27"])
    2
    """
    return _asked(function, _named_only)


def _asked(
    function: Callable[Parameters, Answer], prepared: Callable[[dict[str, Any], dict[str, str]], dict[str, Any]]
) -> Callable[Parameters, Answer]:
    signature = inspect.signature(function)
    wanted = {name: str(parameter.annotation) for name, parameter in signature.parameters.items()}

    @wraps(function)
    def asked(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        if _inside.get():
            return function(*args, **kwargs)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:
            return function(*args, **kwargs)  # Python says whose argument is missing
        bound.apply_defaults()  # a rival that is not given has a name too
        bound.arguments.update(prepared(bound.arguments, wanted))
        token = _inside.set(True)
        try:
            asked_for = (function.__module__, function.__qualname__, bound.args, bound.kwargs)
            return kept(asked_for, lambda: function(*bound.args, **bound.kwargs))
        except (LookupError, AttributeError, ValueError, TypeError, NotImplementedError, InvalidIndexError) as error:
            if (refused := _refusal(error, bound.arguments)) is None:
                raise
            raise refused from error
        finally:
            _inside.reset(token)

    return asked


def admitted(given: dict[str, Any], wanted: dict[str, str]) -> dict[str, Any]:
    """Return arguments as the package speaks of things.

    Parameters
    ----------
    given : dict
        What a function was called with, by parameter.
    wanted : dict
        The annotation of each parameter: where it is a frame, a list or another library's frame is refused.

    Examples
    --------
    >>> admitted({"rival": "China", "year": "2024"}, {})
    {'rival': 'CHN', 'year': 2024}
    """
    found = {name: _frame(value, name, wanted.get(name, "")) for name, value in given.items()}
    found |= {name: as_year(value, name) for name, value in found.items() if name in YEARS and value is not None}
    return found | _names(found, strict=True)


def _named_only(given: dict[str, Any], wanted: dict[str, str]) -> dict[str, Any]:
    for name, value in given.items():
        if wanted.get(name) == "pd.DataFrame":
            check_columns(value, name)
    return _names(given, strict=False)


def _names(given: Mapping[str, Any], *, strict: bool) -> dict[str, Any]:
    """Return the economies among some arguments by their codes; what the frames have as a key is one already."""
    frames = [value for value in given.values() if isinstance(value, pd.DataFrame)]
    own = set(given.get("areas") or ())

    def code(value: object, where: str) -> object:
        if isinstance(value, tuple):  # a pair among several
            return tuple(code(one, where) for one in value)
        if not isinstance(value, str) or value in own or (strict and value in iso3s()):
            return value
        if any(value in frame[column].array for frame in frames for column in _sides(frame)):
            return value
        return economy(value, where=where).iso3 if strict else _key(value, frames)

    found: dict[str, Any] = {}
    for name, value in given.items():
        if name in ONE:
            found[name] = code(value, name)
        elif name in MANY and isinstance(value, (list, tuple, set, frozenset)):
            found[name] = type(value)(code(one, name) for one in value)
    return found


def _refusal(error: Exception, given: Mapping[str, object]) -> SchemaError | None:
    """Return the error of a column or a code that a frame lacks, where that is what pandas stumbled over."""
    held = {
        **given,
        **{key: one for value in given.values() if isinstance(value, Mapping) for key, one in value.items()},
    }
    frames = {str(name): value for name, value in held.items() if isinstance(value, pd.DataFrame)}
    for column in re.findall(r"(?:'|Column not found: )([a-z][a-z0-9_]*)", str(error)):
        for name, frame in frames.items():
            if column not in frame.columns and column != "DataFrame":
                known = ", ".join(map(str, frame.columns))
                hint = did_you_mean(column, map(str, frame.columns))
                return MissingColumnError(f"no column {column!r} in {name}", expected=f"it beside {known}", hint=hint)
    for name, frame in frames.items():
        for column in CODE_COLUMNS:
            if column in frame and frame[column].isna().any():
                return without_code(frame, name, column)
    return next(filter(None, (_odd(frame, name) for name, frame in frames.items())), None)


def _odd(frame: pd.DataFrame, name: str) -> SchemaError | None:
    """Return what about a frame may have been stumbled over: no rows, a gap, less than nothing, a row twice."""
    if frame.empty:
        return SchemaError(f"{name} have no rows", expected="a row or more")
    for column in frame.columns.intersection([*ECONOMY_COLUMNS, *AMOUNTS, "year"]):
        if frame[column].isna().any():
            return without_code(frame, name, column)
    for column in frame.columns.intersection([*AMOUNTS]):
        if (frame[column] < 0).any():
            return NegativeValueError(f"column {column!r} of {name} is negative in places", expected="amounts from 0")
    rows = frame.astype("str")
    if rows.duplicated().any():
        row = rows.index[rows.duplicated()][0]
        return DuplicateKeyError(
            f"row {row} of {name} stands twice", expected="each once", hint=f"{name}.drop_duplicates() leaves it out"
        )
    return None


def _frame(value: object, name: str, wanted: str) -> object:
    if isinstance(value, pd.DataFrame):
        return tidy(value, name)
    if isinstance(value, Mapping) and (inner := FRAMES.search(wanted)):
        return {key: _frame(one, str(key), inner[1]) for key, one in value.items()}
    if type(value) is tuple and (wanted == "pd.DataFrame" or any(isinstance(one, pd.DataFrame) for one in value)):
        return tuple(_frame(one, name, "pd.DataFrame") for one in value)
    only = {part.strip() for part in wanted.split("|")} <= {"pd.DataFrame", "Trade", "None"} and "pd." in wanted
    lacking = value is None and "None" not in wanted
    if only and (lacking or isinstance(value, (list, dict, str, pd.Series)) or hasattr(value, "to_pandas")):
        check_columns(value, name)
    return value


def _key(value: str, frames: Iterable[pd.DataFrame]) -> str:
    """Return how frames with keys of their own spell an economy; by its code where none has it."""
    code = iso3(value)
    held = (key for frame in frames for column in _sides(frame) for key in frame[column].unique())
    return next((key for key in held if isinstance(key, str) and code and iso3(key) == code), code or value)


def _sides(frame: pd.DataFrame) -> pd.Index:
    # A table of pairs spells its own two as it likes: what stands in it is asked for as it stands there.
    return frame.columns.intersection([*ECONOMY_COLUMNS, *(ONE - set(ECONOMY_COLUMNS))])


def as_year(value: object, name: str) -> int:
    """Return a year, as text or as a number.

    Raises
    ------
    ParameterError
        It is no whole number.

    Examples
    --------
    >>> as_year("2024", "year"), as_year(2024.0, "since")
    (2024, 2024)
    """
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return int(value)
    raise ParameterError(f"{name}={value!r}", expected="a year such as 2024")


def only_public(*things: object) -> None:
    """Let `dir` of each module name what is written in it for others, and not what it imports; others stay as they are.

    Examples
    --------
    >>> import econsec.codes.economies as names
    >>> only_public(names)
    >>> "economy" in dir(names), "TYPE_CHECKING" in dir(names)
    (True, False)
    """
    for module in things:
        if isinstance(module, ModuleType):
            vars(module)["__dir__"] = partial(_written, module)


def _written(module: ModuleType) -> list[str]:
    own = vars(module)
    return sorted(
        name
        for name, value in own.items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    )
