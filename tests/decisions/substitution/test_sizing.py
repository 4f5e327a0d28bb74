from __future__ import annotations

import pandas as pd
import pytest

from econsec.decisions.substitution.assumptions import Assumptions
from econsec.decisions.substitution.grades import grade
from econsec.decisions.substitution.sizing import size
from econsec.errors import MissingColumnError, ParameterError


def limit(need: float, third: float, spare: float = 0.0, ratio: float | None = 1.0) -> str:
    sides = pd.DataFrame(
        {"imports": [200.0], "from_rival": need, "to_third": third, "spare": spare, "unit_value_ratio": ratio}
    ).astype(float)
    return size(sides)["limit"].item()


def test_the_first_thing_in_the_way_is_named():
    assert limit(100, 400) == "need"
    assert limit(100, 150) == "pace"
    assert limit(100, 30) == "redirectable exports"
    assert limit(100, 400, ratio=1.5) == "grade"
    assert limit(100, 400, ratio=9) == "grade"
    assert limit(100, 400, ratio=None) == "grade not known"
    assert limit(100, 0) == "no exports"
    assert limit(0, 400) == "nothing to replace"


def test_bands_are_the_same_above_and_below_and_closed():
    ratios = pd.Series([1.25, 0.8, 1.26, 2.0, 0.5, 2.01, 0.49, 0.0, -1.0])
    words = [
        "same grade",
        "same grade",
        "unclear",
        "unclear",
        "unclear",
        "other grade",
        "other grade",
        "unknown",
        "unknown",
    ]
    assert grade(ratios, (1.25, 2.0)).tolist() == words


def test_a_wider_band_can_only_add():
    sides = pd.DataFrame(
        {"imports": 100.0, "from_rival": 100.0, "to_third": 50.0, "spare": 0.0, "unit_value_ratio": [1.1, 1.6, 2.5]}
    )
    narrow, wide = size(sides), size(sides, Assumptions(unit_value_band=(2.0, 3.0)))
    assert (wide[["low", "central", "high"]] >= narrow[["low", "central", "high"]]).all(axis=None)
    assert wide["central"].tolist() == pytest.approx([15, 15, 7.5])


def test_a_band_out_of_order_and_a_missing_side_are_refused():
    with pytest.raises(ParameterError):
        Assumptions(unit_value_band=(3.0, 2.0))
    with pytest.raises(MissingColumnError, match="spare"):
        size(pd.DataFrame({"imports": [1.0], "from_rival": 1.0, "to_third": 1.0, "unit_value_ratio": 1.0}))
