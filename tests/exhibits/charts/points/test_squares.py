"""Numbers on shades: whichever ink is taken, it can be read on every shade of a ramp."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.exhibits.charts.points.squares import BRIGHT, DARK, PALE, _light, _parts, _turn, squares
from econsec.exhibits.elements.theme import BLUE, CHARCOAL, GREEN, LILAC, ORANGE, PLUM


@pytest.mark.parametrize("colour", [BLUE, CHARCOAL, GREEN, LILAC, ORANGE, PLUM])
def test_the_letters_of_every_shade_reach_wcags_contrast(colour):
    turn, ends = _turn(colour), list(zip(_parts(PALE), _parts(colour), strict=True))
    for step in range(2001):
        place = step / 2000
        shade = [round(255 * (one + (other - one) * place)) / 255 for one, other in ends]
        paper = _light(shade) + 0.05
        ink = _light(_parts(DARK if turn is None or place <= turn else BRIGHT)) + 0.05
        assert max(paper, ink) / min(paper, ink) >= 4.5


@pytest.mark.parametrize(("colour", "ink"), [(GREEN, DARK), (BLUE, BRIGHT)])
def test_a_value_beyond_the_domain_is_written_as_one_at_its_end(colour, ink):
    frame = pd.DataFrame({"label": "x", "column": ["a", "b"], "value": [2.0, 9.0], "text": ["2", "9"]})
    words = squares(frame, ["a", "b"], colour=colour, domain=(0.0, 2.0)).to_dict()["layer"][1]["encoding"]["color"]
    turned = words.get("condition", {"test": "false"})
    assert (turned.get("value") if turned["test"] != "false" else words["value"]) == ink
