"""Whose figures these are, in which units, under which licence, of when, and what one would get wrong."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import LANGUAGES
from econsec.errors import ParameterError, UnknownValueError
from econsec.store.catalog import Dataset, dataset
from econsec.store.listing import years

if TYPE_CHECKING:
    from collections.abc import Iterator

LABELS = {
    "en": ("Source", "Licence", "Released", "Years", "Fetched", "Address", "Note"),
    "ja": ("出典", "利用条件", "公表", "対象年", "取得", "URL", "注意"),
}
TERMS = {
    "en": {True: "commercial use allowed", False: "no commercial use"},
    "ja": {True: "商用利用可", False: "商用利用不可"},
}


@dataclass(frozen=True)
class About:
    """What is known of some figures.

    Parameters
    ----------
    datasets : tuple of Dataset
        Where they are from.
    language : str
        en or ja.
    """

    datasets: tuple[Dataset, ...]
    language: str = "en"

    @property
    def units(self) -> pd.DataFrame:
        """One row a column: dataset, column, unit, description."""
        rows = [
            (one.name, field.name, field.unit, field.text(self.language))
            for one in self.datasets
            for field in one.fields
        ]
        return pd.DataFrame(rows, columns=["dataset", "column", "unit", "description"])

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader would otherwise get wrong, each once."""
        said = (sentence for one in self.datasets for sentence in one.source.warnings(self.language))
        return tuple(dict.fromkeys(said))

    @property
    def sources(self) -> tuple[str, ...]:
        """The line of each source, as it stands below an exhibit."""
        return tuple(dict.fromkeys(one.source.line(self.language) for one in self.datasets))

    def _facts(self, one: Dataset) -> Iterator[tuple[str, str]]:
        source = one.source
        terms = TERMS[self.language][source.commercial]
        found = (
            source.line(self.language),
            f"{source.text('licence', self.language)} ({terms})",
            source.vintage,
            years(one.years),
            one.fetched,
            source.url,
        )
        yield from ((label, value) for label, value in zip(LABELS[self.language], found, strict=False) if value)
        yield from ((LABELS[self.language][-1], sentence) for sentence in source.warnings(self.language))

    def __repr__(self) -> str:
        """Return all of it as text."""
        parts = []
        for one in self.datasets:
            lines = [f"{one.title(self.language)} ({one.name})"]
            lines += [f"  {label}: {value}" for label, value in self._facts(one)]
            lines += [
                f"  {field.name}{f' [{field.unit}]' if field.unit else ''}: {field.text(self.language)}"
                for field in one.fields
            ]
            parts.append("\n".join(lines))
        return "\n\n".join(parts)

    def _repr_html_(self) -> str:
        parts = []
        for one in self.datasets:
            facts = "".join(
                f"<dt>{html.escape(label)}</dt><dd>{html.escape(value)}</dd>" for label, value in self._facts(one)
            )
            units = self.units[self.units["dataset"] == one.name].drop(columns="dataset").to_html(index=False, border=0)
            title = html.escape(one.title(self.language))
            parts.append(f"<h4>{title} (<code>{html.escape(one.name)}</code>)</h4><dl>{facts}</dl>{units}")
        return f'<div lang="{self.language}">{"".join(parts)}</div>'


def about(what: object, language: str = "en") -> About:
    """Say whose figures these are: units, source, licence, vintage, caveats.

    Parameters
    ----------
    what : DataFrame, Trade, Dataset, str or what a decision or an exhibit returned
        What `load`, `fetched`, `trade` or `own` gave, or a part of it; the name of a dataset; any object that carries
        ``sources`` or ``datasets``.
    language : str
        en or ja.

    Returns
    -------
    About
        Shows itself; ``units`` is a frame, ``caveats`` and ``sources`` are sentences.

    Raises
    ------
    ParameterError
        It does not say where it is from: what is put together from several frames loses it.
    UnknownDatasetError
        There is no such dataset.
    UnknownValueError
        There is no such language.

    Examples
    --------
    >>> from econsec.store.query import load
    >>> magnets = load("baci_minerals", year=2024, product="850511")
    >>> about(magnets.head(3)).sources
    ('CEPII, BACI V202601 (HS 2017), Etalab Open Licence 2.0',)
    >>> about("wgi").units["column"].tolist()[:2]
    ['economy', 'year']
    """
    if language not in LANGUAGES:
        raise UnknownValueError(language, LANGUAGES, where="language")
    found = tuple(_datasets(what))
    if not found:
        raise ParameterError(
            f"nothing says where this {type(what).__name__} is from",
            expected="what load, fetched, trade or own gave, or the name of a dataset",
            hint="A frame put together from several loses it: ask about each of them.",
        )
    return About(found, language)


def _datasets(what: object) -> Iterator[Dataset]:
    if isinstance(what, (str, Dataset)):
        yield what if isinstance(what, Dataset) else dataset(what)
        return
    if isinstance(what, (pd.DataFrame, pd.Series)):
        names = what.attrs.get("dataset") or what.attrs.get("sources") or ()
    else:
        names = getattr(what, "datasets", None) or getattr(what, "sources", None) or ()
    named = (names,) if isinstance(names, str) else names
    if isinstance(named, (tuple, list)):
        for name in dict.fromkeys(named):
            if isinstance(name, (str, Dataset)):
                yield name if isinstance(name, Dataset) else dataset(name)
