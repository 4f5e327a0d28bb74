"""Columns of labels as numbers: sorted labels, and for each row the position of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from econsec.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping

Codes = npt.NDArray[np.int32]


def encode(column: pd.Series) -> tuple[pd.Index, Codes]:
    """Return the sorted labels of a column and the position of each row's label.

    Examples
    --------
    >>> labels, codes = encode(pd.Series(["JPN", "CHN", "JPN"]))
    >>> list(labels), codes.tolist()
    (['CHN', 'JPN'], [1, 0, 1])
    """
    found, labels = _factorize(column)
    order = labels.argsort()
    rank = np.empty(len(labels), dtype=np.int32)
    rank[order] = np.arange(len(labels), dtype=np.int32)
    return labels.take(order), rank[found]


def _factorize(column: pd.Series) -> tuple[npt.NDArray[np.integer[Any]], pd.Index]:
    """Return codes and labels in the order in which they occur."""
    if isinstance(column.dtype, pd.StringDtype) and column.dtype.storage == "pyarrow":
        # Arrow's own codes: 32 bits, without the copies that pandas makes of them.
        # A column that was joined, or read from Parquet, lies in several chunks, and what lies in several is no array:
        # given as one, Arrow would make a Python object of each row.
        held = pa.array(column.array)
        chunks = held if isinstance(held, pa.ChunkedArray) else pa.chunked_array([held])
        found = chunks.dictionary_encode().combine_chunks()
        if isinstance(found, pa.DictionaryArray):
            return found.indices.to_numpy(), pd.Index(found.dictionary.to_pylist(), dtype=column.dtype)
    if isinstance(column.dtype, pd.ArrowDtype) and isinstance(column.dtype.pyarrow_dtype, pa.DictionaryType):
        # Codes of Arrow's cannot be sorted, and each file has its own: the labels themselves can.
        column = column.astype(pd.ArrowDtype(column.dtype.pyarrow_dtype.value_type))
    try:
        codes, uniques = pd.factorize(column)
    except TypeError:  # lists and the like, of which no two are one
        said = f"column {column.name!r} holds {column.iloc[0]!r}"
        raise SchemaError(said, expected="one code or name a row") from None
    return codes, pd.Index(uniques)


def compress(labels: pd.Index, codes: Codes) -> tuple[pd.Index, Codes]:
    """Drop the labels that no row uses."""
    used = np.bincount(codes, minlength=len(labels)) > 0
    if used.all():
        return labels, codes
    position = np.cumsum(used, dtype=np.int32) - np.int32(1)
    return labels[used], position[codes]


def merge(labels: pd.Index, codes: Codes, areas: Mapping[str, str] | None) -> tuple[pd.Index, Codes]:
    """Put the area in the place of its members."""
    if not areas:
        return labels, codes
    kept, owner = encode(pd.Series(labels).map(lambda code: areas.get(code, code)))
    return kept, owner[codes]
