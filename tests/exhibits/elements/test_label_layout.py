"""Labels do not meet."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.exhibits.elements.label_layout import Box, beside, equal_earth, inside_out, shift, spread, width

places = st.lists(st.floats(0, 1), min_size=1, max_size=12)


@given(places)
def test_labels_keep_their_distance_their_order_and_the_bounds(wanted):
    least = 0.05
    found = spread(wanted, least=least)
    order = sorted(range(len(wanted)), key=lambda k: (wanted[k], k))
    moved = [found[k] for k in order]
    assert all(b - a >= least - 1e-9 for a, b in pairwise(moved))
    assert min(moved) >= -1e-9
    assert max(moved) <= 1 + 1e-9


def test_labels_that_have_room_do_not_move():
    assert spread([0.1, 0.5, 0.9], least=0.05) == pytest.approx([0.1, 0.5, 0.9])


def test_more_labels_than_fit_are_set_evenly_from_the_bottom():
    assert spread([0.5] * 4, least=0.5) == pytest.approx([0.0, 0.5, 1.0, 1.5])


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-180, 180))
def test_every_point_lands_on_the_globe(latitude, longitude, centre):
    x, y = equal_earth(latitude, longitude, centre=centre)
    assert -1.0000001 <= x <= 1.0000001
    assert abs(y) <= 0.5


def test_the_projection_is_as_wide_as_published():
    # Savric, Patterson, Jenny (2018): the outline is 2.05458 times as wide as it is high.
    assert 1 / equal_earth(90, 0, centre=0)[1] == pytest.approx(2.05458, abs=1e-4)


def _box(mark: tuple[float, float, float], text: str, side: str) -> Box:
    x, y, radius = mark
    reach, half, gap = width(text), 7.7, radius + 4
    return {
        "right": Box(x + gap, y - half, x + gap + reach, y + half),
        "left": Box(x - gap - reach, y - half, x - gap, y + half),
        "above": Box(x - reach / 2, y - gap - 2 * half, x + reach / 2, y - gap),
        "below": Box(x - reach / 2, y + gap, x + reach / 2, y + gap + 2 * half),
    }[side]


marks = st.lists(st.tuples(st.floats(0, 600), st.floats(0, 300), st.floats(1, 25)), min_size=1, max_size=10)


@given(marks)
def test_names_on_the_globe_meet_no_other_name(found):
    texts = ["Philippines 32%"] * len(found)
    sides = beside(found, texts)
    boxes = [_box(mark, text, side) for mark, text, side in zip(found, texts, sides, strict=True) if side]
    assert not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


@given(marks, st.sampled_from(["right", "left", "above", "below"]))
def test_a_name_is_drawn_where_room_was_found_for_it(found, side):
    x, y, radius = found[0]
    align, across, down = shift(side, radius)
    box = _box(found[0], "Philippines", side)
    anchor = {"left": box.left, "right": box.right, "center": (box.left + box.right) / 2}[align]
    assert x + across == pytest.approx(anchor, abs=1e-6)
    assert y + down == pytest.approx((box.top + box.bottom) / 2, abs=1e-6)


def test_a_label_without_text_needs_no_place():
    assert beside([(0, 0, 1)], [""]) == [""]


@given(st.floats(0, 1), st.booleans())
def test_a_name_at_the_edge_grows_inward(place, is_left):
    align, _ = inside_out(place, is_left=is_left)
    assert align in {"left", "right", "center"}
    if is_left and place < 0.1:
        assert align == "left"
    if not is_left and place > 0.9:
        assert align == "right"


def test_a_kanji_is_counted_wider_than_a_letter():
    assert width("日本") == 22
    assert math.isclose(width("ab"), 13.2)
