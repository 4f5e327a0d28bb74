"""What the codes hold: the exhibit that keeps a reader from taking a code for a material."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.exhibits.elements.exhibit import Exhibit
from econsec.exhibits.elements.table import Column, Table

if TYPE_CHECKING:
    from econsec.codes.sectors import Sector
    from econsec.exhibits.elements.report import Report
    from econsec.store.catalog import Dataset


def codes(report: Report, sector: Sector, labels: dict[str, str], data: tuple[Dataset, ...]) -> Exhibit:
    """Show which codes of a sector are not what they seem, and what they hold; all of them where each is what it seems.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    sector : Sector
        Whose products.
    labels : dict
        Product code to label.
    data : tuple of Dataset
        Whose figures are told by these codes.
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
        Column("product", report.text("column.hs"), "code"),
        Column("label", report.text("column.label")),
        Column("holds", report.text("column.holds")),
        Column("fits", report.text("column.fits")),
        Column("note", report.text("column.note")),
    )
    return Exhibit(
        id="codes",
        headline=report.text("holdings.codes.headline", **values),
        subtitle=report.text("holdings.codes.subtitle", **values),
        alt=report.text("holdings.codes.headline", **values),
        table=Table(
            odd if len(odd) else shown,
            columns,
            report.text("holdings.codes.subtitle", **values),
            open=True,
            whole=shown[[column.key for column in columns]],
        ),
        datasets=data,
        language=report.language,
    )
