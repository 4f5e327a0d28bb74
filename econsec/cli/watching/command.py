"""``econsec watch``: how the watch list stands, and what there is to watch in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from econsec.cli.common import place
from econsec.cli.language.sentences import translated
from econsec.cli.language.words import label, language, worded

if TYPE_CHECKING:
    from pathlib import Path

    from econsec.publish.plan.portfolio import Report


def watch(
    report: Annotated[
        str | None, typer.Argument(help="A report: list the values of its newest edition that a watch may look at.")
    ] = None,
    out: Annotated[str | None, typer.Option(metavar="PATH", help="Folder of the editions (default: reports/).")] = None,
) -> None:
    """Show how the watch list of reports.toml stands now; it changes nothing, and what is new stays new."""
    from econsec import paths
    from econsec.cli.common import portfolio
    from econsec.cli.watching.watch_list import looks, lost
    from econsec.publish.editions import runlog
    from econsec.publish.gallery.watching import line, plain

    reports = portfolio()
    folder = place(out) if out else paths.reports()
    if report is not None:
        _values(reports[report], folder)
        return
    found = looks(reports, folder, day=runlog.now().date().isoformat())
    if not found:
        typer.echo(worded("Nothing is watched: see docs/schedule.md for how to write a watch."))
    for one in found:
        told = line(one, language())
        said = worded("{which}: {problem}", which=one.name, problem=plain(told, language()))
        typer.echo(f"{label(told.status)} {said}")
        if told.says:
            typer.echo(f"{'':<10} {translated(told.says)}")
    raise typer.Exit(lost(found))


def _values(report: Report, out: Path) -> None:
    """Print each claim that holds a number, with its numbers."""
    from econsec.errors import MissingFileError
    from econsec.publish.editions.edition import latest
    from econsec.publish.editions.edition import place as place_of
    from econsec.publish.watches.figures import numbers

    made = latest(place_of(out, report.name, report.languages[0], {}))
    if made is None:
        raise MissingFileError(f"there is no edition of {report.name} yet", hint=f"Run: econsec render {report.name}")
    for claim in made.manifest.claims:
        if names := numbers(claim):
            typer.echo(f"{claim.id}: {claim.text}")
            for name in names:
                typer.echo(f"    {name} = {claim.values[name]:.6g}")
