"""A night: publishers are asked, what is due is rendered, watches are looked at, and what is new is kept to be sent."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import typer

from econsec.cli.language.words import worded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from econsec.publish.gallery.news import News
    from econsec.publish.plan.portfolio import Portfolio
    from econsec.publish.render import Outcome
    from econsec.publish.watches.standing import Look


class Night(NamedTuple):
    """What became of a night.

    Parameters
    ----------
    outcomes : list of Outcome
        Of what was due.
    looks : list of Look or None
        How the watches stand; None where they could not be looked at.
    stale : int
        1 if a source could not be refreshed, else 0.
    unkept : list of News
        What is new and could not be kept until it is sent.
    """

    outcomes: Sequence[Outcome]
    looks: Sequence[Look] | None
    stale: int
    unkept: Sequence[News]


def spend(reports: Portfolio, out: Path, *, refresh: bool, commercial_only: bool, **how: object) -> Night:
    """Spend a night, alone; whenever it is cut off, the next tells what this one found.

    Parameters
    ----------
    reports, out : Portfolio, Path
        Which reports, and the folder they are rendered into.
    refresh : bool
        Whether publishers are asked first.
    commercial_only, **how : bool, object
        As for `econsec.publish.plan.plan.Settings`.

    Raises
    ------
    BusyError
        Another call is at it.
    """
    from econsec.cli.common import settings_of, tell
    from econsec.cli.live import refreshed
    from econsec.cli.progress import Progress
    from econsec.cli.watching import sending, watch_list
    from econsec.publish import schedule
    from econsec.publish.editions import begun, runlog
    from econsec.publish.gallery.news import gather
    from econsec.publish.render import every

    started = time.monotonic()
    with schedule.alone(out):
        if refresh:
            begun.note(out, sources=_failing(), commercial_only=commercial_only)
        # What cannot be refreshed keeps its last good vintage: reports are rendered all the same, and the code tells.
        stale = refreshed() if refresh else 0
        with Progress(every(reports.report)) as progress:
            settings = settings_of(progress.hear, out, commercial_only=commercial_only, **how)
            outcomes, before = schedule.run_due(reports, settings)
        if outcomes:
            tell(outcomes, time.monotonic() - started)
        else:
            typer.echo(worded("Nothing is due."))
        kept: list[bool] = []
        unkept: list[News] = []

        def keep(found: Sequence[Look]) -> bool:
            about = {"before": before, "refreshed": _failing() if before.sources else {}, "portfolio": reports}
            about |= {"out": out, "at": runlog.now(), "commercial_only": commercial_only}
            news = gather(outcomes, found, **about)  # type: ignore[arg-type]
            kept.append(sending.keep(news, reports.messages, out))
            if news and not kept[-1]:
                unkept.append(news)
            return kept[-1]

        looks = watch_list.settled(reports, settings, keep)
        if not kept:  # the list could not be looked at: the rest is told all the same
            keep([])
        if all(kept):
            begun.end(out, commercial_only=commercial_only)
    return Night(outcomes, looks, stale, unkept)


def _failing() -> dict[str, str]:
    """Return by source why it could not be refreshed when it was last asked; empty if it could."""
    from econsec.live import refreshing

    told = {name: refreshing.last_told(name) for name in refreshing.chosen(())}
    return {name: str(one.get("detail", "")) if one.get("status") == "failed" else "" for name, one in told.items()}
