"""A worker's way to processes for cells, and the words for it: it draws with V8, so has threads, and must not fork."""

from __future__ import annotations

import os
import signal
import socket
import struct
from multiprocessing.connection import Connection

from econsec.publish.processes.descendants import ended

#: What workers ask of the cells' server: a letter and a process; what it tells: a process and how it ended (waitpid's
#: word). Both have one fixed size, so that a reading is a whole message: nothing is buffered on either side.
ASK, TOLD = struct.Struct("<ci"), struct.Struct("<ii")
SPAWN, END, BORN = b"s", b"e", -1


class CellClient:
    """Processes for cells, forked by the cells' server at the other end of a socket."""

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
            self._ask(ASK.pack(SPAWN, 0), theirs.fileno())
        while (born := self._hear())[1] != BORN:
            pass  # ends of others that were on their way before the answer; `_hear` has kept them
        if not born[0]:
            ours.close()
            raise BlockingIOError("the system gave no process for the cells")
        self._ended.pop(born[0], None)  # the system gives numbers again
        return born[0], Connection(ours.detach())

    def end(self, process: int) -> str:
        """Kill a process, if it has not ended, with all it started, and say how it ended."""
        if process not in self._ended:
            self._ask(ASK.pack(END, process))
            while process not in self._ended:
                self._hear()
        return ended(os.waitstatus_to_exitcode(self._ended[process]))

    def _ask(self, words: bytes, *descriptors: int) -> None:
        try:
            socket.send_fds(self._channel, [words], descriptors)
        except ConnectionError:
            _be_ended()

    def _hear(self) -> tuple[int, int]:
        try:
            told = self._channel.recv(TOLD.size, socket.MSG_WAITALL)
        except ConnectionError:
            told = b""
        if not told:
            _be_ended()
        process, status = TOLD.unpack(told)
        if status != BORN:
            self._ended[process] = status
        return process, status


def _be_ended() -> None:
    """Wait for the end: the cells' server has gone, and the workers' server, which reaps it, ends its workers then."""
    while True:
        signal.pause()
