"""One run at a time: a lock that the system takes back when its owner dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import platform
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from econsec.errors import BusyError, RenderError
from econsec.publish.files.durable import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".lock"
#: Letters that are read of who holds it.
_MOST = 200


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
    RenderError
        There are no locks where the folder lies.
    """
    make_folder(folder)
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
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
                raise _busy(descriptor, folder) from None
            time.sleep(pause)
        except OSError as error:  # such as ENOLCK of a network's file system
            raise RenderError(
                f"{folder} cannot be locked ({error.strerror})",
                expected="a folder on a file system that has locks",
                hint="Render with --out to one on this machine.",
            ) from error
        else:
            _sign(descriptor)
            return


def _sign(descriptor: int) -> None:
    """Note who holds the lock: the time of the note is the time since when."""
    with suppress(OSError):  # a disk that is full keeps nobody from holding it
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} on {platform.node()}".encode(), 0)


def _busy(descriptor: int, folder: Path) -> BusyError:
    who = " ".join(os.pread(descriptor, _MOST, 0).decode(errors="replace").split())
    since = os.fstat(descriptor).st_mtime
    return BusyError(
        f"another run ({who or 'of an older version'}) holds {folder} since "
        f"{datetime.fromtimestamp(since, UTC):%Y-%m-%d %H:%M:%S} UTC",
        hint="Wait for it, or end that process: the lock goes with it.",
        seconds=max(0.0, time.time() - since),
    )
