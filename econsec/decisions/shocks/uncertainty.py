"""How sure a shock curve and its price band are: many draws over stated ranges, and what drives the result."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.shocks.needs import checked, importer_of
from econsec.decisions.shocks.response import NAMES, Response, ranges_of
from econsec.decisions.shocks.shock_curve import run
from econsec.errors import ParameterError
from econsec.indicators.arrays.layout import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from econsec.decisions.shocks.response import Range
    from econsec.decisions.shocks.shock_curve import Scenario

    Floats = npt.NDArray[np.float64]

# Draws x products x months held at once: about 50 MB an array.
CELLS = 6_000_000
SWINGS = {"short": "swing", "price": "price_swing"}
_TORNADO = (
    *("assumption", "low", "high", "short", "short_low", "short_high", "swing"),
    *("price", "price_low", "price_high", "price_swing"),
)


@public
def spread(
    needs: pd.DataFrame,
    scenario: Scenario,
    *,
    ranges: Mapping[str, Range] | None = None,
    draws: int = 1000,
    seed: int = 0,
    quantiles: Sequence[float] = (0.05, 0.5, 0.95),
) -> pd.DataFrame:
    """Draw the assumptions many times and say how far the shortage of all products together, and the price, may lie.

    price = (short / use) / (demand + supply elasticity), of all products together as one basket: the first-order band
    of `shock.simulate`, with elasticities drawn like all else.

    Each assumption is drawn from a triangular distribution over its range, independently of the others, and holds for
    all products in a draw. Same seed, same numbers.

    Parameters
    ----------
    needs, scenario
        As for `shock.simulate`.
    ranges : mapping of str to Range
        By assumption; by default those of the importer (`ranges_of`). What has no range is as
        `Response.of` the importer. "cut" may be among them.
    draws : int
        At least 1.
    seed : int
        Of NumPy's generator.
    quantiles : sequence of float
        0..1.

    Returns
    -------
    DataFrame
        One row per month and quantile, and month 0 for the sum of all months: month, quantile, short (USD), lost (USD),
        short_share (of what is lost, 0..1; NaN without loss), price (relative rise, 0.5 is +50 %, in month 0 the mean
        of the months; NaN without use, or where no elasticity is above zero). Each is a quantile of its own.

    Raises
    ------
    SchemaError
        A column is missing, or a number is negative or missing.
    ParameterError
        An unknown assumption, no draw, or a cut above 1.

    Examples
    --------
    >>> import datetime as dt
    >>> from econsec.decisions.shocks.shock_curve import Scenario
    >>> needs = pd.DataFrame({"product": ["a"], "imports": 120.0, "from_rival": 120.0, "others": 60.0, "partner": 12.0})
    >>> found = spread(needs, Scenario(cut=1.0, start=dt.date(2027, 1, 1)), draws=50)
    >>> bool(found[found.month == 0].short.is_monotonic_increasing)
    True
    """
    if draws < 1:
        raise ParameterError(f"{draws} draws", expected="1 or more")
    ranges = ranges_of(importer_of(needs)) if ranges is None else ranges
    numbers = _drawn(ranges, draws, np.random.default_rng(seed), Response.of(importer_of(needs)))
    hit = checked(needs, scenario.products)
    step = max(1, CELLS // max(1, len(hit) * scenario.months))
    short, lost = np.empty((draws, scenario.months)), np.empty((draws, scenario.months))
    for first in range(0, draws, step):
        paths = run(hit, scenario, {name: value[first : first + step] for name, value in numbers.items()})
        short[first : first + step], lost[first : first + step] = paths.short.sum(axis=1), paths.lost.sum(axis=1)
    sums = {"short": np.column_stack([short.sum(axis=1), short]), "lost": np.column_stack([lost.sum(axis=1), lost])}
    sums["short_share"] = np.divide(
        sums["short"], sums["lost"], out=np.full_like(sums["short"], np.nan), where=sums["lost"] > 0
    )
    order = pd.MultiIndex.from_product([range(scenario.months + 1), list(quantiles)], names=["month", "quantile"])
    sums["price"] = _price(sums["short"], hit, scenario.months, numbers)
    columns = {name: np.quantile(values, list(quantiles), axis=0).T.ravel() for name, values in sums.items()}
    return pd.DataFrame(columns, index=order).reset_index()


@public
def tornado(
    needs: pd.DataFrame,
    scenario: Scenario,
    *,
    ranges: Mapping[str, Range] | None = None,
    response: Response | None = None,
    by: str = "short",
) -> pd.DataFrame:
    """Move one assumption at a time to the ends of its range: what drives the shortage, or the price, most.

    The elasticities move the price alone: they say what a shortage costs, not how large it is.

    Parameters
    ----------
    needs, scenario
        As for `shock.simulate`.
    ranges : mapping of str to Range
        By assumption; "cut" may be among them.
    response : Response
        Where the others stay.
    by : str
        "short" or "price": whose swing ranks.

    Returns
    -------
    DataFrame
        One row an assumption, largest swing first: assumption, low, high (its ends), short (USD, all months, nothing
        moved), short_low, short_high (USD at its ends), swing (USD, largest less smallest of the three), and price,
        price_low, price_high, price_swing (relative rise as in `spread`, the mean of the months).

    Raises
    ------
    SchemaError
        A column is missing, or a number is negative or missing.
    ParameterError
        An unknown assumption, a cut above 1, or a rank by something else.

    Examples
    --------
    >>> import datetime as dt
    >>> from econsec.decisions.shocks.shock_curve import Scenario
    >>> needs = pd.DataFrame({"product": ["a"], "imports": 120.0, "from_rival": 120.0, "others": 0.0, "partner": 0.0})
    >>> needs["importer"] = "JPN"
    >>> found = tornado(needs, Scenario(cut=1.0, start=dt.date(2027, 1, 1)))
    >>> found.assumption.iloc[0], found.swing.iloc[1].item()
    ('stock_days', 0.0)
    >>> tornado(needs, Scenario(cut=1.0, start=dt.date(2027, 1, 1)), by="price").assumption.tolist()[:2]
    ['demand_elasticity', 'supply_elasticity']
    """
    ranges = ranges_of(importer_of(needs)) if ranges is None else ranges
    response = Response.of(importer_of(needs)) if response is None else response
    _known(ranges)
    if by not in SWINGS:
        raise ParameterError(f"a rank by {by!r}", expected=" or ".join(map(repr, SWINGS)))
    names = list(ranges)
    base = {name: getattr(response, name) for name in NAMES} | {"cut": scenario.cut}
    # Draw 0 is the base; then each assumption at its low and at its high end.
    moves = [base]
    for name in names:
        moves += [base | {name: ranges[name].low}, base | {name: ranges[name].high}]
    numbers = {name: np.array([move[name] for move in moves]) for name in base}
    hit = checked(needs, scenario.products)
    short = run(hit, scenario, numbers).short.sum(axis=(1, 2))
    price = _price(short[:, None], hit, scenario.months, numbers)[:, 0]
    found = pd.DataFrame(
        {
            "assumption": names,
            "low": [ranges[name].low for name in names],
            "high": [ranges[name].high for name in names],
            "short": short[0],
            "short_low": short[1::2],
            "short_high": short[2::2],
        }
    )
    found = found.assign(price=price[0], price_low=price[1::2], price_high=price[2::2])
    for result, swing in SWINGS.items():
        ends = found[[result, f"{result}_low", f"{result}_high"]]
        found[swing] = ends.max(axis=1) - ends.min(axis=1)
    found.attrs |= {"response": asdict(response), "importer": importer_of(needs)}
    return found[[*_TORNADO]].sort_values([SWINGS[by], "assumption"], ascending=[False, True], ignore_index=True)


def _price(short: Floats, hit: pd.DataFrame, months: int, numbers: Mapping[str, Floats]) -> Floats:
    """Return the band gap / (e_d + e_s) of the basket: by draw, for all months in the first column, then for each."""
    use = float(hit["imports"].sum()) / 12 * np.array([months, *[1] * (short.shape[1] - 1)])
    answer = np.asarray(numbers["demand_elasticity"] + numbers["supply_elasticity"])[:, None]
    return ratio(np.minimum(ratio(short, use), 1.0), answer)


def _known(ranges: Mapping[str, Range]) -> None:
    """Refuse a range for an assumption that does not exist, or of a cut of more than all there is."""
    if unknown := sorted(set(ranges) - {*NAMES, "cut"}):
        raise ParameterError(f"no assumption {', '.join(unknown)}", expected=f"one of {', '.join(NAMES)}, cut")
    if "cut" in ranges and ranges["cut"].high > 1:
        raise ParameterError(f"a range of the cut up to {ranges['cut'].high}", expected="a part in 0..1")


def _drawn(
    ranges: Mapping[str, Range], draws: int, generator: np.random.Generator, base: Response
) -> dict[str, Floats]:
    """Draw each assumption over its range; one without a range keeps what it is of the importer."""
    _known(ranges)
    numbers = {name: np.full(draws, getattr(base, name)) for name in NAMES}
    # In the order of the names, not of the mapping: the same seed gives the same draws.
    for name in (*NAMES, "cut"):
        if name in ranges:
            low, likely, high = ranges[name].low, ranges[name].likely, ranges[name].high
            numbers[name] = generator.triangular(low, likely, high, draws) if high > low else np.full(draws, low)
    return numbers
