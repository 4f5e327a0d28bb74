"""Numbers on shades: whichever ink is taken, it can be read on every shade of a ramp."""

from __future__ import annotations

import pytest

from econsec.exhibits.charts.squares import BRIGHT, DARK, PALE, _light, _parts, _turn
from econsec.exhibits.theme import BLUE, CHARCOAL, GREEN, LILAC, ORANGE, PLUM


@pytest.mark.parametrize("colour", [BLUE, CHARCOAL, GREEN, LILAC, ORANGE, PLUM])
def test_the_letters_of_every_shade_reach_wcags_contrast(colour):
    turn, ends = _turn(colour), list(zip(_parts(PALE), _parts(colour), strict=True))
    for step in range(2001):
        place = step / 2000
        shade = [round(255 * (one + (other - one) * place)) / 255 for one, other in ends]
        paper = _light(shade) + 0.05
        ink = _light(_parts(BRIGHT if place > turn else DARK)) + 0.05
        assert max(paper, ink) / min(paper, ink) >= 4.5
