"""Markdown becomes HTML that holds no HTML of its own."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from econsec.publish.page.prose import passages, spoken, tongue, whole

OPTIONS = {"--reporter", "--years", "--monthly"}

TAGS = frozenset(
    [
        "p",
        "em",
        "strong",
        "a",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "h3",
        "h4",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "br",
        "del",
    ]
)


def tree(text):
    return BeautifulSoup("".join(passage.html for passage in passages(text)), "html.parser")


@given(st.text(alphabet=st.sampled_from("<>[]()!#*_`~|-\n\"'&:/ abjs1.=")))
def test_no_markdown_makes_an_element_or_attribute_of_its_own(text):
    for element in tree(text).find_all():
        assert element.name in TAGS
        assert set(element.attrs) <= {"href", "scope", "class", "start"}
        assert element.get("href", "#").startswith(("#", "http://", "https://"))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//example.org",
        "file:///etc",
        "mailto:a@b",
        "/x",
    ],
)
def test_a_link_that_leads_elsewhere_than_the_web_or_the_page_is_only_its_words(address):
    found = tree(f"[words]({address}) and <{address}>")
    assert found.find("a") is None
    assert "words" in found.get_text()


@pytest.mark.parametrize("address", ["https://example.org/?a=1&b=2", "http://example.org", "#method"])
def test_a_link_to_the_web_or_into_the_page_stays(address):
    assert tree(f"[words]({address})").find("a")["href"] == address


def test_html_is_shown_and_pictures_are_dropped():
    found = tree("<b>bold</b>\n\n![alt](https://example.org/x.png)\n\n<div onclick=x>\ny\n</div>")
    assert not found.find(["b", "img", "div"])
    assert "<b>bold</b>" in found.get_text()


def test_headings_of_level_two_part_the_text_and_the_title_of_the_notebook_is_left_out():
    found = list(passages("# Title\n\nintro\n\n## One *two*\n\na\n\n##### Deep\n\n## Three"))
    assert [passage.heading for passage in found] == [None, "One two", "Three"]
    assert "Title" not in found[0].html
    assert "<h4>Deep</h4>" in found[1].html


def test_columns_of_numbers_are_set_right_without_a_style_attribute():
    found = tree("| a | b |\n|---|--:|\n| x | 1 |")
    assert found.find("td", class_="n").get_text() == "1"
    assert "style" not in str(found)


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        ("日本語版", "en", "ja"),
        ("Japan", "en", None),
        ("CEPII, BACI V202601", "ja", "en"),
        ("CEPII「BACI」", "ja", None),
        ("99.6%", "ja", None),
        ("", "ja", None),
        ("ﾀﾝｸﾞｽﾃﾝ", "en", "ja"),
    ],
)
def test_a_passage_in_another_language_is_known(text, language, other):
    assert tongue(text, language) == other


def test_a_passage_in_another_language_is_escaped_all_the_same():
    assert spoken("日<b>", "en") == '<span lang="ja">日&lt;b&gt;</span>'


@pytest.mark.parametrize(
    "text", ["fetch <b> --reporter JPN --years 2025:", "--monthly", "a -- b", "x--y", "--Ä", "<--years>"]
)
def test_only_options_of_a_command_stay_whole_and_all_is_escaped(text):
    said = str(spoken(text, "en"))
    assert re.findall("<code>(.*?)</code>", said) == [word for word in text.split() if word in OPTIONS]
    assert re.sub("</?code>", "", said) == str(escape(text))


def test_the_first_heading_of_level_one_is_the_title_and_every_other_heads_a_section():
    found = list(passages("# Title\nwords\n# First\n## Second"))
    assert [one.heading for one in found] == [None, "First", "Second"]
    assert [one.heading for one in passages("# First", titled=True)] == ["First"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "of USD 1.7 billion (JPY 607.2 billion) and 5.6 million",
            ["USD 1.7 billion", "JPY 607.2 billion", "5.6 million"],
        ),
        ("12か月で4億6,420万ドルのうち2億3,260万ドル", ["4億6,420万ドル", "2億3,260万ドル"]),
        ("日本1万8,156基、インド4,303基", ["1万8,156基"]),
        ("0ドル（0ドル～1,044万ドル）", ["0ドル～", "1,044万ドル"]),
        ("日本で14工程中6、36品目中13品目", ["14工程中6", "36品目中13"]),
        ("輸出先として60か国・地域中27位、2020年第4四半期", ["60か国・地域中27", "2020年第4四半期"]),
        ("USD <million> & 2024, 100 %", []),
    ],
)
def test_no_line_breaks_within_an_amount(text, kept):
    said = str(whole(text))
    assert re.findall("<span class=a>(.*?)</span>", said) == kept
    assert re.sub("</?span[^>]*>", "", said) == str(escape(text))
