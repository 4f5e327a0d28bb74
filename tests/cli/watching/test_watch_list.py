"""A watch list that cannot be looked at is told by the exit code, and the gallery keeps what stands."""

from __future__ import annotations

import kit
import pytest

from econsec.cli.watching import watch_list
from econsec.errors import BusyError
from econsec.publish.render import Settings


@pytest.mark.parametrize("error", [BusyError("another run has it"), OSError(28, "No space left on device")])
def test_a_list_that_was_not_looked_at_is_no_list_without_hits(tmp_path, monkeypatch, capsys, error):
    def broken(*_, **__):
        raise error

    monkeypatch.setattr("econsec.publish.watches.standing.settle", broken)
    reports = kit.write(tmp_path / "nb", {"one": kit.notebook()})
    found = watch_list.settled(reports, Settings(out=tmp_path / "out", date="2026-01-02"))
    assert found is None
    assert (watch_list.lost(found), watch_list.hit(found)) == (1, 0)
    assert (watch_list.lost([]), watch_list.hit([])) == (0, 0)
    assert "was not looked at" in capsys.readouterr().err
