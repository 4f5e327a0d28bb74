"""Who is meant, and in which language: what every sentence and every chart of a report knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import pandas as pd

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

    def each(self, key: str, rows: pd.DataFrame, **columns: str) -> list[str]:
        """Write a message for every row of a frame; each placeholder is filled from the column that is named.

        Examples
        --------
        >>> import pandas as pd
        >>> rows = pd.DataFrame({"label": ["Tungsten", "Nickel"], "share": [0.5, 0.25]})
        >>> Parties("JPN", "IND", "CHN", 2024).each("answer.item", rows, name="label", share="share")
        ['tungsten (50.0%)', 'nickel (25.0%)']
        """
        told = rows[list(columns.values())].itertuples(index=False, name=None)
        return [self.text(key, **dict(zip(columns, row, strict=True))) for row in told]

    def name(self, code: str) -> str:
        """Return what an economy is called."""
        return economy_name(code, self.language)

    def names(self, codes: Iterable[str]) -> list[str]:
        """Return what economies are called, in their order."""
        return [self.name(code) for code in codes]

    def named(self, codes: Iterable[str]) -> dict[str, str]:
        """Return what economies are called, by code."""
        return {code: self.name(code) for code in codes}

    def placed(self, rows: pd.DataFrame, by: str) -> pd.DataFrame:
        """Return the rows with the name of each one's economy, its place on the globe and its colour."""
        marks = [economy(code) for code in rows[by]]
        places = {"latitude": [one.latitude for one in marks], "longitude": [one.longitude for one in marks]}
        return rows.assign(name=self.names(rows[by]), **places, colour=self.colours(rows[by]))

    def side_by_side(self, figures: pd.DataFrame, by: str) -> pd.DataFrame:
        """Return what importer and partner have beside each other: mine, theirs, NaN where one has none."""
        wide = figures.pivot_table(index=by, columns="economy", values="value")
        wide = wide.reindex(columns=list(self.sides.values())).set_axis(list(self.sides), axis=1)
        return wide.reset_index()

    def colours(self, codes: Iterable[str]) -> list[str]:
        """Return the colours of economies, in their order."""
        return [self.palette.of(code) for code in codes]

    def present(self, codes: Iterable[str], *others: str) -> list[str]:
        """Return importer, partner, rival and others, each once, as far as they are among the codes."""
        among = set(codes)
        return [code for code in dict.fromkeys([*self.roles.values(), *others]) if code in among]
