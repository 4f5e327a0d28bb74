"""The watch list in words, and at the top of the gallery."""

from __future__ import annotations

import kit
import pytest

from econsec.publish.gallery import index, watching
from econsec.publish.watches.asked import Watch
from econsec.publish.watches.figures import Figure
from econsec.publish.watches.standing import Look, judged


def look(watch=None, was=None, **figure):
    asked = Watch(**({"name": "share", "trade": {"product": "1"}, "above": "60 %"} | (watch or {})))
    seen = Figure(**({"value": 0.6123, "unit": "share", "titles": {"en": "Share", "ja": "割合"}} | figure))
    now = judged(asked, seen, was, day="2026-11-30")
    return Look(asked.name, asked, seen, now, "began" if now.hit else "")


def said(one, language="en"):
    return watching.plain(watching.line(one, language), language)


@pytest.mark.parametrize(
    ("one", "english", "japanese"),
    [
        (
            look(),
            "Share: 61.23%, above 60%, since November 30, 2026",
            "割合：61.23%（基準：60%超）、2026年11月30日から",
        ),
        (look(value=0.5), "Share: not beyond its level: 50%", "割合：基準内：50%"),
        (look(value=None, most=0.021), "Share: not beyond its level: at most 2.1%", "割合：基準内：最大でも2.1%"),
        (look({"above": None, "below": 0.7}), "Share: 61.23%, below 70%, since", "割合：61.23%（基準：70%未満）"),
        (
            look({"above": 1e6}, value=12345678.9, unit="usd"),
            "12,345,679, above 1,000,000",
            "12,345,679（基準：1,000,000超）",
        ),
        (look(problem="no x"), "Share: cannot be found", "割合：確認できません"),
        (look({"title": {"ja": "名"}}), "Share: 61.23%", "名：61.23%"),
    ],
)
def test_a_watch_is_told_in_words(one, english, japanese):
    assert english in said(one)
    assert japanese in said(one, "ja")


def test_a_move_is_told_from_where_to_where():
    moves = {"above": None, "moves": "5 points"}
    first = look(moves, value=0.5)
    found = look(moves, was=first.now, value=0.6)
    assert "from 50% to 60%, by more than 5 points" in said(found)
    assert "50%から60%に変化（基準：変化幅5ポイント超）" in said(found, "ja")


def test_months_are_told_in_deviations():
    one = look({"trade": {}, "months": {"product": "1"}, "above": None}, value=4.25, unit="deviations")
    assert "4.25 standard deviations, beyond 2" in said(one)
    assert "標準偏差の4.25倍（基準：2倍超）" in said(one, "ja")


@pytest.fixture
def pages(tmp_path):
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook()}, languages=("en", "ja"))
    looks = [
        look({"name": "clear"}, value=0.1, titles={"en": "Clear"}),
        look({"name": "lost"}, problem="no <b>claim</b> 'x'", titles={"en": "Lost"}),
        look(titles={"en": "<script>Share</script>"}, says={"en": "A & B"}, pages={"en": "one/en/latest/report.html"}),
    ]
    return [path.read_text() for path in index.build(portfolio, tmp_path / "out", today="2026-12-01", looks=looks)]


def test_hits_stand_at_the_top_of_the_gallery_and_then_what_is_lost(pages):
    top = pages[0][: pages[0].index('<ul class="cards">')]
    assert "Beyond their level: 1 of 3." in top
    assert top.index("Share") < top.index("Lost")
    assert "Clear" not in top
    assert '<a href="one/en/latest/report.html">&lt;script&gt;Share&lt;/script&gt;</a>' in top
    assert "A &amp; B" in top
    assert "no &lt;b&gt;claim&lt;/b&gt;" in top
    assert '<time datetime="2026-11-30">, since November 30, 2026</time>' in top


def test_a_problem_in_the_japanese_gallery_is_marked_as_english(pages):
    assert "3項目のうち1項目が基準を超えています。" in pages[1]
    assert '<p lang="en">no &lt;b&gt;claim' in pages[1]


def test_a_gallery_without_a_watch_list_has_no_place_for_one(tmp_path):
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook()})
    page = index.build(portfolio, tmp_path / "out", today="2026-12-01")[0].read_text()
    assert 'class="watch"' not in page
