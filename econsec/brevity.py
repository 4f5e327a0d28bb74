"""What others said at any length, cut to what is kept of it: an error, a line of a log, a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: Letters that are kept: as many as a path may have.
MOST_KEPT = 4096


def cut(text: str) -> str:
    """Cut what nobody would read, and say so.

    Examples
    --------
    >>> cut("short"), len(cut("x" * 5_000_000)) == MOST_KEPT
    ('short', True)
    """
    end = f" ... ({len(text):,} letters)"
    return text if len(text) <= MOST_KEPT else text[: MOST_KEPT - len(end)] + end


def briefly(tell: Callable[[str], None]) -> Callable[[str], None]:
    """Return a way to tell somebody the same, `cut`.

    Examples
    --------
    >>> briefly(print)("short")
    short
    """
    return lambda text: tell(cut(text))
