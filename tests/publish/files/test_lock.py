from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time

import pytest

from econsec.errors import BusyError, RenderError
from econsec.publish.files import lock

HOLDER = """
import sys, time
from pathlib import Path
from econsec.publish.files import lock
with lock.hold(Path(sys.argv[1]), wait=0):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_owner_is_refused_after_its_patience_and_told_who_holds_it(tmp_path, holder):
    started = time.monotonic()
    with (
        pytest.raises(BusyError, match=rf"another run \(process {holder.pid} on .*\) holds .* since 2"),
        lock.hold(tmp_path, wait=0.3),
    ):
        pass
    assert 0.3 <= time.monotonic() - started < 50, "the holder sleeps for longer"


def test_a_lock_dies_with_its_owner(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    with lock.hold(tmp_path, wait=50):
        assert (tmp_path / lock.NAME).exists()


def test_a_lock_file_without_an_owner_is_no_lock(tmp_path):
    (tmp_path / lock.NAME).write_text("4711")
    with lock.hold(tmp_path, wait=0):
        pass


def test_an_owner_lets_go_when_it_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), lock.hold(tmp_path, wait=0):
        1 / 0  # noqa: B018
    with lock.hold(tmp_path, wait=0):
        pass


def test_a_file_system_without_locks_is_named(tmp_path, monkeypatch):
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock.fcntl, "flock", none)
    with pytest.raises(RenderError, match="cannot be locked"), lock.hold(tmp_path, wait=5):
        pass
