"""How large a page may be. How soon its first words are seen is measured by tests/benchmarks/bench_pages.py."""

from __future__ import annotations

import pytest
from reports_support import every_edition

LARGEST = "critical_minerals"  # in `make test`
REPORTS = every_edition(LARGEST)


@pytest.mark.parametrize(("report", "language"), REPORTS)
def test_the_interactive_form_is_at_most_1_3_mb_and_the_static_one_300_kb(rendered, report, language):
    folder = rendered(report, language)
    assert (folder / "report.html").stat().st_size <= 1_300_000
    assert (folder / "report.static.html").stat().st_size < 300_000
