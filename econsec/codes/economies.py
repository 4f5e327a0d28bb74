"""Economies: one ISO3 code inside, every publisher's code and every common name at the door.

BACI's "Other Asia, nes" (490) is TWN here: the trade it holds is Taiwan's almost wholly, and the chip trade with it.
Three codes of the user-assigned range stand for what is no economy: XXO other economies, XNA not allocated, XUC the
United States and Canada together.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import pandas as pd
from babel import Locale
from rapidfuzz import fuzz, process, utils

from econsec.codes.tables import read
from econsec.errors import UnknownEconomyError

if TYPE_CHECKING:
    from collections.abc import Hashable

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")
CODED_SYSTEMS = ("iso2", "m49", "baci", "comtrade", "japan_customs")
# Comtrade numbers economies as BACI does; Japan Customs has numbers of its own, listed among the aliases.
CODE_COLUMNS = {"comtrade": "baci", "japan_customs": None}


@dataclass(frozen=True)
class Economy:
    """An economy with a statistics office of its own, or an aggregate that a publisher reports.

    Parameters
    ----------
    iso3 : str
        ISO 3166-1 alpha-3, or a user-assigned code (XKX, XXO, XNA, XUC) or an aggregate's (WLD, EUU).
    iso2, m49, baci : str
        The same in other systems; empty where the system has none.
    latitude, longitude : float
        A central point in degrees, for placing marks only; NaN where the source has none.
    kind : str
        economy, aggregate, residual or historical.
    """

    iso3: str
    iso2: str
    m49: str
    baci: str
    latitude: float
    longitude: float
    kind: str = "economy"

    def name(self, language: str = "en") -> str:
        """Return the short name in a language.

        Examples
        --------
        >>> economy("COD").name("ja")
        'コンゴ民主共和国'
        """
        return economy_name(self.iso3, language)


def economy(name_or_code: str, *, where: str = "") -> Economy:
    """Find an economy by ISO3, ISO2, or a name in English or Japanese.

    Parameters
    ----------
    name_or_code : str
        Case, accents and full-width letters do not matter.
    where : str
        What the name was given for; the error repeats it.

    Raises
    ------
    UnknownEconomyError
        No economy has that name; the error suggests the nearest.

    Examples
    --------
    >>> economy("インド").iso3, economy("cote d'ivoire").iso3, economy("Other Asia, nes").iso3
    ('IND', 'CIV', 'TWN')
    """
    iso3 = _index().get(_fold(str(name_or_code)))
    if iso3 is None:
        raise UnknownEconomyError(name_or_code, where=where, hint=_suggest(str(name_or_code)))
    return _by_iso3()[iso3]


def economies() -> pd.DataFrame:
    """List every economy with its codes, names and central point.

    Returns
    -------
    DataFrame
        Columns iso3, iso2, m49, baci, name_en, name_ja, latitude, longitude (degrees), kind.

    Examples
    --------
    >>> economies().set_index("iso3").loc["IND", ["baci", "name_ja"]].tolist()
    ['699', 'インド']
    """
    table = _typed()
    for language in LANGUAGES:
        table[f"name_{language}"] = table.iso3.map(_names(language))
    return table[["iso3", "iso2", "m49", "baci", "name_en", "name_ja", "latitude", "longitude", "kind"]]


def economy_name(iso3: str, language: str = "en") -> str:
    """Return an economy's short name: the CLDR's, or the house's where that one is too long for a label.

    Raises
    ------
    UnknownEconomyError
        The code is not in the list.

    Examples
    --------
    >>> economy_name("HKG"), economy_name("KOR", "ja"), economy_name("USA", "ja")
    ('Hong Kong', '韓国', '米国')
    """
    names = _names(language)
    if iso3 not in names:
        raise UnknownEconomyError(iso3, names)
    return names[iso3]


def recode(values: pd.Series, system: str) -> pd.Series:
    """Turn a publisher's codes or names into ISO3.

    Parameters
    ----------
    values : Series
        Codes (numbers or text) or names.
    system : str
        ``baci``, ``comtrade``, ``japan_customs``, ``m49``, ``iso2``: codes. Any other name (``usgs``, ``iea``, ``wgi``
        ...): that publisher's own spellings first, then every name and code known here.

    Returns
    -------
    Series
        ISO3 codes, the index kept.

    Raises
    ------
    UnknownEconomyError
        A value is in no list; the error names it and the system.

    Examples
    --------
    >>> recode(pd.Series([490, 699]), "baci").tolist()
    ['TWN', 'IND']
    >>> recode(pd.Series(["Burma", "World total"]), "usgs").tolist()
    ['MMR', 'WLD']
    """
    found: dict[Hashable, str] = {}
    for value in values.unique():
        iso3 = _lookup(str(value), system)
        if iso3 is None:
            raise UnknownEconomyError(value, where=f"in the codes of {system}", hint=_suggest(str(value)))
        found[value] = iso3
    return values.map(found).astype("str")


def _lookup(value: str, system: str) -> str | None:
    if system in CODED_SYSTEMS:
        return _codes(system).get(value.strip().lstrip("0") or "0" if system != "iso2" else value.strip())
    folded = _fold(value)
    return _aliases(system).get(folded) or _index().get(folded)


def _suggest(wrong: str) -> str:
    """Name the nearest economies with their codes: by whole words, or India would lose to Indonesia for "Inda"."""
    known = {f"{name} ({iso3})": name for language in LANGUAGES for iso3, name in _names(language).items()}
    near = process.extract(wrong, known, scorer=fuzz.ratio, processor=utils.default_process, limit=3, score_cutoff=65)
    return f"Did you mean {' or '.join(name for _, _, name in near[:2])}?" if near else ""


def _fold(text: str) -> str:
    """Take away what does not tell two names apart: case, accents, width, kinds of apostrophe, "&" for "and"."""
    straight = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("&", " and ")
    plain = unicodedata.normalize("NFKD", straight).casefold().replace("st. ", "saint ")
    # Only Latin accents: the marks that tell Japanese か from が are of another block and have to stay.
    return " ".join("".join(char for char in plain if not "\u0300" <= char <= "\u036f").split())


@cache
def _by_iso3() -> dict[str, Economy]:
    return {row[0]: Economy(*row) for row in _typed().itertuples(index=False, name=None)}


def _typed() -> pd.DataFrame:
    table = read("economies")
    return table.assign(latitude=pd.to_numeric(table.latitude), longitude=pd.to_numeric(table.longitude))


@cache
def _codes(system: str) -> dict[str, str]:
    column, table = CODE_COLUMNS.get(system, system), read("economies")
    coded = table[table[column] != ""] if column else table.head(0)
    return dict(zip(coded[column or "iso3"], coded.iso3, strict=True)) | _aliases(system)


@cache
def _aliases(system: str) -> dict[str, str]:
    table = read("economy_aliases")
    table = table[table.system == system]
    return {_fold(alias): iso3 for alias, iso3 in zip(table.alias, table.iso3, strict=True)}


@cache
def _names(language: str) -> dict[str, str]:
    table, territories = read("economies"), Locale.parse(language).territories
    house = read("economy_names").query("language == @language").set_index("iso3").name
    names = {iso3: territories.get(iso2, "") for iso3, iso2 in zip(table.iso3, table.iso2, strict=True)}
    return names | house.to_dict()


@cache
def _index() -> dict[str, str]:
    index = dict(_aliases(""))
    for language in LANGUAGES:
        index |= {_fold(name): iso3 for iso3, name in _names(language).items()}
    table = read("economies")
    for column in ("iso2", "iso3"):
        index |= {_fold(code): iso3 for code, iso3 in zip(table[column], table.iso3, strict=True) if code}
    return index


# Who ships on what another economy makes. No source says what of its shipments is whose: it stands beside the rival,
# never inside its share.
PORTS = {"CHN": "HKG"}


def with_port(rival: str, *parts: str) -> tuple[str, ...]:
    """Return the rival, and the port that ships its goods on unless that plays a part of its own.

    Examples
    --------
    >>> with_port("CHN", "JPN", "IND"), with_port("CHN", "HKG"), with_port("USA")
    (('CHN', 'HKG'), ('CHN',), ('USA',))
    """
    port = PORTS.get(rival)
    return (rival, port) if port and port not in parts else (rival,)


@cache
def residuals() -> frozenset[str]:
    """Return the codes of areas that are no economy, under which a source puts what it names to none.

    Examples
    --------
    >>> "XNA" in residuals(), "JPN" in residuals()
    (True, False)
    """
    table = economies()
    return frozenset(table.loc[table["kind"] == "residual", "iso3"])
