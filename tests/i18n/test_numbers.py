"""Quantities in the house style of each language."""

from __future__ import annotations

import datetime as dt
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.i18n import numbers


@pytest.mark.parametrize(
    ("value", "english", "japanese"),
    [
        (0, "USD 0", "0ドル"),
        (999, "USD 999", "999ドル"),
        (9_999, "USD 9,999", "9,999ドル"),
        (10_000, "USD 10,000", "1万ドル"),
        (52_000, "USD 52,000", "5万2,000ドル"),
        (999_960, "USD 1.0 million", "100万ドル"),
        (568_756_900, "USD 568.8 million", "5億6,880万ドル"),
        (24_637_483_700, "USD 24.6 billion", "246億4,000万ドル"),
        (1.5e12, "USD 1.5 trillion", "1兆5,000億ドル"),
        (-2_000_000, "−USD 2.0 million", "−200万ドル"),
    ],
)
def test_money_counts_as_its_language_does(value, english, japanese):
    assert numbers.money(value, "en") == english
    assert numbers.money(value, "ja") == japanese


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0.0, "0.0%"),
        (0.0004, "<0.1%"),
        (0.0005, "0.1%"),
        (0.27645, "27.6%"),
        (0.2765, "27.7%"),
        (0.9999, ">99.9%"),
        (1.0, "100.0%"),
        (float("nan"), "not known"),
        (None, "not known"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(share, written):
    assert numbers.percent(share) == written


def test_japanese_says_below_and_above_in_words():
    assert numbers.percent(0.0004, "ja") == "0.1%未満"
    assert numbers.percent(0.9999, "ja") == "99.9%超"


@given(st.floats(min_value=0, max_value=1, allow_nan=False))
def test_a_share_reads_back_within_its_rounding(share):
    written = numbers.percent(share)
    number = float(re.sub(r"[<>%]", "", written)) / 100
    assert math.isclose(number, share, abs_tol=0.00051 if written[0] not in "<>" else 0.001)


@given(st.floats(min_value=0, max_value=1e14, allow_nan=False))
def test_japanese_money_reads_back_to_four_digits(value):
    written = numbers.money(value, "ja").removesuffix("ドル")
    total = 0.0
    for digits, scale in re.findall(r"([\d,.]+)(兆|億|万)?", written):
        total += float(digits.replace(",", "")) * {"兆": 1e12, "億": 1e8, "万": 1e4, "": 1}[scale]
    assert math.isclose(total, value, rel_tol=6e-4, abs_tol=0.0006 if value < 1 else 0.06 if value < 10 else 0.5)


odd = st.sampled_from([math.nan, math.inf, -math.inf, 0.0, -0.0])


@given(st.floats(-1e15, 1e15) | odd, st.sampled_from(["en", "ja"]))
def test_no_number_is_ever_written_as_nan_or_inf(value, language):
    for write in (numbers.decimal, numbers.percent, numbers.points, numbers.money):
        assert not re.search(r"nan|inf", write(value, language).replace("infinite", ""), flags=re.IGNORECASE)


def test_points_carry_their_sign():
    assert [numbers.points(x) for x in (-0.123, 0.05, 0.0)] == ["−12.3 points", "+5.0 points", "±0.0 points"]


def test_a_day_is_written_in_each_language():
    assert numbers.date(dt.date(2026, 1, 6)) == "6 Jan 2026"
    assert numbers.date("2026-01-06", "ja") == "2026年1月6日"
    assert numbers.date("", "ja") == "不明"


def test_names_are_joined_as_the_language_does():
    assert numbers.listing(["a"]) == "a"
    assert numbers.listing(["a", "b", "c"]) == "a, b and c"
    assert numbers.listing([], "ja") == ""


@pytest.mark.parametrize(
    ("value", "english", "japanese"),
    [
        (9_999, "9,999", "9,999"),
        (9_999.6, "10,000", "1万"),
        (22_557, "22,557", "2万2,557"),
        (171_000, "171,000", "17万1,000"),
        (999_949, "999,949", "99万9,949"),
        (22_682_855, "22.7 million", "2,268万"),
        (-14_957_720, "−15.0 million", "−1,496万"),
        (-0.2, "0", "0"),
    ],
)
def test_a_count_loses_no_digit_under_a_million_and_stands_in_myriads_in_japanese(value, english, japanese):
    assert (numbers.count(value, "en"), numbers.count(value, "ja")) == (english, japanese)


def test_tonnes_are_written_in_each_language():
    assert numbers.quantity(390_000, "t") == "390,000 t"
    assert numbers.quantity(6_900_000, "t", "ja") == "690万トン"
