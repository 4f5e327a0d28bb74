"""The process that workers are forked from: it imports what pages need, starts no thread, and forks when asked.

Workers run one job after another, and draw. The processes for cells, one for each notebook, come from another process
(:mod:`econsec.publish.processes.cell_server`), which imports what notebooks need at the same time. It is a child of
this one, which adopts what they leave behind, and when its owner goes, or the cells' server,
everything goes.
"""

from __future__ import annotations

from econsec.publish.processes import slow_imports as lean  # noqa: F401 - first: see there

# isort: split
import gc
import json
import os
import socket
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from econsec.publish.files import scratch
from econsec.publish.processes import descendants
from econsec.publish.processes.cell_client import CellClient
from econsec.publish.processes.fork_server import ForkServer
from econsec.publish.processes.limits import adopt_orphans, die_with_parent, limit_memory, outlive_parent

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Imported by the child alone.
_CELLS = "econsec.publish.processes.cell_server"


class WorkerServer(ForkServer):
    """Forks workers for its owner, and leads each of them to the cells' server."""

    def __init__(self, control: socket.socket, cells: int, channel: socket.socket) -> None:
        super().__init__(control)
        self._cells, self._channel = cells, channel
        self._workers: set[int] = set()

    def hear(self, descriptors: list[int]) -> None:
        """Fork a worker that is spoken to over the socket given."""
        connection = socket.socket(fileno=descriptors[0])
        # A pair of their own for worker and cells' server: two workers never wait for each other's cells.
        ours, theirs = socket.socketpair()
        process = self.fork(lambda: _work(connection, theirs, (ours, self._channel)))
        connection.close()
        theirs.close()
        with ours, suppress(ConnectionError):  # the end of the cells' server is heard of in the next reading
            socket.send_fds(self._channel, [b"w"], [ours.fileno()])
        if process:
            self._workers.add(process)

    def reaped(self, process: int, status: int) -> None:
        """End what a worker leaves: its kernel, and what that started. Nothing goes on without the cells' server."""
        del status
        if process == self._cells:
            self.stop()
        elif process in self._workers:
            self._workers.remove(process)
            descendants.end_all(spared={*self._workers, self._cells})


def _work(connection: socket.socket, channel: socket.socket, others: Iterable[socket.socket]) -> None:
    for other in others:
        other.close()
    adopt_orphans()  # of kernels
    limit_memory(0)
    import_module("econsec.publish.worker").serve(connection, CellClient(channel))


def _cells(control: socket.socket, modules: list[str], others: Iterable[socket.socket]) -> int:
    """Fork the cells' server, and return its number."""
    owner = os.getpid()
    if process := os.fork():
        return process
    try:
        die_with_parent(owner)  # while it loads, like this one
        for other in others:
            other.close()
        import_module(_CELLS).serve(control, modules)
    except BaseException:  # noqa: BLE001 - nothing may unwind into the server's own frames
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Serve the owner at the other end of the socket whose number is given; cells find the modules given loaded.

    The owner's process number is given too: it may have been killed before this line, and who is the parent now would
    be taken for it.
    """
    control = socket.socket(fileno=int(sys.argv[1]))
    die_with_parent(int(sys.argv[3]))  # while it loads, which takes its time, there is nothing to put in order
    adopt_orphans()
    with scratch.folder() as home:
        os.environ["IPYTHONDIR"] = os.environ["TMPDIR"] = tempfile.tempdir = str(home)
        ours, theirs = socket.socketpair()
        # Forked before anything is imported: drawing and notebooks load side by side, neither has the other's.
        cells = _cells(theirs, json.loads(sys.argv[2]), (control, ours))
        theirs.close()
        gc.disable()  # what is imported stays
        # Papermill would load Arrow, and NumPy with it, to look for a Hadoop file system.
        sys.modules.setdefault("pyarrow", None)  # type: ignore[arg-type]
        import_module("econsec.publish.worker")
        import_module("econsec.publish.page.html").warm()
        gc.enable()
        gc.freeze()  # a collection in a worker would touch, and so copy, every page that it shares with this process
        outlive_parent()  # if that has gone just now, its socket is at an end
        WorkerServer(control, cells, ours).serve()
    sys.stderr.flush()
    os._exit(0)  # there is nothing left to put in order but a thousand modules


if __name__ == "__main__":
    main()
