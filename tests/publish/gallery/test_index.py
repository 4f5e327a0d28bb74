from __future__ import annotations

import re
from datetime import UTC, datetime

import kit
import pytest
from bs4 import BeautifulSoup

from econsec.publish.editions import edition, runlog
from econsec.publish.gallery import index as site
from econsec.publish.plan.portfolio import Site

HASH = "0" * 64
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def put(out, report, language, date, **files: bytes):
    named = {"name": "n.ipynb", "sha256": HASH}
    facts = {"report": report, "title": report, "language": language, "date": date, "parameters": {}, "notebook": named}
    facts |= {"inputs": (), "code": HASH, "versions": {}, "fingerprint": HASH, "base": HASH, "id": "abc"}
    content = {"report.html": b"page", "report.static.html": b"page", "thumbnail.svg": SVG, **files}
    edition.write(out / report / language, edition.Manifest(**facts), content, keep=3)


def log(out, report, language, status):
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    facts = {"report": report, "language": language, "status": status, "seconds": 1.0}
    runlog.write(out, [runlog.Run(started=moment, ended=moment, **facts)])


@pytest.fixture
def pages(tmp_path):
    out = tmp_path / "reports"
    portfolio = kit.write(
        tmp_path / "nb",
        {name: kit.notebook() for name in ("fine", "failing", "never")},
        languages=("en", "ja"),
        settings={"fine": 'description = {en = "Ships & <b>ports</b>", ja = "船と港"}'},
    )
    for language in ("en", "ja"):
        put(out, "fine", language, "2026-01-05")
    put(out, "failing", "en", "2026-01-02")
    log(out, "fine", "en", "rendered")
    log(out, "failing", "en", "failed")
    paths = site.build(portfolio, out, today="2026-01-06")
    return {path.name: path.read_text() for path in paths}


def card(page, title):
    cards, _, _ = page.partition("</main>")
    return next(part for part in cards.split('<li class="card">')[1:] if title in part)


def test_each_report_has_a_card_with_its_date_and_its_last_run(pages):
    fine = card(pages["index.html"], "fine (en)")
    assert 'href="fine/en/latest/report.html"' in fine
    assert 'datetime="2026-01-05"' in fine
    assert "January 5, 2026, without error" in fine
    assert "data:image/svg+xml;base64," in fine


def test_an_edition_of_a_day_to_come_is_not_old(tmp_path):
    portfolio = kit.write(tmp_path / "nb", {"failing": kit.notebook()})
    put(tmp_path / "out", "failing", "en", "2026-01-09")
    log(tmp_path / "out", "failing", "en", "failed")
    page = site.build(portfolio, tmp_path / "out", today="2026-01-06")[0].read_text()
    assert "0 days old" in card(page, "failing (en)")


def test_a_failure_shows_the_last_good_edition_and_how_old_it_is(pages):
    failing = card(pages["index.html"], "failing (en)")
    assert 'href="failing/en/latest/report.html"' in failing
    assert "failed on January 5, 2026; the last good edition is shown, 4 days old" in failing


def test_a_report_that_never_ran_has_a_card_without_a_link(pages):
    never = card(pages["index.html"], "never (en)")
    assert "<a " not in never
    assert "not yet" in never


def test_the_japanese_page_is_japanese_and_leads_to_japanese_reports(pages):
    page = pages["index.ja.html"]
    assert '<html lang="ja">' in page
    assert 'href="fine/ja/latest/report.html"' in page
    assert "船と港" in page
    assert 'href="index.html" lang="en"' in page


def test_text_of_a_portfolio_stays_text(pages):
    assert "Ships &amp; &lt;b&gt;ports&lt;/b&gt;" in pages["index.html"]


def test_no_address_in_a_page_leads_out_of_the_folder(pages):
    for page in pages.values():
        assert not re.findall(r'(?:href|src)="(?:https?:)?//', page)


def test_the_same_folder_gives_the_same_pages(tmp_path):
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook()})
    put(tmp_path / "reports", "one", "en", "2026-01-05")
    first = [path.read_bytes() for path in site.build(portfolio, tmp_path / "reports", today="2026-01-06")]
    again = [path.read_bytes() for path in site.build(portfolio, tmp_path / "reports", today="2026-01-06")]
    assert first == again


@pytest.mark.parametrize(
    ("contact", "href"),
    [("a11y@example.org", "mailto:a11y@example.org"), ("https://e.org/tell", "https://e.org/tell"), ("", "")],
)
def test_the_foot_leads_to_what_is_said_of_accessibility_and_that_to_whoever_is_told(tmp_path, contact, href):
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook()}, languages=("en", "ja"))
    portfolio = portfolio.model_copy(update={"site": Site(contact=contact)})
    pages = site.build(portfolio, tmp_path / "out", today="2026-01-06")
    heard = {}
    for page, language, title in zip(pages, ("en", "ja"), ("Accessibility", "アクセシビリティ"), strict=True):
        foot = BeautifulSoup(page.read_text(), "html.parser").select_one("footer a")
        assert foot.get_text() == title
        said = BeautifulSoup((page.parent / foot["href"]).read_text(), "html.parser")
        assert (said.html["lang"], said.h1.get_text()) == (language, title)
        assert page.name in [link["href"] for link in said.find_all("a")]
        assert [len(part.select("li")) for part in said.find_all("section")] == [0, 8, 6, 0]
        heard[language] = [link["href"] for link in said.select("[aria-labelledby=tell] a")]
        assert bool(re.search("Whoever put these pages|掲載者", said.get_text())) is not bool(contact)
    assert heard == dict.fromkeys(("en", "ja"), [href] if href else [])
