"""Kill it: whenever and whichever, what stood stands, or the new is whole; nobody stays, nothing stays."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import faults
import kit
import pytest

from econsec.publish.editions import edition

pytestmark = pytest.mark.faults

SLOW_CELL = "import time; time.sleep(0.4)"
SEED = 20261122


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kills")
    kit.write(folder / "nb", {name: kit.notebook(SLOW_CELL) for name in ("one", "two")})
    whole = faults.start(folder / "nb", folder / "out", "2026-01-01")
    started = time.monotonic()
    said, _ = whole.process.communicate(timeout=300)
    assert whole.process.returncode == 0, said
    return folder, time.monotonic() - started


def rendered(out):
    return {name: edition.latest(out / name / "en").manifest.date for name in ("one", "two")}


def kill_at_random(place, times, how):
    folder, length = place
    moments = random.Random(SEED)  # noqa: S311 - the same moments each time
    reached = set()
    for number in range(times):
        before = rendered(folder / "out")
        day = f"{2027 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        program = faults.start(folder / "nb", folder / "out", day)
        time.sleep(moments.uniform(0, length * 1.1))
        program.end(how)
        assert program.orphans() == [], f"run {number}"
        assert faults.damage(folder / "out") == [], f"run {number}"
        after = rendered(folder / "out")
        assert all(after[name] in (before[name], day) for name in after)
        reached |= {after[name] == day for name in after}
    finish(folder)
    return reached


def finish(folder):
    """Run to the end once, and see that nothing is left of all the others."""
    last = faults.start(folder / "nb", folder / "out", "2030-01-01")
    said, _ = last.process.communicate(timeout=300)
    assert last.process.returncode == 0, said
    assert rendered(folder / "out") == {"one": "2030-01-01", "two": "2030-01-01"}
    assert faults.leftovers(folder / "out") == []


def test_the_program_is_killed_at_some_moments(place):
    kill_at_random(place, 4, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_program_is_asked_to_end_at_some_moments(place, how):
    kill_at_random(place, 20, how)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_the_program_is_killed_at_200_random_moments(place):
    reached = kill_at_random(place, 200, signal.SIGKILL)
    assert reached == {True, False}, "some were early enough to change nothing, and some too late"


HOLDER = "import time; from econsec.publish.files import scratch; made = scratch.folder(); print(made.__enter__())"


def test_what_another_run_held_while_this_one_began_is_gone_with_this_one(tmp_path):
    place = faults.temporary(tmp_path / "out")
    holder = [sys.executable, "-u", "-c", f"{HOLDER}; time.sleep(600)"]
    env = {**os.environ, "TMPDIR": str(place)}
    with subprocess.Popen(holder, env=env, stdout=subprocess.PIPE, text=True) as other:
        left = Path(other.stdout.readline().strip())
        program = lone(tmp_path, f"import os; assert os.path.isdir({str(left)!r}); os.kill({other.pid}, 9)")
        found, everything = faults.outcome(program)
    assert (found["bad"][0], found["good"][0]) == ("rendered", "rendered"), everything
    assert faults.leftovers(tmp_path / "out") == []


def lone(folder, body):
    """Start a run of one report that misbehaves and one that does not."""
    kit.write(folder / "nb", {"bad": kit.notebook(body), "good": kit.notebook()})
    return faults.start(folder / "nb", folder / "out", "2026-01-01")


CELL_SERVER = "os.getppid()"
WORKER_SERVER = "int(open(f'/proc/{os.getppid()}/stat').read().rpartition(')')[2].split()[1])"


@pytest.mark.parametrize("server", [CELL_SERVER, WORKER_SERVER], ids=["cells", "workers"])
def test_when_a_server_is_killed_by_a_cell_only_that_report_fails(tmp_path, server):
    program = lone(tmp_path, f"import os, time; os.kill({server}, 9); time.sleep(600)")
    found, everything = faults.outcome(program)
    assert program.process.returncode == 1, everything
    assert found["good"][0] == "rendered", everything
    assert found["bad"][:2] == ("failed", "died")
    assert "its worker ended before it did" in found["bad"][2]
    assert program.orphans() == []
    assert faults.damage(tmp_path / "out") == []
    again, _ = faults.outcome(lone(tmp_path, "1"))
    assert (again["bad"][0], again["good"][0]) == ("rendered", "unchanged")
    assert faults.leftovers(tmp_path / "out") == []


def test_when_a_worker_is_killed_its_report_is_tried_again(tmp_path):
    note = tmp_path / "pids"
    write = f"open({str(note)!r}, 'a').write(f'{{os.getpid()}} {{os.getppid()}}\\n')"
    first = f"first = not os.path.exists({str(note)!r})"
    program = lone(tmp_path, f"import os, time; {first}; {write}; time.sleep(600 * first)")
    while not (note.exists() and "\n" in note.read_text() and [*(tmp_path / "out").glob("good/*/latest")]):
        time.sleep(0.05)
    cell, cells = map(int, note.read_text().split())
    workers = int(Path(f"/proc/{cells}/stat").read_text().rpartition(")")[2].split()[1])
    for worker in set(program.family()) - {cell, cells, workers, program.process.pid}:
        with suppress(ProcessLookupError):  # that of the other report may go meanwhile
            os.kill(worker, signal.SIGKILL)
    found, everything = faults.outcome(program)
    assert (found["bad"][0], found["good"][0]) == ("rendered", "rendered"), everything
    assert len(note.read_text().splitlines()) == 2
    assert program.orphans() == []
    assert faults.leftovers(tmp_path / "out") == []
