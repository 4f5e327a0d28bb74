"""What stands below a pick of purchases: whose figures its rows are, and what a reader may get wrong of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.economies import with_port
from econsec.exhibits.dependence.naming import OLDER
from econsec.exhibits.elements.sources import cited
from econsec.exhibits.elements.vintage import broken, caveats, stale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from econsec.exhibits.elements import Report
    from econsec.store.catalog import Dataset

LARGEST, LISTS = "largest", "lists"
Key = tuple[str, str]  # importer and product


class SourcesAndNotes:
    """Whose figures the rows of each pick are, and what is to be known of them.

    Parameters
    ----------
    bought : DataFrame
        From `decisions.by_importer`, with its ``attrs``.
    rows : mapping of (str, str) to DataFrame
        Importer and product to those of its rows that are shown.
    """

    def __init__(self, report: Report, bought: pd.DataFrame, rows: Mapping[Key, pd.DataFrame]) -> None:
        self.report, self.attrs = report, bought.attrs
        self.known_from = {key: set(own["known_from"]) for key, own in rows.items()}
        self.years = {key: {int(year) for year in own["year"].unique()} for key, own in rows.items()}
        port = set(with_port(report.rival)[1:])
        self.port = {key: not port.isdisjoint(own["exporter"]) for key, own in rows.items()}
        self.whole = _importers(key for key, known_from in self.known_from.items() if LISTS not in known_from)
        self.listed = _importers(key for key, known_from in self.known_from.items() if LISTS in known_from)

    def datasets(self, key: Key) -> tuple[Dataset, ...]:
        """Return whose figures the rows of a pick are: of its last year, and of those before where it has any."""
        now, before = (self.attrs[name].get(key[1], ()) for name in ("sources", "before"))
        years = self.years[key]
        last = now if self.report.year in years or not before else ()
        return cited((*last, *(before if years - {self.report.year} else ())))

    def notes(self, key: Key) -> tuple[str, ...]:
        """Say what else can be picked of this kind, and what the figures are not."""
        report, here = self.report, {name for one in self.datasets(key) for name in one.source.caveats}
        told = self._lists() if LISTS in self.known_from[key] else self._complete()
        if LARGEST in self.known_from[key]:
            told.append(report.text("caveat.trimmed"))
        older = OLDER in {one.name for one in self.datasets(key)}
        names = [*(["hong_kong"] if self.port[key] else []), *(() if older else broken(self.years[key]))]
        names += stale(report) if report.year in self.years[key] else ()
        return (*told, *caveats(report, *(name for name in names if name in here)))

    def _complete(self) -> list[str]:
        n, attrs = len(self.whole), self.attrs
        part = float(attrs.get("covered", float("nan")))
        among = max(n, int(attrs.get("importers", n)))
        told = [self.report.text("picks.note.importers", n=n, of=among, covered=part)]
        left = list(attrs.get("without", ()))
        return told + ([self.report.text("picks.note.without", names=left)] if left else [])

    def _lists(self) -> list[str]:
        return [self.report.text("picks.note.lists", names=self.listed)]


def _importers(keys: Iterable[Key]) -> list[str]:
    return list(dict.fromkeys(importer for importer, _ in keys))
