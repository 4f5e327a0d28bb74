"""The shape that every decision asks of its frames, checked once at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.frames import require
from econsec.codes.public import public
from econsec.errors import DuplicateKeyError, NoDataError, ParameterError
from econsec.flows.build import taken
from econsec.flows.trade import Trade
from econsec.indicators.arrays.edges import check_values, quantities, twice

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

__all__ = [
    "FLOW",
    "among",
    "by_product",
    "covered",
    "distinct",
    "in_part",
    "of_year",
    "only_year",
    "past_of",
    "require",
    "told",
    "unique",
]

FLOW = ("exporter", "importer", "product", "value")


@public
def unique(frame: pd.DataFrame, keys: list[str], *, name: str) -> None:
    """Refuse a frame in which two rows claim the same key: rates and shares cannot be summed, nor one of them dropped.

    Raises
    ------
    DuplicateKeyError
        A key stands in two rows.

    Examples
    --------
    >>> import pandas as pd
    >>> unique(pd.DataFrame({"product": ["a", "b"]}), ["product"], name="tariffs")
    """
    if first := twice(frame, keys):
        raise DuplicateKeyError(f"{name} hold {first} twice", expected=f"one row for each {', '.join(keys)}")


@public
def of_year(flows: pd.DataFrame | Trade, year: int | None, *, name: str = "flows") -> pd.DataFrame:
    """Return the flows of one year, checked.

    Parameters
    ----------
    flows : DataFrame, one row a flow, or Trade
        Columns exporter, importer, product, value (USD, >= 0); year if there are several. Of a trade: what is complete.
    year : int or None
        The year; None takes the only one there is.
    name : str
        What the frame is called in a message.

    Returns
    -------
    DataFrame
        The rows of that year, all columns.

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.
    NoDataError
        No flow of that year.
    ParameterError
        No year is named and the frame holds several.

    Examples
    --------
    >>> import pandas as pd
    >>> flows = pd.DataFrame(
    ...     {"year": [2022, 2024], "exporter": "CHN", "importer": "JPN", "product": "850511", "value": 1.0}
    ... )
    >>> len(of_year(flows, 2024))
    1
    """
    if isinstance(flows, Trade):
        if not flows.whole:
            kinds = ", ".join(sorted(set(flows.shelves["kind"]))) or "nothing"
            raise NoDataError(
                f"no complete {name} of {'that year' if year is None else year} (there is: {kinds})",
                hint="What one economy tells, or a list, does not say what others trade; "
                "`explore_product` asks what it does say. A whole year: econsec data add baci FILE.zip",
            )
        flows = flows.flows()
    require(flows, FLOW, name=name)
    if "year" in flows.columns:
        years = flows["year"].unique()
        if year is None and len(years) > 1:
            raise ParameterError(f"{name} hold the years {sorted(years)}", expected="the year to look at")
        flows = flows if year is None else flows[flows["year"] == year]
        if flows.empty:
            raise NoDataError(f"no {name} in {year}", hint=f"There are: {', '.join(map(str, sorted(years)))}.")
    check_values(quantities(flows, "value"), "value", name)
    return flows


@public
def told(trade: Trade | pd.DataFrame, year: int | None) -> Trade:
    """Return a trade, or flows taken as all that there is, of one year of which anything is told.

    Raises
    ------
    NoDataError
        Nothing is told of that year.

    Examples
    --------
    >>> import pandas as pd
    >>> flows = pd.DataFrame({"exporter": ["CHN"], "importer": "JPN", "product": "850511", "value": 1.0, "year": 2024})
    >>> told(flows, 2024).years
    [2024]
    """
    whole = taken(trade)
    now = taken(whole, year)
    if now.named.empty and now.sides.empty:
        there = f"There are: {', '.join(map(str, whole.years))}." if whole.years else "There is none of another year."
        raise NoDataError(f"no trade of {year}", hint=there)
    return now


@public
def past_of(trade: Trade | pd.DataFrame, history: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the flows of earlier years: those given, else those of the trade; a plain frame of flows has none.

    Examples
    --------
    >>> import pandas as pd
    >>> past_of(pd.DataFrame({"exporter": ["CHN"]}), None) is None
    True
    """
    if history is not None:
        return history
    return trade.past if isinstance(trade, Trade) else None


@public
def among(flows: pd.DataFrame | Trade, year: int | None, **economies: str) -> pd.DataFrame:
    """Return the flows of one year, checked, and that some economies are known in them.

    Raises
    ------
    SchemaError, NoDataError, ParameterError
        As `of_year` and `covered`.

    Examples
    --------
    >>> import pandas as pd
    >>> flows = pd.DataFrame({"exporter": ["CHN"], "importer": "JPN", "product": "850511", "value": 1.0})
    >>> len(among(flows, None, importer="JPN"))
    1
    """
    present = of_year(flows, year)
    covered(flows if isinstance(flows, Trade) else present, **economies)
    return present


@public
def by_product(flows: pd.DataFrame, column: str = "value") -> pd.Series[float]:
    """Sum a column by product, an absent product being absent.

    Examples
    --------
    >>> import pandas as pd
    >>> by_product(pd.DataFrame({"product": ["850511", "850511"], "value": [1.0, 2.0]})).to_dict()
    {'850511': 3.0}
    """
    return flows.groupby("product", observed=True)[column].sum()


def distinct(**economies: str) -> None:
    """Refuse a question in which one economy plays two parts.

    Raises
    ------
    ParameterError
        Two of the named economies are the same.

    Examples
    --------
    >>> distinct(importer="JPN", partner="IND", rival="CHN")
    """
    if len(set(economies.values())) < len(economies):
        parts = ", ".join(f"{part} {code}" for part, code in economies.items())
        raise ParameterError(f"one economy plays two parts ({parts})", expected="as many economies as parts")


@public
def covered(flows: pd.DataFrame | Trade, **economies: str) -> None:
    """Refuse an economy that complete flows do not know at all: its trade is unknown, not zero.

    Of what lists and totals tell, the bounds say what is not known; nobody is refused.

    Raises
    ------
    NoDataError
        An economy neither exports nor imports anything in the flows.

    Examples
    --------
    >>> import pandas as pd
    >>> covered(pd.DataFrame({"exporter": ["CHN"], "importer": ["JPN"]}), importer="JPN")
    """
    for part, code in economies.items():
        if isinstance(flows, Trade):
            known = bool(len(flows.sides)) or code in flows.economies
        else:
            known = bool((flows["importer"] == code).any() or (flows["exporter"] == code).any())
        if not known:
            raise NoDataError(
                f"no trade of {code} ({part}) in these flows", hint="Its trade is unknown here, which is not zero."
            )


@public
def only_year(present: pd.DataFrame, year: int | None) -> int | None:
    """Return the year that flows are of, so that a history is not read up to another; None if nothing says it.

    Examples
    --------
    >>> import pandas as pd
    >>> only_year(pd.DataFrame({"year": [2022, 2022]}), None)
    2022
    """
    if year is not None or "year" not in present or present.empty:
        return year
    return int(present["year"].iloc[0])


def in_part(trade: Trade, years: Iterable[int]) -> dict[int, set[str]]:
    """Return, by year, the products of which the largest flows alone are known: who has none may have bought some."""
    return {year: {code for code in trade.trimmed if (year, code) not in trade.whole} for year in years}
