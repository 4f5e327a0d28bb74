"""What a publisher's service answers, held against what is known of it: a column less is an error, one more is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from econsec.errors import FetchError, MissingColumnError, SchemaError, in_brief

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    Tell = Callable[[str], None]


#: As many columns of an answer are named in an error.
MOST_SEEN = 12


def silent(_: str) -> None:
    """Tell nobody."""


def columns(found: Iterable[str], needed: Collection[str], known: Collection[str], where: str, tell: Tell) -> None:
    """Refuse an answer without a column that the reader needs; tell of one that nobody has seen before.

    Parameters
    ----------
    found : iterable of str
        The names in the answer, in any order.
    needed, known : collection of str
        Those that the reader uses, and the others that the publisher is known to send.
    where : str
        What the answer is.
    tell : callable
        Told a warning.

    Raises
    ------
    MissingColumnError
        One that is needed is not there.

    Examples
    --------
    >>> columns(["value", "year", "mood"], ["year", "value"], [], "a table", print)
    a table has a new column 'mood', which is not read
    """
    there = list(dict.fromkeys(found))
    if missing := [name for name in needed if name not in there]:
        seen = ", ".join(there[:MOST_SEEN]) + (" ..." if len(there) > MOST_SEEN else "")
        raise MissingColumnError(f"{where} has no column {missing[0]!r}", expected=f"it among {seen}")
    if new := [name for name in there if name not in needed and name not in known]:
        names = ", ".join(map(repr, new))
        tell(f"{where} has a new column {names}, which is not read")


def each(rows: list[dict[str, Any]], needed: Collection[str], known: Collection[str], where: str, tell: Tell) -> None:
    """Hold every row of an answer against what is known of it, as `columns`: a name may change on the way.

    Raises
    ------
    MissingColumnError
        No row has a column that is needed.
    SchemaError
        Some rows have it, and one has not.

    Examples
    --------
    >>> each([{"year": 2024, "value": 1}, {"year": 2025, "worth": 2}], ["year", "value"], ["worth"], "a page", print)
    Traceback (most recent call last):
    ...
    econsec.errors.SchemaError: a page: row 2 has no 'value', which others have
    """
    columns({name: None for row in rows for name in row}, needed, known, where, tell)
    for number, row in enumerate(rows, 1):
        if missing := [name for name in needed if name not in row]:
            raise SchemaError(f"{where}: row {number} has no {missing[0]!r}, which others have")


def read_json(path: Path, where: str) -> Any:  # noqa: ANN401 - any JSON
    """Read a JSON file that a publisher sent.

    Raises
    ------
    FetchError
        It is no JSON, or breaks off.
    """
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FetchError(
            f"{where} sends what is no JSON, or breaks off ({in_brief(error)})", hint="What was fetched before stands."
        ) from None


def number(value: object, where: str) -> float:
    """Return a number of JSON, NaN for null.

    Raises
    ------
    SchemaError
        It is something else.

    Examples
    --------
    >>> number(3, "a value"), number(None, "a value")
    (3.0, nan)
    """
    if value is None:
        return float("nan")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SchemaError(f"{where}: {str(value)[:40]!r} is no number")
    return float(value)
