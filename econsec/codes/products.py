"""Products: Harmonised System codes, kept as text because ``030110`` is not the number 30110."""

from __future__ import annotations

from functools import cache

from econsec.codes.sectors import sectors
from econsec.codes.tables import read
from econsec.errors import UnknownProductError


def product_name(code: str, language: str = "en") -> str:
    """Return the short name of what a code holds.

    Parameters
    ----------
    code : str
        An HS code: of a sector of the agenda, or a chapter or heading of the lists in ``data/codes``.
    language : str
        ``en`` or ``ja``.

    Raises
    ------
    UnknownProductError
        No list names the code.

    Examples
    --------
    >>> product_name("810194"), product_name("810194", "ja")
    ('Tungsten, unwrought', 'タングステン（塊）')
    >>> product_name("8542"), product_name("71", "ja")
    ('Integrated circuits', '貴石・貴金属')
    """
    names = named_products(language)
    if code not in names:
        raise UnknownProductError(code, names, hint="" if code.isdigit() else "A code has digits only, such as 810194")
    return names[code]


def full_title(code: str, language: str = "en") -> str:
    """Return what a code holds; for one that no list names, the heading or chapter that it is part of.

    Examples
    --------
    >>> full_title("854411"), full_title("999999")
    ('854411: part of 8544 Wire and optical-fibre cable', 'HS 999999')
    >>> full_title("854411", "ja")
    '854411（8544 電線・光ファイバーケーブルの一部）'
    """
    names = named_products(language)
    if code in names:
        return names[code]
    for holder in (code[:4], code[:2]):
        if holder in names:
            part = f"{holder} {names[holder]}"
            return f"{code}（{part}の一部）" if language == "ja" else f"{code}: part of {part}"
    return f"HS{code}" if language == "ja" else f"HS {code}"


@cache
def named_products(language: str = "en") -> dict[str, str]:
    """Return every code that a list names, with its name.

    Examples
    --------
    >>> named_products("ja")["280530"]
    '希土類金属・スカンジウム・イットリウム'
    """
    # A sector's own name says more about its purpose than the nomenclature's, and goes before it.
    listed = [table for sector in sectors() for table in (sector.details, sector.products)]
    tables = [read("titles"), read("chapters"), read("headings"), *listed]
    return {
        code: name for table in tables for code, name in zip(table["product"], table[f"name_{language}"], strict=True)
    }


@cache
def everyday_products(language: str = "en") -> dict[str, str]:
    """Return codes of everyday goods that no list of the agenda names, with their names: to search and to ask for.

    Examples
    --------
    >>> everyday_products()["8703"], everyday_products("ja")["1006"]
    ('Motor cars', '米')
    """
    table = read("everyday")
    return dict(zip(table["product"], table[f"name_{language}"], strict=True))
