"""What customs offices report to UN Comtrade, as far as somebody has fetched it: each tells its own side, whole.

A shelf beside those of the bundle: it may have a product or a year that no table of the bundle has, and tells nothing
of what others buy or sell there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.revisions import REVISIONS, UnknownRevisionError, codes_of, parts
from econsec.codes.revisions import revision as spelled
from econsec.flows.accounts import EXPORTS, IMPORTS, SIDE, added_up, below, unnamed
from econsec.flows.build import shelf
from econsec.flows.trade import Trade
from econsec.store.kept import vintages
from econsec.store.query import load

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

COMTRADE = "comtrade"  # as a source of trade is called
TABLE = "trade_annual_reported"
SPOKEN = "HS17"  # the revision that codes are asked for in
SIX = 6
WORLD, NOWHERE = "WLD", "XNA"
TONNE = 1000.0  # kg


class Offices:
    """Accounts of customs offices, by the codes of HS 2017 that hold what theirs hold."""

    name = TABLE

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which an account was fetched."""
        return tuple(sorted(int(year) for year in self._rows["year"].unique()))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that an account tells of."""
        return tuple(sorted(self._rows["product"].unique()))

    def has(self, year: int) -> bool:
        """Say whether an account of a year was fetched."""
        return year in self.years

    def knows(self, codes: Collection[str]) -> tuple[str, ...]:
        """Return those of some codes that an account tells of."""
        own = set(self.codes)
        return tuple(code for code in codes if code in own)

    def inside(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Return what accounts tell of some codes: a code itself, else the six-digit codes within."""
        return inside(self.codes, codes)

    def tell(self, codes: Sequence[str], *, first: int, last: int) -> Trade:
        """Take the accounts of some codes in some years.

        Of an office's side: the total as it gives it for the world; unnamed, what it gives to no economy, all of which
        may be one's. Of a product and direction without a row, and of trade among others, nothing is known.
        """
        rows = self._rows
        mine = rows[rows["product"].isin(list(codes)) & (rows["year"] <= last)]
        now = mine[mine["year"] >= first]
        years = sorted(int(year) for year in now["year"].unique())
        return Trade(
            named=_named(now),
            sides=_sides(now),
            history=lambda: _named(mine),
            shelves=shelf(
                sorted(now["product"].unique()),
                TABLE,
                "account",
                ", ".join(sorted(now["revision"].unique())),
                years,
                before=TABLE,
            ),
        )

    @property
    def _rows(self) -> pd.DataFrame:
        held = vintages.holding(TABLE)
        return _accounts(None if held is None else held.path(TABLE))


OFFICES = Offices()


def inside(own: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
    """Return what a shelf holds of some codes: a code itself where it holds all of it, else the codes within.

    Examples
    --------
    >>> inside(["850511", "850760"], ["8505", "850760"])
    ('850511', '850760')
    """
    found = [
        [code] if code in own else [one for one in own if one.startswith(code) and len(one) == SIX] for code in codes
    ]
    return tuple(dict.fromkeys(code for some in found for code in some))


def lacking(codes: Collection[str], *, revision: str) -> list[str]:
    """Say which codes of a revision are no code of HS 2017 by themselves, and with which others they would be one.

    Parameters
    ----------
    codes : collection of str
        HS codes of that revision.
    revision : str
        As Comtrade names it (H6: HS 2022).

    Examples
    --------
    >>> lacking(["854141", "850511"], revision="H6")
    ['854141 is a part of 854140 of HS 2017, told once 854142, 854143, 854149 are fetched too']
    >>> lacking(["8541"], revision="H6")
    ['8541 of H6 holds other goods than 8541 of HS 2017: it is kept, and not asked for by that number']
    """
    try:
        asked = {code[:digits] for code in codes_of(SPOKEN) for digits in {len(code) for code in codes}}
        made = {name: parts(name, in_=SPOKEN, of=revision) for name in sorted(asked)}
    except UnknownRevisionError as error:
        return [f"what is told in {revision} is kept, and no shelf of trade: {error.problem}"]
    found = []
    for code in sorted(codes):
        holders = {name: of - set(codes) for name, of in made.items() if code in of}
        if not holders and code in asked:
            held = f"{code} of {revision} holds other goods than {code} of HS 2017"
            found.append(f"{held}: it is kept, and not asked for by that number")
        for name, others in holders.items():
            if others:
                more = ", ".join(sorted(others))
                found.append(f"{code} is a part of {name} of HS 2017, told once {more} are fetched too")
    return found


@lru_cache(maxsize=4)
def _accounts(path: Path | None) -> pd.DataFrame:
    """Read all accounts of a vintage, by the codes asked for: year, economy, direction, product, partner, value ..."""
    columns = [*SIDE, "partner", "revision", "value", "tonnes"]
    if path is None:
        return pd.DataFrame(columns=columns).astype({"year": "int64", "product": "str", "value": "float64"})
    rows = load(TABLE).rename(columns={"reporter": "economy", "flow": "direction"})
    rows = rows[rows["direction"].isin([IMPORTS, EXPORTS])]
    # What comes back from where it went is no trade with another.
    rows = rows[rows["partner"] != rows["economy"]].assign(tonnes=lambda table: table["net_weight"] / TONNE)
    found = [rows.iloc[:0]]
    # A code that is made of several is told in a year and direction in which each of them has a row.
    for (as_said, *_), mine in rows.groupby(["revision", *SIDE[:3]], observed=True):
        made = _names(str(as_said), frozenset(mine["product"].unique()))
        found += [mine[mine["product"].isin(of)].assign(product=code) for code, of in made.items()]
    table = below(*found)[columns]
    # An office that has told a year twice, before and after it took up a new revision, is heard once.
    return table[table["revision"] == table.groupby(SIDE, observed=True)["revision"].transform("max")]


@lru_cache(maxsize=256)
def _names(as_said: str, told: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the codes of HS 2017 that an office tells of all of, and of which codes of its own each is made."""
    try:
        own, asked = codes_of(spelled(as_said)), codes_of(SPOKEN)
    except UnknownRevisionError:  # 1996 and 2007 are in no correlation here: the same number may be other goods
        return {}
    digits = {len(code) for code in told}
    spoken = sorted({code[:length] for code in asked for length in digits})
    made = {code: of for code in spoken if (of := parts(code, in_=SPOKEN, of=as_said)) and of <= told}
    # What no later revision has either is asked for by its own name: the same number may be other goods there.
    later = asked.union(*(codes_of(name) for name in REVISIONS[REVISIONS.index(spelled(as_said)) + 1 :]))
    alone = {code for code in told if not any(one.startswith(code) for one in later)}
    return made | {code: frozenset({code}) for code in alone if any(one.startswith(code) for one in own)}


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Call each flow by who sells and who buys, and say whose account it is."""
    total = _sides(rows).set_index(SIDE)["total"].rename("side")
    rows = added_up(rows[~rows["partner"].isin([WORLD, NOWHERE])], by=[*SIDE, "partner"]).join(total, on=SIDE)
    buys = rows["direction"] == IMPORTS
    return pd.DataFrame(
        {
            "year": rows["year"],
            "exporter": rows["partner"].where(buys, rows["economy"]),
            "importer": rows["economy"].where(buys, rows["partner"]),
            "product": rows["product"],
            "value": rows["value"],
            "tonnes": rows["tonnes"],
            "share": rows["value"] / rows["side"].where(rows["side"] > 0),
            "told_by": rows["economy"],
        }
    ).reset_index(drop=True)


def _sides(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each side's total, and what of it is given to no economy."""
    world = rows["partner"] == WORLD
    sums = {"total": rows[world], "named": rows[~world & (rows["partner"] != NOWHERE)], "all": rows[~world]}
    found = pd.concat(
        [part.groupby(SIDE, observed=True)["value"].sum().rename(name) for name, part in sums.items()], axis=1
    )
    # Where the parts are more than the office's own total they count: rounding, or an area that it leaves out.
    found["total"] = found[["total", "all"]].max(axis=1)
    found["unnamed"] = unnamed(found["named"].fillna(0.0), found["total"])
    found["most"] = found["unnamed"]
    return found.reset_index()[[*SIDE, "total", "unnamed", "most"]]
