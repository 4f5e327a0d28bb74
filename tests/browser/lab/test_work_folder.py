"""A work folder in real JupyterLab: no pop-up, the start page run whole, a report made from a cell and opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab_server import COMMAND, OPENS, RUN, RUNS, lab, opened, see

from econsec.lab.work_folder import START, lay_out

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAYS = 5_000  # milliseconds; JupyterLab asks for news a moment after it is there
SAVE = "() => { window.jupyterapp.commands.execute('docmanager:save'); }"
TEXT = "() => document.querySelector('.jp-NotebookPanel').innerText"
CELLS = "[...document.querySelectorAll('.jp-Notebook .jp-Cell')]"
FIRST = f"() => {CELLS}.slice(0, 2).map(cell => cell.classList.contains('jp-MarkdownCell'))"
LINK = ".jp-OutputArea-output a[href*='report.html']"
TOAST = ".Toastify__toast"


@pytest.fixture
def folder(tmp_path) -> Path:
    lay_out(tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    yield context.new_page()
    context.close()


def test_a_notebook_opens_with_its_title_and_saved_unchanged_it_is_not_written(page, folder, tmp_path):
    path = folder / "notebooks" / "medicines.ipynb"
    before, stood = path.read_bytes(), path.stat().st_mtime_ns
    with lab(COMMAND, folder=folder, log=tmp_path / "log", ECONSEC_STORE=str(tmp_path / "store")) as address:
        opened(page, address, path.name)
        page.wait_for_timeout(SAYS)
        assert page.locator(TOAST).count() == 0
        assert page.locator(".jp-RenderedMarkdown h1").first.inner_text().startswith("Medicines")
        assert page.evaluate(FIRST) == [True, False]  # title and question, in one language; then the parameters
        assert "調達先" not in page.evaluate(TEXT)
        see(page, "opened")
        with page.expect_response(lambda one: one.request.method == "PUT" and path.name in one.url) as saved:
            page.evaluate(SAVE)
        assert saved.value.ok
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == stood


def test_the_start_page_runs_whole_and_the_report_that_a_cell_renders_opens(page, folder, tmp_path):
    others = [path for path in (folder / "notebooks").iterdir() if path.name != START]
    before = {path: path.read_bytes() for path in others}
    with lab(COMMAND, folder=folder, log=tmp_path / "log", ECONSEC_STORE=str(tmp_path / "store")) as address:
        opened(page, address, START)
        assert "はじめに" not in page.evaluate(TEXT)
        page.evaluate(RUN)
        page.wait_for_selector(LINK, timeout=RUNS, state="attached")
        assert page.locator(".jp-OutputArea-output .vega-embed").count() >= 1
        assert "Traceback" not in page.evaluate(TEXT)
        see(page, "start")
        page.locator(LINK).click()
        report = page.frame_locator(".jp-HTMLViewer iframe")
        report.locator("figure").first.wait_for(timeout=OPENS, state="attached")
        assert "Japan" in report.locator("h1").inner_text()
        assert report.locator("figure svg").count() > 0
        assert page.locator(TOAST).count() == 0
        see(page, "report")
    assert {path: path.read_bytes() for path in others} == before
    assert len([*(folder / "reports").rglob("latest/report.html")]) == 1
