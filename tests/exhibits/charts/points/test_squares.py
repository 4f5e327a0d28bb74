"""Numbers on shades: the page's letters can be read on every shade, by day and by night."""

from __future__ import annotations

import json
from itertools import pairwise

import pandas as pd
import pytest

from econsec.exhibits.charts.parts import LABELS_ABOVE, beside_labels, headings
from econsec.exhibits.charts.points.squares import SHADES, squares
from econsec.exhibits.elements.label_layout import fold, width
from econsec.exhibits.elements.theme import GREEN, INK, PAPER
from econsec.publish.charts.colours import palette

OF = {one.colour: one for one in palette()}
SCHEMES = {"day": (GREEN, PAPER, INK), "night": (OF[GREEN].dark, OF[PAPER].dark, OF[INK].dark_words)}


def parts(colour):
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def light(shares):
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_letters_of_every_shade_reach_wcags_contrast(scheme):
    fill, ground, ink = map(parts, SCHEMES[scheme])
    covers = [SHADES[0] + (SHADES[1] - SHADES[0]) * step / 1000 for step in range(1001)]
    for cover in [*covers, *(round(50 * cover) / 50 for cover in covers)]:  # as pictures drawn ahead write it
        under = light([one * cover + other * (1 - cover) for one, other in zip(fill, ground, strict=True)]) + 0.05
        over = light(ink) + 0.05
        assert max(under, over) / min(under, over) >= 4.5


def test_shades_are_one_colour_over_the_page_and_end_where_letters_are_still_read():
    frame = pd.DataFrame({"label": "x", "column": ["a", "b"], "value": [2.0, 9.0], "text": ["2", "9"]})
    cells, words = squares(frame, ["a", "b"], domain=(0.0, 2.0)).to_dict()["layer"]
    scale = cells["encoding"]["fillOpacity"]["scale"]
    assert (scale["range"], scale["clamp"]) == (list(SHADES), True)
    assert (cells["mark"]["color"], words["mark"]["color"]) == (GREEN, INK)


@pytest.mark.parametrize("rows", ["Ore", "Discrete and analogue"])
def test_no_two_headings_meet(rows):
    """In DejaVu "United States" and "Netherlands" were one word."""
    columns = ["Japan", "United States", "Netherlands", "South Korea", "China", "Taiwan", "India"]
    frame = pd.DataFrame({"label": rows, "column": columns, "value": 1.0, "text": "1"})
    axis = squares(frame, columns, domain=(0.0, 2.0)).to_dict()["layer"][0]["encoding"]["x"]["axis"]
    room = beside_labels([rows], LABELS_ABOVE) / len(columns)
    lines = [fold(one, whole=True) if json.dumps(one) in axis.get("labelExpr", "") else [one] for one in columns]
    wide = [max(width(line, 12) for line in said) for said in lines]
    assert axis["labelLimit"] == 0
    assert max(one + other for one, other in pairwise(wide)) / 2 < room
    assert axis.get("labelPadding", 6) == (18 if max(map(len, lines)) > 1 else 6)


@pytest.mark.parametrize("rows", ["Ore", "Lithium-ion accumulators"])
def test_headings_that_would_meet_in_two_lines_stand_upright(rows):
    columns = [
        "Netherlands",
        "Switzerland",
        "Philippines",
        "Liechtenstein",
        "Japan",
        "India",
        "China",
        "Telecommunications",
    ]
    frame = pd.DataFrame({"label": rows, "column": columns, "value": 1.0, "text": "1"})
    axis = squares(frame, columns, domain=(0.0, 2.0)).to_dict()["layer"][0]["encoding"]["x"]["axis"]
    assert (axis["labelAngle"], axis["labelAlign"], axis["labelLimit"]) == (-90, "left", 0)


def test_no_heading_at_all_is_an_axis_all_the_same():
    assert headings([], ["Ore"]).to_dict()["sort"] == []
