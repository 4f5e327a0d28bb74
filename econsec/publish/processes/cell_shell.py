"""The process that runs the cells of one notebook: IPython's kernel shell, with a pipe where the kernel has sockets.

Shell, display publisher and display hook are ipykernel's own: only the session they send through is another. So a cell
shows here what it shows in a kernel, and :mod:`econsec.publish.run.fork_engine` reads it with nbclient's own code.
"""

from __future__ import annotations

import asyncio
import atexit
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session, json_packer, json_unpacker
from traitlets.config import Config

from econsec.publish.processes import shell_settings
from econsec.publish.processes.limits import ANSWERS, limit_memory

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


#: Characters after which what is printed is sent on, so that a cell that prints for ever is heard of.
_ENOUGH = 1 << 16


class Wire(Session):
    """A session that writes its messages to a pipe."""

    connection: Connection
    # Files, and no pipes: nobody has to read while a cell prints, and what it prints cannot fill up and block it.
    captured: tuple[tuple[str, io.FileIO], ...] = ()

    def send(self, stream: object, msg_or_type: Any, content: Any = None, *args: object, **kwargs: object) -> None:  # noqa: ANN401, ARG002
        """Send one message: a whole one, or its type and content."""
        self.drain()
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content=content)
        self.connection.send_bytes(json_packer(message))

    def capture(self) -> None:
        """Send what C code and subprocesses print to files without a name."""
        for name, descriptor in (("stdout", 1), ("stderr", 2)):
            # A file of the system's memory has no name to leave behind when the process is killed.
            file = io.FileIO(os.memfd_create(name) if hasattr(os, "memfd_create") else os.devnull, "r+")
            os.dup2(file.fileno(), descriptor)
            self.captured += ((name, file),)

    def drain(self) -> None:
        """Send what such code has printed up to now."""
        for name, file in self.captured:
            file.seek(0)
            if text := file.readall():
                file.seek(0)
                file.truncate()
                content = {"name": name, "text": text.decode(errors="replace")}
                self.connection.send_bytes(json_packer(self.msg("stream", content=content)))


class Stream(io.TextIOBase):
    """What ``print`` writes to: gathered, and sent before anything else is."""

    encoding = "UTF-8"

    def __init__(self, name: str, wire: Wire) -> None:
        self.name, self._wire, self._text = name, wire, ""

    def write(self, text: str) -> int:
        """Take some text."""
        self._text += text
        if len(self._text) > _ENOUGH:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what there is."""
        text, self._text = self._text, ""
        if text:
            self._wire.send(None, "stream", {"name": self.name, "text": text})

    def fileno(self) -> int:
        """Return where what a program writes is gathered."""
        return shell_settings.descriptor(self)

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def isatty(self) -> bool:
        """Say that nobody sits behind it."""
        return False


def serve(connection: Connection) -> None:
    """Run cell after cell until the other side closes, then leave as a kernel does: with the exit functions run."""
    start = json_unpacker(connection.recv_bytes())
    os.chdir(start["cwd"])
    os.environ[ANSWERS] = start["answers"]
    limit_memory(start["memory"])
    wire = Wire()
    wire.connection = connection
    shell: Any = None
    broken: dict[str, Any] = {}
    try:
        shell = _shell(wire)
        wire.capture()
    except Exception as error:  # noqa: BLE001 - IPython makes a folder for itself, and a disk may be full
        broken = _failure(error)
    with suppress(EOFError, BrokenPipeError):
        while True:
            request = connection.recv_bytes()
            if not request:
                break
            reply = broken or _tried(shell, json_unpacker(request)["code"])
            wire.drain()
            connection.send_bytes(json_packer({"reply": reply}))
    with suppress(BaseException):
        if shell is not None:
            shell.atexit_operations()
        atexit._run_exitfuncs()  # noqa: SLF001 - a fork must not unwind into its parent's frames


def _shell(wire: Wire) -> Any:  # noqa: ANN401 - what is set here, traitlets types as what it is not
    # A report opened elsewhere has no folder of its own in the path; in JupyterLab, the notebook's folder is first.
    sys.path.insert(0, "")
    sys.stdout, sys.stderr = Stream("stdout", wire), Stream("stderr", wire)
    shell_settings.settle()
    shell_settings.ask_nobody()
    # A kernel runs its cells inside a loop, and so does this one.
    asyncio.set_event_loop(asyncio.new_event_loop())
    config = Config()
    config.HistoryManager.enabled = False
    shell: Any = ZMQInteractiveShell.instance(config=config, compiler_class=XCachingCompiler)
    shell.displayhook.session = shell.display_pub.session = wire
    return shell


def _tried(shell: Any, code: str) -> dict[str, Any]:  # noqa: ANN401 - likewise
    try:
        return _run(shell, code)
    except Exception as error:  # noqa: BLE001 - not the cell's: the shell's own, such as on a disk that is full
        return _failure(error)


def _failure(error: Exception) -> dict[str, Any]:
    return {"execution_count": None, "error": [type(error).__name__, str(error), []]}


def _run(shell: Any, code: str) -> dict[str, Any]:  # noqa: ANN401 - likewise
    result = asyncio.get_event_loop().run_until_complete(_in_loop(shell, code))
    sys.stdout.flush()
    sys.stderr.flush()
    error = result.error_before_exec or result.error_in_exec
    traceback: list[str] = getattr(shell, "_last_traceback", None) or []
    failed = not result.success or getattr(shell, "_last_traceback_during_displayhook", False)
    return {
        "execution_count": shell.execution_count - 1,
        "error": [type(error).__name__, str(error), traceback] if failed else None,
    }


async def _in_loop(shell: Any, code: str) -> Any:  # noqa: ANN401 - likewise
    """Run a cell as ipykernel does: one that awaits in the loop, any other while the loop waits for it."""
    try:
        transformed, wrong = shell.transform_cell(code), None
    except Exception:  # noqa: BLE001 - whatever it is, the shell says it
        transformed, wrong = code, sys.exc_info()
    how = {"transformed_cell": transformed, "preprocessing_exc_tuple": wrong}
    if not shell.should_run_async(code, **how):
        return shell.run_cell(code, store_history=True, silent=False)
    result = None
    try:
        result = await shell.run_cell_async(code, store_history=True, silent=False, **how)
    finally:
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    return result
