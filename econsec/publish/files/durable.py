"""Writes that are whole or not there: a temporary name beside the target, fsync, rename, fsync of the folder.

After SIGKILL, a full disk or a power cut, what stood before stands byte for byte, or what is new is complete.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

#: What begins like this is unfinished; the next run that holds the lock throws it away.
TEMPORARY = ".tmp-"

_AT_ONCE = 8
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def write_file(path: Path, content: bytes) -> None:
    """Replace a file by new content, as one step.

    Raises
    ------
    OSError
        The disk is full or cannot be written; the old file is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    try:
        _fill(temporary, content)
        sync(temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of files, or replace one that is there, as one step.

    Parameters
    ----------
    target : Path
        The folder.
    files : mapping of relative path to bytes
        All that it shall hold.

    Raises
    ------
    OSError
        The disk is full or cannot be written; what was there is untouched.
    """
    make_folder(target.parent)
    temporary = target.with_name(f"{TEMPORARY}{os.getpid()}-{target.name}")
    try:
        folders = {(temporary / name).parent for name in files} | {temporary}
        for folder in folders:
            _make(folder)
        for name, content in files.items():
            _fill(temporary / name, content)
        _sync_all(temporary / name for name in files)
        _sync_all(folders)
        _place(temporary, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def move_folder(source: Path, target: Path) -> None:
    """Move a folder that is on the disk, or let it replace one that is there, as one step of one file system."""
    make_folder(target.parent)
    temporary = target.with_name(f"{TEMPORARY}{os.getpid()}-{target.name}")
    source.rename(temporary)
    try:
        _place(temporary, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _place(temporary: Path, target: Path) -> None:
    if target.exists():
        _exchange(temporary, target)
    else:
        temporary.rename(target)
    sync(target.parent)


def point(link: Path, target: str) -> None:
    """Let a symbolic link name another target, as one step."""
    temporary = link.with_name(f"{TEMPORARY}{os.getpid()}-{link.name}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    if link.is_dir() and not link.is_symlink():
        # A copy without links, such as an unpacked archive, has a folder in its place.
        _exchange(temporary, link)
        shutil.rmtree(temporary, ignore_errors=True)
    else:
        temporary.replace(link)
    sync(link.parent)


def sweep(folder: Path) -> None:
    """Throw away what a killed run left. Call it with the folder's lock held: what is unfinished then is nobody's."""
    for left in folder.glob(f"{TEMPORARY}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, for whom the umask or the folder around it says."""
    for made in _make(folder):
        sync(made.parent)


def sync(path: Path) -> None:
    """Bring a file, or a folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_all(paths: Iterable[Path]) -> None:
    """Bring files to the disk side by side: one after the other, each would wait for a journal of its own."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(sync, paths))


def _make(folder: Path) -> list[Path]:
    """Make a folder and its parents, and return those that were not there, the outermost first."""
    if folder.is_dir():
        return []
    made = _make(folder.parent)
    try:
        folder.mkdir()
    except FileExistsError:
        return made
    return [*made, folder]


def _fill(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change names: in one step where the kernel can, else in three renames."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
            return
    aside = one.with_name(f"{one.name}-aside")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)
