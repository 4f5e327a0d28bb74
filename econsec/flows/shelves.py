"""Where figures of trade lie, the best first: the user's own store, the bundle's complete flows, its lists, its totals.

Each shelf tells what it has of some codes in its own series. A product is told by one shelf, so that no line ever has
two series in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import economies
from econsec.codes.revisions import codes_of, holds
from econsec.flows.accounts import added_up
from econsec.flows.build import complete, listed
from econsec.flows.fetched import OFFICES, SIX, SPOKEN, Offices, inside
from econsec.store.baci import shelf as store
from econsec.store.baci import whole_years
from econsec.store.catalog import dataset
from econsec.store.kept import own_tables
from econsec.store.query import load

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from econsec.flows.trade import Trade

STORE, BUNDLE = "baci", "bundle"
HEADING = 4
LISTS, TOTALS, CHAPTERS = "baci_routes", "baci_hs4", "baci_hs2"


@dataclass(frozen=True)
class Flows:
    """Complete flows of six-digit codes in the bundle.

    Parameters
    ----------
    name : str
        The dataset.
    revision : str
        Its revision of the nomenclature.
    history : str
        The dataset of earlier years of the same series; itself where it holds them.
    """

    name: str
    revision: str
    history: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of HS 2017 that it holds one to one, and the headings of which it holds every code."""
        return tuple(self._own)

    @property
    def _own(self) -> dict[str, tuple[str, ...]]:
        """What each code that it answers for is called in its own revision."""
        return _own_codes(self.revision, dataset(self.name).products)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it holds."""
        return dataset(self.name).years

    def has(self, year: int) -> bool:
        """Say whether it holds a year."""
        return year in self.years

    def knows(self, codes: Collection[str]) -> tuple[str, ...]:
        """Return those of some codes that it holds whole."""
        return tuple(code for code in codes if code in self.codes)

    def inside(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Return what it holds of some codes: a code itself where it holds all of it, else the codes within."""
        return inside(self.codes, codes)

    def tell(self, codes: Sequence[str], *, first: int, last: int) -> Trade:
        """Take the flows of some codes of its own in some years."""
        held = dataset(self.name)
        years = [year for year in held.years if first <= year <= last]
        names = {six: code for code in codes for six in self._own[code]}
        return complete(
            _summed(load(self.name, product=list(names), year=years), names),
            past=lambda: _summed(self._history(list(names), last), names),
            economies=held.economies,
            products=codes,
            years=years,
            source=self.name,
            revision=self.revision,
            before=self.history,
            trimmed=self.history != self.name,
        )

    def _history(self, six: list[str], last: int) -> pd.DataFrame:
        # The years are left to pandas: the same rows are asked for with many last years, and read once.
        past = load(self.history, product=[code for code in six if code in dataset(self.history).products])
        return past[past["year"] <= last]


@dataclass(frozen=True)
class Store:
    """Whole years of BACI that the user has added: any code, summed to the digits asked for."""

    revision: str

    @property
    def name(self) -> str:
        """The dataset."""
        return STORE

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it holds."""
        return tuple(sorted(item.year for item in store.select([self.revision], [])))

    def has(self, year: int) -> bool:
        """Say whether it holds a year."""
        return year in self.years

    def knows(self, codes: Collection[str]) -> tuple[str, ...]:
        """Return those of some codes that its revision has trade in."""
        held = whole_years.products(self.revision)
        return tuple(code for code in codes if any(one.startswith(code) for one in held))

    def tell(self, codes: Sequence[str], *, first: int, last: int) -> Trade:
        """Take the flows of some codes, of any number of digits, in some years."""
        earlier = [year for year in self.years if year <= last]
        years = [year for year in earlier if year >= first]
        return complete(
            whole_years.flows(codes, revision=self.revision, years=years),
            past=lambda: whole_years.flows(codes, revision=self.revision, years=earlier),
            economies=_covered(),
            products=codes,
            years=years,
            source=STORE,
            revision=self.revision,
        )


@dataclass(frozen=True)
class Lists:
    """Lists of the ten largest partners in the direction in which an economy is net, and totals."""

    name: str = LISTS
    revision: str = "HS17"

    @property
    def codes(self) -> tuple[str, ...]:
        """The headings that it lists partners of."""
        return dataset(LISTS).products

    @property
    def totals(self) -> tuple[str, ...]:
        """The headings and chapters that it has totals of."""
        return (*dataset(TOTALS).products, *dataset(CHAPTERS).products)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it has lists of."""
        return dataset(LISTS).years

    def tell(self, codes: Sequence[str], *, first: int, last: int) -> Trade:
        """Take lists and totals of some headings and chapters in some years."""
        rows = _within(load(LISTS), codes, first, last)
        sums = [_within(load(name), codes, first, last) for name in (TOTALS, CHAPTERS)]
        totals = pd.concat([one for one in sums if len(one)] or sums[:1], ignore_index=True)
        found = listed(rows, totals, sources=(LISTS, TOTALS), revision=self.revision)
        shelves = found.shelves
        chapters = (shelves["kind"] == "total") & (shelves["product"].str.len() < HEADING)
        return replace(found, shelves=shelves.assign(dataset=shelves["dataset"].mask(chapters, CHAPTERS)))


MINERALS = Flows("baci_minerals", "HS17", "baci_minerals_trend")
EVERY_PAIR = Flows("baci_hs92", "HS92", "baci_hs92")
LISTED = Lists()


def stores() -> tuple[Store, ...]:
    """Return the revisions in the user's own store, the newest first."""
    newest = sorted({item.revision for item in store.stored()}, key=lambda name: int(name[2:]) % 92, reverse=True)
    return tuple(Store(revision) for revision in newest)


def own_years() -> tuple[int, ...]:
    """Return every year in the user's own store, whatever its revision, and in figures of the user's own."""
    kept = {year for one in own_tables.readable() for year in one.years}
    return tuple(sorted({year for one in stores() for year in one.years} | kept))


def years() -> tuple[int, ...]:
    """Return every year that a shelf holds."""
    shelves: list[Store | Flows | Lists | Offices] = [*stores(), MINERALS, EVERY_PAIR, LISTED, OFFICES]
    return tuple(sorted({year for one in shelves for year in one.years} | set(own_years())))


def _within(table: pd.DataFrame, codes: Sequence[str], first: int, last: int) -> pd.DataFrame:
    return table[table["product"].isin(list(codes)) & table["year"].between(first, last)]


def _summed(flows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Call flows by the codes asked for; where these are headings, sum: with tonnes where each part states them."""
    if all(six == code for six, code in names.items()):
        return flows
    flows = flows.assign(product=flows["product"].map(names))
    if all(len(code) == SIX for code in names.values()):
        return flows
    return added_up(flows)


@cache
def _own_codes(revision: str, held: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Map codes of HS 2017, and headings that are held whole and mean the same, to the codes of a table's revision."""
    theirs, asked = codes_of(revision), codes_of(SPOKEN)
    within: dict[str, list[str]] = {}
    for code in sorted(theirs):
        within.setdefault(code[:HEADING], []).append(code)
    headings = {
        heading: within.get(heading, [])
        for heading in dict.fromkeys(code[:HEADING] for code in held)
        if set(within.get(heading, [])) <= set(held)
    }
    if revision == SPOKEN:
        return {code: (code,) for code in held} | {heading: tuple(parts) for heading, parts in headings.items()}
    # The same goods may have another number, the same number may be other goods.
    meant = {holds(code, SPOKEN): code for code in asked}
    own = {meant[goods]: (code,) for code in held if (goods := holds(code, revision)) is not None and goods in meant}
    # What only the older revision has is asked for by its own name.
    own |= {code: (code,) for code in held if code not in asked}
    same = {code: tuple(parts) for code, parts in headings.items() if holds(code, revision) == holds(code, SPOKEN)}
    return own | {code: parts for code, parts in same.items() if holds(code, SPOKEN) is not None}


@cache
def _covered() -> frozenset[str]:
    table = economies()
    return frozenset(table.loc[(table["baci"] != "") & (table["kind"] == "economy"), "iso3"])
