"""The sectors of the agenda: named lists of products, each with its stage, its reason and what it is not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from econsec.codes.tables import read
from econsec.errors import UnknownSectorError

if TYPE_CHECKING:
    import pandas as pd

MINERALS = "critical_minerals"
HEADING = 4  # digits


@dataclass(frozen=True)
class Sector:
    """A named list of products, from raw material to finished good.

    Parameters
    ----------
    name : str
        The name in code, such as ``critical_minerals``.
    kind : str
        goods (has products), services or knowledge (has none: read its description).
    """

    name: str
    kind: str
    title_en: str
    title_ja: str
    description_en: str
    description_ja: str

    def title(self, language: str = "en") -> str:
        """Return the title in a language.

        Examples
        --------
        >>> sector("critical_minerals").title("ja")
        '重要鉱物・レアアース'
        """
        return self.title_ja if language == "ja" else self.title_en

    def description(self, language: str = "en") -> str:
        """Return what the sector covers here, and what it does not."""
        return self.description_ja if language == "ja" else self.description_en

    @property
    def products(self) -> pd.DataFrame:
        """The products, one row each, as text.

        Columns product (HS code), revision, material, name_en, name_ja (what the code holds, short), stage, note_en,
        note_ja (where the code is not what it seems, else empty), usgs_commodity, iea_mineral, control_material (``;``
        between several), confidence (exact, dominant, proxy, basket), reason_en, reason_ja (why it is here), source.

        Examples
        --------
        >>> sector("critical_minerals").products.query("product == '811292'").confidence.item()
        'basket'
        """
        return read(f"sectors/{self.name}") if self.kind == "goods" else read("sectors/critical_minerals").head(0)

    @property
    def details(self) -> pd.DataFrame:
        """The six-digit products of the sector's chains, for trade of every product (`load("baci", ...)`).

        Columns product, revision, material, name_en, name_ja, stage, confidence, note_en, note_ja, reason_en,
        reason_ja, source. Empty for a sector without goods. Of their trade the bundle holds what `baci_minerals` has.

        Examples
        --------
        >>> sector("medicines").details.query("product == '294110'").stage.item()
        'ingredient'
        """
        table = read(f"details/{self.name if self.kind == 'goods' else 'critical_minerals'}")
        return table if self.kind == "goods" else table.head(0)

    @property
    def codes(self) -> tuple[str, ...]:
        """The product codes in the order of the list."""
        return tuple(self.products["product"])

    @property
    def inputs(self) -> pd.DataFrame:
        """What is made of what within the sector: product, input (both of its codes), essential, reason_en, reason_ja.

        Examples
        --------
        >>> sector("medicines").inputs.query("product == '3004'").input.tolist()
        ['2933', '2937', '2941']
        """
        table = read("inputs")
        return table[table["product"].isin(self.codes) & table["input"].isin(self.codes)].reset_index(drop=True)

    @property
    def chains(self) -> pd.DataFrame:
        """The chains of the sector from raw material to finished good: product, chain, stage, order.

        Examples
        --------
        >>> sector("clean_energy").chains.query("chain == 'solar'")["product"].tolist()
        ['2804', '3818', '8541']
        """
        table = read("chains")
        found = table[table["product"].isin(self.codes)].astype({"order": "int64"})
        return found.merge(self.products[["product", "stage"]], on="product")[["product", "chain", "stage", "order"]]


def sector(name: str) -> Sector:
    """Find a sector by its name.

    Raises
    ------
    UnknownSectorError
        There is no such sector; the error suggests the nearest.

    Examples
    --------
    >>> len(sector("critical_minerals").codes)
    36
    """
    known = {item.name: item for item in sectors()}
    if name not in known:
        raise UnknownSectorError(name, known)
    return known[name]


def sectors() -> tuple[Sector, ...]:
    """List the sectors in the agenda's order.

    Examples
    --------
    >>> sectors()[0].name
    'critical_minerals'
    """
    table = read("sectors").rename(columns={"sector": "name"}).drop(columns="order")
    return tuple(Sector(**{str(key): value for key, value in row.items()}) for row in table.to_dict("records"))


@cache
def several(*confidence: str) -> frozenset[str]:
    """Return the six-digit codes that are known to hold several goods: those of the lists with such a confidence.

    Examples
    --------
    >>> "811292" in several("basket"), "811010" in several("basket", "proxy"), "850511" in several("basket", "proxy")
    (True, False, True)
    """
    lists = [part for item in sectors() for part in (item.products, item.details)]
    return frozenset(
        code
        for table in (*lists, read("material_codes"))
        for code in table.loc[table["confidence"].isin(confidence), "product"]
        if len(code) > HEADING
    )


def stage_name(stage: str, language: str = "en") -> str:
    """Return what a stage is called in a language.

    Examples
    --------
    >>> stage_name("magnet", "ja")
    '磁石'
    """
    names = read("stages").set_index("stage")[f"name_{language}"]
    return str(names[stage])
