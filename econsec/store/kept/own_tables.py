"""Figures of one's own: who made them, under which licence, and, where they are kept, the table in the user's store."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from econsec import paths
from econsec.errors import IntegrityError, ParameterError, UnknownDatasetError, did_you_mean, in_brief
from econsec.store.atomic_files import replacing, settle
from econsec.store.kept.as_begun import refuse_changed
from econsec.store.kept.newer import refuse_newer
from econsec.store.package import sha256

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

PREFIX = "own_"
TABLE, FACTS = "flows.parquet", "facts.json"
AGAIN = "Add the figures again: econsec data add own FILE.csv"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class Own:
    """What is said of figures of one's own.

    Parameters
    ----------
    name : str
        The dataset: "own_" and what it was called.
    publisher, title, licence, url : str
        Whose, what, under which licence, where from.
    vintage : str
        When it was released or made (ISO date or part of one).
    reporter : str
        ISO3 code where it is one economy's account; empty where it is all that was traded.
    caveats : tuple of str
        Sentences that go with every figure of it.
    commercial : bool
        The licence allows commercial use.
    translations : dict
        publisher and title in Japanese, where given.
    years, economies, products : tuple
        What it holds.
    rows, bytes : int
        Of the table.
    sha256 : str
        Of the kept file; empty where the figures were not kept.
    """

    name: str
    publisher: str
    title: str
    licence: str
    url: str
    vintage: str
    reporter: str
    caveats: tuple[str, ...]
    commercial: bool
    translations: dict[str, str]
    years: tuple[int, ...]
    economies: tuple[str, ...]
    products: tuple[str, ...]
    rows: int
    bytes: int = 0
    sha256: str = ""
    columns: tuple[str, ...] = field(default=())

    @property
    def path(self) -> Path:
        """The file of the kept table."""
        return _folder(self.name) / TABLE


#: What was named in this process and not kept.
SESSION: dict[str, Own] = {}
#: The SHA-256 of what this process kept: a report may add figures of its own.
KEPT: dict[str, str] = {}


def called(name: str) -> str:
    """Return the name of the dataset.

    Raises
    ------
    ParameterError
        It is not of small letters, digits and "_", or too long.

    Examples
    --------
    >>> called("my_flows"), called("own_my_flows")
    ('own_my_flows', 'own_my_flows')
    """
    plain = name.removeprefix(PREFIX)
    if not NAME.fullmatch(plain):
        raise ParameterError(f"no name for a dataset: {name!r}", expected="up to 40 of a-z, 0-9 and _, a letter first")
    return PREFIX + plain


def keep(frame: pd.DataFrame, about: Own) -> Own:
    """Write a table with what is said of it, whole or not at all; one of that name is replaced.

    Raises
    ------
    BusyError, IntegrityError
        Another process is at it; the disk is full. What was there is untouched.
    EconsecError
        There is no place to keep it in.
    """
    paths.keep_in(_folder(about.name).parent)
    with replacing(_folder(about.name)) as fresh:
        path = fresh / TABLE
        frame.to_parquet(path, index=False, compression="zstd")
        found = _with(about, bytes=path.stat().st_size, sha256=sha256(path))
        (fresh / FACTS).write_text(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    SESSION.pop(about.name, None)
    KEPT[about.name] = found.sha256
    return found


def held() -> tuple[str, ...]:
    """Return the names of what is kept, sorted."""
    root = paths.user_data() / "own"
    names = (path.parent.name for path in root.glob(f"[!.]*/{FACTS}"))
    return tuple(sorted(PREFIX + name for name in names if NAME.fullmatch(name)))


def readable() -> tuple[Own, ...]:
    """Return what is kept and can be read: one that is damaged takes nothing from the others (`trouble` names it)."""
    found = []
    for name in held():
        with suppress(IntegrityError):
            found.append(find(name))
    return tuple(found)


def trouble(name: str) -> str:
    """Say what is wrong with the figures kept under a name; an empty string if they are whole."""
    try:
        about = find(name)
        if not about.path.is_file():
            return f"{about.path} is gone"
        return "" if sha256(about.path) == about.sha256 else f"{about.path} is not the file that was kept"
    except IntegrityError as error:
        return str(error)


def find(name: str) -> Own:
    """Return what is said of figures of one's own.

    Raises
    ------
    UnknownDatasetError
        Nothing of that name is kept, nor was named in this process.
    IntegrityError
        What is kept cannot be read, or was changed since the report that this process runs began.
    """
    if name in SESSION:
        return SESSION[name]
    if not NAME.fullmatch(name.removeprefix(PREFIX)):  # no path: it would lead out of the store
        raise UnknownDatasetError(name, held())
    folder = _folder(name)
    if folder.is_dir():
        settle(folder)
    if not (folder / FACTS).is_file():
        near = f"{did_you_mean(name, held())} ".lstrip()
        raise UnknownDatasetError(name, hint=near + "Run: econsec data add own FILE.csv --name NAME ...")
    try:
        facts: dict[str, Any] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        refuse_newer(folder / FACTS, facts, Own)
        found = _with(Own(**facts))
        if found.name != name or not (found.years and found.products and found.sha256):
            raise ValueError("it says nothing of its name, its years, its products or its file")  # noqa: TRY301
        found = replace(found, years=tuple(int(year) for year in found.years))
    except (OSError, ValueError, TypeError) as error:
        raise IntegrityError(
            f"{folder / FACTS} cannot be read: {in_brief(error)}", hint=f"{AGAIN} --name {_folder(name).name} ..."
        ) from error
    if KEPT.get(name) != found.sha256:
        refuse_changed(name, found.sha256)
    return found


def _with(about: Own, **facts: object) -> Own:
    made = {name: tuple(value) if isinstance(value, list) else value for name, value in vars(about).items()}
    return Own(**made | facts)  # type: ignore[arg-type]


def _folder(name: str) -> Path:
    return paths.user_data() / "own" / name.removeprefix(PREFIX)
