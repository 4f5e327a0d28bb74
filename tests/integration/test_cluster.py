"""A Dask cluster of real processes on loopback: the same figures and pages, whoever of its workers is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path

import dask
import dask_cluster
import kit
import pytest
from baci_years import write_zip
from commands import run as econsec

from econsec.cli import cluster as cluster_command
from econsec.store import add_baci, make_cubes
from econsec.store.baci import shelf

TIMEOUT = "distributed.comm.timeouts.connect"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with dask_cluster.started(tmp_path_factory.mktemp("dask")) as made:
        yield made


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """Return a project with two reports in two languages; workers are told of it by who asks alone."""
    (tmp_path / "home" / "data").mkdir(parents=True)
    monkeypatch.setenv("ECONSEC_HOME", str(tmp_path / "home"))
    reports = {"one": kit.notebook("import os; os.environ['ECONSEC_HOME']"), "two": kit.notebook("1 + 1")}
    kit.write(tmp_path / "home" / "notebooks", reports, languages=("en", "ja"))
    return tmp_path / "home"


def files(folder: Path) -> dict[str, bytes]:
    kept = {"report.html", "report.static.html", "notebook.ipynb", "edition.json"}
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.name in kept}


def cubes() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in shelf.folder().rglob("*.baci_*.parquet")}


def test_its_workers_make_the_cubes_that_one_process_makes(tmp_path, cluster):
    add_baci(write_zip(tmp_path / "BACI_HS17_V202601.zip", 5000, (2023, 2024)))
    done = econsec("data", "cubes", "--cluster", cluster.address)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("5,000 rows in") == 2
    there = cubes()
    assert len(there) == 4
    for path in shelf.folder().rglob("*.baci_*.parquet"):
        path.unlink()
    make_cubes()
    assert cubes() == there


def test_no_scheduler_no_worker_and_no_package_are_a_sentence_each(tmp_path):
    add_baci(write_zip(tmp_path / "BACI_HS17_V202601.zip", 1000, (2024,)))
    hidden = "import sys; sys.modules['distributed'] = None; from econsec.cli import main; main()"
    without = subprocess.run(
        [sys.executable, "-c", hidden, "data", "cubes", "--cluster", "tcp://127.0.0.1:9"],
        capture_output=True,
        text=True,
        check=False,
    )
    with dask_cluster.started(tmp_path, workers=0) as idle:
        tried = {
            "no Dask scheduler answers at tcp://127.0.0.1:9 (": "tcp://127.0.0.1:9",
            "no Dask scheduler answers at here:there (": "here:there",
            f"has no worker. Run on each machine: dask worker {idle.address}": idle.address,
        }
        done = {
            said: econsec("data", "cubes", "--cluster", address, DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="1s")
            for said, address in tried.items()
        }
    done['pip install "econsec[cluster]"'] = without
    for said, one in done.items():
        assert (one.returncode, one.stdout) == (4 if one is without else 2, ""), one.stderr
        assert said in one.stderr
        assert len(one.stderr.splitlines()) == 1
    assert cubes() == {}


def test_its_workers_make_the_editions_that_our_own_processes_make(home, cluster):
    asked = ["render", "--all", "--date", "2026-01-02"]
    there = econsec(*asked, "--out", str(home / "there"), "--cluster", cluster.address)
    assert there.returncode == 0, there.stderr
    assert "4 of 4 editions" in there.stdout
    econsec(*asked, "--out", str(home / "here"))
    assert len(files(home / "here")) == 16
    assert files(home / "there") == files(home / "here")
    assert [path.name for path in (home / "there").glob(".*")] == [".lock"]


def test_a_cluster_that_loses_its_last_worker_is_waited_for_and_then_given_up(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cluster_command, "GIVE_UP", 1)
    with dask_cluster.started(tmp_path, workers=1) as made:
        with dask.config.set({TIMEOUT: "4s"}), cluster_command.executor_of(made.address) as executor:
            asked = executor.submit(time.sleep, 60)
            made.workers[0].kill()
            with pytest.raises(CancelledError):
                asked.result(timeout=300)
        lines = capsys.readouterr().err.splitlines()  # Dask says things of its own
        waiting, given_up = (line for line in lines if line.startswith(("The cluster at", "No worker came")))
        assert waiting == f"The cluster at {made.address} has no worker left: one is waited for, 4 s at most"
        assert given_up.endswith(f"dask worker {made.address}")


def ancestors(process: int) -> list[int]:
    found = []
    while process > 1:
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        found.append(process)
    return found


@pytest.mark.slow
def test_the_report_of_a_killed_worker_is_made_by_another_and_published_once(home, tmp_path):
    note = tmp_path / "pids"
    write = f"open({str(note)!r}, 'a').write(f'{{os.getpid()}}\\n')"
    slow = kit.notebook(f"import os, time; {write}; time.sleep(5 if language == 'en' else 0)")
    (home / "notebooks" / "one.ipynb").write_text(json.dumps(slow))
    (tmp_path / "dask").mkdir()
    with dask_cluster.started(tmp_path / "dask") as cluster:
        asked = [str(dask_cluster.DASK.with_name("econsec")), "render", "--all", "--out", str(home / "out")]
        run = subprocess.Popen([*asked, "--cluster", cluster.address], stdout=subprocess.PIPE, text=True)
        while not (note.is_file() and "\n" in note.read_text()):
            time.sleep(0.05)
        cell = int(note.read_text())
        (its,) = [worker for worker in cluster.workers if worker.pid in ancestors(cell)]
        its.send_signal(signal.SIGKILL)
        said, _ = run.communicate(timeout=300)
        assert run.returncode == 0, said
        assert "4 of 4 editions" in said
        cells = [Path(f"/proc/{line}") for line in note.read_text().split()]
        assert len(cells) == 3  # the first, again, and the other language
        deadline = time.monotonic() + 120
        while any(one.exists() for one in cells) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert [one for one in cells if one.exists()] == []
    editions = [path for path in (home / "out").glob("*/*/*") if path.is_dir() and not path.is_symlink()]
    assert len(editions) == 4
    assert [path.name for path in (home / "out").glob(".*")] == [".lock"]
