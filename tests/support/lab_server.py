"""JupyterLab on the loopback, for a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

STARTS = 60.0  # seconds
ENTER = "?token=read&reset"  # behind the address of what is opened


@contextmanager
def lab(command: Sequence[str], *, folder: Path, log: Path, **environment: str) -> Iterator[str]:
    """Run a command that starts JupyterLab in a folder; return the address of the files that it serves."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = [*command, "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1", "--ServerApp.port_retries=0"]
    asked += ["--IdentityProvider.token=read"]
    with log.open("w") as said:
        server = subprocess.Popen(asked, stdout=said, stderr=said, cwd=folder, env={**os.environ, **environment})
        try:
            end = time.monotonic() + STARTS
            while not _answers(port):
                assert server.poll() is None, log.read_text(encoding="utf-8")[-2000:]
                assert time.monotonic() < end
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/lab/tree"
        finally:
            server.terminate()
            server.wait(30)


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
