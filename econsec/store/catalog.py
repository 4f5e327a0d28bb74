"""The catalogue: every dataset by name, with what it holds, whose it is and how to know that it is whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from econsec import paths, provenance
from econsec.errors import MissingFileError, NoDataError, UnknownDatasetError
from econsec.store import package
from econsec.store.atomic_files import settle
from econsec.store.baci import cubes, shelf
from econsec.store.kept import own_tables, vintages
from econsec.store.listing import Datasets
from econsec.store.schemas import Field, live_schemas, schemas, user_schemas
from econsec.store.schemas import schema as schema_of

if TYPE_CHECKING:
    from pathlib import Path

    from econsec.store.kept.vintages import Vintage


@dataclass(frozen=True)
class Dataset:
    """A tidy table that is there.

    Parameters
    ----------
    fields : tuple of Field
        Name, type, unit and description of each column.
    key : tuple of str
        The columns that make a row unique.
    source : Source
        Whose figures, in which edition, under which licence.
    years : tuple of int
        The years that have rows; empty for a table without years.
    economies, products : tuple of str
        The codes that have rows; empty where there are too many to list.
    rows, bytes, sha256
        Of the file ``path``; for a user's store of all its files.
    fetched : str
        When it was fetched from the publisher's own service; empty for what the bundle has.
    """

    name: str
    titles: dict[str, str]
    fields: tuple[Field, ...] = field(repr=False)
    key: tuple[str, ...]
    source: provenance.Source
    years: tuple[int, ...]
    economies: tuple[str, ...] = field(repr=False)
    products: tuple[str, ...] = field(repr=False)
    rows: int
    bytes: int
    sha256: str
    path: Path
    fetched: str = ""

    def title(self, language: str = "en") -> str:
        """Return the title in a language."""
        return self.titles[language]

    @property
    def caveats(self) -> tuple[str, ...]:
        """The ids of the caveats that go with every figure of it."""
        return self.source.caveats


def dataset(name: str, *, as_of: str | None = None) -> Dataset:
    """Find a dataset by its name: the newest there is, in the bundle or among what was fetched.

    Parameters
    ----------
    name : str
        Of the catalogue.
    as_of : str or None
        An ISO day: as it was known by the end of it.

    Raises
    ------
    UnknownDatasetError
        There is none of that name; the error suggests the nearest.
    MissingFileError
        It is known, and has not been built or fetched.
    NoDataError
        Nothing of it was known on that day.
    ParameterError
        ``as_of`` is no day.

    Examples
    --------
    >>> dataset("baci_minerals").years
    (2022, 2024)
    """
    until = "" if as_of is None else vintages.day_of(as_of).isoformat()  # 20260301 is a day too, and sorts otherwise
    known = _catalogue(paths.data())
    if name.startswith(own_tables.PREFIX):
        layers = [_own(own_tables.find(name))]
    elif name in user_schemas():
        layers = [_added(name)]
    elif name in known.keys() | schemas().keys() | live_schemas().keys():
        layers = [known[name]] if name in known else []
    else:
        raise UnknownDatasetError(name, [*schemas(), *user_schemas(), *live_schemas()])
    # ISO dates, or the first parts of one: a bundle built from a later release counts before what was fetched earlier.
    then = [layer for layer in layers if not until or layer.source.vintage <= until]
    if (one := vintages.holding(name, as_of=as_of)) is not None:
        then.append(fetched(name, one))
    if then:
        return max(then, key=lambda layer: (layer.source.vintage, layer.fetched))
    days = [one.day.isoformat() for one in vintages.all_vintages() if name in one.tables]
    if days := [*days, *(layer.source.vintage for layer in layers)]:
        raise NoDataError(f"nothing of {name} was known on {until}", expected=f"a day from {min(days)} on")
    if name in live_schemas():
        raise MissingFileError(f"the dataset {name!r} was never fetched", hint="Run: econsec data sources")
    raise MissingFileError(f"the dataset {name!r} is not built", hint="Run: econsec data build --raw DIR")


def datasets() -> Datasets:
    """List every dataset of the bundle, each in its newest vintage.

    Returns
    -------
    Datasets
        A tuple that shows itself as a table; ``table`` is that as a frame, ``holding(words)`` the part that has words.

    Examples
    --------
    >>> datasets().holding("governance").table["name"].tolist()
    ['wgi']
    """
    return Datasets(dataset(name) for name in _catalogue(paths.data()))


def added() -> tuple[Dataset, ...]:
    """List every dataset that only the user's own store has."""
    whole = tuple(_added(name) for name in user_schemas() if cubes.held(name))
    fetched_ones = (dataset(name) for name in live_schemas() if vintages.holding(name) is not None)
    return (*whole, *fetched_ones, *(_own(one) for one in own_tables.readable()))


def fetched(name: str, one: Vintage) -> Dataset:
    """Return a dataset as one vintage has it."""
    schema, entry = schema_of(name), one.tables[name]
    return Dataset(
        name=name,
        titles={"en": schema.title, "ja": schema.title_ja},
        fields=schema.fields,
        key=schema.key,
        source=provenance.refreshed(provenance.source(schema.source), one.vintage, one.day),
        years=tuple(entry["years"]),
        economies=tuple(entry["economies"].split()),
        products=tuple(entry["products"].split()),
        rows=entry["rows"],
        bytes=entry["size"],
        sha256=entry["sha256"],
        path=one.path(name),
        fetched=one.fetched,
    )


def _own(about: own_tables.Own) -> Dataset:
    template = schemas()["baci_minerals"]
    years = f"{about.years[0]}-{about.years[-1]}" if len(about.years) > 1 else str(about.years[0])
    source = provenance.Source(
        id=about.name,
        publisher=about.publisher,
        product=about.title,
        edition=years,
        citation="",
        url=about.url,
        licence=about.licence,
        licence_url="",
        commercial=about.commercial,
        vintage=about.vintage,
        covers="",
        caveats=(),
        translations=about.translations,
        remarks=about.caveats,
    )
    return Dataset(
        name=about.name,
        titles={"en": about.title, "ja": about.translations.get("product", about.title)},
        fields=tuple(one for one in template.fields if one.name in about.columns),
        key=template.key,
        source=source,
        years=about.years,
        economies=about.economies,
        products=about.products,
        rows=about.rows,
        bytes=about.bytes,
        sha256=about.sha256,
        path=about.path,
    )


def _added(name: str) -> Dataset:
    schema, files = user_schemas()[name], cubes.held(name)
    if not files:
        command = "cubes" if name in cubes.QUERIES and shelf.stored() else "add baci FILE.zip"
        raise MissingFileError(f"the dataset {name!r} is not in your store", hint=f"Run: econsec data {command}")
    digest = hashlib.sha256("".join(item.sha256 for item in files).encode()).hexdigest()
    return Dataset(
        name=schema.name,
        titles={"en": schema.title, "ja": schema.title_ja},
        fields=schema.fields,
        key=schema.key,
        source=provenance.source(schema.source),
        years=tuple(sorted({item.year for item in files})),
        economies=(),
        products=(),
        rows=sum(item.rows for item in files),
        bytes=sum(item.bytes for item in files),
        sha256=digest,
        path=shelf.folder(),
    )


def _catalogue(folder: Path) -> dict[str, Dataset]:
    settle(folder)  # before the time of its catalogue is looked at
    path = folder / package.FILE
    return _read(folder, path.stat().st_mtime_ns if path.is_file() else 0)


@cache
def _read(folder: Path, changed: int) -> dict[str, Dataset]:  # noqa: ARG001 - a package built anew is read anew
    entries = {item["name"]: item for item in package.read(folder).get("resources", [])}
    return {name: _dataset(entries[name], folder) for name in schemas() if name in entries}


def _dataset(entry: dict[str, Any], folder: Path) -> Dataset:
    schema = schemas()[entry["name"]]
    return Dataset(
        name=schema.name,
        titles={"en": schema.title, "ja": schema.title_ja},
        fields=schema.fields,
        key=schema.key,
        source=provenance.source(schema.source),
        years=tuple(entry["years"]),
        economies=tuple(entry["economies"].split()),
        products=tuple(entry["products"].split()),
        rows=entry["rows"],
        bytes=entry["size"],
        sha256=entry["hash"].removeprefix("sha256:"),
        path=folder / entry["path"],
    )
