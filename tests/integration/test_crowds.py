"""Many at once on the same report: one does it, the others wait and find it done."""

from __future__ import annotations

import faults
import kit
import pytest

from econsec.publish.editions import edition, runlog

pytestmark = pytest.mark.faults


def crowd(folder, number):
    kit.write(folder / "nb", {"one": kit.notebook("import time; time.sleep(0.5)")})
    programs = [faults.start(folder / "nb", folder / "out", "2026-01-01") for _ in range(number)]
    said = [program.process.communicate(timeout=300)[0] for program in programs]
    assert [program.process.returncode for program in programs] == [0] * number, said
    assert sum("= one rendered" in text for text in said) == 1
    assert sum("= one unchanged" in text for text in said) == number - 1
    assert len(edition.editions(folder / "out" / "one" / "en")) == 1
    assert faults.damage(folder / "out") == []
    assert faults.leftovers(folder / "out") == []
    assert len(runlog.read(folder / "out")) == number


def test_four_runs_at_once_make_one_edition(tmp_path):
    crowd(tmp_path, 4)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_twenty_runs_at_once_make_one_edition(tmp_path):
    crowd(tmp_path, 20)
