"""What several commands share: the portfolio, what reports may read, how paths and outcomes are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from econsec.cli.closed_output import unheard
from econsec.cli.language.sentences import translated
from econsec.cli.language.words import label, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from econsec.publish.editions.edition import Edition
    from econsec.publish.job import Event
    from econsec.publish.plan.parameters import Kind
    from econsec.publish.plan.plan import Settings
    from econsec.publish.plan.portfolio import Portfolio, Report
    from econsec.publish.render import Outcome


#: Endings of what every report reads: codes, the catalogue, the schemas; not what an editor or a system left there.
SHARED = (".csv", ".json", ".toml")


def portfolio() -> Portfolio:
    """Return the reports of the project, and those of one's own in the work folder."""
    from econsec import paths
    from econsec.publish.plan.own_reports import joined
    from econsec.publish.plan.portfolio import load

    def tell(sentence: str) -> None:
        warn(translated(sentence))

    return joined(load(paths.notebooks() / "reports.toml"), paths.own_reports(), tell)


def work_folder() -> Path:
    """Return the folder to work in.

    Raises
    ------
    MissingFileError
        There is none: the package is installed, and nothing is written into it.
    """
    from econsec import paths
    from econsec.errors import MissingFileError

    if (found := paths.work()) is None:
        portfolio = paths.PORTFOLIO
        raise MissingFileError(
            f"{Path.cwd()} is no work folder, nor is ECONSEC_HOME set",
            expected=f"a folder with {portfolio}",
            hint=f"Run: econsec init DIR, then go there. For reports of your own alone an empty {portfolio} will do.",
        )
    return found


class Inputs(NamedTuple):
    """What reports read: files by a name that does not depend on where the checkout lies, and which all of them read.

    Parameters
    ----------
    inputs : dict of str to Path
        Tables by the name that :func:`econsec.load` knows; codes, schemas and the catalogue by their path.
    shared : tuple of str
        Names of those that are no tables.
    vintages : dict of str to dict
        How old each table is, and a digest of each of its periods if it was fetched.
    environment : dict of str to str
        With which cells read these vintages, whatever is fetched while they run, and of what is written over when it is
        added again these figures or none.
    """

    inputs: dict[str, Path]
    shared: tuple[str, ...]
    vintages: dict[str, dict[str, Any]]
    environment: dict[str, str]


class Kinds(Mapping[str, "Kind"]):
    """What parameter values mean, loaded when a value is given: a night in which nobody asks needs no pandas."""

    @cached_property
    def _known(self) -> Mapping[str, Kind]:
        from econsec.cli.parameter_kinds import KINDS

        return KINDS

    def __getitem__(self, kind: str) -> Kind:
        return self._known[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def inputs() -> Inputs:
    """Return all that a report may read: of a table that was fetched the newest vintage, as `econsec.load` does."""
    from econsec import paths
    from econsec.store.atomic_files import settle
    from econsec.store.baci import shelf
    from econsec.store.kept import as_begun, own_tables, vintages
    from econsec.store.package import sha256

    root = paths.data()
    settle(root)
    # What begins with a dot is a system's, or a build that goes on.
    seen = [path for path in sorted(root.rglob("[!.]*")) if not str(path.relative_to(root)).startswith(".")]
    tables = {path.stem: path for path in seen if path.suffix == ".parquet"}
    others = [path for kind in SHARED for path in seen if path.suffix == kind]
    shared = {path.relative_to(root).as_posix(): path for path in others}
    # Whole years of BACI go before the bundle in every answer on trade: what is in the store makes another edition.
    whole, own = shelf.folder() / shelf.MANIFEST, own_tables.readable()
    shared |= {"store/baci.json": whole} if whole.is_file() else {}
    shared |= {f"store/{one.name}": one.path for one in own}
    begun = {one.name: one.sha256 for one in own} | ({shelf.BACI: sha256(whole)} if whole.is_file() else {})
    aged = _vintages(root)
    known = vintages.all_vintages()
    environment = vintages.last_read(known) | as_begun.setting(begun)
    if not (brought := vintages.latest(known)):  # a night without any needs no facts of publishers
        return Inputs(tables | shared, tuple(shared), aged, environment)
    from econsec.live.publishers import publisher
    from econsec.provenance import source

    for name, one in brought.items():
        if one.vintage >= str(aged.get(name, {}).get("vintage", "")):
            tables[name] = one.path(name)
            aged[name] = {
                "vintage": one.vintage,
                "publication": source(publisher(one.source).source).product,
                "fetched": one.fetched,
                "periods": one.tables[name]["periods"],
                "earlier": one.tables[name].get("earlier", {}),
            }
    return Inputs(tables | shared, tuple(shared), aged, environment)


def _vintages(root: Path) -> dict[str, dict[str, Any]]:
    """Return how old the tables of the bundle are; what is wrong with their catalogue, whoever loads one will say."""
    try:
        resources = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        return {str(item["name"]): {"vintage": str(item["vintage"])} for item in resources}
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def given(assignments: Sequence[str], option: str = "-p", example: str = "importer=DEU") -> dict[str, str]:
    """Read the ``NAME=VALUE`` words of an option.

    Raises
    ------
    ParameterError
        A word without a name or an equals sign, or a name given twice.

    Examples
    --------
    >>> given(["importer=DEU"])
    {'importer': 'DEU'}
    """
    from econsec.errors import ParameterError

    found: dict[str, str] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or not name.strip():
            raise ParameterError(
                f"cannot read {option} {assignment!r}", expected=f"NAME=VALUE, such as {option} {example}"
            )
        if name.strip() in found:
            raise ParameterError(f"{option} {name.strip()} is given twice", expected="once")
        found[name.strip()] = value
    return found


def place(text: str) -> Path:
    """Read a path that was given.

    Raises
    ------
    ParameterError
        It is empty, leads round in a circle, or has a name that is no text.
    """
    from econsec.errors import ParameterError

    expected = "a folder, such as reports"
    if not text.strip():
        raise ParameterError(f"a path is empty: {text!r}", expected=expected, hint="A dot is the folder you are in.")
    try:
        text.encode()
        Path(text).resolve()
    except UnicodeEncodeError:
        raise ParameterError(f"{text!a} is no name in UTF-8", expected=expected) from None
    except (RuntimeError, ValueError) as error:
        raise ParameterError(f"{text!r} leads nowhere ({error})", expected=expected) from None
    return Path(text)


def settings_of(hear: Callable[[Event], None], out: Path | None, **how: object) -> Settings:
    """Return how the reports of this project are rendered, into its own folder where no other is named."""
    from econsec import paths
    from econsec.publish.plan.plan import Settings

    chosen = out or paths.reports()
    return Settings(out=chosen, **inputs()._asdict(), kinds=Kinds(), progress=hear, **how)  # type: ignore[arg-type]


def beside(chosen: Sequence[Report]) -> Path | None:
    """Return ``reports`` where one stands, for reports of one's own that lie outside of any work folder; else None."""
    from econsec import paths

    own = paths.own_reports()
    mine = own != paths.work() and all(report.notebook.is_relative_to(own.resolve()) for report in chosen)
    return own / "reports" if chosen and mine else None


def page_of(edition: Edition) -> Path:
    """Return where a reader finds the page of an edition: where the next one will be, too."""
    return edition.folder.parent / "latest" / "report.html"


def heard(sentence: str) -> None:
    """Print what a floor below tells of its progress."""
    typer.echo(translated(sentence))


def warn(sentence: str) -> None:
    """Print a warning."""
    typer.echo(f"{label('warning')} {sentence}", err=True)


def tell(outcomes: Sequence[Outcome], seconds: float) -> None:
    """Print where each edition lies, and how long it took; if nobody hears it, the rest is done all the same."""
    sys.stdout = unheard(sys.stdout)
    for outcome in outcomes:
        if outcome.status == "failed":
            which = f"{outcome.report} ({outcome.language}){_of(outcome)}"
            said = worded("{which}: {problem}", which=which, problem=translated(outcome.problem))
            typer.echo(f"{label('failed')} {said}", err=True)
            if outcome.edition is not None:
                stays = worded("the last good edition stays: {folder}", folder=shown(outcome.edition.folder))
                typer.echo(f"{'':<10} {stays}", err=True)
        elif outcome.edition is not None:
            typer.echo(f"{label(outcome.status)} {shown(page_of(outcome.edition))}{_of(outcome)}")
    for sentence in dict.fromkeys(f"{one.report}, {sentence}" for one in outcomes for sentence in one.unshown):
        warn(sentence)
    good = sum(outcome.status != "failed" for outcome in outcomes)
    typer.echo(worded("{good} of {count} editions in {seconds:.1f} s", good=good, count=len(outcomes), seconds=seconds))


def _of(outcome: Outcome) -> str:
    """Say what an edition of a sweep has for itself."""
    said = " ".join(f"{name}={value}" for name, value in outcome.asked.items())
    return f"  {said}" if said else ""


def shown(path: Path) -> str:
    """Return a path as short as the reader's place allows."""
    absolute = path.absolute()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else str(absolute)


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole, or leave what was there; a pipe or a device is written to.

    Raises
    ------
    OSError
        It cannot be written; names the path as it was given.
    """
    from econsec.publish.files import durable

    target = path.resolve()
    written = content.encode() if isinstance(content, str) else content
    try:
        if path.is_file() or (target.parent.is_dir() and not path.exists()):
            durable.write_file(target, written)
        else:  # no file: what that is, the system says
            with path.open("wb") as file:
                file.write(written)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from error
