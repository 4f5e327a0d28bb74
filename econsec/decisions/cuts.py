"""Small cuts of a frame that notebooks ask for by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.decisions.tables import require

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd


def until(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows up to a year: a report on a past year knows nothing of later ones.

    Examples
    --------
    >>> import pandas as pd
    >>> until(pd.DataFrame({"year": [2022, 2024]}), 2022)["year"].tolist()
    [2022]
    """
    require(frame, ("year",), name="frame")
    return frame[frame["year"] <= year]


def of_products(frame: pd.DataFrame, products: Collection[str]) -> pd.DataFrame:
    """Return the rows of some products.

    Examples
    --------
    >>> import pandas as pd
    >>> of_products(pd.DataFrame({"product": ["a", "b"]}), ["b"])["product"].tolist()
    ['b']
    """
    require(frame, ("product",), name="frame")
    return frame[frame["product"].isin(products)]


def netted(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a ledger or ranking whose central amount is the net one; where nothing is known of the content, none.

    Parameters
    ----------
    frame : DataFrame
        With central and central_net (USD), from `hidden.net` or `best_partners`.

    Examples
    --------
    >>> import pandas as pd
    >>> netted(pd.DataFrame({"central": [3.0, 3.0], "central_net": [1.0, float("nan")]}))["central"].tolist()
    [1.0, 0.0]
    """
    require(frame, ("central", "central_net"), name="frame")
    return frame.assign(central=frame["central_net"].fillna(0.0))
