"""The portfolio: which reports there are, in which languages, with which parameters, and when each is due."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from econsec.errors import MissingFileError, PortfolioError, UnknownReportError, did_you_mean
from econsec.publish.plan.messages import MAIL, Messages
from econsec.publish.plan.names import Language, Slug
from econsec.publish.watches.asked import Watch

SUFFIX = ".ipynb"  # of a notebook
#: What no address holds (RFC 3987): white space, what cannot be printed, quotes, brackets, a percent sign alone.
_STRANGE = re.compile(r"[\s\x00-\x20\x7f-\x9f\ufeff\u200b-\u200f\u2028-\u202e\"'<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
#: What is said of a key, by what pydantic calls it.
_KEYS = {"extra_forbidden": "no such key", "missing": "a key that must be there"}
#: A mail address as [messages] takes it.
_MAIL = re.compile(MAIL)
#: Labels with single dots between them, or an address in numbers (IPv6 without its brackets).
_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")


class Report(BaseModel):
    """A notebook with what it may be asked.

    Parameters
    ----------
    name : str
        The name of its folder and in every command.
    notebook : Path
        The notebook, absolute once the portfolio is read.
    title : mapping of language to str
        Its short name in each language.
    languages : tuple of str
        The editions that ``--all`` makes; the first is the default.
    description : mapping of language to str
        One sentence for the gallery.
    parameters : mapping of name to mapping
        What a value must mean, beyond its type: ``{"importer": {"kind": "economy"}}``.
    distinct : tuple of str
        Parameters that must differ from each other.
    data : tuple of str or None
        The inputs it reads, beside those that all reports share; None for all inputs. A report is run again when one of
        them has changed.
    fetched : tuple of str
        Inputs that it reads where they are there, and says so where they are not.
    daily : bool
        Whether it speaks of the day it is made on (what is in force, how old a figure is): tomorrow it runs again.
    schedule, timezone : str
        When it is due, as five cron fields, and the time zone they are read in; an empty schedule is never due.
    timeout : int
        Seconds that one cell may take.
    memory : int
        Mebibytes of private memory that its cells may take; 0 for all that the machine has.
    loose : bool
        Whether it is a notebook of which nothing was promised: nobody knows what it reads, so it is always run, and
        what its parameters cell holds besides parameters is passed over.
    watch : tuple of Watch
        What is looked at in its editions.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Slug
    notebook: Path
    title: dict[Language, str]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    description: dict[Language, str] = {}
    parameters: dict[str, dict[str, Any]] = {}
    distinct: tuple[str, ...] = ()
    data: tuple[str, ...] | None = None
    fetched: tuple[str, ...] = ()
    daily: bool = False
    schedule: str = ""
    timezone: str = "UTC"
    timeout: Annotated[int, Field(gt=0)] = 600
    memory: Annotated[int, Field(ge=0)] = 0
    loose: bool = False
    watch: tuple[Watch, ...] = ()

    @model_validator(mode="after")
    def _watched(self) -> Report:
        _once([one.name for one in self.watch])
        if others := [one.name for one in self.watch if one.report not in {"", self.name}]:
            raise ValueError(f"watch {others[0]!r} looks at another report")
        return self

    @model_validator(mode="after")
    def _titled(self) -> Report:
        if len(set(self.languages)) < len(self.languages):
            raise ValueError("a language is named twice")
        if untitled := [language for language in self.languages if not self.title.get(language)]:
            raise ValueError(f"no title in {', '.join(untitled)}")
        return self


def _address(text: str) -> str:
    """Return an address that a name of a file can follow."""
    if not text:
        return text
    if "@" in text.partition("://")[2].partition("/")[0]:
        raise ValueError("an address that everybody reads holds no user and no password")
    wanted = "such as https://example.org/reports/"
    # `urlsplit` takes line breaks out before anybody sees them.
    if strange := _STRANGE.search(text):
        raise ValueError(f"{text!r} is no address: {strange[0]!r} has no place in one, {wanted}")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{text!r} is no address ({error}), {wanted}") from None
    if parts.netloc.endswith(":") or port == 0:
        raise ValueError(f"{text!r} names no port: a number from 1 to 65535, or none and no colon")
    whole = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.hostname or "")
    if not whole or parts.query or parts.fragment:
        raise ValueError(f"{text!r} is no address of a folder, {wanted}")
    return text if text.endswith("/") else f"{text}/"


def _contact(text: str) -> str:
    """Return a mail address, or the address of a page."""
    if not text or _MAIL.fullmatch(text):
        return text
    if "://" not in text:
        raise ValueError(f"{text!r} is neither a mail address nor the address of a page")
    return _address(text).removesuffix("" if text.endswith("/") else "/")


class Site(BaseModel):
    """Where the folder of reports is read.

    Parameters
    ----------
    address : str
        Its address, where a server shows it; empty where it is opened as a folder.
    contact : str
        Whom a reader tells of a barrier: a mail address, or the address of a page. Empty: nobody is named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: Annotated[str, AfterValidator(_address)] = ""
    contact: Annotated[str, AfterValidator(_contact)] = ""


class Portfolio(BaseModel):
    """The reports of one folder, in the order of ``reports.toml``, and what is looked at in them and in the data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: tuple[Report, ...] = ()
    watch: tuple[Watch, ...] = ()
    site: Site = Site()
    messages: Messages = Messages()

    @model_validator(mode="after")
    def _told_apart(self) -> Portfolio:
        names = [report.name for report in self.report]
        if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
            raise ValueError(f"two reports are called {', '.join(twice)}: they would write over each other")
        _once([one.name for one in self.watch])
        if homeless := [one.name for one in self.watch if not (one.report or one.question)]:
            raise ValueError(f"watch {homeless[0]!r} does not say which report it looks at")
        return self

    def watches(self) -> dict[str, Watch]:
        """Return all that is looked at: by its name, behind the report's where the report's own entry holds it."""
        own = {
            f"{report.name}/{one.name}": one.model_copy(update={"report": report.name})
            for report in self.report
            for one in report.watch
        }
        return {one.name: one for one in self.watch} | own

    def __getitem__(self, name: str) -> Report:
        for report in self.report:
            if report.name == name:
                return report
        raise UnknownReportError(name, [report.name for report in self.report])


def load(path: Path) -> Portfolio:
    """Read a portfolio.

    Parameters
    ----------
    path : Path
        The ``reports.toml``; its notebooks are named relative to it.

    Returns
    -------
    Portfolio
        Its reports, with absolute notebook paths.

    Raises
    ------
    MissingFileError
        The portfolio or one of its notebooks is not there.
    PortfolioError
        It is not TOML, or an entry is not what :class:`Report` says.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        portfolio = Portfolio.model_validate(table)
    except FileNotFoundError:
        raise MissingFileError(f"no portfolio {path}", expected="a reports.toml that names the notebooks") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PortfolioError(f"{path} is not TOML: {error}") from error
    except ValidationError as error:
        raise refused(path, error, Portfolio, table) from error
    return portfolio.model_copy(update={"report": tuple(_located(report, path.parent) for report in portfolio.report)})


def _once(names: list[str]) -> None:
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise ValueError(f"two watches are called {', '.join(twice)}")


def refused(
    path: Path,
    error: ValidationError,
    kind: type[BaseModel],
    table: dict[str, Any],
    *,
    more: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
) -> PortfolioError:
    """Return what an entry breaks first, as an error that names it, and the keys that there are if it is one of them.

    Parameters
    ----------
    path : Path
        The file.
    error : ValidationError
        What the model says.
    kind : type of BaseModel
        The model of the whole file.
    table : dict
        The file as it was read.
    more, without : tuple of str
        Keys of the file itself that the model does not have, and of the model that the file does not.
    """
    every = error.errors(include_url=False)
    # A misspelt key is missing as well: what was typed says more than what was not.
    found = next((one for one in every if one["type"] == "extra_forbidden"), every[0])
    place, message = list(found["loc"]), found["msg"]
    expected = hint = ""
    if found["type"] in _KEYS:
        message, known = _KEYS[found["type"]], _keys(kind, place[:-1])
        known = known if place[:-1] else tuple(key for key in (*known, *more) if key not in without)
        expected = f"the keys {', '.join(known)}"
        hint = did_you_mean(str(place[-1]), known) if found["type"] == "extra_forbidden" else ""
    if len(place) > 1 and isinstance(place[0], str) and isinstance(number := place[1], int):
        entry = table[place[0]][number]
        place[:2] = [f"{place[0]} {(entry.get('name') if isinstance(entry, dict) else None) or number + 1!r}"]
    where = " ".join(str(step) for step in place)
    return PortfolioError(f"{path}: {where}: {message}", expected=expected, hint=hint)


def _keys(kind: type[BaseModel], place: list[int | str]) -> tuple[str, ...]:
    """Return the keys of the entry at a place of a file: of one in a list, its number stands behind the list's name."""
    for step in place:
        if isinstance(step, str):
            annotation = kind.model_fields[step].annotation
            inside = (annotation, *get_args(annotation))
            kind = next(one for one in inside if isinstance(one, type) and issubclass(one, BaseModel))
    return tuple(kind.model_fields)


def _located(report: Report, folder: Path) -> Report:
    notebook = (folder / report.notebook).resolve()
    if not notebook.is_file():
        raise MissingFileError(f"no notebook {notebook} (report {report.name})")
    return report.model_copy(update={"notebook": notebook})
