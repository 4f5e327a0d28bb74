"""Every report of the portfolio, as its reader gets it: whole sentences, both languages, every number a claim."""

from __future__ import annotations

import pytest
from report_checks import filled, same_numbers, sound

from econsec import paths
from econsec.publish.plan import portfolio

REPORTS = [report.name for report in portfolio.load(paths.notebooks() / "reports.toml").report]


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        ([{"label": "a", "value": 0.5}], True),
        ([{"label": "a", "state": "yes"}], True),
        ([{"label": "a", "value": None}], False),
        ([{"at": 1.0}], False),
        ([], False),
    ],
)
def test_a_chart_without_a_datum_is_found(rows, seen):
    assert (
        filled({"data": [{"name": "source", "values": rows}, {"name": "globe", "values": {"type": "Sphere"}}]}) is seen
    )


@pytest.mark.slow
@pytest.mark.parametrize("report", REPORTS)
def test_the_report_is_whole_in_both_languages(report, rendered):
    editions = rendered(report)
    assert set(editions) == {"en", "ja"}
    sound(editions, least=4 if report == "dialogue_brief" else 7)
    same_numbers(editions)
