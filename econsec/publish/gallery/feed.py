"""The feed: ``feed.xml`` and ``feed.ja.xml`` beside the gallery, Atom (RFC 4287) of new editions and what changed.

Everything in it comes from the editions, the day as well: the same editions make the same bytes.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from babel.dates import format_date
from markupsafe import Markup

from econsec.publish.editions import edition
from econsec.publish.editions.since import since
from econsec.publish.gallery.pages import LANGUAGES, file_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from econsec.publish.editions.edition import Edition
    from econsec.publish.editions.since import Cause, Change
    from econsec.publish.plan.portfolio import Portfolio, Report

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"
#: Entries of a feed: readers ask for it often, and keep what they had.
MOST = 50
#: Sentences of an entry; the page has all.
MOST_TOLD = 20
#: The day of a feed without an entry, which needs one all the same.
_NEVER = "1970-01-01"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "econsec.editions")
#: What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class _Shown:
    made: Edition
    page: str
    order: tuple[str, int, int, str]


def feed(portfolio: Portfolio, out: Path, language: str) -> bytes:
    """Return the feed of a language over the editions that are kept, the newest first.

    Parameters
    ----------
    portfolio : Portfolio
        Which reports; its site's address, if it has one, makes the links whole.
    out : Path
        The folder of reports.
    language : str
        One of the gallery's; a report without it is shown in its first.

    Returns
    -------
    bytes
        XML in UTF-8. An entry's id is that of the edition, whatever the address; its day is the edition's.
    """
    found = [one for place, report in enumerate(portfolio.report) for one in _of(report, out, language, place=place)]
    shown = sorted(found, key=lambda one: one.order, reverse=True)
    base, name = portfolio.site.address, file_of("feed", language, "xml")
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _text(root, "id", uuid.uuid5(_NAMESPACE, f"{base}{name}").urn)
    _text(root, "title", words()["feed_title"][language])
    _text(root, "updated", _at(shown[0].made.manifest.date if shown else _NEVER))
    _text(ET.SubElement(root, "author"), "name", "econsec")
    ET.SubElement(root, "link", {"rel": "self", "type": TYPE, "href": f"{base}{name}"})
    ET.SubElement(
        root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{file_of('index', language)}"}
    )
    for one in shown[:MOST]:
        _entry(root, one, base, language)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _of(report: Report, out: Path, language: str, *, place: int) -> list[_Shown]:
    """Return the editions of a report whose manifest is the one that was written, with what they are sorted by."""
    spoken = language if language in report.languages else report.languages[0]
    made = [one for one in edition.editions(out / report.name / spoken) if one.is_sealed()]
    before = {one.id: str((one.manifest.previous or {}).get("edition", "")) for one in made}
    base = f"{report.name}/{spoken}"
    return [
        _Shown(
            one, f"{base}/{one.folder.name}/{edition.HTML}", (one.manifest.date, -place, _depth(one.id, before), one.id)
        )
        for one in made
    ]


def _depth(name: str, before: dict[str, str]) -> int:
    """Count the kept editions that an edition comes after: two of one day have no other order."""
    seen = {name}
    while (name := before.get(name, "")) in before and name not in seen:
        seen.add(name)
    return len(seen)


def _entry(root: ET.Element, one: _Shown, base: str, language: str) -> None:
    manifest = one.made.manifest
    spoken = manifest.language if manifest.language in LANGUAGES else language
    entry = ET.SubElement(root, "entry", {} if manifest.language == language else {"xml:lang": manifest.language})
    _text(entry, "id", uuid.uuid5(_NAMESPACE, f"{manifest.report}/{manifest.language}/{one.made.id}").urn)
    _text(entry, "title", words()["feed_entry"][spoken].format(title=manifest.title, date=_long(manifest.date, spoken)))
    _text(entry, "updated", _at(manifest.date))
    _text(entry, "published", _at(manifest.date))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{one.page}"})
    ET.SubElement(entry, "category", {"term": manifest.report})
    _text(entry, "summary", _summary(one.made, spoken))
    _text(entry, "content", str(_content(one.made, spoken))).set("type", "html")


def _summary(made: Edition, language: str) -> str:
    """Say in one line how much changed, or what a first edition answers first."""
    told = since(made.manifest)
    if told is None:
        return next(iter(_answers(made)), "")
    head = words()["feed_since"][language].format(date=_long(told.date, language))
    count = words()["changes"][language].format(n=len(told.changes), unchanged=told.unchanged)
    return f"{head}{count}"


def _content(made: Edition, language: str) -> Markup:
    told = since(made.manifest)
    if told is None:
        return _listed(_answers(made))
    changes = [_change(change, language) for change in told.changes[:MOST_TOLD]]
    more = len(told.changes) - len(changes)
    parts = [
        Markup("<p>{}</p>").format(_summary(made, language)),
        _listed(changes),
        Markup("<p>{}</p>").format(words()["feed_more"][language].format(n=more)) if more else "",
        Markup("<p>{}</p>").format(words()["why"][language]) if told.causes else "",
        _listed(_cause(cause, language) for cause in told.causes),
    ]
    return Markup("").join(parts)


def _answers(made: Edition) -> list[str]:
    return [claim.text for claim in made.manifest.claims if claim.role == "answer"]


def _change(change: Change, language: str) -> Markup:
    kind = words()[f"kind_{change.kind}"][language]
    said = Markup("<b>{}</b> {}").format(kind, change.before if change.after is None else change.after)
    if None in {change.before, change.after}:
        return said
    return said + Markup("<br><i>{}</i> {}").format(words()["before"][language], change.before)


def _cause(cause: Cause, language: str) -> str:
    reason = words()[f"reason_{cause.reason.replace(' ', '_')}"][language]
    return " ".join(filter(None, (reason, cause.name, cause.publication)))


def _listed(items: Iterable[str]) -> Markup:
    rows = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup("<ul>{}</ul>").format(rows) if rows else rows


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = _UNWRITABLE.sub("\ufffd", text)
    return element


def _at(day: str) -> str:
    """Return the moment that a day begins, as Atom wants it."""
    return f"{day}T00:00:00Z"


def _long(day: str, language: str) -> str:
    return str(format_date(date.fromisoformat(day), "long", language))
