"""``econsec verify``, ``compare``, ``export``, ``schedule``: what was rendered, and when the next is due."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from econsec.cli.common import place
from econsec.cli.language.sentences import translated
from econsec.cli.language.words import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from econsec.errors import MissingToolError
    from econsec.publish.editions.edition import Edition


class Form(StrEnum):
    """What the entry is for."""

    CRON = "cron"
    SYSTEMD = "systemd"
    GITHUB = "github"


#: Where this project and its data lie, if not where the package stands.
PLACES = ("ECONSEC_HOME", "ECONSEC_DATA", "ECONSEC_STORE")
Folder = Annotated[
    Path,
    typer.Argument(parser=place, metavar="PATH", help="Folder of an edition, or a file in it such as report.html."),
]


def verify(
    what: Annotated[
        str,
        typer.Argument(metavar="REPORT|PATH", help="A report, for its newest editions; or the folder of an edition."),
    ],
    rerun: Annotated[bool, typer.Option(help="Also render it again and compare every byte.")] = False,
) -> None:
    """Verify an edition: that its files are those it was written with."""
    from econsec.cli.common import shown
    from econsec.cli.language.sentences import error_told
    from econsec.errors import EconsecError

    found = []
    for made in _editions(what, None):  # each is told, whatever is wrong before
        try:
            found.append(_as_written(made, rerun=rerun))
        except EconsecError as error:
            if not rerun:
                raise
            found.append(False)
            typer.echo(f"{shown(made.folder)}: {type(error).__name__}: {error_told(error)}", err=True)
    raise typer.Exit(0 if all(found) else 3)


def _as_written(made: Edition, *, rerun: bool) -> bool:
    """Say whether an edition is what was written, and is made again the same if that is asked."""
    from econsec.cli.common import portfolio, shown

    wrong = made.damage()
    if rerun and not wrong:
        from econsec.cli.common import settings_of
        from econsec.publish.plan.own_reports import that_made
        from econsec.publish.verify import rerun as again

        wrong = again(made, that_made(made, portfolio()), settings_of(lambda _: None, None))
    for line in wrong:
        typer.echo(worded("{which}: {problem}", which=shown(made.folder), problem=translated(line)), err=True)
    if not wrong:
        said = (
            "{folder}: {count} files as written, rendered the same" if rerun else "{folder}: {count} files as written"
        )
        typer.echo(worded(said, folder=shown(made.folder), count=len(made.manifest.files)))
    return not wrong


def compare(
    old: Folder,
    new: Folder,
    html: Annotated[
        Path | None, typer.Option(parser=place, metavar="PATH", help="Also write the comparison as an HTML page.")
    ] = None,
) -> None:
    """Compare two editions: which claims changed, by how much, because of what."""
    from econsec.cli.common import write
    from econsec.publish.editions import compare as comparing
    from econsec.publish.gallery import comparison as told

    found = comparing.compare(edition_at(old), edition_at(new))
    typer.echo(told.text(found, worded))
    if html is not None:
        write(html, told.page(found))
        typer.echo(f"\n{html}", err=True)


def export(
    what: Annotated[
        str,
        typer.Argument(metavar="REPORT|PATH", help="A report, for its newest editions; or the folder of an edition."),
    ],
    docx: Annotated[bool, typer.Option("--docx", help="As a Word document, one exhibit a page.")] = False,
    pptx: Annotated[bool, typer.Option("--pptx", help="As PowerPoint slides, one exhibit a slide.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="As PDF, printed by the Chromium that is there.")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="As an Excel workbook, one exhibit a sheet.")] = False,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Only this language (en or ja); by default each.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(parser=place, metavar="DIR", help="Where the files go; by default here.")
    ] = None,
) -> None:
    """Write an edition as a Word document, PowerPoint slides, an Excel workbook or PDF."""
    from econsec.cli.common import shown, write
    from econsec.errors import IntegrityError, ParameterError

    forms = {"docx": docx, "pptx": pptx, "xlsx": xlsx, "pdf": pdf}
    wanted = [form for form, is_wanted in forms.items() if is_wanted]
    if not wanted:
        raise ParameterError("no form is named", expected=f"one or more of {', '.join(f'--{form}' for form in forms)}")
    makers = {form: _maker(form) for form in wanted}  # what is not installed is said before anything is written
    folder = out or Path()
    folder.mkdir(parents=True, exist_ok=True)
    for edition in _editions(what, language):
        if wrong := edition.damage():
            raise IntegrityError(
                f"the edition {edition.id} is damaged: {wrong[0]}",
                expected="an edition as it was rendered",
                hint=f"Render it again: econsec render {edition.manifest.report} --force",
            )
        for form, make in makers.items():
            file = folder / f"{_named(edition)}.{form}"
            write(file, make(edition))
            typer.echo(shown(file))


def schedule(
    form: Annotated[Form, typer.Option("--format", help="Which clock calls.")] = Form.CRON,
) -> None:
    """Print the ready entry that lets a clock call `econsec run-due`."""
    from econsec.cli.common import portfolio, work_folder
    from econsec.live.messages import mail, webhook
    from econsec.publish.schedule import entry

    command = [str(Path(sys.executable).with_name("econsec")), "run-due"]
    own = [f"{name}={Path(os.environ[name]).absolute()}" for name in PLACES if os.environ.get(name)]
    if own and form is not Form.GITHUB:
        # A clock has none of the caller's environment: without these it would render another project.
        command = ["/usr/bin/env", *own, *command]
    folder = work_folder()
    secrets = [*((mail.USER, mail.PASSWORD) if portfolio().messages.to else ()), webhook.ADDRESS]
    typer.echo(entry(form.value, command=command, folder=folder, secrets=secrets))


def edition_at(path: Path) -> Edition:
    """Return the edition that a path leads to or into."""
    from econsec.publish.editions.edition import MANIFEST, read

    path = path.resolve()
    folder = path.parent if path.is_file() or path.suffix == ".html" else path
    if folder.name == "data" and not (folder / MANIFEST).is_file():
        folder = folder.parent  # a table of the edition
    return read(folder)


def _maker(form: str) -> Callable[[Edition], bytes]:
    """Return what writes an edition in a form.

    Raises
    ------
    MissingToolError
        What writes it is not installed.
    """
    if form == "pdf":
        from econsec.publish.office.pdf import pdf

        return pdf
    from econsec.publish.office.content import read

    try:
        if form == "docx":
            from econsec.publish.office.documents import document as make
        elif form == "xlsx":
            from econsec.publish.office.workbook import workbook as make
        else:
            from econsec.publish.office.slides import slides as make
    except ImportError as error:
        raise not_installed(form, error) from error
    return lambda edition: make(read(edition))


def not_installed(form: str, error: ImportError) -> MissingToolError:
    """Say that what writes a form is not there, and how it comes."""
    from econsec.errors import MissingToolError

    return MissingToolError(
        f"what writes .{form} is not installed ({error.name})", hint='Install it with: pip install "econsec[office]"'
    )


def _named(edition: Edition) -> str:
    """Return the name of an edition's files; that of a variant has its id in it, for none may replace another."""
    manifest = edition.manifest
    standard = edition.folder.resolve().parents[1].name == manifest.report and not manifest.commercial_only
    return f"{manifest.report}-{manifest.language}" + ("" if standard else f"-{manifest.id}")


def _editions(what: str, language: str | None) -> Iterator[Edition]:
    """Find the editions that are meant.

    Raises
    ------
    MissingFileError
        The report was not rendered yet, or not in that language.
    """
    from econsec import paths
    from econsec.cli.common import beside, portfolio
    from econsec.errors import MissingFileError
    from econsec.publish.editions.edition import latest

    reports = portfolio()
    named = [report for report in reports.report if report.name == what]
    if not named and (Path(what).exists() or os.sep in what):
        found = edition_at(place(what))
        if language not in (None, found.manifest.language):
            raise MissingFileError(
                f"{what} is an edition in {found.manifest.language!r}", expected=f"one in {language!r}"
            )
        yield found
        return
    report = reports[what]
    home = beside([report]) or paths.reports()
    languages = [language] if language else report.languages
    if language and language not in report.languages:
        raise MissingFileError(
            f"there is no edition of {report.name} in {language!r}", expected=f"one of {', '.join(report.languages)}"
        )
    for one in languages:
        made = latest(home / report.name / one)
        if made is None:
            raise MissingFileError(
                f"there is no edition of {report.name} in {one!r}",
                expected="a report that was rendered",
                hint=f"Run: econsec render {report.name}",
            )
        yield made
