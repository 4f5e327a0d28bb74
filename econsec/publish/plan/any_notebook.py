"""A notebook that no portfolio names, as a report: its title and languages are read from itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from econsec.errors import MissingFileError, PortfolioError
from econsec.publish.page import prose
from econsec.publish.plan.fingerprint import json_hash
from econsec.publish.plan.portfolio import SUFFIX, Report

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

LANGUAGE = re.compile(r"lang-([a-z]{2})")
_LONGEST = 50


def of_file(path: Path, languages: Sequence[str] = (), *, taken: Collection[str] = ()) -> Report:
    """Return the report that a notebook of one's own makes.

    Parameters
    ----------
    path : Path
        The notebook, wherever it lies.
    languages : sequence of str
        Those asked for; none for those that its cells are tagged with (``lang-en``), else English.
    taken : collection of str
        Names of other reports, which it shall not have.

    Returns
    -------
    Report
        Named after the file, titled by its first heading, else by ``title`` of its metadata, else by the file.

    Raises
    ------
    MissingFileError
        There is no such file.
    PortfolioError
        It is no notebook, or not one of Python.
    """
    if not path.is_file():
        raise MissingFileError(f"no notebook {path}")
    try:
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        cells = [(cell["cell_type"], _tags(cell), "".join(cell["source"])) for cell in notebook.get("cells", ())]
        about = notebook.get("metadata", {})
        spoken = {"language_info": about.get("language_info", {}).get("name")}
        spoken["kernelspec"] = about.get("kernelspec", {}).get("language")
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise PortfolioError(f"{path} is not a notebook: {error}") from error
    if foreign := [name for name in spoken.values() if name and str(name).lower() not in {"python", "ipython"}]:
        raise PortfolioError(f"{path.name} is written in {foreign[0]}", expected="a notebook in Python")
    tagged = dict.fromkeys(code for _, tags, _ in cells for code in tags)
    asked = tuple(dict.fromkeys(languages)) or tuple(tagged) or ("en",)
    words = {code: [text for kind, tags, text in cells if kind == "markdown" and tags <= {code}] for code in asked}
    return Report(
        name=_name(path, taken),
        notebook=path.resolve(),
        languages=asked,
        title={code: _title(words[code], about.get("title"), path) for code in asked},
        data=(),  # what it reads nobody has said, and the page claims nothing
        loose=True,
    )


def _tags(cell: dict[str, Any]) -> set[str]:
    found = (LANGUAGE.fullmatch(str(tag)) for tag in cell.get("metadata", {}).get("tags", ()))
    return {one[1] for one in found if one}


def _title(texts: list[str], named: object, path: Path) -> str:
    def headings(deepest: int) -> Iterator[str]:
        return (found for text in texts if (found := prose.title(text, deepest=deepest).strip()))

    return next(headings(1), "") or str(named or "") or next(headings(6), "") or path.stem


def _name(path: Path, taken: Collection[str]) -> str:
    """Name the report after its file; what is no name of a folder everywhere, or is another's, gets a number."""
    stem = _plain(path.stem)
    named = re.match(r"[a-z]", stem) is not None
    alike = stem != path.stem and any(_plain(one.stem) == stem for one in path.parent.glob(f"*{SUFFIX}") if one != path)
    if named and len(stem) <= _LONGEST and stem not in taken and path.stem.isascii() and not alike:
        return stem
    mark = json_hash(path.stem if stem not in taken else str(path.resolve()))[:8]
    return f"{stem[:_LONGEST]}-{mark}" if named else f"notebook-{mark}"


def _plain(stem: str) -> str:
    return re.sub(r"[^a-z0-9_-]+", "-", stem.lower()).strip("-_")
