"""Pickers, in a real kernel: a choice draws the cells below anew where they stand, or leaves all of it as it was."""

from __future__ import annotations

import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from econsec import paths, pick
from econsec.exhibits.elements.exhibit import MIME
from econsec.lab import pickers
from econsec.publish.run.failure import LAB_ONLY

ASKED = 'importer, partner, rival, year, products = "JPN", "IND", "CHN", 2024, ["850511"]'
# The form itself is what a reader clicks on; a test has no hands, and takes it by its names.
FORM = """
from IPython import get_ipython
from econsec.lab.pickers import _Form
roles = {"products": products, "importer": importer, "partner": partner, "rival": rival, "year": year}
form = _Form(get_ipython(), roles, "en")
form.show()
"""
SUPPLIERS = """
from econsec import Report, decisions, exhibits, trade
report = Report(importer, partner, rival, year)
goods = trade(products, year=year)
found = decisions.suppliers(goods, importer=report.importer, year=year)
exhibits.one_product.suppliers(report.on(*exhibits.cited(found.sources)), found, "it")
"""
PATCHED = "import econsec.lab.pickers as taken; there, taken.find_spec = taken.find_spec, lambda name: None"


@pytest.fixture(scope="module")
def kernel():
    """Return what runs code in one kernel for all of these tests: each makes its own parameters and form."""
    client = NotebookClient(new_notebook(), timeout=240, kernel_name="python3")
    with client.setup_kernel():
        yield client


@pytest.fixture
def ran(kernel):
    """Return what runs cells and returns, a cell each, what it shows in the end."""

    def run(*cells: str) -> list:
        kernel.nb.cells = [new_code_cell(cell) for cell in cells]
        for place, cell in enumerate(kernel.nb.cells):
            kernel.execute_cell(cell, place)
        return [cell.outputs for cell in kernel.nb.cells]

    return run


def headlines(outputs: list) -> list[str]:
    return [output.data[MIME]["headline"] for output in outputs if MIME in output.get("data", {})]


def printed(outputs: list) -> str:
    return "".join(output.text for output in outputs if output.output_type == "stream")


def test_a_choice_draws_what_stands_below_anew_and_writes_the_line_that_keeps_it(ran):
    *_, shown, last = ran(
        ASKED,
        FORM,
        SUPPLIERS,
        'form._controls["importer"].value = "DEU"; form._controls["year"].value = 2022\n'
        "form._redraw(None)\nprint(form._told.value, importer, year, report.importer)",
    )
    (headline,) = headlines(shown)
    assert "Germany" in headline
    assert sum("application/vnd.vegalite.v5+json" in output.get("data", {}) for output in shown) == 1
    assert "importer = &quot;DEU&quot;; year = 2022" in printed(last)
    assert printed(last).split()[-3:] == ["DEU", "2022", "DEU"]


def test_a_choice_that_fails_says_its_sentence_and_leaves_every_name_and_exhibit_as_it_was(ran):
    *_, shown, last = ran(
        ASKED,
        FORM,
        "kept = importer" + SUPPLIERS,
        'form._controls["importer"].value = "CHN"\nform._redraw(None)\nprint(form._told.value, importer, kept)',
    )
    assert "Japan" in headlines(shown)[0]
    assert "three different economies" in printed(last)
    assert printed(last).split()[-2:] == ["JPN", "JPN"]


def test_cells_that_show_more_or_less_than_before_show_all_of_it_and_nothing_old(ran):
    show = "from IPython.display import HTML, display\n[display(HTML(f'<b>{n}</b>')) for n in range(year - 2020)];"
    step = 'form._controls["year"].value = {}\nform._redraw(None)'
    for year, expected in ((2024, "<b>0</b><b>1</b><b>2</b><b>3</b>"), (2021, "<b>0</b>"), (2020, "")):
        _, _, shown, _ = ran(ASKED.replace("2024", "2022"), FORM, show, step.format(year))
        assert "".join(output.data["text/html"] for output in shown) == expected


def test_a_cell_that_only_puts_a_choice_into_something_is_drawn_anew(ran):
    show = "from IPython.display import HTML, display\ndisplay(HTML(f'<b>{table}</b>'))"
    table = f"table = {{}}\ntable[year] = importer\n{show}"
    *_, shown, _ = ran(ASKED, FORM, table, 'form._controls["importer"].value = "DEU"\nform._redraw(None)')
    assert shown[0].data["text/html"] == "<b>{2024: 'DEU'}</b>"


def test_a_cell_that_failed_is_not_in_the_way_of_the_others(ran):
    shown = "from IPython.display import HTML, display\ndisplay(HTML(f'<b>{importer}</b>'))"
    failed = "get_ipython().run_cell('nowhere_to_be_found')"
    step = 'form._controls["importer"].value = "DEU"\nform._redraw(None)\nprint(form._told.value)'
    *_, drawn, _, last = ran(ASKED, FORM, shown, "from contextlib import suppress\n" + failed, step)
    assert "nowhere_to_be_found" not in printed(last)
    assert drawn[0].data["text/html"] == "<b>DEU</b>"


def test_what_is_printed_stands_and_that_is_said(ran):
    *_, last = ran(ASKED, FORM, "print(year)", "year + 0", "form._redraw(None)\nprint(form._told.value)")
    assert "2 cells print or return something else" in printed(last)


def test_the_cell_of_the_parameters_run_again_does_not_undo_a_choice(ran):
    *_, last = ran(
        ASKED,
        FORM,
        ASKED,
        "seen = year",
        'form._controls["year"].value = 2022\nform._redraw(None)\nprint(year, seen, form._told.value)',
    )
    assert printed(last).split()[:2] == ["2022", "2022"]


def test_before_any_cell_below_has_run_a_click_says_so(ran):
    *_, last = ran(ASKED, FORM + "form._redraw(None)\nprint(form._told.value)")
    assert "Run the cells below first" in printed(last)


def test_products_are_found_by_words_of_both_languages_and_by_digits_and_what_is_chosen_stays(ran):
    *_, last = ran(
        ASKED,
        FORM,
        "for words in ('lithium carbonate', '集積回路', '8505', '8505.19', '85051', 'qqqqq'):\n"
        "    form._search.value = words\n"
        "    print([name for _, name in form._found.options[:3]], form._found.value)",
    )
    carbonate, circuits, heading, code, part, nothing = printed(last).splitlines()
    assert "'283691'" in carbonate
    assert "'8542'" in circuits
    assert "'8505'" in heading
    assert "'850519'" in code  # which no list names
    assert part == nothing
    assert nothing == "['850511'] ('850511',)"
    assert all(line.endswith("('850511',)") for line in (carbonate, circuits, heading, code))


def test_in_voila_where_only_widgets_change_every_place_is_one(ran):
    _, _, _, shown, _, last, _ = ran(
        ASKED,
        'import os; os.environ["SERVER_SOFTWARE"] = "voila/0.5"',
        FORM + 'del os.environ["SERVER_SOFTWARE"]',
        SUPPLIERS,
        'form._controls["importer"].value = "DEU"\nform._redraw(None)',
        "for places in form._cells._places.values():\n"
        "    for place in places: print(place._output.outputs[0]['data']['text/plain'])",
        FORM,
    )
    kinds = {key for output in shown for key in output.get("data", {})}
    assert kinds == {"application/vnd.jupyter.widget-view+json", "text/plain"}
    assert "Germany" in printed(last)
    assert "Japan" not in printed(last)


def test_without_ipywidgets_it_is_one_sentence(ran):
    _, shown, _ = ran(PATCHED, "from econsec import pick\npick(year=2024)", "taken.find_spec = there")
    (output,) = shown
    assert "need ipywidgets" in output.data["text/plain"]


def test_outside_of_a_kernel_and_in_a_report_it_shows_nothing(capsys):
    pick(importer="JPN", year=2024)
    assert capsys.readouterr().out == ""
    code = "import sys; from econsec import pick; pick(year=2024); print('ipywidgets' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_the_product_dossier_asks_by_a_form_that_no_report_has():
    cells = nbformat.read(paths.notebooks() / "explore_product.ipynb", as_version=4).cells
    (asked,) = [cell for cell in cells if "pick(" in cell.source]
    assert asked.metadata.tags == [LAB_ONLY]
    parameters = next(cell.source for cell in cells if "parameters" in cell.metadata.get("tags", ()))
    for name in ("products", *pickers.ROLES, "year", "language"):
        assert f"{name}={name}" in asked.source
        assert f"{name}:" in parameters


@pytest.mark.parametrize(("value", "line"), [(["850511", "tungsten"], '["850511", "tungsten"]'), (2024, "2024")])
def test_a_choice_is_written_as_python(value, line):
    assert pickers._written(value) == line
