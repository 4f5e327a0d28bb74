"""What a key or a name in a chart stands for is picked out: by pointer and by keyboard, also in what is taken along."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from browser_support import axe, opened

pytestmark = pytest.mark.browser

MARKS = """id => [...document.querySelectorAll(`#${id} .live svg .role-mark > *`)]
  .filter(mark => mark.getAttribute('opacity') !== '0' && mark.__data__?.mark)"""
LINES = f"""id => ({MARKS})(id).filter(mark => mark.__data__.datum?.series)
  .map(mark => [mark.__data__.datum.series, mark.style.opacity !== ''])"""
BARS = f"""id => ({MARKS})(id).filter(mark => mark.__data__.mark.marktype === 'rect')
  .map(mark => [mark.__data__.fill, mark.style.opacity !== ''])"""
WORDS = f"id => ({MARKS})(id).filter(m => m.localName === 'text').map(m => [m.textContent, m.style.opacity !== ''])"
WIDTH = "id => document.querySelector(`#${id} .live svg`)?.getBoundingClientRect().width"
CHINA = {"en": "China", "ja": "中国"}
RED = "#801650"  # China's colour in every report


@pytest.fixture(params=[("en", 320, "dark"), ("ja", 1280, "light")], ids=str)
def seen(browser, rendered, request):
    language, width, scheme = request.param
    with opened(browser, rendered("explore_product", language) / "report.html", width=width, scheme=scheme) as page:
        page.ask("document.querySelectorAll('details.annex').forEach(fold => { fold.open = true; })")
        page.name = CHINA[language]
        yield page
        assert (page.console, page.requests) == ([], [])


def test_a_name_at_its_line_sets_the_others_back_and_brings_them_again(seen):
    name = seen.page.locator("#path-jpn > .chart .live svg text", has_text=seen.name).first
    button = seen.page.locator("#path-jpn > .apart button", has_text=seen.name)
    assert button.get_attribute("aria-pressed") == "false"
    name.click()
    back = seen.ask(LINES, "path-jpn")
    assert {series for series, _ in back} > {seen.name}
    assert all(set_back == (series != seen.name) for series, set_back in back)
    assert button.get_attribute("aria-pressed") == "true"
    name.click()
    assert not any(set_back for _, set_back in seen.ask(LINES, "path-jpn"))
    assert button.get_attribute("aria-pressed") == "false"


def test_the_keyboard_picks_out_what_a_key_names_with_the_words_in_its_bars_at_any_width(seen):
    button = seen.page.locator("#ends .apart button", has_text=seen.name)
    button.focus()
    assert button.is_visible()
    seen.page.keyboard.press("Enter")
    for width in (None, 700):
        if width:
            drawn = seen.ask(WIDTH, "ends")
            seen.page.set_viewport_size({"width": width, "height": 900})
            assert seen.comes(lambda before=drawn: seen.ask(WIDTH, "ends") != before)
        assert seen.comes(lambda: any(set_back for _, set_back in seen.ask(BARS, "ends")))
        bars, words = seen.ask(BARS, "ends"), seen.ask(WORDS, "ends")
        assert {fill for fill, _ in bars} > {RED}
        assert all(set_back == (fill != RED) for fill, set_back in bars)
        assert all(set_back == (said != seen.name) for said, set_back in words)
    assert button.get_attribute("aria-pressed") == "true"
    assert [one for one in axe(seen)[0] if "apart" in str(one)] == []
    with seen.page.expect_download() as download:
        seen.page.locator("#ends .actions button", has_text="SVG").click()
    root = ET.fromstring(download.value.path().read_bytes())  # noqa: S314 - made by our page
    kept = [one for one in root.iter() if "opacity" in one.get("style", "")]
    assert len(kept) == sum(set_back for _, set_back in seen.ask(BARS, "ends") + seen.ask(WORDS, "ends")) + len(
        seen.ask(f"id => ({MARKS})(id).filter(m => m.__data__.mark.marktype === 'symbol' && m.style.opacity)", "ends")
    )


def test_the_chart_of_a_pick_has_it_too_and_one_without_names_has_not(seen):
    assert seen.page.locator("#suppliers-jpn > .apart").is_hidden()
    seen.page.locator("#path-jpn .pick select").first.select_option(value="DEU")
    seen.page.locator("#path-jpn .picked .chart.drawn .live svg").wait_for()
    button = seen.page.locator("#path-jpn .picked .apart button", has_text=seen.name)
    button.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    labels = (
        f"id => ({MARKS})(id).filter(m => m.closest('.picked')).map(m => [m.__data__.datum.label, m.style.opacity])"
    )
    back = seen.ask(labels, "path-jpn")
    assert {bool(opacity) for label, opacity in back if label == seen.name} == {False}
    assert {bool(opacity) for label, opacity in back if label and label != seen.name} == {True}
