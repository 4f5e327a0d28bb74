"""Kill a refresh at random moments, run two at once: the last vintage stands whole, or the new one does."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from comtrade_standin import Comtrade
from standins import standing

from econsec.live.asking import hosts
from econsec.store.kept import condition, vintages
from econsec.store.query import load

pytestmark = pytest.mark.faults

SEED = 20261129
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from standins import QUICK
from econsec.live import updating
from econsec.live.connectors.trade import comtrade
updating.Limits = lambda **_: QUICK
asks = [comtrade.wanted(["280530", "850511"], "JPN", "2025", monthly=True)]
print("begin", flush=True)
print("new" if updating.update("comtrade", asks)[1] else "same")
"""
SUPPORT = os.path.join(os.path.dirname(os.path.dirname(__file__)), "support", "publishers")  # noqa: PTH118, PTH120


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def start():
    command = [sys.executable, "-c", PROGRAM, SUPPORT]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def state():
    """Return the revision that the newest vintage tells of, after proving that every vintage is whole."""
    for folder in vintages.folders():
        assert condition.trouble(vintages.read(folder)) == ""
    if not vintages.folders():
        return None
    return load("trade_monthly", partner="WLD", flow="imports", product="280530", month=1)["value"].item() / 60_000


def kill_at_random(office, times):
    reached = set()
    moments = random.Random(SEED)  # noqa: S311 - the same moments each time
    began = time.monotonic()
    office.revised = {"202501": 1.0}
    first = start()
    _, problem = first.communicate(timeout=300)
    assert first.returncode == 0, problem
    length = time.monotonic() - began
    for number in range(times):
        before = state()
        office.revised = {"202501": 2.0 + number}
        running = start()
        assert running.stdout.readline() == "begin\n"
        time.sleep(moments.uniform(0, length * 0.5))
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=300)
        after = state()
        assert after in {before, 2.0 + number}, f"run {number}"
        reached.add(after == before)
    last = start()
    _, problem = last.communicate(timeout=300)
    assert last.returncode == 0, problem
    assert state() == 1.0 + times
    assert not list(vintages.root().rglob(f"{vintages.WORK}*"))
    return reached


def test_a_refresh_is_killed_at_some_moments(store, monkeypatch):
    office = Comtrade()
    with standing(office) as one:
        monkeypatch.setenv(hosts.STANDINS, f"comtradeapi.un.org={one.place}")
        kill_at_random(office, 6)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_refresh_is_killed_at_100_random_moments(store, monkeypatch):
    office = Comtrade()
    with standing(office) as one:
        monkeypatch.setenv(hosts.STANDINS, f"comtradeapi.un.org={one.place}")
        assert kill_at_random(office, 100) == {True, False}, "some were too early to change anything, some too late"


def test_two_at_once_leave_one_vintage_and_the_second_says_that_it_is_not_alone(store, monkeypatch):
    with standing(Comtrade()) as one:
        monkeypatch.setenv(hosts.STANDINS, f"comtradeapi.un.org={one.place}")
        both = [start(), start()]
        said = [process.communicate(timeout=300) for process in both]
    codes = [process.returncode for process in both]
    assert 0 in codes, said
    assert len(vintages.folders()) == 1
    for code, (_, problem) in zip(codes, said, strict=True):
        assert code == 0 or "BusyError" in problem
    assert state() == 1.0
