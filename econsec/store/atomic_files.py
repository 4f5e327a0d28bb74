"""Files of one folder that change together: after a kill, the old ones stand whole, or the new ones.

The new files are written below ``.fresh``, brought to the disk, and named ``.ready`` in one step: from then on they are
what the folder holds. They then take their places, which whoever opens the folder next completes if it was cut short.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from econsec.errors import BusyError, IntegrityError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FRESH, READY = ".fresh", ".ready"
#: A disk, a quota or a file that can take no more.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: A disk or a folder that takes nothing from this user, or a file that gives nothing.
DENIED = {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write new files to; when the block ends well, they replace those of ``folder``.

    Parameters
    ----------
    folder : Path
        Made if need be. What an earlier run left unfinished in it is thrown away.

    Yields
    ------
    Path
        Write to it by the paths that the files shall have in ``folder``.

    Raises
    ------
    BusyError
        Another process is writing to the folder.
    IntegrityError
        The disk is full; what was there is untouched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / FRESH
    with alone(folder, wait=False):
        _place(folder)
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            fresh.mkdir()
            yield fresh
            for path in (*fresh.rglob("*"), fresh):
                sync(path)
            fresh.rename(folder / READY)
        except BaseException as error:
            shutil.rmtree(fresh, ignore_errors=True)
            if isinstance(error, OSError) and takes_nothing(folder, error):
                problem = f"{folder} could not be written: {error.strerror or error}"
                raise IntegrityError(problem, hint="What was there is untouched.") from error
            raise
        sync(folder)
        _place(folder)


def takes_nothing(folder: Path, error: OSError) -> bool:
    """Say whether it is this folder that could not be written: what is read from elsewhere may be denied as well."""
    if error.errno in FULL:
        return True
    where = [str(name) for name in (error.filename, error.filename2) if name is not None]
    return error.errno in DENIED and all(name.startswith(str(folder)) for name in where)


def settle(folder: Path) -> None:
    """Complete what a killed process had ready; call it before reading the folder.

    Raises
    ------
    IntegrityError
        The folder cannot be written, so that what is ready cannot take its place.
    """
    if not (folder / READY).is_dir():
        return
    try:
        with alone(folder, wait=True):
            _place(folder)
    except OSError as error:
        raise IntegrityError(
            f"{folder} holds a build that was cut short ({error.strerror})", hint="Build the data again."
        ) from error


def _place(folder: Path) -> None:
    """Let what is ready take its place. Every step may be the last one: the next call goes on from there."""
    ready = folder / READY
    if not ready.is_dir():
        return
    places = set()
    for path in sorted(path for path in ready.rglob("*") if path.is_file()):
        target = folder / path.relative_to(ready)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        places.add(target.parent)
    for place in places:
        sync(place)
    shutil.rmtree(ready)


@contextmanager
def alone(folder: Path, *, wait: bool) -> Iterator[None]:
    """Hold the folder's own lock, which the system takes back from the dead.

    Parameters
    ----------
    folder : Path
        It is there.
    wait : bool
        Wait for another process that holds it.

    Raises
    ------
    BusyError
        Another process holds it, and nobody waits.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise BusyError(f"another process is writing to {folder}", hint="Wait for it to end.") from None
        yield
    finally:
        os.close(descriptor)


def sync(path: Path) -> None:
    """Bring a file, or a folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
