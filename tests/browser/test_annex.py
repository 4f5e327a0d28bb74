"""What a report folds away: few exhibits carry the argument, the rest opens by a link, by hand and on paper."""

from __future__ import annotations

import pytest
from browser_support import opened
from reports_support import every_edition

pytestmark = pytest.mark.browser

LARGEST = "critical_minerals"  # in `make test`
REPORTS = every_edition(LARGEST)
FORMS = ["report.html", "report.static.html"]
FOLDED = "details.annex .exhibit"
LEAST, MOST = 5, 9


@pytest.mark.parametrize(("report", "language"), REPORTS)
def test_five_to_nine_exhibits_carry_the_argument(browser, rendered, report, language):
    with opened(browser, rendered(report, language) / "report.static.html") as seen:
        whole = seen.count(".exhibit")
        main = whole - seen.count(FOLDED)
        assert LEAST <= main <= MOST
        numbers = seen.ask("[...document.querySelectorAll('.ordinal')].map(each => +/\\d+/.exec(each.textContent)[0])")
        assert numbers == list(range(1, whole + 1))
        shown = seen.ask("[...document.querySelectorAll('.exhibit')].filter(each => each.checkVisibility()).length")
        assert shown == main


@pytest.mark.parametrize("form", FORMS)
def test_a_link_to_an_exhibit_of_the_annex_opens_it(browser, rendered, form):
    with opened(browser, rendered(LARGEST, "en") / form) as seen:
        last = seen.ask("selector => [...document.querySelectorAll(selector)].at(-1).id", FOLDED)
        assert not seen.page.locator("details.annex").evaluate("fold => fold.open")
        seen.ask("id => { location.hash = id; }", last)
        seen.page.locator(f"#{last}").wait_for(state="visible")
        assert seen.page.locator("details.annex").evaluate("fold => fold.open")
        assert seen.page.locator(f"#{last}").evaluate("one => one.getBoundingClientRect().top < innerHeight")
        assert seen.console == []


@pytest.mark.parametrize("form", FORMS)
def test_paper_holds_the_annex_though_the_screen_folds_it(browser, rendered, form):
    shown = "selector => [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect().height > 40"
    shown += " && each.checkVisibility({ contentVisibilityAuto: true }))"
    with opened(browser, rendered(LARGEST, "en") / form) as seen:
        assert not any(seen.ask(shown, FOLDED))
        seen.page.emulate_media(media="print")
        on_paper = seen.ask(shown, FOLDED)
        assert len(on_paper) > LEAST
        assert all(on_paper)


def test_opened_charts_of_the_annex_are_as_wide_as_their_column(browser, rendered):
    with opened(browser, rendered(LARGEST, "en") / "report.html") as seen:
        seen.page.locator("details.annex > summary").click()
        widths = seen.ask(
            "[...document.querySelectorAll('.annex .fluid')].map(each => "
            "[each.clientWidth, each.querySelector('.live svg').getBoundingClientRect().width])"
        )
        assert widths
        assert all(abs(column - chart) <= 2 for column, chart in widths)
