"""What is assumed about the answer to a cut: stocks, who steps in and how fast, and how prices move."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

from econsec.codes.tables import read
from econsec.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Response:
    """How an importer and its other suppliers answer a cut.

    Parameters
    ----------
    stock_days : float
        Days of use in stock when the cut begins. 0: none is counted where none is known; `of` knows whose are.
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
    Stocks: data/codes/stocks.csv, an economy a line with its source. Fally, Sayre (2018), Commodity trade matters,
    NBER 24965 (elasticities). The lags are judgements.

    Examples
    --------
    >>> Response.of("JPN").stock_days, Response.of("IND").stock_days
    (60.0, 0.0)
    """

    stock_days: float = 0.0
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

    @classmethod
    def of(cls, importer: str) -> Response:
        """Return the response of one importer, with its stocks where a source says how large they are.

        Examples
        --------
        >>> Response.of("IND") == Response()
        True
        """
        stock = stocks().get(importer)
        return cls(stock_days=stock.likely) if stock else cls()

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


@lru_cache(maxsize=1)
def stocks() -> Mapping[str, Range]:
    """Return the days of use in stock by economy (ISO3), where a source says it: one economy's are no other's.

    Examples
    --------
    >>> stocks()["JPN"].high, "IND" in stocks()
    (180.0, False)
    """
    table = read("stocks")
    ends = table[["low", "likely", "high"]].astype(float).itertuples(index=False, name=None)
    return MappingProxyType(dict(zip(table["economy"], (Range(*row) for row in ends), strict=True)))


def ranges_of(importer: str) -> Mapping[str, Range]:
    """Return the ranges of the assumptions for one importer: those of its stocks too, where they are known.

    Examples
    --------
    >>> "stock_days" in ranges_of("JPN"), "stock_days" in ranges_of("IND")
    (True, False)
    """
    stock = stocks().get(importer)
    return MappingProxyType(({"stock_days": stock} if stock else {}) | dict(RANGES))


RANGES: Mapping[str, Range] = MappingProxyType(
    {
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
