"""Fetch a source and make its next vintage: whole, checked, and only if something is new."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec import paths, provenance
from econsec.brevity import briefly
from econsec.errors import FetchError, MissingFileError, NoDataError, QualityError, SchemaError, in_brief
from econsec.live import manual
from econsec.live.asking import keys
from econsec.live.asking.client import Client
from econsec.live.asking.limits import Limits
from econsec.live.connector import Visit, Way
from econsec.live.connectors.economies import gta, imf, oecd, worldbank, wto
from econsec.live.connectors.knowledge import innovation_graph, openalex
from econsec.live.connectors.resources import usgs
from econsec.live.connectors.trade import comext, comtrade, estat, india_tradestat, japan_customs
from econsec.live.publishers import Publisher, publisher
from econsec.store import package, parquet
from econsec.store.building import LEAST_KEPT
from econsec.store.kept import condition, losses, vintages
from econsec.store.kept.vintages import RAW, Vintage
from econsec.store.package import sha256
from econsec.store.query import load
from econsec.store.schemas import schema, schemas
from econsec.store.validate import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from econsec.live.connector import Ask, Tables
    from econsec.store.schemas import Schema

FETCHED = (
    *(comext, comtrade, estat, gta, imf, india_tradestat, innovation_graph, japan_customs),
    *(oecd, openalex, usgs, worldbank, wto),
)
WAYS: dict[str, Way] = {module.__name__.rpartition(".")[2]: module.WAY for module in FETCHED}
PERIODS = ("year", "quarter", "month")
DIGEST = 12


def update(
    name: str,
    asks: Iterable[Ask] = (),
    *,
    fewer: bool = False,
    limits: Limits | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Vintage, bool]:
    """Ask a publisher and keep what is new.

    Parameters
    ----------
    name : str
        The connector.
    asks : iterable of dict
        What to ask for; empty: all that was ever asked for.
    fewer : bool
        Accept tables that have lost rows or periods.
    limits : Limits or None
        Instead of the connector's own.
    tell : callable
        Told how far it is, and warnings.

    Returns
    -------
    (Vintage, bool)
        The newest vintage, and whether it is new.

    Raises
    ------
    NoDataError
        Nobody has asked this source for anything yet.
    FetchError, SchemaError, QualityError, UnknownEconomyError
        The publisher did not answer, or not with what our readers know; the last vintage stands.
    BusyError
        Another process is at this source.
    """
    about, tell = publisher(name), briefly(tell)  # a publisher's own words may be in it
    way = way_of(about)
    with vintages.working(name) as work:
        last = vintages.newest(name)
        condition.refuse_damaged(last)
        known = () if last is None else last.asks
        asked = tuple(asks) or known or way.usual
        if outdated := condition.outdated(last):
            tell(f"{outdated} was made by another version of econsec: all that was ever asked for is asked again")
            asked = (*known, *(one for one in asked if one not in known))
        if not asked:
            raise NoDataError(f"nothing was ever asked of {name}", hint=f"Run: {about.how}")
        key = keys.find(about.key) if about.key else None
        if about.key_needed and key is None:
            raise FetchError(f"{name} answers nobody without a key", hint=f"Set {about.key}. {about.how}")
        with client(about, key, limits, tell) as asking:
            visit = Visit(asking, work / RAW, tell)
            with _legible():
                for one in asked:
                    way.ask(visit, one)
        made = _read(way, work / RAW, asked, last, tell)
        for said in losses.of(made, last):
            tell(said)
        facts = {
            "vintage": visit.vintage or datetime.now(UTC).date().isoformat(),
            "asks": [*known, *(one for one in asked if one not in known)],
            "files": [asdict(one) for one in visit.received],
        }
        return _keep(about, work, made, facts, last, fewer=fewer)


def bring(
    name: str, files: Iterable[Path], *, fewer: bool = False, tell: Callable[[str], None] = lambda _: None
) -> tuple[Vintage, bool]:
    """Make the next vintage of files that a person got from the publisher; as `update`.

    Raises
    ------
    MissingFileError, ParameterError
        One of them is not there, or two are called alike.
    """
    about, tell = publisher(name), briefly(tell)
    way = manual.way(about)
    if any(table not in schemas() for table in about.tables):
        raise FetchError(f"{name} does not come as files", hint=about.how)
    files = list(files)
    contents = manual.contents(files, about)
    with vintages.working(name) as work:
        received = []
        for file, content in contents.items():
            (work / RAW / file).write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            now = datetime.now(UTC).isoformat(timespec="seconds")
            received.append({"file": file, "url": "", "time": now, "size": len(content), "sha256": digest})
        last = vintages.newest(name)
        condition.refuse_damaged(last)
        try:
            made = _read(way, work / RAW, (), last, tell)
        except MissingFileError as error:  # which speaks of the folder that the files were copied to
            said = error.problem.replace(str(work / RAW), ", ".join(dict.fromkeys(str(path.parent) for path in files)))
            raise MissingFileError(said, expected=error.expected, hint=about.how) from error
        facts = {"vintage": datetime.now(UTC).date().isoformat(), "asks": [], "files": received}
        return _keep(about, work, made, facts, last, fewer=fewer)


def wanted(name: str, codes: list[str], reporter: str, years: str, *, monthly: bool) -> Ask:
    """Return what a person asks a source for, checked before anything is sent.

    Raises
    ------
    ParameterError, UnknownEconomyError
        A code, a name or a year that is none, or something that this source does not know.
    FetchError
        The source cannot be fetched by a program.

    Examples
    --------
    >>> wanted("comtrade", ["280530"], "India", "2024", monthly=True)["reporter"]
    'IND'
    """
    return way_of(publisher(name)).question(name, codes, reporter, years, monthly=monthly)


def way_of(about: Publisher) -> Way:
    """Return the code that asks a publisher and reads what it sends; of some only files that a person got."""
    return WAYS[about.way] if about.way in WAYS else manual.way(about)


def client(about: Publisher, key: keys.Key | None, limits: Limits | None, tell: Callable[[str], None]) -> Client:
    """Return a client for a publisher's hosts, with its limits or others."""
    own = limits or Limits(pause=about.pause, most_bytes=about.most_mb << 20)
    header, param, prefix = about.key_header, about.key_param, about.key_prefix
    return Client(about.hosts, own, key=key, key_header=header, key_param=param, key_prefix=prefix, tell=tell)


def _read(way: Way, raw: Path, asks: tuple[Ask, ...], last: Vintage | None, tell: Callable[[str], None]) -> Tables:
    with _legible():
        return way.read(raw, asks, lambda table: _earlier(last, table), tell)


@contextmanager
def _legible() -> Iterator[None]:
    """Say of an answer that no reader expected, that it cannot be read."""
    try:
        yield
    except (ValueError, LookupError, TypeError) as error:  # a number that is none, a line that breaks off
        raise SchemaError(
            f"the answers cannot be read ({type(error).__name__}: {in_brief(error)})",
            expected="the publisher's own format",
            hint="What was fetched before stands.",
        ) from error


def _earlier(last: Vintage | None, table: str) -> pd.DataFrame | None:
    """Return a table as it was: as the last vintage has it, else the bundle."""
    if last is not None and table in last.tables and not condition.outdated(last):
        return parquet.read(last.path(table), schema(table))
    return load(table) if table in schemas() else None


def _keep(
    about: Publisher, work: Path, made: Tables, facts: dict[str, Any], last: Vintage | None, *, fewer: bool
) -> tuple[Vintage, bool]:
    """Check the tables and make them a vintage, unless the last one says the same."""
    if not made:
        raise FetchError(f"{about.name} has sent nothing that makes a table", hint="What was fetched before stands.")
    tables = {}
    for name, table in made.items():
        promise = schema(name)
        if table.empty:
            raise FetchError(f"{about.name} sends no row of {name}", hint="What was fetched before stands.")
        validate(table, promise)
        tables[name] = _entry(table, promise, work / f"{name}.parquet")
        if last is None and name in schemas():
            bundled = _bundled(name)
            tables[name]["earlier"] = {bundled["sha256"]: bundled["periods"]}
        if not fewer:
            _hold_against(name, tables[name], last)
    hashes = {name: entry["sha256"] for name, entry in tables.items()}
    if last is not None and list(facts["asks"]) == list(last.asks):
        before = {name: entry["sha256"] for name, entry in last.tables.items()}
        if hashes == before:
            return last, False
    licence = provenance.source(about.source).licence
    return vintages.keep(about.name, work, facts | {"licence": licence, "tables": tables}), True


def _entry(table: pd.DataFrame, promise: Schema, path: Path) -> dict[str, Any]:
    parquet.write(table, promise, path)
    found = package.resource(table, promise, path, ())
    return {
        "file": path.name,
        "sha256": found["hash"].removeprefix("sha256:"),
        **{name: found[name] for name in ("size", "rows", "years", "economies", "products")},
        # Of what was written, not of what was made: of the bundle's tables too the files are read.
        "periods": periods(parquet.read(path, promise)),
    }


def _bundled(name: str) -> dict[str, Any]:
    """Return rows, periods and hash of a table of the bundle."""
    promise = schema(name)
    path = paths.data() / promise.path
    table = parquet.read(path, promise)
    return {"rows": len(table), "periods": periods(table), "sha256": sha256(path)}


def periods(table: pd.DataFrame) -> dict[str, str]:
    """Return a digest of the rows of each period, so that a new month can be told from a revised one.

    Parameters
    ----------
    table : DataFrame
        Sorted by its key; year, and quarter or month where it has them.

    Examples
    --------
    >>> import pandas as pd
    >>> list(periods(pd.DataFrame({"year": [2024, 2024], "month": [1, 2], "value": [3.0, 4.0]})))
    ['2024-01', '2024-02']
    """
    if "year" not in table:
        return {}
    by = [name for name in PERIODS if name in table]
    rows, found = pd.util.hash_pandas_object(table, index=False), {}
    for values, places in table.groupby(by, sort=True).indices.items():
        first, *others = values if isinstance(values, tuple) else (values,)
        digest = hashlib.sha256(rows.to_numpy()[places].tobytes()).hexdigest()
        found["-".join([str(first), *(f"{part:02}" for part in others)])] = digest[:DIGEST]
    return found


def _hold_against(name: str, made: dict[str, Any], last: Vintage | None) -> None:
    """Refuse a table that has lost what the last vintage had, or the bundle where this is the first."""
    if last is not None and name in last.tables:
        before = last.tables[name]
    elif name in schemas():
        before = _bundled(name)
    else:
        return
    lost = sorted(set(before["periods"]) - set(made["periods"]))
    if lost or made["rows"] < LEAST_KEPT * before["rows"]:
        gone = f" and nothing of {lost[0]}" if lost else ""
        raise QualityError(
            f"{name} has {made['rows']:,} rows{gone}; before it had {before['rows']:,}",
            expected="no period less, and at least 95 % of the rows",
            hint="What was there before stands. If the publisher has truly withdrawn figures: --fewer",
        )
