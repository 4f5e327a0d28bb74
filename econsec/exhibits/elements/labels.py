"""What products, minerals and measures are called in a chart, where there is little room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from econsec import paths
from econsec.codes.sectors import sectors
from econsec.codes.subjects import title as code_title
from econsec.codes.tables import read
from econsec.errors import UnknownMaterialError

if TYPE_CHECKING:
    from pathlib import Path

    from econsec.codes.sectors import Sector


def labels(sector: Sector, language: str, materials: Sequence[str] = ()) -> dict[str, str]:
    """Return what each product of a sector is called in a chart.

    Parameters
    ----------
    sector : Sector
        Whose products.
    language : str
        ``en`` or ``ja``.
    materials : sequence of str
        Only these (a material's name or an HS code); empty for all.

    Returns
    -------
    dict of str to str
        HS code to a short label, in the order of the sector.

    Raises
    ------
    UnknownMaterialError
        A material that the sector does not hold; the error suggests the nearest.

    Examples
    --------
    >>> from econsec.codes.sectors import sector
    >>> labels(sector("critical_minerals"), "ja", ["tungsten"])
    {'810194': 'タングステン'}
    """
    return {code: product_label(code, language) for code in _asked(sector, materials)["product"]}


def by_material(sector: Sector, language: str, only: Sequence[str] = ()) -> dict[str, str]:
    """Return what each material of a sector is called in a chart, by the first of its codes.

    Parameters
    ----------
    sector : Sector
        Whose products.
    language : str
        ``en`` or ``ja``.
    only : sequence of str
        As for `labels`.

    Examples
    --------
    >>> from econsec.codes.sectors import sector
    >>> by_material(sector("critical_minerals"), "en", ["rare-earths"])
    {'280530': 'Rare earths'}
    """
    names = read("materials").set_index("material")[f"label_{language}"]
    first = _asked(sector, only).drop_duplicates("material")
    return {code: str(names[name]) for code, name in zip(first["product"], first["material"], strict=True)}


def _asked(sector: Sector, only: Sequence[str]) -> pd.DataFrame:
    products = sector.products
    known = {*products["material"], *products["product"]}
    for name in only:
        if name not in known:
            raise UnknownMaterialError(name, sorted(known), where=f"of the sector {sector.name}")
    if not only:
        return products
    return products[products["material"].isin(only) | products["product"].isin(only)]


def product_label(code: str, language: str) -> str:
    """Return what a product is called in a chart: a short label where there is one, else its name.

    Examples
    --------
    >>> product_label("280469", "en")
    'Silicon, < 99.99%'
    """
    short = _short(paths.data(), language).get(code)
    return code_title(code, language) if short is None else short


@cache
def _short(folder: Path, language: str) -> dict[str, str]:  # noqa: ARG001 - whose list it is
    rows = read("labels")
    return dict(zip(rows["product"], rows[f"label_{language}"], strict=True))


def called(frame: pd.DataFrame, language: str, by: str) -> dict[str, str]:
    """Return what the products of a frame are called, in falling order of a column.

    Examples
    --------
    >>> import pandas as pd
    >>> called(pd.DataFrame({"product": ["850511", "280469"], "share": [0.1, 0.2]}), "ja", "share")
    {'280469': '金属シリコン（99.99%未満）', '850511': '金属製永久磁石'}
    """
    codes = dict.fromkeys(frame["product"])
    return ranked({code: product_label(code, language) for code in codes}, frame, by)


def ranked(labels: dict[str, str], frame: pd.DataFrame, by: str) -> dict[str, str]:
    """Return the labels in falling order of a column; products without a value come last.

    Examples
    --------
    >>> import pandas as pd
    >>> ranked({"a": "A", "b": "B"}, pd.DataFrame({"product": ["a", "b"], "share": [0.1, 0.2]}), "share")
    {'b': 'B', 'a': 'A'}
    """
    order = frame.sort_values(by, ascending=False, kind="stable", na_position="last")["product"]
    return {code: labels[code] for code in order if code in labels}


def materials(language: str) -> dict[str, str]:
    """Return what each material is called, by its name in code.

    Examples
    --------
    >>> materials("ja")["rare-earths"]
    'レアアース'
    """
    return dict(read("materials").set_index("material")[f"label_{language}"])


def minerals_of(publisher: str, language: str) -> dict[str, str]:
    """Return what a publisher's minerals are called.

    Parameters
    ----------
    publisher : str
        ``usgs_commodity`` or ``iea_mineral``.
    language : str
        ``en`` or ``ja``.

    Examples
    --------
    >>> minerals_of("iea_mineral", "en")["Rare Earth Elements"]
    'Rare earths'
    """
    table = read("materials")
    return dict(table[table[publisher] != ""].set_index(publisher)[f"label_{language}"])


def notes(codes: Iterable[str], language: str) -> tuple[str, ...]:
    """Return what a reader would get wrong about some codes, as the sectors' lists say it.

    Examples
    --------
    >>> notes(["2941", "2933"], "en")[0].startswith("2933: Most are active ingredients")
    True
    """
    known = pd.concat([sector.products for sector in sectors()])[["product", f"note_{language}"]]
    known = known[known["product"].isin(list(codes)) & (known[f"note_{language}"] != "")].drop_duplicates("product")
    mark = "：" if language == "ja" else ": "
    return tuple(f"{code}{mark}{note}" for code, note in known.itertuples(index=False, name=None))
