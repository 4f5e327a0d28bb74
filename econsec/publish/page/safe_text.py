"""Text from data, made fit for a page: what is not a character, or turns the text around it, goes out at the door."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TypeVar

from markupsafe import Markup

Tree = TypeVar("Tree")

# Neither HTML nor XML has a place for these; half a surrogate pair cannot even be written to a file.
NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of what follows them: a label may not rewrite the sentence that it stands in.
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def characters(value: Tree) -> Tree:
    r"""Clean every text in a tree of JSON values.

    Parameters
    ----------
    value : JSON value
        A text, or lists and mappings of them; numbers, truth values and None pass as they are.

    Returns
    -------
    JSON value
        The same tree: control characters and half surrogates are U+FFFD, directional marks are gone, line ends are \n.

    Examples
    --------
    >>> characters({"name": ["Jap\u202ean\x00", 1.5]})
    {'name': ['Japan�', 1.5]}
    """
    if isinstance(value, str):
        if value.isprintable():  # most texts are, and nothing that goes out is
            return value
        whole = TURNS.sub("", NO_CHARACTER.sub("\ufffd", value))
        return whole.replace("\r\n", "\n").replace("\r", "\n")  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {characters(name): characters(child) for name, child in value.items()}  # type: ignore[return-value]
    if isinstance(value, (list, tuple)):
        return [characters(child) for child in value]  # type: ignore[return-value]
    return value


def embedded(value: object) -> Markup:
    """Write JSON for a script element: no `<` at all, so nothing in the data can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(text)  # noqa: S704 - no angle bracket is left in it
