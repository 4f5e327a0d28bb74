"""Both engines run the same notebooks: what they show must be the same, and so must what they refuse."""

from __future__ import annotations

import kit
import nbformat
import pytest

from econsec.publish import render

SHOWS = {
    "results": ["1 + 1", "[1, 2, 3]", "'日本'", "None", "object()"],
    "streams": [
        "print('one'); print('two')",
        "import sys; print('out'); print('err', file=sys.stderr); print('out again')",
        "for i in range(200): print(i)",
        "print('before'); display('shown'); print('after')",
    ],
    "display": [
        "from IPython.display import HTML, Image, clear_output",
        "display(HTML('<b>x</b>')); display({'text/plain': 'raw', 'application/x+json': {'a': [1, None]}}, raw=True)",
        "handle = display('first', display_id='x')",
        "handle.update('second')",
        "print('gone'); clear_output(); print('stays')",
        "Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + bytes(30), format='png')",
    ],
    "frames": [
        "import pandas as pd\nframe = pd.DataFrame({'a': range(100), 'b': 0.5})\nframe",
        "print(frame)",
        "frame.a",
    ],
    "state": [
        "x = 1\nx",
        "_ + 1",
        "get_ipython().__class__.__name__",
        "__name__",
        "import os, time\nos.environ['TZ'], os.environ['SOURCE_DATE_EPOCH'], os.environ['PYTHONHASHSEED'], time.tzname",
        "os.getcwd().rsplit('/', 1)[-1], hash('x'), sorted(k for k in os.environ if k.startswith('ECONSEC'))",
        "import sys\n'' in sys.path, sys.path[0]",
        "%precision 2",
        "await __import__('asyncio').sleep(0, 'awaited')",
    ],
    "subprocess": ["import subprocess\nsubprocess.run(['echo', 'from a child'], check=True).returncode"],
    "warnings": ["import warnings\nwarnings.warn('careful')"],
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Return the executed notebooks of both engines, by engine and name."""
    folder = tmp_path_factory.mktemp("shows")
    portfolio = kit.write(folder / "nb", {name: kit.notebook(*cells) for name, cells in SHOWS.items()})
    found = {}
    for engine in ("kernel", "fork"):
        settings = render.Settings(out=folder / engine, engine=engine, date="2026-01-02")
        outcomes = render.render_all(render.every(portfolio.report), settings)
        assert [outcome.problem for outcome in outcomes] == [""] * len(outcomes)
        found[engine] = {outcome.report: outcome.edition for outcome in outcomes}
    return found


def outputs(edition):
    return [cell.outputs for cell in nbformat.read(edition.folder / "notebook.ipynb", as_version=4).cells[5:]]


@pytest.mark.parametrize("name", SHOWS)
def test_a_fork_shows_what_a_kernel_shows(shown, name):
    assert outputs(shown["fork"][name]) == outputs(shown["kernel"][name])


@pytest.mark.parametrize("name", SHOWS)
def test_the_pages_of_a_fork_are_byte_for_byte_those_of_a_kernel(shown, name):
    fork, kernel = (shown[engine][name] for engine in ("fork", "kernel"))
    assert fork.manifest == kernel.manifest
    for file in fork.manifest.files:
        assert (fork.folder / file).read_bytes() == (kernel.folder / file).read_bytes(), file


def test_streams_are_whole_and_in_order(shown):
    for engine in shown.values():
        two, mixed, many, around = outputs(engine["streams"])
        assert [output["text"] for output in two] == ["one\ntwo\n"]
        assert [(output["name"], output["text"]) for output in mixed] == [
            ("stdout", "out\nout again\n"),
            ("stderr", "err\n"),
        ]
        assert len(many) == 1
        assert [output["output_type"] for output in around] == ["stream", "display_data", "stream"]


def test_an_updated_display_shows_its_last_state_and_a_cleared_one_nothing(shown):
    for engine in shown.values():
        _, _, first, update, cleared, image = outputs(engine["display"])
        assert first[0]["data"]["text/plain"] == "'second'"
        assert update == []
        assert [output["text"] for output in cleared] == ["stays\n"]
        assert image[0]["data"]["image/png"].startswith("iVBORw0KGgo")


def test_the_cells_run_in_the_notebooks_folder_with_a_fixed_environment(shown):
    for engine in shown.values():
        cells = outputs(engine["state"])
        assert cells[4][0]["data"]["text/plain"] == "('UTC', '1767312000', '0', ('UTC', 'UTC'))"
        assert cells[5][0]["data"]["text/plain"].startswith("('nb',")


@pytest.mark.parametrize("engine", ["fork", pytest.param("kernel", marks=pytest.mark.slow)])
def test_a_notebook_that_shows_without_end_is_stopped_and_named(tmp_path, engine):
    flood = "while True:\n    print('x' * 1_000_000)"
    portfolio = kit.write(tmp_path / "nb", {"flood": kit.notebook(flood)})
    settings = render.Settings(out=tmp_path / "out", engine=engine, date="2026-01-02")
    (outcome,) = render.render_all(render.every(portfolio.report), settings)
    assert (outcome.status, outcome.reason) == ("failed", "flood")
    assert outcome.problem == "cell 5 of 5 (while True:): showed more than 64 MiB"
    assert outcome.edition is None
