"""Each question is written whole, and the headline counts what can be fetched."""

from __future__ import annotations

import pytest

from econsec import decisions
from econsec.exhibits import Report
from econsec.exhibits.agenda.unanswered import unanswered
from econsec.store.catalog import dataset

PAIRS = [("JPN", "IND", "CHN"), ("DEU", "IND", "CHN"), ("DEU", "VNM", "RUS"), ("USA", "HKG", "CHN")]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("roles", PAIRS)
def test_each_question_says_why_who_and_how(roles, language, sound):
    report = Report(*roles, 2024, language)
    questions = decisions.unanswered(**report.roles, year=2024, codes=["280530"])
    shown = sound(unanswered(report.on(dataset("export_controls")), questions))
    cells = [[cell["text"] for cell in row] for row in shown.payload()["table"]["rows"]]
    assert len(cells) == len(questions)
    assert all(text.strip("–") for row in cells for text in row)
    assert len({row[0] for row in cells}) == len(cells)  # two economies without stocks are two questions
    typed = [row[-1] for row in cells if row[-1].startswith("econsec ")]
    assert str(len(typed)) in shown.headline
    assert str(len(cells) - len(typed)) in shown.headline
