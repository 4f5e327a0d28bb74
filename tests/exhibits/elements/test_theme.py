"""Colours: one an economy, strong enough, and the same in every chart."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from colour_vision import SIGHTS, difference, seen
from hypothesis import given
from hypothesis import strategies as st

from econsec.exhibits.elements import theme
from econsec.exhibits.elements.theme import OF_ECONOMY, Palette
from econsec.publish.charts.colours import palette

CODES = ["JPN", "IND", "CHN", "DEU", "AUS", "RUS", "USA"]


def contrast(colour: str, paper: str = "#FFFFFF") -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""

    def luminance(code: str) -> float:
        parts = [int(code[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(colour), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [*theme.MEASURES, *OF_ECONOMY.values(), *theme.GUESTS])
def test_marks_reach_three_to_one_on_white(colour):
    assert contrast(colour) >= 3


def test_no_two_things_have_one_colour():
    colours = [*theme.MEASURES, *OF_ECONOMY.values(), *theme.GUESTS]
    assert len(set(colours)) == len(colours)


@given(st.permutations(CODES))
def test_three_economies_have_three_colours_and_keep_their_own(order):
    importer, partner, rival = order[:3]
    palette = Palette(importer, partner, rival)
    assert len({palette.of(code) for code in palette.parts}) == 3
    for code in palette.parts:
        assert palette.of(code) == OF_ECONOMY.get(code, palette.of(code))
        assert palette.of(code) in {*OF_ECONOMY.values(), *theme.GUESTS}
        assert palette.of(code) not in theme.MEASURES


@given(st.permutations(["DEU", "AUS", "BRA"]))
def test_a_guest_has_its_colour_whatever_part_it_plays(order):
    assert [Palette(*order).of(code) for code in ("AUS", "BRA", "DEU")] == [
        Palette("AUS", "BRA", "DEU").of(code) for code in ("AUS", "BRA", "DEU")
    ]


def test_japan_is_blue_and_india_orange_whatever_their_part():
    for parts in permutations(["JPN", "IND", "CHN"]):
        assert Palette(*parts).of("JPN") == theme.BLUE
        assert Palette(*parts).of("IND") == theme.ORANGE


def test_an_economy_without_a_part_is_grey():
    assert Palette("DEU", "AUS", "CHN").of("FRA") == theme.GREY


@given(st.permutations(["MYS", "KOR", "DEU", "TWN", "PHL"]))
def test_those_who_lie_against_each_other_differ_in_whatever_order_they_come(order):
    beside = Palette("JPN", "IND", "CHN").beside(order)
    assert len(set(beside.values())) == len(order)
    assert beside == Palette("JPN", "IND", "CHN").beside(sorted(order))
    assert (beside["KOR"], beside["TWN"]) == (OF_ECONOMY["KOR"], OF_ECONOMY["TWN"])


@pytest.mark.parametrize("night", [False, True])
def test_economies_are_told_apart_by_those_who_see_no_red_or_no_green(night):
    """CIEDE2000 of 8 is seen at a glance; Japan's blue and China's plum, which are old, differ by 6.5 without red."""
    partner = {one.colour: one.dark for one in palette()}
    colours = [*OF_ECONOMY.values(), *theme.GUESTS]
    shown = {colour: partner[colour] if night else colour for colour in colours}
    for one, other in combinations(colours, 2):
        least = 6 if {one, other} == {theme.BLUE, theme.PLUM} else 8
        for sight in SIGHTS.values():
            assert difference(seen(shown[one], sight), seen(shown[other], sight)) >= least, (one, other)


@pytest.mark.parametrize("night", [False, True])
def test_measures_are_told_apart_by_those_who_see_no_red_or_no_green(night):
    partner = {one.colour: one.dark for one in palette()}
    shown = [partner[colour] if night else colour for colour in theme.MEASURES]
    for one, other in combinations(shown, 2):
        for sight in SIGHTS.values():
            assert difference(seen(one, sight), seen(other, sight)) >= 8, (one, other)


def test_differences_are_those_of_sharma_wu_and_dalal_2005():
    assert difference((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert difference((50, 2.5, 0), (58, 24, 15)) == pytest.approx(19.4535, abs=1e-4)
