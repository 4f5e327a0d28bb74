"""The process that everything is forked from: it imports what reports need, starts no thread, and forks when asked.

Workers (which run one job after another, and draw) and processes for cells (one for each notebook) come from here with
all imports done. It is their keeper, too: it adopts what they leave behind, and when its owner goes, everything goes.
"""

from __future__ import annotations

from econsec.publish import lean  # noqa: F401 - first: see there

# isort: split
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from econsec.publish import cells, children, html, scratch, worker
from econsec.publish.leash import adopt_orphans, die_with_parent, limit_memory, outlive_parent
from econsec.publish.worker import ASK, BORN, SPAWN, TOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Zygote:
    """Forks workers for its owner and processes for cells for its workers, and buries them."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._workers: dict[int, socket.socket] = {}
        self._cells: dict[int, int] = {}  # whose
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ, self._ask_worker)
        self._woken, self._waker = socket.socketpair()
        for end in (self._woken, self._waker):
            end.setblocking(False)  # noqa: FBT003
        self._selector.register(self._woken, selectors.EVENT_READ, self._reap)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Do what is asked until the owner goes; then end everything."""
        try:
            while self._control.fileno() >= 0:
                for key, _ in self._selector.select():
                    key.data()
        finally:
            children.end_all(spared=set())

    def _ask_worker(self) -> None:
        _, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        if not descriptors:
            self._selector.unregister(self._control)
            self._control.close()
            return
        connection = socket.socket(fileno=descriptors[0])
        ours, theirs = socket.socketpair()
        process = self._fork(lambda: _work(connection, theirs), spared=(connection, theirs))
        connection.close()
        theirs.close()
        if process:
            self._workers[process] = ours
            self._selector.register(ours, selectors.EVENT_READ, lambda: self._ask_cells(process, ours))

    def _ask_cells(self, owner: int, channel: socket.socket) -> None:
        if self._workers.get(owner) is not channel:
            return  # it was buried earlier in the same round of what the selector found
        try:
            asked, descriptors, _, _ = socket.recv_fds(channel, ASK.size, 1)
        except ConnectionError:
            asked, descriptors = b"", []
        if not asked:
            self._forget(owner)
            return
        what, process = ASK.unpack(asked)
        if what == SPAWN:
            connection = Connection(descriptors[0])
            process = self._fork(lambda: cells.serve(connection), spared=(connection,))
            connection.close()
            if process:
                self._cells[process] = owner
            with suppress(ConnectionError):  # who asked may be dead by now: its end is heard of in the next reading
                channel.sendall(TOLD.pack(process, BORN))
        elif process in self._cells:
            children.end_session(process)

    def _fork(self, task: Callable[[], None], spared: Iterable[socket.socket | Connection]) -> int:
        """Run a task in a process of its own session, and return its number, or 0 if the system gives none."""
        owner = os.getpid()
        try:
            process = os.fork()
        except OSError:
            return 0
        if process:
            return process
        try:
            die_with_parent(owner)
            os.setsid()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._selector.close()
            for held in {self._control, self._woken, self._waker, *self._workers.values()} - set(spared):
                held.close()
            task()
        except BaseException:  # noqa: BLE001 - nothing may unwind into the keeper's own frames
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)

    def _reap(self) -> None:
        with suppress(BlockingIOError):
            self._woken.recv(1 << 10)
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self._bury(*ended)

    def _bury(self, process: int, status: int) -> None:
        if process in self._workers:
            self._forget(process)
        elif process in self._cells:
            owner = self._cells.pop(process)
            children.end_session(process)  # what it started and did not end
            if owner in self._workers:
                with suppress(OSError):
                    self._workers[owner].sendall(TOLD.pack(process, status))

    def _forget(self, owner: int) -> None:
        """End what a worker leaves: its cells, and what they or its kernel had started."""
        with suppress(KeyError):
            channel = self._workers.pop(owner)
            self._selector.unregister(channel)
            channel.close()
            for process in [process for process, whose in self._cells.items() if whose == owner]:
                children.end_session(process)
            children.end_all(spared={*self._workers, *self._cells})


def _work(connection: socket.socket, channel: socket.socket) -> None:
    adopt_orphans()  # of kernels
    limit_memory(0)
    worker.serve(connection, worker.Nursery(channel))


def preload(modules: Iterable[str]) -> None:
    """Import what notebooks will import: ``package`` or ``package:name``; what is not there is for the cell to say."""
    for wanted in modules:
        module, _, name = wanted.partition(":")
        with suppress(Exception, SystemExit):
            getattr(importlib.import_module(module), name or "__name__", None)


def main() -> None:
    """Serve the owner at the other end of the socket whose number is given, with the modules given loaded."""
    control = socket.socket(fileno=int(sys.argv[1]))
    die_with_parent()  # while it loads, which takes its time, there is nothing to put in order
    adopt_orphans()
    with scratch.folder() as home:
        os.environ["IPYTHONDIR"] = os.environ["TMPDIR"] = tempfile.tempdir = str(home)
        modules = json.loads(sys.argv[2])
        preload(modules)
        if modules and children.threads() > 1:
            # A fork keeps one thread of all, and every lock the others held: start again without these modules.
            os.execv(sys.executable, [*sys.orig_argv[:-1], "[]"])  # noqa: S606 - this Python, this module
        html.warm()
        gc.collect()
        gc.freeze()
        outlive_parent()  # if that has gone just now, its socket is at an end
        Zygote(control).serve()


if __name__ == "__main__":
    main()
