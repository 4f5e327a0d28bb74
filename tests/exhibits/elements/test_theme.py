"""Colours: one an economy, strong enough, and the same in every chart."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.exhibits.elements import theme
from econsec.exhibits.elements.theme import OF_ECONOMY, Palette

CODES = ["JPN", "IND", "CHN", "DEU", "AUS", "RUS", "USA"]


def contrast(colour: str, paper: str = "#FFFFFF") -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""

    def luminance(code: str) -> float:
        parts = [int(code[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(colour), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [*theme.FREE, theme.GREY])
def test_marks_reach_three_to_one_on_white(colour):
    assert contrast(colour) >= 3


@given(st.permutations(CODES))
def test_three_economies_have_three_colours_and_keep_their_own(order):
    importer, partner, rival = order[:3]
    palette = Palette(importer, partner, rival)
    colours = [palette.of(code) for code in palette.parts]
    assert len(set(colours)) == 3
    for code in palette.parts:
        if code in OF_ECONOMY:
            assert palette.of(code) == OF_ECONOMY[code]
        else:
            assert palette.of(code) not in OF_ECONOMY.values()


def test_japan_is_blue_and_india_orange_whatever_their_part():
    for parts in permutations(["JPN", "IND", "CHN"]):
        assert Palette(*parts).of("JPN") == theme.BLUE
        assert Palette(*parts).of("IND") == theme.ORANGE


def test_an_economy_without_a_part_is_grey():
    assert Palette("DEU", "AUS", "CHN").of("FRA") == theme.GREY
