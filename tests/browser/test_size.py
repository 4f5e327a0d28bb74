"""How large a page may be. How soon its first words are seen is measured by tests/benchmarks/bench_pages.py."""

from __future__ import annotations

import pytest

from econsec import paths
from econsec.publish.plan import portfolio

LARGEST = "critical_minerals"  # in `make test`; the others in `make test-all`
REPORTS = [
    pytest.param(report.name, language, marks=[] if report.name == LARGEST else [pytest.mark.slow])
    for report in portfolio.load(paths.notebooks() / "reports.toml").report
    for language in report.languages
]


@pytest.mark.parametrize(("report", "language"), REPORTS)
def test_the_interactive_form_is_at_most_1_3_mb_and_the_static_one_300_kb(rendered, report, language):
    folder = rendered(report, language)
    assert (folder / "report.html").stat().st_size <= 1_300_000
    assert (folder / "report.static.html").stat().st_size < 300_000
