from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from econsec.publish.files import scratch

HOLDER = """
import time
from econsec.publish.files import scratch
with scratch.folder() as made:
    print(made, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "root", lambda: tmp_path)
    return tmp_path


def test_a_folder_is_private_and_gone_when_done(place):
    with scratch.folder() as made:
        (made / "k").write_text("")
        assert made.stat().st_mode & 0o777 == 0o700
    assert list(place.iterdir()) == []


def test_what_a_killed_run_left_is_gone_after_the_next(monkeypatch):
    with subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True) as process:
        left = Path(process.stdout.readline().strip())
        scratch.sweep()
        assert left.is_dir(), "it is held"
        process.kill()
        process.wait()
    scratch.sweep()
    assert not left.exists()


def test_what_a_dying_run_still_held_when_this_one_began_is_gone_when_it_ends(monkeypatch):
    with subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True) as process:
        left = Path(process.stdout.readline().strip())
        with scratch.folder() as made:
            monkeypatch.setattr(tempfile, "tempdir", str(made))  # as the workers' server does
            assert left.is_dir(), "it is held"
            process.kill()
            process.wait()
        assert not left.exists()


def test_a_folder_that_was_written_to_while_it_was_thrown_away_is_thrown_away_again(place, monkeypatch):
    remove, late = shutil.rmtree, []

    def disturbed(folder, **options):
        remove(folder, **options)
        if not late:  # as a process does that is being killed
            late.append(folder)
            folder.mkdir()
            (folder / "late").write_text("")

    monkeypatch.setattr(scratch.shutil, "rmtree", disturbed)
    with scratch.folder():
        pass
    assert late
    assert list(place.iterdir()) == []


def test_a_long_place_for_temporary_files_is_not_used_for_sockets(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/" + "x" * 80)
    assert scratch.root() == Path("/tmp")
