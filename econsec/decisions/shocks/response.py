"""What is assumed about the answer to a cut: stocks, who steps in and how fast, and how prices move."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

from econsec.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Response:
    """How an importer and its other suppliers answer a cut.

    Parameters
    ----------
    stock_days : float
        Days of use in stock when the cut begins. 60: the target of Japan's stockpile of rare metals, national and
        private together; some metals are held for 180 days since 2020, and plants alone hold about 30.
    others_lag, others_ramp : float
        Months until other suppliers send the first extra tonne, and months from then to all they can add. 1 and 12: a
        spot cargo takes a month, qualification of a new source about a year.
    partner_lag, partner_ramp : float
        The same for the partner. 2 and 12.
    others_scale, partner_scale : float
        Multiples of what the needs table says others and the partner could add a year.
    demand_elasticity, supply_elasticity : float
        Size (positive) of the short-run price elasticities of demand and of supply. 0.25 and 0.2: demand for and
        supply of mineral commodities hardly answer to price within a year.

    Raises
    ------
    ParameterError
        A number below zero, or both elasticities zero.

    References
    ----------
    METI (2020), New International Resource Strategy (stocks). Fally, Sayre (2018), Commodity trade matters, NBER 24965
    (elasticities). The lags are judgements.

    Examples
    --------
    >>> Response(stock_days=0).partner_ramp
    12.0
    """

    stock_days: float = 60.0
    others_lag: float = 1.0
    others_ramp: float = 12.0
    others_scale: float = 1.0
    partner_lag: float = 2.0
    partner_ramp: float = 12.0
    partner_scale: float = 1.0
    demand_elasticity: float = 0.25
    supply_elasticity: float = 0.2

    def __post_init__(self) -> None:
        low = [name for name in NAMES if not getattr(self, name) >= 0]
        if low or self.demand_elasticity + self.supply_elasticity <= 0:
            raise ParameterError(
                f"a response with {', '.join(low) or 'both elasticities'} not above zero",
                expected="numbers of 0 or more, and one elasticity above 0",
            )

    def but(self, **changes: float) -> Response:
        """Return the response with some numbers changed.

        Examples
        --------
        >>> Response().but(stock_days=30).stock_days
        30
        """
        if unknown := sorted(set(changes) - set(NAMES)):
            raise ParameterError(f"no assumption {', '.join(unknown)}", expected=f"one of {', '.join(NAMES)}")
        return replace(self, **changes)


NAMES = tuple(field.name for field in fields(Response))


@dataclass(frozen=True)
class Range:
    """A low, a likely and a high number: a triangular distribution in the Monte Carlo, the two ends in the tornado.

    Raises
    ------
    ParameterError
        The three are not in order, or one is below zero, infinite or missing.
    """

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high < inf:
            raise ParameterError(
                f"a range {self.low}, {self.likely}, {self.high}", expected="0 <= low <= likely <= high, none infinite"
            )


RANGES: Mapping[str, Range] = MappingProxyType(
    {
        "stock_days": Range(30, 60, 180),
        "others_lag": Range(0, 1, 4),
        "others_ramp": Range(6, 12, 24),
        "others_scale": Range(0.33, 1, 2),
        "partner_lag": Range(1, 2, 6),
        "partner_ramp": Range(6, 12, 24),
        "partner_scale": Range(0.33, 1, 2),
        "demand_elasticity": Range(0.1, 0.25, 0.5),
        "supply_elasticity": Range(0.1, 0.2, 0.5),
    }
)
