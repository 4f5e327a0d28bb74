"""The shock curve: a rival cuts its deliveries, and what is short month by month after stocks and other suppliers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.shocks.needs import checked, importer_of
from econsec.decisions.shocks.response import NAMES, Response
from econsec.errors import ParameterError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

DAYS = 365.0
AT_ONCE = 1e-5


@dataclass(frozen=True)
class Scenario:
    """A cut: how deep, from when, for how long, of what.

    Parameters
    ----------
    cut : float
        Part of the rival's deliveries that stops, 0..1.
    start : date
        The day the cut begins; months are counted from it.
    months : int
        How many months to follow, at least 1.
    products : sequence of str, optional
        What is cut: some products, those of a sector, or what a control covers (`needs.covered_by`); by default all.

    Raises
    ------
    ParameterError
        A cut outside 0..1, or no month.

    Examples
    --------
    >>> import datetime as dt
    >>> Scenario(cut=0.5, start=dt.date(2027, 1, 1)).months
    12
    """

    cut: float
    start: dt.date
    months: int = 12
    products: Sequence[str] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.cut <= 1:
            raise ParameterError(f"cut {self.cut}", expected="a part in 0..1")
        if self.months < 1:
            raise ParameterError(f"{self.months} months", expected="1 or more")


class Paths(NamedTuple):
    """What becomes of the deliveries that stop, USD a month; arrays (draws, products, months)."""

    lost: Floats
    others: Floats
    partner: Floats
    stocks: Floats
    short: Floats
    stock_left: Floats


@public
def simulate(needs: pd.DataFrame, scenario: Scenario, response: Response | None = None) -> pd.DataFrame:
    """Follow a cut month by month: what others, the partner and stocks make up for, and what is short.

    lost = cut x from_rival / 12; others and the partner add up to scale x capacity / 12 x min(1, (month - lag) / ramp),
    both scaled back alike where together they exceed the loss; stocks of stock_days / 365 x imports fill what is left
    until they are gone; the rest is short. price = (short / use) / (demand + supply elasticity), a first-order band
    that says little once a large part of use is short. Values are at the prices before the cut.

    Parameters
    ----------
    needs : DataFrame, one row a product
        Columns product, imports (of the importer, its use, USD a year), from_rival, others (what other suppliers could
        add a year), partner (what the partner could add a year), USD >= 0. See `needs.needs_of`.
    scenario : Scenario
        The cut.
    response : Response, optional
        The assumptions; `Response.of` the importer, whose stocks count where they are known.

    Returns
    -------
    DataFrame
        One row per product of the scenario and month: product, month (1 is the first), date (its first day), lost,
        others, partner, stocks, short (USD in the month; lost is the sum of the four), stock_left (USD), use (USD a
        month), short_share (of use, 0..1, NaN without use), price (relative rise, 0.5 is +50 %).

    Raises
    ------
    SchemaError
        A column is missing, or a number is negative or missing.

    Examples
    --------
    >>> import datetime as dt
    >>> needs = pd.DataFrame({"product": ["a"], "imports": 120.0, "from_rival": 120.0, "others": 0.0, "partner": 12.0})
    >>> scenario = Scenario(cut=1.0, start=dt.date(2027, 1, 1), months=3)
    >>> found = simulate(needs, scenario, Response(stock_days=36.5, partner_lag=0, partner_ramp=0))
    >>> found[["lost", "partner", "stocks", "short"]].round(6).values.tolist()
    [[10.0, 1.0, 9.0, 0.0], [10.0, 1.0, 3.0, 6.0], [10.0, 1.0, 0.0, 9.0]]
    """
    hit = checked(needs, scenario.products)
    response = Response.of(importer_of(needs)) if response is None else response
    paths = run(hit, scenario, {name: np.array([getattr(response, name)]) for name in NAMES})
    months = np.arange(scenario.months)
    dates = pd.DatetimeIndex([pd.Timestamp(scenario.start) + pd.DateOffset(months=int(month)) for month in months])
    found = pd.DataFrame(
        {
            "product": hit["product"].repeat(scenario.months).to_numpy(),
            "month": np.tile(months + 1, len(hit)),
            "date": np.tile(dates.to_numpy(), len(hit)),
        }
        | {name: column[0].ravel() for name, column in paths._asdict().items()}
    )
    found["use"] = hit["imports"].repeat(scenario.months).to_numpy() / 12
    found["short_share"] = (found["short"] / found["use"].where(found["use"] > 0)).clip(upper=1.0)
    found["price"] = found["short_share"] / (response.demand_elasticity + response.supply_elasticity)
    found.attrs |= {"response": asdict(response), "importer": importer_of(needs)}
    return found


@public
def run(needs: pd.DataFrame, scenario: Scenario, numbers: Mapping[str, Floats]) -> Paths:
    """Compute the paths for many draws of the assumptions at once.

    Parameters
    ----------
    needs : DataFrame
        As for `simulate`, only the products that are cut.
    scenario : Scenario
        The cut.
    numbers : mapping of str to array (draws,)
        The assumptions by name; "cut" may be among them and then goes before the scenario's.

    Returns
    -------
    Paths
        Arrays (draws, products, months), USD a month.
    """
    draws = {name: np.asarray(value, dtype=float)[:, None, None] for name, value in numbers.items()}
    need, use, others, partner = (
        needs[name].to_numpy(dtype=float)[None, :, None] for name in ("from_rival", "imports", "others", "partner")
    )
    month = np.arange(1, scenario.months + 1, dtype=float)[None, None, :]
    lost = np.broadcast_to(
        draws.get("cut", scenario.cut) * need / 12, np.broadcast(draws["stock_days"], need, month).shape
    )
    offered = {
        who: draws[f"{who}_scale"] * capacity / 12 * _ramp(month, draws[f"{who}_lag"], draws[f"{who}_ramp"])
        for who, capacity in (("others", others), ("partner", partner))
    }
    total = offered["others"] + offered["partner"]
    part = np.divide(lost, total, out=np.ones_like(total), where=total > lost)
    from_others, from_partner = offered["others"] * part, offered["partner"] * part
    gap = np.maximum(lost - from_others - from_partner, 0.0)
    stock = draws["stock_days"] / DAYS * use
    before = np.cumsum(gap, axis=-1) - gap
    available = np.maximum(stock - before, 0.0)
    stocks = np.minimum(gap, available)
    return Paths(lost, from_others, from_partner, stocks, gap - stocks, available - stocks)


def _ramp(month: Floats, lag: Floats, ramp: Floats) -> Floats:
    """Return what part of a capacity has come by the end of a month: nothing before the lag, then in equal steps."""
    since = month - lag
    # A ramp of under a minute is none: dividing by it would only overflow.
    slow = ramp > AT_ONCE
    rising = np.divide(since, ramp, out=np.zeros(np.broadcast(since, ramp).shape), where=slow)
    return np.where(slow, np.clip(rising, 0.0, 1.0), (since >= 0).astype(float))
