"""Charts on a phone: drawn for the width that is there, with every word whole and no name gone.

Run as a script, it counts over the editions of a folder: ``python tests/browser/test_phones.py OUT`` (see `main`).
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "support" / "pages"))  # as a script
from browser_support import ARGUMENTS, CHROMIUM, CUT_WORDS, opened
from reports_support import every_edition

pytestmark = pytest.mark.browser

PHONES = (320, 390, 620)
FIRST = ("dialogue_brief", "semiconductors")  # in `make test`
REPORTS = every_edition(*FIRST)
UNFOLD = "document.querySelectorAll('details.annex').forEach(fold => { fold.open = true; })"
WIDER = """() => [...document.querySelectorAll('.chart')].filter(each => each.scrollWidth > each.clientWidth + 1)
  .map(each => `${each.closest('figure').id}: ${each.scrollWidth} in ${each.clientWidth}`)"""
# Words that reach over the upper or the lower end of their picture.
BEYOND = """() => [...document.querySelectorAll('.chart svg')].filter(each => each.checkVisibility())
  .flatMap(svg => [...svg.querySelectorAll('text')].filter(each => each.checkVisibility())
    .map(each => [svg.getBoundingClientRect(), each]))
  .filter(([frame, each]) => { const words = each.getBoundingClientRect();
    return words.height && (words.top < frame.top - 2 || words.bottom > frame.bottom + 2); })
  .map(([frame, each]) => `${each.closest('figure').id}: ${each.textContent}`)"""
MET = """() => [...document.querySelectorAll('.chart svg')].filter(each => each.checkVisibility()).flatMap(svg => {
  const texts = [...svg.querySelectorAll('text')].filter(each =>
    each.checkVisibility({opacityProperty: true}) && each.textContent.trim());
  const boxes = texts.map(each => [each.textContent, each.getBoundingClientRect()]);
  return boxes.flatMap(([text, one], at) => boxes.slice(at + 1).filter(([other, two]) => other !== text &&
    one.left < two.right - 2 && two.left < one.right - 2 && one.top < two.bottom - 3 && two.top < one.bottom - 3)
    .map(([other]) => `${svg.closest('figure').id}: ${text} / ${other}`));
})"""
# How much of the width of its picture the plot has: its rows' names, its axis and the words at its right take the rest.
PLOTS = """() => [...document.querySelectorAll('.chart')].map(each => [each.closest('figure').id,
  each.querySelector('svg .background').getBoundingClientRect().width / each.clientWidth])"""


# What gives way to other words: never the name of a row, and another name only where it stands elsewhere in its chart.
GONE = """() => [...document.querySelectorAll('.chart .live svg')].flatMap(svg => {
  const texts = [...svg.querySelectorAll('text')].filter(each => each.textContent.trim());
  const said = new Set(texts.filter(each => each.getAttribute('display') !== 'none').map(each => each.textContent));
  return texts.filter(each => each.getAttribute('display') === 'none' && !said.has(each.textContent) &&
    (each.closest('.role-axis-label') ? each.hasAttribute('stroke') : !/\\d/.test(each.textContent)))
    .map(each => `${svg.closest('figure').id}: ${each.textContent}`);
})"""


# A name, of no row, that lies on the name of a row, or was moved and lies on a mark.
LIES = """() => [...document.querySelectorAll('.chart .live svg')].flatMap(svg => {
  const box = each => each.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].filter(each => each.checkVisibility() && each.textContent.trim());
  const rows = texts.filter(each => each.closest('.role-axis-label') && each.hasAttribute('stroke'));
  const marks = [...svg.querySelectorAll('.mark-symbol path')];
  const lies = (each, others) => others.some(other =>
    box(other).left < box(each).right && box(each).left < box(other).right &&
    box(other).top < box(each).bottom - 3 && box(each).top + 3 < box(other).bottom);
  return texts.filter(each => !each.closest('.role-axis-label') &&
    (lies(each, rows) || (each.style.translate && lies(each, marks))))
    .map(each => `${svg.closest('figure').id}: ${each.textContent}`);
})"""


@pytest.mark.parametrize(
    ("report", "language", "exhibit"),
    [("clean_energy", "ja", "strength-jpn"), ("semiconductors", "en", "strengths-jpn")],
)
def test_a_name_that_is_moved_lies_neither_on_a_mark_nor_on_the_name_of_a_row(
    browser, rendered, report, language, exhibit
):
    with opened(browser, rendered(report, language) / "report.html", width=320) as seen:
        seen.ask(UNFOLD)
        assert seen.count(f"#{exhibit} .live text") > 10
        assert [one for one in seen.ask(LIES) if one.startswith(f"{exhibit}:")] == []


@pytest.mark.parametrize(("report", "language"), REPORTS)
def test_every_chart_is_drawn_for_the_width_of_a_phone(browser, rendered, report, language):
    path = rendered(report, language) / "report.html"
    for width in PHONES:
        with opened(browser, path, width=width) as seen:
            seen.ask(UNFOLD)
            assert seen.count(".chart .live svg") > 2
            for question in (WIDER, CUT_WORDS, BEYOND, GONE):
                assert (width, seen.ask(question)) == (width, [])
            thin = [(name, round(part, 2)) for name, part in seen.ask(PLOTS) if part < LEAST]
            assert (width, thin) == (width, [])


LEAST = 0.3  # of the column


def test_a_phone_that_is_turned_gets_the_chart_of_a_wide_column_and_back(browser, rendered):
    with opened(browser, rendered("dialogue_brief", "en") / "report.html", width=390) as seen:
        shown = "[...document.querySelectorAll('.live svg')].map(each => each.getBoundingClientRect().height)"
        upright = seen.ask(shown)
        seen.page.set_viewport_size({"width": 844, "height": 390})
        assert seen.comes(lambda: seen.ask(shown) != upright)
        assert seen.comes(lambda: seen.ask(WIDER) == seen.ask(CUT_WORDS) == []), seen.ask(WIDER) + seen.ask(CUT_WORDS)
        seen.page.set_viewport_size({"width": 390, "height": 844})
        assert seen.comes(lambda: seen.ask(shown) == upright), seen.ask(shown)
        assert seen.comes(lambda: seen.ask(WIDER) == seen.ask(GONE) == []), seen.ask(WIDER) + seen.ask(GONE)


def main(out: Path) -> int:
    """Print, over the editions below a folder, how many charts are wider than their box and how many words meet."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the tests have a browser of their own

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.read_text().strip(), args=ARGUMENTS)
        for width in PHONES:
            charts = wider = cut = met = 0
            for path in sorted(out.glob("*/*/latest/report.html")):
                with opened(browser, path, width=width) as seen:
                    seen.ask(UNFOLD)
                    found = [seen.ask(question) for question in (WIDER, CUT_WORDS, MET, GONE, LIES)]
                    charts, wider = charts + seen.count(".chart"), wider + len(found[0])
                    cut, met = cut + len(found[1]), met + len(found[2])
                    told = [one for question in found for one in question]
                    sys.stdout.writelines(f"  {width} {path.parents[2].name} {one}\n" for one in told)
            sys.stdout.write(f"{width}: {wider} of {charts} charts wider than their box, {cut} words cut, {met} meet\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))


def test_what_goes_by_in_a_table_does_not_show_through_the_column_that_stays(browser, rendered):
    with opened(browser, rendered("critical_minerals", "en") / "report.html", width=390) as seen:
        over = seen.ask("""() => {
          const table = document.querySelector("#ledger-jpn .scroll"), stays = table.querySelector("thead th");
          table.scrollIntoView({behavior: "instant"});
          return [...Array(30).keys()].map(step => {
            table.scrollLeft = 20 + 5 * step;
            const box = stays.getBoundingClientRect();
            return document.elementFromPoint(box.left + box.width / 2, box.bottom - 12).closest("th") === stays;
          });
        }""")
        assert all(over)
