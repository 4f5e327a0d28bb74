"""Files that only a person gets from their publisher: read as those of the bundle are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from econsec.errors import FetchError, MissingFileError, ParameterError
from econsec.live.connector import Way
from econsec.store.recipes import RECIPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables
    from econsec.live.publishers import Publisher


def way(about: Publisher) -> Way:
    """Return how the files of a publisher are read: by the recipes of its tables, and never asked for."""

    def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:  # noqa: ARG001
        return {name: RECIPES[name](raw) for name in about.tables}

    def refuse(*_: object) -> Never:
        raise FetchError(f"{about.name} cannot be fetched by a program", hint=about.how)

    return Way(ask=refuse, read=read, wanted=refuse)


def contents(files: Iterable[Path], about: Publisher) -> dict[str, bytes]:
    """Read the files that a person got, by their names.

    Raises
    ------
    MissingFileError
        One of them is not there.
    ParameterError
        Two of them are called alike: one would be kept in the place of the other.
    """
    found: dict[str, bytes] = {}
    for path in files:
        if not path.is_file():
            raise MissingFileError(f"no file {path}", expected="the publisher's own file", hint=about.how)
        if path.name in found:
            raise ParameterError(f"two files are called {path.name}", expected="the publisher's own names")
        found[path.name] = path.read_bytes()
    return found
