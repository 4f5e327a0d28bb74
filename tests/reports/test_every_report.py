"""Every report of the portfolio, as its reader gets it: whole sentences, both languages, every number a claim."""

from __future__ import annotations

import pytest
from report_checks import same_numbers, sound

from econsec import paths
from econsec.publish import portfolio

pytestmark = pytest.mark.slow
REPORTS = [report.name for report in portfolio.load(paths.notebooks() / "reports.toml").report]


@pytest.mark.parametrize("report", REPORTS)
def test_the_report_is_whole_in_both_languages(report, rendered):
    editions = rendered(report)
    assert set(editions) == {"en", "ja"}
    sound(editions, least=4 if report == "dialogue_brief" else 7)
    same_numbers(editions)
