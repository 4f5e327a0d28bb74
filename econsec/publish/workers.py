"""The workers: processes that make editions side by side, and may die without taking anything with them."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from econsec.publish.job import Event, Job

Hear = Callable[[int, Event], None]

#: What a notebook may see of the caller's environment: tokens and a user's settings have no place in a report.
_PASSED = ("HOME", "LD_LIBRARY_PATH", "LOGNAME", "PATH", "PYTHONPATH", "TMPDIR", "USER", "VIRTUAL_ENV")
_FIXED = {
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "TZ": "UTC",
    # The sum of floats depends on how many threads add them up; the reports themselves run side by side.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    connection: socket.socket
    job: int | None = None
    unread: bytes = b""
    done: bool = False
    home: tempfile.TemporaryDirectory[str] = field(default_factory=lambda: tempfile.TemporaryDirectory("econsec-"))


def environment() -> dict[str, str]:
    """Return the environment that notebooks run in: the same wherever and by whomever they are run."""
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    own = {name: value for name, value in os.environ.items() if name.startswith("ECONSEC_")}
    return {**passed, **own, **_FIXED}


def dispatch(jobs: Mapping[int, Job], hear: Hear, *, count: int) -> None:
    """Have all jobs made, some at a time.

    Parameters
    ----------
    jobs : mapping of number to Job
        What to make.
    hear : function of number and Event
        Told everything that the workers tell, in this thread; each job ends with rendered, unchanged or failed.
    count : int
        How many workers at most.
    """
    left = list(jobs)
    workers: list[_Worker] = []
    with selectors.DefaultSelector() as selector:
        try:
            for _ in range(min(count, len(left))):
                workers.append(_start())
                selector.register(workers[-1].connection, selectors.EVENT_READ, workers[-1])
            for worker in workers:
                _give(worker, left, jobs)
            while any(worker.job is not None for worker in workers):
                for key, _ in selector.select():
                    _listen(key.data, left, jobs, hear, selector, workers)
        finally:
            for worker in workers:
                _end(worker)


def _start() -> _Worker:
    ours, theirs = socket.socketpair()
    home = tempfile.TemporaryDirectory(prefix="econsec-")
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - this Python, this package
            [sys.executable, "-P", "-m", "econsec.publish.worker", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**environment(), "IPYTHONDIR": home.name},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=None if "ECONSEC_DEBUG" in os.environ else subprocess.DEVNULL,
            start_new_session=True,
        )
    return _Worker(process, ours, home=home)


def _give(worker: _Worker, left: list[int], jobs: Mapping[int, Job]) -> None:
    worker.job = left.pop(0) if left else None
    if worker.job is not None:
        with suppress(BrokenPipeError, ConnectionResetError):  # its end is heard of in the next reading
            worker.connection.sendall(jobs[worker.job].model_dump_json().encode() + b"\n")


def _listen(
    worker: _Worker,
    left: list[int],
    jobs: Mapping[int, Job],
    hear: Hear,
    selector: selectors.BaseSelector,
    workers: list[_Worker],
) -> None:
    try:
        read = worker.connection.recv(1 << 16)
    except ConnectionResetError:
        read = b""
    if not read:
        selector.unregister(worker.connection)
        _end(worker)
        if worker.job is not None:
            job, number = jobs[worker.job], worker.job
            what = f"its worker ended before it did ({worker.process.returncode})"
            hear(number, Event(report=job.report, language=job.language, kind="failed", detail=what, reason="died"))
            worker.job = None
        if left:
            workers.append(_start())
            selector.register(workers[-1].connection, selectors.EVENT_READ, workers[-1])
            _give(workers[-1], left, jobs)
        return
    *lines, worker.unread = (worker.unread + read).split(b"\n")
    for line in lines:
        event = Event.model_validate_json(line)
        if worker.job is not None:
            hear(worker.job, event)
        if event.kind in ("rendered", "unchanged", "failed"):
            _give(worker, left, jobs)


def _end(worker: _Worker) -> None:
    worker.connection.close()
    with suppress(ProcessLookupError):
        os.killpg(worker.process.pid, signal.SIGKILL)
    worker.process.wait()
    worker.home.cleanup()
