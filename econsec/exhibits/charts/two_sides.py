"""The two sides of a comparison: importer and partner, each with its name and its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.exhibits.charts import Series

if TYPE_CHECKING:
    from econsec.exhibits.elements.report import Report


def two_sides(report: Report, mine: str = "mine", theirs: str = "theirs") -> list[Series]:
    """Return the series of importer and partner.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
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
