"""One run at a time: a lock that the system takes back when its owner dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from econsec.errors import BusyError
from econsec.publish.files.durable import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".lock"


@contextmanager
def hold(folder: Path, *, wait: float, pause: float = 0.05) -> Iterator[int]:
    """Hold the lock of a folder.

    The file stays: a file without a holder is no lock, and removing one would let two owners in.

    Parameters
    ----------
    folder : Path
        What to be alone in; made if need be.
    wait : float
        Seconds to wait for another owner.
    pause : float
        Seconds between two tries.

    Yields
    ------
    int
        The descriptor that carries the lock: a process forked meanwhile must close it, or it keeps the lock as well.

    Raises
    ------
    BusyError
        Another run still holds it after ``wait`` seconds.
    """
    make_folder(folder)
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(descriptor, folder, time.monotonic() + wait, pause)
        yield descriptor
    finally:
        os.close(descriptor)


def _take(descriptor: int, folder: Path, deadline: float, pause: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise BusyError(
                    f"another run holds {folder}", hint="Wait for it, or look which process it is."
                ) from None
            time.sleep(pause)
        else:
            return
