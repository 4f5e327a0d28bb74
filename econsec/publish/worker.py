"""A worker: takes jobs from a socket, one JSON line each, and answers with events. It ends with its owner."""

from __future__ import annotations

import os
import signal
import socket
import struct
from contextlib import suppress
from multiprocessing.connection import Connection

from econsec.publish import press
from econsec.publish.job import Event, Job

#: What workers ask of the zygote: a letter and a process; what it tells: a process and how it ended (waitpid's word).
ASK, TOLD = struct.Struct("<ci"), struct.Struct("<ii")
SPAWN, END, BORN = b"s", b"e", -1


class Nursery:
    """Processes for cells, forked by the zygote: this process draws with V8 and so has threads, and must not fork."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._ended: dict[int, int] = {}

    def fileno(self) -> int:
        """Return what becomes readable when a process has ended."""
        return self._channel.fileno()

    def spawn(self) -> tuple[int, Connection]:
        """Start a process and return it with the pipe to it."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._channel, [ASK.pack(SPAWN, 0)], [theirs.fileno()])
        while (born := self._hear())[1] != BORN:
            pass
        if not born[0]:
            ours.close()
            raise BlockingIOError("the system gave no process for the cells")
        return born[0], Connection(ours.detach())

    def end(self, process: int) -> str:
        """Kill a process, if it has not ended, with all it started, and say how it ended."""
        if process not in self._ended:
            self._channel.sendall(ASK.pack(END, process))
            while process not in self._ended:
                self._hear()
        code = os.waitstatus_to_exitcode(self._ended[process])
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def _hear(self) -> tuple[int, int]:
        process, status = TOLD.unpack(self._channel.recv(TOLD.size, socket.MSG_WAITALL))
        if status != BORN:
            self._ended[process] = status
        return process, status


def serve(connection: socket.socket, nursery: Nursery) -> None:
    """Make one edition for each job that comes, until the other side closes."""

    def tell(event: Event) -> None:
        connection.sendall(event.model_dump_json().encode() + b"\n")

    with suppress(ConnectionError), connection.makefile("rb") as lines:
        for line in lines:
            press.make(Job.model_validate_json(line), tell, nursery)
