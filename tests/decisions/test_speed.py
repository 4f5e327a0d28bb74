"""The goal for a whole year of trade, in processor seconds: those of time would fail beside any other busy process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parent.parent / "benchmarks" / "bench_decisions.py"


@pytest.mark.slow
def test_all_products_of_a_whole_year_pass_ledger_flags_and_overlay_in_ten_seconds_of_processor():
    printed = subprocess.run([sys.executable, BENCH], capture_output=True, text=True, check=True).stdout
    made = json.loads(printed.splitlines()[-1])
    assert made["flows"] >= 10_000_000
    assert made["products"] == made["ledger"] == 5000
    assert made["cpu"] <= 10
