"""A worker: takes jobs from a socket, one JSON line each, and answers with events. It ends with its owner."""

from __future__ import annotations

import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from econsec.publish.charts import converter
from econsec.publish.job import Event, Job
from econsec.publish.make import make

if TYPE_CHECKING:
    import socket

    from econsec.publish.processes.cell_client import CellClient


def serve(connection: socket.socket, processes: CellClient) -> None:
    """Make one edition for each job that comes, until the other side closes.

    A step that takes longer than its report allows ends this process, whatever it is at: a drawing that goes on for
    ever hears nothing. Who gave the job knows by the time that has passed.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})

    def tell(event: Event) -> None:
        signal.alarm(job.patience(event.kind))
        try:
            connection.sendall(event.model_dump_json().encode() + b"\n")
        except ConnectionError:  # whoever asked has gone, which is not the fault of the cells
            raise SystemExit from None

    converter.warm()
    with suppress(ConnectionError, SystemExit), connection.makefile("rb") as lines:
        for line in lines:
            job = Job.model_validate_json(line)
            make(job, tell, processes)
