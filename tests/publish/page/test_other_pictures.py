"""Pictures: held in the page, called by words, as wide as they ask to be."""

from __future__ import annotations

import base64

from econsec.publish.page.other_pictures import picture


def test_lines_are_taken_before_dots():
    assert picture({"image/png": "AAAA", "image/svg+xml": "<svg/>"}, {}, 1).src.startswith("data:image/svg+xml")


def test_the_width_of_a_drawing_in_points_is_told_in_pixels():
    found = picture({"image/svg+xml": '<?xml version="1.0"?><svg height="9" width="72pt"></svg>'}, {}, 1)
    assert found.width == 96
    assert b'width="72pt"' in base64.b64decode(found.src.partition(",")[2])


def test_what_has_no_picture_gives_none():
    assert picture({"text/html": "<img>", "text/plain": "x"}, {}, 1) is None
