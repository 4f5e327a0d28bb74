"""Two small notebooks in two languages, and where their editions go."""

from __future__ import annotations

import kit
import pytest

from econsec.publish import render


@pytest.fixture
def portfolio(tmp_path):
    return kit.write(tmp_path / "nb", {"one": kit.notebook(), "two": kit.notebook("1 + 1")}, languages=("en", "ja"))


@pytest.fixture
def settings(tmp_path):
    return render.Settings(out=tmp_path / "reports", date=kit.DAY)
