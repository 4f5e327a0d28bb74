"""Keys of one's own: from the environment or the system keyring, and never anywhere else."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from importlib import import_module
from urllib.parse import quote

from econsec.errors import FetchError

SERVICE = "econsec"
HIDDEN = "[key]"
#: Printable ASCII without a space; no key is shorter.
KEY = re.compile(r"[!-~]{6,}")


class Key:
    """A key that no text shows.

    Parameters
    ----------
    value : str
        Given to the client alone.

    Examples
    --------
    >>> Key("0123456789"), f"{Key('0123456789')}", Key("0123+56789").hide("?appId=0123%2B56789&limit=1")
    (Key([key]), '[key]', '?appId=[key]&limit=1')
    """

    def __init__(self, value: str) -> None:
        self._value = value
        self._forms = tuple(dict.fromkeys((value, quote(value, safe=""), quote(value))))

    def __repr__(self) -> str:
        return f"Key({HIDDEN})"

    def __str__(self) -> str:
        return HIDDEN

    def __reduce__(self) -> str:
        raise TypeError("a key is not to be written anywhere")

    def reveal(self) -> str:
        """Return the key itself, to send it."""
        return self._value

    @property
    def longest(self) -> int:
        """How many letters the longest of its forms has."""
        return max(map(len, self._forms))

    def stands_in(self, data: bytes) -> bool:
        """Say whether it stands there, as it is or as an address spells it."""
        return any(form.encode() in data for form in self._forms)

    def hide(self, text: str) -> str:
        """Return a text without the key, in whichever form."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text


def find(variable: str) -> Key | None:
    """Look for a key: the environment first, then the system keyring where the package ``keyring`` is installed.

    Parameters
    ----------
    variable : str
        Such as ``ECONSEC_COMTRADE_KEY``; in the keyring it is the user name of the service ``econsec``.

    Returns
    -------
    Key or None
        None if there is none.

    Raises
    ------
    FetchError
        What is there cannot be a key; the error does not repeat it.
    """
    found = secret(variable)
    if found is None:
        return None
    if KEY.fullmatch(found.reveal()) is None:
        raise FetchError(f"{variable} holds what is no key", expected="letters, digits and signs without a space")
    return found


def secret(variable: str) -> Key | None:
    """Look for a secret of any form, such as a password with blanks: see :func:`find`.

    Examples
    --------
    >>> secret("ECONSEC_NOWHERE_PASSWORD") is None
    True
    """
    # At once a `Key`: a traceback that shows variables must not show it.
    found = Key(os.environ.get(variable, "").strip() or _from_keyring(variable))
    return found if found.reveal() else None


def _from_keyring(variable: str) -> str:
    # A system without a keyring, or with one that is locked, has no key for us; which error it says that by is its own.
    with suppress(Exception):
        return str(import_module("keyring").get_password(SERVICE, variable) or "")
    return ""
