"""The processes of the publisher as the system sees them: who came from whom, and how to end all of it."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path


def children(parent: int) -> list[int]:
    """Return the living children of a process (Linux; elsewhere the list is empty)."""
    return [pid for pid, (its_parent, _) in _table().items() if its_parent == parent]


def end_session(leader: int) -> None:
    """Kill a process that leads a session, and all that stayed in it, also what it started in groups of their own."""
    # The group first, at one blow: taken one by one, they could go on starting others.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
    for pid in {leader, *(pid for pid, (_, session) in _table().items() if session == leader)}:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def end_all(*, spared: set[int], patience: float = 5.0) -> None:
    """Kill and reap every child of this process but some, again and again: the death of one hands over its children."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        left = [pid for pid in children(os.getpid()) if pid not in spared]
        if not left:
            return
        for pid in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def threads() -> int:
    """Return how many threads this process has (1 where the system does not tell)."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 1


def _table() -> dict[int, tuple[int, int]]:
    """Return parent and session of every process that is no zombie."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            # The name may hold spaces and brackets: what follows the last bracket is fixed.
            fields = entry.read_text().rpartition(")")[2].split()
            if fields[0] != "Z":
                found[int(entry.parent.name)] = (int(fields[1]), int(fields[3]))
    return found


def ended(code: int) -> str:
    """Say how a process ended.

    Examples
    --------
    >>> ended(3), ended(-9)
    ('exit code 3', 'signal SIGKILL')
    """
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
