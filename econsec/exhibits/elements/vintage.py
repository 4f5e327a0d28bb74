"""What every report's first screen tells of its data, and caveats from the catalogue of sources."""

from __future__ import annotations

from collections.abc import Iterable

from econsec import provenance
from econsec.exhibits.elements.report import Report, today
from econsec.store.catalog import Dataset


def front(
    report: Report,
    key: str,
    data: Dataset,
    *,
    period: str = "",
    ends: tuple[int, int] | None = None,
    **values: object,
) -> None:
    """Open a report: its title, what the data are, whose and how old; the page adds the day it was made on.

    Parameters
    ----------
    key : str
        ``KEY.kicker`` and ``KEY.title`` are messages, and without a period ``KEY.period``, ``KEY.period.provisional``
        where the year may be provisional.
    data : Dataset
        The table that the report stands on.
    period : str
        What the data are and of when, as a text in the report's language.
    ends : (int, int), optional
        Year and month in which the data end: December of the report's year unless given.
    **values
        What title and period speak of besides the parts of the report.
    """
    year, month = ends or (report.year, 12)
    day = today()
    months = max((day.year - year) * 12 + day.month - month - 1, 0)
    key_of_period = f"{key}.period{'.provisional' if stale(report, data) else ''}"
    facts = {
        "figures": period or report.text(key_of_period, **values),
        "source": data.source.line(report.language),
        "age": report.text("front.age", months=months),
    }
    report.page(key, facts, **values)


BREAK = "break_2017"  # the caveat of the year that a new nomenclature left incomplete


def complete(years: Iterable[int], *, least: int = 1) -> list[int]:
    """Return the years from which a change may be told: all but the one that the source holds in part only.

    Parameters
    ----------
    years : iterable of int
        The years at hand.
    least : int
        How many must be left; where fewer are, the incomplete year stays.

    Examples
    --------
    >>> complete([2017, 2019, 2024]), complete([2017, 2024], least=2)
    ([2019, 2024], [2017, 2024])
    """
    known = sorted({int(year) for year in years})
    whole = [year for year in known if year != provenance.caveat_year(BREAK)]
    return whole if len(whole) >= least else known


def broken(years: Iterable[int]) -> tuple[str, ...]:
    """Return the caveat of the incomplete year where it is among those shown."""
    return (BREAK,) if provenance.caveat_year(BREAK) in {int(year) for year in years} else ()


def caveats(report: Report, *names: str) -> tuple[str, ...]:
    """Return caveats of the sources' closed list as sentences in the report's language.

    Examples
    --------
    >>> from econsec.exhibits.elements.report import Report
    >>> caveats(Report("JPN", "IND", "CHN", 2024), "provisional_2024")
    ('2024 is provisional in this release.',)
    """
    return tuple(provenance.caveat(name, report.language) for name in names)


PROVISIONAL = "provisional_2024"  # the caveat of a release's last year


def stale(report: Report, data: Dataset | None = None) -> tuple[str, ...]:
    """Return the caveat of a provisional year where the report speaks of one, and the data are of that release."""
    last = provenance.caveat_year(PROVISIONAL)
    there = data is None or PROVISIONAL in data.source.caveats
    return (PROVISIONAL,) if there and last is not None and report.year >= last else ()
