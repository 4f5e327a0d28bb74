"""``econsec.render`` and ``econsec.save``: a report as a page, an exhibit as a file, from a cell of a notebook."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from econsec.exhibits.elements.exhibit import Exhibit
    from econsec.publish.job import Event

#: What an exhibit is saved as, by the ending of the file.
ENDINGS = (".csv", ".html", ".png", ".svg", ".xlsx")


@dataclass(frozen=True)
class Rendered:
    """A report that lies in a file.

    Parameters
    ----------
    path : Path
        The page.
    status : str
        ``rendered``, or ``unchanged`` where an edition of the same day and figures was there.
    seconds : float
        How long it took.
    """

    path: Path
    status: str
    seconds: float

    def _repr_html_(self) -> str:
        where = Path(os.path.relpath(self.path)).as_posix()
        return (
            f'<a href="{quote(where)}" target="_blank">{html.escape(where)}</a> ({self.status}, {self.seconds:.1f} s)'
        )


def render(name: str, *, language: str | None = None, force: bool = False, **parameters: object) -> Rendered:
    """Render a report of the work folder into one HTML file.

    Parameters
    ----------
    name : str
        Of the report: that of its notebook.
    language : str, optional
        en or ja; the report's first by default.
    force : bool
        Render even if nothing has changed.
    **parameters
        As in the notebook's first cell of code; economies and products by code or name.

    Returns
    -------
    Rendered
        Shows itself as a link to the page, which lies in ``reports`` of the work folder.

    Raises
    ------
    UnknownReportError, UnknownParameterError, ParameterError
        There is no such report or parameter, or the data cannot serve a value.
    RenderError
        A cell failed; the last good edition stays.

    Examples
    --------
    >>> render("critical_mineral")
    Traceback (most recent call last):
    econsec.errors.UnknownReportError: no report 'critical_mineral'. Did you mean critical_minerals?
    """
    from econsec.cli.common import beside, page_of, portfolio, settings_of
    from econsec.cli.watching.watch_list import gallery
    from econsec.errors import RenderError
    from econsec.publish.render import render_all

    reports = portfolio()
    report = reports[name]
    given = {key: _written(value) for key, value in parameters.items() if value is not None}
    settings = settings_of(_Bar(report.name), beside([report]), force=force)
    (done,) = render_all([(report, language or report.languages[0])], settings, given=given)
    if done.status == "failed" or done.edition is None:
        raise RenderError(f"{name}: {done.problem}")
    gallery(reports, settings.out)
    return Rendered(page_of(done.edition), done.status, done.seconds)


def save(exhibit: Exhibit, path: str | os.PathLike[str]) -> Path:
    """Save an exhibit as a file of its own, with its headline, its source and its notes.

    Parameters
    ----------
    exhibit : Exhibit
        What a function of :mod:`econsec.exhibits` returned.
    path : str or path
        The file; its ending says what it becomes. ``.png`` and ``.svg`` are its picture, ``.xlsx`` its numbers and what
        each column is, ``.csv`` its numbers, beside which ``NAME.csv-metadata.json`` says what they are and whose,
        ``.html`` a page of picture and table. What is there is written over.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ParameterError
        It is no exhibit, or the ending is another.
    RenderError
        A picture is asked of a table, or the file cannot be written.
    MissingToolError
        ``.xlsx`` without the extra ``office``.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> found = decisions.suppliers(trade("850511", year=2024), importer="JPN", year=2024)
    >>> report = Report("JPN", "IND", "CHN", 2024).on(*exhibits.cited(found.sources))
    >>> save(exhibits.one_product.suppliers(report, found, "magnets"), "magnets.doc")
    Traceback (most recent call last):
    econsec.errors.ParameterError: an exhibit cannot be saved as '.doc'. Expected one of .csv, .html, .png, .svg, .xlsx
    """
    from econsec.cli.common import write
    from econsec.cli.editions import not_installed
    from econsec.errors import ParameterError, RenderError, did_you_mean
    from econsec.exhibits.elements.exhibit import Exhibit
    from econsec.exhibits.elements.gap import Gap
    from econsec.publish.office import one_exhibit
    from econsec.publish.page.words import Words

    if not isinstance(path, str | os.PathLike):
        raise ParameterError(f"{type(path).__name__} is no file", expected="a path such as 'magnets.png'")
    file = Path(path)
    ending = file.suffix.casefold()
    if isinstance(exhibit, Gap):
        raise ParameterError(
            "there is no exhibit to save: the data lack what it would show",
            hint=f"report.show(...) says what they lack ({exhibit.key})",
        )
    if not isinstance(exhibit, Exhibit):
        raise ParameterError(f"{type(exhibit).__name__} is no exhibit", expected="what a function of exhibits returned")
    if ending not in ENDINGS:
        raise ParameterError(
            f"an exhibit cannot be saved as {ending!r}" if ending else f"{file.name!r} has no ending",
            expected=f"one of {', '.join(ENDINGS)}",
            hint=did_you_mean(ending, ENDINGS),
        )
    shown = one_exhibit.read(exhibit.payload(), drawn=ending not in {".csv", ".xlsx"})
    if ending == ".xlsx":
        try:
            from econsec.publish.office.workbook import of_one
        except ImportError as error:
            raise not_installed("xlsx", error) from error
        made = {file.name: of_one(shown.exhibit, Words(exhibit.language))}
    elif ending == ".csv":
        made = one_exhibit.csv(shown, file.name)
    else:
        make = {".html": one_exhibit.page, ".png": one_exhibit.png, ".svg": one_exhibit.svg}[ending]
        made = {file.name: make(shown)}
    try:
        for name, content in made.items():
            write(file.with_name(name), content)
    except (OSError, ValueError) as error:  # ValueError: a name that no file has
        why = getattr(error, "strerror", None) or error
        raise RenderError(f"{file} cannot be written: {why}", expected="a file in a folder that is there") from error
    return file


def _written(value: object) -> str:
    """Return a value as one types it after ``-p NAME=``."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ",".join(str(one) for one in value)
    return str(value)


class _Bar:
    """One line in the notebook that says how far the report is; nothing outside of one."""

    def __init__(self, name: str) -> None:
        from IPython.core.getipython import get_ipython
        from IPython.display import HTML, display

        self.name, self.html = name, HTML
        shown: Any = display
        self.line = shown(HTML(self._at("starts")), display_id=True) if get_ipython() else None  # type: ignore[no-untyped-call]

    def __call__(self, event: Event) -> None:
        if self.line is not None:
            said = f"cell {event.cell} of {event.cells}" if event.kind == "cell" else event.kind
            self.line.update(self.html(self._at(said, event.cell, event.cells)))  # type: ignore[no-untyped-call]

    def _at(self, said: str, done: int = 0, of: int = 0) -> str:
        bar = f'<progress value="{done}" max="{of}"></progress> ' if of else ""
        return f"{bar}{html.escape(self.name)}: {html.escape(said)}"
