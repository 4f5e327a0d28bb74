"""An engine for papermill that runs the cells in a fork of a process with all imports done: no kernel has to start."""

from __future__ import annotations

import time
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from jupyter_client.session import json_packer, json_unpacker
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_output
from papermill.engines import Engine, papermill_engines

from econsec.publish.run.failure import LAB_ONLY, MOST_SHOWN, FloodError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode
    from papermill.engines import NotebookExecutionManager

    from econsec.publish.run.notebook_run import CellProcesses, NotebookRun

FORK = "econsec-fork"
#: Seconds that a process has to leave by itself when its last cell has run: what the cells registered for the end
#: (files to close, threads to join) happens then. Whoever takes longer is killed, for the edition waits.
_PATIENCE = 5.0


class ForkEngine(Engine):  # type: ignore[misc]
    """Papermill's engine interface over :mod:`econsec.publish.processes.cell_shell`."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, run: NotebookRun, **kwargs: object
    ) -> None:
        """Run the cells in a process that is gone when this returns."""
        del kernel_name, kwargs
        run.notebook = nb_man.nb
        # No kernel is behind it: it reads the messages as it would a kernel's, so that both engines write one notebook.
        reader = NotebookClient(nb_man.nb, record_timing=False, store_widget_state=False)
        with _started(run) as cells:
            for index, cell in enumerate(nb_man.nb.cells):
                nb_man.cell_start(cell, index)
                run.at(cell, index)
                asked = (
                    cell.cell_type == "code" and cell.source.strip() and LAB_ONLY not in cell.metadata.get("tags", ())
                )
                failed = asked and cells.run(reader, cell, index)
                if failed:
                    nb_man.cell_exception(cell, cell_index=index)
                nb_man.cell_complete(cell, cell_index=index)
                if failed:
                    break


@contextmanager
def _started(run: NotebookRun) -> Iterator[_Cells]:
    processes = run.processes
    if processes is None:
        raise DeadKernelError("no server to fork from")
    process, connection = processes.spawn()
    try:
        cells = _Cells(processes, connection, run.timeout)
        cells.send({"cwd": str(run.cwd), "memory": run.memory, "answers": str(run.answers or "")})
        yield cells
        connection.send_bytes(b"")  # leave
        wait([connection], _PATIENCE)
    except (EOFError, ConnectionError) as error:
        raise DeadKernelError(processes.end(process)) from error
    finally:
        connection.close()
        processes.end(process)  # also of one that left: what it started may be there still


class _Cells:
    """A process for cells, from this side of the pipe."""

    def __init__(self, processes: CellProcesses, connection: Connection, timeout: int) -> None:
        self._processes, self._connection, self._timeout = processes, connection, timeout
        self._left = MOST_SHOWN  # of all cells together: what is shown stands in the worker's memory, not in theirs

    def send(self, message: dict[str, Any]) -> None:
        """Send one message."""
        self._connection.send_bytes(json_packer(message))

    def run(self, reader: NotebookClient, cell: NotebookNode, index: int) -> bool:
        """Run one cell, put what it shows into it, and say whether it failed."""
        deadline = time.monotonic() + self._timeout
        reader.clear_before_next_output = False
        self.send({"code": cell.source})
        while "reply" not in (message := self._receive(deadline, cell)):
            reader.process_message(message, cell, index)
        reply = message["reply"]
        cell.execution_count = reply["execution_count"]
        error: list[Any] | None = reply["error"]
        if error and not any(output.output_type == "error" for output in cell.outputs):
            cell.outputs.append(new_output("error", ename=error[0], evalue=error[1], traceback=error[2]))
        return error is not None

    def _receive(self, deadline: float, cell: NotebookNode) -> dict[str, Any]:
        ready = wait([self._connection, self._processes.fileno()], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", self._timeout, cell)
        if self._connection not in ready:
            raise EOFError  # it has ended; a child that it forked may still hold the pipe
        try:
            read = self._connection.recv_bytes(self._left)
        except (EOFError, ConnectionError):
            raise
        except OSError as error:  # the message is longer than what is left
            raise FloodError from error
        self._left -= len(read)
        message: dict[str, Any] = json_unpacker(read)
        return message


papermill_engines.register(FORK, ForkEngine)
