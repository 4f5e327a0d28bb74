"""The gallery: ``index.html`` and ``index.ja.html`` over all reports, the feeds, and what is said of accessibility."""

from __future__ import annotations

import base64
from datetime import date
from typing import TYPE_CHECKING, Any

from econsec.errors import RenderError
from econsec.publish.editions import edition, runlog, since
from econsec.publish.files import durable, lock
from econsec.publish.gallery import feed, watching
from econsec.publish.gallery.pages import LANGUAGES, draw, file_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from econsec.publish.plan.portfolio import Portfolio, Report
    from econsec.publish.watches.standing import Look


OF_EXHIBITS = {"headline", "subtitle", "alt", "caveat"}  # claims whose id begins with that of their exhibit


def build(portfolio: Portfolio, out: Path, *, today: str | None = None, looks: Sequence[Look] = ()) -> list[Path]:
    """Write the gallery of a folder of reports and its feed, in each language.

    Parameters
    ----------
    portfolio : Portfolio
        Which reports, in which order.
    out : Path
        The folder.
    today : str or None
        The day that ages are counted to; None for today.
    looks : sequence of Look
        How the watch list stands: what is a hit, and what cannot be found, is told before all reports.

    Returns
    -------
    list of Path
        The pages.

    Raises
    ------
    RenderError
        The disk is full or cannot be written; the old pages stand.
    """
    day = today or runlog.now().date().isoformat()
    try:
        return _build(portfolio, out, day, looks)
    except OSError as error:
        raise RenderError(f"the gallery of {out} could not be written: {error.strerror}") from error


def _build(portfolio: Portfolio, out: Path, day: str, looks: Sequence[Look]) -> list[Path]:
    with lock.hold(out, wait=60):
        durable.sweep(out)
        runs, called = runlog.last(out), feed.named(out)
        pages = [out / file_of("index", language) for language in LANGUAGES]
        for language, path in zip(LANGUAGES, pages, strict=True):
            cards = [_card(report, language, out, runs, day) for report in portfolio.report]
            others = [
                {"language": one, "href": file_of("index", one), "name": words()["name"][one]} for one in LANGUAGES
            ]
            watched = watching.lines(looks, language)
            view = {"cards": cards, "languages": others, "today": day, "watched": watched}
            view |= {"accessibility": (statement := file_of("accessibility", language))}
            view |= {"feed": (name := file_of("feed", language, "xml")), "feed_type": feed.TYPE}
            text = draw("index.html.j2", language, script="gallery.js", **view)
            _renew(path, text.encode())
            ways = [one | {"href": file_of("accessibility", one["language"])} for one in others]
            contact = _contact(portfolio.site.contact)
            told = draw("accessibility.html.j2", language, languages=ways, gallery=path.name, contact=contact)
            _renew(out / statement, told.encode())
            _renew(out / name, feed.feed(portfolio, out, language, name=called, looks=looks))
    return pages


def _contact(told: str) -> dict[str, str]:
    """Return whom a reader tells of a barrier; empty where nobody is named."""
    return {"text": told, "href": told if "://" in told else f"mailto:{told}"} if told else {}


def _renew(path: Path, content: bytes) -> None:
    """Write what changed: who asks a server for the feed is told that it is the one he has."""
    if not path.is_file() or path.read_bytes() != content:
        durable.write_file(path, content)


def _card(
    report: Report, language: str, out: Path, runs: dict[tuple[str, str], runlog.Run], today: str
) -> dict[str, Any]:
    """Return what a report's card shows: the edition in the reader's language, or in the report's first."""
    shown = language if language in report.languages else report.languages[0]
    found = edition.latest(out / report.name / shown)
    run = runs.get((report.name, shown))
    ran = run.started.date().isoformat() if run else ""
    base = f"{report.name}/{shown}/{edition.LATEST}"
    before = since.since(found.manifest) if found else None
    return {
        "title": report.title[shown],
        "description": report.description.get(shown, ""),
        "language": shown,
        "page": f"{base}/{edition.HTML}" if found else "",
        "date": found.manifest.date if found else "",
        "changed": len(before.changes) if before else 0,
        "before": before.date if before else "",
        "ran": ran,
        "failed": bool(run and run.status == "failed"),
        "age": max(0, (date.fromisoformat(today) - date.fromisoformat(found.manifest.date)).days) if found else 0,
        "thumbnail": _thumbnail(found) if found else "",
        "said": _said(found) if found else [],
        "links": _links(report, language, out) if found else [],
    }


def _said(found: edition.Edition) -> list[tuple[str, str]]:
    """Return what the edition says, each sentence once, with the exhibit that says it: what a search goes through."""
    spoken: dict[str, str] = {}
    for claim in found.manifest.claims:
        spoken.setdefault(claim.text, claim.id.split()[0] if claim.role in OF_EXHIBITS else "")
    return [(anchor, text) for text, anchor in spoken.items()]


def _links(report: Report, language: str, out: Path) -> list[dict[str, str]]:
    base = f"{report.name}/{language}/{edition.LATEST}"
    links = []
    if (out / base / edition.STATIC).is_file():
        links.append({"href": f"{base}/{edition.STATIC}", "text": words()["static"][language], "language": ""})
    for other in report.languages:
        href = f"{report.name}/{other}/{edition.LATEST}/{edition.HTML}"
        if other != language and (out / href).is_file():
            links.append({"href": href, "text": words()["name"].get(other, other), "language": other})
    return links


def _thumbnail(found: edition.Edition) -> str:
    """Return the edition's picture as a data address: a page opened from a folder may load nothing else."""
    path = found.folder / edition.THUMBNAIL
    return f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}" if path.is_file() else ""
