"""What a reader picks in an exhibit of the page: by pointer and keyboard, in its address, in what is taken."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import page_sample
import pytest
from browser_support import axe, opened

from econsec.publish.page import html

pytestmark = pytest.mark.browser

HERE = "#trend"
SAID = f"{HERE} .finding"
CHART = f"{HERE} .picked .chart.drawn .live svg"
VISIBLE = "part => document.querySelector(`#trend ${part}`)?.checkVisibility() ?? false"


def field(seen, number: int):
    return seen.page.locator(f"{HERE} .pick select").nth(number)


def pick(seen, realm: str) -> None:
    field(seen, 0).select_option(label=realm)
    seen.page.locator(CHART).wait_for()


def expected(language: str, realm: str, ore: str) -> list[str]:
    """Return the shares that the invented figures have for a choice, as they are written, the last year first."""
    told = page_sample.picks(language)
    start = 0
    for view in told["views"]:
        if view["of"] == [realm, ore]:
            return told["texts"]["share"][start : start + view["count"]]
        start += view["count"]
    raise AssertionError(ore)


def drawn(seen) -> list[str]:
    return seen.ask(f"[...document.querySelectorAll('{CHART} .mark-text.role-mark text')].map(e => e.textContent)")


def test_a_page_opens_on_its_exhibit_and_offers_all_that_can_be_picked(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        assert seen.page.locator(f"{HERE} .picked").is_hidden()
        assert seen.page.locator(f"{HERE} .pick button").is_hidden()
        assert seen.ask(VISIBLE, ".chart.drawn > .live")
        realms = [names[0] for names in page_sample.REALMS.values()]
        assert field(seen, 0).locator("option").all_inner_texts() == realms
        assert field(seen, 0).input_value() == "FRE"
        assert seen.count(".pick") == 1
        assert seen.page.url.endswith("report.html")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_pick_shows_its_chart_its_table_and_its_sentence_and_says_that_it_is_one(browser, rendered, language):
    with opened(browser, rendered("invented", language) / "report.html") as seen:
        realm = page_sample.REALMS["LAP"][language == "ja"]
        pick(seen, realm)
        shares = expected(language, "LAP", "990000")
        assert drawn(seen) == shares
        said = seen.page.locator(SAID).inner_text()
        assert realm in said
        assert shares[0] in said
        assert said.startswith("選択した表示" if language == "ja" else "Your pick")
        seen.page.locator(f"{HERE} .picked summary").click()
        cells = seen.page.locator(f"{HERE} .picked tbody td").all_inner_texts()
        assert cells == shares
        assert not seen.ask(VISIBLE, "> .chart")
        assert not seen.ask(VISIBLE, "figcaption")
        assert page_sample.DATED["line"] in seen.page.locator(f"{HERE} .whose").inner_text()
        assert realm in seen.page.locator(f"{HERE} .pick [role=status]").inner_text()
        assert realm in seen.page.locator(f"{HERE} .picked .live").get_attribute("aria-label")
        assert seen.console == []
        assert seen.requests == []


def test_the_second_choice_holds_what_there_is_for_the_first(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        assert field(seen, 1).locator("option").all_inner_texts() == page_sample.ORES[:2]
        field(seen, 1).select_option(label="Octiron, refined")
        seen.page.locator(CHART).wait_for()
        assert drawn(seen) == expected("en", "FRE", "990001")
        pick(seen, "Laputa")
        assert field(seen, 1).locator("option").all_inner_texts() == page_sample.ORES[:1]
        assert drawn(seen) == expected("en", "LAP", "990000")


def test_sources_notes_and_what_is_shown_are_those_of_the_choice(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        first, second = (page_sample.picks("en")["descriptions"][at] for at in (0, 1))
        for own, other in ((second, first), (first, second)):
            if own is second:
                field(seen, 1).select_option(label="Octiron, refined")
                seen.page.locator(CHART).wait_for()
            else:
                pick(seen, "Laputa")
            said = seen.page.locator(f"{HERE} .picked").inner_text()
            assert own["caption"] in said
            assert seen.page.locator(f"{HERE} .picked .caveats").inner_text() == own["notes"][0]
            whose = seen.page.locator(f"{HERE} .whose").inner_text()
            assert whose.endswith("; ".join(one["line"] for one in own["sources"]))
            assert other["notes"][0] not in said
            assert seen.page.locator(f"{HERE} .picked caption").text_content() == own["caption"]
        with seen.page.expect_download() as download:
            seen.page.locator(f"{HERE} a[download$='metadata.json']").click()
        told = json.loads(download.value.path().read_text(encoding="utf-8"))
        assert told["dc:description"] == first["caption"]
        assert [one["dc:bibliographicCitation"] for one in told["dc:source"]] == [page_sample.DATED["line"]]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_pick_of_many_rows_can_be_filtered_as_every_table_of_the_page(browser, rendered, language):
    with opened(browser, rendered("invented", language) / "report.html") as seen:
        rows, field_of = seen.page.locator(f"{HERE} .picked tbody tr"), f"{HERE} .picked .filter input"
        field(seen, 1).select_option(index=1)
        seen.page.locator(CHART).wait_for()
        seen.page.locator(f"{HERE} .picked summary").click()
        seen.page.locator(field_of).fill("２０１５")
        assert [row.locator("th").inner_text() for row in rows.all() if row.is_visible()] == ["2015"]
        told = seen.page.locator(f"{HERE} .picked .filter [role=status]").inner_text()
        assert {"1", "12"} <= set(re.findall(r"\d+", told))
        assert axe(seen)[0] == []
        pick(seen, page_sample.REALMS["LAP"][language == "ja"])  # three rows need none
        assert seen.page.locator(field_of).is_hidden()
        field(seen, 0).select_option(value="FRE")
        field(seen, 1).select_option(index=1)
        assert seen.page.locator(field_of).input_value() == ""
        assert all(row.is_visible() for row in rows.all())


def test_there_is_a_way_back_and_the_exhibit_is_as_it_was(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        state = (
            "document.querySelector('#trend .actions').innerHTML + document.querySelector('#trend > .chart').innerText"
        )
        before = seen.ask(state)
        pick(seen, "Laputa")
        assert seen.ask(state) != before
        seen.page.get_by_role("button", name="Back to the exhibit").click()
        assert seen.ask(state) == before
        assert seen.page.locator(f"{HERE} .picked").is_hidden()
        assert seen.ask(VISIBLE, ".chart.drawn > .live")
        assert seen.page.url.endswith("#trend")
        assert seen.ask("document.activeElement.tagName") == "SELECT"
        pick(seen, "Laputa")
        field(seen, 0).select_option(label="Freedonia")  # which the exhibit itself shows
        assert seen.ask(state) == before


def test_the_keyboard_alone_searches_picks_walks_the_marks_and_comes_back(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        field(seen, 0).focus()
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.type("lapu")
        assert field(seen, 0).locator("option").all_inner_texts() == ["choose", "Laputa"]
        seen.page.keyboard.press("Enter")
        seen.page.locator(CHART).wait_for()
        assert drawn(seen) == expected("en", "LAP", "990000")
        assert len(field(seen, 0).locator("option").all()) == len(page_sample.REALMS)
        seen.page.locator(f"{HERE} .picked .live").focus()
        seen.page.keyboard.press("ArrowDown")
        assert expected("en", "LAP", "990000")[0] in seen.page.locator(".tip").inner_text()
        field(seen, 1).focus()
        seen.page.keyboard.press("Tab")
        assert seen.ask("document.activeElement.textContent") == "Back to the exhibit"
        seen.page.keyboard.press("Enter")
        assert seen.page.locator(f"{HERE} .picked").is_hidden()


def test_japanese_names_are_found_by_what_they_hold_and_codes_as_well(browser, rendered):
    with opened(browser, rendered("invented", "ja") / "report.html") as seen:
        search = seen.page.locator(f"{HERE} .pick input").first
        search.fill("ピュタ")
        assert field(seen, 0).locator("option").all_inner_texts() == ["選択", "ラピュタ"]
        search.fill("ﾗﾋﾟｭﾀ")
        assert field(seen, 0).locator("option").all_inner_texts() == ["選択", "ラピュタ"]
        search.fill("ラヒュタ")  # another name, though Unicode counts its mark among accents
        assert field(seen, 0).locator("option").all_inner_texts() == ["選択"]
        search.fill("wak")
        assert field(seen, 0).locator("option").all_inner_texts() == ["選択", "ワカンダ"]


def test_what_is_typed_is_compared_in_one_form_everywhere(browser, invented):
    told = [
        ("cote d'ivoire", "Côte d’Ivoire"),
        ("turkiye", "Türkiye"),
        ("türkiye", "TÜRKİYE"),
        ("ｔｕｎｇｓｔｅｎ", "Tungsten"),
        ("ﾀﾝｸﾞｽﾃﾝ", "タングステン"),
        ("trinidad and tobago", "Trinidad & Tobago"),
        ("guinea-bissau", "Guinea‑Bissau"),
        ("research & dev", "Research and dev"),
        ("r&d", "R & D"),
        ('"more than"', "“more than”"),
        ("5〜10%", "5\u2060～10%"),
        ("5-10%", "5–\u206010%"),
        ("lodz", "Łódź"),
    ]
    with opened(browser, invented / "report.html") as seen:
        for typed, written in told:
            assert seen.ask("([one, other]) => plain(one) === plain(other)", [typed, written]), written
        assert not seen.ask("plain('ハス') === plain('パス')")
    scripts = [*Path(html.__file__).parents[1].glob("*/*.js")]
    folding = {script.name for script in scripts if ".normalize(" in script.read_text(encoding="utf-8")}
    assert folding == {"plain.js", "drawing.js"}, "drawing.js measures letters"


def test_the_address_of_a_pick_opens_it_and_that_of_the_exhibit_still_leads_to_the_exhibit(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        pick(seen, "Laputa")
        link = seen.page.locator(f"{HERE} .actions a[href^='#']").get_attribute("href")
        assert link == "#trend?realm=LAP&ore=990000"
        assert seen.page.url.endswith(link)
        seen.page.goto("about:blank")
        seen.page.goto(f"{(invented / 'report.html').as_uri()}{link}")
        seen.page.locator(CHART).wait_for()
        assert drawn(seen) == expected("en", "LAP", "990000")
        top = "document.getElementById('trend').getBoundingClientRect().top"
        assert abs(seen.ask(top)) < 200
        seen.ask("location.hash = '#trend'")
        seen.page.locator(f"{HERE} .picked").wait_for(state="hidden")
        for nobody in ("#trend?realm=XXX&ore=990000", "#trend?realm=%E0%A4%A", "#trend?", "#%E0%A4%A?realm=LAP"):
            seen.ask("hash => { location.hash = hash; }", nobody)
            assert seen.page.locator(f"{HERE} .picked").is_hidden()
        assert seen.console == []


def test_the_other_language_is_opened_at_the_same_pick(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        seen.ask("document.getElementById('trend').scrollIntoView()")
        pick(seen, "Laputa")
        seen.ask("scrollBy(0, document.getElementById('trend').getBoundingClientRect().top - 300)")
        seen.page.wait_for_function("document.querySelector('.elsewhere a').hash === '#trend?realm=LAP&ore=990000'")


def test_what_is_taken_along_is_what_is_shown_and_says_so(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        pick(seen, "Laputa")
        for kind in ("SVG", "PNG"):
            with seen.page.expect_download() as download:
                seen.page.locator(f"{HERE} .actions button", has_text=kind).click()
            assert download.value.suggested_filename == f"trend-LAP-990000.{kind.lower()}"
            if kind == "SVG":
                root = ET.fromstring(download.value.path().read_bytes())  # noqa: S314 - made by our page
                words = "".join("".join(root.itertext()).split())
                for said in ("Your pick", "Laputa", "Unobtainium", page_sample.DATED["line"]):
                    assert "".join(said.split()) in words
                assert "Unobtainiumneverleft" not in words
        with seen.page.expect_download() as download:
            seen.page.locator(f"{HERE} a[download$='.csv']").click()
        assert download.value.suggested_filename == "trend-LAP-990000.csv"
        head, *rows = csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig")))
        assert head == ["realm", "ore", "year", "share"]
        assert {tuple(row[:2]) for row in rows} == {("LAP", "990000")}
        assert [f"{float(row[3]):.0%}" for row in rows] == expected("en", "LAP", "990000")
        with seen.page.expect_download() as download:
            seen.page.locator(f"{HERE} a[download$='metadata.json']").click()
        told = json.loads(download.value.path().read_text(encoding="utf-8"))
        assert told["url"] == "trend-LAP-990000.csv"
        assert "Laputa" in told["dc:title"]
        assert [column["titles"] for column in told["tableSchema"]["columns"]] == head


def test_paper_has_the_exhibit_whatever_was_picked(browser, invented):
    with opened(browser, invented / "report.html") as seen:
        pick(seen, "Laputa")
        seen.page.emulate_media(media="print")
        assert seen.ask(VISIBLE, "> .chart > .still")
        assert not seen.ask(VISIBLE, ".picked")
        assert not seen.ask(VISIBLE, ".pick")
        assert seen.ask(VISIBLE, "figcaption")


def test_without_a_script_and_in_the_static_form_the_exhibit_stands_alone(browser, invented):
    with opened(browser, invented / "report.static.html") as seen:
        assert seen.count(".pick, .picked, select") == 0
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((invented / "report.html").as_uri())
    assert page.locator(".pick").is_hidden()
    assert page.locator(f"{HERE} .still svg").is_visible()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_a_pick_is_readable_by_everyone_and_fits_a_phone(browser, rendered, width, scheme):
    with opened(browser, rendered("invented", "ja") / "report.html", width=width, scheme=scheme, bypass=True) as seen:
        pick(seen, "ラピュタ")
        seen.page.locator(f"{HERE} .picked summary").click()
        assert seen.ask("document.documentElement.scrollWidth") <= width
        assert seen.ask("document.querySelector('#trend .picked').getBoundingClientRect().right") <= width
        wrong, _ = axe(seen)
        assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    ("report", "exhibit", "key", "first"),
    [("explore_product", "suppliers-jpn", "DEU", "importer"), ("china_exposure", "every-good", "USA", "importer")],
)
def test_the_reports_let_an_economy_be_picked(browser, rendered, language, report, exhibit, key, first):
    with opened(browser, rendered(report, language) / "report.html") as seen:
        fields = seen.page.locator(f"#{exhibit} .pick select")
        fields.first.select_option(value=key)
        if fields.count() > 1:  # which product, nobody but the reader says
            assert seen.page.locator(f"#{exhibit} .picked").is_hidden()
            assert seen.page.locator(f"#{exhibit} .pick [role=status]").inner_text()
            fields.nth(1).select_option(index=1)
        seen.page.locator(f"#{exhibit} .picked .chart.drawn .live svg").wait_for()
        name = seen.ask("id => document.querySelector(`#${id} .pick select`).selectedOptions[0].text", exhibit)
        assert name in seen.page.locator(f"#{exhibit} .finding").inner_text()
        assert re.search(rf"#{exhibit}\?{first}={key}", seen.page.url)
        assert seen.console == []
