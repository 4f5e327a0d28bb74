"""A package may be asked to read before the fork what each of its users would read first."""

from __future__ import annotations

import sys

from econsec.publish.processes.cell_server import preload


def test_a_package_reads_ahead_once_whatever_of_it_is_imported(tmp_path, monkeypatch):
    (tmp_path / "wise_pages.py").write_text(
        "read = []\ndef _read_ahead_():\n    read.append('all')\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    preload(["wise_pages:read", "wise_pages", "json"])
    assert sys.modules.pop("wise_pages").read == ["all"]


def test_a_package_that_cannot_read_ahead_is_read_by_its_cells(tmp_path, monkeypatch):
    (tmp_path / "hasty_pages.py").write_text(
        "def _read_ahead_():\n    raise FileNotFoundError('no pages')\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    preload(["hasty_pages", "not_there_at_all"])
    assert sys.modules.pop("hasty_pages")
