"""Products: Harmonised System codes, kept as text because ``030110`` is not the number 30110."""

from __future__ import annotations

from functools import cache

from econsec.codes.sectors import sectors
from econsec.errors import UnknownProductError


def product_name(code: str, language: str = "en") -> str:
    """Return the short name of what a code holds.

    Parameters
    ----------
    code : str
        An HS code of a sector of the agenda.
    language : str
        ``en`` or ``ja``.

    Raises
    ------
    UnknownProductError
        No sector lists the code.

    Examples
    --------
    >>> product_name("810194"), product_name("810194", "ja")
    ('Tungsten, unwrought', 'タングステン（塊）')
    """
    names = _names(language)
    if code not in names:
        raise UnknownProductError(code, names, hint="" if code.isdigit() else "A code has digits only, such as 810194")
    return names[code]


@cache
def _names(language: str) -> dict[str, str]:
    tables = [sector.products for sector in sectors()]
    return {
        code: name for table in tables for code, name in zip(table["product"], table[f"name_{language}"], strict=True)
    }
