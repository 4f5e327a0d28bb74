"""``econsec.render``: what the command does, from a cell of a notebook, with its progress and a link to the page."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from econsec.publish.job import Event


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
