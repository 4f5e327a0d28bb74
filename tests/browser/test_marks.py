"""What marks say to a pointer and to a keyboard: words and numbers as readers write them, and never a column's name."""

from __future__ import annotations

import re

import pytest
from browser_support import opened
from reports_support import every_edition

pytestmark = pytest.mark.browser

FIRST = "dialogue_brief"  # in `make test`
REPORTS = every_edition(FIRST)
# Every mark that a chart lets be reached, as the page reads it: keys.js asks the same.
SAID = """[...document.querySelectorAll('.chart')].filter(each => each.querySelector('.live')).map(each => ({
  id: each.closest('.exhibit').id,
  said: [...each.querySelectorAll('.live svg *')].map(mark => mark.__data__?.tooltip).filter(
    tip => typeof tip === 'object' && tip).map(tip => Object.entries(tip)),
}))"""
RAW = re.compile(r"\d[eE][+-]?\d|\d{5,}|[1-9]\.\d{5,}|\.0*[1-9]\d{4,}|NaN|null|undefined|^[a-z]+(_[a-z]+)+$|\d月 ?\d")


def plain(name: str, text: object) -> bool:
    """Say whether a reader may be told this: a name is blank or of the catalogue, a text holds no raw number."""
    return not name.strip() and isinstance(text, str) and not RAW.search(text)


@pytest.mark.parametrize(("report", "language"), REPORTS)
def test_every_chart_speaks_and_no_mark_names_a_column_or_a_raw_number(browser, rendered, report, language):
    with opened(browser, rendered(report, language) / "report.html") as seen:
        charts = seen.ask(SAID)
    assert charts
    assert [chart["id"] for chart in charts if not chart["said"]] == []
    wrong = [(chart["id"], name, text) for chart in charts for mark in chart["said"] for name, text in mark]
    assert [each for each in wrong if not plain(*each[1:])] == []


def test_the_first_arrow_key_speaks_in_every_chart_and_the_pointer_shows_the_same(browser, rendered):
    with opened(browser, rendered(FIRST, "ja") / "report.html") as seen:
        for fold in seen.page.locator("details.annex > summary").all():
            fold.click()
        for live in seen.page.locator(".live").all():
            live.press("ArrowRight")
            spoken = live.locator("xpath=following-sibling::p[@aria-live]").inner_text()
            assert spoken
            shown = seen.page.locator(".tip").inner_text()
            assert "".join(shown.split()) == re.sub(r"[;\s]", "", spoken)
            live.press("Escape")


@pytest.mark.parametrize(
    ("name", "text"), [("year", "2017"), (" ", "8.093e+3"), (" ", "rival_share"), (" ", "0.796812"), (" ", None)]
)
def test_what_no_reader_is_told_would_be_found(name, text):
    assert not plain(name, text)
