"""What a code of one revision is in another, and how sure that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.codes.revisions import REVISIONS, UnknownRevisionError, convert, revision
from econsec.errors import ParameterError, UnknownProductError
from econsec.store import load

OLDER = REVISIONS[:-1]
TURNED = {"1:1": "1:1", "1:n": "n:1", "n:1": "1:n", "n:n": "n:n"}
CODES = st.sampled_from(["280530", "284690", "282520", "810520", "250410", "711011", "282200", "283691", "260200"])


@pytest.mark.parametrize(
    ("code", "start", "end", "expected"),
    [
        ("280530", "HS2017", "HS1992", [("280530", "1:1")]),
        ("810520", "HS2017", "HS1992", [("810510", "n:1")]),
        ("811212", "HS17", "HS92", [("811211", "n:1")]),
        ("850760", "HS2017", "HS2017", [("850760", "1:1")]),
    ],
)
def test_a_code_is_converted_with_its_kind(code, start, end, expected):
    """Origin: the Statistics Division's correlations, HS 2022 with HS 2017 and HS 1992."""
    found = convert(code, from_=start, to=end)
    assert list(zip(found["to"], found["kind"], strict=True)) == expected


def test_gallium_cannot_be_told_apart_unless_all_is_asked_for():
    with pytest.raises(ParameterError, match=r"811292 of HS2017 .*\(811291, 811230, 811240\) cannot be told apart"):
        convert("811292", from_="HS2017", to="HS1992")
    found = convert("811292", from_="HS2017", to="HS1992", many=True)
    assert set(found["to"]) == {"811230", "811240", "811291"}
    assert found.loc[found["recommended"], "to"].tolist() == ["811291"]


def test_the_codes_come_in_the_order_asked_for():
    found = convert(["810520", "280530"], from_="HS2017", to="HS1992")
    assert found["code"].tolist() == ["810520", "280530"]


@pytest.mark.parametrize("wrong", ["HS2007", "1988", "SITC", ""])
def test_a_revision_that_is_not_held_is_refused(wrong):
    with pytest.raises(UnknownRevisionError, match="revision"):
        revision(wrong)


@pytest.mark.parametrize("wrong", ["8505", "999998", 850511])
def test_a_code_of_another_revision_or_length_is_refused(wrong):
    with pytest.raises(UnknownProductError, match="HS2017, six digits"):
        convert([wrong], from_="HS2017", to="HS1992")


@given(CODES, st.sampled_from(REVISIONS), st.sampled_from(REVISIONS))
def test_the_way_back_has_the_kind_turned_round(code, start, end):
    try:
        ahead = convert(code, from_=start, to=end, many=True)
    except UnknownProductError:
        return
    for other, kind in zip(ahead["to"], ahead["kind"], strict=True):
        back = convert(other, from_=end, to=start, many=True).set_index("to")
        assert back.loc[code, "kind"] == TURNED[kind]


@pytest.mark.parametrize("name", OLDER)
def test_the_kinds_from_2022_are_those_of_the_division(name):
    table = load("hs_correlations", revision=name)
    some = table["hs2022"].drop_duplicates().iloc[::40].tolist()
    found = convert(some, from_="HS2022", to=name, many=True).rename(columns={"code": "hs2022", "to": "product"})
    both = found.merge(table, on=["hs2022", "product"], suffixes=("", "_said"), how="outer")
    both = both[both["hs2022"].isin(some)]
    assert (both["kind"] == both["kind_said"]).all()
    assert (both["recommended"] == both["recommended_said"]).all()
    assert table.groupby("hs2022")["recommended"].sum().eq(1).all()
