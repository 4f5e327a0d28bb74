"""In a real IPython: names complete, tables say whose they are, errors end with their sentence, exhibits show."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from econsec.exhibits.elements.exhibit import MIME
from econsec.lab.session import register


@pytest.fixture(scope="module")
def shell():
    InteractiveShell.clear_instance()
    made = InteractiveShell.instance()
    made.Completer.use_jedi = False
    register(made)
    register(made)
    made.run_cell("import econsec\nfrom econsec import Report, about, decisions, exhibits, load, trade", silent=True)
    yield made
    InteractiveShell.clear_instance()


def completed(shell, text: str) -> list[str]:
    with warnings.catch_warnings(), provisionalcompleter():
        warnings.simplefilter("ignore")  # IPython's own of its completer
        return shell.complete(None, text, len(text))[1]


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ('load("', {"baci_minerals", "wgi"}),
        ('flows = econsec.load("baci_min', {"baci_minerals", "baci_minerals_trend"}),
        ("trade('lith", {"lithium"}),
        ('trade(["lithium", "tung', {"tungsten"}),
        ('econsec.sector("crit', {"critical_minerals"}),
        ('econsec.economy("Ind', {"India", "Indonesia"}),
    ],
)
def test_names_complete_inside_quotes_once_each(shell, typed, among):
    found = completed(shell, typed)
    assert among <= set(found)
    assert len(found) == len(set(found))


def test_what_is_not_ours_is_left_alone(shell):
    shell.run_cell("def other(name): ...\n", silent=True)
    assert "baci_minerals" not in completed(shell, 'other("')
    assert "baci_minerals" not in completed(shell, 'sorted("baci')


def test_a_loaded_table_says_whose_it_is_and_a_derived_one_claims_no_units(shell):
    shell.run_cell('flows = load("baci_minerals", year=2024, product="850511")', silent=True)
    drawn = shell.display_formatter.format(shell.user_ns["flows"])[0]["text/html"]
    assert "baci_minerals</code>" in drawn
    assert "CEPII" in drawn
    assert "value: USD" in drawn
    derived = shell.user_ns["flows"].groupby("exporter", as_index=False)["value"].sum()
    derived.attrs["dataset"] = "baci_minerals"
    drawn = shell.display_formatter.format(derived)[0]["text/html"]
    assert "from <code>baci_minerals" in drawn
    assert "value: USD" not in drawn
    plain = shell.user_ns["flows"].assign(x=1)
    plain.attrs.clear()
    assert "CEPII" not in shell.display_formatter.format(plain)[0]["text/html"]


def test_trade_shows_what_it_covers_and_from_whom(shell):
    shell.run_cell('metals = trade("280530", year=2024)', silent=True)
    drawn = shell.display_formatter.format(shell.user_ns["metals"])[0]["text/html"]
    assert "CEPII" in drawn
    assert "HS92" in drawn


def test_an_error_of_ours_ends_with_its_sentence_after_the_readers_own_line(shell):
    with capture_output() as said:
        result = shell.run_cell('year = 2024\nload("baci_mineral", year=year)')
    assert result.error_in_exec is not None  # papermill and nbclient see that the cell failed
    lines = [line for line in said.stdout.splitlines() if line.strip()]
    assert len(lines) <= 2
    assert lines[-1].startswith("UnknownDatasetError: no dataset 'baci_mineral'")
    assert "Did you mean baci_minerals" in lines[-1]


def test_an_exhibit_on_the_last_line_is_shown_as_one(shell):
    shell.run_cell(
        'report = Report("JPN", "IND", "CHN", 2024)\n'
        'goods = trade("850511", year=2024)\n'
        'found = decisions.suppliers(goods, importer="JPN", year=2024)\n'
        "report = report.on(*exhibits.cited(found.sources))",
        silent=True,
    )
    with capture_output() as seen:
        shell.run_cell('exhibits.one_product.suppliers(report, found, "magnets")')
    kinds = [set(output.data) for output in seen.outputs]
    assert any(MIME in kind for kind in kinds)
    assert any("application/vnd.vegalite.v5+json" in kind for kind in kinds)
    assert len(kinds) == 3


def test_a_chart_outside_jupyterlab_is_a_picture_and_a_report_draws_it_once_only(shell):
    with capture_output() as seen:
        shell.run_cell('exhibits.one_product.suppliers(report, found, "magnets")')
    (drawn,) = [output.data["image/svg+xml"] for output in seen.outputs if "image/svg+xml" in output.data]
    assert drawn.startswith("<svg")
    assert "Philippines" in drawn
    said = json.loads(json.dumps([{"data": one.data, "metadata": one.metadata} for one in seen.outputs]))
    outputs = [new_output("display_data", **one) for one in said]
    page, _ = HTMLExporter().from_notebook_node(new_notebook(cells=[new_code_cell("", outputs=outputs)]))
    assert "data:image/svg+xml;base64," in page  # as nbconvert sets an SVG


def test_outside_of_a_session_no_picture_is_drawn():
    code = "from econsec.exhibits.elements.exhibit import pictures; print(len(pictures()))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0"


def test_a_notebook_that_imports_the_package_waits_for_no_charts():
    code = (
        "import sys; from IPython.core.interactiveshell import InteractiveShell as Shell; shell = Shell.instance(); "
        "shell.run_cell('import econsec'); print('altair' in sys.modules, 'econsec.lab.session' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "True"]
