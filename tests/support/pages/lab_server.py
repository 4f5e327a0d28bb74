"""JupyterLab on the loopback, for a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STARTS = 240.0  # seconds
ENTER = "?token=read&reset"  # behind the address of what is opened
OPENS, RUNS = 240_000, 400_000  # milliseconds
COMMAND = [str(Path(sys.executable).with_name("econsec")), "lab", "--", "--LabApp.expose_app_in_browser=True"]
KERNEL = """() => {
  const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
  const kernel = session?.isReady ? session.session?.kernel : null;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
RUN = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"


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
            server.wait(240)


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def see(page, name: str) -> None:
    """Keep a picture of the screen where somebody asks for it."""
    if shots := os.environ.get("ECONSEC_SHOTS"):
        page.screenshot(path=f"{shots}/{name}.png")


def opened(page, address: str, name: str) -> None:
    """Open a notebook, and wait until its title stands there and its kernel answers.

    The kernel itself is asked: the page's sign of it says "idle" before there is one, and cells that are run then are
    passed over without a word. What is asked of the page after that may take as long as a run: beside a whole suite a
    search takes half a minute.
    """
    page.set_default_timeout(RUNS)
    page.goto(f"{address}/notebooks/{name}{ENTER}", wait_until="domcontentloaded")
    page.wait_for_selector(".jp-NotebookPanel .jp-RenderedMarkdown h1", timeout=OPENS, state="attached")
    page.wait_for_function(KERNEL, timeout=OPENS)
