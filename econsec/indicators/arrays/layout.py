"""From arrays back to long frames: key columns, reasons, and the years under each other."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from econsec.indicators.arrays.edges import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from econsec.indicators.arrays.slabs import Floats, Slab

Columns = dict[str, Any]
CHUNK = 1_000_000  # rows that are laid out before a pattern of labels repeats as a whole


def ratio(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Floats:
    """Divide, with NaN where the denominator is zero.

    Examples
    --------
    >>> ratio([1.0, 1.0], [2.0, 0.0]).tolist()
    [0.5, nan]
    """
    above, below = np.broadcast_arrays(np.asarray(numerator, np.float64), np.asarray(denominator, np.float64))
    quotient = np.full(above.shape, np.nan)
    np.divide(above, below, out=quotient, where=below != 0)
    return quotient


def all_but_each(numbers: Floats, axis: int) -> Floats:
    """Sum along an axis all entries but each one, by adding alone.

    A total less the entry would leave rounding where nothing is left, and a ratio of roundings where NaN is due.

    Examples
    --------
    >>> all_but_each(np.array([0.1, 0.2, 0.0]), 0).round(12).tolist()
    [0.2, 0.1, 0.3]
    """
    lead = np.moveaxis(np.asarray(numbers, np.float64), axis, 0)
    made = np.zeros(lead.shape)
    made[1:] += np.cumsum(lead[:-1], axis=0)
    made[:-1] += np.cumsum(lead[:0:-1], axis=0)[::-1]
    return np.moveaxis(made, 0, axis)


def rows_at(rows: Floats, place: npt.NDArray[np.integer[Any]], missing: float = 0.0) -> Floats:
    """Take rows by place, something else where the place is -1.

    Examples
    --------
    >>> rows_at(np.array([5.0, 7.0]), np.array([1, -1])).tolist()
    [7.0, 0.0]
    """
    made = np.full((place.size, *rows.shape[1:]), missing)
    made[place >= 0] = rows[place[place >= 0]]
    return made


def grid(year: object, axes: Mapping[str, pd.Index], seen: dict[tuple[int, ...], Columns] | None = None) -> Columns:
    """Return the key columns of a full grid, row-major, the year first if there is one.

    Parameters
    ----------
    year : object
        The year, or None.
    axes : mapping of str to Index
        The labels of each key.
    seen : dict, optional
        Grids laid out before, to be used again for a year with the very same labels.

    Examples
    --------
    >>> made = grid(None, {"exporter": pd.Index(["CHN", "USA"]), "product": pd.Index(["1", "2"])})
    >>> [list(column) for column in made.values()]
    [['CHN', 'CHN', 'USA', 'USA'], ['1', '2', '1', '2']]
    """
    shape = [len(labels) for labels in axes.values()]
    columns: Columns = {} if year is None else {"year": np.full(prod(shape), year)}
    known = tuple(map(id, axes.values()))
    if seen is not None and known in seen:
        return columns | {name: seen[known][name] for name in axes}
    for place, (name, labels) in enumerate(axes.items()):
        block = np.repeat(np.arange(shape[place], dtype=np.int32), prod(shape[place + 1 :]))
        columns[name] = _tiled(labels, block, prod(shape[:place]))
    if seen is not None:
        # The labels are kept beside the columns, so that no other object can come to have their identity.
        seen[known] = columns | {"labels": list(axes.values())}
    return columns


def _tiled(labels: pd.Index, block: npt.NDArray[np.int32], times: int) -> pd.Series:
    """Take labels by a block of codes, over and over; strings in Arrow share one chunk instead of repeating it."""
    together = max(1, min(times, CHUNK // max(1, block.size)))
    chunk = pd.Series(labels.take(np.tile(block, together)))
    whole, rest = divmod(times, together)
    if whole == 1 and not rest:
        return chunk
    return pd.concat([chunk] * whole + [chunk.iloc[: rest * block.size]], ignore_index=True)


def keyed(slab: Slab, codes: Mapping[str, npt.NDArray[np.integer[Any]]], rows: int) -> Columns:
    """Return the key columns for coded rows: the year if there is one, then the labels."""
    columns: Columns = {} if slab.year is None else {"year": np.full(rows, slab.year)}
    return columns | {name: slab.labels[name].take(code) for name, code in codes.items()}


def taken(labels: pd.Index, codes: npt.NDArray[np.integer[Any]]) -> pd.Series:
    """Take labels by code, missing where the code is -1."""
    # One missing label at the end, where -1 points: much faster than a mask over every row.
    return pd.Series(pd.Series(labels).reindex(range(len(labels) + 1)).array.take(codes), copy=False)


def reasons(rows: int, cases: Iterable[tuple[npt.ArrayLike, Reason]]) -> pd.Series:
    """Name for each row the first case that holds; missing where none does.

    Examples
    --------
    >>> list(reasons(2, [([True, False], Reason.NO_TRADE)]))
    ['no trade', nan]
    """
    cases = list(cases)
    index = np.full(rows, -1, dtype=np.int8)
    for place, (holds, _) in reversed(list(enumerate(cases))):
        index[np.ravel(np.asarray(holds, np.bool_))] = place
    return taken(pd.Index([str(reason) for _, reason in cases], dtype="str"), index)


def coded_reasons(rows: int, cases: Iterable[tuple[npt.ArrayLike, Reason]]) -> pd.Categorical[Any]:
    """Name reasons as `reasons` does, as a categorical of all reasons: a byte a row, for frames of many millions."""
    every = list(Reason)
    index = np.full(rows, -1, dtype=np.int8)
    for holds, reason in reversed(list(cases)):
        index[np.ravel(np.asarray(holds, np.bool_))] = every.index(reason)
    return pd.Categorical.from_codes(index, dtype=pd.CategoricalDtype([str(reason) for reason in every]))


def assemble(parts: Sequence[Columns], columns: Sequence[str], *, dated: bool) -> pd.DataFrame:
    """Put the columns of the years under each other, one column at a time so that no more than one is held twice.

    Parameters
    ----------
    parts : sequence of dict
        The columns of each year; emptied as they are used.
    columns : sequence of str
        The columns of the result, in order, without the year.
    dated : bool
        The frame has a column ``year``, and puts it first.
    """
    names = [*(["year"] if dated else []), *columns]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype="float64") for name in names})
    return pd.DataFrame({name: _joined([part.pop(name) for part in parts]) for name in names}, copy=False)


def _joined(pieces: list[Any]) -> Any:  # noqa: ANN401 - an array of NumPy's or of pandas'
    if len(pieces) == 1:
        return pieces[0]
    if isinstance(pieces[0], np.ndarray):
        return np.concatenate(pieces)
    return pd.concat([pd.Series(piece, copy=False) for piece in pieces], ignore_index=True)
