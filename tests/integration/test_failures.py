"""Reports that misbehave in every way, all in one run: each is named, and the good ones among them are done."""

from __future__ import annotations

import time

import faults
import kit
import pytest

pytestmark = pytest.mark.faults

ENGINES = ["fork", pytest.param("kernel", marks=pytest.mark.slow)]
DEAF = "import signal\nsignal.signal(2, lambda *_: 0)\nsignal.signal(15, lambda *_: 0)\nwhile True: pass"
BAD = {
    "killed": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "died", "ended the process that ran it"),
    "left": ("import os; os._exit(3)", "died", "cell 5 of 5 (import os; os._exit(3)): ended the process"),
    "aborted": ("import os; os.abort()", "died", "ended the process that ran it"),
    "crashed": ("import ctypes; ctypes.string_at(0)", "died", "ended the process that ran it"),
    "exited": ("import sys; sys.exit(0)", "error", "SystemExit"),
    "raised": ("1 / 0", "error", "cell 5 of 5 (1 / 0): ZeroDivisionError: division by zero"),
    "misspelt": ("1 +", "error", "SyntaxError"),
    "interrupted": ("raise KeyboardInterrupt", "error", "KeyboardInterrupt"),
    "unshown": ("class X:\n    def __repr__(self): raise RuntimeError('no')\nX()", "error", "RuntimeError: no"),
    "looping": ("while True: pass", "timeout", "took longer than 6 s"),
    "sleeping": ("import time; time.sleep(600)", "timeout", "cell 5 of 5 (import time; time.sleep(600))"),
    "deaf": (DEAF, "timeout", "took longer than 6 s"),
    "huge": ("bytearray(1 << 42)", "error", "MemoryError"),
    "hungry": ("held = []\nwhile True: held.append(bytearray(1 << 24))", "error", "MemoryError"),
}
UNTIDY = {
    "child": "import subprocess\nsubprocess.Popen(['sleep', '600'])",
    "session": "import subprocess\nsubprocess.Popen(['sleep', '600'], start_new_session=True)",
    "daemon": "import subprocess\nsubprocess.Popen(['sh', '-c', 'setsid sleep 600 & setsid sleep 600 &'])",
    "thread": "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()",
    "fork": "import os, time\nif os.fork() == 0: time.sleep(600)",
    "files": "import tempfile\ntempfile.mkdtemp(); tempfile.NamedTemporaryFile(delete=False).write(b'x')",
}
SETTINGS = dict.fromkeys(("looping", "sleeping", "deaf"), "timeout = 6")
SETTINGS |= dict.fromkeys(("huge", "hungry"), "memory = 300")


@pytest.fixture(scope="module", params=ENGINES)
def run(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("failures")
    bodies = {name: body for name, (body, _, _) in BAD.items()} | UNTIDY
    reports = {
        "first": kit.notebook(),
        **{name: kit.notebook(body) for name, body in bodies.items()},
        "last": kit.notebook(),
    }
    kit.write(folder / "nb", reports, settings=SETTINGS)
    started = time.monotonic()
    program = faults.start(folder / "nb", folder / "out", "2026-01-01", engine=request.param)
    found, everything = faults.outcome(program)
    return folder, program, found, everything, time.monotonic() - started


@pytest.mark.parametrize("name", BAD)
def test_a_report_that_misbehaves_is_named_with_its_cell_and_kept_for_reading(run, name):
    folder, _, found, everything, _ = run
    _, reason, said = BAD[name]
    assert found[name][:2] == ("failed", reason), everything
    assert said in found[name][2]
    assert (folder / "out" / name / "en" / "failed.ipynb").exists()
    assert not (folder / "out" / name / "en" / "latest").exists()


def test_the_good_ones_are_done_and_the_exit_code_tells(run):
    _, program, found, everything, _ = run
    assert {found[name][0] for name in ("first", "last", *UNTIDY)} == {"rendered"}, everything
    assert program.process.returncode == 1


def test_nobody_stays_and_nothing_stays(run):
    folder, program, _, _, _ = run
    assert program.orphans() == []
    assert faults.leftovers(folder / "out") == []
    assert faults.damage(folder / "out") == []


def test_a_cell_that_hangs_takes_its_time_and_no_more(run):
    assert run[-1] < 550, "some sleep for longer"


def test_a_cell_that_shows_without_end_is_ended_long_before_its_time(tmp_path):
    kit.write(tmp_path / "nb", {"flooding": kit.notebook("while True: print('x' * 10_000)"), "good": kit.notebook()})
    program = faults.start(tmp_path / "nb", tmp_path / "out", "2026-01-01")
    found, everything = faults.outcome(program)
    assert found["good"][0] == "rendered", everything
    assert found["flooding"][:2] == ("failed", "flood")
    assert "cell 5 of 5 (while True: print('x' * 10_000)): showed more than 64 MiB" in found["flooding"][2]
    assert program.orphans() == []


def test_an_error_in_the_third_of_twelve_reports_stops_none_of_the_others(tmp_path):
    reports = {f"report-{number:02}": kit.notebook("1 / 0" if number == 3 else "1") for number in range(1, 13)}
    kit.write(tmp_path / "nb", reports)
    program = faults.start(tmp_path / "nb", tmp_path / "out", "2026-01-01")
    found, everything = faults.outcome(program)
    assert program.process.returncode == 1, everything
    assert [name for name, (status, _, _) in found.items() if status == "failed"] == ["report-03"]
    assert sum(status == "rendered" for status, _, _ in found.values()) == 11
