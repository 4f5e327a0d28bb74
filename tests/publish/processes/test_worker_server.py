from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import faults
import kit
import pytest

import econsec
from econsec.publish import render
from econsec.publish.processes import descendants, worker_server

SLOW = "import pandas, pyarrow, duckdb, altair, scipy.sparse, numpy\nimport time, os; time.sleep(2)"


def parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def tasks(pid):
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def until(program, said):
    while program.process.stdout.readline() != f"{said}\n":
        assert program.process.poll() is None


def test_the_processes_that_fork_have_one_thread_with_all_that_is_imported_loaded(tmp_path):
    note = tmp_path / "pids"
    cell = f"{SLOW}\nopen({str(note)!r}, 'w').write(f'{{os.getppid()}}')\ntime.sleep(2)"
    kit.write(tmp_path / "nb", {"one": kit.notebook(cell)})
    program = faults.start(tmp_path / "nb", tmp_path / "out", "2026-01-02")
    until(program, "started")
    while not (note.exists() and note.read_text()):
        time.sleep(0.05)
    cells = int(note.read_text())
    workers = parent(cells)
    assert parent(workers) == program.process.pid
    assert (tasks(workers), tasks(cells)) == (1, 1)
    loaded, drawing = (Path(f"/proc/{pid}/maps").read_text() for pid in (cells, workers))
    assert "pyarrow" in loaded
    assert "duckdb" in loaded
    assert "pyarrow" not in drawing, "what draws pages loads what notebooks want"
    found, everything = faults.outcome(program)
    assert found["one"][0] == "rendered", everything


@pytest.fixture
def importable(tmp_path, monkeypatch):
    """Return a folder from which every process of the publisher can import."""
    folder = tmp_path / "lib"
    folder.mkdir()
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(Path(econsec.__file__).parent.parent)]))
    return folder


def render_one(folder, *cells: str):
    portfolio = kit.write(folder / "nb", {"one": kit.notebook(*cells)})
    return render.render_all(render.every(portfolio.report), render.Settings(out=folder / "out", date="2026-01-02"))[0]


def test_a_module_that_starts_a_thread_on_import_is_left_to_the_cells(tmp_path, importable):
    thread = "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()\nvalue = 7"
    (importable / "threaded.py").write_text(thread)
    outcome = render_one(tmp_path, "import threaded, threading", "threaded.value, threading.active_count()")
    assert outcome.problem == ""
    assert "(7, 2)" in (outcome.edition.folder / "notebook.ipynb").read_text()


def test_a_module_that_cannot_be_imported_is_for_its_cell_to_say(tmp_path, importable):
    (importable / "broken.py").write_text("raise SystemExit('no licence')")
    outcome = render_one(tmp_path, "import broken")
    assert outcome.problem == "cell 5 of 5 (import broken): SystemExit: no licence"


def test_the_server_may_reap_a_worker_before_it_reads_its_last_word(tmp_path, importable):
    """What one round of the selector finds comes in any order; here the dead come first, in every round."""
    (importable / "funereal.py").write_text(
        "import selectors, time\n"
        "found = selectors.DefaultSelector.select\n"
        "def slowly(self, timeout=None):\n"
        "    found(self, timeout)\n"
        "    time.sleep(0.2)\n"
        "    return sorted(found(self, 0), key=lambda one: getattr(one[0].data, '__name__', '') != '_reap')\n"
        "selectors.DefaultSelector.select = slowly\n"
    )
    cell = "import funereal, time\ntime.sleep({})"
    portfolio = kit.write(tmp_path / "nb", {f"n{at}": kit.notebook(cell.format(at)) for at in (0, 1, 4)})
    settings = render.Settings(out=tmp_path / "out", date="2026-01-02", workers=3)
    outcomes = render.render_all(render.every(portfolio.report), settings)
    assert [outcome.problem for outcome in outcomes] == ["", "", ""]


def test_a_module_that_never_ends_to_be_imported_is_left_to_its_cell(tmp_path, importable):
    """The alarm that ends the imports ahead comes at once here, and is over by the time the cell imports."""
    (importable / "endless.py").write_text(
        "import os, signal, time\n"
        "if signal.getsignal(signal.SIGALRM) is not signal.SIG_DFL:\n"
        "    signal.alarm(1)\n"
        "    time.sleep(600)\n"
        "value = 7\n"
    )
    outcome = render_one(tmp_path, "import endless", "endless.value")
    assert outcome.problem == ""


def test_an_import_that_swallows_its_alarm_is_left_to_its_cell(tmp_path, importable):
    (importable / "deaf.py").write_text(
        "import signal, time\n"
        "if signal.getsignal(signal.SIGALRM) is not signal.SIG_DFL:\n"
        "    signal.alarm(1)\n"
        "    end = time.monotonic() + 600\n"
        "    while time.monotonic() < end:\n"
        "        try:\n"
        "            time.sleep(60)\n"
        "        except:\n"
        "            pass\n"
        "value = 7\n"
    )
    started = time.monotonic()
    outcome = render_one(tmp_path, "import deaf", "deaf.value")
    assert outcome.problem == ""
    assert time.monotonic() - started < 500


def test_an_import_that_kills_its_process_takes_no_other_report_with_it(tmp_path, importable):
    (importable / "crashing.py").write_text("import os; os._exit(3)")
    portfolio = kit.write(tmp_path / "nb", {"bad": kit.notebook("import crashing"), "good": kit.notebook("1 + 1")})
    settings = render.Settings(out=tmp_path / "out", date="2026-01-02", workers=2)
    bad, good = render.render_all(render.every(portfolio.report), settings)
    assert good.problem == ""
    assert bad.problem.startswith("cell 5 of 5 (import crashing)")
    assert "ended the process" in bad.problem


@pytest.mark.parametrize("module", ["nbconvert", "ipykernel"])
def test_a_publisher_that_cannot_start_says_why(tmp_path, importable, module):
    (importable / f"{module}.py").write_text(f"raise ImportError('{module} is broken')")
    outcome = render_one(tmp_path)
    assert outcome.problem == f"its worker ended before it did: ImportError: {module} is broken"
    assert outcome.reason == "died"


def test_a_server_ends_within_a_moment_of_its_owner(tmp_path):
    kit.write(tmp_path / "nb", {"one": kit.notebook("import time; time.sleep(600)")})
    program = faults.start(tmp_path / "nb", tmp_path / "out", "2026-01-02")
    until(program, "started")
    started = time.monotonic()
    program.end()
    assert program.orphans() == []
    assert time.monotonic() - started < 50, "the cell sleeps for longer"


def test_a_server_whose_owner_died_before_it_started_does_not_even_load(tmp_path):
    """Its parent by now is another process, here this one, and the socket is still open."""
    ours, theirs = socket.socketpair()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with ours, theirs:
        server = subprocess.run(
            [sys.executable, "-P", "-m", worker_server.__name__, str(theirs.fileno()), "[]", str(gone.pid)],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "TMPDIR": str(tmp_path)},
            timeout=300,
            check=False,
        )
    assert server.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_children_are_told_from_others():
    assert descendants.children(os.getpid()) == []
    assert descendants.threads() >= 1
