"""The pages beside the reports, drawn alike: one frame, one style, a policy that names its script by hash."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from econsec.publish.page.safe_text import embedded

FOLDER = Path(__file__).parent
PLAIN = "../template/plain.js"  # what is typed is compared as in a report
LANGUAGES = ("en", "ja")


def draw(template: str, language: str, *, script: str = "", **view: Any) -> str:  # noqa: ANN401 - what templates take
    """Fill a template of the gallery.

    Parameters
    ----------
    template : str
        Its file name.
    language : str
        One of :data:`LANGUAGES`; another is drawn in English.
    script : str
        File name of the one script it may run; empty for none.
    **view
        What the template names. Text from reports and data is escaped.
    """
    language = language if language in LANGUAGES else LANGUAGES[0]
    style = _read("gallery.css")
    code = f'"use strict";\n{_read(PLAIN)}{_read(script)}' if script else ""
    return (
        _environment()
        .get_template(template)
        .render(
            language=language,
            style=Markup(style),  # noqa: S704 - a file of this package
            script=Markup(code),  # noqa: S704 - a file of this package
            policy=policy(style, code),
            say=lambda key, **names: words()[key][language].format(**names) if names else words()[key][language],
            json=embedded,
            day=lambda iso: format_date(date.fromisoformat(iso), "long", language),
            **view,
        )
    )


def file_of(stem: str, language: str, kind: str = "html") -> str:
    """Return the file name of a page in a language.

    Examples
    --------
    >>> file_of("sweep", "en"), file_of("sweep", "ja"), file_of("feed", "ja", "xml")
    ('sweep.html', 'sweep.ja.html', 'feed.ja.xml')
    """
    return f"{stem}.{kind}" if language == LANGUAGES[0] else f"{stem}.{language}.{kind}"


def policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that allows this style, this script and images in the page, and nothing else.

    Examples
    --------
    >>> policy("", "").split("; ")[1]
    "script-src 'none'"
    """
    allowed = _digest(script) if script else "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def words() -> dict[str, dict[str, str]]:
    """Return the phrases by key and language."""
    return tomllib.loads(_read("words.toml"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
