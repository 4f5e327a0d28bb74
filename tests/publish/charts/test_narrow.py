"""Charts in a narrow column: what is drawn, as Vega draws it without a browser."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from econsec.publish.charts import vega
from econsec.publish.charts.narrow import ROOM, fold, phone_too

LONG = "Parts of machines for making semiconductors, flat panels and what else is made in clean rooms"
ROWS = [{"name": name, "share": share} for name, share in (("Tin", 0.9), (LONG, 0.5), ("Ores of rare earths", 0.2))]
AXIS = {"labelLimit": 0, "title": None}


def bars(**change):
    return {
        "width": "container",
        "height": {"step": 24},
        "data": {"values": ROWS},
        "mark": {"type": "bar", "height": {"band": 0.7}},
        "encoding": {
            "x": {"field": "share", "type": "quantitative"},
            "y": {"field": "name", "type": "nominal", "sort": None, "axis": AXIS},
        },
    } | change


def narrow(chart, width=280):
    compiled, fluid = vega.compile_chart(chart, "en")
    assert fluid
    for signal in compiled["signals"]:
        if signal["name"] == "narrow":
            signal["value"] = True
    return BeautifulSoup(vega.draw(compiled | {"width": width}), "xml")


def place(text):
    """Return where a text begins, in pixels from the origin of the plot."""
    x, y = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", text["transform"]).groups()
    return float(x), float(y)


def said(drawn, role):
    return {text.get_text(): place(text) for text in drawn.select(f".{role} text")}


def test_until_a_page_says_narrow_the_picture_is_the_same():
    chart = vega.compile_chart(bars(width=680), "en")[0]
    assert [text.get_text() for text in BeautifulSoup(vega.draw(chart), "xml").select("text")] == [
        text.get_text() for text in BeautifulSoup(vega.draw(phone_too(chart)), "xml").select("text")
    ]
    boxes = [re.findall(r'<path[^>]*d="([^"]+)"', vega.draw(each)) for each in (chart, phone_too(chart))]
    assert sorted(boxes[0]) == sorted(boxes[1])


def test_names_of_rows_stand_above_their_bars_and_the_plot_has_the_whole_width():
    drawn = narrow(bars())
    names = said(drawn, "role-axis-label")
    tops = [float(re.match(r"M[-\d.]+,([-\d.]+)", bar["d"])[1]) for bar in drawn.select(".mark-rect path")]
    assert len(tops) == len(ROWS)
    for row, top in zip(ROWS, tops, strict=True):
        left, y = names["".join(fold(row["name"]))]
        assert left == 0
        assert y < top
        assert all(y > other or other >= top for other in tops)  # below the row before it
    plot = drawn.select_one("path.background")["d"]
    assert float(re.search(r"h([\d.]+)", plot)[1]) > 0.9 * 280


def test_a_bar_is_as_high_on_a_phone_as_on_a_desk():
    high = re.compile(r"v([\d.]+)h")
    wide = BeautifulSoup(vega.draw(vega.compile_chart(bars(), "en")[0]), "xml")
    heights = [
        {round(float(high.search(bar["d"])[1]), 3) for bar in each.select(".mark-rect path")}
        for each in (wide, narrow(bars()))
    ]
    assert heights[0] == heights[1]


@pytest.mark.parametrize(
    "text", [LONG, "半導体製造装置（フラットパネルディスプレイ用を含む）の部分品及び附属品の輸入額"]
)
def test_a_name_goes_over_lines_that_fit_and_loses_no_letter(text):
    lines = fold(text)
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(sum(12 if ord(letter) > 0x2E7F else 7.2 for letter in line) <= ROOM for line in lines)
    assert not any(line[0] in "、。，．）」』！？：；ー・,.)" for line in lines)


@pytest.mark.parametrize(
    ("columns", "angle"), [(["Tin", "Ores"], None), ([f"Federation {number}" for number in range(8)], -90)]
)
def test_headings_of_columns_stand_upright_where_they_would_meet(columns, angle):
    rows = [{"name": "Japan", "column": column, "share": 0.5} for column in columns]
    x = {"field": "column", "type": "nominal", "axis": {"orient": "top", "labelAngle": 0, "labelLimit": 120}}
    drawn = narrow(bars(data={"values": rows}, mark="rect", encoding=bars()["encoding"] | {"x": x}))
    turned = [text["transform"] for text in drawn.select(".role-axis-label text") if text.get_text() in columns]
    assert len(turned) == len(columns)
    assert all((f"rotate({angle}" in each) is (angle is not None) for each in turned)


def test_a_chart_may_say_how_high_it_is_on_a_phone():
    params = [{"name": "narrow", "value": False}, {"name": "narrow_height", "expr": "width / 2"}]
    points = {"x": {"field": "share", "type": "quantitative", "axis": None}, "y": {"value": 3}}
    drawn = narrow(bars(params=params, mark="point", height=300, encoding=points))
    width, height = (
        float(part) for part in re.search(r"h([\d.]+)v([\d.]+)", drawn.select_one("path.background")["d"]).groups()
    )
    assert height == pytest.approx(width / 2)


@pytest.mark.parametrize(
    "own",
    [
        {"axis": {"labelPadding": {"expr": "width < 400 ? 2 : 5"}}},
        {"axis": {"labelLimit": {"expr": "width / 3"}}},
        {"scale": {"paddingInner": {"expr": "0.3"}}},
    ],
    ids=str,
)
def test_a_chart_that_reckons_itself_is_left_as_its_author_made_it(own):
    spec = bars()
    spec["encoding"]["y"] |= own
    made, fluid = vega.compile_chart(spec, "en")
    assert fluid
    assert {"name": "narrow", "value": False} in made["signals"]
    assert vega.draw(made).startswith("<svg")
