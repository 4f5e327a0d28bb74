"""From long frames to arrays: each year becomes coded keys and one array of amounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from econsec.codes.frames import check_columns
from econsec.indicators.arrays import edges
from econsec.indicators.arrays.coding import Codes, compress, encode, merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Floats = npt.NDArray[np.float64]
Cells = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Slab:
    """One year of a long frame: for each key its sorted labels and a code a row, and the amounts.

    Parameters
    ----------
    year : object
        The year, or None if the frame has no such column.
    labels : mapping of str to Index
        For each key, the labels that occur in this year, sorted.
    codes : mapping of str to int array, (rows,)
        For each key and row, the position of its label.
    amounts : float array, (rows,)
        The quantity.
    """

    year: Any
    labels: Mapping[str, pd.Index]
    codes: Mapping[str, Codes]
    amounts: Floats

    def size(self, *names: str) -> tuple[int, ...]:
        """Return how many labels each key has."""
        return tuple(len(self.labels[name]) for name in names)

    def cell(self, *names: str) -> Cells:
        """Return the row-major position of each row in the grid of the keys."""
        position = np.zeros(self.amounts.size, np.int64)
        for name in names:
            position *= len(self.labels[name])
            position += self.codes[name]
        return position

    def total(self, *names: str, weights: Floats | None = None) -> Floats:
        """Sum the amounts (or weights) into the dense grid of the keys."""
        weights = self.amounts if weights is None else weights
        shape = self.size(*names)
        return bincount(self.cell(*names), weights, prod(shape)).reshape(shape)

    def where(self, rows: Bools) -> Slab:
        """Keep some rows, and all labels."""
        return replace(
            self, codes={name: codes[rows] for name, codes in self.codes.items()}, amounts=self.amounts[rows]
        )

    def distinct(self, *names: str) -> Slab:
        """Keep these keys only, with one row for each combination that occurs: repeated keys are summed."""
        key = self.cell(*names)
        shape = self.size(*names)
        if len(names) == len(self.codes) and is_unique(key, prod(shape)):
            return self
        if prod(shape) <= 4 * key.size:
            cells = np.flatnonzero(np.bincount(key, minlength=prod(shape)))
            values = bincount(key, self.amounts, prod(shape))[cells]
        else:
            cells, owner = np.unique(key, return_inverse=True)
            values = bincount(owner, self.amounts, cells.size)
        codes = dict(zip(names, (code.astype(np.int32) for code in np.unravel_index(cells, shape)), strict=True))
        return Slab(self.year, {name: self.labels[name] for name in names}, codes, values)


def bincount(cells: Cells, weights: Floats | None, size: int) -> Floats:
    """Sum weights by cell, or count rows without weights; float64 always."""
    return np.bincount(cells, weights, minlength=size).astype(np.float64, copy=False)


def is_unique(key: Cells, size: int) -> bool:
    """Tell whether no key (0 <= key < size) repeats."""
    if key.size < 2 or bool(np.all(key[1:] > key[:-1])):  # noqa: PLR2004
        return True
    # Marking a cell each costs a tenth of a sort, as long as the cells are not many more than the rows.
    if size <= 64 * key.size:
        seen = np.zeros(size, np.bool_)
        seen[key] = True
        return int(np.count_nonzero(seen)) == key.size
    ordered = np.sort(key)
    return bool(np.all(ordered[1:] != ordered[:-1]))


def slabs(
    table: pd.DataFrame, *keys: str, measure: str = "value", name: str = "flows", areas: Mapping[str, str] | None = None
) -> Iterator[Slab]:
    """Check a long frame and cut it into years.

    Parameters
    ----------
    table : DataFrame
        The long frame; column ``year`` is optional.
    *keys : str
        The key columns that the formula needs.
    measure : str
        The quantity.
    name : str
        What to call the frame in an error.
    areas : mapping of str to str, optional
        Economy to the area that it is counted in.

    Yields
    ------
    Slab
        One a year, in order; repeated keys are not yet summed.
    """
    check_columns(table, name)
    dated = ["year"] if "year" in table.columns else []
    edges.check(table, [*dated, *keys], measure, name=name)
    coded = {key: merge(*encode(table[key]), areas if key in {"importer", "exporter"} else None) for key in keys}
    values = edges.quantities(table, measure)
    years, when = encode(table["year"]) if dated else (pd.Index([None]), np.zeros(len(table), np.int32))
    for position, year in enumerate(years if len(table) else ()):
        rows = when == position if len(years) > 1 else slice(None)
        parts = (
            {key: compress(labels, codes[rows]) for key, (labels, codes) in coded.items()} if len(years) > 1 else coded
        )
        yield Slab(
            year,
            {key: labels for key, (labels, _) in parts.items()},
            {key: codes for key, (_, codes) in parts.items()},
            values[rows],
        )
