"""How long a publisher asks one to wait: seconds, a date, a count-down, or a sentence."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Comtrade says it in words: of a second or two, and of a quota that is replenished in so many hours.
SECONDS = re.compile(r"in (\d{1,6}) seconds?", re.ASCII | re.IGNORECASE)
CLOCK = re.compile(r"replenished in (?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})", re.ASCII | re.IGNORECASE)
MINUTE, HOUR, DAY = 60, 3600, 86_400


def asked(headers: Mapping[str, str], body: str, now: datetime) -> float | None:
    """Return the seconds that an answer asks to wait.

    Parameters
    ----------
    headers : mapping
        Of the answer, with lower-case names.
    body : str
        The beginning of the answer, where some publishers say it in words.
    now : datetime
        With its zone; a date in the past is no wait.

    Returns
    -------
    float or None
        Not below zero; None if the answer does not say, or says it in a form that nobody knows.

    Examples
    --------
    >>> now = datetime(2026, 11, 29, tzinfo=UTC)
    >>> asked({"retry-after": "2"}, "", now), asked({"retry-after": "Sun, 29 Nov 2026 00:01:00 GMT"}, "", now)
    (2.0, 60.0)
    >>> asked({}, "Out of call volume quota. Quota will be replenished in 00:05:00.", now), asked({}, "", now)
    (300.0, None)
    """
    for name in ("retry-after", "x-ratelimit-reset"):
        if (found := _seconds(headers.get(name, ""), now)) is not None:
            return found
    if match := SECONDS.search(body):
        return float(match[1])
    if match := CLOCK.search(body):
        days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return float(days * DAY + hours * HOUR + minutes * MINUTE + seconds)
    return None


def in_words(seconds: float) -> str:
    """Return a wait as a person says it.

    Examples
    --------
    >>> in_words(54_000), in_words(300), in_words(2)
    ('15 hours', '5 minutes', '2 seconds')
    """
    for size, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second")):
        if seconds >= size or size == 1:
            count = round(seconds / size)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return ""  # pragma: no cover - a second is the least


def _seconds(said: str, now: datetime) -> float | None:
    said = said.strip()
    # Seconds since 1970 in a header that counts down are no wait that anybody means.
    if re.fullmatch(r"\d{1,9}(\.\d+)?", said, re.ASCII):
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)
