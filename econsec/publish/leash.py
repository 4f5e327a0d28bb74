"""Processes that do not outlive their owner."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

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
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before the system knew
            os._exit(1)


def adopt_orphans() -> None:
    """Ask the system to hand this process the orphans among its descendants, so that it can end them (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
