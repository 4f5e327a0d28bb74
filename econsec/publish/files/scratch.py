"""A private folder for sockets and settings of one run; what a killed run left is thrown away by the next."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "econsec-run-"
CLAIM = ".claim"  # the file of a folder whose lock says that somebody is at it
#: A Unix socket's path may have 104 bytes on the narrowest system.
_LONGEST = 60


def root() -> Path:
    """Return where such folders are made: the system's place for temporary files, or /tmp if that path is too long."""
    usual = Path(tempfile.gettempdir())
    return usual if len(str(usual)) <= _LONGEST else Path("/tmp")  # noqa: S108 - only a parent; mkdtemp makes it private


@contextmanager
def folder(within: Path | None = None) -> Iterator[Path]:
    """Make a private folder that is gone when the block ends; if the process is killed, with the next one.

    Parameters
    ----------
    within : Path or None
        The folder that it is made in, hidden there; None: where temporary files go.
    """
    place = _place(within)
    _sweep(*place)
    made, descriptor = _made(*place)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        os.close(descriptor)
        # Again: a process that was killed holds its lock until all of it is gone, which under load outlasts the start
        # of the next run; and what was written here while it was thrown away is nobody's now. In the place from before:
        # whoever made this folder may have made it the place for temporary files.
        with suppress(OSError):
            _sweep(*place)


def _made(folder: Path, prefix: str) -> tuple[Path, int]:
    """Make a folder and claim it: another's sweep may have taken it for left before it was claimed."""
    while True:
        made = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
        with suppress(FileNotFoundError):
            descriptor = _claim(made)
            if descriptor is not None and made.is_dir():
                return made, descriptor


def sweep(within: Path | None = None) -> None:
    """Throw away the folders of this user that nobody holds."""
    _sweep(*_place(within))


def _sweep(folder: Path, prefix: str) -> None:
    for left in folder.glob(f"{prefix}*"):
        with suppress(OSError):
            if left.stat().st_uid == os.getuid() and (descriptor := _claim(left)) is not None:
                shutil.rmtree(left, ignore_errors=True)
                os.close(descriptor)


def _place(within: Path | None) -> tuple[Path, str]:
    return (root(), PREFIX) if within is None else (within, f".{PREFIX}")


def _claim(made: Path) -> int | None:
    # A file that is open for writing: a folder cannot be locked on a network's file system.
    descriptor = os.open(made / CLAIM, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
