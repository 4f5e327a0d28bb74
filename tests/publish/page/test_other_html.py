"""HTML of other libraries: what may stand in the page, what may not, and what is said of it."""

from __future__ import annotations

import base64
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from great_tables import GT

from econsec.publish.page.other_html import clean

FRAME = pd.DataFrame({"who": ["India", "Japan"], "share": [0.25, 0.75]})


def test_a_frame_keeps_its_figures_and_its_headings_say_what_they_head():
    found = clean(FRAME.to_html(), "shown-1")
    table = BeautifulSoup(found.html, "html.parser").table
    assert [cell.get_text() for cell in table.select("tbody td")] == ["India", "0.25", "Japan", "0.75"]
    assert [one["scope"] for one in table.select("thead th")] == ["col", "col"]
    assert [one["scope"] for one in table.select("tbody th")] == ["row", "row"]
    assert not table.find("th", string="")
    assert not found.coloured
    assert found.lost == ()


def test_headings_over_several_columns_keep_their_span():
    pivot = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_product([["2024"], ["a", "b"]]))
    assert 'colspan="2"' in clean(pivot.to_html(), "shown-1").html


def test_the_colours_of_a_styler_are_those_of_its_cells():
    found = clean(FRAME.style.highlight_max(subset=["share"], color="yellow").to_html(), "shown-3")
    cell = BeautifulSoup(found.html, "html.parser").find(string="0.750000").parent
    assert f"#shown-3 #{cell['id']}{{background-color:yellow}}" in found.css
    assert found.coloured


def test_great_tables_keep_title_figures_and_lines():
    found = clean(GT(FRAME).tab_header(title="Shares").as_raw_html(), "shown-2")
    text = BeautifulSoup(found.html, "html.parser").get_text(" ", strip=True)
    assert "Shares" in text
    assert "India 0.25" in text
    assert ".shown-2-gt_table{" in found.css
    assert found.lost == ()


def test_two_outputs_share_no_name():
    first, second = (clean(FRAME.to_html(table_id="t", classes="first band"), f"shown-{at}") for at in (1, 2))
    one, other = (BeautifulSoup(each.html, "html.parser").table for each in (first, second))
    assert one["id"] != other["id"]
    assert not set(one["class"]) & (set(other["class"]) | {"first", "band"})


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<iframe src='https://example.org'></iframe>", "frame"),
        ("<object data='x'></object>", "frame"),
        ("<video src='x'></video>", "media"),
        ("<canvas></canvas>", "media"),
        ("<input value=1>", "form"),
        ("<img src='https://example.org/x.png'>", "address"),
        ("<img src='data:text/html;base64,PHNjcmlwdD4='>", "address"),
    ],
)
def test_what_the_page_cannot_hold_is_named_and_the_rest_stays(html, kind):
    assert clean(html, "shown-1").lost == (kind,)
    assert clean(html, "shown-1").html == ""
    with_words = clean(f"<p>words</p>{html}", "shown-1")
    assert with_words.lost == (kind,)
    assert with_words.html == "<p>words</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<b onclick='x()' onmouseover=x>a</b>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href=' JaVaScRiPt:alert(1)'>a</a>",
        "<a href='file:///etc/passwd'>a</a>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a",
        "<svg><style><img src=x onerror=alert(1)></style></svg>a",
        "<style></style ><script>alert(1)</script>a",
        "<base href='https://example.org'>a<meta http-equiv=refresh content='0;https://example.org'>",
        "<form action='https://example.org'>a</form>",
    ],
)
def test_nothing_that_runs_or_asks_is_left(html):
    found = clean(html, "shown-1")
    tree = BeautifulSoup(found.html, "html.parser")
    assert not tree.find(["script", "style", "iframe", "form", "base", "meta", "svg", "math", "input", "link"])
    for element in tree.find_all(name=True):
        assert not any(name.startswith("on") or name == "style" for name in element.attrs)
        assert str(element.get("href", "#")).startswith(("#", "http"))
        assert str(element.get("src", "data:image/")).startswith("data:image/")


def test_a_drawing_in_html_stands_as_a_picture_that_cannot_run():
    found = clean("<p>x</p><svg viewBox='0 0 1 1'><script>alert(1)</script><circle r='1'/></svg>", "shown-1")
    picture = BeautifulSoup(found.html, "html.parser").img
    start, held = picture["src"].split(",")
    assert start == "data:image/svg+xml;base64"
    assert b"script" not in base64.b64decode(held)
    assert b"circle" in base64.b64decode(held)


def test_a_drawing_of_a_script_alone_is_left_out_and_said():
    found = clean("<p>x</p><svg><script>alert(1)</script></svg>", "shown-1")
    assert (str(found.html), found.lost) == ("<p>x</p>", ("script",))


def test_cells_that_name_several_headings_name_them_by_their_own_names():
    html = '<table><tr><th id="a">A</th><th id="b">B</th></tr><tr><td headers="a b">5</td></tr></table>'
    soup = BeautifulSoup(clean(html, "shown-1").html, "html.parser")
    assert " ".join(soup.find("td")["headers"]) == " ".join(heading["id"] for heading in soup.find_all("th"))


@pytest.mark.parametrize(
    ("drawing", "kept"),
    [
        ("<svg viewBox='0 0 9 9'><svg><circle r='3'/></svg><text>a&nbsp;b</text></svg>", "</text></svg>"),
        ("<svg><use xlink:href='#x'/></svg>", "xlink:href"),
        ("<svg id='xmlns='><text>1</text></svg>", "</text></svg>"),
    ],
)
def test_a_drawing_that_html_forgives_is_a_picture_that_can_be_read(drawing, kept):
    cleaned = clean(f"<p>{drawing}</p>", "shown-1")
    (picture,) = BeautifulSoup(cleaned.html, "html.parser").find_all("img")
    text = base64.b64decode(picture["src"].partition(",")[2]).decode()
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - made here
    assert kept in text
    assert not cleaned.lost


def test_a_drawing_that_is_no_picture_is_said_to_be_left_out():
    cleaned = clean("<p>5</p><svg><circle r=3></svg>", "shown-1")
    assert (cleaned.html, cleaned.lost) == ("<p>5</p>", ("media",))
