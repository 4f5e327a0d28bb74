"""Who is meant, and in which language: what every sentence and every chart of a report knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from econsec.codes.economies import economy, economy_name
from econsec.errors import ParameterError
from econsec.exhibits.elements.theme import Palette
from econsec.i18n.languages import language as known_language
from econsec.i18n.text import text


@dataclass(frozen=True)
class Parties:
    """Three economies, a year and a language.

    Parameters
    ----------
    importer, partner, rival : str
        Codes or names of three different economies: who buys, who could supply instead, who supplies now.
    year : int
        Calendar year of the figures.
    language : str
        ``en`` or ``ja``.

    Raises
    ------
    UnknownEconomyError
        A name is no economy.
    ParameterError
        Two of the three are the same, or the language is none that reports are written in.
    """

    importer: str
    partner: str
    rival: str
    year: int
    language: str = "en"

    def __post_init__(self) -> None:
        for part in ("importer", "partner", "rival"):
            object.__setattr__(self, part, economy(getattr(self, part)).iso3)
        object.__setattr__(self, "language", known_language(self.language))
        if len({self.importer, self.partner, self.rival}) < 3:  # noqa: PLR2004 - importer, partner, rival
            raise ParameterError(
                f"importer {self.importer}, partner {self.partner}, rival {self.rival}",
                expected="three different economies",
            )

    @cached_property
    def palette(self) -> Palette:
        """Return the colours of the three economies."""
        return Palette(self.importer, self.partner, self.rival)

    @property
    def roles(self) -> dict[str, str]:
        """Return importer, partner and rival as arguments by name."""
        return {"importer": self.importer, "partner": self.partner, "rival": self.rival}

    @property
    def sides(self) -> dict[str, str]:
        """Return importer and partner under the names that sentences and columns have for them."""
        return {"mine": self.importer, "theirs": self.partner}

    @property
    def reversed(self) -> Self:
        """Return the same with importer and partner changed over."""
        return replace(self, importer=self.partner, partner=self.importer)

    def _values(self, values: dict[str, Any]) -> dict[str, Any]:
        known = {"importer": self.importer, "partner": self.partner, "rival": self.rival, "year": str(self.year)}
        return known | values

    def text(self, key: str, **values: Any) -> str:  # noqa: ANN401
        """Write a message; importer, partner, rival and year are known to it."""
        return text(key, self.language, **self._values(values))

    def name(self, code: str) -> str:
        """Return what an economy is called."""
        return economy_name(code, self.language)

    def names(self, codes: Iterable[str]) -> list[str]:
        """Return what economies are called, in their order."""
        return [self.name(code) for code in codes]

    def named(self, codes: Iterable[str]) -> dict[str, str]:
        """Return what economies are called, by code."""
        return {code: self.name(code) for code in codes}

    def colours(self, codes: Iterable[str]) -> list[str]:
        """Return the colours of economies, in their order."""
        return [self.palette.of(code) for code in codes]

    def present(self, codes: Iterable[str], *others: str) -> list[str]:
        """Return importer, partner, rival and others, each once, as far as they are among the codes."""
        among = set(codes)
        return [code for code in dict.fromkeys([*self.roles.values(), *others]) if code in among]
