"""What a watch may be: one thing, one level, and a word for what was meant where it is none."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from econsec.publish.watches.asked import Level, Watch

CLAIM = {"name": "x", "report": "r", "claim": "c", "value": "v"}
TRADE = {"name": "x", "trade": {"importer": "JPN", "supplier": "CHN", "product": "280530"}}


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("60 %", 0.6, "percent"),
        ("60%", 0.6, "percent"),
        ("60％", 0.6, "percent"),
        (0.6, 0.6, ""),
        (60, 60.0, ""),
        ("1500", 1500.0, ""),
        ("-3.5", -3.5, ""),
    ],
)
def test_a_level_is_read_as_it_is_typed(typed, value, unit):
    assert Watch(**CLAIM, above=typed).limit == ("above", Level(value=value, unit=unit))


@pytest.mark.parametrize("typed", ["sixty", "60 percent", "", True, float("nan"), float("inf"), [60], "6 0 %"])
def test_what_is_no_level_is_refused_with_what_is_one(typed):
    with pytest.raises(ValidationError, match=r"is no level: write 0\.6"):
        Watch(**CLAIM, above=typed)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "one of above, below and moves"),
        ({"above": 1, "below": 2}, "one of above, below and moves"),
        ({"abov": 1}, "no 'abov'. Did you mean above"),
        ({"above": 1, "value": ""}, "both: the claim and its value"),
        ({"above": 1, "claim": "", "value": ""}, "looks at one thing"),
        ({"above": 1, **TRADE}, "looks at one thing"),
        ({"above": "5 points"}, "points are for what moves"),
        ({"moves": 0}, "by more than nothing"),
        ({"above": 1, "name": "../x"}, "should match pattern"),
        ({"above": 1, "nth": -1}, "greater than or equal to 0"),
    ],
)
def test_what_is_no_watch_is_refused_in_a_sentence(changed, said):
    with pytest.raises(ValidationError, match=said):
        Watch(**(CLAIM | changed))


def test_a_question_to_the_data_belongs_to_no_report():
    assert Watch(**TRADE, above="60 %").question == ("trade", TRADE["trade"])
    with pytest.raises(ValidationError, match="looks at one thing"):
        Watch(**TRADE, above="60 %", report="r")


def test_months_are_told_beyond_two_deviations_unless_another_number_is_named():
    months = {"name": "x", "months": TRADE["trade"]}
    assert Watch(**months).limit == ("above", Level(value=2.0))
    assert Watch(**months, above=3).limit[1].value == 3.0
    with pytest.raises(ValidationError, match="three deviations"):
        Watch(**months, below=3)
