"""A process that others are forked from: it reaps them, and when its owner goes, everything goes."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from econsec.publish.processes import descendants
from econsec.publish.processes.limits import die_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable


class ForkServer:
    """Forks when it is asked to, and waits for nothing but to be asked and for its children's ends.

    Parameters
    ----------
    control : socket
        Its owner's: the server serves until the other end is closed.
    """

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ, self._listen)
        # A signal interrupts no select (PEP 475): its byte, written by the interpreter itself, is what wakes it.
        self._woken, self._waker = socket.socketpair()
        for end in (self._woken, self._waker):
            end.setblocking(False)  # noqa: FBT003
        self._selector.register(self._woken, selectors.EVENT_READ, self._reap)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # ignored, children would be reaped unheard; by default, no byte

    def serve(self) -> None:
        """Do what is asked until the owner goes; then end everything."""
        try:
            self._reap()  # a child from before may have ended before anybody was there to hear of it
            while self._control.fileno() >= 0:
                for key, _ in self._selector.select():
                    key.data()
        finally:
            descendants.end_all(spared=set())

    def hear(self, descriptors: list[int]) -> None:
        """Do what the owner asks for, with what it has sent."""
        raise NotImplementedError

    def reaped(self, process: int, status: int) -> None:
        """See to it that nothing is left of a child that has ended with this status."""
        raise NotImplementedError

    def stop(self) -> None:
        """Hear of nothing more."""
        with suppress(KeyError, ValueError):
            self._selector.unregister(self._control)
            self._control.close()

    def fork(self, task: Callable[[], None]) -> int:
        """Run a task in a process of its own session, and return its number, or 0 if the system gives none.

        What the server listens to is closed there.
        """
        owner = os.getpid()
        try:
            process = os.fork()
        except OSError:
            return 0
        if process:
            return process
        try:
            die_with_parent(owner)
            os.setsid()  # all that it starts bears this session's number, also what it starts in groups of its own
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for key in list(self._selector.get_map().values()):
                if isinstance(key.fileobj, socket.socket):
                    key.fileobj.close()  # held open here, the owner's end would never be seen to close
            self._selector.close()
            self._waker.close()
            task()
        except BaseException:  # noqa: BLE001 - nothing may unwind into the server's own frames
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)

    def _listen(self) -> None:
        if self._control.fileno() < 0:
            return  # it was stopped earlier in the same round of what the selector found
        _, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        for descriptor in descriptors:
            os.set_inheritable(descriptor, False)  # noqa: FBT003
        if descriptors:
            self.hear(descriptors)
        else:
            self.stop()

    def _reap(self) -> None:
        with suppress(BlockingIOError):
            self._woken.recv(1 << 10)
        with suppress(ChildProcessError):
            # Several ends may have come as one signal.
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self.reaped(*ended)
