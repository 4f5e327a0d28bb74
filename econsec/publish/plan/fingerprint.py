"""What an edition is made from, hashed; `editions.edition.unchanged` compares it with the newest edition's."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any

from econsec import paths
from econsec.errors import MissingFileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROJECT = "econsec"


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise MissingFileError(f"no file {path}") from None


def json_hash(value: object) -> str:
    """Return the SHA-256 of a JSON value, the same for the same value whatever the order of its keys.

    Examples
    --------
    >>> json_hash({"a": 1, "b": 2}) == json_hash({"b": 2, "a": 1})
    True
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def input_hashes(inputs: Mapping[str, Path]) -> dict[str, str]:
    """Return the SHA-256 of each input by name; hashing leaves Python, so the files are read side by side."""
    with ThreadPoolExecutor(4) as pool:
        return dict(zip(inputs, pool.map(file_hash, inputs.values()), strict=True))


@cache
def code() -> str:
    """Return one hash over the package: Python, templates, sentences, tables; not what was compiled from them."""
    files = sorted(path for path in paths.PACKAGE.rglob("*") if path.is_file() and _is_source(path))
    return json_hash({path.relative_to(paths.PACKAGE).as_posix(): file_hash(path) for path in files})


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python and of every package that the project asks for."""
    asked = [line for line in metadata.requires(PROJECT) or () if "extra ==" not in line]
    names = sorted({re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in asked})
    found = {name: metadata.version(name) for name in names}
    return {"python": platform.python_version(), PROJECT: metadata.version(PROJECT), **found}


def fingerprint(parts: Mapping[str, Any]) -> str:
    """Return the hash of all that an edition is made from; `editions.edition.unchanged` decides by it."""
    return json_hash(parts)


def _is_source(path: Path) -> bool:
    inside = path.relative_to(paths.PACKAGE).parts
    # A wheel carries notebooks and tables in _bundle; they are hashed as what they are.
    return inside[0] != "_bundle" and "__pycache__" not in inside and not path.name.startswith(".")
