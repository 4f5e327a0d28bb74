"""``econsec export``: an edition as a document, as slides, as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from econsec.cli.common import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from econsec.publish.editions.edition import Edition


def export(
    what: Annotated[
        str,
        typer.Argument(metavar="REPORT|PATH", help="A report, for its newest editions; or the folder of an edition."),
    ],
    docx: Annotated[bool, typer.Option("--docx", help="As a Word document, one exhibit a page.")] = False,
    pptx: Annotated[bool, typer.Option("--pptx", help="As PowerPoint slides, one exhibit a slide.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="As PDF, printed by the Chromium that is there.")] = False,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Only this language (en or ja); by default each.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(parser=place, metavar="DIR", help="Where the files go; by default here.")
    ] = None,
) -> None:
    """Write an edition as a Word document, PowerPoint slides or PDF."""
    from econsec.cli.common import shown, write
    from econsec.errors import ParameterError

    wanted = [form for form, is_wanted in (("docx", docx), ("pptx", pptx), ("pdf", pdf)) if is_wanted]
    if not wanted:
        raise ParameterError("no form is named", expected="one or more of --docx, --pptx, --pdf")
    makers = {form: _maker(form) for form in wanted}  # what is not installed is said before anything is written
    folder = out or Path()
    folder.mkdir(parents=True, exist_ok=True)
    for edition in _editions(what, language):
        for form, make in makers.items():
            file = folder / f"{edition.manifest.report}-{edition.manifest.language}.{form}"
            write(file, make(edition))
            typer.echo(shown(file))


def _maker(form: str) -> Callable[[Edition], bytes]:
    """Return what writes an edition in a form.

    Raises
    ------
    MissingToolError
        What writes it is not installed.
    """
    from econsec.errors import MissingToolError

    if form == "pdf":
        from econsec.publish.office.paper import pdf

        return pdf
    from econsec.publish.office.content import read

    try:
        if form == "docx":
            from econsec.publish.office.documents import document as make
        else:
            from econsec.publish.office.slides import slides as make
    except ImportError as error:
        raise MissingToolError(
            f"what writes .{form} is not installed ({error.name})",
            hint='Install it with: pip install "econsec[office]"',
        ) from error
    return lambda edition: make(read(edition))


def _editions(what: str, language: str | None) -> Iterator[Edition]:
    """Find the editions that are meant.

    Raises
    ------
    MissingFileError
        The report was not rendered yet, or not in that language.
    """
    from econsec import paths
    from econsec.cli.common import portfolio
    from econsec.cli.editions import edition_at
    from econsec.errors import MissingFileError
    from econsec.publish.editions.edition import latest

    if Path(what).exists():
        found = edition_at(place(what))
        if language not in (None, found.manifest.language):
            raise MissingFileError(
                f"{what} is an edition in {found.manifest.language!r}", expected=f"one in {language!r}"
            )
        yield found
        return
    report = portfolio()[what]
    languages = [language] if language else report.languages
    for one in languages:
        made = latest(paths.reports() / report.name / one)
        if made is None:
            raise MissingFileError(
                f"there is no edition of {report.name} in {one!r}",
                expected="a report that was rendered",
                hint=f"Run: econsec render {report.name}",
            )
        yield made
