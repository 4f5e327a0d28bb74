"""The pickers of the product dossier in real JupyterLab: words, a choice, a click, and the exhibits are other ones."""

from __future__ import annotations

import pytest
from lab_server import COMMAND, RUN, RUNS, lab, opened, see

from econsec.lab.work_folder import lay_out

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FORM = ".jp-OutputArea-output .widget-vbox"
DONE = "() => document.querySelector('.jp-NotebookPanel').innerText.includes('drawn anew')"
IDLE = ".jp-Notebook-ExecutionIndicator[data-status='idle']"
HEADINGS = "() => [...document.querySelectorAll('.jp-OutputArea-output h4')].map(one => one.innerText)"


def test_a_product_found_by_words_another_importer_and_year_draw_every_exhibit_anew(browser, tmp_path):
    lay_out(tmp_path / "work")
    path = tmp_path / "work" / "notebooks" / "explore_product.ipynb"
    before = path.read_bytes()
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    page = context.new_page()
    try:
        with lab(COMMAND, folder=tmp_path / "work", log=tmp_path / "log", ECONSEC_STORE=str(tmp_path / "s")) as address:
            opened(page, address, path.name)
            page.evaluate(RUN)
            page.wait_for_selector(FORM, timeout=RUNS)
            page.wait_for_selector(".jp-OutputArea-output h4", timeout=RUNS, state="attached")
            page.wait_for_selector(IDLE, timeout=RUNS)
            first = page.evaluate(HEADINGS)
            assert any("Japan" in one for one in first)
            form = page.locator(FORM)
            form.locator("input[type=text]").fill("lithium carbonate")
            found = form.locator("select[multiple]")
            found.locator("option", has_text="283691").wait_for(state="attached")
            found.select_option(label=found.locator("option", has_text="283691").first.inner_text())
            importer, year = form.locator("select:not([multiple])").first, form.locator("select:not([multiple])").last
            importer.select_option(label="Germany")
            year.select_option(label="2022")
            see(page, "picked")
            form.get_by_role("button").click()
            page.wait_for_function(DONE, timeout=RUNS)
            page.wait_for_function(f"({HEADINGS})().some(one => one.includes('Germany'))", timeout=RUNS)
            see(page, "redrawn")
            last = page.evaluate(HEADINGS)
            assert not [one for one in last if "Japan buys" in one or "magnets" in one]
            assert any("Germany" in one and "ithium carbonate" in one for one in last)
            assert 'importer = "DEU"; year = 2022' in form.inner_text()
    finally:
        context.close()
    assert path.read_bytes() == before  # a choice is written by nobody but the reader
