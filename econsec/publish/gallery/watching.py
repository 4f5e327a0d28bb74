"""What became of the watch list, in words: for the top of the gallery, a terminal, a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from econsec.publish.gallery.pages import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from econsec.publish.watches.asked import Level, Watch
    from econsec.publish.watches.figures import Figure
    from econsec.publish.watches.standing import Look

_PERCENT, _NUMBER = "#,##0.##%", "#,##0.####"
#: From here on nobody reads digits behind the point.
_LARGE = 1000


@dataclass(frozen=True)
class Line:
    """A watch as a reader is told of it.

    Parameters
    ----------
    status : str
        As a standing has it: ``hit``, ``clear``, ``quiet``, ``unfound``, ``unjudged``.
    title, text : str
        What it is; how it stands.
    says, says_in : str
        The sentence that says the figure, or why there is none, and its language: problems are told in English.
    page : str
        The page that holds it, relative to the folder of reports; empty where it is no report's.
    since : str
        The day from which on it is a hit, ISO 8601; empty where it is none.
    """

    status: str
    title: str
    text: str
    says: str
    says_in: str
    page: str
    since: str


def lines(looks: Iterable[Look], language: str) -> list[Line]:
    """Return what a reader is told: hits first, then what cannot be found or judged, then the rest.

    Parameters
    ----------
    looks : iterable of Look
        From `econsec.publish.watches.standing.look`.
    language : str
        ``en`` or ``ja``.
    """
    order = ("hit", "unfound", "unjudged", "clear", "quiet")
    return [line(one, language) for one in sorted(looks, key=lambda one: order.index(one.now.status))]


def line(one: Look, language: str) -> Line:
    """Return what a reader is told of one watch."""
    figure = one.figure
    title = _title(one.watch, figure, language) or one.name
    key = "watch_ended" if one.news == "ended" else f"watch_{one.now.status}"
    shown = _value(one.watch, figure, language)
    said = _hit(one, shown, language) if one.now.status == "hit" else words()[key][language].format(figure=shown)
    says, says_in = (one.now.problem, "en") if one.now.problem else (figure.says.get(language, ""), language)
    since = one.now.since if one.now.status == "hit" else ""
    page = figure.pages.get(language) or next(iter(figure.pages.values()), "")
    return Line(one.now.status, title, said, says, says_in, page, since)


def plain(told: Line, language: str) -> str:
    """Return a line as plain text.

    Examples
    --------
    >>> plain(Line("hit", "Share of China", "61%, above 60%", "", "en", "", "2026-11-30"), "en")
    'Share of China: 61%, above 60%, since November 30, 2026'
    """
    written = format_date(date.fromisoformat(told.since), "long", language) if told.since else ""
    since = words()["watch_since"][language].format(date=written) if written else ""
    return f"{told.title}{'：' if language == 'ja' else ': '}{told.text}{since}"


def _hit(one: Look, shown: str, language: str) -> str:
    which, level = one.watch.limit
    if one.watch.months:
        return words()["watch_deviations"][language].format(figure=shown, level=_plain(level.value, language))
    base = _number(one.watch, one.figure, one.now.origin, language)
    return words()[f"watch_{which}"][language].format(
        figure=shown, base=base, level=_level(level, one.figure, language)
    )


def _value(watch: Watch, figure: Figure, language: str) -> str:
    if figure.value is None and figure.most is not None:
        return words()["watch_most"][language].format(figure=_number(watch, figure, figure.most, language))
    return _number(watch, figure, figure.value, language)


def _number(watch: Watch, figure: Figure, value: float | None, language: str) -> str:
    """Write a number: as a percentage where it is a share, or where its level was typed as one."""
    if value is None:
        return "–"
    level = watch.limit[1]
    shares = level.unit == "points" or (level.unit == "percent" and watch.moves is None)
    if figure.unit == "share" or shares:
        return str(format_percent(value, _PERCENT, language))
    return _plain(value, language)


def _level(level: Level, figure: Figure, language: str) -> str:
    if level.unit == "points":
        return words()["watch_points"][language].format(n=_plain(100 * level.value, language))
    if level.unit == "percent" or figure.unit == "share":
        return str(format_percent(level.value, _PERCENT, language))
    return _plain(level.value, language)


def _plain(value: float, language: str) -> str:
    return str(format_decimal(value, "#,##0" if abs(value) >= _LARGE else _NUMBER, language))


def _title(watch: Watch, figure: Figure, language: str) -> str:
    """Return the title in the language, the watch's own before the figure's; else the one there is."""
    named: list[Mapping[str, str]] = [watch.title, figure.titles]
    found = [titles.get(language, "") for titles in named] + [next(iter(titles.values()), "") for titles in named]
    return next(filter(None, found), "")
