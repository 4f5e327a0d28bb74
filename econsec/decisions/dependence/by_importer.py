"""What each of many importers buys of a product, and from whom: the same question for all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.dependence.purchases import by_year
from econsec.decisions.tables import in_part
from econsec.errors import ParameterError
from econsec.flows.build import taken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from econsec.flows.trade import Trade

TOGETHER = "all"  # of several products, all of them as one
FLOWS, LARGEST, LISTS = "flows", "largest", "lists"


@public
def by_importer(
    trade: Trade | pd.DataFrame,
    *,
    products: Sequence[str],
    since: int | None = None,
    most: int = 60,
    always: Sequence[str] = (),
    without: Sequence[str] = (),
    together: bool = False,
) -> pd.DataFrame:
    """Name the suppliers of many importers, product by product, in each year.

    share = value / all imports of the importer in the product and year; what a list leaves without a name is XXO.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows; of one year or several.
    products : sequence of str
        HS codes.
    since : int, optional
        First year of the series; without, the years of `trade` alone.
    most : int
        How many pairs of an importer and a product at most, of complete tables: the importers that buy most in the
        last year, all products together, and the fewer of them the more products there are.
    always : sequence of str
        ISO3 codes of importers that are there whatever they buy, unless they are left out.
    without : sequence of str
        ISO3 codes of importers that are left out.
    together : bool
        Take the products as one, too: the product is then "all". Of complete tables only.

    Returns
    -------
    DataFrame
        importer, product, year, exporter, value (USD, NaN where the total is not known), share (0..1),
        known_from ("flows": a complete table, who has no row sold nothing; "largest": the largest flows of earlier
        years, "lists": the largest suppliers: of who has no row nothing is known). The importer that buys most
        stands first. ``attrs["importers"]`` counts the importers of which suppliers are known in the last year,
        ``attrs["covered"]`` is the part of their purchases that those kept make up, ``attrs["without"]`` are those of
        them that were left out, ``attrs["sources"]`` and
        ``attrs["before"]`` are, by product, the datasets of the last year and of those before.

    Raises
    ------
    ParameterError
        `most` is below zero.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter="CHN", importer=["JPN", "DEU", "FRA"], product="850511", value=[3, 2, 1])
    >>> found = by_importer(flows, products=["850511"], most=2)
    >>> found[["importer", "share"]].values.tolist(), found.attrs["importers"]
    ([['JPN', 1.0], ['DEU', 1.0]], 3)
    """
    if most < 0:
        raise ParameterError(f"most={most}", expected="0 or more")
    whole = taken(trade).of(products)
    last = max(whole.years, default=0)
    complete = [code for code in whole.products if (last, code) in whole.whole]
    flows = whole.of(complete).through_years() if since is not None else whole.of(complete).flows()
    flows = flows[flows["value"] > 0]
    flows = flows if since is None else flows[flows["year"] >= since]
    bought = flows[flows["year"] == last].groupby("importer")["value"].sum().sort_values(ascending=False, kind="stable")
    ranked = [code for code in bought.index if code not in set(without)]
    room = most // max(1, len(complete) + (together and len(complete) > 1))
    kept = list(dict.fromkeys([*ranked[:room], *(code for code in always if code in ranked)]))
    own = flows[flows["importer"].isin(kept)]
    trimmed = in_part(whole.of(complete), own["year"].unique())
    parts = [_shares(own, lambda code, year: code in trimmed[year])]
    if together and len(complete) > 1:
        # As one they are told in the years in which each of them is: of one whose largest flows alone are known, an
        # importer without a row may have bought some.
        has = own.groupby(["importer", "year"])["product"].agg(set)
        told = has.index[
            [trimmed[year] <= codes for year, codes in zip(has.index.get_level_values("year"), has, strict=True)]
        ]
        one = own[pd.MultiIndex.from_frame(own[["importer", "year"]]).isin(told)]
        parts.append(_shares(one.assign(product=TOGETHER), lambda _, year: bool(trimmed[year])))
    listed = [code for code in products if code not in set(complete) and code in set(whole.products)]
    for importer in always if listed else ():
        found = by_year(whole.of(listed), importer=importer, products=listed, since=since)
        parts.append(found.assign(importer=importer, known_from=LISTS))
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    rank = {code: place for place, code in enumerate(dict.fromkeys([*kept, *always]))}
    found = found.assign(rank=found["importer"].map(rank))
    found = found.sort_values(["rank", "product", "year", "share"], ascending=[True, True, True, False], kind="stable")
    found = found.reset_index(drop=True)[["importer", "product", "year", "exporter", "value", "share", "known_from"]]
    total = float(bought.sum())
    found.attrs |= {
        "importers": max(len(bought), found["importer"].nunique()),
        "covered": float(bought.reindex(kept).sum()) / total if total else float("nan"),
        "without": tuple(code for code in without if code in bought.index),
        "sources": _by_product(whole, complete, lambda part: part.sources),
        "before": _by_product(whole, complete, lambda part: part.before if since is not None else ()),
    }
    return found


def _shares(flows: pd.DataFrame, partly: Callable[[str, int], bool]) -> pd.DataFrame:
    """Sum flows by importer, product, year and exporter, and set each beside all that the importer buys."""
    keys = ["importer", "product", "year"]
    sums = flows.groupby([*keys, "exporter"])["value"].sum().reset_index()
    whole = sums.groupby(keys)["value"].transform("sum")
    of_each = zip(sums["product"], sums["year"], strict=True)
    known_from = [LARGEST if partly(code, year) else FLOWS for code, year in of_each]
    told: pd.DataFrame = sums.assign(share=sums["value"] / whole, known_from=known_from)
    return told


def _by_product(
    whole: Trade, complete: Sequence[str], names: Callable[[Trade], tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Say which datasets each product is from, and all complete ones as one."""
    return {code: names(whole.of([code])) for code in whole.products} | {TOGETHER: names(whole.of(complete))}
