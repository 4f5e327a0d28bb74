"""A worker: takes jobs from a socket, one JSON line each, and answers with events. It ends with its owner."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from econsec.publish import make as press
from econsec.publish.charts import converter
from econsec.publish.job import Event, Job

if TYPE_CHECKING:
    import socket

    from econsec.publish.processes.cell_client import Nursery


def serve(connection: socket.socket, nursery: Nursery) -> None:
    """Make one edition for each job that comes, until the other side closes."""

    def tell(event: Event) -> None:
        try:
            connection.sendall(event.model_dump_json().encode() + b"\n")
        except ConnectionError:  # whoever asked has gone, which is not the fault of the cells
            raise SystemExit from None

    converter.warm()
    with suppress(ConnectionError, SystemExit), connection.makefile("rb") as lines:
        for line in lines:
            press.make(Job.model_validate_json(line), tell, nursery)
