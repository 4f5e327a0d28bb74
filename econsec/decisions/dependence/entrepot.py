"""A rival's share with the port beside it that ships goods of other origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import PORTS
from econsec.codes.public import public
from econsec.decisions.dependence.purchases import by_year
from econsec.decisions.tables import distinct, require
from econsec.flows.accounts import REST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.flows.trade import Trade


@public
def parts(
    trade: Trade | pd.DataFrame,
    *,
    importer: str,
    partner: str,
    rival: str,
    products: Sequence[str],
    others: int = 0,
) -> pd.DataFrame:
    """Cut an importer's suppliers into the rival, the entrepot beside it, the partner, the largest others and the rest.

    rest = 1 - what is named; it holds those who are not among the largest partners as well. The entrepot is Hong Kong
    where the rival is China, and there is none for others.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows; of one year or several.
    importer, partner, rival : str
        ISO3 codes, all different.
    products : sequence of str
        HS codes.
    others : int
        How many more suppliers are named, the same in every year: those with the largest mean share in a product.

    Returns
    -------
    DataFrame
        One row per year, product and part: year, product, part ("rival", "entrepot", "partner", "other", "rest"),
        economy (ISO3; XXO for the rest), share (0..1). A part that is not named has no row; a year in which nobody is
        has none at all.

    Raises
    ------
    MissingColumnError
        A column is missing.
    ParameterError
        One economy plays two parts.

    Examples
    --------
    >>> from econsec.flows.build import listed
    >>> key = {"year": 2019, "product": "8542", "economy": "IND", "flow": "import"}
    >>> lists = pd.DataFrame({**key, "partner": ["HKG", "CHN", "KOR"], "share": [0.36, 0.35, 0.13]})
    >>> routes = listed(lists, pd.DataFrame({**key, "value": [1.0]}))
    >>> found = parts(routes, importer="IND", partner="JPN", rival="CHN", products=["8542"])
    >>> found[["part", "share"]].round(2).values.tolist()
    [['rival', 0.35], ['entrepot', 0.36], ['rest', 0.29]]
    """
    distinct(importer=importer, partner=partner, rival=rival)
    own = by_year(trade, importer=importer, products=products)
    own = own[own["exporter"] != REST].rename(columns={"exporter": "economy"})
    named = {PORTS.get(rival, rival): "entrepot"} | {rival: "rival", partner: "partner"}
    pieces = []
    for product, lists in own.groupby("product"):
        years = lists["year"].nunique()
        mean = lists[~lists["economy"].isin(named)].groupby("economy")["share"].sum() / years
        largest = mean.sort_values(ascending=False, kind="stable").index[:others]
        part = named | dict.fromkeys(largest, "other")
        kept = lists[lists["economy"].isin(part)]
        # A year in which none of these is named is a year all the same: all of it is the rest.
        kept = pd.concat([kept, lists[["year"]].drop_duplicates().assign(share=0.0, economy="")], ignore_index=True)
        pieces.append(kept.assign(product=product, part=kept["economy"].map(part).fillna("")))
    whole = pd.concat(pieces, ignore_index=True) if pieces else own.assign(part="")
    left = 1 - whole.groupby(["year", "product"])["share"].sum()
    rest = left.clip(lower=0.0).reset_index().assign(part="rest", economy=REST)
    found = pd.concat([whole[whole["part"] != ""], rest], ignore_index=True)
    rank = {"rival": 0, "entrepot": 1, "partner": 2, "other": 3, "rest": 4}
    found = found.assign(rank=found["part"].map(rank), down=-found["share"])
    found = found.sort_values(["product", "year", "rank", "down", "economy"], ignore_index=True)
    return found[["year", "product", "part", "economy", "share"]]


@public
def together(found: pd.DataFrame) -> pd.DataFrame:
    """Set the rival's share beside what it is with the entrepot.

    together = rival + entrepot: what is at most of the rival's making among the shares that the list shows.

    Parameters
    ----------
    found : DataFrame
        From `parts`.

    Returns
    -------
    DataFrame
        One row per year and product: year, product, share (the rival's), entrepot, partner, together (0..1; NaN where
        the economy is not among the largest partners, which is not zero).

    Examples
    --------
    >>> rows = [(2019, "8542", "rival", "CHN", 0.35), (2019, "8542", "entrepot", "HKG", 0.36)]
    >>> cut = pd.DataFrame(rows, columns=["year", "product", "part", "economy", "share"])
    >>> together(cut)[["share", "together"]].round(2).values.tolist()
    [[0.35, 0.71]]
    """
    require(found, ("year", "product", "part", "share"), name="parts")
    wide = found[found["part"].isin(["rival", "entrepot", "partner"])]
    wide = wide.pivot_table(index=["product", "year"], columns="part", values="share", aggfunc="sum")
    keys = found[["product", "year"]].drop_duplicates().set_index(["product", "year"]).index
    wide = wide.reindex(index=keys, columns=["rival", "entrepot", "partner"]).rename_axis(columns=None)
    wide["together"] = wide[["rival", "entrepot"]].sum(axis=1, min_count=1)
    return wide.rename(columns={"rival": "share"}).reset_index().sort_values(["product", "year"], ignore_index=True)
