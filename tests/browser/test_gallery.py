"""The gallery and the comparison, opened: nothing asked for, nothing said to the console, nothing axe-core minds."""

from __future__ import annotations

import kit
import pytest
from browser_support import axe, opened
from manifests import manifest

from econsec.publish.editions import compare, edition
from econsec.publish.editions.manifest import Claim
from econsec.publish.gallery import comparison as told
from econsec.publish.gallery import index as site

pytestmark = pytest.mark.browser

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
WORDS = {"one": ("Critical minerals", "重要鉱物"), "two": ("Ships & <img src=x onerror=alert(1)>", "船舶")}
SAID = {
    "en": (
        Claim(id="metals", role="headline", text="Tungsten leads </script><b>"),
        Claim(id="metals", role="claim", text="Côte d’Ivoire and Türkiye follow"),
    ),
    "ja": (
        Claim(id="metals caveat 1", role="caveat", text="首位はタングステン"),
        Claim(id="a", role="answer", text="鉱物"),
    ),
}


CHANGED = [{"claim": "a", "kind": "changed", "before": "1", "after": "2"}]


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    titles = {
        name: f'description = {{en = "{english}", ja = "{japanese}"}}' for name, (english, japanese) in WORDS.items()
    }
    reports = {name: kit.notebook() for name in (*WORDS, "never")}
    portfolio = kit.write(folder / "nb", reports, languages=("en", "ja"), settings=titles)
    for name in WORDS:
        for language in ("en", "ja"):
            content = {"report.html": b"<p>x", "report.static.html": b"<p>x", "thumbnail.svg": SVG}
            said = SAID[language] if name == "one" else ()
            before = {"edition": "0" * 12, "date": "2026-01-01", "changes": CHANGED} if name == "two" else None
            made = manifest(language, report=name, claims=said, previous=before)
            edition.write(folder / "out" / name / language, made, content, keep=1)
    return site.build(portfolio, folder / "out", today="2026-01-06")


@pytest.fixture(scope="module", params=["en", "ja"])
def comparison(request, tmp_path_factory):
    says = [Claim(id="share", role="claim", text=f"{share} %", values={"share": share}) for share in (27.6, 31.2)]
    old = manifest(request.param, claims=says[:1])
    new = manifest(request.param, claims=says[1:], parameters={"year": 2024}, periods=("year",), code="1" * 64)
    path = tmp_path_factory.mktemp("compare") / "changes.html"
    path.write_text(told.page(compare.manifests(old, new)), encoding="utf-8")
    return path


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_gallery_opens_alone_and_is_readable_by_everyone(browser, gallery, number, scheme, width):
    with opened(browser, gallery[number], width=width, scheme=scheme) as seen:
        assert seen.console == []
        assert [address for address in seen.requests if not address.startswith("data:")] == []
        assert seen.ask("document.documentElement.scrollWidth") <= width
        assert seen.count(".card") == 3
    with opened(browser, gallery[number], width=width, scheme=scheme, bypass=True) as seen:
        assert axe(seen)[0] == []


@pytest.mark.parametrize("number", [0, 1])
def test_what_is_said_of_accessibility_is_reached_and_readable_by_everyone(browser, gallery, number):
    with opened(browser, gallery[number], width=320, bypass=True) as seen:
        seen.page.click("footer a")
        assert "accessibility" in seen.page.url
        assert seen.ask("document.documentElement.scrollWidth") <= 320
        assert axe(seen)[0] == []


@pytest.mark.parametrize(
    ("number", "asked", "left"), [(0, "CRITICAL  one", 1), (0, "zzz", 0), (1, "重要", 1), (1, "", 3)]
)
def test_the_search_leaves_what_holds_every_word(browser, gallery, number, asked, left):
    with opened(browser, gallery[number]) as seen:
        seen.page.fill("#search", asked)
        assert seen.count(".card:visible") == left


@pytest.mark.parametrize(
    ("number", "asked", "found", "leads"),
    [
        (0, "tungsten", "Tungsten leads </script><b>", "one/en/latest/report.html#metals"),
        (0, "ｔｕｎｇｓｔｅｎ", "Tungsten leads </script><b>", "one/en/latest/report.html#metals"),
        (0, "cote d'ivoire", "Côte d’Ivoire and Türkiye follow", "one/en/latest/report.html"),
        (0, "TURKIYE", "Côte d’Ivoire and Türkiye follow", "one/en/latest/report.html"),
        (1, "ﾀﾝｸﾞｽﾃﾝ", "首位はタングステン", "one/ja/latest/report.html#metals"),
        (1, "鉱物", "鉱物", "one/ja/latest/report.html"),
    ],
)
def test_the_search_finds_what_reports_say_and_leads_to_the_exhibit(browser, gallery, number, asked, found, leads):
    with opened(browser, gallery[number]) as seen:
        seen.page.fill("#search", asked)
        assert seen.count(".card:visible") == 1
        link = seen.page.locator(".said a")
        assert (link.inner_text(), link.get_attribute("href")) == (found, leads)
        seen.page.fill("#search", "")
        assert (seen.count(".card:visible"), seen.count(".said a")) == (3, 0)


@pytest.mark.parametrize("number", [0, 1])
def test_what_changed_is_told_and_comes_first_where_a_reader_wants_it(browser, gallery, number):
    with opened(browser, gallery[number]) as seen:
        listed = seen.page.locator(".card h2").all_inner_texts()
        assert seen.page.locator("[data-changed='1'] dl").inner_text().count("2026") == 2, (
            "this edition and the one before"
        )
        seen.page.check("#changed")
        assert seen.page.locator(".card h2").all_inner_texts() == [listed[1], listed[0], *listed[2:]]
        seen.page.uncheck("#changed")
        assert seen.page.locator(".card h2").all_inner_texts() == listed


def test_the_language_is_a_link_that_needs_no_script(browser, gallery):
    with opened(browser, gallery[0]) as seen:
        seen.page.click("text=日本語 >> nth=0")
        assert seen.page.url == gallery[1].as_uri()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_comparison_opens_alone_and_is_readable_by_everyone(browser, comparison, width):
    with opened(browser, comparison, width=width) as seen:
        assert (seen.console, seen.requests) == ([], [])
        assert seen.ask("document.documentElement.scrollWidth") <= width
    with opened(browser, comparison, width=width, bypass=True) as seen:
        assert axe(seen)[0] == []
