"""Fill the disk, at every step: what stood stands, or the new is whole."""

from __future__ import annotations

import errno
import itertools
import os
import resource
from pathlib import Path
from threading import Lock

import faults
import kit
import pytest

from econsec.publish.editions import edition
from econsec.publish.files import durable

pytestmark = pytest.mark.faults

HASH = "0" * 64


def manifest(name):
    named = {"name": "n.ipynb", "sha256": HASH}
    facts = {"report": "r", "title": "R", "language": "en", "date": "2026-01-02", "parameters": {}, "notebook": named}
    return edition.Manifest(**facts, id=name, inputs=(), code=HASH, versions={}, fingerprint=HASH, base=HASH)


class Full:
    """A system that fails at the Nth call which changes the disk."""

    CALLS = (
        (os, "fsync"),
        (os, "open"),
        (Path, "mkdir"),
        (Path, "open"),
        (Path, "rename"),
        (Path, "replace"),
        (Path, "symlink_to"),
    )

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        self.left, self.lock = at, Lock()  # files are brought to the disk side by side
        for owner, name in self.CALLS:
            monkeypatch.setattr(owner, name, self.counting(getattr(owner, name)))

    def counting(self, call):
        def counted(*args: object, **kwargs: object):
            with self.lock:
                self.left -= 1
                fails = self.left == 0
            if fails:
                raise OSError(errno.ENOSPC, "No space left on device")
            return call(*args, **kwargs)

        return counted


@pytest.mark.parametrize("same", [False, True])
def test_a_failure_at_every_single_step_leaves_the_old_or_the_new(tmp_path, same):
    files = {"report.html": b"old", "data/x.csv": b"1"}
    failures = 0
    for at in itertools.count(1):
        folder = tmp_path / str(at)
        edition.write(folder, manifest("old"), files, keep=1)
        with pytest.MonkeyPatch.context() as monkeypatch:
            Full(monkeypatch, at)
            try:
                edition.write(folder, manifest("old" if same else "new"), {**files, "report.html": b"new"}, keep=1)
            except OSError:
                failures += 1
            else:
                break
        latest = edition.latest(folder)
        assert latest is not None, f"call {at}"
        assert latest.damage() == [], f"call {at}"
        assert latest.html.read_bytes() in (b"old", b"new")
        durable.sweep(folder)
        edition.write(folder, manifest("after"), files, keep=1)
        assert [path.name for path in folder.iterdir() if path.name != "latest"] == ["after"], f"call {at}"
    assert failures >= 10


@pytest.mark.parametrize("most", [1, 1000, 5000, 20_000, 100_000])
def test_a_disk_that_is_full_at_some_size_of_file_fails_the_report_and_keeps_the_old(tmp_path, most):
    kit.write(tmp_path / "nb", {"one": kit.notebook()})
    first = faults.start(tmp_path / "nb", tmp_path / "out", "2026-01-01")
    first.process.communicate(timeout=300)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    program = faults.start(tmp_path / "nb", tmp_path / "out", "2026-01-02", before=limit)
    said, complained = program.process.communicate(timeout=300)
    latest = edition.latest(tmp_path / "out" / "one" / "en")
    assert latest.damage() == []
    assert program.process.returncode != 0 or most > 5000, "the manifest alone is longer"
    if program.process.returncode == 0:
        assert latest.manifest.date == "2026-01-02"
    else:
        assert latest.manifest.date == "2026-01-01", said + complained
        assert "File too large" in said + complained
    assert program.orphans() == []
    again = faults.start(tmp_path / "nb", tmp_path / "out", "2026-01-02")
    again.process.communicate(timeout=300)
    assert again.process.returncode == 0
    assert faults.leftovers(tmp_path / "out") == []
