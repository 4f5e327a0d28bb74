"""Time one piece of work in this process, and print seconds, processor seconds and peak memory as a line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
STATUS = Path("/proc/self/status")


def measured(work: Callable[[T], int], given: T) -> None:
    """Run the work on what it is given; its peak counts what it was given, not how that was made."""
    forget_peak()
    start, used = time.perf_counter(), time.process_time()
    rows = work(given)
    made = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - used, "rows": rows, "peak": peak()}
    sys.stdout.write(json.dumps(made) + "\n")


def forget_peak() -> None:
    """Start the count of peak memory anew, where the system can (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def peak() -> float:
    """Return the largest memory of this process in bytes."""
    if STATUS.exists():
        for line in STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return float(line.split()[1]) * 1024
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * (1 if sys.platform == "darwin" else 1024)
