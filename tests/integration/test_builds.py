"""Kill a build, or fill its disk: the old data stand whole, or the new ones do, and nothing is left lying about."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from econsec import paths
from econsec.store import build, check, package
from econsec.store.atomic_files import FRESH, READY
from econsec.store.package import sha256

pytestmark = [pytest.mark.faults, pytest.mark.raw]

ECONSEC = Path(sys.executable).with_name("econsec")
#: Dataset: its raw file, a figure in it, another one.
CHANGES = {
    "chip_inputs": ("eto-chip-NC/inputs.csv", ",Chip design,", ",Design of chips,"),
    "facts": ("facts_with_sources.csv", "171000", "171001"),
    "iea_supply": ("iea-critical-minerals/iea_critical_minerals_explorer_2025.json", "5476.0", "5476.1"),
}
# In a copy each, a build that ends itself right before the Nth call that changes the disk, until one comes to its end.
PROGRAM = """
import itertools, os, shutil, signal, sys
from pathlib import Path
from econsec.store import building

raw, old, out, *only = sys.argv[1:]
CALLS = ((os, "fsync"), (os, "unlink"), (os, "rmdir"), (Path, "mkdir"), (Path, "rename"), (Path, "replace"),
         (Path, "write_text"), (Path, "unlink"), (building.parquet, "write"))

def build_until(left, folder):
    def counting(call):
        def counted(*args, **kwargs):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)
        return counted
    for owner, name in CALLS:
        setattr(owner, name, counting(getattr(owner, name)))
    building.build(Path(raw), folder, only=only)

for at in itertools.count(1):
    folder = Path(out, str(at))
    shutil.copytree(old, folder)
    if not (child := os.fork()):
        build_until(at, folder)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""


@pytest.fixture(scope="module")
def altered(raw, tmp_path_factory) -> Path:
    """Return raw files of three small tables in which one figure each is another."""
    folder = tmp_path_factory.mktemp("raw")
    for name, before, after in CHANGES.values():
        shutil.copytree((raw / name).parent, folder / Path(name).parent, dirs_exist_ok=True) if "/" in name else None
        text = (raw / name).read_text(encoding="utf-8")
        assert before in text, name
        (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def old(tmp_path_factory) -> Path:
    """Return the bundle with these three tables only."""
    folder = tmp_path_factory.mktemp("old") / "data"
    shutil.copytree(paths.data(), folder, ignore=shutil.ignore_patterns("*.parquet", ".*"))
    kept = [item for item in package.read(paths.data())["resources"] if item["name"] in CHANGES]
    (folder / package.FILE).write_text(package.text(kept), encoding="utf-8")
    for item in kept:
        (folder / item["path"]).parent.mkdir(exist_ok=True)
        shutil.copy(paths.data() / item["path"], folder / item["path"])
    return folder


@pytest.fixture(scope="module")
def new(old, altered, tmp_path_factory) -> Path:
    """Return what a build of the altered files makes of it."""
    folder = tmp_path_factory.mktemp("new") / "data"
    shutil.copytree(old, folder)
    build(altered, folder, only=CHANGES)
    assert all(hashes(folder)[item["path"]] != hashes(old)[item["path"]] for item in package.read(old)["resources"])
    return folder


def hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path) for path in folder.rglob("*") if path.is_file()}


def whole(folder: Path, old: Path, new: Path) -> bool:
    """Hold a folder to be the old or the new one once its reader has opened it; say whether it is the new one."""
    assert [outcome.detail for outcome in check(folder) if not outcome.passed] == []
    settled = {name: digest for name, digest in hashes(folder).items() if not name.startswith(FRESH)}
    assert settled in (hashes(old), hashes(new))
    return settled == hashes(new)


def command(folder: Path, raw: Path, *only: str) -> list[str]:
    return [str(ECONSEC), "data", "build", "--raw", str(raw), *(word for name in only for word in ("--only", name))]


def test_a_build_killed_at_every_single_step_leaves_the_old_or_the_new_and_the_next_one_clears_up(
    altered, old, new, tmp_path
):
    subprocess.run([sys.executable, "-c", PROGRAM, altered, old, tmp_path, *CHANGES], check=True, timeout=300)
    ways = sorted(tmp_path.iterdir(), key=lambda path: int(path.name))
    assert len(ways) > 30
    became = []
    for folder in ways:
        shutil.copytree(folder, again := folder.with_name(f"{folder.name}-again"))
        became.append(whole(folder, old, new))
        build(altered, again, only=CHANGES)
        assert hashes(again) == hashes(new)
    # The old for a while, and from one step on the new: never back.
    assert became == sorted(became)
    assert 5 < became.index(True) < len(became) - 5


def test_a_command_killed_at_any_time_leaves_the_old_or_the_new(altered, old, new, tmp_path):
    chance = random.Random(20261122)  # noqa: S311 - chance, and the same each time
    folder = tmp_path / "data"
    shutil.copytree(old, folder)
    environment = {**os.environ, "ECONSEC_DATA": str(folder)}
    for _ in range(8):
        running = subprocess.Popen(command(folder, altered, *CHANGES), env=environment, stdout=subprocess.DEVNULL)
        try:
            running.wait(timeout=chance.uniform(0.2, 3))
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        whole(folder, old, new)
    subprocess.run(command(folder, altered, *CHANGES), env=environment, check=True, capture_output=True)
    assert hashes(folder) == hashes(new)
    assert not (folder / FRESH).exists()
    assert not (folder / READY).exists()


@pytest.mark.parametrize("most", [10, 3000, 8000])
def test_a_disk_that_takes_no_more_leaves_the_old_and_says_so(altered, old, new, tmp_path, most):
    folder = tmp_path / "data"
    shutil.copytree(old, folder)
    largest = max(path.stat().st_size for path in new.rglob("*") if path.suffix in {".parquet", ".json"})
    assert most < largest

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        command(folder, altered, *CHANGES),
        env={**os.environ, "ECONSEC_DATA": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert done.returncode == 3, done.stderr
    assert "What was there is untouched" in done.stderr
    assert "Traceback" not in done.stderr
    assert hashes(folder) == hashes(old)


def test_two_builds_of_one_folder_do_not_meet(altered, old, new, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(old, folder)
    environment = {**os.environ, "ECONSEC_DATA": str(folder)}
    crowd = [
        subprocess.Popen(command(folder, altered, *CHANGES), env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [one.communicate(timeout=300)[1] for one in crowd]
    codes = [one.returncode for one in crowd]
    assert 0 in codes
    assert all(code == 0 or "another process is writing" in words for code, words in zip(codes, said, strict=True))
    assert hashes(folder) == hashes(new)
    assert json.loads((folder / package.FILE).read_text(encoding="utf-8"))["name"] == "econsec-data"
