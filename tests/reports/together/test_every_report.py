"""Every report of the portfolio, as its reader gets it: whole sentences, both languages, every number a claim."""

from __future__ import annotations

import json
import re

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


@pytest.mark.parametrize(
    "report", [pytest.param(one, marks=[] if one == "critical_minerals" else [pytest.mark.slow]) for one in REPORTS]
)
def test_every_column_of_every_file_is_called_in_the_language_of_its_edition(report, rendered):
    for language, edition in rendered(report).items():
        files = sorted((edition.folder / "data").glob("*-metadata.json"))
        assert files
        for path in files:
            told = json.loads(path.read_text(encoding="utf-8"))
            assert told["@context"][1] == {"@language": language}
            for column in told["tableSchema"]["columns"]:
                heading = column.get("dc:title", "")
                assert heading.strip(), f"{path.name}: {column['titles']} has no heading"
                foreign = language == "en" and re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", heading)
                assert not foreign, f"{path.name}: {heading}"


@pytest.mark.slow
@pytest.mark.parametrize("report", REPORTS)
def test_the_report_is_whole_in_both_languages(report, rendered):
    editions = rendered(report)
    assert set(editions) == {"en", "ja"}
    sound(editions, least=4 if report == "dialogue_brief" else 7)
    same_numbers(editions)
