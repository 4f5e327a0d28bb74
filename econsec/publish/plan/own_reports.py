"""Reports of one's own: a notebook and, beside it, a TOML file of its name that says what a portfolio would say."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from pydantic import ValidationError

from econsec.errors import EconsecError, MissingFileError, PortfolioError
from econsec.publish.plan import any_notebook
from econsec.publish.plan.fingerprint import file_hash
from econsec.publish.plan.portfolio import SUFFIX, Portfolio, Report, load, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from econsec.publish.editions.edition import Edition

#: Where they are looked for in a work folder.
FOLDERS = (".", "notebooks")
#: The table of the file that is the notebook's, and none of the portfolio's business.
SENTENCES = "sentences"
#: What the name of the file says, and not the file.
NAMED = ("name", "notebook")


def read(path: Path) -> Report:
    """Read the entry of one report.

    Parameters
    ----------
    path : Path
        ``NAME.toml``; ``NAME.ipynb`` lies beside it.

    Raises
    ------
    PortfolioError
        It cannot be read, is not TOML, or not what :class:`~econsec.publish.plan.portfolio.Report` says.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        table.pop(SENTENCES, None)
        return Report(**{**table, "name": path.stem, "notebook": path.with_suffix(SUFFIX).resolve()})
    except OSError as error:
        raise PortfolioError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise PortfolioError(f"{path} is not TOML: {error}") from error
    except ValidationError as error:
        raise refused(path, error, Report, table, more=(SENTENCES,), without=NAMED) from error


def joined(portfolio: Portfolio, work: Path, tell: Callable[[str], None]) -> Portfolio:
    """Return a portfolio with the reports of one's own that lie in a work folder.

    Parameters
    ----------
    portfolio : Portfolio
        That of the project.
    work : Path
        Looked into, and its ``notebooks``.
    tell : function of str
        Told of what is none: the others are rendered all the same.
    """
    found = {report.name: report for report in portfolio.report}
    own = {report.notebook for report in portfolio.report}
    for folder in FOLDERS:
        for path in sorted((work / folder).glob("*.toml")):
            notebook = path.with_suffix(SUFFIX)
            if not notebook.is_file() or notebook.resolve() in own:
                continue
            try:
                report = read(path)
            except PortfolioError as error:
                tell(str(error))
                continue
            if report.name in found:
                tell(f"{path} has the name of another report, {found[report.name].notebook}, and is passed over")
                continue
            found[report.name] = report
    return portfolio.model_copy(update={"report": tuple(found.values())})


def that_made(made: Edition, here: Portfolio) -> Report:
    """Return the report that an edition is of, wherever one stands: it lies above its edition, or here.

    Parameters
    ----------
    made : Edition
        In ``reports`` of a work folder, or beside a notebook that no portfolio names.
    here : Portfolio
        The reports of where one stands. Of several of the name the one is meant whose notebook made the edition.

    Raises
    ------
    MissingFileError
        Its notebook is in neither place.
    """
    name, notebook = made.manifest.report, made.manifest.notebook.sha256
    own = [report for report in here.report if report.name == name]
    seen = []
    for one in chain(_above(made), own):  # no folder is looked into above the one that has it
        if one.notebook.is_file() and file_hash(one.notebook) == notebook:
            return one
        seen.append(one)
    # Another notebook of that name than the one that made it: one's own before whatever lies above.
    if (report := next(iter([*own, *seen]), None)) is None:
        raise MissingFileError(
            f"the notebook that made {name} is not there",
            expected=f"{name}{SUFFIX} in the work folder that the edition lies in, or in the one you are in",
        )
    return report


def _above(made: Edition) -> Iterator[Report]:
    """Find reports of the edition's name in the folders above it, the nearest first."""
    name = made.manifest.report
    for folder in made.folder.resolve().parents:
        listed = folder / "notebooks" / "reports.toml"
        with suppress(EconsecError):  # somebody's, and no concern of this edition
            reports = joined(load(listed) if listed.is_file() else Portfolio(report=()), folder, lambda _: None)
            yield from (report for report in reports.report if report.name == name)
        path = folder / made.manifest.notebook.name
        if path.is_file():  # one that no portfolio names
            yield any_notebook.of_file(path, [made.manifest.language]).model_copy(update={"name": name})
