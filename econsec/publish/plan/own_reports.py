"""Reports of one's own: a notebook and, beside it, a TOML file of its name that says what a portfolio would say."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from pydantic import ValidationError

from econsec.errors import PortfolioError
from econsec.publish.plan.portfolio import SUFFIX, Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.publish.plan.portfolio import Portfolio

#: Where they are looked for in a work folder.
FOLDERS = (".", "notebooks")
#: The table of the file that is the notebook's, and none of the portfolio's business.
SENTENCES = "sentences"


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
        first = error.errors(include_url=False)[0]
        place = " ".join(str(step) for step in first["loc"])
        raise PortfolioError(f"{path}: {place}: {first['msg']}") from error


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
