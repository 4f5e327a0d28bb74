"""The front door: any product, any year, from the shelf that tells most."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.frames import tidy
from econsec.codes.subjects import Subject, subject
from econsec.errors import NoDataError, ParameterError
from econsec.flows.build import complete
from econsec.flows.fetched import COMTRADE, OFFICES, Offices
from econsec.flows.own_flows import kept
from econsec.flows.shelves import BUNDLE, EVERY_PAIR, LISTED, MINERALS, STORE, Flows, Lists, Store, stores
from econsec.flows.trade import Trade
from econsec.store.kept import vintages
from econsec.store.kept.own_tables import PREFIX
from econsec.store.kept.own_tables import held as kept_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    Shelf = Store | Flows | Offices

BEST = "best"
SOURCES = (BEST, BUNDLE, STORE, COMTRADE)
LISTING = {BEST, BUNDLE}  # with the bundle's lists and totals


def trade(
    what: str | Sequence[str] | Subject | pd.DataFrame | Trade,
    *,
    year: int | None = None,
    since: int | None = None,
    source: str = BEST,
) -> Trade:
    """Say who sold what to whom in some products, and how much of each side has no name.

    Parameters
    ----------
    what : str, sequence of str, Subject or DataFrame
        HS codes of 2, 4 or 6 digits, materials, sectors or words, in any mix; flows of one's own (exporter, importer,
        product, value; year, tonnes if known) are taken as all that there is.
    year : int, optional
        The last year that counts, and the one that the shelf is chosen for; by default the last that a shelf of
        complete flows or lists has.
    since : int, optional
        The first year of what is complete, by default `year`; lists are few and come from their first year on.
    source : str
        "best": for each product the shelf that tells most (whole years in the user's own store, complete flows of the
        bundle in HS 2017, those in HS 1992, lists of the ten largest partners, totals; what customs offices report, as
        far as it was fetched, where none of these has the product or the year); "bundle", "baci" or "comtrade" pin it,
        and "own_NAME" figures of your own that were kept (`econsec.own`).

    Returns
    -------
    Trade
        Of the products as the best shelf knows them; ``ways()`` gives the same subject as less fitting shelves tell it,
        ``coverage()`` what stands where; without products where no shelf has anything of it in that year.

    Raises
    ------
    UnknownProductError, ParameterError
        What was asked for is no product, or `source` none that there is.
    NoDataError
        The user's own store, or what was fetched, was asked for and has nothing.

    Examples
    --------
    >>> magnets = trade("850511", year=2024)
    >>> f"{magnets.between('CHN', 'JPN')['value'].item() / 1e6:.1f} million USD"
    '156.9 million USD'
    """
    if source not in SOURCES and not source.startswith(PREFIX):
        raise ParameterError(f"no source {source!r}", expected=f"one of {', '.join([*SOURCES, *kept_names()])}")
    if isinstance(what, Trade):
        return what
    if isinstance(what, pd.DataFrame):
        return complete(tidy(what))
    asked = what if isinstance(what, Subject) else subject([what] if isinstance(what, str) else list(what))
    if source.startswith(PREFIX):
        return replace(kept(source, asked.codes, first=since, last=year), asked=asked)
    whole = list(_whole(source))
    last = year if year is not None else _last(whole, lists=source in LISTING)
    span = {"first": last if since is None else since, "last": last}
    first, *others = _found(asked, whole, source, **span)
    found = [replace(one, asked=asked) for one in (first, *(other for other in others if len(other.products)))]
    found = found[1:] if len(found) > 1 and not len(first.products) else found
    return replace(found[0], others=tuple(found[1:]))


def _whole(source: str) -> Sequence[Shelf]:
    own: list[Shelf] = list(stores()) if source not in {BUNDLE, COMTRADE} else []
    if source == STORE and not own:
        raise NoDataError("your store has no years of BACI", hint="Run: econsec data add baci FILE.zip")
    offices = [OFFICES] if source in {BEST, COMTRADE} and OFFICES.codes else []
    if source == COMTRADE and not offices and vintages.holding(OFFICES.name) is not None:
        raise NoDataError(
            "no code that was fetched from Comtrade is one of HS 2017 by itself",
            hint="`econsec.flows.fetched.lacking` says which others make it whole; six-digit codes mostly are.",
        )
    if source == COMTRADE and not offices:
        raise NoDataError("nothing was fetched from Comtrade", hint="Run: econsec data fetch comtrade CODES --years Y")
    bundle = [MINERALS, EVERY_PAIR] if source in LISTING else []
    return [*own, *bundle, *offices]


def _last(whole: Sequence[Shelf], *, lists: bool) -> int:
    """Return the last year of all: that one product was fetched to a later one is not enough, unless it is all."""
    lasting: list[Shelf | Lists] = [*(one for one in whole if one is not OFFICES), LISTED] if lists else [*whole]
    return max(one.years[-1] for one in lasting)


def _found(asked: Subject, whole: Sequence[Shelf], source: str, *, first: int, last: int) -> list[Trade]:
    """Return the ways to tell of a subject: just its codes, the headings around them, a part of them."""
    there = [one for one in whole if one.has(last)]
    span = {"first": first, "last": last}
    lists = source in LISTING
    exact = _exact(asked.codes, there, span, lists=lists)
    if source == STORE:
        return [exact]
    around = asked.around(LISTED.codes) if lists else ()
    wider = [LISTED.tell(around, first=0, last=last)] if around and set(around) != set(exact.products) else []
    known = {code for when, code in exact.whole if when == last}
    known |= set(exact.shelves.loc[exact.shelves["kind"] == "account", "product"])
    parts = [
        one.tell(inside, **span)
        for one in there
        if not isinstance(one, Store) and (inside := [code for code in one.inside(asked.codes) if code not in known])
    ]
    return [exact, *wider, *parts]


def _exact(codes: Sequence[str], there: Sequence[Shelf], span: dict[str, int], *, lists: bool) -> Trade:
    """Take each code from the best shelf that knows just it; one complete series for all, if there is one."""
    known: dict[Shelf, tuple[str, ...]] = {one: one.knows(codes) for one in there}
    # Of a heading that both hold HS 2017 is the one to use: its list before a sum of the other series. And a list of
    # three economies both ways tells more than one office.
    behind: list[Shelf] = [EVERY_PAIR, *([OFFICES] if span["last"] in LISTED.years else [])] if lists else []
    for one in behind:
        known |= {one: tuple(code for code in known.get(one, ()) if code not in LISTED.codes)}
    for one, held in known.items():
        if len(held) == len(codes) and one is not OFFICES:
            return one.tell(codes, **span)
    parts, left = [], list(codes)
    for one, held in known.items():
        if mine := [code for code in held if code in left]:
            parts.append(one.tell(mine, **span))
            left = [code for code in left if code not in mine]
    if left or not parts:
        parts.append(LISTED.tell(left if lists else [], first=0, last=span["last"]))
    return reduce(or_, parts)
