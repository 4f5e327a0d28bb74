"""The governance score."""

from __future__ import annotations

import numpy as np
import pytest

from econsec.errors import MissingColumnError, NotFiniteError, SchemaError, UnitError
from econsec.indicators import frame, governance_score


def test_best_is_0_and_worst_is_10_and_beyond_is_clipped():
    made = governance_score(frame(economy=["A", "B", "C", "D"], estimate=[2.5, -2.5, 0.0, -3.0]))
    assert made.to_dict() == {"A": 0, "B": 10, "C": 5, "D": 10}


def test_score_is_the_mean_of_the_dimensions():
    made = governance_score(frame(economy="A", dimension=["cc", "rl"], estimate=[2.5, -2.5]))
    assert made["A"] == 5


def test_economy_that_lacks_a_dimension_has_no_score():
    made = governance_score(frame(economy=["A", "A", "B"], dimension=["cc", "rl", "cc"], estimate=[1.0, 1.0, 1.0]))
    assert list(made.index) == ["A"]


def test_latest_year_not_later_than_the_one_asked_for_is_taken():
    wgi = frame(economy="A", year=[2020, 2022, 2023], estimate=[2.5, 0.0, -2.5])
    assert governance_score(wgi, year=2022)["A"] == 5
    assert governance_score(wgi, year=2021)["A"] == 0
    assert governance_score(wgi)["A"] == 10
    assert governance_score(wgi, year=2019).empty


def test_missing_estimate_is_no_estimate():
    wgi = frame(economy="A", year=[2022, 2023], estimate=[0.0, np.nan])
    assert governance_score(wgi)["A"] == 5


def test_one_dimension_can_be_asked_for():
    wgi = frame(economy="A", dimension=["pv", "rl"], estimate=[-2.5, 2.5])
    assert governance_score(wgi, dimensions=["pv"])["A"] == 10


def test_two_estimates_for_one_economy_are_refused():
    with pytest.raises(SchemaError, match="two estimates for A"):
        governance_score(frame(economy="A", estimate=[1.0, 2.0]))


@pytest.mark.parametrize(
    ("estimate", "error"), [(np.inf, NotFiniteError), (-np.inf, NotFiniteError), (80.0, UnitError), (-5.1, UnitError)]
)
def test_what_is_no_estimate_is_refused_and_not_clipped_to_the_best(estimate, error):
    with pytest.raises(error, match=r"of B in wgi.*-2.5 \(worst\) to 2.5"):
        governance_score(frame(economy=["A", "B"], estimate=[1.0, estimate]))


def test_missing_column_is_named():
    with pytest.raises(MissingColumnError, match="'estimate'"):
        governance_score(frame(economy="A"))
