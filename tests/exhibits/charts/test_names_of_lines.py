"""The names at the ends of lines have their room."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements.theme import WIDTH


def test_names_at_the_ends_of_lines_have_room_for_bold_letters_of_a_wide_face():
    name = "what gravity would give"
    frame = pd.DataFrame({"year": [2000, 2020], "series": "a", "value": [1.0, 2.0]})
    drawn = charts.levels(frame, [Series("a", name, "#12436D")]).to_dict()
    first, end = drawn["layer"][1]["encoding"]["x"]["scale"]["domain"]
    room = WIDTH * (end - 2020) / (end - first)
    assert room >= 0.69 * 11.5 * len(name)  # DejaVu Sans Bold: a letter is 0.69 of its size on average
