"""What a night has to tell: new editions, what changed in them, watches, failures; as JSON and as a letter."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from babel.dates import format_date
from pydantic import BaseModel, ConfigDict

from econsec.publish.editions import edition, runlog
from econsec.publish.editions.since import Since, since
from econsec.publish.gallery.pages import words
from econsec.publish.gallery.watching import line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from econsec.publish.editions.begun import Begun
    from econsec.publish.plan.portfolio import Portfolio
    from econsec.publish.render import Outcome
    from econsec.publish.watches.standing import Look

#: Sentences of an edition, and letters of what went wrong, that a letter has room for.
_MOST_TOLD, _MOST_SAID = 10, 500
_NUMBER = re.compile(r"\d+")


class _Ended(NamedTuple):
    """What is known of a report of a night that was cut off: as an `Outcome` has it."""

    report: str
    language: str
    edition: edition.Edition | None
    status: str
    reason: str
    problem: str


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Made(_Part):
    """A new edition: what it is, where its page is, and what changed since the one before (None for a first one)."""

    report: str
    title: str
    language: str
    date: str
    edition: str
    page: str
    since: Since | None


class Watched(_Part):
    """A watch of which there is something new; texts by language."""

    watch: str
    news: Literal["began", "ended", "lost", "found"]
    status: str
    value: float | None
    of: str
    since: str
    problem: str
    text: dict[str, str]
    says: dict[str, str]
    page: str


class Failed(_Part):
    """A report that failed, and the day of the edition that stays; empty if there is none."""

    report: str
    language: str
    reason: str
    problem: str
    date: str


class Unrefreshed(_Part):
    """A source of data that was asked for new figures in vain; the vintage before stays."""

    source: str
    problem: str


class News(_Part):
    """All that a night has to tell."""

    version: Literal[1] = 1
    at: datetime
    editions: tuple[Made, ...] = ()
    watches: tuple[Watched, ...] = ()
    failures: tuple[Failed, ...] = ()
    sources: tuple[Unrefreshed, ...] = ()


def gather(
    outcomes: Iterable[Outcome],
    looks: Iterable[Look],
    *,
    before: Begun,
    refreshed: Mapping[str, str] | None = None,
    portfolio: Portfolio,
    out: Path,
    at: datetime,
    commercial_only: bool = False,
) -> News | None:
    """Gather what is new; None where nothing is.

    An edition in which no sentence changed is not news, nor is a failure that is the one of the run before.

    Parameters
    ----------
    outcomes, looks : iterable
        What became of the reports that were due, and how the watches stand.
    before : Begun
        How reports and sources stood before this night; of one that was cut off, what is not told yet.
    refreshed : mapping of str to str
        By source: why it could not be refreshed when it was last asked, empty if it could.
    portfolio : Portfolio
        With the address of its site, if it has one.
    out : Path
        The folder of reports.
    at : datetime
        When.
    commercial_only : bool
        Whether it is the editions for commercial use.
    """
    base = portfolio.site.address
    made, failed = [], []
    ended = list(outcomes)
    for one in [*ended, *_cut_off(ended, before, out, commercial_only=commercial_only)]:
        found, was = one.edition, before.reports.get(f"{one.report}/{one.language}")
        another = found and (found.id != was.edition if was else one.status == "rendered")
        for fresh in _untold(found, was.edition if was else None) if found and another else ():
            if (told := since(fresh.manifest)) is None or told.changes:
                page = f"{base}{fresh.folder.relative_to(out.resolve()).as_posix()}/{edition.HTML}"
                facts = {name: getattr(fresh.manifest, name) for name in ("report", "title", "language", "date")}
                made.append(Made(**facts, edition=fresh.id, page=page, since=told))
        if one.status == "failed" and not (was and was.failed == one.problem):
            day = found.manifest.date if found else ""
            failed.append(
                Failed(report=one.report, language=one.language, reason=one.reason, problem=one.problem, date=day)
            )
    watched = tuple(_watched(one, base) for one in looks if one.news)
    unrefreshed = tuple(
        Unrefreshed(source=name, problem=problem)
        for name, problem in (refreshed or {}).items()
        if problem and not _alike(problem, before.sources.get(name, ""))
    )
    if not (made or failed or watched or unrefreshed):
        return None
    return News(at=at, editions=tuple(made), watches=watched, failures=tuple(failed), sources=unrefreshed)


def _alike(one: str, other: str) -> bool:
    """Say whether two refusals differ in numbers alone: how long to wait is no news.

    Examples
    --------
    >>> _alike("asks to wait 40 minutes", "asks to wait 25 minutes"), _alike("status 503", "")
    (True, False)
    """
    return _NUMBER.sub("", one) == _NUMBER.sub("", other)


def subject(news: News, language: str) -> str:
    """Return the subject of a letter.

    Examples
    --------
    >>> from datetime import UTC
    >>> failed = Failed(report="one", language="en", reason="cell", problem="...", date="")
    >>> subject(News(at=datetime(2026, 11, 30, tzinfo=UTC), failures=(failed,)), "en")
    'Reports: failed: 1'
    """
    counts = {
        "watches": len(news.watches),
        "editions": len(_in(news.editions, language)),
        "failures": len(news.failures),
        "sources": len(news.sources),
    }
    said = [words()[f"news_{what}"][language].format(n=n) for what, n in counts.items() if n]
    return words()["news_subject"][language].format(what=("、" if language == "ja" else ", ").join(said))


def letter(news: News, language: str) -> str:
    """Return the text of a letter: watches first, then what changed, then what failed."""
    parts = [
        ("watch_list", [part for one in news.watches for part in _of_watch(one, language)]),
        (
            "news_heading_editions",
            [part for one in _in(news.editions, language) for part in _of_edition(one, language)],
        ),
        ("news_heading_failures", [part for one in news.failures for part in _of_failure(one, language)]),
        ("news_heading_sources", [f"- {one.source}: {_brief(one.problem)}" for one in news.sources]),
    ]
    told = ["\n".join([words()[key][language], "", *lines]) for key, lines in parts if lines]
    return "\n\n".join(told) + "\n"


def payload(news: News, language: str) -> dict[str, Any]:
    """Return what a webhook is sent: the news, and as ``text`` the letter, which is what chats show."""
    subjects = subject(news, language)
    # Chats read signs as commands: what a cell's error says must not call everybody, nor look like a link.
    text = escape(f"{subjects}\n\n{letter(news, language)}", quote=False)
    return {"text": text, **news.model_dump(mode="json")}


def _untold(newest: edition.Edition, told: str | None) -> list[edition.Edition]:
    """Return the editions since the one that was told, the oldest first: a night that was cut off may have made one.

    What changed in that one does not stand in the newest, which says what changed since.
    """
    found, kept = [newest], {}
    if told is not None:
        kept = {one.id: one for one in edition.editions(newest.folder.parent)}
    while (name := str((found[-1].manifest.previous or {}).get("edition", ""))) != told and name in kept:
        found.append(kept.pop(name))
    return found[::-1]


def _cut_off(
    outcomes: Iterable[Outcome], before: Begun, out: Path, *, commercial_only: bool
) -> Iterator[Outcome | _Ended]:
    """Return how the reports stand that a night before began with and this one had no reason to render again."""
    runs = runlog.last(out, edition.variant({}, commercial_only=commercial_only)) if before.reports else {}
    seen = {(one.report, one.language) for one in outcomes}
    for name in before.reports:
        report, _, language = name.partition("/")
        if (report, language) in seen:
            continue
        run = runs.get((report, language))
        found = edition.latest(edition.place(out.resolve(), report, language, {}, commercial_only=commercial_only))
        facts = (run.status, run.reason, run.problem) if run else ("unchanged", "", "")
        yield _Ended(report, language, found, *facts)


def _watched(one: Look, base: str) -> Watched:
    told = {language: line(one, language) for language in ("en", "ja")}
    page = told["en"].page
    return Watched(
        watch=one.name,
        news=one.news or "found",
        status=one.now.status,
        value=one.figure.value,
        of=one.figure.of,
        since=one.now.since,
        problem=one.now.problem,
        text={language: plain(said, language) for language, said in told.items()},
        says={language: said.says for language, said in told.items()},
        page=f"{base}{page}" if page else "",
    )


def _in(made: tuple[Made, ...], language: str) -> list[Made]:
    """Return the editions that a reader of a language is told of: a report that is not made in it, in another."""
    spoken = {one.report for one in made if one.language == language}
    first = {one.report: one.language for one in reversed(made) if one.report not in spoken}
    return [one for one in made if one.language == first.get(one.report, language)]


def _of_watch(one: Watched, language: str) -> Iterator[str]:
    yield f"- {one.text[language]}"
    yield from (f"  {said}" for said in (one.says[language], one.page) if said)


def _of_edition(one: Made, language: str) -> Iterator[str]:
    title = words()["feed_entry"][language].format(title=one.title, date=_long(one.date, language))
    if one.since is None:
        yield f"- {title}: {words()['news_first'][language]}"
    else:
        changes = one.since.changes
        count = words()["changes"][language].format(n=len(changes), unchanged=one.since.unchanged)
        yield f"- {title}: {count}"
        for change in changes[:_MOST_TOLD]:
            yield f"  {words()[f'kind_{change.kind}'][language]}: {change.after or change.before}"
            if change.after and change.before:
                yield f"    {words()['before'][language]}: {change.before}"
        if more := len(changes) - _MOST_TOLD if len(changes) > _MOST_TOLD else 0:
            yield f"  {words()['feed_more'][language].format(n=more)}"
    yield f"  {one.page}"


def _of_failure(one: Failed, language: str) -> Iterator[str]:
    kept = f" ({words()['news_kept'][language].format(date=_long(one.date, language))})" if one.date else ""
    yield f"- {one.report} ({one.language}): {_brief(one.problem)}{kept}"


def _brief(problem: str) -> str:
    return " ".join(problem.split())[:_MOST_SAID]


def _long(day: str, language: str) -> str:
    return str(format_date(date.fromisoformat(day), "long", language))
