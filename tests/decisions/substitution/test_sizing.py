from __future__ import annotations

import pandas as pd
import pytest

from econsec.decisions.substitution.assumptions import Assumptions
from econsec.decisions.substitution.grades import grade
from econsec.decisions.substitution.sizing import size
from econsec.errors import MissingColumnError, ParameterError


def sides(need: float, third: float, spare: float = 0.0, ratio: float | None = 1.0, **more: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"imports": [200.0], "from_rival": need, "to_third": third, "spare": spare, "unit_value_ratio": ratio, **more}
    ).astype(float)


def limit(need: float, third: float, spare: float = 0.0, ratio: float | None = 1.0, net: float | None = None) -> str:
    return size(sides(need, third, spare, ratio, net_exports=net))["limit"].item()


def test_the_first_thing_in_the_way_is_named():
    assert limit(100, 400) == "need"
    assert limit(100, 150) == "pace"
    assert limit(100, 30) == "redirectable exports"
    assert limit(100, 400, ratio=1.5) == "grade"
    assert limit(100, 400, ratio=9) == "grade"
    assert limit(100, 400, ratio=None) == "grade not known"
    assert limit(100, 0) == "no exports"
    assert limit(100, 400, net=-1) == limit(100, 400, spare=50, net=0) == "net imports"
    assert limit(0, 400) == "nothing to replace"


def test_bands_are_the_same_above_and_below_and_closed():
    ratios = pd.Series([1.25, 0.8, 1.26, 2.0, 0.5, 2.01, 0.49, 0.0, -1.0])
    words = [
        "same grade",
        "same grade",
        "unclear",
        "unclear",
        "unclear",
        "dearer grade",
        "cheaper grade",
        "unknown",
        "unknown",
    ]
    assert grade(ratios, (1.25, 2.0)).tolist() == words


def test_a_wider_band_can_only_add():
    asked = pd.DataFrame(
        {"imports": 100.0, "from_rival": 100.0, "to_third": 50.0, "spare": 0.0, "unit_value_ratio": [1.1, 1.6, 2.5]}
    )
    narrow, wide = size(asked), size(asked, Assumptions(unit_value_band=(2.0, 3.0)))
    assert (wide[["low", "central", "high"]] >= narrow[["low", "central", "high"]]).all(axis=None)
    assert wide["central"].tolist() == pytest.approx([15, 15, 7.5])


@pytest.mark.parametrize(
    ("more", "redirectable", "spare"),
    [
        ({}, 50, 10),
        ({"net_exports": 20}, 20, 10),
        ({"net_exports": -7}, 0, 0),
        ({"net_exports": 0}, 0, 0),
        ({"net_exports": -7, "made": 30}, 0, 10),
        ({"net_exports": 40, "made": 5}, 5, 10),
        ({"net_exports": 40, "made": 0}, 0, 10),
        ({"net_exports": None, "made": None}, 50, 10),
    ],
)
def test_nobody_redirects_more_than_net_exports_or_what_is_made_at_home(more, redirectable, spare):
    found = size(sides(100, 50, 10, **more)).iloc[0]
    assert (found["redirectable"], found["spare"]) == (redirectable, spare)
    assert found["high"] == redirectable + spare


def test_an_amount_that_is_not_told_stays_unknown_whatever_its_bounds():
    found = size(sides(100, float("nan"), net_exports=-5)).iloc[0]
    assert pd.isna(found["redirectable"])
    assert found["limit"] == "not in the source"


@pytest.mark.parametrize(("ratio", "near", "high"), [(3, 0, 50), (3, 0.4, 50), (0.3, 0, 0), (0.3, 0.4, 20)])
def test_dearer_goods_count_in_the_high_case_and_cheaper_ones_as_far_as_they_are_sold_near_the_rivals_price(
    ratio, near, high
):
    found = size(sides(100, 50, ratio=ratio, near_share=near)).iloc[0]
    assert (found["low"], found["central"], found["high"]) == (0, 0, high)


def test_a_code_that_holds_several_goods_has_no_same_grade():
    two = pd.concat([sides(100, 50), sides(100, 50)]).assign(product=["811010", "811292"])
    found = size(two).set_index("product")
    assert found["grade"].to_dict() == {"811010": "same grade", "811292": "several goods"}
    assert found["central"].to_dict() == {"811010": 15, "811292": 0}
    assert found.loc["811292", ["high", "limit"]].tolist() == [50, "several goods"]


def test_where_a_code_holds_several_goods_the_ceiling_is_not_bounded_by_net_exports():
    # Japan sells dear magnets and buys cheap ones under one code; of unwrought antimony there is one kind.
    two = pd.concat([sides(100, 50, 10, net_exports=-5, ratio=4)] * 3).assign(product=["811010", "850511", "8542"])
    found = size(two).set_index("product")
    assert found["central"].tolist() == [0, 0, 0]
    assert found["high"].to_dict() == {"811010": 0, "850511": 60, "8542": 60}
    assert found["limit"].tolist() == ["net imports"] * 3


def test_a_band_out_of_order_and_a_missing_side_are_refused():
    with pytest.raises(ParameterError):
        Assumptions(unit_value_band=(3.0, 2.0))
    with pytest.raises(MissingColumnError, match="spare"):
        size(pd.DataFrame({"imports": [1.0], "from_rival": 1.0, "to_third": 1.0, "unit_value_ratio": 1.0}))
