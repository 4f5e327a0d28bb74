"""A Dask cluster of real processes on loopback: a scheduler, and workers that a test may kill."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DASK = Path(sys.executable).with_name("dask")
LOOPBACK = "127.0.0.1"


class DaskCluster:
    """Its address, and its workers' processes."""

    def __init__(self, address: str, workers: list[subprocess.Popen[bytes]]) -> None:
        self.address, self.workers = address, workers


@contextmanager
def started(folder: Path, workers: int = 2, **environment: str) -> Iterator[DaskCluster]:
    """Start one; its workers have the environment given, and write to a folder what they say."""
    known = folder / "scheduler.json"
    with ExitStack() as stack:
        _start(stack, folder / "scheduler.log", "scheduler", "--port", "0", "--scheduler-file", str(known))
        deadline = time.monotonic() + 300
        while not known.is_file():
            assert time.monotonic() < deadline, (folder / "scheduler.log").read_text()
            time.sleep(0.05)
        address = json.loads(known.read_text())["address"]
        # Without a nanny nobody starts another in the place of one that is killed.
        how = ["worker", address, "--no-nanny", "--nthreads", "1", "--local-directory", str(folder)]
        yield DaskCluster(
            address,
            [_start(stack, folder / f"worker-{number}.log", *how, **environment) for number in range(workers)],
        )


def _start(stack: ExitStack, log: Path, command: str, *more: str, **environment: str) -> subprocess.Popen[bytes]:
    told = stack.enter_context(log.open("wb"))
    process = subprocess.Popen(
        [DASK, command, "--host", LOOPBACK, "--no-dashboard", *more],
        stdout=told,
        stderr=told,
        env={**os.environ, **environment},
    )
    stack.callback(_end, process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
