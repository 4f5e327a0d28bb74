"""A DuckDB in memory that draws nothing, wherever it is opened, and its answers as pandas has them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = dict.fromkeys((pa.string(), pa.large_string()), pd.StringDtype(na_value=np.nan))


def connect(**settings: str | bool | float) -> duckdb.DuckDBPyConnection:
    """Open a database in memory.

    Parameters
    ----------
    **settings
        DuckDB's own, by name.

    Returns
    -------
    DuckDBPyConnection
        Without a progress bar, which would draw into a notebook's output or whatever reads standard output.

    Examples
    --------
    >>> connect(memory_limit="1GB").execute("SELECT 1").fetchall()
    [(1,)]
    """
    connection = duckdb.connect(":memory:", config=dict(settings))
    # In a Jupyter kernel without ipywidgets DuckDB draws none, and refuses even to be told so.
    with suppress(duckdb.InvalidInputException):
        connection.execute("SET enable_progress_bar = false")
    return connection


def ask(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object]) -> pd.DataFrame:
    """Run a query and return its rows in half of the time of DuckDB's own `df`, and in a third of its room.

    Its own makes an object of Python's of each text, from which pandas then makes Arrow's text again. What the tables
    here hold has the same types: texts, doubles, days, whole numbers and truths without gaps. Whole numbers with gaps
    are doubles, truths with gaps objects, decimals (such as a sum of whole numbers) Python's own.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Where to ask.
    query : str
        A SELECT.
    parameters : sequence
        One for each "?".

    Returns
    -------
    DataFrame
        Text as "str", days and times to the microsecond, each column in one piece.

    Examples
    --------
    >>> ask(connect(), "SELECT ? AS code, DATE '2026-11-10' AS until", ["030110"]).dtypes.astype(str).tolist()
    ['str', 'datetime64[us]']
    """
    table = connection.cursor().sql(query, params=list(parameters)).to_arrow_table().combine_chunks()
    frame: pd.DataFrame = table.to_pandas(types_mapper=TEXT.get, date_as_object=False)
    moments = [name for name, kind in frame.dtypes.items() if isinstance(kind, np.dtype) and kind.kind == "M"]
    return frame.astype(dict.fromkeys(moments, "datetime64[us]")) if moments else frame
