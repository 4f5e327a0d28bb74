"""The process that cells are forked from: it imports what notebooks import, starts no thread, and forks when asked."""

from __future__ import annotations

from econsec.publish.processes import slow_imports as lean  # noqa: F401 - first: see there

# isort: split
import gc
import importlib
import os
import selectors
import signal
import socket
import sys
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from econsec.publish.processes import cell_shell as cells
from econsec.publish.processes import descendants
from econsec.publish.processes.cell_client import ASK, BORN, SPAWN, TOLD
from econsec.publish.processes.fork_server import ForkServer
from econsec.publish.processes.limits import adopt_orphans, outlive_parent

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Seconds that imports may take; what takes longer is for its cell to import, with the time that a cell has.
PATIENCE = 60
#: Seconds more for a module that keeps what ends it from itself.
GRACE = 5


class CellServer(ForkServer):
    """Forks processes for cells for the workers whose sockets it is sent, and reaps them."""

    def __init__(self, control: socket.socket) -> None:
        super().__init__(control)
        self._cells: dict[int, socket.socket] = {}  # whose

    def hear(self, descriptors: list[int]) -> None:
        """Take the socket of another worker."""
        owner = socket.socket(fileno=descriptors[0])
        self._selector.register(owner, selectors.EVENT_READ, partial(self._ask, owner))

    def reaped(self, process: int, status: int) -> None:
        """End what a process started and did not end, and tell its worker."""
        if process in self._cells:
            owner = self._cells.pop(process)
            descendants.end_session(process)
            with suppress(OSError):
                owner.sendall(TOLD.pack(process, status))

    def _ask(self, owner: socket.socket) -> None:
        try:
            asked, descriptors, _, _ = socket.recv_fds(owner, ASK.size, 1)
        except ConnectionError:
            asked, descriptors = b"", []
        if not asked:
            self._forget(owner)
            return
        what, process = ASK.unpack(asked)
        if what == SPAWN:
            process = 0
            if descriptors:  # with too many open there is none to be had
                os.set_inheritable(descriptors[0], False)  # noqa: FBT003
                connection = Connection(descriptors[0])
                process = self.fork(partial(cells.serve, connection))
                connection.close()
            if process:
                self._cells[process] = owner
            with suppress(ConnectionError):  # who asked may be dead by now: its end is heard of in the next reading
                owner.sendall(TOLD.pack(process, BORN))
        elif process in self._cells:
            descendants.end_session(process)

    def _forget(self, owner: socket.socket) -> None:
        """End what a worker leaves."""
        self._selector.unregister(owner)
        owner.close()
        for process in [process for process, whose in self._cells.items() if whose is owner]:
            descendants.end_session(process)
            del self._cells[process]
        descendants.end_all(spared=set(self._cells))


class _TooLongError(BaseException):
    """Imports took longer than anybody waits; no module's own handling of errors may take it for its."""


def preload(modules: Iterable[str]) -> None:
    """Import what notebooks will import: ``package`` or ``package:name``; what is not there is for the cell to say.

    A package that has a function ``_read_ahead_`` is asked to read what each of its users would read first. What a
    module prints when it is imported is heard here by nobody; in a kernel, the notebook would show it.
    """
    modules = list(modules)
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(PATIENCE)
    with suppress(_TooLongError):
        for wanted in modules:
            module, _, name = wanted.partition(":")
            with suppress(Exception, SystemExit):
                getattr(importlib.import_module(module), name or "__name__", None)
        for package in dict.fromkeys(wanted.partition(":")[0].partition(".")[0] for wanted in modules):
            with suppress(Exception, SystemExit):
                getattr(sys.modules.get(package), "_read_ahead_", lambda: None)()
    signal.alarm(0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _give_up(*_: object) -> None:
    # A bare except may swallow this one; the next ends the process, and the cells are tried again with nothing loaded.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(GRACE)
    raise _TooLongError


def serve(control: socket.socket, modules: list[str]) -> None:
    """Serve the workers' server at the other end of a socket, with the modules given loaded."""
    adopt_orphans()
    gc.disable()  # what is imported stays
    preload(modules)
    if modules and descendants.threads() > 1:
        # A fork keeps one thread of all, and every lock the others held: start again without these modules.
        control.set_inheritable(True)
        again = [sys.executable, "-P", "-m", "econsec.publish.processes.cell_server", str(control.fileno())]
        os.execv(sys.executable, again)  # noqa: S606 - this Python, this module
    gc.enable()
    gc.freeze()
    outlive_parent()  # if that has gone just now, its socket is at an end
    CellServer(control).serve()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), [])
