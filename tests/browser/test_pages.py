"""Every report, in both languages and both forms, at every width, on screen and paper, by day and by night."""

from __future__ import annotations

import json
import os
import re
from itertools import product

import faces
import pytest
from browser_support import A4, CUT_WORDS, HERE, INVENTED, SCREENS, axe, opened, reviewed

from econsec import paths
from econsec.publish.plan import portfolio

pytestmark = pytest.mark.browser

KEPT = bool(os.environ.get("ECONSEC_SCREENS"))  # to look at, in reports/_screens
FIRST = ("dialogue_brief",)  # in `make test`; the others and the invented one in `make test-all`
REPORTS = {report.name: report.languages for report in portfolio.load(paths.notebooks() / "reports.toml").report}
CONTRAST = (HERE / "contrast.js").read_text(encoding="utf-8")
LEAF = 1005  # CSS pixels between the upper and the lower margin of a page
# What a page would cut: a picture from its headline, rows of a short table, notes, a source line from what it is of.
CUT = """most => [...document.querySelectorAll('.exhibit')].filter(each => {
  const style = (part, name) => getComputedStyle(part)[name], inside = part => style(part, 'breakInside') === 'avoid';
  const parts = [...each.querySelectorAll(':scope > :is(.chart, .caveats, .foot)')];
  if (!each.matches('.long')) parts.push(...each.querySelectorAll(':scope > .scroll'));
  const picture = each.querySelector('.chart'), top = each.getBoundingClientRect().top;
  const above = [...each.querySelectorAll('.ordinal, .headline, .subtitle')];
  return !parts.every(part => inside(part) && part.getBoundingClientRect().height <= most)
    || !above.every(part => style(part, 'breakAfter') === 'avoid')
    || style(each.querySelector('.foot'), 'breakBefore') !== 'avoid'
    || picture && picture.getBoundingClientRect().bottom - top > most;
}).map(each => each.id)"""
# What axe-core is not sure of and nobody has judged. Asked at once: a wide table on a phone has a thousand such cells.
# A line may end a 64th of a pixel beyond its box, as browsers round; axe-core then finds the box not under the whole of
# it, and judges no more. What is seen there is asked of the browser itself.
UNJUDGED = """([unsure, reviewed]) => {
  const inSight = element => {
    const range = document.createRange(), box = element.getBoundingClientRect(), from = scrollY;
    range.selectNodeContents(element);
    return [...range.getClientRects()].every(line => {
      if (line.left < box.left - 0.5 || line.right > box.right + 0.5) return false;
      scrollTo({top: line.top + from - innerHeight / 2, behavior: "instant"});
      const now = element.getBoundingClientRect(), y = now.top + line.top - box.top + line.height / 2;
      const seen = along => element.contains(document.elementFromPoint(line.left + along, y));
      return [...Array(Math.floor(line.width)).keys()].every(seen);
    });
  };
  return unsure.filter(node => {
    const element = document.querySelector(node.target);
    if (node.because.includes("partially obscured") && element && inSight(element)) return false;
    return !reviewed.some(entry => node.rule === entry.rule && node.because.includes(entry.because) &&
      element?.matches(entry.selector));
  });
}"""
FORMS = {"interactive": "report.html", "static": "report.static.html"}
MEDIA = {"1280": (1280, "screen"), "320": (320, "screen"), "print": (A4, "print")}


def cases():
    for report, languages in {INVENTED: ("en", "ja"), **REPORTS}.items():
        # Each form meets each medium in one of the two languages in `make test`, and in both in `make test-all`.
        for number, (form, medium) in enumerate(product(FORMS, MEDIA)):
            for other, language in enumerate(languages):
                marks = [] if report in FIRST and (number + other) % 2 == 0 else [pytest.mark.slow]
                name = f"{report}-{language}-{form}-{medium}"
                yield pytest.param(report, language, form, medium, id=name, marks=marks)


def test_words_that_something_lies_over_stay_unjudged(browser, invented):
    words = {"rule": "color-contrast", "target": "figcaption", "because": "partially obscured by another element"}
    with opened(browser, invented / FORMS["static"], width=A4) as seen:
        assert seen.ask(UNJUDGED, [[words], []]) == []
        seen.ask("""() => {
          const words = document.querySelector("figcaption"), over = document.createElement("div");
          words.before(over);
          over.style.cssText = "position: absolute; width: 2em; height: 2em";
        }""")
        assert seen.ask(UNJUDGED, [[words], []]) == [words]


@pytest.mark.parametrize(("report", "language", "form", "medium"), list(cases()))
def test_page_draws_every_chart_breaks_no_rule_and_asks_for_nothing(browser, rendered, report, language, form, medium):
    path = rendered(report, language) / FORMS[form]
    width, kind = MEDIA[medium]
    paper = kind == "print"
    with opened(browser, path, width=width, scheme="dark") as seen:
        # It is opened by night, and then it is day. Paper is white at any time, so that one time tells of both.
        for scheme in ("dark",) if paper else ("dark", "light"):
            seen.page.emulate_media(media=kind, color_scheme=scheme)
            if paper:
                assert seen.ask("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
                assert seen.ask(CUT, LEAF) == []
            assert_drawn(seen, live=form == "interactive", on_screen=not paper)
            assert seen.ask("document.documentElement.scrollWidth") <= width
            assert (scheme, seen.ask(CONTRAST)) == (scheme, [])
            if KEPT:
                SCREENS.mkdir(parents=True, exist_ok=True)
                seen.page.screenshot(path=SCREENS / f"{report}-{language}-{form}-{medium}-{scheme}.png", full_page=True)
            seen.ask("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
            wrong, unsure = axe(seen, colours=not paper and scheme == "dark")
            assert (scheme, wrong) == (scheme, [])
            assert seen.ask(UNJUDGED, [unsure, reviewed()]) == []
            seen.ask("document.querySelectorAll('details').forEach(fold => { fold.open = false; })")
        assert seen.console == []
        assert seen.requests == []


def assert_drawn(seen, *, live, on_screen):
    charts = seen.count(".chart")
    assert charts == seen.count(".chart:has(.still)") >= 3
    assert seen.ask("[...document.querySelectorAll('[data-failed]')].map(chart => chart.dataset.failed)") == []
    assert seen.count(".chart.drawn > .live svg") == (charts if live else 0)
    shown = ".live svg" if live and on_screen else ".still svg"
    heights = seen.ask(
        "shown => [...document.querySelectorAll(`.chart ${shown}`)].map(each => each.getBoundingClientRect().height)",
        shown,
    )
    assert sum(1 for height in heights if height > 40) == charts


# What a page of paper may end with, though it belongs to what stands on the next one.
PARTED = """() => [...document.querySelectorAll('main :is(h2, h3), main thead')]
  .filter(each => each.checkVisibility())
  .filter(each => getComputedStyle(each)[each.tagName === 'THEAD' ? 'breakBefore' : 'breakAfter'] !== 'avoid')
  .map(each => each.textContent)"""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_heading_ends_a_page_of_paper_and_no_caption_parts_from_its_table(browser, rendered, language):
    with opened(browser, rendered("dialogue_brief", language) / FORMS["interactive"], width=A4) as seen:
        seen.page.emulate_media(media="print")
        assert min(seen.count("main h3"), seen.count("main thead")) >= 1
        assert seen.ask(PARTED) == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_has_a_chart_for_every_chart_of_the_notebook(browser, rendered, language):
    folder = rendered("critical_minerals", language)
    notebook = json.loads((folder / "notebook.ipynb").read_text(encoding="utf-8"))
    mime = "application/vnd.econsec.exhibit+json"
    outputs = [output["data"] for cell in notebook["cells"] for output in cell.get("outputs", ()) if "data" in output]
    charts = sum(1 for data in outputs if mime in data and data[mime]["chart"])
    with opened(browser, folder / "report.html") as seen:
        assert seen.count(".chart.drawn > .live svg") == charts >= 8


EACH = [
    pytest.param(report, language, id=f"{report}-{language}", marks=[] if report in FIRST else [pytest.mark.slow])
    for report, languages in REPORTS.items()
    for language in languages
]
# What is cut off at the right of the page.
BEYOND = """most => [...document.querySelectorAll('main *, .band *')]
  .filter(each => each.checkVisibility() && !each.closest('svg') && !each.closest('.unseen') &&
    (most > 400 || !each.closest('.scroll, .chart')) && each.getBoundingClientRect().right > most + 1)
  .map(each => `${each.tagName} ${each.className}: ${each.textContent.slice(0, 60)}`)"""


# Tables that a screen holds only part of.
MOVED = """() => [...document.querySelectorAll('.exhibit .scroll')]
  .filter(each => each.scrollWidth > each.clientWidth)
  .map(each => `${each.closest('.exhibit').id}: ${each.scrollWidth - each.clientWidth}`)"""


@pytest.mark.parametrize(("report", "language"), EACH)
def test_no_table_is_moved_sideways_on_a_wide_screen(browser, rendered, report, language):
    with opened(browser, rendered(report, language) / FORMS["interactive"]) as seen:
        seen.ask("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        assert seen.ask(MOVED) == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_phone_holds_who_could_supply_whom_and_a_column_of_sentences_stays_wide(chromium, rendered, language):
    path = rendered("dialogue_brief", language) / FORMS["interactive"]
    with opened(chromium("noto"), path, width=390) as seen:  # in a face such as phones have
        seen.ask("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        moved = {each.partition(":")[0] for each in seen.ask(MOVED)}
        assert seen.count("#exchange thead th") == 5
        assert "exchange" not in moved
        long = "[...document.querySelectorAll('table:not(.dense) .l')]"
        widths = seen.ask(f"{long}.map(each => each.getBoundingClientRect().width)")
        assert min(widths) >= 130


@pytest.mark.parametrize(("report", "language"), EACH)
def test_paper_leaves_no_page_half_empty_and_prints_no_hash_of_a_source(browser, rendered, report, language, tmp_path):
    with opened(browser, rendered(report, language) / FORMS["static"], width=A4) as seen:
        seen.page.emulate_media(media="print")
        named, sums = (seen.page.locator(f".sources {one}") for one in (".hash", ".sum"))
        assert named.count() == sums.count() >= 1
        assert all(one.is_visible() for one in named.all())
        assert not any(one.is_visible() for one in sums.all())
        leaves = seen.ask("document.documentElement.scrollHeight") / LEAF
        paper = seen.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 1.3 * leaves


@pytest.mark.parametrize(("report", "language"), EACH)
def test_nothing_is_cut_in_a_wide_face_or_a_narrow_one(any_face, rendered, report, language, tmp_path):
    path = rendered(report, language)
    with opened(any_face, path / FORMS["static"], width=320) as seen:
        for width in (320, 1280):
            seen.page.set_viewport_size({"width": width, "height": 900})
            assert seen.ask("document.documentElement.scrollWidth") <= width
            assert (width, seen.ask(BEYOND, width)) == (width, [])
            assert (width, seen.ask(CUT_WORDS)) == (width, [])
        seen.page.set_viewport_size({"width": A4, "height": LEAF})
        seen.page.emulate_media(media="print")
        assert seen.ask(CUT, LEAF) == []
        assert ("paper", seen.ask(BEYOND, A4)) == ("paper", [])
        assert ("paper", seen.ask(CUT_WORDS)) == ("paper", [])
    with opened(any_face, path / FORMS["interactive"]) as seen:
        assert ("live", seen.ask(CUT_WORDS)) == ("live", [])
        paper = seen.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True, tagged=True)
        assert paper.startswith(b"%PDF")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_brief_is_two_pages_of_paper_before_what_changed_and_what_it_stands_on(
    any_face, rendered, language, tmp_path
):
    with opened(any_face, rendered("dialogue_brief", language) / "report.html", width=A4) as seen:
        sections = "[...document.querySelectorAll('main section')]"
        assert seen.ask(f"{sections}.length") > 3
        seen.ask(f"{sections}.slice(3).forEach(section => section.remove())")
        paper = seen.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2


def test_each_face_is_one_that_pages_are_shown_in(chromium, rendered):
    shown = {}
    for face, name in faces.FACES.items():
        with opened(chromium(face), rendered(INVENTED, "en") / "report.html") as seen:
            session = seen.page.context.new_cdp_session(seen.page)
            session.send("DOM.enable")
            session.send("CSS.enable")
            root = session.send("DOM.getDocument")["root"]["nodeId"]
            node = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
            used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            shown[name] = {each["familyName"] for each in used}
    assert shown == {name: {name} for name in faces.FACES.values()}
