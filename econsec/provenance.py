"""Whose figures these are: publisher, edition, licence, and the caveats that go with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from econsec import paths, toml_tables
from econsec.errors import MissingFileError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


class UnknownSourceError(UnknownNameError):
    """A name that no publisher's product has here."""

    noun = "source"


class UnknownCaveatError(UnknownNameError):
    """A caveat outside the closed list."""

    noun = "caveat"


#: What a source says in Japanese too: ``edition_ja``. Names stay as they are where Japanese writes them so.
TRANSLATED = ("publisher", "product", "edition", "licence", "covers")


@dataclass(frozen=True)
class Source:
    """A publisher's product in one edition.

    Parameters
    ----------
    id : str
        The name in ``sources.toml``.
    commercial : bool
        The licence allows commercial use.
    vintage : str
        When the publisher released this edition (ISO date or part of one).
    caveats : tuple of str
        Ids of the closed list of caveats.
    translations : mapping
        The Japanese form of publisher, product, edition and covers, where there is one.
    remarks : tuple of str
        Caveats of figures of one's own: sentences of whoever gave them, said once, in a language of theirs.
    """

    id: str
    publisher: str
    product: str
    edition: str
    citation: str
    url: str
    licence: str
    licence_url: str
    commercial: bool
    vintage: str
    covers: str
    caveats: tuple[str, ...]
    translations: Mapping[str, str]
    remarks: tuple[str, ...] = ()

    def text(self, field: str, language: str = "en") -> str:
        """Return a field in a language, in English where it has no translation."""
        translated = self.translations.get(field, "") if language == "ja" else ""
        return translated or str(getattr(self, field))

    def line(self, language: str = "en") -> str:
        """Return the line that stands below an exhibit.

        Examples
        --------
        >>> source("baci").line()
        'CEPII, BACI V202601 (HS 2017), Etalab Open Licence 2.0'
        >>> source("wgi").line("ja")
        '世界銀行「世界ガバナンス指標（WGI）」2024年版、CC BY 4.0'
        """
        publisher, product, edition = (self.text(field, language) for field in ("publisher", "product", "edition"))
        licence = self.text("licence", language)
        if language == "ja":
            return f"{publisher}「{product}」{edition}、{licence}"
        return f"{publisher}, {product} {edition}, {licence}"

    def warnings(self, language: str = "en") -> tuple[str, ...]:
        """Return the caveats as sentences."""
        return (*self.remarks, *(caveat(item, language) for item in self.caveats))


def source(name: str) -> Source:
    """Find a source by its id.

    Raises
    ------
    UnknownSourceError
        There is no such source.

    Examples
    --------
    >>> source("usgs_mcs").commercial
    True
    """
    known = _catalogue(paths.data())
    if name not in known:
        raise UnknownSourceError(name, known)
    return known[name]


def refreshed(found: Source, vintage: str, day: date) -> Source:
    """Return a source as it stands after its figures were fetched anew from the publisher.

    Parameters
    ----------
    found : Source
        As the catalogue of the bundle has it.
    vintage : str
        The publisher's own date of the new figures.
    day : date
        On which they were fetched.

    Examples
    --------
    >>> from datetime import date
    >>> refreshed(source("wdi"), "2026-11-20", date(2026, 11, 29)).line()
    'World Bank, World Development Indicators as fetched on 2026-11-29, CC BY 4.0'
    """
    japanese = dict(found.translations) | {"edition": f"{day.year}年{day.month}月{day.day}日取得"}
    return replace(
        found,
        edition=f"as fetched on {day.isoformat()}",
        vintage=vintage,
        # It came from the publisher's own server.
        caveats=tuple(name for name in found.caveats if name != "mirror_copy"),
        translations=japanese,
    )


def sources() -> tuple[Source, ...]:
    """List every source in the catalogue's order."""
    return tuple(_catalogue(paths.data()).values())


def caveat(name: str, language: str = "en") -> str:
    """Return a caveat of the closed list as a sentence.

    Raises
    ------
    UnknownCaveatError
        The list does not have it.

    Examples
    --------
    >>> caveat("provisional_2024")
    '2024 is provisional in this release.'
    """
    known = _read(paths.data())["caveat"]
    if name not in known:
        raise UnknownCaveatError(name, known)
    return str(known[name][language])


def caveat_year(name: str) -> int | None:
    """Return the year that a caveat of the closed list is about, None where it is about none.

    Examples
    --------
    >>> caveat_year("break_2017"), caveat_year("taiwan")
    (2017, None)
    """
    year = _read(paths.data())["caveat"].get(name, {}).get("year")
    return None if year is None else int(year)


def caveats() -> tuple[str, ...]:
    """List the ids of all caveats."""
    return tuple(_read(paths.data())["caveat"])


@cache
def _read(folder: Path) -> dict[str, Any]:
    path = folder / "sources.toml"
    if not path.is_file():
        raise MissingFileError(f"no list of sources at {path}")
    read = toml_tables.read(path)
    toml_tables.keyed(read, ("source", "caveat"), where=str(path))
    toml_tables.held(read, "source", dict, where=str(path))
    for name, sentence in toml_tables.held(read, "caveat", dict, where=str(path)).items():
        toml_tables.keyed(sentence, ("en", "ja"), ("year",), where=f"{path} [caveat.{name}]")
    return read


@cache
def _catalogue(folder: Path) -> dict[str, Source]:
    found = {}
    for name, facts in _read(folder)["source"].items():
        own = toml_tables.facts(
            Source,
            facts,
            where=f"{folder / 'sources.toml'} [source.{name}]",
            given=("id", "translations", "remarks"),
            texts=[f"{key}_ja" for key in TRANSLATED],
        )
        translations = {key: own.pop(f"{key}_ja") for key in TRANSLATED if f"{key}_ja" in own}
        found[name] = Source(id=name, **own, translations=translations)
    return found
