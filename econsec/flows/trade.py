"""The noun: the pairs that a source names, and what each side leaves without a name.

A complete table leaves nothing unnamed; a list of ten leaves a rest, of which nobody has more than the least on it; a
total alone leaves all. The questions are the same, and what is not known lives in the answers as a low and a high end.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from econsec.codes.subjects import Subject
from econsec.flows import accounts
from econsec.flows.accounts import BOTH, EXPORTS, IMPORTS, account, below, both_sides, told_by_office

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

MADE, BETWEEN = ["product", "economy", "tonnes"], ["value", "low", "high", "told_by"]
SHELF = ["code", "product", "dataset", "kind", "revision", "fit", "first", "last", "before", "trimmed"]


@dataclass(frozen=True, eq=False)
class Trade:
    """What was traded in some products, year by year, and how much of it is told.

    Parameters
    ----------
    named : DataFrame, one row a pair that a source names
        year, exporter, importer, product, value (USD; NaN where only a share is told), tonnes where stated; where not
        all is told also share (0..1 of the side of whom tells) and told_by (whose account; "both": a complete table).
    sides : DataFrame, one row a year, economy, direction ("imports", "exports") and product
        total (USD), unnamed, most (0..1 of the total: what has no name, and what one without a name can have at most).
    whole : frozenset of (int, str)
        The years and products whose table is complete: of these a pair that is not there is zero.
    economies : frozenset of str
        Whom the complete tables cover: of others nothing is known, which is not zero.
    history : callable
        Gives the flows of all years of the same series (year, revision where several); read when first asked for.
    shelves : DataFrame
        What stands where: code (asked for), product (as the source knows it), dataset, kind ("complete", "list",
        "total"), revision, fit, first, last (years), before (dataset of the history or ""), trimmed (largest flows).
    asked : Subject, optional
        What was asked for.
    others : tuple of Trade
        The same subject as less fitting sources tell it, asked where this one has no answer.
    made : DataFrame, optional
        What is made at home, where a publisher counts it: product, economy, tonnes.
    """

    named: pd.DataFrame
    sides: pd.DataFrame
    whole: frozenset[tuple[int, str]] = frozenset()
    economies: frozenset[str] = frozenset()
    history: Callable[[], pd.DataFrame] | None = None
    shelves: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=SHELF))
    asked: Subject | None = None
    others: tuple[Trade, ...] = ()
    made: pd.DataFrame | None = None

    # ---- cutting

    def knowing(self, made: pd.DataFrame) -> Trade:
        """Return the trade with what is made at home beside it; see `made`."""
        return replace(self, made=made, others=tuple(other.knowing(made) for other in self.others))

    def of(self, products: Collection[str] | None = None, *, year: int | None = None) -> Trade:
        """Return the part of some products, or of a year.

        Examples
        --------
        >>> from econsec.flows.build import complete
        >>> flows = pd.DataFrame({"year": [2022, 2024], "exporter": "CHN", "importer": "JPN", "value": 1.0})
        >>> complete(flows.assign(product="1")).of(year=2024).years
        [2024]
        """
        if products is None and (year is None or self.years == [year]):
            return self  # so that what was worked out once of it is found again
        kept = None if products is None else set(products)
        named, sides = (accounts.cut(table, kept, year) for table in (self.named, self.sides))
        whole = frozenset((y, code) for y, code in self.whole if (kept is None or code in kept) and year in {None, y})
        shelves = self.shelves if kept is None else self.shelves[self.shelves["product"].isin(kept)]
        return replace(self, named=named, sides=sides, whole=whole, shelves=shelves)

    def among(self, *economies: str) -> Trade:
        """Return what at least one of some economies takes part in; of a whole year of trade that is a few percent."""
        if (key := frozenset(economies)) not in self._known:
            touched = self.named["exporter"].isin(economies) | self.named["importer"].isin(economies)
            sides = self.sides[self.sides["economy"].isin(economies)]
            self._known[key] = replace(self, named=self.named[touched], sides=sides)
        part: Trade = self._known[key]
        return part

    def __or__(self, other: Trade) -> Trade:
        """Set two side by side; of a product that both hold the first counts, so that no line has two series."""
        own = set(self.products)
        other = other.of([code for code in other.products if code not in own])
        named = below(self.named, other.named)
        if "told_by" in named:
            # A complete table has no need to say whose account it is.
            named = named.assign(told_by=named["told_by"].fillna(BOTH))
        histories = [one.history for one in (self, other) if one.history is not None]
        return Trade(
            named=named,
            sides=below(self.sides, other.sides),
            whole=self.whole | other.whole,
            economies=self.economies | other.economies,
            history=(lambda: below(*(read() for read in histories))) if histories else None,
            shelves=below(self.shelves, other.shelves),
            asked=self.asked,
            others=self.others,
            made=self.made,
        )

    def ways(self) -> Iterator[Trade]:
        """Return this, then the same subject as less fitting sources tell it."""
        yield self
        yield from self.others

    def way(self, products: Collection[str]) -> Trade:
        """Return the first way of telling that knows some products."""
        return next((one for one in self.ways() if set(products) <= set(one.products)), self)

    # ---- what is there

    @cached_property
    def products(self) -> pd.Index[str]:
        """The products that anything is told of."""
        found = set(self.named["product"].unique()) | set(self.sides["product"].unique())
        return pd.Index(sorted(found | {what for _, what in self.whole}), name="product", dtype="str")

    @cached_property
    def years(self) -> list[int]:
        """The years that anything is told of."""
        found = {*self.named["year"].unique(), *self.sides["year"].unique(), *(when for when, _ in self.whole)}
        return sorted(int(year) for year in found)

    @cached_property
    def complete(self) -> pd.Index[str]:
        """The products whose table is complete in every year that is here."""
        years = self.years
        kept = [code for code in self.products if all((year, code) in self.whole for year in years)]
        return pd.Index(kept if years else [], name="product", dtype="str")

    def __repr__(self) -> str:
        """Return what a console prints: which products, of which years, from which datasets, or that there are none."""
        if not len(self.products):
            asked = ", ".join(self.asked.codes[:4]) if self.asked else "anything"
            return f"Trade(nothing of {asked}; see `econsec data fetch --help`)"
        products = [*self.products[:4], *self.products[4:5].map(lambda _: "...")]
        return f"Trade({'; '.join(', '.join(map(str, told)) for told in (products, self.years, self.sources))})"

    def title(self, language: str = "en") -> str:
        """Return what the products are called: what was asked for, or what is there in its place."""
        own = Subject(tuple(self.products), ())
        return (own if self.asked is None or self.fit == "wider" else self.asked).title(language)

    @property
    def sources(self) -> tuple[str, ...]:
        """The datasets that these figures are from."""
        return tuple(dict.fromkeys(self.shelves["dataset"]))

    @property
    def before(self) -> tuple[str, ...]:
        """The datasets that the history is from."""
        return tuple(name for name in dict.fromkeys(self.shelves["before"]) if name)

    @property
    def trimmed(self) -> frozenset[str]:
        """The products whose history holds the largest flows only: who is not in it may have sold something."""
        return frozenset(self.shelves.loc[self.shelves["trimmed"].astype(bool), "product"])

    @property
    def fit(self) -> str:
        """How the products relate to what was asked: "same", "part" of it, "wider", "none"."""
        return "same" if self.asked is None else self.asked.fits(list(self.products))

    @cached_property
    def past(self) -> pd.DataFrame | None:
        """The flows of all years of the same series, None where a source has no earlier ones."""
        return None if self.history is None else self.history()

    def coverage(self) -> pd.DataFrame:
        """Say of each product whose figures it has, how complete, in which revision and years, and how it fits."""
        parts = [one.shelves.assign(rank=rank) for rank, one in enumerate(self.ways()) if len(one.shelves)]
        return pd.concat(parts, ignore_index=True) if parts else self.shelves.assign(rank=0)

    # ---- questions, of all years

    def flows(self) -> pd.DataFrame:
        """Return the flows of the products whose table is complete: what prices and rankings of all sellers rest on."""
        if set(self.products) <= set(self.complete):
            return self.named
        return self.named[pd.MultiIndex.from_frame(self.named[["year", "product"]]).isin(list(self.whole))]

    def through_years(self) -> pd.DataFrame:
        """Return the flows of all years of the series, the fullest of each; earlier ones may be `trimmed`."""
        now = self.flows()
        return now if self.past is None else below(accounts.earlier(self.past, self.whole), now)

    def balances(self) -> pd.DataFrame:
        """Set exports and imports of each economy and product side by side.

        Returns
        -------
        DataFrame
            year, product, economy, exports, imports (USD; NaN where the source has none).
        """
        return both_sides(self)

    # ---- questions, of one year

    @cached_property
    def _known(self) -> dict[object, Any]:
        """What was worked out of it, as far as somebody has asked: accounts of economies, and parts among some."""
        return {}

    def _account(self, economy: str, direction: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        if (key := (economy, direction)) not in self._known:
            self._known[key] = account(self, economy, direction)
        rows, side = self._known[key]
        return rows.copy(deep=False), side.copy(deep=False)  # copied when they are written to

    def side(self, economy: str, direction: str) -> pd.DataFrame:
        """Return an economy's total by product, and what of it has no name.

        Parameters
        ----------
        economy : str
            ISO3 code.
        direction : str
            "imports" or "exports".

        Returns
        -------
        DataFrame
            By product: total (USD), unnamed, most (0..1); NaN where nothing is known of it.
        """
        return self._account(economy, direction)[1]

    def partners(self, economy: str, direction: str) -> pd.DataFrame:
        """Rank an economy's partners by product, what has no name (XXO) last.

        Returns
        -------
        DataFrame
            product, partner, value (USD), share (0..1 of the economy's total).
        """
        return accounts.ranked(*self._account(economy, direction))

    def between(self, exporter: str, importer: str) -> pd.DataFrame:
        """Return what one economy sold another.

        low <= true value <= high; value is there where the two meet. The bound is the smaller of what the importer's
        and the exporter's side leave to one without a name. Where both tell, and differ, the importer's account counts.

        Returns
        -------
        DataFrame
            By product: value (USD, NaN: not told), low, high (USD), told_by.
        """
        (bought, buys), (sold, sells) = self._account(importer, IMPORTS), self._account(exporter, EXPORTS)
        found = pd.DataFrame(index=self.products)
        mine = bought[bought["partner"] == exporter].set_index("product").reindex(self.products)
        theirs = sold[sold["partner"] == importer].set_index("product").reindex(self.products)
        # What the importer's own customs office tells is not filled up from the exporter's: the two do not agree.
        if len(office := told_by_office(self, buys)):
            others = self.products.difference(office)
            theirs, sells = (table.reindex(others).reindex(self.products) for table in (theirs, sells))
        found["value"] = mine["value"].fillna(theirs["value"])
        found["told_by"] = mine["told_by"].where(mine["value"].notna(), theirs["told_by"])
        ends = pd.concat([side["most"] * side["total"] for side in (buys, sells)], axis=1)
        found["high"] = found["value"].fillna(ends.min(axis=1))
        found["value"] = found["value"].fillna(found["high"].where(found["high"] == 0))
        return found.assign(low=found["value"].fillna(0.0).where(found["high"].notna()))[BETWEEN]

    def unit_values(self, exporter: str, *, to: str | None = None, without: Iterable[str] = ()) -> pd.Series[float]:
        """Return USD a tonne of what states tonnes, by product; NaN where the source has none."""
        if "tonnes" not in self.named:
            return pd.Series(np.nan, index=self.products)
        own = self.named[(self.named["exporter"] == exporter) & (self.named["tonnes"] > 0)]
        own = own[own["importer"] == to] if to else own[~own["importer"].isin(list(without))]
        sums = own.groupby("product", observed=True)[["value", "tonnes"]].sum()
        return (sums["value"] / sums["tonnes"]).reindex(self.products)

    def tonnes_made(self, economy: str) -> pd.Series[float]:
        """Return what an economy makes at home, by product; NaN where nobody says."""
        own = pd.DataFrame(columns=MADE) if self.made is None else self.made[self.made["economy"] == economy]
        return own.set_index("product")["tonnes"].astype(float).reindex(self.products)

    def world_hhi(self) -> pd.Series[float]:
        """Return the concentration of the world's exporters by product; NaN where the table is not complete."""
        sold = self.named.groupby(["product", "exporter"], observed=True)["value"].sum()
        share = sold / sold.groupby("product").transform("sum")
        return (share**2).groupby("product").sum().reindex(self.products).where(self.products.isin(self.complete))
