"""A stream that nobody need hear: what goes on at night must not stop because whoever listened has gone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class Unheard:
    """Writes to a stream as long as it takes anything, and from then on to nowhere.

    Parameters
    ----------
    stream : file
        Standard output or standard error.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, if that can be."""
        self._try(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Send what was written, if that can be."""
        self._try(self._stream.flush)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def _try(self, what: Callable[[], object]) -> None:
        try:
            what()
        except OSError:  # the reader of a pipe has gone, or a disk is full
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def unheard(stream: TextIO | None) -> TextIO:
    """Return the stream, made so that writing to it never fails; one that was closed from the start is nowhere."""
    # For as long as the process runs: the number must not become that of a file.
    return cast("TextIO", Unheard(stream or Path(os.devnull).open("w", encoding="utf-8")))
