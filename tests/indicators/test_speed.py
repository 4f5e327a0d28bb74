"""The goals for speed and memory, in processor seconds: those of time would fail beside any other busy process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parent.parent / "benchmarks" / "bench_indicators.py"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("work", "years", "seconds", "gigabytes"),
    [
        ("complexity", 1, 1.5, 1.5),
        ("complexity", 10, 8.0, 1.5),
        ("tci", 1, 1.0, 1.5),
        ("flags", 1, 5.0, 2.5),
        ("hhi", 1, 4.0, 2.5),
        ("top", 1, 6.0, 2.5),
    ],
)
def test_whole_matrices_take_no_longer_and_no_more_than_was_promised(work, years, seconds, gigabytes):
    call = [sys.executable, BENCH, "--work", work, "--years", str(years)]
    made = json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
    assert made["cpu"] <= seconds
    assert made["peak"] <= gigabytes * 1e9
