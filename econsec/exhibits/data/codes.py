"""What the codes hold: the exhibit that keeps a reader from taking a code for a material."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.exhibits.elements import Column, Exhibit, Report, Table, common

if TYPE_CHECKING:
    from econsec.codes.sectors import Sector


def codes(report: Report, sector: Sector, labels: dict[str, str]) -> Exhibit:
    """Show which codes of a sector are not what they seem, and what they hold; all of them where each is what it seems.

    Parameters
    ----------
    sector : Sector
        Whose products.

    Examples
    --------
    >>> from econsec import Report, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> minerals = sector("critical_minerals")
    >>> labels = exhibits.labels(minerals, "en", [])
    >>> exhibits.codes.codes(
    ...     report.on(*exhibits.cited(trade(list(labels), year=2024).of(list(labels)).sources)), minerals, labels
    ... ).id
    'codes'
    """
    listed = sector.products[sector.products["product"].isin(labels)]
    name, note = f"name_{report.language}", f"note_{report.language}"
    shown = listed.assign(
        label=listed["product"].map(labels),
        holds=listed[name],
        note=listed[note],
        fits=[report.text(f"confidence.{word}") for word in listed["confidence"]],
    )
    odd = shown[listed["confidence"] != "exact"]
    values = {"n": len(odd), "of": len(listed)}
    columns = (
        common.HS,
        Column("label", "column.label"),
        Column("holds", "column.holds"),
        Column("fits", "column.fits"),
        Column("note", "column.note"),
    )
    return report.exhibit(
        "holdings.codes",
        values,
        table=Table(odd if len(odd) else shown, columns, open=True, whole=shown[[column.key for column in columns]]),
    )
