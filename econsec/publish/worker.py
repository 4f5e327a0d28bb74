"""A worker: takes jobs from a socket, one JSON line each, and answers with events. It ends with its owner."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from econsec.publish.charts import converter
from econsec.publish.job import Event, Job
from econsec.publish.make import make
from econsec.publish.processes.limits import limit_time

if TYPE_CHECKING:
    import socket

    from econsec.publish.processes.cell_client import CellClient


def serve(connection: socket.socket, processes: CellClient) -> None:
    """Make one edition for each job that comes, until the other side closes.

    A step that takes longer than its report allows ends this process, whatever it is at: a drawing that goes on for
    ever hears nothing. Who gave the job knows by the time that has passed.
    """

    def tell(event: Event) -> None:
        limit_time(job.patience(event.kind))
        try:
            connection.sendall(event.model_dump_json().encode() + b"\n")
        except ConnectionError:  # whoever asked has gone, which is not the fault of the cells
            raise SystemExit from None

    converter.warm()
    with suppress(ConnectionError, SystemExit), connection.makefile("rb") as lines:
        for line in lines:
            job = Job.model_validate_json(line)
            make(job, tell, processes)
