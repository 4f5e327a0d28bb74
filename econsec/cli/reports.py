"""``econsec render``, ``list``, ``lab``."""

from __future__ import annotations

import os
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from econsec.publish.portfolio import Portfolio
    from econsec.publish.render import Outcome


class Engine(StrEnum):
    """How the cells of a notebook are run."""

    FORK = "fork"
    KERNEL = "kernel"


def render(  # noqa: PLR0913, PLR0917 - one option each
    names: Annotated[list[str] | None, typer.Argument(help="Reports to render.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Render the whole portfolio.")] = False,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Set a parameter; repeat.")
    ] = None,
    language: Annotated[list[str] | None, typer.Option("--language", "-l", help="Only this language; repeat.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the editions (default: reports/).")] = None,
    date: Annotated[str | None, typer.Option(help="Day to render for, e.g. 2026-11-22 (default: today).")] = None,
    engine: Annotated[Engine, typer.Option(help="How cells run: fork (fast) or kernel (stock Jupyter).")] = Engine.FORK,
    workers: Annotated[int | None, typer.Option(help="Reports at a time (default: one a core).")] = None,
    keep: Annotated[int, typer.Option(help="Editions kept of each report.")] = 10,
    force: Annotated[bool, typer.Option(help="Render even if nothing has changed.")] = False,
) -> None:
    """Render reports into single offline HTML files."""
    from econsec import paths
    from econsec.cli.kinds import KINDS
    from econsec.cli.progress import Progress
    from econsec.errors import ParameterError
    from econsec.publish.render import Settings, exit_code, render_all

    started = time.monotonic()
    portfolio = _portfolio()
    if not names and not every:
        raise ParameterError("no report named", expected="names of reports, or --all", hint="Run: econsec list")
    chosen = list(portfolio.report) if every else [portfolio[name] for name in names or ()]
    wanted = [(report, code) for report in chosen for code in (language or report.languages)]
    with Progress(wanted) as progress:
        settings = Settings(
            out=out or paths.reports(),
            inputs=_inputs(),
            kinds=KINDS,
            date=date,
            engine=engine.value,
            workers=workers,
            keep=keep,
            force=force,
            progress=progress.hear,
        )
        outcomes = render_all(wanted, settings, given=_given(parameter or []))
    _report(outcomes, time.monotonic() - started)
    raise typer.Exit(exit_code(outcomes))


def list_reports() -> None:
    """List the reports with their languages and parameters."""
    from rich.console import Console
    from rich.table import Table

    from econsec.publish.render import known_parameters

    table = Table("Report", "Title", "Languages", "Parameters", show_lines=True)
    for report in _portfolio().report:
        asked = [
            f"{one.name} = {one.default!r}  {one.help}" for one in known_parameters(report) if one.name != "language"
        ]
        titles = "\n".join(report.title[code] for code in report.languages)
        table.add_row(report.name, titles, ", ".join(report.languages), "\n".join(asked))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def lab(
    arguments: Annotated[list[str] | None, typer.Argument(help="Passed on to JupyterLab, after --.")] = None,
) -> None:
    """Open JupyterLab on the notebooks."""
    from econsec import paths

    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={paths.notebooks()}", *(arguments or [])]
    os.execv(sys.executable, command)  # noqa: S606 - this very interpreter; JupyterLab takes over the terminal


def _portfolio() -> Portfolio:
    from econsec import paths
    from econsec.publish.portfolio import load

    return load(paths.notebooks() / "reports.toml")


def _inputs() -> dict[str, Path]:
    """Return all that a report may read, by a name that does not depend on where the checkout lies."""
    from econsec import paths

    root = paths.data()
    return {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}


def _given(assignments: list[str]) -> dict[str, str]:
    from econsec.errors import ParameterError

    given: dict[str, str] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or not name.strip():
            raise ParameterError(f"cannot read -p {assignment!r}", expected="NAME=VALUE, such as -p importer=DEU")
        if name.strip() in given:
            raise ParameterError(f"parameter {name.strip()} is given twice", expected="once")
        given[name.strip()] = value
    return given


def _report(outcomes: list[Outcome], seconds: float) -> None:
    """Print where each edition lies, and how long it took."""
    for outcome in outcomes:
        if outcome.status == "failed":
            typer.echo(f"failed     {outcome.report} ({outcome.language}): {outcome.problem}", err=True)
            if outcome.edition is not None:
                typer.echo(f"           the last good edition stays: {_shown(outcome.edition.folder)}", err=True)
        elif outcome.edition is not None:
            page = outcome.edition.folder.parent / "latest" / "report.html"
            typer.echo(f"{outcome.status:<10} {_shown(page)}")
    good = sum(outcome.status != "failed" for outcome in outcomes)
    typer.echo(f"{good} of {len(outcomes)} editions in {seconds:.1f} s")


def _shown(path: Path) -> str:
    """Return a path as short as the reader's place allows."""
    absolute = path.absolute()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else str(absolute)
