"""What readers take along from a page: pictures with their source, the address of an exhibit, the line to cite."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from browser_support import opened

pytestmark = pytest.mark.browser

FIRST = "dialogue_brief"
PNG = b"\x89PNG\r\n\x1a\n"


def taken(seen, exhibit: str, kind: str) -> bytes:
    with seen.page.expect_download() as download:
        seen.page.locator(f"#{exhibit} .actions button", has_text=kind).click()
    assert download.value.suggested_filename == f"{exhibit}.{kind.lower()}"
    return download.value.path().read_bytes()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_picture_is_saved_with_its_headline_and_its_source_and_nothing_is_asked(browser, rendered, language):
    with opened(browser, rendered(FIRST, language) / "report.html") as seen:
        exhibits = seen.ask(
            "[...document.querySelectorAll('.exhibit')].filter(each => each.querySelector('.still svg')).map(e => e.id)"
        )
        assert exhibits
        for exhibit in exhibits[:2]:
            root = ET.fromstring(taken(seen, exhibit, "SVG"))  # noqa: S314 - made by our page
            texts = "".join("".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text"))
            for part in (".headline", "figcaption"):
                said = seen.page.locator(f"#{exhibit} {part}").inner_text()
                assert "".join(said.split()) in "".join(texts.split())
            picture = taken(seen, exhibit, "PNG")
            assert picture.startswith(PNG)
            wide, high = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
            assert (wide, high) == tuple(2 * int(root.get(side)) for side in ("width", "height"))
        assert seen.console == []
        assert seen.requests == []


def test_words_of_a_picture_stay_within_its_edges(browser, rendered):
    with opened(browser, rendered(FIRST, "ja") / "report.html") as seen:
        exhibit = seen.ask("document.querySelector('.exhibit:has(.still svg)').id")
        svg = taken(seen, exhibit, "SVG").decode()
        out = seen.ask(
            """svg => {
              const box = document.createElement('div');
              box.innerHTML = svg;
              document.body.append(box);
              const whole = box.firstElementChild.getBoundingClientRect();
              return [...box.querySelectorAll('text')].map(each => [each.textContent, each.getBoundingClientRect()])
                .filter(([, at]) => at.width && (at.left < whole.left - 1 || at.right > whole.right + 1 ||
                  at.bottom > whole.bottom + 1)).map(([text]) => text);
            }""",
            svg,
        )
        assert out == []


def test_the_address_of_an_exhibit_and_the_line_to_cite_are_copied(browser, rendered):
    folder = rendered(FIRST, "en")
    with opened(browser, folder / "report.html") as seen:
        link = seen.page.locator(".exhibit .actions a[href^='#']").first
        target = link.get_attribute("href")
        link.click()
        assert link.inner_text() == "Copied"
        assert seen.page.url.endswith(target)
        seen.page.locator(".cite button").click()
        pasted = seen.ask(
            """() => { const field = document.createElement('textarea'); document.body.append(field); field.focus();
            document.execCommand('paste'); return field.value; }"""
        )
        cited = seen.page.locator(".cite span").inner_text()
        assert re.search(rf", edition {folder.resolve().name}\.$", cited)
        assert pasted in ("", cited)  # a browser may not let a page read what it wrote


def test_the_other_language_is_opened_at_the_same_exhibit(browser, rendered):
    with opened(browser, rendered(FIRST, "en") / "report.html") as seen:
        other = seen.page.locator(".elsewhere a[hreflang='ja']")
        assert "#" not in other.get_attribute("href")
        last = seen.ask("[...document.querySelectorAll('.exhibit')].filter(e => e.checkVisibility()).at(-1).id")
        seen.page.locator(f"#{last}").scroll_into_view_if_needed()
        seen.ask("id => document.getElementById(id).scrollIntoView()", last)
        seen.page.wait_for_function(
            "id => document.querySelector(\".elsewhere a[hreflang='ja']\").hash === '#' + id", arg=last
        )
