"""Render 48 editions here and on a Dask cluster that loses a worker: ``python tests/benchmarks/bench_cluster.py``.

The portfolio in both languages, and a sweep of two reports over three importers and two partners: once by our own
processes, once by a scheduler and two workers on this machine, of which one is killed while it renders. The two have to
be the same to the byte.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import dask_cluster

DAY = "2026-11-29"
SWEEP = ["explore_product", "critical_minerals", "--sweep", "importer=KOR,DEU,FRA", "--sweep", "partner=AUS,VNM"]
ASKED = (["--all"], SWEEP)
#: As many editions are there when the worker is killed.
UNTIL = 10


def command(asked: list[str], out: Path, *more: str) -> list[str]:
    """Return the command that a user types."""
    return [str(Path(sys.executable).with_name("econsec")), "render", *asked, "--date", DAY, "--out", str(out), *more]


def editions(out: Path) -> dict[str, bytes]:
    """Return every file of every edition."""
    manifests = [path for path in out.rglob("edition.json") if ".econsec-run" not in str(path)]
    every = [path for manifest in manifests for path in manifest.parent.rglob("*") if path.is_file()]
    return {str(path.relative_to(out)): path.read_bytes() for path in every}


def here(out: Path) -> None:
    """Render all by our own processes."""
    for asked in ASKED:
        subprocess.run(command(asked, out), check=True, capture_output=True)


def there(out: Path, room: Path) -> None:
    """Render all on a cluster, and kill one of its workers as it renders."""
    with dask_cluster.started(room) as cluster:
        for asked in ASKED:
            run = subprocess.Popen(command(asked, out, "--cluster", cluster.address), stdout=subprocess.PIPE, text=True)
            if asked is SWEEP:
                before = _whole(out)
                while _whole(out) < before + UNTIL:
                    time.sleep(0.2)
                cluster.workers[0].send_signal(signal.SIGKILL)
                print(f"    a worker killed when {_whole(out) - before} of the sweep's editions were there")  # noqa: T201
            said, _ = run.communicate()
            assert run.returncode == 0, said


def _whole(out: Path) -> int:
    return len([path for path in out.rglob("latest") if path.is_symlink()])


def main(folder: Path) -> None:
    """Print what each took, and whether they are the same."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")  # noqa: T201
    (folder / "dask").mkdir(parents=True)

    for name, run in {
        "our own processes": lambda: here(folder / "here"),
        "a cluster, two workers, one killed": lambda: there(folder / "there", folder / "dask"),
    }.items():
        begun = time.perf_counter()
        run()
        print(f"{name:36} {time.perf_counter() - begun:7.1f} s")  # noqa: T201
    made = [editions(folder / name) for name in ("here", "there")]
    count = len([path for path in made[0] if path.endswith("edition.json")])
    print(f"{count} editions, {len(made[0])} files, the same to the byte: {made[0] == made[1]}")  # noqa: T201
    left = [path.name for path in (folder / "there").glob(".*") if path.name != ".lock"]
    assert made[0] == made[1]
    assert left == []


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as name:
            main(Path(name))
