"""One side of trade as all that tell of it see it: whom an economy trades with, and what has no name then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from econsec.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from econsec.flows.trade import Trade

REST = "XXO"
BOTH = "both"  # who tells of a flow where one flow is all there is
IMPORTS, EXPORTS = "imports", "exports"
SIDES = {IMPORTS: ("importer", "exporter"), EXPORTS: ("exporter", "importer")}
SIDE = ["year", "economy", "direction", "product"]
PARTS = ["total", "unnamed", "most"]
# Shares are published to a hundredth of a percent: that no rest is left among rounded shares proves no more than this.
ROUNDED = 5e-5
NAMED: dict[str, Any] = {"product": "str", "partner": "str", "value": float, "share": float, "told_by": "str"}
NOISE = 1e-12  # what floating point leaves of a sum


def account(trade: Trade, economy: str, direction: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return whom an economy trades with by its own account and those of others, and what has no name then.

    An economy's own list comes first. Whom only another's list names is taken from there: the lists of one source
    agree on what flows between two (BACI reconciles them), and what is named there is taken off the rest. Customs
    offices do not agree (FOB and CIF, other days): to a side that its own office tells nothing is added from another's.
    """
    if len(trade.years) > 1:
        years = ", ".join(map(str, trade.years))
        raise ParameterError(f"this trade is of several years ({years})", expected="one year: .of(year=...)")
    me, other = SIDES[direction]
    rows = trade.named[trade.named[me] == economy]
    if rows.empty:  # nothing has a name: only its total can be told
        side = _side(trade, economy, direction)
        return pd.DataFrame(columns=[*NAMED]).astype(NAMED), _leaving(side, side["unnamed"])
    if not {"told_by", "share"} & {*rows}:  # complete tables alone: nobody else has told anything to set beside it
        return _of_complete(rows, other, _side(trade, economy, direction))
    told = rows["told_by"] if "told_by" in rows else pd.Series(BOTH, index=rows.index, dtype="str")
    share = rows["share"] if "share" in rows else pd.Series(np.nan, index=rows.index)
    rows = pd.DataFrame(
        {
            "product": rows["product"].astype("str"),
            "partner": rows[other].astype("str"),
            "value": rows["value"].astype(float),
            "share": share.astype(float),
            "told_by": told.where(told.isin([BOTH, economy]), told),
            "foreign": ~told.isin([BOTH, economy]),
        }
    )
    rows = rows.groupby(["product", "partner", "told_by", "foreign"], as_index=False, observed=True)[
        ["value", "share"]
    ].sum(min_count=1)
    rows = rows.sort_values("foreign", kind="stable").drop_duplicates(["product", "partner"])
    side = _side(trade, economy, direction)
    total = rows["product"].map(side["total"]).astype(float)
    rows["share"] = rows["share"].where(~rows["foreign"]).fillna(rows["value"] / total.where(total > 0))
    # A flow that another's list gives, of a side of which nothing is known, has a value and no share.
    rows = rows[rows["value"].gt(0) | (rows["value"].isna() & rows["share"].gt(0))]
    rows = rows[~(rows["foreign"] & rows["product"].isin(told_by_office(trade, side)))]
    taken = rows[rows["foreign"]].groupby("product")["share"].sum().reindex(side.index, fill_value=0.0)
    left = (side["unnamed"] - taken).clip(lower=ROUNDED).where(taken > 0, side["unnamed"])
    return rows[[*NAMED]].reset_index(drop=True), _leaving(side, left)


def _of_complete(rows: pd.DataFrame, other: str, side: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the account that complete tables give: most of what is asked, and a third of the work of the others."""
    keys = [rows["product"].astype("str"), rows[other].astype("str").rename("partner")]
    found = rows["value"].astype(float).groupby(keys, observed=True).sum(min_count=1).reset_index()
    total = found["product"].map(side["total"]).astype(float)
    found["share"] = found["value"] / total.where(total > 0)
    found["told_by"] = pd.Series(BOTH, index=found.index, dtype="str")
    return found[found["value"] > 0].reset_index(drop=True)[[*NAMED]], _leaving(side, side["unnamed"])


def _leaving(side: pd.DataFrame, left: pd.Series) -> pd.DataFrame:
    """Return a side of which so much has no name: nobody without one can have more than that."""
    return side.assign(unnamed=left, most=side["most"].where(side["most"] < left, left))


def told_by_office(trade: Trade, side: pd.DataFrame) -> pd.Index:
    """Return the products of a side that the economy's own customs office tells: no other account is added to it."""
    accounts = trade.shelves.loc[trade.shelves["kind"] == "account", "product"]
    if accounts.empty:  # as nearly always
        return side.index[:0]
    return side.index[side["total"].notna() & side.index.isin(accounts)]


def _side(trade: Trade, economy: str, direction: str) -> pd.DataFrame:
    me, _ = SIDES[direction]
    own = trade.sides[(trade.sides["economy"] == economy) & (trade.sides["direction"] == direction)]
    found = own.set_index("product")[PARTS].astype(float).reindex(trade.products)
    told = trade.products.isin(trade.complete)
    if economy in trade.economies and told.any():
        sums = trade.named[trade.named[me] == economy].groupby("product", observed=True)["value"].sum()
        found.loc[told, "total"] = sums.reindex(trade.products[told], fill_value=0.0).to_numpy()
        found.loc[told, ["unnamed", "most"]] = 0.0
    return found


def both_sides(trade: Trade) -> pd.DataFrame:
    """Set exports and imports of each economy and product side by side; see `Trade.balances`."""
    key = ["year", "product", "economy"]
    wide = trade.sides.pivot_table(index=key, columns="direction", values="total", aggfunc="sum")
    parts = [wide.reindex(columns=[EXPORTS, IMPORTS]).rename_axis(columns=None).reset_index()]
    whole = trade.flows()
    if len(whole):
        sums = []
        for way in (EXPORTS, IMPORTS):
            own = whole.groupby(["year", "product", SIDES[way][0]], observed=True)["value"].sum()
            sums.append(own.rename_axis(key).rename(way))
        parts.append(pd.concat(sums, axis=1).fillna(0.0).reset_index())
    return below(*parts)


def unnamed(named: pd.Series, total: pd.Series) -> pd.Series:
    """Return what of a total has no name, 0..1; a small rest may be all of a small pair, so only noise is nothing."""
    rest = (1 - named / total.where(total > 0)).fillna(0.0)
    return rest.where(rest > NOISE, 0.0)


def added_up(
    flows: pd.DataFrame, by: Sequence[str] = ("year", "revision", "exporter", "importer", "product")
) -> pd.DataFrame:
    """Add up the rows of one flow: with tonnes where each part states them."""
    keys = [name for name in by if name in flows.columns]
    amounts = [name for name in ("value", "tonnes") if name in flows.columns]
    parts = flows.groupby(keys, observed=True)
    found = pd.concat([parts[name].sum(skipna=name == "value") for name in amounts], axis=1).reset_index()
    return found[[name for name in flows.columns if name in found.columns]]


def below(*tables: pd.DataFrame) -> pd.DataFrame:
    """Set tables below each other; an empty one would lose the types of the others."""
    full = [table for table in tables if len(table)]
    return pd.concat(full, ignore_index=True) if full else tables[0]


def earlier(past: pd.DataFrame, whole: Collection[tuple[int, str]]) -> pd.DataFrame:
    """Return what a history has of products that are complete, in the other years.

    A history is read for all that a shelf tells: nothing is complete of what was cut away, and of an account.

    Parameters
    ----------
    past : DataFrame
        year, product and more.
    whole : collection of (int, str)
        Year and product of what is complete, and told as such.
    """
    told = pd.MultiIndex.from_frame(past[["year", "product"]]).isin(list(whole))
    return past[past["product"].isin({code for _, code in whole}) & ~told]


def cut(table: pd.DataFrame, products: Collection[str] | None, year: int | None) -> pd.DataFrame:
    """Return the rows of some products and of a year, where these are asked for."""
    table = table if products is None else table[table["product"].isin(products)]
    return table if year is None else table[table["year"].isin([year])]


def ranked(rows: pd.DataFrame, side: pd.DataFrame) -> pd.DataFrame:
    """Rank the partners of one account by product, what has no name (XXO) last; see ``Trade.partners``."""
    rest = side[side["unnamed"] > 2 * ROUNDED]
    rest = pd.DataFrame(
        {"product": rest.index, "partner": REST, "value": rest["unnamed"] * rest["total"], "share": rest["unnamed"]}
    )
    rows = below(rows, rest).assign(last=lambda own: own["partner"] == REST)
    rows = rows.sort_values(["product", "last", "share", "partner"], ascending=[True, True, False, True])
    return rows.reset_index(drop=True)[["product", "partner", "value", "share"]]
