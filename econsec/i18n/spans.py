"""An amount that rests on an assumption: a low, a central and a high end, and the scale that it is a part of.

It has no kind of placeholder that writes the central end alone, so that no sentence can tell as a point what is a
range: one as wide as half its scale is told by its ends, or as not known where it is the whole scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from econsec.errors import ParameterError
from econsec.i18n import numbers

if TYPE_CHECKING:
    from collections.abc import Callable

WIDE = 0.5  # of the scale: half of all that could be says nothing of where it is
WHOLE = 0.99  # of the scale
SLACK = 1e-9  # of the scale: what sums of floats may be out of order by


@dataclass(frozen=True)
class Span:
    """A range, its central end, and its scale, in one unit.

    Parameters
    ----------
    low, central, high : float
        The ends.
    scale : float
        Of what it is a part.
    asks : str
        The question that it answers, spelled alike wherever it is asked: measure, economies, products. Two pages that
        ask the same are held against each other by it.

    Raises
    ------
    ParameterError
        The three are not in order.

    Examples
    --------
    >>> Span(0.0, 15.0, 80.0, scale=100.0).wide, Span(0.0, 15.0, 40.0, scale=100.0).wide
    (True, False)
    """

    low: float
    central: float
    high: float
    scale: float
    asks: str = ""

    def __post_init__(self) -> None:
        slack = SLACK * abs(self.scale)
        if self.low > self.central + slack or self.central > self.high + slack:
            raise ParameterError(f"a span {self.low}, {self.central}, {self.high}", expected="low <= central <= high")

    @property
    def wide(self) -> bool:
        """Whether the range is as wide as half its scale, so that its central end is no finding."""
        return self.high - self.low >= WIDE * self.scale

    @property
    def unknown(self) -> bool:
        """Whether the range is the whole scale."""
        return self.high - self.low >= WHOLE * self.scale

    def values(self, name: str) -> dict[str, float | str]:
        """Return the ends under the names that a page keeps them by."""
        ends = {name: self.central, f"{name}_low": self.low, f"{name}_high": self.high, f"{name}_scale": self.scale}
        return ends | ({f"{name}_asks": self.asks} if self.asks else {})


def share(span: Span, language: str) -> str:
    """Write a span as a part of its scale.

    Examples
    --------
    >>> share(Span(0.0, 15.0, 40.0, scale=100.0), "en"), share(Span(0.0, 15.0, 80.0, scale=100.0), "en")
    ('15.0% (0.0% to 40.0%)', 'between 0.0% and 80.0% (too wide a range for one figure)')
    >>> share(Span(0.0, 15.0, 100.0, scale=100.0), "ja")
    '0.0%から100.0%まで（すなわち不明）'
    """
    scale = span.scale or float("nan")
    return _written(span, language, lambda value: numbers.percent(value / scale, language))


def money(span: Span, language: str) -> str:
    """Write a span in USD.

    Examples
    --------
    >>> money(Span(1e6, 2e6, 3e6, scale=10e6), "en"), money(Span(2e6, 2e6, 2e6, scale=10e6), "en")
    ('USD 2.0 million (USD 1.0 million to USD 3.0 million)', 'USD 2.0 million')
    """
    return _written(span, language, lambda value: numbers.money(value, language))


def _written(span: Span, language: str, write: Callable[[float], str]) -> str:
    low, central, high = (write(end) for end in (span.low, span.central, span.high))
    if low == high:
        return central
    if not span.wide:
        return {"en": f"{central} ({low} to {high})", "ja": f"{central}（{low}～{high}）"}[language]
    if span.unknown:
        return {
            "en": f"anything between {low} and {high} (not known)",
            "ja": f"{low}から{high}まで（すなわち不明）",
        }[language]
    return {
        "en": f"between {low} and {high} (too wide a range for one figure)",
        "ja": f"{low}から{high}の間（幅が広く、一つの値では示せない）",
    }[language]
