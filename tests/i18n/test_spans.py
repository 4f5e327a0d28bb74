"""A range is told as a range: no sentence can tell a wide one as a point."""

from __future__ import annotations

import pytest

from econsec.errors import ParameterError
from econsec.i18n import spans
from econsec.i18n.spans import Span


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("high", "point"), [(49.9, True), (50.0, False), (80.0, False), (100.0, False)])
def test_a_range_as_wide_as_half_its_scale_is_never_told_by_its_central_end(language, high, point):
    said = spans.share(Span(0.0, 15.0, high, scale=100.0), language)
    assert ("15.0%" in said) == point
    assert f"{high:.1f}%" in said


@pytest.mark.parametrize(("language", "word"), [("en", "not known"), ("ja", "不明")])
def test_the_whole_scale_is_told_as_not_known(language, word):
    assert word in spans.share(Span(0.0, 46.2, 100.0, scale=100.0), language)
    assert word in spans.money(Span(0.0, 46.2e6, 100e6, scale=100e6), language)


def test_ends_out_of_order_are_refused():
    with pytest.raises(ParameterError, match="low <= central <= high"):
        Span(0.0, 9.0, 8.0, scale=10.0)
