"""What the page does when it is used: with a pointer, with keys alone, without its scripts, with a chart that fails."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from browser_support import axe, opened

pytestmark = pytest.mark.browser

COLUMN = "[...document.querySelectorAll('#one-place tbody tr')].map(row => row.cells[{}].textContent)"
FOCUSED = "document.activeElement"


def test_a_table_sorts_by_value_and_not_by_text(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        imports = seen.page.locator("#one-place thead th").nth(2)
        imports.locator("button").click()
        assert imports.get_attribute("aria-sort") == "descending"
        assert seen.ask(COLUMN.format(2))[0] == "1,234.5"
        imports.locator("button").click()
        assert imports.get_attribute("aria-sort") == "ascending"
        assert seen.ask(COLUMN.format(2))[0] == "176.4"
        seen.page.locator("#one-place thead th button").first.press("Enter")
        assert imports.get_attribute("aria-sort") is None
        assert seen.ask(COLUMN.format(0))[0] == "Vibranium"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_long_table_shows_the_rows_that_hold_what_is_typed_and_prints_them_all(browser, rendered, language):
    with opened(browser, rendered("dialogue_brief", language) / "report.html") as seen:
        exhibit = seen.page.locator("#unanswered")
        field, rows = exhibit.get_by_role("searchbox"), exhibit.locator("tbody tr")
        held = [row.text_content().lower() for row in rows.all()]
        word = exhibit.locator("tbody th").last.text_content().split()[0].lower()
        wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in word)
        assert len(held) >= 10
        for typed, wanted in ((word, word), (f" {wide.upper()} ", word), (f"{word} zzz", "zzz")):
            field.fill(typed)
            expected = [wanted in text for text in held]
            assert [row.is_visible() for row in rows.all()] == expected
            told = exhibit.get_by_role("status").filter(has_text=str(len(held))).text_content()
            assert [int(number) for number in re.findall(r"\d+", told)] in (
                [sum(expected), len(held)],
                [len(held), sum(expected)],
            )
        assert axe(seen)[0] == []
        seen.page.emulate_media(media="print")
        assert all(row.is_visible() for row in rows.all())
        assert not field.is_visible()
        seen.page.emulate_media(media="screen")
        field.fill("")
        assert all(row.is_visible() for row in rows.all())


def test_the_keyboard_walks_from_mark_to_mark_and_is_told_what_each_says(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        chart = seen.page.locator("#dependence .live")
        chart.focus()
        assert chart.get_attribute("role") == "application"
        assert chart.get_attribute("aria-label").startswith("Seven ores")
        said = seen.page.locator("#dependence [aria-live]")
        chart.press("ArrowRight")
        first = said.text_content()
        assert "ore: Unobtainium" in first
        assert "share: 99.6%" in first
        assert seen.page.locator(".tip").is_visible()
        assert seen.page.locator("#dependence .ring").is_visible()
        chart.press("End")
        assert "Vibranium" in said.text_content()
        chart.press("Escape")
        assert seen.page.locator(".tip").is_hidden()
        chart.press("Home")
        assert said.text_content() == first


def test_every_thing_that_can_be_used_is_reached_by_tab_and_shows_it(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        usable = "a[href], button, input, select, summary, [tabindex='0']"
        wanted = seen.ask(f"[...document.querySelectorAll({usable!r})].filter(each => each.checkVisibility()).length")
        reached = 0
        for _ in range(wanted + 5):
            seen.page.keyboard.press("Tab")
            if seen.ask(f"{FOCUSED} === document.body"):
                break
            reached += 1
            assert seen.ask(f"getComputedStyle({FOCUSED}).outlineStyle") != "none"
        assert reached == wanted


def test_the_first_tab_leads_past_the_head(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        assert seen.ask(f"{FOCUSED}.id") == "main"


def test_the_contents_list_follows_the_reader(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        current = seen.page.locator(".contents a[aria-current]")
        assert current.text_content() == "Dependence"
        seen.page.locator("#trend").scroll_into_view_if_needed()
        seen.page.locator("#heat").scroll_into_view_if_needed()
        assert current.text_content() == "Better or worse?"
        box = seen.page.locator(".contents").bounding_box()
        assert box["y"] >= 0


def test_a_chart_that_fails_keeps_its_picture_and_its_table(browser, invented, tmp_path):
    html = (invented / "report.html").read_text(encoding="utf-8")
    spec = re.search(r'id="trend-spec">(.*?)</script>', html)[1]
    broken = json.loads(spec) | {"marks": [{"type": "rect", "from": {"data": "nowhere"}}]}
    (tmp_path / "broken.html").write_text(html.replace(spec, json.dumps(broken)), encoding="utf-8")
    with opened(browser, tmp_path / "broken.html") as seen:
        assert seen.count("[data-failed]") == 1
        assert seen.page.locator("#trend .still svg").is_visible()
        assert seen.count("#trend .live") == 0
        seen.page.locator("#trend .foot summary").first.click()
        assert seen.page.locator("#trend .foot table").is_visible()
        assert seen.count(".chart.drawn") == seen.count(".chart") - 1
        assert seen.console == []


@pytest.mark.parametrize("breaks", ["window.vega = undefined;", "throw new Error('the runtime is broken');"])
def test_a_runtime_that_fails_leaves_every_picture_and_table(browser, invented, tmp_path, breaks):
    html = (invented / "report.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    runtime = max(scripts, key=len)
    broken = html.replace(runtime, breaks)
    assert _digest(runtime) in html, "the policy allows the runtime by what it holds, and must allow the broken one"
    broken = broken.replace(_digest(runtime), _digest(breaks))
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
    with opened(browser, tmp_path / "broken.html", ready=False) as seen:
        seen.page.wait_for_timeout(500)
        pictures = [each.bounding_box() for each in seen.page.locator(".chart .still svg").all()]
        assert len(pictures) == seen.count(".chart")
        assert all(box["height"] > 40 for box in pictures)
        seen.page.locator("#trend .foot summary").first.click()
        assert seen.page.locator("#trend .foot table").is_visible()
        assert seen.requests == []


@pytest.mark.parametrize("width", [1920, 3440])
def test_a_wide_screen_gets_lines_that_can_be_read(browser, rendered, width):
    with opened(browser, rendered("critical_minerals", "ja") / "report.html", width=width) as seen:
        assert seen.ask("document.documentElement.scrollWidth") <= width
        widths = seen.ask("[...document.querySelectorAll('main p, main figure')].map(each => each.clientWidth)")
        assert max(widths) < 900
        assert axe(seen)[0] == []


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def test_charts_keep_their_pictures_where_scripts_are_off(browser, invented):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((invented / "report.html").as_uri())
    assert page.locator("#trend .still svg").is_visible()
    context.close()


def test_the_static_form_holds_no_script_at_all(invented):
    static = (invented / "report.static.html").read_text(encoding="utf-8")
    assert "<script" not in static.lower()
    assert "script-src &#39;none&#39;" in static


def test_a_chart_follows_the_width_of_its_column(browser, invented):
    with opened(browser, invented / "report.html", width=1280) as seen:
        wide = seen.page.locator("#trend .live svg").bounding_box()["width"]
        seen.page.set_viewport_size({"width": 400, "height": 800})
        assert wide > 400
        assert seen.comes(lambda: seen.page.locator("#trend .live svg").bounding_box()["width"] < 400)


def test_numbers_and_dates_on_axes_are_in_the_language_of_the_page(rendered):
    html = (rendered("invented", "ja") / "report.html").read_text(encoding="utf-8")
    spec = json.loads(re.search(r'id="trend-spec">(.*?)</script>', html)[1])
    assert spec["config"]["locale"]["time"]["shortMonths"][0] == "1月"
    assert spec["config"]["locale"]["number"]["currency"] == ["", "円"]


@pytest.mark.parametrize(("language", "other"), [("en", "ja"), ("ja", "en")])
def test_every_passage_in_another_language_says_so(browser, rendered, language, other):
    letters = {"ja": r"[\u3040-\u30ff\u4e00-\u9fff]", "en": r"[A-Za-z]{5,}\s[A-Za-z]{5,}\s[A-Za-z]{2,}"}[other]
    unmarked = f"""[...document.querySelectorAll('main *, header *')]
        .filter(each => !each.closest('svg, script, pre, code'))
        .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && /{letters}/.test(node.data)))
        .filter(each => each.closest('[lang]').lang !== {other!r}).map(each => each.textContent)"""
    with opened(browser, rendered("invented", language) / "report.static.html") as seen:
        assert seen.ask(unmarked) == []
