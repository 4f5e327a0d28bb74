"""Facts kept as TOML: a key that is missing, misspelt or of another kind is an error that says where it stands."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar

from econsec.errors import EconsecError, did_you_mean, in_brief

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

#: What a field of a dataclass takes of TOML, by its annotation, and what one calls that.
KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "str": (lambda value: isinstance(value, str), "text"),
    "bool": (lambda value: isinstance(value, bool), "true or false"),
    "int": (lambda value: isinstance(value, int) and not isinstance(value, bool), "a whole number"),
    "float": (lambda value: isinstance(value, int | float) and not isinstance(value, bool), "a number"),
    "tuple[str, ...]": (
        lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
        "a list of texts",
    ),
}
#: What one calls a kind that a reader names itself.
CALLED: dict[type, str] = {dict: "a table of keys", list: "a list", str: "text"}
Held = TypeVar("Held", dict[str, Any], list[Any], str)


class FactsError(EconsecError):
    """A file of facts that is not TOML, or an entry that does not have the keys it must have."""


def read(path: Path | Traversable) -> dict[str, Any]:
    """Read a file.

    Raises
    ------
    FactsError
        It is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FactsError(f"{path} is not TOML: {in_brief(error)}") from error


def keyed(entry: object, needed: Iterable[str], optional: Iterable[str] = (), *, where: str) -> dict[str, Any]:
    """Return an entry that has the keys it must have and no other.

    Parameters
    ----------
    entry : object
        As it was read.
    needed, optional : iterable of str
        Its keys.
    where : str
        The file and the entry in it, such as ``sources.toml [source.baci]``.

    Raises
    ------
    FactsError
        It is no table, a key of it is unknown, or one is missing.

    Examples
    --------
    >>> keyed({"en": "Share", "jp": "割合"}, ["en", "ja"], where="words.toml [share]")
    Traceback (most recent call last):
        ...
    econsec.toml_tables.FactsError: words.toml [share] has an unknown key 'jp'. Expected the keys en, ja
    """
    needed = list(dict.fromkeys(needed))
    known = [*needed, *(key for key in optional if key not in needed)]
    if not isinstance(entry, dict):
        raise FactsError(f"{where} is no table of keys", expected=f"the keys {', '.join(known)}")
    if strange := [key for key in entry if key not in known]:
        raise FactsError(
            f"{where} has an unknown key {strange[0]!r}",
            expected=f"the keys {', '.join(known)}",
            hint=did_you_mean(strange[0], known),
        )
    if missing := [key for key in needed if key not in entry]:
        raise FactsError(f"{where} has no key {missing[0]!r}", expected=f"the keys {', '.join(known)}")
    return entry


def held(entry: Mapping[str, Any], key: str, kind: type[Held], *, where: str) -> Held:
    """Return what an entry has under a key, which must be of a kind.

    Parameters
    ----------
    entry : mapping
        That has the key.
    key : str
        Such as ``source``.
    kind : type
        dict, list or str.
    where : str
        The file and the entry in it.

    Raises
    ------
    FactsError
        It is of another kind.

    Examples
    --------
    >>> held({"source": 3}, "source", dict, where="sources.toml")
    Traceback (most recent call last):
        ...
    econsec.toml_tables.FactsError: sources.toml has 3 under 'source'. Expected it to be a table of keys
    """
    value = entry[key]
    if not isinstance(value, kind):
        raise FactsError(f"{where} has {value!r} under {key!r}", expected=f"it to be {CALLED[kind]}")
    return value


def facts(
    kind: type, entry: object, *, where: str, given: Collection[str] = (), texts: Collection[str] = ()
) -> dict[str, Any]:
    """Return what an entry says of the fields of a dataclass, lists as tuples.

    Parameters
    ----------
    kind : type
        The dataclass; a field without a default must be there.
    entry : object
        As it was read.
    where : str
        The file and the entry in it, such as ``sources.toml [source.baci]``.
    given : collection of str
        Fields that come from elsewhere, and are no keys.
    texts : collection of str
        Keys that may be there too, of texts.

    Raises
    ------
    FactsError
        A key is unknown or missing, or what it says is of another kind than the field.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Table:
    ...     name: str
    ...     key: "tuple[str, ...]"
    >>> facts(Table, {"key": ["year"]}, where="tables.toml [pairs]", given=["name"])
    {'key': ('year',)}
    """
    own = [one for one in fields(kind) if one.name not in given]
    bare = [one.name for one in own if one.default is MISSING and one.default_factory is MISSING]
    annotated = {one.name: str(getattr(one.type, "__name__", one.type)) for one in own} | dict.fromkeys(texts, "str")
    told = keyed(entry, bare, annotated, where=where)
    for key, value in told.items():
        listed = (
            (lambda given: isinstance(given, list), "a list") if annotated[key].startswith("tuple[") else (None, "")
        )
        holds, called = KINDS.get(annotated[key], listed)
        if holds is not None and not holds(value):
            raise FactsError(f"{where} has {value!r} under {key!r}", expected=f"it to be {called}")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
