"""Dumbbells: the names of the two series meet neither each other nor a phone's edge."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.exhibits.charts import Series, dumbbell
from econsec.exhibits.charts.parts import FLUID
from econsec.exhibits.elements.label_layout import width
from econsec.exhibits.elements.theme import BLUE, ORANGE, WIDTH

NAMES = ("日本からインドへ", "インドから日本へ")
COLUMN = 280  # pixels that the narrowest page leaves for a chart


def drawn(rows: list[tuple[str, float, float]]) -> dict:
    frame = pd.DataFrame(rows, columns=["label", "one", "other"])
    return dumbbell(frame, [Series("one", NAMES[0], BLUE), Series("other", NAMES[1], ORANGE)]).to_dict()


def words(spec: dict, plot: float) -> list[tuple[float, float]]:
    """Return from where to where each name reaches, in pixels of a plot of such a width."""
    spans = []
    for layer in spec["layer"]:
        mark = layer["mark"]
        if mark["type"] != "text":
            continue
        (row,) = spec["datasets"][layer["data"]["name"]]
        place = row[layer["encoding"]["x"]["field"]] * plot + mark["dx"]
        reach = width(mark["text"], 12)
        start = place - {"left": 0.0, "center": reach / 2, "right": reach}[mark["align"]]
        spans.append((start, start + reach))
    return sorted(spans)


share = st.floats(0, 1)
label = st.sampled_from(["磁石", "太陽光｜半導体素子・太陽電池", "Integrated circuits and the parts of them"])


@given(st.lists(st.tuples(label, share, share), min_size=1, max_size=8))
def test_the_names_of_a_chart_that_follows_a_phone_do_not_meet(rows):
    rows = [(f"{text} {place}", one, other) for place, (text, one, other) in enumerate(rows)]
    spec = drawn(rows)
    if spec["width"] == FLUID:
        plot = COLUMN - 16 - min(220, max(width(text, 12) for text, _, _ in rows))
        (_, end), (start, _) = words(spec, plot)
        assert start - end > 0


@pytest.mark.parametrize(
    ("text", "kept"), [("磁石", FLUID), ("Integrated circuits and the parts of them, of any kind", WIDTH)]
)
def test_a_chart_whose_labels_leave_a_phone_no_room_keeps_its_width(text, kept):
    assert drawn([(text, 0.1, 0.9), ("x", 0.05, 0.95), ("y", 0.0, 1.0)])["width"] == kept
