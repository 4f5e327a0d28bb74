"""``econsec render``, ``run-due``, ``list``."""

from __future__ import annotations

import json
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from econsec.cli.cluster import Cluster
from econsec.cli.common import beside, place
from econsec.cli.language.sentences import translated
from econsec.cli.language.words import label, put, table, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.publish.plan.parameters import Parameter
    from econsec.publish.plan.portfolio import Portfolio, Report


class Engine(StrEnum):
    """How the cells of a notebook are run."""

    FORK = "fork"
    KERNEL = "kernel"


Out = Annotated[
    Path | None, typer.Option(parser=place, metavar="PATH", help="Folder of the editions (default: reports/).")
]
Keep = Annotated[int, typer.Option(min=1, help="Editions kept of each report.")]
CommercialOnly = Annotated[
    bool,
    typer.Option(
        "--commercial-only", help="Leave out what stands on a source that forbids commercial use, and say so."
    ),
]
Workers = Annotated[int | None, typer.Option(min=1, help="Reports at a time (default: one a core).")]


def render(  # noqa: PLR0913, PLR0917 - one option each
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Reports to render: names (econsec list), or notebooks (path/to/my.ipynb)."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Render the whole portfolio.")] = False,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Set a parameter; repeat.")
    ] = None,
    sweep: Annotated[
        list[str] | None,
        typer.Option("--sweep", metavar="NAME=A,B,...", help="Render for each of these values; repeat to cross them."),
    ] = None,
    language: Annotated[list[str] | None, typer.Option("--language", "-l", help="Only this language; repeat.")] = None,
    out: Out = None,
    date: Annotated[str | None, typer.Option(help="Day to render for, e.g. 2026-11-22 (default: today).")] = None,
    engine: Annotated[
        Engine | None,
        typer.Option(help="How cells run: fork (fast; Linux only, where it is the default) or kernel (stock Jupyter)."),
    ] = None,
    workers: Workers = None,
    keep: Keep = 10,
    force: Annotated[bool, typer.Option(help="Render even if nothing has changed.")] = False,
    commercial_only: CommercialOnly = False,
    cluster: Cluster = None,
) -> None:
    """Render reports into single offline HTML files."""
    from econsec.cli import sweeps
    from econsec.cli.cluster import executor_of
    from econsec.cli.common import given, portfolio, settings_of, shown, tell
    from econsec.cli.progress import Progress
    from econsec.cli.watching.watch_list import gallery
    from econsec.errors import ParameterError
    from econsec.publish.render import exit_code, render_all

    started = time.monotonic()
    reports = portfolio()
    if not names and not every:
        raise ParameterError("no report named", expected="reports or notebooks, or --all", hint="Run: econsec list")
    if names and every:
        raise ParameterError(f"both --all and {', '.join(names)}", expected="names of reports, or --all")
    chosen = list(reports.report) if every else _chosen(names or [], reports, language or ())
    if out is None:
        out = _beside(names or [], chosen)
    wanted = [(report, code) for report in chosen for code in dict.fromkeys(language or report.languages)]
    fixed = given(parameter or [])
    over = sweeps.read(sweep or [], fixed)
    with executor_of(cluster) as executor, Progress(wanted, len(over)) as progress:
        how = {"workers": workers, "keep": keep, "force": force} | ({"engine": engine.value} if engine else {})
        settings = settings_of(progress.hear, out, date=date, commercial_only=commercial_only, **how)
        outcomes = render_all(wanted, settings, given=fixed, over=over, executor=executor)
    tell(outcomes, time.monotonic() - started)  # first: a disk that takes no gallery must not hide what failed
    if sweep:
        for path in sweeps.summarise(outcomes, settings.out):
            typer.echo(f"{label('table' if path.name == sweeps.SUMMARY else 'summary')} {shown(path)}")
    if not chosen or not all(report.loose for report in chosen):  # the gallery shows what a portfolio names
        gallery(reports, settings.out, today=date)
    raise typer.Exit(exit_code(outcomes))


def _chosen(names: list[str], reports: Portfolio, languages: Sequence[str]) -> list[Report]:
    """Return the reports that are meant: by name, or by the path of a notebook, which may be one of them."""
    from econsec.errors import ParameterError
    from econsec.publish.plan.portfolio import SUFFIX

    known = {report.notebook: report for report in reports.report}
    found = []
    for name in dict.fromkeys(names):
        path = place(name) if name.endswith(SUFFIX) else None
        if path is None:
            found.append(reports[name])
        elif (path := path.resolve()) in known:
            found.append(known[path])
        else:
            from econsec.publish.plan.any_notebook import of_file  # reads Markdown, which takes time to import

            found.append(of_file(path, languages, taken=[report.name for report in reports.report]))
    for one in found:
        if others := [other.notebook for other in found if other.name == one.name and other.notebook != one.notebook]:
            raise ParameterError(
                f"{one.notebook} and {others[0]} have one name: the reports would write over each other",
                hint="Render them one by one, each with an --out of its own.",
            )
    return list({report.notebook: report for report in found}.values())


def _beside(names: list[str], chosen: list[Report]) -> Path | None:
    """Return where notebooks of no portfolio alone are rendered to: `reports` beside the first; else see `beside`.

    A notebook that is a link to one elsewhere lies where the link does.
    """
    from econsec.publish.plan.portfolio import SUFFIX

    if chosen and all(report.loose for report in chosen):
        return next(place(name) for name in names if name.endswith(SUFFIX)).absolute().parent / "reports"
    return beside(chosen)


def run_due(
    out: Out = None,
    workers: Workers = None,
    keep: Keep = 10,
    commercial_only: CommercialOnly = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="First ask the publishers for what is new (econsec data refresh).")
    ] = False,
) -> None:
    """Render what its schedule says is due; safe to call at any time, from any clock."""
    from econsec import paths
    from econsec.cli.common import portfolio, work_folder
    from econsec.cli.watching import night, sending, watch_list
    from econsec.errors import BusyError
    from econsec.publish import schedule
    from econsec.publish.render import exit_code

    work_folder()
    reports, folder = portfolio(), out or paths.reports()
    how = {"refresh": refresh, "commercial_only": commercial_only}
    try:
        found = night.spend(reports, folder, **how, workers=workers, keep=keep)
    except BusyError as error:
        if error.seconds > schedule.STUCK:
            raise
        typer.echo(worded("Nothing is done: {why}", why=translated(str(error))))
        raise typer.Exit from None
    behind = watch_list.behind(folder)  # before the log is told of a letter, which no gallery shows
    # Then: a disk that takes no gallery must not keep it.
    unsent = sending.deliver(reports.messages, folder, unkept=found.unkept)
    looks = found.looks
    if found.outcomes or any(one.news for one in looks or ()) or behind:
        watch_list.gallery(reports, folder, found=looks)
    worst = max(found.stale, exit_code(found.outcomes), watch_list.lost(looks))
    raise typer.Exit(worst or unsent or watch_list.hit(looks))


def list_reports(
    as_json: Annotated[bool, typer.Option("--json", help="For a program: a list of reports.")] = False,
) -> None:
    """List the reports with their languages and parameters."""
    from rich.console import Console

    from econsec.cli.common import portfolio

    if as_json:
        typer.echo(json.dumps([_described(report) for report in portfolio().report], ensure_ascii=False, indent=1))
        return
    rows = table("Report", "Title", "Languages", "Parameters", show_lines=True)
    for report in portfolio().report:
        asked = [f"{one.name} = {one.default!r}  {translated(one.help)}" for one in _asked(report)]
        titles = "\n".join(report.title[code] for code in report.languages)
        rows.add_row(report.name, titles, ", ".join(report.languages), "\n".join(asked))
    put(Console(width=None if sys.stdout.isatty() else 160), rows)


def _described(report: Report) -> dict[str, object]:
    """Return what a scheduler of one's own has to know to call ``econsec render`` for a report."""
    told = {"name", "title", "description", "languages", "schedule", "timezone", "data"}
    parameters = [
        {"name": one.name, "type": one.annotation, "default": one.default, "help": one.help} for one in _asked(report)
    ]
    return {**report.model_dump(mode="json", include=told), "parameters": parameters}


def _asked(report: Report) -> list[Parameter]:
    """Return what ``-p`` may set: the language has an option of its own."""
    from econsec.publish.plan.plan import known_parameters

    return [one for one in known_parameters(report) if one.name != "language"]
