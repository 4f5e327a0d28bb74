"""The figure that a watch looks at: a value of a claim in the newest edition, or the answer to a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from econsec.errors import EconsecError, UnknownClaimError, UnknownValueError, did_you_mean, in_brief
from econsec.publish.editions import edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from econsec.publish.editions.manifest import Claim, Manifest
    from econsec.publish.plan.portfolio import Portfolio, Report
    from econsec.publish.watches.asked import Watch

#: Claims whose id is that of an exhibit, to which a page has a way.
_OF_EXHIBITS = ("headline", "subtitle", "alt", "caveat")
_MOST_NAMED = 12


@dataclass(frozen=True)
class Figure:
    """What a watch sees.

    Parameters
    ----------
    value : float or None
        In its own unit; None if there is none.
    most : float or None
        Where there is no value: what it cannot be above.
    reach : float or None
        What it can never be above, whatever happens: a level that is not below it cannot be passed.
    unit : str
        ``share`` (0 to 1), ``usd``, ``deviations``, or empty where nobody has said.
    of : str
        What it is a figure of: an edition's id, a year, a month.
    titles, says, pages : mapping of language to str
        What it is; the sentence that says it; the page, relative to the folder of reports.
    problem : str
        Why it cannot be found.
    quiet : str
        Why there is none, which is nobody's mistake: no edition yet, a series that is too short.
    """

    value: float | None = None
    most: float | None = None
    reach: float | None = None
    unit: Literal["", "share", "usd", "deviations"] = ""
    of: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    quiet: str = ""


if TYPE_CHECKING:
    Answer = Callable[[Mapping[str, Any]], Figure]
    Answers = Mapping[str, Answer]


def seen(watch: Watch, reports: Portfolio, out: Path, answers: Answers, *, commercial_only: bool = False) -> Figure:
    """Return the figure of a watch; what is wrong with it is told by the figure, for one watch stops no other.

    Parameters
    ----------
    watch : Watch
        With the report that it looks at.
    reports : Portfolio
        All reports.
    out : Path
        The folder of their editions.
    answers : mapping of str to callable
        Who answers the questions, by kind.
    commercial_only : bool
        Whether the editions for commercial use are looked at.
    """
    try:
        if asked := watch.question:
            kind, question = asked
            if kind not in answers:
                return Figure(problem=f"nobody answers questions on {kind} here")
            if commercial_only:
                return Figure(quiet="what answers it may forbid commercial use, so it is not asked here")
            return answers[kind](question)
        return _of_report(watch, reports[watch.report], out, commercial_only=commercial_only)
    except EconsecError as error:
        return Figure(problem=str(error))
    except Exception as error:  # noqa: BLE001 - a question that breaks must not take the night with it
        return Figure(problem=f"{type(error).__name__}: {in_brief(error)}")


def _of_report(watch: Watch, report: Report, out: Path, *, commercial_only: bool) -> Figure:
    titles = dict(report.title)
    made = {
        language: found
        for language in report.languages
        if (found := edition.latest(edition.place(out, report.name, language, {}, commercial_only=commercial_only)))
    }
    if not made:
        return Figure(titles=titles, quiet=f"there is no edition of {report.name} yet")
    # The values are the same in every language, once all are made from the same: the newest says what holds.
    first = max(made, key=lambda language: (made[language].manifest.date, -report.languages.index(language)))
    claim = _claim(watch, made[first].manifest)
    says, pages = {}, {}
    for language, one in made.items():
        base = one.folder.parent.relative_to(out.resolve()).as_posix()
        anchor = f"#{claim.id.split()[0]}" if claim.role in _OF_EXHIBITS else ""
        pages[language] = f"{base}/{edition.LATEST}/{edition.HTML}{anchor}"
        with_same = [said for said in one.manifest.claims if said.id == claim.id and said.values == claim.values]
        if with_same:
            says[language] = with_same[0].text
    return Figure(value=_number(watch, claim), of=made[first].manifest.id, titles=titles, says=says, pages=pages)


def _claim(watch: Watch, manifest: Manifest) -> Claim:
    """Return the claim that is meant.

    Raises
    ------
    UnknownClaimError
        There is none of that id.
    EconsecError
        There are several, and nobody says which.
    """
    found = [claim for claim in manifest.claims if claim.id == watch.claim]
    where = f"watch {watch.name}, report {watch.report}"
    if not found:
        known = [claim.id for claim in manifest.claims if numbers(claim)]
        raise UnknownClaimError(watch.claim, where=where, hint=_near(watch.claim, known, watch))
    if watch.nth > len(found) or (not watch.nth and len({repr(claim.values) for claim in found}) > 1):
        raise EconsecError(
            f"claim {watch.claim} is said {len(found)} times ({where})", expected=f"nth = 1 to {len(found)}"
        )
    return found[max(watch.nth - 1, 0)]


def _number(watch: Watch, claim: Claim) -> float:
    if watch.value not in claim.values:
        where = f"of claim {claim.id}, watch {watch.name}"
        raise UnknownValueError(watch.value, where=where, hint=_near(watch.value, numbers(claim), watch))
    value = claim.values[watch.value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        known = ", ".join(numbers(claim)) or "none of its values is one"
        raise EconsecError(
            f"{watch.value} of {claim.id} is {value!r} (watch {watch.name})", expected=f"a number: {known}"
        )
    return float(value)


def numbers(claim: Claim) -> list[str]:
    """Return the names of a claim's values that are numbers."""
    return [
        name for name, value in claim.values.items() if isinstance(value, int | float) and not isinstance(value, bool)
    ]


def _near(wrong: str, known: Sequence[str], watch: Watch) -> str:
    names = list(dict.fromkeys(known))
    listed = f"Known: {', '.join(names)}" if 0 < len(names) <= _MOST_NAMED else f"Run: econsec watch {watch.report}"
    return did_you_mean(wrong, names) or listed
