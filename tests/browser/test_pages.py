"""Every report, in both languages and both forms, at every width, on screen and paper, by day and by night."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest
from browser_support import A4, HERE, INVENTED, SCREENS, axe, opened, reviewed

from econsec import paths
from econsec.publish.plan import portfolio

pytestmark = pytest.mark.browser

FIRST = ("critical_minerals", "dialogue_brief")  # in `make test`; the others and the invented one in `make test-all`
REPORTS = {report.name: report.languages for report in portfolio.load(paths.notebooks() / "reports.toml").report}
CONTRAST = (HERE / "contrast.js").read_text(encoding="utf-8")
LEAF = 1005  # CSS pixels between the upper and the lower margin of a page
# Exhibits that a page would cut, though they fit on one: each but those said to be long.
CUT = """most => [...document.querySelectorAll('.exhibit:not(.long)')]
  .filter(each => getComputedStyle(each).breakInside !== 'avoid' || each.getBoundingClientRect().height > most)
  .map(each => `${each.id}: ${Math.round(each.getBoundingClientRect().height)}`)"""
FORMS = {"interactive": "report.html", "static": "report.static.html"}
MEDIA = {"1280": (1280, "screen"), "320": (320, "screen"), "print": (A4, "print")}


def cases():
    for report, languages in {INVENTED: ("en", "ja"), **REPORTS}.items():
        marks = [] if report in FIRST else [pytest.mark.slow]
        for language, form, medium, scheme in product(languages, FORMS, MEDIA, ("light", "dark")):
            yield pytest.param(
                report, language, form, medium, scheme, id=f"{report}-{language}-{form}-{medium}-{scheme}", marks=marks
            )


CASES = list(cases())


def show(seen, medium, scheme):
    if MEDIA[medium][1] == "print":
        seen.page.emulate_media(media="print", color_scheme=scheme)


@pytest.mark.parametrize(("report", "language", "form", "medium", "scheme"), CASES)
def test_page_draws_every_chart_breaks_no_rule_and_asks_for_nothing(
    browser, rendered, report, language, form, medium, scheme
):
    path = rendered(report, language) / FORMS[form]
    width, kind = MEDIA[medium]
    with opened(browser, path, width=width, scheme=scheme) as seen:
        if kind == "print":
            seen.page.emulate_media(media="print", color_scheme=scheme)
            assert seen.ask("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
            assert seen.ask(CUT, LEAF) == []
        assert_drawn(seen, live=form == "interactive", on_screen=kind == "screen")
        assert seen.ask("document.documentElement.scrollWidth") <= width
        assert seen.ask(CONTRAST) == []
        SCREENS.mkdir(parents=True, exist_ok=True)
        seen.page.screenshot(path=SCREENS / f"{report}-{language}-{form}-{medium}-{scheme}.png", full_page=True)
        seen.ask("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        wrong, unsure = axe(seen, dark=scheme == "dark")
        assert wrong == []
        assert [node for node in unsure if not any(judged(seen, node, entry) for entry in reviewed())] == []
        assert seen.console == []
        assert seen.requests == []


def assert_drawn(seen, *, live, on_screen):
    charts = seen.count(".chart")
    assert charts == seen.count(".chart:has(.still)") >= 3
    assert seen.ask("[...document.querySelectorAll('[data-failed]')].map(chart => chart.dataset.failed)") == []
    assert seen.count(".chart.drawn > .live svg") == (charts if live else 0)
    shown = ".live svg" if live and on_screen else ".still svg"
    boxes = [each.bounding_box() for each in seen.page.locator(f".chart {shown}").all()]
    assert sum(1 for box in boxes if box and box["height"] > 40) == charts


def judged(seen, node, entry):
    matches = "([target, selector]) => document.querySelector(target)?.matches(selector) ?? false"
    alike = node["rule"] == entry["rule"] and entry["because"] in node["because"]
    return alike and seen.ask(matches, [node["target"], entry["selector"]])


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_has_a_chart_for_every_chart_of_the_notebook(browser, rendered, language):
    folder = rendered("critical_minerals", language)
    notebook = json.loads((folder / "notebook.ipynb").read_text(encoding="utf-8"))
    mime = "application/vnd.econsec.exhibit+json"
    outputs = [output["data"] for cell in notebook["cells"] for output in cell.get("outputs", ()) if "data" in output]
    charts = sum(1 for data in outputs if mime in data and data[mime]["chart"])
    with opened(browser, folder / "report.html") as seen:
        assert seen.count(".chart.drawn > .live svg") == charts >= 8


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_prints_on_paper_without_cutting_a_table(browser, rendered, language, tmp_path):
    with opened(browser, rendered("critical_minerals", language) / "report.html", width=A4) as seen:
        seen.page.emulate_media(media="print")
        wide = "[...document.querySelectorAll('table, .chart svg')].filter(each => each.checkVisibility())"
        assert (
            seen.ask(f"{wide}.map(each => each.getBoundingClientRect().right).filter(right => right > {A4 + 1})") == []
        )
        paper = tmp_path / "page.pdf"
        seen.page.pdf(path=paper, prefer_css_page_size=True, tagged=True)
        assert paper.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_brief_is_two_pages_of_paper_before_what_changed_and_what_it_stands_on(
    browser, rendered, language, tmp_path
):
    with opened(browser, rendered("dialogue_brief", language) / "report.html", width=A4) as seen:
        sections = "[...document.querySelectorAll('main section')]"
        assert seen.ask(f"{sections}.length") > 3
        seen.ask(f"{sections}.slice(3).forEach(section => section.remove())")
        paper = seen.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
