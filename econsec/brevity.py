"""What others said at any length, cut to what is kept of it: an error, a line of a log, a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: Letters that are kept: as many as a path may have.
MOST_KEPT = 4096


def cut(text: str) -> str:
    """Cut out of the middle what nobody would read, and say so.

    Examples
    --------
    >>> cut("short"), len(cut("x" * 5_000_000)) == MOST_KEPT
    ('short', True)
    """
    # What is too long stands within a sentence, by whose beginning and end its Japanese is found.
    note = f" ... ({len(text):,} letters) ... "
    kept = MOST_KEPT - len(note)
    return text if len(text) <= MOST_KEPT else text[: -(-kept // 2)] + note + text[-(kept // 2) :]


def briefly(tell: Callable[[str], None]) -> Callable[[str], None]:
    """Return a way to tell somebody the same, `cut`.

    Examples
    --------
    >>> briefly(print)("short")
    short
    """
    return lambda text: tell(cut(text))
