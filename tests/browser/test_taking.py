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
        seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        link = seen.page.locator(".exhibit .actions a[href^='#']").first
        target = link.get_attribute("href")
        link.click()
        assert link.inner_text() == "Copied"
        assert seen.page.url.endswith(target)
        seen.page.locator(".cite button").click()
        seen.page.locator(".cite button", has_text="Copied").wait_for()
        pasted = seen.ask("navigator.clipboard.readText()")
        cited = seen.page.locator(".cite span").inner_text()
        assert re.search(rf", edition {folder.resolve().name}\.$", cited)
        assert pasted == cited


def test_where_nothing_can_be_copied_it_is_not_said_to_be(browser, rendered):
    with opened(browser, rendered(FIRST, "en") / "report.html") as seen:
        seen.ask("""() => { document.execCommand = () => false;
            Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject() } }); }""")
        seen.page.locator(".cite button").click()
        seen.page.wait_for_timeout(300)
        assert seen.page.locator(".cite button").inner_text() == "Copy"


def test_a_line_of_a_picture_parts_no_amount_and_begins_with_no_full_stop(browser, rendered):
    with opened(browser, rendered(FIRST, "ja") / "report.html") as seen:
        seen.page.evaluate(
            "text => { document.querySelector('.exhibit:has(.still svg) .headline').textContent = text; }",
            "供給しうるのは年7億6,310万ドルであり、2024年の40.3%に当たる。" * 9,
        )
        exhibit = seen.ask("document.querySelector('.exhibit:has(.still svg)').id")
        root = ET.fromstring(taken(seen, exhibit, "SVG"))  # noqa: S314 - made by our page
        lines = ["".join(each.itertext()) for each in root if each.get("font-weight") == "bold"]
        assert len(lines) > 3
        assert [line for line in lines if line[0] in "、。）」%億万ド"] == []
        assert [line for line in lines if re.search(r"[\d,.億万]$", line)] == []


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


@pytest.mark.parametrize(("language", "gallery"), [("en", "index.html"), ("ja", "index.ja.html")])
def test_terms_lead_to_their_definition_and_the_page_back_to_the_gallery(browser, rendered, language, gallery):
    folder = rendered("critical_minerals", language)
    with opened(browser, folder / "report.html") as seen:
        links = seen.page.locator('#concentration .actions a[href^="#term-"]')
        (link,) = [one for one in links.all() if one.text_content() == "HHI"]
        assert "HHI" in seen.page.locator(f"{link.get_attribute('href')} dt").inner_text()
        back = seen.page.locator(f'.elsewhere a[href$="{gallery}"]').get_attribute("href")
        assert (folder / back).resolve() == folder.resolve().parents[2] / gallery
