"""A worker: takes jobs from a socket, one JSON line each, and answers with events. It ends with its owner."""

from __future__ import annotations

import sys

from econsec.publish import lean  # noqa: F401 - first: see there
from econsec.publish.leash import adopt_orphans, die_with_parent

die_with_parent()
adopt_orphans()

import socket  # noqa: E402

from econsec.publish import press  # noqa: E402
from econsec.publish.job import Event, Job  # noqa: E402


def serve(connection: socket.socket) -> None:
    """Make one edition for each job that comes, until the other side closes."""

    def tell(event: Event) -> None:
        connection.sendall(event.model_dump_json().encode() + b"\n")

    with connection.makefile("rb") as lines:
        for line in lines:
            press.make(Job.model_validate_json(line), tell)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
