"""A DuckDB in memory that draws nothing, wherever it is opened."""

from __future__ import annotations

from contextlib import suppress

import duckdb


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
