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
_init_display_formatter: Any = ZMQInteractiveShell.init_display_formatter


def settle() -> None:
    """Make the shell of this process, whichever engine's it is, do as the other's."""
    ZMQInteractiveShell.ask_exit = _leave  # type: ignore[method-assign]
    OutStream.fileno = descriptor  # type: ignore[method-assign]
    builtins.breakpoint = _refuse("breakpoint")
    ZMQInteractiveShell.init_display_formatter = _with_charts  # type: ignore[method-assign]


def _with_charts(shell: Any) -> None:  # noqa: ANN401 - what is set here, traitlets types as what it is not
    """Let a chart of Altair be seen as what it is: by itself it shows HTML that fetches a script from elsewhere."""
    _init_display_formatter(shell)
    formatter = shell.display_formatter.mimebundle_formatter
    formatter.for_type_by_name("altair.vegalite.v6.api", "TopLevelMixin", _chart)


def _chart(chart: Any, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ANN401, ARG001 - as IPython calls it
    return {"application/vnd.vegalite.v6+json": chart.to_dict(), "text/plain": repr(chart)}


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
