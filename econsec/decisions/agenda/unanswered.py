"""What the tables do not say that a dialogue would ask, who has it, and what brings it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec import toml_tables
from econsec.codes.economies import with_port
from econsec.codes.public import public
from econsec.decisions.shocks.response import stocks
from econsec.decisions.tables import distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS = ("question", "about", "why", "who", "service", "command")
OPTIONAL = ("why", "who", "service", "command", "of", "rival", "not_rival", "port", "unstocked")
FETCH = "econsec data fetch "


@public
def unanswered(*, importer: str, partner: str, rival: str, year: int, codes: Iterable[str]) -> pd.DataFrame:
    """List the questions of two economies that the package cannot answer, those left out that do not arise for them.

    Parameters
    ----------
    importer, partner, rival : str
        The two, and the economy that both depend on.
    year : int
        Of the trade figures: what is fetched by month begins with the next.
    codes : iterable of str
        HS codes that the commands ask for.

    Returns
    -------
    DataFrame
        One row a question, in the order of ``unanswered.toml``: question, about (the economy it is about, where it is
        about one), why (a caveat of the sources' closed list, else missing), who (a source's id, else missing), service
        (the connector that brings it, else missing), command (to type, else missing).

    Raises
    ------
    ParameterError
        Two of the economies are the same.

    Examples
    --------
    >>> pair = {"importer": "JPN", "partner": "IND", "rival": "CHN"}
    >>> found = unanswered(**pair, year=2024, codes=["280530"]).set_index("question")
    >>> found.loc["months", "command"]
    'econsec data fetch comtrade 280530 --reporter JPN --years 2025: --monthly'
    >>> found.loc["stocks", "about"]
    'IND'
    """
    roles = {"importer": importer, "partner": partner, "rival": rival}
    distinct(**roles)
    words = roles | {"year": year, "next": year + 1, "codes": " ".join(codes)}
    rows = [
        {
            "question": one["name"],
            "about": about,
            "why": one.get("why"),
            "who": one.get("who"),
            "service": one.get("service"),
            "command": FETCH + one["command"].format(**words) if "command" in one else None,
        }
        for one in _questions()
        for about in _asked(one, importer, partner, rival)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _questions() -> list[dict[str, Any]]:
    path = files(__package__).joinpath("unanswered.toml")
    read = toml_tables.keyed(toml_tables.read(path), ("question",), where=str(path))
    asked: list[dict[str, Any]] = toml_tables.held(read, "question", list, where=str(path))
    for place, one in enumerate(asked, 1):
        toml_tables.keyed(one, ("name",), OPTIONAL, where=f"{path} question {place}")
    return asked


def _asked(one: dict[str, Any], importer: str, partner: str, rival: str) -> Iterator[str | None]:
    """Give the economy that a question is about each time that it arises; None where it is about none."""
    pair = (importer, partner)
    if one.get("of", importer) not in pair or one.get("rival", rival) != rival or one.get("not_rival") == rival:
        return
    if one.get("unstocked"):
        yield from (each for each in pair if each not in stocks())
    elif one.get("port"):
        yield from with_port(rival, *pair)[1:]
    else:
        yield one.get("of")
