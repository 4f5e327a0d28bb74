"""A tornado: each end says what was assumed, and no word lies on the names of the rows."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.exhibits.charts.by_row.swing import swings


def words(low: float) -> dict[str, dict[str, object]]:
    """Return how the words of each end are set, by the words."""
    rows = [("Stocks", low, "180 days"), ("Stocks", 250.0, "30 days")]
    frame = pd.DataFrame(rows, columns=["label", "end", "text"])
    chart = swings(frame, base=154.0, colour="#12436D").to_dict()
    texts = [layer for layer in chart["layer"] if layer["mark"]["type"] == "text"]
    return {row["text"]: layer["mark"] for layer in texts for row in chart["datasets"][layer["data"]["name"]]}


@pytest.mark.parametrize(("low", "align"), [(100.0, "right"), (25.0, "left"), (0.0, "left")])
def test_words_of_an_end_near_the_axis_stand_above_it_and_not_on_the_names_of_the_rows(low, align):
    found = words(low)
    assert set(found) == {"180 days", "30 days"}
    assert found["180 days"]["align"] == align
    assert (found["180 days"]["dy"] < 0) == (align == "left")
    assert found["30 days"]["dy"] == 0
