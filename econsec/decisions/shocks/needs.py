"""What a cut would hit: the needs table of a shock, from ledgers and announcements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.errors import NegativeValueError

if TYPE_CHECKING:
    from collections.abc import Collection

NEEDS = ("product", "imports", "from_rival", "others", "partner")


@public
def needs_of(found: pd.DataFrame, ranked: pd.DataFrame | None = None, *, case: str = "central") -> pd.DataFrame:
    """Make the needs table of a shock from a ledger and, if given, from the ranking of all partners.

    partner = the ledger's amount in that case; others = the sum of that case over the ranked partners but this one, no
    more than the need.

    Parameters
    ----------
    found : DataFrame
        From `substitution.ledger`.
    ranked : DataFrame, optional
        From `partners.best` for the same importer and rival; without it nobody else steps in.
    case : str
        "low", "central" or "high".

    Returns
    -------
    DataFrame
        One row a product that the rival supplies: product, imports, from_rival, others, partner (USD a year), and
        importer (ISO3), whose stocks are counted, where the ledger says it.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> found = pd.DataFrame({"product": ["a"], "partner": "IND", "imports": 9.0, "from_rival": 6.0, "central": 1.0})
    >>> ranked = pd.DataFrame({"product": "a", "partner": ["IND", "AUS"], "central": [1.0, 2.0]})
    >>> needs_of(found, ranked)[["others", "partner"]].values.tolist()
    [[2.0, 1.0]]
    """
    require(found, ("product", "partner", "imports", "from_rival", case), name="ledger")
    needed = found[found["from_rival"] > 0]
    others = pd.Series(0.0, index=needed.index)
    if ranked is not None:
        rest = ranked[~ranked["partner"].isin(needed["partner"].unique())]
        others = needed["product"].map(rest.groupby("product")[case].sum()).fillna(0.0).astype(float)
    whose = ["importer"] if "importer" in needed else []
    made = needed[[*whose, "product", "imports", "from_rival"]].assign(
        others=np.minimum(others, needed["from_rival"]), partner=needed[case]
    )
    return made.reset_index(drop=True)


def importer_of(needs: pd.DataFrame) -> str:
    """Return whose needs they are, "" where they do not say or are of several.

    Examples
    --------
    >>> importer_of(pd.DataFrame({"importer": ["JPN", "JPN"]})), importer_of(pd.DataFrame({"product": ["a"]}))
    ('JPN', '')
    """
    whose = list(needs["importer"].unique()) if "importer" in needs else []
    return str(whose[0]) if len(whose) == 1 else ""


@public
def covered_by(coverage: pd.DataFrame, control: str) -> tuple[str, ...]:
    """Return the products that one announcement covers, for a scenario.

    Parameters
    ----------
    coverage : DataFrame
        From `overlay.coverage`: product, controls ('; ' separated ids).
    control : str
        The id of the announcement.

    Returns
    -------
    tuple of str
        Product codes.

    Examples
    --------
    >>> coverage = pd.DataFrame({"product": ["a", "b"], "controls": ["2025-010; 2025-018", None]})
    >>> covered_by(coverage, "2025-018")
    ('a',)
    """
    require(coverage, ("product", "controls"), name="coverage")
    ids = coverage["controls"].fillna("").str.split("; ")
    return tuple(coverage.loc[[control in each for each in ids], "product"])


@public
def checked(needs: pd.DataFrame, products: Collection[str] | None = None) -> pd.DataFrame:
    """Return the needs of some products, refusing numbers that make no sense.

    Parameters
    ----------
    needs : DataFrame
        From `needs_of`.
    products : collection of str, optional
        Only these.

    Returns
    -------
    DataFrame
        The rows of `needs` that are asked for.

    Raises
    ------
    MissingColumnError
        A column is missing.
    NegativeValueError
        A number is negative or missing.

    Examples
    --------
    >>> needs = pd.DataFrame({"product": ["a"], "imports": 9.0, "from_rival": 6.0, "others": 2.0, "partner": 1.0})
    >>> len(checked(needs, ["b"]))
    0
    """
    require(needs, NEEDS, name="needs")
    numbers = needs[[*NEEDS[1:]]].to_numpy(dtype=float)
    if not np.isfinite(numbers).all() or (numbers < 0).any():
        raise NegativeValueError("needs hold a number that is missing or below zero", expected="USD a year, 0 or more")
    return needs if products is None else needs[needs["product"].isin(list(products))]


@public
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
