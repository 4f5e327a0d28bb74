"""What a process may: live as long as its owner, take so much time and so much memory, and no more."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

_MEBIBYTE = 1 << 20
#: Where a kernel reads its limit, in mebibytes.
MEMORY = "ECONSEC_CELL_MEMORY"
#: Where a notebook's runs find what another of them has worked out: a folder, or nothing.
ANSWERS = "ECONSEC_ANSWERS"

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36


def die_with_parent(parent: int | None = None) -> None:
    """Ask the system to kill this process when its parent dies, even by SIGKILL (Linux; elsewhere the pipe's end does).

    Parameters
    ----------
    parent : int or None
        Who it was when this process was made; None for who it is now.
    """
    if sys.platform == "linux":
        parent = os.getppid() if parent is None else parent
        # SIGKILL: whatever a cell does with the others, this one it cannot catch.
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before the system knew
            os._exit(1)


def outlive_parent() -> None:
    """Take back :func:`die_with_parent`: from now on there is something to put in order when the parent dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, 0, 0, 0, 0)


def adopt_orphans() -> None:
    """Ask the system to hand this process the orphans among its descendants, so that it can end them (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def limit_time(seconds: int) -> None:
    """End this process when the time is over, whatever it is at, unless it is given time anew before that.

    Parameters
    ----------
    seconds : int
        From now; 0 for all the time that there is.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
    signal.alarm(seconds)


def limit_memory(mebibytes: int) -> None:
    """Let this process and its children take so much memory each: a MemoryError in one cell, not a machine that stops.

    Parameters
    ----------
    mebibytes : int
        Private memory beyond what it has (not address space: V8 reserves more of that than any machine has memory);
        0 for all that the machine has.
    """
    most = mebibytes * _MEBIBYTE or os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):
        most += int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    with suppress(OSError):
        # If the system must kill something for want of memory, then the cell and not what looks after it.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
