"""Notebooks and portfolios made for a test: small, and nothing about trade in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from econsec.publish.plan import portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PARAMETERS = """
who: str = "JPN"  # who asks
year: int = 2024  # the year of the answer
language: str = "en"  # the language of the report
"""
DAY = "2026-01-02"  # of a run
HEAD = """
from IPython.display import display
page = {"version": 1, "kicker": "Test", "title": f"Who supplies {who}?", "language": language}
display({"application/vnd.econsec.page+json": page}, raw=True)
"""
CLAIM = """
share = year / 100
text = f"{who} buys {share} % from one."
claim = {"version": 1, "id": "share", "role": "answer", "language": language, "text": text}
claim |= {"parts": [{"text": text}], "values": {"share": share}}
display({"application/vnd.econsec.claim+json": claim}, raw=True)
"""


def code(source: str, *tags: str) -> dict[str, Any]:
    """Return a code cell."""
    empty = {"metadata": {"tags": list(tags)}, "outputs": [], "execution_count": None}
    return {"cell_type": "code", "source": source.strip(), **empty}


def text(source: str, *tags: str) -> dict[str, Any]:
    """Return a Markdown cell."""
    return {"cell_type": "markdown", "source": source, "metadata": {"tags": list(tags)}}


def notebook(*cells: dict[str, Any] | str, parameters: str = PARAMETERS) -> dict[str, Any]:
    """Return a notebook: parameters, head, claim, then the given cells (a string is code)."""
    start = [text("# A question"), code(parameters, "parameters"), code(HEAD), code(CLAIM)]
    given = [code(cell) if isinstance(cell, str) else cell for cell in cells]
    numbered = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate([*start, *given], 1)]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": numbered}


def write(
    folder: Path,
    reports: Mapping[str, Mapping[str, Any]],
    *,
    languages: Sequence[str] = ("en",),
    settings: Mapping[str, str] | None = None,
) -> portfolio.Portfolio:
    """Write notebooks and a ``reports.toml`` over them, and read it back.

    Parameters
    ----------
    folder : Path
        Where to.
    reports : mapping of name to notebook
        What.
    languages : sequence of str
        The editions of each.
    settings : mapping of name to TOML
        More lines of one report's entry.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for name, content in reports.items():
        (folder / f"{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")
        titles = ", ".join(f'{language} = "{name} ({language})"' for language in languages)
        lines = [f'name = "{name}"', f'notebook = "{name}.ipynb"', f"languages = {list(languages)}"]
        entries.append("\n".join(["[[report]]", *lines, f"title = {{{titles}}}", (settings or {}).get(name, "")]))
    (folder / "reports.toml").write_text("\n\n".join(entries), encoding="utf-8")
    return portfolio.load(folder / "reports.toml")
