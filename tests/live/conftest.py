"""A store of one's own, a stand-in in the publisher's place, and a key that must never be seen."""

from __future__ import annotations

import pytest
from standins import CANARY, QUICK, StandIn, standing

from econsec.live import updating
from econsec.live.asking import hosts
from econsec.live.publishers import publisher, publishers


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("ECONSEC_CACHE", str(tmp_path / "cache"))
    for about in publishers():
        if about.key:
            monkeypatch.delenv(about.key, raising=False)
    return tmp_path / "store"


@pytest.fixture
def key(monkeypatch):
    for about in publishers():
        if about.key:
            monkeypatch.setenv(about.key, CANARY)
    return CANARY


@pytest.fixture
def quick(monkeypatch):
    """Let no test wait as long as a publisher deserves."""
    monkeypatch.setattr(updating, "Limits", lambda **_: QUICK)


@pytest.fixture
def serve(monkeypatch, quick):
    """Return a function that puts a stand-in in the place of a connector's hosts for the length of the test."""
    opened = []

    def put(name: str, answer) -> StandIn:
        context = standing(answer)
        one = context.__enter__()
        opened.append(context)
        places = ",".join(f"{host}={one.place}" for host in publisher(name).hosts)
        monkeypatch.setenv(hosts.STANDINS, places)
        return one

    yield put
    for context in opened:
        context.__exit__(None, None, None)
