"""Which language the command speaks: as gettext reads the locale, and only what the output can hold."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from econsec.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

ENGLISH, JAPANESE = LANGUAGES
#: In the order of POSIX; LANGUAGE, a list, comes before them all.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
#: A locale of no language.
_NONE = {"C", "POSIX"}
#: Letters that the titles of datasets hold: EUC-JP and JIS have no wave of this width, so printing it would fail there.
_SAMPLE = "版、ア。～"


def language(environment: Mapping[str, str] | None = None, outputs: Iterable[TextIO | None] | None = None) -> str:
    """Return the language for a locale: ``ja`` or ``en``.

    The first of LC_ALL, LC_MESSAGES and LANG that is set says the locale; LANGUAGE, a list by preference, goes before
    it unless that locale is C or POSIX, as gettext has it. The first language of the list that there is counts.

    Parameters
    ----------
    environment : mapping, optional
        Instead of the process's own.
    outputs : iterable of file, optional
        Where it is going to be written; by default standard output and standard error. One that has no Japanese letters
        makes it English.

    Examples
    --------
    >>> language({"LANG": "ja_JP.UTF-8"}, []), language({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, [])
    ('ja', 'en')
    >>> language({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:ja:en"}, [])
    'ja'
    """
    found = _asked(os.environ if environment is None else environment)
    outputs = (sys.stdout, sys.stderr) if outputs is None else outputs
    return found if all(_holds(one, found) for one in outputs) else ENGLISH


def _asked(environment: Mapping[str, str]) -> str:
    locale = next(filter(None, (environment.get(name) for name in _VARIABLES)), "")
    if _bare(locale) in _NONE:
        return ENGLISH
    preferred = [one for one in environment.get("LANGUAGE", "").split(":") if one] or [locale]
    known = (_bare(one).replace("-", "_").partition("_")[0].lower() for one in preferred)
    return next((one for one in known if one in LANGUAGES), ENGLISH)


def _bare(locale: str) -> str:
    """Return a locale without its encoding and its modifier."""
    return locale.partition(".")[0].partition("@")[0].strip()


def _holds(output: TextIO | None, language: str) -> bool:
    """Say whether an output can hold the letters; one that is closed takes nothing, and is no reason."""
    encoding = getattr(output, "encoding", None)
    if language != JAPANESE or encoding is None:
        return True
    try:
        _SAMPLE.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True
