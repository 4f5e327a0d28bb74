"""Dumbbells: the names of the two series meet neither each other nor a phone's edge."""

from __future__ import annotations

import re

import pandas as pd
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from econsec.exhibits.charts import Series, dumbbell
from econsec.exhibits.charts.parts import FLUID, MARGINS, NARROW, PHONE
from econsec.exhibits.elements.label_layout import width
from econsec.exhibits.elements.theme import BLUE, ORANGE, config
from econsec.publish.charts.converter import convert

NAMES = ("日本からインドへ", "インドから日本へ")


def drawn(rows: list[tuple[str, float, float]]) -> dict:
    frame = pd.DataFrame(rows, columns=["label", "one", "other"])
    return dumbbell(frame, [Series("one", NAMES[0], BLUE), Series("other", NAMES[1], ORANGE)]).to_dict()


def words(spec: dict, plot: float) -> list[tuple[float, float]]:
    """Return from where to where each name reaches, in pixels of a plot of such a width."""
    spans = []
    for layer in spec["layer"]:
        mark = layer["mark"]
        if mark["type"] != "text" or layer.get("transform") == [{"filter": f"!{NARROW}"}]:
            continue
        x = layer["encoding"]["x"]
        (row,) = spec["datasets"][layer["data"]["name"]]
        place = x["value"] if "value" in x else row[x["field"]] * plot + mark["dx"]
        reach = width(mark["text"], 12)
        start = place - {"left": 0.0, "center": reach / 2, "right": reach}[mark["align"]]
        spans.append((start, start + reach))
    return sorted(spans)


share = st.floats(0, 1)
label = st.sampled_from(["磁石", "太陽光｜半導体素子・太陽電池", "Integrated circuits and the parts of them"])


@given(st.lists(st.tuples(label, share, share), min_size=1, max_size=8))
def test_the_names_of_a_chart_on_a_phone_do_not_meet(rows):
    rows = [(f"{text} {place}", one, other) for place, (text, one, other) in enumerate(rows)]
    spec = drawn(rows)
    assert spec["width"] == FLUID
    (_, end), (start, _) = words(spec, PHONE - MARGINS)
    assert start - end > 0


def test_names_stand_above_the_plot_where_no_row_has_the_room_and_never_beside_a_row_as_its_values_would():
    for rows in ([("x", 0.95, 0.95), ("y", 1.0, 1.0)], [("x", 0.60, 0.62), ("y", 0.2, 0.2)]):
        texts = [layer for layer in drawn(rows)["layer"] if layer["mark"]["type"] == "text"]
        assert len(texts) == 2
        assert all("y" in layer["encoding"] and layer["encoding"]["y"]["value"] < 0 for layer in texts)
        assert not any("transform" in layer for layer in texts)


def test_names_stand_over_the_ends_of_the_row_that_has_the_room():
    texts = [layer for layer in drawn([("x", 0.05, 0.95), ("y", 1.0, 1.0)])["layer"] if layer["mark"]["type"] == "text"]
    assert [layer["encoding"]["y"]["field"] for layer in texts] == ["label", "label"]
    assert not any("transform" in layer for layer in texts)


def test_a_mark_at_zero_keeps_apart_from_the_name_of_its_row():
    spec = drawn([("磁石", 0.0, 0.5)]) | {"config": config("ja"), "width": 680}
    picture = BeautifulSoup(convert("vegalite_to_svg", spec), "xml")
    name = picture.find("text", string="磁石")
    ends = float(re.match(r"translate\((-[\d.]+),", name["transform"])[1])
    (mark,) = picture.find_all("path", transform=re.compile(r"^translate\(0,"), d=re.compile("A"))
    radius = float(re.match(r"M([\d.]+),0A", mark["d"])[1])
    assert ends < -radius - 4
