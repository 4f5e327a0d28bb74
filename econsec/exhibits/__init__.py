"""Exhibits: a finding, its chart, its table and its source, never one without the others.

One module a subject; each function takes the report, the numbers and whose they are, and returns an
:class:`~econsec.exhibits.exhibit.Exhibit`, or a :class:`~econsec.exhibits.gap.Gap` where there is nothing to show.
"""

from econsec.exhibits import (
    content,
    controls,
    dependence,
    opening,
    risk,
    shocks,
    substitution,
    suppliers,
    supply,
    trends,
)
from econsec.exhibits.labels import labels, ranked
from econsec.exhibits.report import Report, today

__all__ = [
    "Report",
    "content",
    "controls",
    "dependence",
    "labels",
    "opening",
    "ranked",
    "risk",
    "shocks",
    "substitution",
    "suppliers",
    "supply",
    "today",
    "trends",
]
