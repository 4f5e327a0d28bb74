"""The ``econsec`` command.

A module a group of commands; what a command needs is imported when it runs, because ``econsec --help`` must answer at
once and DuckDB, Altair and nbconvert take their time (this is the one place where an import stands in a function).
"""

from __future__ import annotations

import sys

import typer

from econsec.cli import data, editions, lab, new, reports
from econsec.cli.closed_output import unheard
from econsec.cli.language import choice
from econsec.cli.language.words import is_japanese, speak, worded
from econsec.cli.watching import command as watching
from econsec.errors import EconsecError
from econsec.publish.processes import slow_imports as lean  # noqa: F401 - before the commands; see there

#: What a shell says of a command that Ctrl-C ended, and what Typer turns the key into.
INTERRUPTED = 130

app = typer.Typer(
    name="econsec",
    help="Economic-security reports: where economies depend on one supplier, and who could supply instead.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.command("render")(reports.render)
app.command("new")(new.new)
app.command("run-due")(reports.run_due)
app.command("list")(reports.list_reports)
app.command("lab", context_settings={"ignore_unknown_options": True})(lab.lab)
app.command("init")(lab.init)
app.command("verify")(editions.verify)
app.command("compare")(editions.compare)
app.command("export")(editions.export)
app.command("schedule")(editions.schedule)
app.command("watch")(watching.watch)
app.add_typer(data.app, name="data")


@app.callback(invoke_without_command=True)
def _root(
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    if version:
        from econsec import __version__

        typer.echo(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command; an error of ours, or a path that cannot be used, is one sentence on stderr and an exit code."""
    speak(choice.language())
    sys.stderr = unheard(sys.stderr)
    try:
        if is_japanese():
            _in_japanese()
        else:
            app()
    except EconsecError as error:
        from econsec.cli.language.sentences import error_told

        typer.echo(f"{type(error).__name__}: {error_told(error)}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        if error.filename is None:
            raise
        from econsec.cli.language.sentences import translated

        said = worded("{which}: {problem}", which=error.filename, problem=translated(str(error.strerror)))
        typer.echo(f"{type(error).__name__}: {said}", err=True)
        sys.exit(EconsecError.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            typer.echo(worded("Stopped. What was finished by then stands."), err=True)
        raise


def _in_japanese() -> None:
    """Run the command with its pages and refusals in Japanese, and the exit codes that it has in English."""
    from econsec.cli.language import pages

    command = typer.main.get_command(app)
    pages.translate(command)
    try:
        code = command.main(standalone_mode=False)
    except typer.Abort:
        typer.echo(worded("Aborted!"), err=True)
        sys.exit(1)
    except pages.REFUSED as error:
        pages.refuse(error)
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)
