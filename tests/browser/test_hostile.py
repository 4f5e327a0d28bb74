"""Texts that try to be more than text, wherever data reach the page: none runs, asks for or breaks anything."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import unquote

import pytest
from browser_support import ATTRIBUTES, opened
from hostile import ATTACKS, TEXTS, context, notebook
from reports_support import alone

from econsec.publish.page import csv_file as sheet
from econsec.publish.page import html
from econsec.publish.page.safe_text import characters

pytestmark = pytest.mark.browser

# What a page of the house is made of. Whatever else stands in it came out of the data.
TAGS = frozenset(
    [
        "label",  # of the field that filters a table
        "input",
        "select",  # of what can be picked
        "option",
        "html",
        "head",
        "meta",
        "title",
        "link",
        "style",
        "body",
        "a",
        "header",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "ol",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "time",
        "nav",
        "main",
        "section",
        "figure",
        "figcaption",
        "span",
        "strong",
        "em",
        "del",
        "ins",
        "code",
        "pre",
        "small",
        "cite",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "i",
        "button",
        "details",
        "summary",
        "script",
        "svg",
        "g",
        "path",
        "line",
        "rect",
        "circle",
        "text",
        "tspan",
        "defs",
        "clippath",
        "blockquote",
        "br",
        "hr",
    ]
)
LINKS = "[...document.querySelectorAll('a, link, area')].map(each => each.getAttribute('href'))"


@pytest.fixture(scope="session")
def page(shared):
    folder = shared / "hostile"
    with alone(shared / "hostile.lock"):
        if not (folder / "report.html").is_file():
            made = html.page(notebook(), context())
            folder.mkdir()
            (folder / "hostile.csv").write_bytes(made.tables["hostile.csv"])
            (folder / "report.static.html").write_text(made.static, encoding="utf-8")
            (folder / "report.html").write_text(made.interactive, encoding="utf-8")
    return folder


def test_there_are_five_hundred_of_them():
    assert len(set(TEXTS)) == len(TEXTS) >= 500


@pytest.mark.parametrize("form", ["report.html", "report.static.html"])
def test_no_text_runs_asks_or_becomes_an_element(browser, page, form):
    with opened(browser, page / form) as seen:
        assert seen.console == []
        assert seen.requests == []
        assert {
            tag.lower() for tag in seen.ask("[...document.querySelectorAll('*')].map(each => each.tagName)")
        } <= TAGS
        # Vega sets styles one by one through the object model; none is ever written into the page.
        forbidden = {"src", "srcdoc", "action", "formaction"} | ({"style"} if "static" in form else set())
        assert not [name for name in seen.ask(ATTRIBUTES) if name.startswith("on") or name in forbidden]
        starts = ("#", "data:text/csv", "data:application/csvm+json", "data:,", "https://", "http://", "../", "report.")
        assert [href for href in seen.ask(LINKS) if not href.startswith(starts)] == []
        assert seen.count("script:not([type])") == (2 if form == "report.html" else 0)
        assert seen.count("main") == seen.count("h1") == seen.count("figure") == 1
        assert seen.page.url.endswith(form)


def test_every_text_is_read_as_it_was_written(browser, page):
    with opened(browser, page / "report.static.html") as seen:
        assert seen.count("select") == 0
        rows = "[...document.querySelectorAll('#hostile tbody tr')].map(row => row.cells[2].textContent)"
        assert seen.ask(rows) == [characters(text) for text in TEXTS]
        shown = seen.ask("[...document.querySelectorAll('.caveats p')].map(each => each.textContent)")
        assert shown == [characters(text) for text in TEXTS]


def test_hostile_labels_leave_the_chart_drawn(browser, page):
    with opened(browser, page / "report.html") as seen:
        assert seen.count(".chart.drawn > .live svg") == 1
        labels = seen.ask("[...document.querySelectorAll('.live svg text')].map(each => each.textContent)")
        assert sum("pwned()" in label for label in labels) > len(TEXTS)


def test_whatever_hostile_choice_is_picked_stays_text_in_the_page_its_address_and_its_file(browser, page):
    with opened(browser, page / "report.html") as seen:
        options = seen.page.locator("#hostile .pick select option").all_inner_texts()
        assert len(options) > 400
        for number in range(1, len(options) - 1, 29):
            seen.page.locator("#hostile .pick select").select_option(index=number)
            shown = seen.page.locator("#hostile .finding strong").text_content()
            assert shown == seen.page.locator("#hostile .pick select").input_value()
            href = seen.page.locator("#hostile .actions a[href^='data:text/csv']").get_attribute("href")
            (_, (first, _)) = csv.reader(io.StringIO(unquote(href.partition(",")[2]).removeprefix("\ufeff")))
            assert not first.startswith(sheet.FORMULA)
        tags = seen.ask("[...document.querySelectorAll('*')].map(each => each.tagName.toLowerCase())")
        assert set(tags) <= TAGS
        assert seen.console == []
        assert seen.requests == []


def test_the_downloaded_file_is_the_file_beside_the_page_and_holds_no_formula(browser, page):
    with opened(browser, page / "report.html") as seen:
        with seen.page.expect_download() as download:
            seen.page.locator("a[download='hostile.csv']").click()
        data = download.value.path().read_bytes()
        with seen.page.expect_download() as download:
            seen.page.locator("a[download='hostile.csv-metadata.json']").click()
        told = json.loads(download.value.path().read_bytes())
    assert data == (page / "hostile.csv").read_bytes()
    assert [column["titles"] for column in told["tableSchema"]["columns"]] == next(
        csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    )
    head, texts, numbers = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert not [cell for cell in (*head, *texts) if cell[0] in "=+-@\t\r"]
    assert texts == [sheet.cell(characters(text)) for text in TEXTS]
    assert set(numbers) == {"-1.5"}


def test_the_policy_stops_what_would_get_past_the_template(browser, page, tmp_path):
    # A page that moves on by itself is the one thing that no policy forbids: escaping alone keeps that out.
    got_past = "".join(attack for attack in ATTACKS[:24] if "refresh" not in attack)
    broken = (page / "report.html").read_text(encoding="utf-8").replace("</main>", f"{got_past}</main>")
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
    with opened(browser, tmp_path / "broken.html", ready=False) as seen:
        seen.page.wait_for_timeout(500)
        assert set(seen.requests) <= set(seen.blocked)
        assert any("https://example.org/leak.png" in url for url in seen.blocked)
        assert any("inline script violates" in line for line in seen.console)
        assert not any("pwned is not defined" in line for line in seen.console)
