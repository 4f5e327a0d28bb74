"""The day an edition is made for: given, or from ``SOURCE_DATE_EPOCH``, or today; always midnight UTC."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time

from econsec.errors import ParameterError


def chosen(given: str | None) -> tuple[str, bool]:
    """Return the day and whether somebody chose it.

    Parameters
    ----------
    given : str or None
        ISO 8601, such as ``2026-11-22``.

    Returns
    -------
    tuple of str and bool
        The day, and False only if it is today for want of a choice.

    Raises
    ------
    ParameterError
        It is no day.

    Examples
    --------
    >>> chosen("2026-11-22")
    ('2026-11-22', True)
    """
    said = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            return date.fromisoformat(given).isoformat(), True
        if said:
            return datetime.fromtimestamp(int(said), UTC).date().isoformat(), True
    except (ValueError, OverflowError, OSError) as error:
        raise ParameterError(f"{given or said!r} is no day", expected="a day such as 2026-11-22") from error
    return datetime.now(UTC).date().isoformat(), False


def epoch(day: str) -> int:
    """Return the seconds from 1970 to a day's midnight, UTC.

    Examples
    --------
    >>> epoch("1970-01-02")
    86400
    """
    return int(datetime.combine(date.fromisoformat(day), time(), UTC).timestamp())
