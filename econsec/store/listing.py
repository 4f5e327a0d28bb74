"""Datasets as a table that one can read and search, where a tuple of them would print every code that they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from econsec.store.catalog import Dataset

SPAN = 1  # years that are not named one by one


class Datasets(tuple["Dataset", ...]):
    """Datasets, in the order of the catalogue; printed and shown as a table.

    Examples
    --------
    >>> from econsec.store.catalog import datasets
    >>> [one.name for one in datasets().holding("lithium")][:2]
    ['baci_hs92', 'iea_supply']
    """

    __slots__ = ()

    @property
    def table(self) -> pd.DataFrame:
        """One row a dataset: name, title, years, rows, publisher, licence, whether commercial use is allowed."""
        rows = [
            {
                "name": one.name,
                "title": one.title(),
                "years": years(one.years),
                "rows": one.rows,
                "publisher": one.source.publisher,
                "licence": one.source.licence,
                "commercial": one.source.commercial,
            }
            for one in self
        ]
        columns = ["name", "title", "years", "rows", "publisher", "licence", "commercial"]
        return pd.DataFrame(rows, columns=columns)

    def holding(self, words: str) -> Datasets:
        """Return those whose name, title, columns or publisher have every word; case and accents do not matter."""
        asked = fold(words).split()
        return Datasets(one for one in self if all(word in _words(one) for word in asked))

    def __repr__(self) -> str:
        """Return the table as text."""
        return self.table.to_string(index=False, max_colwidth=60) if self else "no datasets"

    def _repr_html_(self) -> str:
        html: str = self.table.to_html(index=False, border=0)
        return html


def years(held: Iterable[int]) -> str:
    """Return years as one reads them.

    Examples
    --------
    >>> years((2012, 2013, 2014, 2024)), years(())
    ('2012–2014, 2024', '')
    """
    runs: list[list[int]] = []
    for year in sorted(held):
        if runs and year - runs[-1][-1] <= SPAN:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _words(one: Dataset) -> str:
    source = one.source
    said = [one.name.replace("_", " "), one.name, *one.titles.values(), source.publisher, source.product]
    said += [*source.translations.values(), *one.products, source.covers]
    said += [text for field in one.fields for text in (field.name, field.description, field.description_ja)]
    return fold(" ".join(said))
