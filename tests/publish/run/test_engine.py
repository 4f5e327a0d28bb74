"""Both engines run the same notebooks: what they show must be the same, and so must what they refuse."""

from __future__ import annotations

import json
import re

import kit
import nbformat
import pytest
from reports_support import Rendered, alone

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
    "descriptors": [
        "import faulthandler, os, subprocess, sys",
        "faulthandler.enable()\nfaulthandler.is_enabled()",
        "subprocess.run(['echo', 'shown'], stdout=sys.stdout, check=True).returncode",
        "subprocess.run(['sh', '-c', 'echo shown >&2'], stderr=sys.stderr, check=True).returncode",
        "os.write(1, b'raw\\n'), os.system('echo from a shell')",
        "sys.stdout.encoding, sys.stdout.isatty(), sys.stderr.isatty(), sys.stdin.read()",
        "sys.stdout.writelines(['a\\n', 'b\\n'])\nprint('c', end='', flush=True)",
    ],
    "magics": [
        "%time 1 + 1",
        "%%time\n2 + 2",
        "!echo from a shell",
        "listed = !echo one\nlisted",
        "%cd -q ..",
        "%pwd",
        "len?",
        "%env TZ",
        "%%capture got\nprint('kept')",
        "got.stdout",
        "%%html\n<b>x</b>",
        "%%bash\necho from bash",
        "%timeit -n1 -r1 -q 1",
        "%config InlineBackend.figure_format = 'svg'",
        "1 + 1;",
        "%history -l 1",
    ],
    "loops": [
        "import asyncio",
        "asyncio.get_event_loop().is_running(), type(asyncio.get_running_loop()).__name__",
        "async def say():\n    print('in a task')\n    return 1",
        "await asyncio.gather(asyncio.create_task(say()), say())",
        "async def count():\n    yield 1",
        "[number async for number in count()]",
        "try:\n    await asyncio.wait_for(asyncio.sleep(9), 0.01)\nexcept TimeoutError as it:\n    print(type(it))",
    ],
    "around": [
        "import contextlib, io, logging, threading",
        "runner = threading.Thread(target=lambda: print('in a thread')); runner.start(); runner.join()",
        "with contextlib.redirect_stdout(io.StringIO()) as caught:\n    print('caught')\ncaught.getvalue()",
        "logging.warning('heard')",
        "import multiprocessing as m\nwith m.get_context('fork').Pool(2) as pool:\n    done = pool.map(abs, [-1])",
        "done, __name__, threading.current_thread() is threading.main_thread()",
        "import signal, time\nsignal.signal(signal.SIGALRM, lambda *_: print('rung'))\nsignal.alarm(1); time.sleep(2)",
        "from rich import print as rich_print\nrich_print('[bold]x[/bold]')",
        "help(len)",
        "import atexit\natexit.register(print, 'not shown')\nNone",
    ],
}

# What nobody can answer, and what ends a run: with these words, in either engine.
REFUSES = {
    "%load_ext nowhere_to_be_found": "ModuleNotFoundError: No module named 'nowhere_to_be_found'",
    "import nowhere.to_be.found as it\nit.show()": "ModuleNotFoundError: No module named 'nowhere'",
    "exit": "SystemExit: a report runs to its end",
    "exit()": "SystemExit: a report runs to its end",
    "quit()": "SystemExit: a report runs to its end",
    "import sys; sys.exit()": "SystemExit: ",
    "import sys; sys.exit(3)": "SystemExit: 3",
    "import os; os._exit(3)": "ended the process that ran it (exit code 3)",
    "import os; os.kill(os.getpid(), 9)": "ended the process that ran it (signal SIGKILL)",
    "input('name? ')": "raw_input was called, but this frontend does not support input requests",
    "import getpass; getpass.getpass()": "getpass was called, but this frontend does not support input requests",
    "breakpoint()": "breakpoint was called, but this frontend does not support input requests",
    "import asyncio; asyncio.run(asyncio.sleep(0))": "asyncio.run() cannot be called from a running event loop",
    "%nosuchmagic": "UsageError: Line magic function `%nosuchmagic` not found",
    "raise KeyboardInterrupt": "KeyboardInterrupt: ",
    "1 +": "SyntaxError: invalid syntax",
}
ENGINES = ("kernel", "fork")
# What other programs print comes through a pipe, which a kernel reads when it comes to it: before a result or after.
PIPED = ("subprocess", "descriptors")


def rendered(folder, cells):
    """Render notebooks with both engines, once for all test workers; return by engine and name what became of them."""
    told = folder / "told.json"
    folder.mkdir(exist_ok=True)
    with alone(folder / "lock"):
        if not told.is_file():
            portfolio = kit.write(folder / "nb", {name: kit.notebook(*each) for name, each in cells.items()})
            found = {}
            for engine in ENGINES:
                settings = render.Settings(out=folder / engine, engine=engine, date="2026-01-02")
                outcomes = render.render_all(render.every(portfolio.report), settings)
                found[engine] = {outcome.report: outcome.problem for outcome in outcomes}
            told.write_text(json.dumps(found), encoding="utf-8")
    return json.loads(told.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shown(shared):
    """Return the editions of both engines, by engine and name."""
    found = rendered(shared / "shows", SHOWS)
    assert {problem for names in found.values() for problem in names.values()} == {""}
    return {
        engine: {name: Rendered(shared / "shows" / engine / name / "en" / "latest") for name in names}
        for engine, names in found.items()
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cell_for_whoever_has_the_notebook_open_is_not_run(tmp_path, engine):
    notebook = kit.notebook("seen = 1", "raise RuntimeError(seen)", "seen")
    notebook["cells"][-2]["metadata"]["tags"] = ["lab-only"]
    portfolio = kit.write(tmp_path / "nb", {"opened": notebook})
    settings = render.Settings(out=tmp_path / "out", engine=engine, date="2026-01-02")
    (outcome,) = render.render_all(render.every(portfolio.report), settings)
    assert outcome.problem == ""


@pytest.mark.parametrize("cell", REFUSES)
def test_both_engines_refuse_a_cell_with_the_same_sentence(shared, cell):
    told = rendered(shared / "refuses", {f"n{place}": [code] for place, code in enumerate(REFUSES)})
    kernel, fork = (told[engine][f"n{list(REFUSES).index(cell)}"] for engine in ENGINES)
    assert REFUSES[cell] in fork
    assert fork == kernel


def in_order(cell):
    """Return what a cell printed, by stream, and then what else it showed."""
    streams = [each for each in cell if each["output_type"] == "stream"]
    printed = [
        (name, "".join(each["text"] for each in streams if each["name"] == name)) for name in ("stdout", "stderr")
    ]
    return printed, [each for each in cell if each["output_type"] != "stream"]


def outputs(edition):
    cells = [cell.outputs for cell in nbformat.read(edition.folder / "notebook.ipynb", as_version=4).cells[5:]]
    # No cell takes the same time twice.
    for each in (each for cell in cells for each in cell if "time:" in each.get("text", "")):
        each["text"] = re.sub(r"[\d.e+]+ [mnμ]?s\b", "0 s", each["text"])
    return cells


@pytest.mark.parametrize("name", SHOWS)
def test_a_fork_shows_what_a_kernel_shows(shown, name):
    fork, kernel = (outputs(shown[engine][name]) for engine in ("fork", "kernel"))
    if name in PIPED:
        fork, kernel = ([in_order(cell) for cell in cells] for cells in (fork, kernel))
    assert fork == kernel


@pytest.mark.parametrize("name", [name for name in SHOWS if name not in (*PIPED, "magics")])  # which tell the time
def test_the_pages_of_a_fork_are_byte_for_byte_those_of_a_kernel(shown, name):
    fork, kernel = (shown[engine][name] for engine in ("fork", "kernel"))
    assert fork.manifest == kernel.manifest
    for file in fork.manifest["files"]:
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
