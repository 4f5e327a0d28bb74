"""What a name means: a code, a chapter, a material, a sector, or words that a title holds."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from econsec.codes.products import everyday_products
from econsec.codes.search import Candidate, exact, find, materials
from econsec.codes.sectors import MINERALS, sector, sectors
from econsec.codes.tables import read
from econsec.errors import ParameterError, UnknownProductError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

CHAPTER, HEADING, SIX = 2, 4, 6
DIGITS = (CHAPTER, HEADING, SIX)
CHAPTER_NAMED = re.compile(r"(?:chapter|ch\.?)\s*(\d{1,2})|第\s*(\d{1,2})\s*類|(\d{1,2})\s*類", re.IGNORECASE)
SEPARATOR = re.compile(r"[,;、，；]")
SURE = 75.0  # of 100: a title that holds all the words asked for
APART = 5.0  # by how much the best candidate must lead the next
WHOLE = 100.0  # of 100: the title itself
CHOICES = 4  # candidates that an error names


def split(name: object, where: str = "") -> list[str]:
    """Return the names that a text holds, with commas between them.

    Raises
    ------
    ParameterError
        It is a number: it may have lost its leading zero.

    Examples
    --------
    >>> split("850511、レアアース"), split("Sulphur, crude or unrefined")
    (['850511', 'レアアース'], ['Sulphur, crude or unrefined'])
    """
    if not isinstance(name, str):
        asked = f" ({where})" if where else ""
        digits = str(name)
        whole = digits if len(digits) in DIGITS else digits.zfill(len(digits) + 1)
        hint = "" if len(digits) in DIGITS else " if it lost its leading zero"
        raise ParameterError(
            f"the product {name!r} is no text{asked}",
            expected=f"a text such as '{whole}'{hint}" if digits.isdigit() else "a text such as '850511'",
        )
    plain = unicodedata.normalize("NFKC", name).strip()
    # A title may hold commas itself.
    if exact(plain) or (SEPARATOR.search(plain) and any(one.score == WHOLE for one in find(plain, limit=1))):
        return [plain]
    return [part.strip() for part in SEPARATOR.split(plain) if part.strip()] or [plain]


def codes_of(name: str) -> tuple[str, ...]:
    """Return the codes of a name that is known: a code itself, a sector or a material.

    Examples
    --------
    >>> codes_of("cobalt"), codes_of("2709")
    (('282200', '810510'), ('2709',))
    """
    if name.isdigit():
        return (name,)
    groups = {one.name: one.codes for one in sectors() if one.kind == "goods"}
    if name in groups:
        return groups[name]
    kept, minerals = read("material_codes"), sector(MINERALS).products
    table = kept if name in set(kept["material"]) else minerals
    return tuple(dict.fromkeys(table.loc[table["material"] == name, "product"]))


def meant(name: str, six: Collection[str] = (), where: str = "") -> str:
    """Return the code, the material or the sector that is meant by a name, a code or words.

    Parameters
    ----------
    name : str
        What was asked for.
    six : collection of str
        The six-digit codes that count as known; by default any in a chapter that there is.
    where : str
        Who asks, for the error.

    Raises
    ------
    UnknownProductError
        No list knows it; the error suggests the nearest.
    ParameterError
        The words fit several things alike; the error names them.

    Examples
    --------
    >>> meant("lithium hydroxide"), meant("第85類"), meant("集積回路")
    ('282520', '85', '8542')
    """
    if found := CHAPTER_NAMED.fullmatch(name):
        name = next(filter(None, found.groups())).zfill(CHAPTER)
    if name.isdigit():
        return _known_code(name, six, where)
    groups = [one.name for one in sectors() if one.kind == "goods"]
    if name in {*groups, *materials()}:
        return name
    if called := exact(name):
        return called
    near = find(name)
    sure = [one for one in near if one.whole and one.score >= SURE]
    if not sure:
        hint = did_you_mean(name, [*materials(), *groups]) or _nearest(near)
        raise UnknownProductError(name, where=where, hint=hint)
    best, *others = sure
    rivals = [one for one in others if best.score - one.score < APART and not _alike(best, one)]
    if rivals:
        asked = f" ({where})" if where else ""
        named = " or ".join(f"{one.name} ({one.title_en})" for one in [best, *rivals][:CHOICES])
        raise ParameterError(f"{name!r} may mean several products{asked}", hint=f"Did you mean {named}?")
    return best.name


def _alike(one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates are the same codes, or one holds the other."""
    mine, theirs = codes_of(one.name), codes_of(other.name)
    return all(code.startswith(mine) for code in theirs) or all(code.startswith(theirs) for code in mine)


def _nearest(near: tuple[Candidate, ...]) -> str:
    return f"Did you mean {' or '.join(f'{one.title_en} ({one.name})' for one in near[:2])}?" if near else ""


def _known_code(name: str, six: Collection[str], where: str) -> str:
    titled = read("titles")["product"]
    chapters = set(read("chapters")["product"])
    headings = {*read("headings")["product"], *everyday_products(), *(code[:HEADING] for code in (*six, *titled))}
    known = {CHAPTER: chapters, HEADING: headings, SIX: set(six)}
    fits = name[:CHAPTER] in chapters and len(name) in known
    if fits and (name in known[len(name)] or (len(name) == SIX and (not six or name in set(titled)))):
        return name
    hint = "" if fits else "HS codes have two, four or six digits, such as 8505 or 850511."
    if len(name) in {digits - 1 for digits in DIGITS} and f"0{name}"[:CHAPTER] in chapters:
        hint = f"HS codes have two, four or six digits: was it '0{name}', with its leading zero?"
    raise UnknownProductError(name, sorted(known.get(len(name), ())), where=where, hint=hint)
