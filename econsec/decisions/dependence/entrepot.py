"""A rival's share with the port beside it that ships goods of other origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.decisions.tables import distinct, require

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("year", "product", "economy", "direction", "partner", "share")
# The source does not say what of a port's shipments is whose: it stands beside the rival, never inside its share.
PORTS = {"CHN": "HKG"}
REST = "XXO"


def parts(
    routes: pd.DataFrame,
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
    routes : DataFrame
        From `headings.lists`: year, product, economy, direction, partner, share (0..1).
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
        economy (ISO3; XXO for the rest), share (0..1). A part that is not among the largest partners has no row; a year
        in which the importer is a net exporter has none at all.

    Raises
    ------
    MissingColumnError
        A column is missing.
    ParameterError
        One economy plays two parts.

    Examples
    --------
    >>> key = {"year": 2019, "product": "8542", "economy": "IND", "direction": "import"}
    >>> routes = pd.DataFrame({**key, "partner": ["HKG", "CHN", "KOR"], "share": [0.36, 0.35, 0.13]})
    >>> found = parts(routes, importer="IND", partner="JPN", rival="CHN", products=["8542"])
    >>> found[["part", "share"]].round(2).values.tolist()
    [['rival', 0.35], ['entrepot', 0.36], ['rest', 0.29]]
    """
    require(routes, COLUMNS, name="routes")
    distinct(importer=importer, partner=partner, rival=rival)
    own = routes[(routes["economy"] == importer) & (routes["direction"] == "import") & routes["product"].isin(products)]
    named = {PORTS.get(rival, rival): "entrepot"} | {rival: "rival", partner: "partner"}
    pieces = []
    for product, lists in own.groupby("product"):
        years = lists["year"].nunique()
        mean = lists[~lists["partner"].isin(named)].groupby("partner")["share"].sum() / years
        largest = mean.sort_values(ascending=False, kind="stable").index[:others]
        part = named | dict.fromkeys(largest, "other")
        kept = lists[lists["partner"].isin(part)]
        pieces.append(kept.assign(product=product, part=kept["partner"].map(part)))
    whole = pd.concat(pieces) if pieces else own.assign(part="")
    whole = whole.rename(columns={"economy": "importer", "partner": "economy"})
    left = 1 - whole.groupby(["year", "product"])["share"].sum()
    rest = left.clip(lower=0.0).reset_index().assign(part="rest", economy=REST)
    found = pd.concat([whole, rest], ignore_index=True)
    rank = {"rival": 0, "entrepot": 1, "partner": 2, "other": 3, "rest": 4}
    found = found.assign(rank=found["part"].map(rank), down=-found["share"])
    found = found.sort_values(["product", "year", "rank", "down", "economy"], ignore_index=True)
    return found[["year", "product", "part", "economy", "share"]]


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
