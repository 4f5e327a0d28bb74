"""Revisions of the Harmonised System: what a code of one is called in another, and how sure that is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from econsec import paths
from econsec.errors import MissingFileError, ParameterError, UnknownNameError, UnknownProductError

if TYPE_CHECKING:
    from collections.abc import Collection

NEWEST = "HS2022"
REVISIONS = ("HS1992", "HS2002", "HS2012", "HS2017", NEWEST)
SAID = re.compile(r"(?:HS|H)?[\s-]*(\d{2}|\d{4})", re.IGNORECASE)
# As UN Comtrade calls them; of H1 and H3 (1996, 2007) there are no correlations here.
COMTRADE = {"H0": "HS1992", "H2": "HS2002", "H4": "HS2012", "H5": "HS2017", "H6": NEWEST}
SHOWN = 4  # codes that an error names
HEADING = 4  # digits
WASTE = "8549"  # of electrical goods, of HS 2022


class UnknownRevisionError(UnknownNameError):
    """A name that is no revision of the Harmonised System here."""

    noun = "revision"


def convert(codes: str | list[str] | tuple[str, ...], *, from_: str, to: str, many: bool = False) -> pd.DataFrame:
    """Return what six-digit codes of one revision are in another.

    Two revisions of which neither is HS 2022 are joined through it. The kind counts both sides in the whole of the
    two revisions: 1:n, one code has become several; n:1, several have become one; n:n, neither side can be told apart.

    Parameters
    ----------
    codes : str or list of str
        HS codes of six digits.
    from_, to : str
        Revisions: HS1992, HS2002, HS2012, HS2017 or HS2022; HS92 and "HS 1992" are understood.
    many : bool
        Give pairs of the kind n:n too: trade cannot be moved along them without a guess.

    Returns
    -------
    DataFrame
        code, to, kind (1:1, 1:n, n:1, n:n), recommended (by the United Nations Statistics Division's own conversion;
        joined through HS 2022, both steps are).

    Raises
    ------
    UnknownRevisionError
        The correlations do not hold that revision.
    UnknownProductError
        A code is none of that revision; the error suggests the nearest.
    ParameterError
        A code is of the kind n:n and `many` is not set.

    Examples
    --------
    >>> convert("280530", from_="HS2017", to="HS1992")[["to", "kind"]].iloc[0].tolist()
    ['280530', '1:1']
    >>> convert(["252810", "252890"], from_="HS92", to="HS2017")["kind"].tolist()
    ['n:1', 'n:1']
    """
    start, end = revision(from_), revision(to)
    asked = [codes] if isinstance(codes, str) else list(codes)
    known = codes_of(start)
    for code in asked:
        if code not in known:
            raise UnknownProductError(code, sorted(known), where=f"{start}, six digits")
    found = _joined(start, end, asked)
    if not many and (found["kind"] == "n:n").any():
        code = str(found.loc[found["kind"] == "n:n", "code"].iloc[0])
        likes = found[found["code"] == code].sort_values("recommended", ascending=False, kind="stable")
        others = likes["to"].tolist()
        more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
        raise ParameterError(
            f"{code} of {start} and its likes in {end} ({', '.join(others[:SHOWN])}{more}) cannot be told apart (n:n)",
            hint="many=True gives them all, and says which one the Statistics Division recommends.",
        )
    place = found["code"].map({code: at for at, code in reversed(list(enumerate(asked)))})
    return found.loc[place.sort_values(kind="stable").index].reset_index(drop=True)


def revision(name: str) -> str:
    """Return the name of a revision as it is written here.

    Raises
    ------
    UnknownRevisionError
        The correlations do not hold it.

    Examples
    --------
    >>> revision("HS92"), revision("hs 2017"), revision("2022"), revision("H6")
    ('HS1992', 'HS2017', 'HS2022', 'HS2022')
    """
    if known := COMTRADE.get(str(name).strip().upper()):
        return known
    if said := SAID.fullmatch(str(name).strip()):
        for known in REVISIONS:
            if known.endswith(said[1]):
                return known
    raise UnknownRevisionError(name, REVISIONS)


@cache
def _pairs() -> pd.DataFrame:
    path = paths.data() / "tidy" / "hs_correlations.parquet"
    if not path.is_file():
        raise MissingFileError("the correlations of HS revisions are not built", hint="Run: econsec data build")
    # From bytes: to read a file Arrow starts a thread, and others are forked from a process that reads this one.
    table = pq.ParquetFile(pa.BufferReader(path.read_bytes())).read(use_threads=False)
    found: pd.DataFrame = table.to_pandas(use_threads=False)
    return found


@cache
def codes_of(name: str) -> frozenset[str]:
    """Return the six-digit codes of a revision, however its name is written.

    Examples
    --------
    >>> "850511" in codes_of("HS17")
    True
    """
    pairs, name = _pairs(), revision(name)
    return frozenset(pairs["hs2022"] if name == NEWEST else pairs.loc[pairs["revision"] == name, "product"])


def holds(code: str, name: str) -> frozenset[str] | None:
    """Return the codes of HS 2022 that a code of four or six digits of a revision holds, and no other code with it.

    Two codes of two revisions that hold the same hold the same goods.

    Parameters
    ----------
    code : str
        HS code of four or six digits.
    name : str
        The revision.

    Returns
    -------
    frozenset of str or None
        None where it shares a code of HS 2022 with another code of its revision, or is none of it.

    Examples
    --------
    >>> holds("2709", "HS1992") == holds("270900", "HS2017") == frozenset({"270900"})
    True
    """
    olds, news = _both_ways(revision(name))
    within = {old: new for old, new in olds.get(code[:HEADING], {}).items() if old.startswith(code)}
    mine = frozenset(new for held in within.values() for new in held)
    return mine if mine and all(old.startswith(code) for new in mine for old in news[new]) else None


def parts(code: str, *, in_: str, of: str) -> frozenset[str]:
    """Return the codes of another revision, of as many digits, that together hold what a code holds.

    The conversion that the United Nations Statistics Division recommends gives each code of HS 2022 to one code of an
    older revision. With G(c) the codes given to c, these are the codes p with a part of G(c), if all of each G(p) is in
    it. A code that nothing is given to (its goods are in another's since) goes with those that hold its goods now.
    Waste of electrical goods is left out: since 2022 it is a heading of its own (8549), before it was a part of nearly
    every code of chapter 85, and the conversion gives all of it to integrated circuits.

    Parameters
    ----------
    code : str
        HS code of two, four or six digits.
    in_ : str
        Its revision.
    of : str
        The other.

    Returns
    -------
    frozenset of str
        Empty where its goods are told apart from others in no way, or the revision has no such code.

    Raises
    ------
    UnknownRevisionError
        The correlations do not hold a revision.

    Examples
    --------
    >>> sorted(parts("854140", in_="HS2017", of="H6")), sorted(parts("252800", in_="HS17", of="HS92"))
    (['854141', '854142', '854143', '854149'], ['252810', '252890'])
    >>> sorted(parts("300490", in_="HS2017", of="HS2022")), sorted(parts("85", in_="HS2017", of="HS2022"))
    (['300490', '300693'], [])
    """
    start, end = revision(in_), revision(of)
    if start == end:
        return frozenset({code} if any(one.startswith(code) for one in codes_of(start)) else ())
    mine, theirs = _given(start, len(code)).get(code, frozenset()), _given(end, len(code))
    ours, lost = ({old: new for one in mine for old, new in _without(name).get(one, ())} for name in (start, end))
    found = {_taker(end)[one][: len(code)] for one in mine} | {old[: len(code)] for old in lost}
    apart = all(theirs.get(one, frozenset()) <= mine for one in found) and all(new <= mine for new in lost.values())
    return frozenset(found if apart and all(old.startswith(code) for old in ours) else ())


@cache
def _taker(name: str) -> dict[str, str]:
    """Return the code of a revision that each code of HS 2022 is given to."""
    steps = _steps(name)
    kept = steps["recommended"] & (~steps["hs2022"].str.startswith(WASTE) | (name == NEWEST))
    return dict(steps.loc[kept, ["hs2022", "product"]].itertuples(index=False, name=None))


@cache
def _given(name: str, digits: int) -> dict[str, frozenset[str]]:
    """Return the codes of HS 2022 that are given to each code of a revision, of so many digits."""
    found: dict[str, set[str]] = {}
    for new, old in _taker(name).items():
        found.setdefault(old[:digits], set()).add(new)
    return {code: frozenset(given) for code, given in found.items()}


@cache
def _without(name: str) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Return the codes of a revision that nothing is given to, with what they hold, by each code that holds of it."""
    taken = set(_taker(name).values())
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for held in _both_ways(name)[0].values():
        for old in held.keys() - taken:
            for new in (one for one in held[old] if not one.startswith(WASTE)):
                found.setdefault(new, []).append((old, frozenset(held[old])))
    return found


@cache
def _both_ways(name: str) -> tuple[dict[str, dict[str, set[str]]], dict[str, set[str]]]:
    """Return what each code, by heading, is in HS 2022, and what each code of HS 2022 was."""
    olds: dict[str, dict[str, set[str]]] = {}
    news: dict[str, set[str]] = {}
    steps = _steps(name)
    for new, old in zip(steps["hs2022"], steps["product"], strict=True):
        olds.setdefault(old[:HEADING], {}).setdefault(old, set()).add(new)
        news.setdefault(new, set()).add(old)
    return olds, news


def _steps(name: str) -> pd.DataFrame:
    """Return the codes of HS 2022 with those of a revision."""
    pairs = _pairs()
    if name == NEWEST:
        codes = pairs["hs2022"].drop_duplicates()
        return pd.DataFrame({"hs2022": codes, "product": codes, "recommended": True})
    return pairs.loc[pairs["revision"] == name, ["hs2022", "product", "recommended"]]


def _joined(start: str, end: str, codes: Collection[str]) -> pd.DataFrame:
    """Join some codes of one revision with those of another; only what they touch is counted."""
    here, there = _steps(start), _steps(end)
    ahead = _through(here[here["product"].isin(codes)], there)
    back = _through(there[there["product"].isin(ahead["to"])], here)
    if start == end:
        ahead, back = (pairs[pairs["code"] == pairs["to"]] for pairs in (ahead, back))
    several = ahead.groupby("code")["to"].transform("size").gt(1).map({True: "n", False: "1"})
    shared = ahead["to"].map(back["code"].value_counts()).gt(1).map({True: "n:", False: "1:"})
    return ahead.assign(kind=shared + several)[["code", "to", "kind", "recommended"]]


def _through(here: pd.DataFrame, there: pd.DataFrame) -> pd.DataFrame:
    both = here.merge(there, on="hs2022", suffixes=("", "_to"))
    both["recommended"] &= both["recommended_to"]
    pairs = both.groupby(["product", "product_to"], sort=True)["recommended"].any().reset_index()
    return pairs.rename(columns={"product": "code", "product_to": "to"})
