"""What the three economies of a report do to the rows of a frame."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.elements.parties import Parties

HERE = Parties("JPN", "IND", "CHN", 2024)


def test_a_sentence_a_row_takes_its_values_from_the_columns_that_are_named():
    rows = pd.DataFrame({"one": ["JPN", "IND"], "other": ["IND", "CHN"]})
    assert HERE.each("pairings.both", rows, one="one", other="other") == ["Japan and India", "India and China"]
    assert HERE.each("pairings.both", rows.head(0), one="one", other="other") == []


def test_an_economy_without_a_place_has_none_on_the_globe():
    placed = HERE.placed(pd.DataFrame({"partner": ["CHN", "XXO"], "value": [2.0, 1.0]}), "partner")
    assert placed["name"].iloc[0] == "China"
    assert placed["latitude"].notna().tolist() == [True, False]
    assert placed["colour"].iloc[0] == HERE.palette.of("CHN")


def test_what_one_of_the_two_does_not_have_is_missing_and_not_nothing():
    figures = pd.DataFrame({"field": ["a", "a", "b"], "economy": ["JPN", "IND", "IND"], "value": [1.0, 2.0, 3.0]})
    beside = HERE.side_by_side(figures, "field")
    assert beside["theirs"].tolist() == [2.0, 3.0]
    assert beside["mine"].isna().tolist() == [False, True]
    assert HERE.side_by_side(figures[figures["economy"] == "IND"], "field")["mine"].isna().all()
