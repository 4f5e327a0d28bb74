"""Render reports: decide what must run, hand it to workers, and gather what became of it.

Nothing here imports papermill or nbconvert: a portfolio in which nothing has changed is found so in a fraction of a
second.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from econsec.errors import BusyError, EconsecError, IntegrityError, ParameterError, RenderError
from econsec.publish.editions import edition, runlog
from econsec.publish.elsewhere import render_elsewhere
from econsec.publish.job import Event, Job, Status
from econsec.publish.plan import fingerprint
from econsec.publish.plan.parameters import NotDistinctError
from econsec.publish.plan.plan import Settings, plan
from econsec.publish.processes.dispatch import dispatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from concurrent.futures import Executor
    from datetime import datetime

    from econsec.publish.plan.portfolio import Report


@dataclass(frozen=True)
class Outcome:
    """What became of one report in one language.

    Parameters
    ----------
    report, language : str
        Which.
    status : str
        ``rendered``, ``unchanged`` or ``failed``.
    edition : Edition or None
        What was made or found; for a failure, the last good one if there is any.
    folder : Path
        Where its editions lie.
    problem, reason : str
        Why it failed, as a sentence and as one word.
    started : datetime
        When it was asked for, UTC.
    seconds : float
        How long it took, from when a worker took it.
    unshown : tuple of str
        What the notebook showed and its page cannot hold, a sentence each.
    asked : mapping
        Of a sweep: the parameters that this one has for itself.
    """

    report: str
    language: str
    status: Status
    edition: edition.Edition | None
    folder: Path
    problem: str
    reason: str
    started: datetime
    seconds: float
    unshown: tuple[str, ...] = ()
    asked: Mapping[str, object] = field(default_factory=dict)


def render(
    report: Report, settings: Settings, *, language: str | None = None, given: Mapping[str, object] | None = None
) -> edition.Edition:
    """Render one report in one language.

    Parameters
    ----------
    report : Report
        From the portfolio.
    settings : Settings
        How.
    language : str or None
        One of the report's languages; None for its first.
    given : mapping
        Parameters by name; strings are read in the parameter's type.

    Returns
    -------
    Edition
        The new edition, or the newest one if nothing has changed.

    Raises
    ------
    UnknownParameterError, ParameterError
        Before anything runs or is written.
    RenderError
        It could not be rendered; the last good edition is untouched.
    """
    outcome = render_all([(report, language or report.languages[0])], settings, given=given)[0]
    if outcome.status == "failed" or outcome.edition is None:
        raise RenderError(f"{outcome.report} ({outcome.language}): {outcome.problem}")
    return outcome.edition


def render_all(
    wanted: Iterable[tuple[Report, str]],
    settings: Settings,
    *,
    given: Mapping[str, object] | None = None,
    over: Sequence[Mapping[str, object]] = ({},),
    strict: bool = True,
    executor: Executor | None = None,
) -> list[Outcome]:
    """Render reports side by side; one that fails, or that cannot even be planned, does not stop the others.

    Parameters
    ----------
    wanted : iterable of (Report, language)
        What to render: see :func:`every`.
    settings : Settings
        How.
    given : mapping
        Parameters for all of them.
    over : sequence of mapping
        A sweep: each report once with each of these parameters besides. Where two come out the same that must differ,
        such as importer and partner, that one is passed over.
    strict : bool
        Whether it is an error, and not only a failure of each, that not one of them can be planned.
    executor : concurrent.futures.Executor or None
        Who runs them, a task a report in all its languages: threads, processes or a cluster, whose workers see the same
        folders under the same paths and have the same packages. None: processes of our own.

    Returns
    -------
    list of Outcome
        In the order asked for; of a sweep each report in each language with all of ``over``.

    Raises
    ------
    UnknownNameError, UnknownParameterError, ParameterError, PortfolioError
        Before anything runs or is written: a parameter or a language that cannot be had, or not one report that can.
    """
    asked = [(report, language, one) for report, language in wanted for one in over]
    jobs, outcomes = _planned(asked, settings, given or {}, strict=strict)
    log(settings.out, outcomes.values())
    started = runlog.now()
    taken: dict[int, float] = {}

    def hear(number: int, event: Event) -> None:
        taken.setdefault(number, time.monotonic())
        if event.kind in ("rendered", "unchanged", "failed"):
            seconds = event.seconds or time.monotonic() - taken[number]
            try:
                outcomes[number] = _outcome(jobs[number], event, started, seconds, asked[number][2])
            except IntegrityError as error:  # another run has thrown it away meanwhile, to keep fewer
                event = Event(
                    report=event.report, language=event.language, kind="failed", detail=str(error), reason="gone"
                )
                outcomes[number] = _outcome(jobs[number], event, started, seconds, asked[number][2])
            log(settings.out, [outcomes[number]])  # at once: what stops the others must not make this one forgotten
        settings.progress(event)

    due = {}
    for number, job in jobs.items():
        found = None if job.force else edition.unchanged(job.folder, job.fingerprint, job.date if job.dated else None)
        if found is None:
            due[number] = job
            continue
        hear(number, Event(report=job.report, language=job.language, kind="unchanged", detail=str(found.folder)))
    if executor is None:
        dispatch(due, hear, count=settings.workers or os.cpu_count() or 1)
    else:
        out = settings.out.resolve()
        render_elsewhere(due, hear, executor=executor, out=out, inputs=settings.inputs)
    return [outcomes[number] for number in sorted(outcomes)]


def _planned(
    asked: Sequence[tuple[Report, str, Mapping[str, object]]],
    settings: Settings,
    given: Mapping[str, object],
    *,
    strict: bool,
) -> tuple[dict[int, Job], dict[int, Outcome]]:
    hashes = fingerprint.input_hashes(settings.inputs)
    jobs: dict[int, Job] = {}
    outcomes: dict[int, Outcome] = {}
    for number, (report, language, one) in enumerate(asked):
        values = {**given, **one}
        try:
            jobs[number] = plan(report, language, settings, hashes, values)
        except EconsecError as error:
            if one and isinstance(error, NotDistinctError):
                continue  # a sweep crosses all with all
            if values or language not in report.languages or (strict and number + 1 == len(asked) and not jobs):
                raise
            outcomes[number] = refused(report, language, settings, error)
    if not jobs and not outcomes and asked:
        raise ParameterError("the sweep has no edition", expected="two parameters that differ in one of its sets")
    return jobs, outcomes


def refused(
    report: Report, language: str, settings: Settings, error: EconsecError, *, reason: str = "refused"
) -> Outcome:
    """Return the outcome of a report that did not even start, and tell of it."""
    folder = edition.place(settings.out.resolve(), report.name, language, {}, commercial_only=settings.commercial_only)
    event = Event(report=report.name, language=language, kind="failed", detail=str(error), reason=reason)
    settings.progress(event)
    found = edition.latest(folder)
    return Outcome(report.name, language, "failed", found, folder, event.detail, reason, runlog.now(), 0.0)


def log(out: Path, outcomes: Iterable[Outcome]) -> None:
    """Write what became of reports into the log of their folder."""
    with suppress(OSError, BusyError):  # it is told all the same, and a full disk is among what is told
        runlog.write(out, [_run(outcome) for outcome in outcomes])


def every(reports: Iterable[Report]) -> list[tuple[Report, str]]:
    """Return each report with each of its languages."""
    return [(report, language) for report in reports for language in report.languages]


def exit_code(outcomes: Iterable[Outcome]) -> int:
    """Return 0 if all went well, else 1."""
    return int(any(outcome.status == "failed" for outcome in outcomes))


def _outcome(job: Job, event: Event, started: datetime, seconds: float, asked: Mapping[str, object]) -> Outcome:
    status: Status = "failed" if event.kind == "failed" else "unchanged" if event.kind == "unchanged" else "rendered"
    found = edition.latest(job.folder) if status == "failed" else edition.read(Path(event.detail))
    problem = event.detail if status == "failed" else ""
    told = (problem, event.reason, started, seconds, event.unshown, asked)
    return Outcome(job.report, job.language, status, found, job.folder, *told)


def _run(outcome: Outcome) -> runlog.Run:
    parts, made = outcome.folder.parts, outcome.edition
    return runlog.Run(
        started=outcome.started,
        ended=runlog.now(),
        report=outcome.report,
        language=outcome.language,
        variant=parts[-2] if parts[-3] == "variants" else "",
        status=outcome.status,
        reason=outcome.reason,
        problem=outcome.problem,
        edition=made.id if made else "",
        date=made.manifest.date if made else "",
        seconds=round(outcome.seconds, 3),
    )
