"""The watch list as commands use it: looked at, told, and shown at the top of the gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from econsec.cli.common import warn
from econsec.cli.language.sentences import translated
from econsec.cli.language.words import label, language, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from econsec.publish.plan.plan import Settings
    from econsec.publish.plan.portfolio import Portfolio
    from econsec.publish.watches.figures import Answers
    from econsec.publish.watches.standing import Look

#: What `run-due` ends with when all went well and a watch has passed its level since the last time.
HIT = 5


def looks(reports: Portfolio, out: Path, *, day: str) -> list[Look]:
    """Look at everything that is watched, and write nothing: what is new stays new for `run-due`."""
    from econsec.publish.watches.standing import look

    return look(reports, out, answers(reports), day=day)


def settled(
    reports: Portfolio, settings: Settings, first: Callable[[list[Look]], bool] = lambda _: True
) -> list[Look] | None:
    """Look at everything that is watched, keep how it stands, and tell what is a hit and what cannot be found.

    `first` is as for `settle`. None where the list could not be looked at: another run has it, or the disk does not
    take how it stands.
    """
    from econsec.errors import BusyError, RenderError
    from econsec.publish.editions import runlog
    from econsec.publish.gallery.watching import line, plain
    from econsec.publish.watches.standing import settle

    commercial = settings.commercial_only
    how = {"at": runlog.now(), "commercial_only": commercial, "first": first}
    try:
        found = settle(reports, settings.out, answers(reports), **how)  # type: ignore[arg-type]
    except (BusyError, RenderError, OSError) as error:
        warn(worded("the watch list was not looked at: {why}", why=translated(str(error))))
        return None
    for one in found:
        if one.now.status in {"unfound", "unjudged"}:
            said = worded("watch {name}: {problem}", name=one.name, problem=translated(one.now.problem))
            typer.echo(f"{label(one.now.status)} {said}", err=True)
        elif one.news in {"began", "ended"}:
            told = plain(line(one, language()), language())
            typer.echo(f"{label('hit' if one.news == 'began' else 'over')} {told}")
    return found


def gallery(reports: Portfolio, out: Path, *, today: str | None = None, found: Sequence[Look] | None = None) -> None:
    """Write the gallery, with how the watch list stands; None: it is looked at now."""
    from econsec.publish.editions import runlog
    from econsec.publish.gallery.index import build

    day = today or runlog.now().date().isoformat()
    build(reports, out, today=today, looks=looks(reports, out, day=day) if found is None else found)


def behind(out: Path) -> bool:
    """Say whether the gallery is older than the log: a night was cut off between the two."""
    from econsec.publish.editions import runlog

    try:
        return (out / "index.html").stat().st_mtime < (out / runlog.NAME).stat().st_mtime
    except OSError:
        return (out / runlog.NAME).exists()


def lost(found: Sequence[Look] | None) -> int:
    """Return 1 if a watch looks at what cannot be found, or nothing was looked at, else 0."""
    return 1 if found is None else int(any(one.now.status == "unfound" for one in found))


def hit(found: Sequence[Look] | None) -> int:
    """Return :data:`HIT` if a watch has passed its level since it was last looked at, else 0."""
    return HIT if any(one.news == "began" for one in found or ()) else 0


def answers(reports: Portfolio) -> Answers:
    """Return who answers questions to the data; nobody where none is asked, for that takes a second to load."""
    if not any(watch.question for watch in reports.watches().values()):
        return {}
    from econsec.cli.watching.questions import ANSWERS

    return ANSWERS
