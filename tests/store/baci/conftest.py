"""A store of one's own, empty and private to each test."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))
    return tmp_path / "store/baci"
