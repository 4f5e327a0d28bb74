"""Keys of one's own: from the environment or the system keyring, and never anywhere else."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module

from econsec.errors import FetchError

SERVICE = "econsec"
HIDDEN = "[key]"


class Key:
    """A key that no text shows.

    Parameters
    ----------
    value : str
        Given to the client alone.

    Examples
    --------
    >>> Key("0123456789"), f"{Key('0123456789')}", Key("0123456789").hide("?appId=0123456789&limit=1")
    (Key([key]), '[key]', '?appId=[key]&limit=1')
    """

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return f"Key({HIDDEN})"

    def __str__(self) -> str:
        return HIDDEN

    def __reduce__(self) -> str:
        raise TypeError("a key is not to be written anywhere")

    def reveal(self) -> str:
        """Return the key itself, to send it."""
        return self._value

    def hide(self, text: str) -> str:
        """Return a text without the key."""
        return text.replace(self._value, HIDDEN)


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
    value = os.environ.get(variable, "").strip() or _from_keyring(variable)
    if not value:
        return None
    if not (value.isascii() and value.isprintable()) or " " in value or len(value) < 6:  # noqa: PLR2004 - no key is so short
        raise FetchError(f"{variable} holds what is no key", expected="letters, digits and signs without a space")
    return Key(value)


def _from_keyring(variable: str) -> str:
    # A system without a keyring, or with one that is locked, has no key for us; which error it says that by is its own.
    with suppress(Exception):
        return str(import_module("keyring").get_password(SERVICE, variable) or "")
    return ""
