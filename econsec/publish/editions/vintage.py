"""How old the tables are that an edition was made from."""

from __future__ import annotations

from collections import Counter

from pydantic import BaseModel, ConfigDict, Field

#: As many periods are named one by one.
NAMED = 3
MONTHS = 12


class Vintage(BaseModel):
    """How old a table is, and what it holds of each period.

    Parameters
    ----------
    vintage : str
        The publisher's own date of it, or the day on which it was fetched.
    publication : str
        Whose figures it holds, as a person names the publication; empty where nobody has said.
    fetched : str
        When it was fetched from the publisher's own service; empty for what came with the project.
    periods : dict
        A digest of the rows of each year, quarter or month; empty where nobody has counted.
    earlier : dict
        The same of a file that this one replaced and that says nothing of itself, by its SHA-256.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    vintage: str = ""
    #: Where it is empty it is not written: manifests sealed before there was one keep their seal.
    publication: str = Field(default="", exclude_if=lambda said: not said)
    fetched: str = ""
    periods: dict[str, str] = {}
    earlier: dict[str, dict[str, str]] = {}

    @property
    def named(self) -> str:
        """Publication, date of its figures and minute of the fetch, as far as they are known.

        Examples
        --------
        >>> Vintage(publication="UN Comtrade", vintage="2026-11-29", fetched="2026-11-29T02:10:09+00:00").named
        'UN Comtrade, 2026-11-29, fetched 2026-11-29 02:10 UTC'
        """
        when = f"fetched {self.fetched[:16].replace('T', ' ')} UTC" if self.fetched else ""
        return ", ".join(part for part in (self.publication, self.vintage, when) if part)


def spoken(periods: list[str]) -> str:
    """Name a few periods, or the first and the last of many with their number; twelve months of a year are the year.

    Examples
    --------
    >>> spoken(["2024-11", "2024-12"]), spoken([f"2024-{month:02}" for month in range(1, 13)])
    ('2024-11, 2024-12', '2024')
    """
    held = Counter(period[:4] for period in periods)
    periods = list(dict.fromkeys(period[:4] if held[period[:4]] == MONTHS else period for period in periods))
    if len(periods) <= NAMED:
        return ", ".join(periods)
    return f"{min(periods)} to {max(periods)} ({len(periods)} periods)"
