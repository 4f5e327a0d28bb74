"""Sentences of one's own, from a file beside a notebook: known to every report of the process that brought them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from econsec.errors import MissingFileError
from econsec.i18n.text import MessageError, catalogue

TABLE = "sentences"
#: Files that were brought, by the beginning of their keys: a second file may not speak in the name of the first.
_BROUGHT: dict[str, Path] = {}


def bring(path: str | Path) -> None:
    """Read the sentences of a file, each under a key that begins with the file's name.

    Parameters
    ----------
    path : str or Path
        TOML with a table of sentences a language: ``[sentences.en]``, ``"steel.title" = "Who sells steel?"``. They are
        written as those of the package: ``{share:percent}``, ``{importer:the}``, ``**bold**``.

    Raises
    ------
    MissingFileError
        There is no such file.
    MessageError
        It is not TOML, or a key does not begin with the name of the file, or begins as messages of the package do.
    """
    file = Path(path).resolve()
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get(TABLE, {})
    except FileNotFoundError:
        raise MissingFileError(f"no file {path} with the sentences of the report") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MessageError(f"{path} is not TOML: {error}") from error
    start = f"{file.stem}."
    if _BROUGHT.get(start, file) != file:
        raise MessageError(f"{path} and {_BROUGHT[start]} have one name", hint="Rename one of the two reports.")
    if not (isinstance(table, dict) and all(isinstance(sentences, dict) for sentences in table.values())):
        raise MessageError(f"{TABLE} of {path}", expected=f"a table of sentences a language, such as [{TABLE}.en]")
    for language, sentences in table.items():
        if wrong := [key for key in sentences if not key.startswith(start)]:
            raise MessageError(f"sentence {wrong[0]!r} of {path}", expected=f"keys that begin with {start!r}")
        if start not in _BROUGHT and (taken := next((key for key in catalogue(language) if key.startswith(start)), "")):
            raise MessageError(f"{path} would speak for the package, which has {taken!r}", hint="Rename the report.")
    # Only when all of it is right: who mends a sentence and runs the cell again is no stranger to the first half.
    for language, sentences in table.items():
        catalogue(language).update({key: str(sentence) for key, sentence in sentences.items()})
    _BROUGHT[start] = file


def is_own(key: str) -> bool:
    """Tell whether a message is from a file that was brought, and not of the package.

    Examples
    --------
    >>> is_own("topic.trade")
    False
    """
    return f"{key.partition('.')[0]}." in _BROUGHT
