"""The feed: ``feed.xml`` and ``feed.ja.xml`` beside the gallery, Atom (RFC 4287): new editions, what changed, hits.

Everything in it comes from the editions, the log and how the watches stand, the day as well: the same make the same
bytes.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from babel.dates import format_date
from markupsafe import Markup

from econsec.publish.editions import edition, runlog
from econsec.publish.editions.edition import Edition
from econsec.publish.editions.since import since
from econsec.publish.files import durable
from econsec.publish.gallery.pages import LANGUAGES, file_of, words
from econsec.publish.gallery.watching import line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from econsec.publish.editions.since import Cause, Change
    from econsec.publish.plan.portfolio import Portfolio, Report
    from econsec.publish.watches.standing import Look

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"
#: Entries of a feed: readers ask for it often, and keep what they had.
MOST = 50
#: Sentences of an entry; the page has all.
MOST_TOLD = 20
#: The moment of a feed without an entry, which needs one all the same.
_NEVER = "1970-01-01T00:00:00Z"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "econsec.editions")
#: What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


#: Beside the feeds: what they are called by where nobody has said at which address they are read.
NAMED = "feed-id.txt"


@dataclass(frozen=True)
class _Shown:
    what: Edition | Look
    at: str
    page: str
    order: tuple[str, int, int, str]
    began: str = ""


def named(out: Path) -> uuid.UUID:
    """Return what the feeds of a folder are called by, no other folder's are: drawn once, and kept beside them.

    Call it with the folder's lock held.
    """
    try:
        return uuid.UUID((out / NAMED).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        drawn = uuid.uuid4()
        durable.write_file(out / NAMED, f"{drawn}\n".encode())
        return drawn


def feed(portfolio: Portfolio, out: Path, language: str, *, name: uuid.UUID, looks: Sequence[Look] = ()) -> bytes:
    """Return the feed of a language over the editions that are kept, the newest first.

    Parameters
    ----------
    portfolio : Portfolio
        Which reports; its site's address, if it has one, makes the links whole.
    out : Path
        The folder of reports.
    language : str
        One of the gallery's; a report without it is shown in its first.
    name : UUID
        From :func:`named`; where there is an address, that is what the feed is called by.
    looks : sequence of Look
        How the watch list stands: a hit has an entry once the log says when it began, and says there when it ended.

    Returns
    -------
    bytes
        XML in UTF-8. The id of an edition's entry is the edition's, whatever the address; its day is the edition's.
    """
    found = [one for place, report in enumerate(portfolio.report) for one in _of(report, out, language, place=place)]
    newest = sorted([*found, *_hits(looks, out, language)], key=lambda one: one.order, reverse=True)
    # Looked at one by one: of the hundreds that a folder keeps, no more are read to the letter than are shown.
    shown = list(islice((one for one in newest if not isinstance(one.what, Edition) or one.what.is_sealed()), MOST))
    base, file = portfolio.site.address, file_of("feed", language, "xml")
    own = uuid.uuid5(_NAMESPACE, base) if base else name
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _text(root, "id", (uuid.uuid5(_NAMESPACE, f"{base}{file}") if base else uuid.uuid5(name, file)).urn)
    _text(root, "title", words()["feed_title"][language])
    _text(root, "updated", shown[0].at if shown else _NEVER)
    _text(ET.SubElement(root, "author"), "name", "econsec")
    ET.SubElement(root, "link", {"rel": "self", "type": TYPE, "href": f"{base}{file}"})
    ET.SubElement(
        root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{file_of('index', language)}"}
    )
    for one in shown:
        if isinstance(one.what, Edition):
            _entry(root, one, one.what, base, language)
        else:
            _hit(root, one, one.what, base, language, own)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _of(report: Report, out: Path, language: str, *, place: int) -> list[_Shown]:
    """Return the editions of a report, with what they are sorted by."""
    spoken = language if language in report.languages else report.languages[0]
    made = edition.editions(out / report.name / spoken)
    before = {one.id: str((one.manifest.previous or {}).get("edition", "")) for one in made}
    base = f"{report.name}/{spoken}"
    return [
        _Shown(
            one,
            at := _at(one.manifest.date),
            f"{base}/{one.folder.name}/{edition.HTML}",
            (at, -place, _depth(one.id, before), one.id),
        )
        for one in made
    ]


def _hits(looks: Sequence[Look], out: Path, language: str) -> list[_Shown]:
    """Return what is a hit and was told, from the moment on that the log has for it; and what was one, when it ended.

    An end keeps the entry that the hit had: who asks once a week still hears of one that held for a day.
    """
    began: dict[str, str] = {}
    ended: dict[str, str] = {}
    for logged in runlog.looks(out) if looks else []:
        if logged.variant or logged.news not in {"began", "ended"}:
            continue
        times = began if logged.news == "began" else ended
        times[logged.watch] = f"{logged.at:%Y-%m-%dT%H:%M:%SZ}"
    found = []
    for one in looks:
        start, end = began.get(one.name, ""), ended.get(one.name, "")
        if start and one.now.hit:  # one that cannot be found just now is not over
            found.append(_Shown(one, start, line(one, language).page, (start, 1, 0, one.name), start))
        elif start and end >= start:
            told = replace(one, news="ended")
            found.append(_Shown(told, end, line(told, language).page, (end, 1, 0, one.name), start))
    return found


def _depth(name: str, before: dict[str, str]) -> int:
    """Count the kept editions that an edition comes after: two of one day have no other order."""
    seen = {name}
    while (name := before.get(name, "")) in before and name not in seen:
        seen.add(name)
    return len(seen)


def _hit(root: ET.Element, one: _Shown, look: Look, base: str, language: str, own: uuid.UUID) -> None:
    """Add a hit, or its end: another installation's, and the next of the same watch, are other entries."""
    told, entry = line(look, language), ET.SubElement(root, "entry")
    _text(entry, "id", uuid.uuid5(own, f"{language}/{look.name}/{one.began}").urn)
    _text(entry, "title", f"{words()['watch_list'][language]}{'：' if language == 'ja' else ': '}{told.title}")
    _text(entry, "updated", one.at)
    _text(entry, "published", one.began)
    page = one.page or f"{file_of('index', language)}#watch"
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{page}"})
    ET.SubElement(entry, "category", {"term": "watch"})
    _text(entry, "summary", plain(told, language))
    _text(entry, "content", str(_listed(filter(None, (plain(told, language), told.says))))).set("type", "html")


def _entry(root: ET.Element, one: _Shown, made: Edition, base: str, language: str) -> None:
    manifest = made.manifest
    spoken = manifest.language if manifest.language in LANGUAGES else language
    entry = ET.SubElement(root, "entry", {} if manifest.language == language else {"xml:lang": manifest.language})
    _text(entry, "id", uuid.uuid5(_NAMESPACE, f"{manifest.report}/{manifest.language}/{made.id}").urn)
    _text(entry, "title", words()["feed_entry"][spoken].format(title=manifest.title, date=_long(manifest.date, spoken)))
    _text(entry, "updated", one.at)
    _text(entry, "published", one.at)
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{one.page}"})
    ET.SubElement(entry, "category", {"term": manifest.report})
    _text(entry, "summary", _summary(made, spoken))
    _text(entry, "content", str(_content(made, spoken))).set("type", "html")


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
