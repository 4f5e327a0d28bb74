"""A Dask cluster of real processes on loopback: the same figures and pages, whoever of its workers is killed."""

from __future__ import annotations

import subprocess
import sys

import dask_cluster
import pytest
from baci_years import write_zip
from commands import run as econsec

from econsec.store import add_baci, make_cubes
from econsec.store.baci import shelf


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with dask_cluster.started(tmp_path_factory.mktemp("dask")) as made:
        yield made


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))


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
