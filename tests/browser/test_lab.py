"""A rendered notebook in JupyterLab, where analysts read it: every chart is drawn, and drawn once."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import nbformat
import pytest

from econsec.exhibits.elements.exhibit import VEGA_LITE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STARTS, DRAWS, STILL = 60.0, 60_000, 2_000  # seconds; milliseconds that charts may take, and must then stand still
COUNT = "document.querySelectorAll('.jp-OutputArea-output .vega-embed :is(canvas, svg.marks)').length"
SCROLL = """async () => {
  const notebook = document.querySelector('.jp-WindowedPanel-outer');
  for (let top = 0; top < notebook.scrollHeight; top += 400) {
    notebook.scrollTop = top;
    await new Promise(done => setTimeout(done, 60));
  }
}"""
WATCH = """async (milliseconds) => {
  let changes = 0;
  const seen = new MutationObserver(all => { changes += all.length; });
  for (const chart of document.querySelectorAll('.vega-embed')) {
    seen.observe(chart.parentElement, {childList: true, subtree: true});
  }
  await new Promise(done => setTimeout(done, milliseconds));
  seen.disconnect();
  return changes;
}"""


@contextmanager
def lab(notebooks: Path) -> Iterator[str]:
    """Serve a folder of notebooks on the loopback; return the address of JupyterLab."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--ip=127.0.0.1", f"--notebook-dir={notebooks}", "--IdentityProvider.token=read"]
    command += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with (notebooks / "server.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            end = time.monotonic() + STARTS
            while time.monotonic() < end:
                with socket.socket() as one:
                    if one.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/lab/tree/read.ipynb?token=read&reset"
        finally:
            server.terminate()
            server.wait(30)


def test_every_chart_is_drawn_in_jupyterlab_and_then_stands_still(browser, rendered, tmp_path):
    shutil.copy(rendered("critical_minerals", "ja") / "notebook.ipynb", tmp_path / "read.ipynb")
    cells = nbformat.read(tmp_path / "read.ipynb", as_version=4).cells
    outputs = [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]
    charts = sum(VEGA_LITE in output.get("data", {}) for output in outputs)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    try:
        with lab(tmp_path) as address:
            page.goto(address, wait_until="domcontentloaded")
            page.wait_for_selector(".jp-NotebookPanel .jp-OutputArea-output", timeout=DRAWS)
            page.evaluate(SCROLL)
            page.wait_for_function(f"{COUNT} >= {charts}", timeout=DRAWS)
            assert page.evaluate(WATCH, STILL) == 0
            assert page.evaluate(COUNT) == charts
            assert [line for line in errors if "vega" in line.lower()] == []
    finally:
        context.close()
