"""The publishers' services that can be asked: facts of ``data/connectors.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from econsec import paths, toml_tables
from econsec.errors import MissingFileError, UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path


class UnknownConnectorError(UnknownNameError):
    """A name that no connector has."""

    noun = "connector"


@dataclass(frozen=True)
class Publisher:
    """A publisher's service, or a file that only a person gets.

    Parameters
    ----------
    name : str
        As the commands call it.
    title : str
        What it gives.
    source : str
        Id of the source whose licence holds.
    tables : tuple of str
        What its vintages hold.
    limits, how : str
        What the publisher allows; what to type, or where a person gets the file.
    way : str
        The code that asks; empty if only a person can get the file.
    hosts : tuple of str
        The only ones it may be asked at.
    key, key_header, key_param, key_prefix : str
        Environment variable of the user's key, where the publisher wants it, and behind which word.
    key_needed : bool
        It answers nothing without.
    pause : float
        Seconds between two requests.
    most_mb : int
        The largest answer, in megabytes.
    """

    name: str
    title: str
    source: str
    tables: tuple[str, ...]
    limits: str
    how: str
    way: str = ""
    hosts: tuple[str, ...] = ()
    key: str = ""
    key_header: str = ""
    key_param: str = ""
    key_prefix: str = ""
    key_needed: bool = False
    pause: float = 1.0
    most_mb: int = 64


def publishers() -> tuple[Publisher, ...]:
    """List all of them, in the order of the file."""
    return tuple(_read(paths.data() / "connectors.toml").values())


def publisher(name: str) -> Publisher:
    """Find one by its name.

    Raises
    ------
    UnknownConnectorError
        There is none of that name; the error suggests the nearest.

    Examples
    --------
    >>> publisher("comtrade").hosts
    ('comtradeapi.un.org',)
    """
    known = _read(paths.data() / "connectors.toml")
    if name not in known:
        raise UnknownConnectorError(name, known)
    return known[name]


@cache
def _read(path: Path) -> dict[str, Publisher]:
    if not path.is_file():
        raise MissingFileError(f"no list of connectors at {path}")
    return {
        name: Publisher(name=name, **toml_tables.facts(Publisher, entry, where=f"{path} [{name}]", given=("name",)))
        for name, entry in toml_tables.read(path).items()
    }
