"""Find what there is on a subject: products by words in English or Japanese, and the datasets that hold them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import economy as economy_of
from econsec.codes.meaning import codes_of
from econsec.codes.public import as_year
from econsec.codes.search import Candidate, exact, fold
from econsec.codes.search import find as candidates
from econsec.codes.subjects import long_title, subject
from econsec.errors import ParameterError, UnknownProductError
from econsec.store.catalog import added, datasets
from econsec.store.listing import Datasets, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from econsec.store.catalog import Dataset

COLUMNS = ("kind", "name", "title", "title_ja", "years", "get")
DIGITS = {2: "chapter", 4: "heading", 6: "product"}
LEVELS = (2, 4, 6)
#: As customs write codes: 850511, 8505.11, HS 8505.
CODE = re.compile(r"(?:HS[\s-]*)?(\d+(?:\.\d+)*)", re.IGNORECASE)


def find(
    words: str = "", *, economy: str | None = None, year: int | str | None = None, limit: int = 10
) -> pd.DataFrame:
    """Find products and datasets by words, economy and year.

    Parameters
    ----------
    words : str
        Of a product, material or sector, in English or Japanese, or an HS code; or of a dataset: its title, a column,
        a publisher. Empty: datasets only.
    economy : str, optional
        Code or name: only datasets that have rows of it; those that do not list their economies stay.
    year : int, optional
        Only datasets that have it.
    limit : int
        The most rows of products, and the most of datasets.

    Returns
    -------
    DataFrame
        kind (sector, material, chapter, heading, product, dataset), name, title, title_ja, years, and get: the call
        that brings it. Products first, the best match first; no rows where nothing is near.

    Raises
    ------
    ParameterError
        Nothing was asked for, words that are no text, or a year that is none.
    UnknownEconomyError
        A name that is no economy.
    UnknownProductError
        An HS code that does not exist.

    Examples
    --------
    >>> find("lithium")[["kind", "name", "get"]].head(2).values.tolist()
    [['material', 'lithium', 'trade("lithium")'], ['product', '283691', 'trade("283691")']]
    >>> find("レアアース")["name"].iloc[0]
    'rare-earths'
    >>> find(economy="India", year=1996)["name"].tolist()[:1]
    ['baci_hs92']
    """
    if not isinstance(words, str) or limit < 0:
        raise ParameterError(
            f"find({words!r}, limit={limit})", expected='a text such as "850511", and no limit below 0'
        )
    words = unicodedata.normalize("NFKC", words).strip()
    if written := CODE.fullmatch(words):
        words = written[1].replace(".", "")
    if not words and economy is None and year is None:
        raise ParameterError("nothing to find", expected='words, an economy or a year, such as find("lithium")')
    goods = _goods(words, limit) if words else ()
    held = Datasets((*datasets(), *added()))
    if words:
        codes = _codes(goods, words)
        # Signs alone are no words, and every dataset would have all of none.
        told = {one.name for one in held.holding(words)} if fold(words) else set()
        # What says the word itself goes before what holds a code of it.
        held = Datasets(
            [one for one in held if one.name in told]
            + [one for one in held if one.name not in told and _holds(one, codes)]
        )
    if economy is not None:
        code = economy_of(economy, where="economy").iso3
        held = Datasets(one for one in held if not one.economies or code in one.economies)
    if year is not None:
        asked = as_year(year, "year")
        held = Datasets(one for one in held if asked in one.years)
    rows = [(one.kind, one.name, one.title_en, one.title_ja, "", f'trade("{one.name}")') for one in goods]
    rows += [
        ("dataset", one.name, one.title(), one.title("ja"), years(one.years), f'load("{one.name}")')
        for one in held[:limit]
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _goods(words: str, limit: int) -> tuple[Candidate, ...]:
    if not words.isdecimal():
        return candidates(words, limit=limit)
    if len(words) not in DIGITS:
        raise UnknownProductError(words, hint="A code has 2, 4 or 6 digits.")
    subject(words)  # says so if there is none
    return (Candidate(words, DIGITS[len(words)], long_title(words), long_title(words, "ja"), 100.0, whole=True),)


def _codes(goods: tuple[Candidate, ...], words: str) -> set[str]:
    """Return the codes that the words mean: those of what is called just so, else of what has all the words."""
    named = exact(words)
    meant = [one.name for one in goods if one.name == named or (not named and one.whole)]
    return {code for name in meant for code in codes_of(name)}


def _holds(one: Dataset, codes: set[str]) -> bool:
    return any(mine in one.products for mine in _around(one, codes))


def _around(one: Dataset, codes: set[str]) -> Iterator[str]:
    """Give the codes, those that hold them and those in them, as far as the dataset lists products."""
    for code in codes:
        yield from (code[:digits] for digits in LEVELS if digits <= len(code))
        yield from (mine for mine in one.products if mine.startswith(code))
