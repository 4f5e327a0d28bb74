"""The workers from outside: processes that make editions side by side, and may die alone."""

from __future__ import annotations

import json
import os
import resource
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from econsec import paths
from econsec.publish.job import LAST, Event, Job
from econsec.publish.plan.dates import epoch
from econsec.publish.processes.preload import imports

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: What a notebook may see of the caller's environment: tokens and a user's settings have no place in a report.
_PASSED = (
    "HOME",
    "LD_LIBRARY_PATH",
    "LOGNAME",
    "PATH",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPATH",
    "TMPDIR",
    "USER",
    "VIRTUAL_ENV",
)
#: Folders: the cells run in another than the caller.
_PLACES = ("ECONSEC_HOME", "ECONSEC_DATA", "ECONSEC_STORE")
_TELLING = ("ECONSEC_MAIL_", "ECONSEC_WEBHOOK_")
_FIXED = {
    "ECONSEC_RENDER": "1",
    # Arrow's allocator would start a thread on import, and a process with threads cannot fork in peace.
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "LC_ALL": "C.UTF-8",
    # As a kernel has it: what matplotlib draws is shown.
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    # The sum of floats depends on how many threads add them up; the reports themselves run side by side.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # To look for plugins, pydantic reads what every installed package says of itself.
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "TZ": "UTC",
}
_SERVER = "econsec.publish.processes.worker_server"


def places() -> dict[str, str]:
    """Return the caller's settings, with folders that hold wherever a process runs; each has a cache of its own."""
    # Keys of publishers stay with whoever asks them, and whom a night writes to with whoever writes: no notebook does,
    # and a setting travels to other machines.
    own = {
        name: value
        for name, value in os.environ.items()
        if name.startswith("ECONSEC_")
        and not name.endswith(("_KEY", "_TOKEN", "_PASSWORD"))
        and not name.startswith(_TELLING)
    }
    own |= {name: str(Path(own[name]).expanduser().absolute()) for name in _PLACES if own.get(name)}
    own.pop("ECONSEC_CACHE", None)
    return {"ECONSEC_STORE": str(paths.user_data().absolute()), **own}


def environment(date: str, settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment that notebooks run in: the same wherever and by whomever they are run.

    Parameters
    ----------
    date : str
        The day that they are run for.
    settings : mapping or None
        Of who asked from elsewhere (:func:`places`); None: the caller's own.
    """
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    own = {**(places() if settings is None else settings), "ECONSEC_CACHE": str(paths.cache())}
    try:
        Path.home()
    except RuntimeError:  # some libraries stop without one
        passed["HOME"] = own["ECONSEC_CACHE"]
    return {**passed, **own, **_FIXED, "SOURCE_DATE_EPOCH": str(epoch(date))}


def dispatch(
    jobs: Mapping[int, Job],
    hear: Callable[[int, Event], None],
    *,
    count: int,
    settings: Mapping[str, str] | None = None,
) -> None:
    """Have all jobs made, some at a time.

    Parameters
    ----------
    jobs : mapping of number to Job
        What to make, all for one day and in one environment.
    hear : function of number and Event
        Told everything that the workers tell, in this thread; each job ends with rendered, unchanged or failed.
    count : int
        How many workers at most.
    settings : mapping or None
        Of who asked from elsewhere: see :func:`environment`.
    """
    runs = Counter(job.notebook for job in jobs.values())
    jobs = {number: job.model_copy(update={"again": runs[job.notebook] > 1}) for number, job in jobs.items()}
    if jobs:
        with _Workers(jobs, hear, settings) as workers:
            workers.work(min(count, len(jobs)))


class _Worker:
    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.job: int | None = None
        self.unread = b""
        self.at, self.since = "", time.monotonic()  # the last that it told, and when


class _Workers:
    """The workers' server and its workers, for the jobs of one call."""

    def __init__(
        self, jobs: Mapping[int, Job], hear: Callable[[int, Event], None], settings: Mapping[str, str] | None
    ) -> None:
        self._jobs, self._hear, self._left, self._settings = jobs, hear, _in_turn(jobs), settings
        # What killed workers were at. It may have been another's fault (no memory left): it is tried once more, alone.
        self._lost: list[int] | None = []
        self._selector = selectors.DefaultSelector()
        self._server: subprocess.Popen[bytes] | None = None
        self._control = socket.socket()
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the workers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for key in list(self._selector.get_map().values()):
            key.data.connection.close()
        self._selector.close()
        self._end_server()
        self._said.close()

    def work(self, count: int) -> None:
        """Have everything made by so many workers, and then, one at a time, what was lost with a worker."""
        self._work(count)
        self._left, self._lost = self._lost or [], None
        self._work(1)

    def _work(self, count: int) -> None:
        for _ in range(min(count, len(self._left))):
            self._start_worker()
        while self._selector.get_map():
            for key, _ in self._selector.select():
                self._listen(key.data)

    def _start_worker(self) -> None:
        if self._server is None or self._is_going():
            self._end_server()
            self._start_server()
        ours, theirs = socket.socketpair()
        # One byte must go with a descriptor, whichever; that no answer comes is no loss: a worker that could not be
        # forked is an end that closes, which is heard of like a death.
        with theirs, suppress(ConnectionError):
            socket.send_fds(self._control, [b"w"], [theirs.fileno()])
        worker = _Worker(ours)
        self._selector.register(ours, selectors.EVENT_READ, worker)
        self._give(worker)

    def _is_going(self) -> bool:
        """Tell whether the workers' server has closed its socket: it does that first, and says nothing else."""
        with suppress(BlockingIOError):
            try:
                return not self._control.recv(1, socket.MSG_DONTWAIT)
            except ConnectionError:
                return True
        return False

    def _start_server(self) -> None:
        self._control, theirs = socket.socketpair()
        forked = {job.notebook for job in self._jobs.values() if job.engine == "fork"}
        # Whoever is tried again, alone, imports for himself: a module that kills its server would kill each new one.
        modules = [] if self._lost is None else sorted({name for notebook in forked for name in imports(notebook)})
        first = next(iter(self._jobs.values()))
        with theirs:
            self._server = subprocess.Popen(  # noqa: S603 - this Python, this package
                [sys.executable, "-P", "-m", _SERVER, str(theirs.fileno()), json.dumps(modules), str(os.getpid())],
                pass_fds=[theirs.fileno()],
                env=environment(first.date, self._settings) | first.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
                start_new_session=True,  # an interrupt at the keyboard is the caller's to answer, not the workers'
            )

    def _end_server(self) -> None:
        """Let the workers' server go: it ends all that came from it, then itself."""
        self._control.close()
        if self._server is not None:
            self._server.wait()

    def _give(self, worker: _Worker) -> None:
        worker.job = self._left.pop(0) if self._left else None
        if worker.job is None:
            self._selector.unregister(worker.connection)
            worker.connection.close()
            return
        with suppress(ConnectionError):  # its end is heard of in the next reading
            worker.connection.sendall(self._jobs[worker.job].model_dump_json().encode() + b"\n")

    def _listen(self, worker: _Worker) -> None:
        read = b""
        with suppress(ConnectionError):
            read = worker.connection.recv(1 << 16)
        if not read:
            self._worker_ended(worker)
            return
        *lines, worker.unread = (worker.unread + read).split(b"\n")
        for line in lines:
            event = Event.model_validate_json(line)
            worker.at, worker.since = event.kind, time.monotonic()
            if worker.job is not None:
                self._hear(worker.job, event)
            if event.kind in LAST:
                self._give(worker)

    def _worker_ended(self, worker: _Worker) -> None:
        """Put aside the job of a worker that died, or fail it the second time, and start another for what is left."""
        self._selector.unregister(worker.connection)
        worker.connection.close()
        if worker.job is not None:
            self._job_lost(worker, worker.job)
        if self._left:
            self._start_worker()

    def _job_lost(self, worker: _Worker, number: int) -> None:
        job = self._jobs[number]
        limit = job.patience(worker.at)
        if late := 0 < limit <= time.monotonic() - worker.since + 1:
            step = "its page" if worker.at == "page" else "it"
            detail = f"{step} took longer than {limit} s"
        elif self._lost is not None:
            self._lost.append(number)
            return
        else:
            detail = f"its worker ended before it did{_cramped() or self._last_line()}"
        reason = "timeout" if late else "died"
        self._hear(number, Event(report=job.report, language=job.language, kind="failed", detail=detail, reason=reason))

    def _last_line(self) -> str:
        # Read where it is: the processes that write share its place.
        descriptor = self._said.fileno()
        said = os.pread(descriptor, os.fstat(descriptor).st_size, 0)
        lines = [line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()]
        return f": {lines[-1]}" if lines else ""


def _in_turn(jobs: Mapping[int, Job]) -> list[int]:
    """Return jobs with a notebook's second run after the first run of each: by then what it asks for is there."""
    seen: Counter[Path] = Counter()
    turns: dict[int, int] = {}
    for number, job in jobs.items():
        turns[number] = seen[job.notebook]
        seen[job.notebook] += 1
    return sorted(jobs, key=turns.__getitem__)


def _cramped() -> str:
    """Say that processes may not reserve what those that draw reserve, if that is so: it is seldom what was meant."""
    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    if most == resource.RLIM_INFINITY:
        return ""
    return (
        f": its address space is limited to {most >> 20:,} MiB. Lift that (ulimit -v unlimited); reports have `memory`"
    )
