"""How old the tables are that an edition was made from."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Vintage(BaseModel):
    """How old a table is, and what it holds of each period.

    Parameters
    ----------
    vintage : str
        The publisher's own date of it, or the day on which it was fetched.
    fetched : str
        When it was fetched from the publisher's own service; empty for what came with the project.
    periods : dict
        A digest of the rows of each year, quarter or month; empty where nobody has counted.
    earlier : dict
        The same of a file that this one replaced and that says nothing of itself, by its SHA-256.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    vintage: str = ""
    fetched: str = ""
    periods: dict[str, str] = {}
    earlier: dict[str, dict[str, str]] = {}
