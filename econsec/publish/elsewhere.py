"""Editions made elsewhere: by any executor whose workers see the same folders, a task a report in all its languages.

A worker writes into a folder of this call beside the editions, and of each attempt its own. Who asked takes what the
attempt that answered has written, and with the report's lock held lets it take its place: a report whose worker was
killed is made again by another, and what a lost worker still writes is thrown away.
"""

from __future__ import annotations

import platform
import tempfile
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from econsec import paths
from econsec.errors import EconsecError, RenderError, in_brief
from econsec.publish.editions.staged import failed, take_place
from econsec.publish.files import durable, scratch
from econsec.publish.job import LAST, Event, Job
from econsec.publish.plan import fingerprint
from econsec.publish.plan.fingerprint import json_hash
from econsec.publish.processes.dispatch import dispatch, places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor

#: What became of an edition: its number, the last event, and the folder that its worker was to write to.
Told = tuple[int, Event, Path]

#: How often an edition is made anew because another run has meanwhile changed what it is compared with.
TRIES = 3


@dataclass(frozen=True)
class Order:
    """One report in all its languages, by reference: paths, hashes, and no data.

    Parameters
    ----------
    jobs : dict of number to Job
        Its editions.
    stage : Path
        Where to write.
    inputs, hashes : dict
        The data files by name, and what they have to be.
    places : dict
        The caller's settings: where data and store lie.
    """

    jobs: dict[int, Job]
    stage: Path
    inputs: dict[str, Path]
    hashes: dict[str, str]
    places: dict[str, str]


class _Errand:
    """All reports of one call: handed out, and taken back."""

    def __init__(
        self, executor: Executor, hear: Callable[[int, Event], None], stage: Path, inputs: Mapping[str, Path]
    ) -> None:
        self._executor, self._hear, self._stage = executor, hear, stage
        self._inputs, self._hashes = dict(inputs), fingerprint.input_hashes(inputs)
        self._tried = Counter[int]()
        self._running: dict[Future[list[Told]], dict[int, Job]] = {}

    def run(self, parcels: list[dict[int, Job]]) -> None:
        try:
            for parcel in parcels:
                self._send(parcel)
            while self._running:
                for done in wait(self._running, return_when=FIRST_COMPLETED).done:
                    self._take(done, self._running.pop(done))
        finally:
            for left in self._running:
                left.cancel()

    def _send(self, jobs: dict[int, Job]) -> None:
        read = {name for job in jobs.values() for name in job.parts["inputs"]}
        order = Order(
            jobs=jobs,
            stage=self._stage,
            inputs={name: path.resolve() for name, path in self._inputs.items() if name in read},
            hashes={name: found for name, found in self._hashes.items() if name in read},
            places={"ECONSEC_DATA": str(paths.data()), **places()},
        )
        try:
            future = self._executor.submit(fill, order)
        except RuntimeError as error:  # a pool that has lost a process takes no more
            future = Future()
            future.set_exception(error)
        self._running[future] = jobs

    def _take(self, done: Future[list[Told]], jobs: dict[int, Job]) -> None:
        """Publish what a task has made, and send out again what has become another question meanwhile."""
        try:
            told = done.result()
        except Exception as error:  # noqa: BLE001 - whatever an executor says of a worker that is gone
            lost = f"its worker was lost: {type(error).__name__} {in_brief(error)}".rstrip()
            told = [(number, failed(job, lost, "died"), self._stage / "none") for number, job in jobs.items()]
        again = {}
        for number, event, room in told:
            self._tried[number] += 1
            ended = take_place(jobs[number], event, room, last=self._tried[number] == TRIES)
            if ended is None:
                again[number] = jobs[number]
            else:
                self._hear(number, ended)
        if again:
            self._send(again)


def render_elsewhere(
    jobs: Mapping[int, Job],
    hear: Callable[[int, Event], None],
    *,
    executor: Executor,
    out: Path,
    inputs: Mapping[str, Path],
) -> None:
    """Have all jobs made by an executor.

    Parameters
    ----------
    jobs : mapping of number to Job
        What to make.
    hear : function of number and Event
        Told how each ended, in this thread.
    executor : concurrent.futures.Executor
        Threads, processes, or a cluster's.
    out : Path
        The folder of all editions: its file system is where workers write.
    inputs : mapping of name to Path
        The data files that the jobs may read.

    Raises
    ------
    RenderError
        The folder cannot be written.
    """
    parcels: dict[str, dict[int, Job]] = {}
    for number, job in jobs.items():
        asked = {name: value for name, value in job.parts["parameters"].items() if name != "language"}
        parcels.setdefault(json_hash([str(job.notebook), asked]), {})[number] = job
    if not parcels:
        return
    try:
        durable.make_folder(out)
        with scratch.folder(out) as stage:
            _Errand(executor, hear, stage, inputs).run(list(parcels.values()))
    except OSError as error:
        raise RenderError(f"{error.filename or out} cannot be written: {error.strerror or error}") from error


def fill(order: Order) -> list[Told]:
    """Make the editions of an order, in a worker; whatever goes wrong is told, not raised.

    Returns
    -------
    list of (number, Event, Path)
        How each ended, and the folder that it was to write to.

    Raises
    ------
    RenderError
        Who asked has gone, so that nobody is there to be told: its folder goes with it.
    """
    started = time.monotonic()
    try:
        _compare(order)
        room = Path(tempfile.mkdtemp(dir=order.stage))
    except (OSError, EconsecError) as error:
        said = f"the worker on {platform.node()} cannot make it: {in_brief(error)}"
        return [(number, failed(job, said, "refused"), order.stage / "none") for number, job in order.jobs.items()]
    told: list[Told] = []

    def hear(number: int, event: Event) -> None:
        if _is_gone(order.stage):  # an executor ends no task that runs: nobody's work would go on for minutes
            raise RenderError("who asked has gone", hint="Ask again: what stood stands.")
        if event.kind in LAST:
            seconds = time.monotonic() - started
            told.append((number, event.model_copy(update={"seconds": seconds}), room / str(number)))

    staged = {number: job.model_copy(update={"stage": room / str(number)}) for number, job in order.jobs.items()}
    dispatch(staged, hear, count=1, settings=order.places)
    return told


def _is_gone(folder: Path) -> bool:
    """Say whether a folder is not there; one that cannot be asked for just now may be."""
    try:
        folder.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _compare(order: Order) -> None:
    """Refuse to make from other code, packages, notebooks or data what would be named by those of who asked."""
    fingerprint.code.cache_clear()  # a worker lives long, and an update does not end it
    here = {"code": fingerprint.code(), "versions": fingerprint.versions()}
    same = "the same folders under the same paths"
    for job in order.jobs.values():
        if other := [what for what, found in here.items() if found != job.parts[what]]:
            said = "another econsec" if other == ["code"] else "other packages"
            raise RenderError(
                f"it has {said} than who asked", hint="Install the same there, and start the worker anew."
            )
        if fingerprint.file_hash(job.notebook) != job.parts["notebook"]:
            raise RenderError(f"it sees another {job.notebook}", expected=same)
    for name, found in fingerprint.input_hashes(order.inputs).items():
        if found != order.hashes[name]:
            raise RenderError(f"it sees another {order.inputs[name]}", expected=same)
