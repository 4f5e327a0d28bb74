"""What the shells of both engines do alike where a kernel alone would do otherwise: nobody sits behind either.

A cell that leaves does what ``sys.exit`` does; what is given the file of standard output or standard error gets one
that is shown; who asks gets no answer.
"""

from __future__ import annotations

import builtins
import getpass
from typing import Any, NoReturn

from ipykernel.iostream import OutStream
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError

DESCRIPTORS = {"stdout": 1, "stderr": 2}


def settle() -> None:
    """Make the shell of this process, whichever engine's it is, do as the other's."""
    ZMQInteractiveShell.ask_exit = _leave  # type: ignore[method-assign]
    OutStream.fileno = descriptor  # type: ignore[method-assign]
    builtins.breakpoint = _refuse("breakpoint")


def ask_nobody() -> None:
    """Do for a shell without a kernel what a kernel does to whatever asks."""
    builtins.input = _refuse("raw_input")
    getpass.getpass = _refuse("getpass")


def descriptor(stream: Any) -> int:  # noqa: ANN401 - of either engine
    """Return where what a program writes is gathered and shown."""
    return DESCRIPTORS[stream.name]


def _leave(_shell: ZMQInteractiveShell) -> NoReturn:
    raise SystemExit("a report runs to its end")


def _refuse(name: str) -> Any:  # noqa: ANN401 - of any signature
    def asked(*_: object, **__: object) -> NoReturn:
        raise StdinNotImplementedError(f"{name} was called, but this frontend does not support input requests")

    return asked
