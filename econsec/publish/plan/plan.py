"""Plan an edition: all that it is made from, worked out with nothing run."""

from __future__ import annotations

import json
import reprlib
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from econsec.errors import PortfolioError, UnknownNameError
from econsec.publish.editions import edition
from econsec.publish.job import Engine, Event, Job
from econsec.publish.plan import dates, fingerprint, parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from econsec.publish.plan.portfolio import Report


_FORM = 4  # of notebooks, as nbformat counts
#: Kinds of parameter that say for when a report speaks.
PERIODS = ("year", "quarter", "month", "day", "period")
#: Forking a process that has loaded the system's frameworks is safe on Linux only.
DEFAULT_ENGINE: Engine = "fork" if sys.platform == "linux" else "kernel"


@dataclass(frozen=True)
class Settings:
    """How to render, for all reports of one call.

    Parameters
    ----------
    out : Path
        The folder that editions go to.
    inputs : mapping of name to Path
        The data files that reports may read; their hashes decide whether a report has changed.
    shared : collection of str
        Names among the inputs that every report reads, whatever data it names for itself.
    vintages : mapping of name to mapping
        Of tables among the inputs: ``vintage``, and ``periods`` with a digest of each where these are known.
    environment : mapping of name to value
        Set for the cells, besides what they have of the caller's.
    kinds : mapping of kind to function
        What parameter values mean: see :func:`econsec.publish.plan.parameters.resolve`.
    date : str or None
        The day to render for; None for today.
    engine : str
        ``fork`` (the default on Linux) or ``kernel``.
    workers : int or None
        How many reports at a time; None for one a core.
    keep : int
        Editions that stay of each report in each language.
    force : bool
        Run although nothing has changed.
    commercial_only : bool
        Leave out what stands on a source that forbids commercial use, and say so in its place.
    wait : float
        Seconds to wait for another run of the same report.
    progress : function of Event
        Told what happens, in this thread.
    """

    out: Path
    inputs: Mapping[str, Path] = field(default_factory=dict)
    shared: Collection[str] = ()
    vintages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, parameters.Kind] = field(default_factory=dict)
    date: str | None = None
    engine: Engine = DEFAULT_ENGINE
    workers: int | None = None
    keep: int = 10
    force: bool = False
    commercial_only: bool = False
    wait: float = 600.0
    progress: Callable[[Event], None] = lambda _: None


def known_parameters(report: Report) -> tuple[parameters.Parameter, ...]:
    """Return what a report may be asked, without running anything; ``language`` is asked for in its own way."""
    try:
        notebook = json.loads(report.notebook.read_text(encoding="utf-8"))
        form = notebook.get("nbformat", _FORM)
        if form == _FORM:
            return parameters.read(notebook, name=report.notebook.name, loose=report.loose)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise PortfolioError(f"{report.notebook} is not a notebook: {error}") from error
    raise PortfolioError(
        f"{report.notebook.name} is a notebook of format {reprlib.repr(form)}",
        expected=f"format {_FORM}",
        hint="Open it in JupyterLab and save it: that writes the newest.",
    )


def plan(
    report: Report, language: str, settings: Settings, hashes: Mapping[str, str], given: Mapping[str, object]
) -> Job:
    """Work out all that an edition is made from, with nothing run.

    Raises
    ------
    UnknownNameError, UnknownParameterError, ParameterError, PortfolioError
        It cannot be made like this.
    """
    if language not in report.languages:
        raise UnknownNameError(language, report.languages, where=f"languages of {report.name}")
    known = known_parameters(report)
    allowed = [parameter for parameter in known if parameter.name != "language"]
    how = {"rules": report.parameters, "kinds": settings.kinds}
    values = parameters.resolve(allowed, given, **how, distinct=report.distinct)  # type: ignore[arg-type]
    # The default of what was given, in its one spelling too: JPN is no variant of a notebook that says Japan.
    asked = {parameter.name: parameter.default for parameter in allowed if parameter.name in given}
    defaults = parameters.resolve(allowed, asked, **how)  # type: ignore[arg-type]
    changed = {name: value for name, value in values.items() if value != defaults[name]}
    if len(allowed) < len(known):
        values["language"] = language
    out, (day, asked_for) = settings.out.resolve(), dates.chosen(settings.date)
    inputs = _inputs(report, settings.shared, hashes)
    parts = {
        "report": report.name,
        "language": language,
        "title": report.title[language],
        "parameters": values,
        "periods": [name for name in values if report.parameters.get(name, {}).get("kind") in PERIODS],
        "notebook": fingerprint.file_hash(report.notebook),
        "inputs": inputs,
        "code": fingerprint.code(),
        "versions": fingerprint.versions(),
        "commercial_only": settings.commercial_only,
    }
    folder = edition.place(out, report.name, language, changed, commercial_only=settings.commercial_only)
    return Job(
        report=report.name,
        title=report.title[language],
        language=language,
        notebook=report.notebook,
        folder=folder,
        root="" if report.loose else "../" * (1 + len(folder.relative_to(out).parts)),
        date=day,
        dated=asked_for or report.daily,
        parts=parts,
        fingerprint=fingerprint.fingerprint(parts),
        shared=tuple(settings.shared),
        vintages={name: dict(settings.vintages[name]) for name in inputs if name in settings.vintages},
        environment=dict(settings.environment),
        editions=tuple(
            {"language": other, "href": f"../../{other}/{edition.LATEST}/{edition.HTML}"}
            for other in report.languages
            if other != language
        ),
        engine=settings.engine,
        timeout=report.timeout,
        memory=report.memory,
        keep=settings.keep,
        force=settings.force or report.loose,
        wait=settings.wait,
    )


def _inputs(report: Report, shared: Collection[str], hashes: Mapping[str, str]) -> dict[str, str]:
    if report.data is None:
        return dict(hashes)
    if missing := [name for name in report.data if name not in hashes]:
        raise UnknownNameError(missing[0], hashes, where=f"data of {report.name}")
    there = [name for name in report.fetched if name in hashes]
    return {name: hashes[name] for name in (*shared, *report.data, *there)}
