"""A rendered notebook in JupyterLab, where analysts read it: every chart is drawn, and drawn once."""

from __future__ import annotations

import shutil
import sys

import nbformat
import pytest
from lab_server import ENTER, lab

from econsec.exhibits.elements.exhibit import VEGA_LITE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAWS, STILL = 240_000, 2_000  # milliseconds that charts may take, and must then stand still
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


COMMAND = [sys.executable, "-m", "jupyterlab", "--LabApp.news_url=None"]
COMMAND += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]


def test_every_chart_is_drawn_in_jupyterlab_and_then_stands_still(browser, rendered, tmp_path):
    shutil.copy(rendered("critical_minerals", "ja") / "notebook.ipynb", tmp_path / "read.ipynb")
    cells = nbformat.read(tmp_path / "read.ipynb", as_version=4).cells
    outputs = [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]
    charts = sum(VEGA_LITE in output.get("data", {}) for output in outputs)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(DRAWS)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    try:
        with lab(COMMAND, folder=tmp_path, log=tmp_path / "server.log") as address:
            page.goto(f"{address}/read.ipynb{ENTER}", wait_until="domcontentloaded")
            page.wait_for_selector(".jp-NotebookPanel .jp-OutputArea-output", timeout=DRAWS)
            page.evaluate(SCROLL)
            page.wait_for_function(f"{COUNT} >= {charts}", timeout=DRAWS)
            assert page.evaluate(WATCH, STILL) == 0
            assert page.evaluate(COUNT) == charts
            assert [line for line in errors if "vega" in line.lower()] == []
    finally:
        context.close()
