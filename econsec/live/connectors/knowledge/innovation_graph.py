"""GitHub Innovation Graph: the CSV files of its repository, read as those of the bundle are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.errors import ParameterError
from econsec.live.connector import Way, whole
from econsec.store.recipes import RECIPES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

HOME = "https://raw.githubusercontent.com/github/innovationgraph/main/data/"
FILES = ("developers", "git_pushes", "repositories", "organizations", "economy_collaborators", "topics")
TABLES = ("github_activity", "github_collaboration", "github_topics")


def wanted(codes: list[str], _reporter: str, _years: str, _monthly: bool) -> Ask:
    """Return what is asked for: all of it, there is nothing to choose.

    Raises
    ------
    ParameterError
        Something was named.
    """
    if codes:
        raise ParameterError(f"the Innovation Graph comes whole, not as {codes[0]!r}", expected="no code")
    return {"files": "all"}


def ask(visit: Visit, one: Ask) -> None:  # noqa: ARG001 - all of it
    """Fetch every file, whole: each ends with its last line."""
    for number, name in enumerate(FILES, 1):
        visit.tell(f"innovation_graph: file {number} of {len(FILES)}")
        path = visit.save(f"{HOME}{name}.csv", f"{name}.csv", kind="csv")
        whole(path, "the Innovation Graph")


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:  # noqa: ARG001
    """Make the three tables by the readers that make those of the bundle."""
    return {name: RECIPES[name](raw) for name in TABLES}


WAY = Way(ask=ask, read=read, wanted=wanted, usual=({"files": "all"},), reporter="", months=False)
