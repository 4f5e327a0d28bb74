"""The series of economies, each under its name and in its colour: the two sides of a comparison, or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.exhibits.charts.parts import Series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from econsec.exhibits.elements.report import Report


def two_sides(report: Report, mine: str = "mine", theirs: str = "theirs") -> list[Series]:
    """Return the series of importer and partner.

    Parameters
    ----------
    mine, theirs : str
        The columns that hold the importer's and the partner's figures.

    Examples
    --------
    >>> from econsec.exhibits.elements.report import Report
    >>> [(one.key, one.label) for one in two_sides(Report("JPN", "IND", "CHN", 2024))]
    [('mine', 'Japan'), ('theirs', 'India')]
    """
    return [
        Series(mine, report.text("economy.importer"), report.palette.of(report.importer)),
        Series(theirs, report.text("economy.partner"), report.palette.of(report.partner)),
    ]


def economies(report: Report, codes: Iterable[str]) -> list[Series]:
    """Return a series an economy, in the order given.

    Examples
    --------
    >>> from econsec.exhibits.elements.report import Report
    >>> [one.label for one in economies(Report("JPN", "IND", "CHN", 2024), ["IND", "USA"])]
    ['India', 'United States']
    """
    return [Series(code, report.name(code), report.palette.of(code)) for code in codes]
