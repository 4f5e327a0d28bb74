"""Who supplied what share year by year, as the points of lines that a reader can pick."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from econsec.exhibits.elements.vintage import complete
from econsec.flows.accounts import REST

if TYPE_CHECKING:
    import pandas as pd

    from econsec.exhibits.elements import Report

OTHERS = 2  # suppliers besides those that are asked for


class Point(NamedTuple):
    """A supplier's share of what an importer bought of a product in a year."""

    importer: str
    product: str
    exporter: str
    year: int
    share: float


def points_of(report: Report, rows: pd.DataFrame, *, partner: bool) -> list[Point]:
    """Return the shares of rival, partner and the largest others of the last year; a complete table names all zeros.

    Where a list, or the largest flows alone, are known of a year, who is not there has no point.

    In plain Python: of hundreds of choices each has a handful of rows, and a frame of each costs more than they do.
    """
    importer, product = rows["importer"].iloc[0], rows["product"].iloc[0]
    years, exporters, shares = (rows[name].tolist() for name in ("year", "exporter", "share"))
    last, known = max(years), sorted(set(years))
    asked = [code for code in [report.rival, *([report.partner] if partner else [])] if code != importer]
    now = (code for year, code in zip(years, exporters, strict=True) if year == last and code not in {REST, *asked})
    others = list(dict.fromkeys(now))[: 1 if partner else OTHERS]
    whole = set(rows.loc[rows["known_from"] == "flows", "year"])
    cells: dict[tuple[str, int], float] = {}
    for year, code, share in zip(years, exporters, shares, strict=True):
        cells[code, year] = cells.get((code, year), 0.0) + (0.0 if math.isnan(share) else share)
    return [
        Point(importer, product, code, year, cells.get((code, year), 0.0))
        for code in [*asked, *others]
        for year in known
        if year in whole or (code, year) in cells
    ]


def since(report: Report, points: list[Point], *, trimmed: bool = False) -> str:
    """Say what the first line began and ended with; `trimmed`: of earlier years the largest flows alone are known."""
    who = points[0].exporter
    own = {point.year: point.share for point in points if point.exporter == who}
    told = complete(own, least=2)
    before, after = told[0], told[-1]
    form = "moved" if before != after else "largest" if trimmed else "single"
    values = {"who": who, "before": own[before], "after": own[after], "then": str(before), "now": str(after)}
    return report.text(f"picks.path.text.{form}", **values)


def caption(report: Report, points: list[Point], known_from: str) -> str:
    """Say what is drawn and of which years, and what it means that a line has no mark in one of them."""
    years = {point.year for point in points}
    gaps = len(points) < len(years) * len({point.exporter for point in points})
    values = {"first_year": str(min(years)), "last_year": str(max(years))}
    return report.text(f"picks.path.caption{f'.{known_from}' if gaps else ''}", **values)
