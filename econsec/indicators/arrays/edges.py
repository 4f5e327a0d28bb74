"""The one edge policy: what a long frame must be, what is refused, and why a number may be missing.

A zero denominator gives NaN with a `Reason`, never 0 and never infinity. Repeated keys are summed, never dropped.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from pandas.api import types

from econsec.codes.frames import check_columns
from econsec.errors import (
    DuplicateKeyError,
    MissingColumnError,
    NegativeValueError,
    NotFiniteError,
    SchemaError,
    did_you_mean,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class Reason(StrEnum):
    """Why a number is missing: a closed list, so that a report can translate each of them."""

    NO_TRADE = "no trade"
    NO_EXPORTS = "no exports"
    NO_IMPORTS = "no imports"
    NO_WORLD_TRADE = "no world trade"
    NO_OTHER_PRODUCT = "no other product"
    NOT_IN_WORLD = "not in the world"
    NO_CONSUMPTION = "no consumption"
    NO_OUTPUT = "no output"
    SINGLE_SUPPLIER = "single supplier"
    NOT_COVERED = "not covered"
    ONE_ECONOMY_AREA = "one-economy area"
    ONE_IMPORTER = "world trade not in the frame"
    TOO_FEW_YEARS = "too few years"
    NO_GOVERNANCE = "no governance score"
    NO_SCOPE = "no supply data"
    MISSING_PARTNER = "missing partner"
    NO_ADVANTAGE = "no advantage"
    ISOLATED = "isolated product"
    DISCONNECTED = "disconnected"
    NOT_UNIQUE = "no unique eigenvector"


def frame(**columns: object) -> pd.DataFrame:
    """Write a small long frame by hand: scalars are repeated to the length of the lists beside them.

    Parameters
    ----------
    **columns : scalar or sequence
        One a column, in order; ``value`` and ``tonnes`` become floats.

    Returns
    -------
    DataFrame
        As many rows as the longest column.

    Raises
    ------
    SchemaError
        Two lists differ in length.

    Examples
    --------
    >>> frame(importer="JPN", exporter=["CHN", "USA"], product="850511", value=[3, 1])
      importer exporter product  value
    0      JPN      CHN  850511    3.0
    1      JPN      USA  850511    1.0
    """
    lists = {name: column if types.is_list_like(column) else [column] for name, column in columns.items()}
    sizes = {name: len(column) for name, column in lists.items()}  # type: ignore[arg-type]
    longest = 0 if 0 in sizes.values() else max(sizes.values(), default=0)
    if wrong := sorted(name for name, size in sizes.items() if size not in {1, longest}):
        raise SchemaError(f"columns of unequal length: {sizes}", expected=f"{longest} or 1 for {', '.join(wrong)}")
    repeated = {
        name: list(column) * (longest if sizes[name] == 1 else 1)  # type: ignore[call-overload]
        for name, column in lists.items()
    }
    made = pd.DataFrame(repeated)
    return made.astype({name: "float64" for name in ("value", "tonnes") if name in made})


def check(table: pd.DataFrame, keys: Sequence[str], measure: str, *, name: str = "flows") -> None:
    """Refuse a frame that an indicator cannot be computed from.

    Parameters
    ----------
    table : DataFrame
        What the caller gave.
    keys : sequence of str
        The key columns that must be there, without missing entries.
    measure : str
        The quantity: numeric, finite, not negative.
    name : str
        What to call the frame in the message.

    Raises
    ------
    MissingColumnError
        A column is not there.
    SchemaError
        A key has a missing entry, or the measure is no number.
    NotFiniteError
        The measure is NaN or infinite: missing is not zero, so the caller decides what it is.
    NegativeValueError
        The measure is below zero.
    """
    check_columns(table, name)
    for column in (*keys, measure):
        if column not in table.columns:
            known = ", ".join(map(str, table.columns))
            hint = did_you_mean(column, map(str, table.columns))
            raise MissingColumnError(f"no column '{column}' in {name}", expected=f"it beside {known}", hint=hint)
    for column in keys:
        if missing := int(table[column].isna().sum()):
            raise SchemaError(
                f"column '{column}' of {name} has {missing} missing entries", expected="a code in each row"
            )
    if len(table) and (types.is_bool_dtype(table[measure]) or not types.is_numeric_dtype(table[measure])):
        raise SchemaError(f"column '{measure}' of {name} is {table[measure].dtype}", expected="numbers")
    check_values(quantities(table, measure), measure, name)


def members(areas: Mapping[str, Collection[str]] | None) -> dict[str, str]:
    """Return the area that each economy is counted in.

    Raises
    ------
    DuplicateKeyError
        An economy in two areas: its trade cannot be counted in both.

    Examples
    --------
    >>> members({"BENELUX": ["BEL", "NLD", "LUX"]})
    {'BEL': 'BENELUX', 'NLD': 'BENELUX', 'LUX': 'BENELUX'}
    """
    made: dict[str, str] = {}
    for area, inside in (areas or {}).items():
        for member in inside:
            if made.setdefault(member, area) != area:
                raise DuplicateKeyError(f"{member} is in two areas, {made[member]} and {area}", expected="one area")
    return made


def twice(table: pd.DataFrame, keys: Sequence[str]) -> str:
    """Return the first key that stands in two rows, written out; an empty string if each stands in one.

    Rates and shares cannot be summed, nor one of them dropped: who asks refuses them in words of its own.

    Examples
    --------
    >>> twice(frame(importer="JPN", product=["850511", "850511"], rate=0.1), ["importer", "product"])
    'JPN, 850511'
    """
    repeated = table.duplicated(list(keys))
    return ", ".join(map(str, table.loc[repeated, list(keys)].iloc[0])) if repeated.any() else ""


def quantities(table: pd.DataFrame, measure: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return a quantity as float64, NaN where it is missing."""
    return table[measure].to_numpy(dtype=np.float64, na_value=np.nan)


def check_values(values: np.ndarray[tuple[int], np.dtype[np.float64]], measure: str, name: str) -> None:
    """Refuse NaN, infinite and negative quantities, naming the first row that holds one."""
    if not values.size:
        return
    # The sum is NaN or infinite if any entry is: one pass, and no array of flags in the common case.
    with np.errstate(over="ignore"):
        total = values.sum()
    if not np.isfinite(total):
        bad = np.flatnonzero(~np.isfinite(values))
        if not bad.size:
            raise NotFiniteError(
                f"the sum of column '{measure}' of {name} is beyond any number", hint="Use a larger unit"
            )
        raise NotFiniteError(
            f"column '{measure}' of {name} has {bad.size} missing or infinite entries (first in row {bad[0]})",
            hint="Drop or fill them first: missing is not zero",
        )
    if values.min() < 0:
        row = int(np.argmax(values < 0))
        raise NegativeValueError(f"column '{measure}' of {name} is {values[row]:g} in row {row}", expected="0 or more")
