"""``econsec new``: a report of one's own, in a notebook and one file beside it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from econsec.cli.language.sentences import translated
from econsec.cli.language.words import is_japanese, label, worded
from econsec.i18n import LANGUAGES

if TYPE_CHECKING:
    from econsec.store.catalog import Dataset

TEMPLATE = Path(__file__).parent / "template"
#: What a table of trade has: others need a notebook of their own, which `econsec render path/to/my.ipynb` renders.
FLOWS = {"exporter", "importer", "product", "value"}
ROLES = {"importer": "JPN", "partner": "IND", "rival": "CHN"}
NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")
#: What one calls a language, where one is asked for words in it.
SPOKEN = {"en": "English", "ja": "Japanese"}


def new(
    name: Annotated[str, typer.Argument(help="Name of the report: lower-case letters, digits, underscores.")],
    title: Annotated[str | None, typer.Option(help="Its title in English.")] = None,
    title_ja: Annotated[str | None, typer.Option(help="Its title in Japanese.")] = None,
    question: Annotated[str | None, typer.Option(help="What it asks, a sentence in English.")] = None,
    question_ja: Annotated[str | None, typer.Option(help="The same in Japanese.")] = None,
    data: Annotated[str | None, typer.Option(help="Table of trade it stands on (econsec data list; own_...).")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", "-l", help="en or ja; repeat. Both.")] = None,
) -> None:
    """Make a report of one's own: NAME.ipynb and NAME.toml in the work folder, ready to be rendered."""
    from econsec import paths
    from econsec.cli.common import shown, write

    work = paths.own_reports()
    folder = work / "notebooks" if (work / "notebooks").is_dir() else work
    _refuse_name(name, folder)
    languages = _languages(language or list(LANGUAGES))
    words = {
        "title": {"en": title, "ja": title_ja},
        "question": {"en": question, "ja": question_ja},
    }
    said = {
        f"{what}_{code}": _asked(f"{what} in {SPOKEN[code]}", given[code], f"--{what}" + "-ja" * (code == "ja"))
        for what, given in words.items()
        for code in languages
    }
    table = _table(_asked("table of trade", data, "--data", default="baci_minerals"))
    values = {"name": name, "data": table.name, "year": str(table.years[-1]), "language": languages[0], **_roles(table)}
    write(folder / f"{name}.toml", _entry(languages, said, values))
    try:
        write(folder / f"{name}.ipynb", _notebook(languages, said, values))
    except OSError:  # alone it would be an entry without a notebook, and keep the name from being tried again
        (folder / f"{name}.toml").unlink()
        raise
    also = worded("{one} and {other}", one=f"{shown(folder / name)}.ipynb", other=f"{name}.toml")
    typer.echo(f"{label('made')} {also}")
    typer.echo(f"{label('next')} econsec render {name}")


def _refuse_name(name: str, folder: Path) -> None:
    from econsec.cli.common import portfolio
    from econsec.errors import ParameterError
    from econsec.i18n.text import catalogue

    if not NAME.fullmatch(name):
        raise ParameterError(f"{name!r} is no name of a report", expected="such as steel or rare_gases")
    there = [path for path in (folder / f"{name}.ipynb", folder / f"{name}.toml") if path.exists()]
    if there:
        raise ParameterError(f"{there[0]} is there already", expected="a name that is not", hint="Nothing is changed.")
    known = {key.partition(".")[0] for key in catalogue("en")} | {report.name for report in portfolio().report}
    if name in known:
        raise ParameterError(f"the name {name} is taken by the package", expected=f"another, such as my_{name}")


def _languages(asked: list[str]) -> list[str]:
    from econsec.errors import UnknownNameError

    for code in asked:
        if code not in LANGUAGES:
            raise UnknownNameError(code, LANGUAGES, where="languages of reports")
    return list(dict.fromkeys(asked))


def _asked(what: str, given: str | None, flag: str, *, default: str | None = None) -> str:
    """Return what was given, or ask for it where somebody sits at the keyboard."""
    from econsec.errors import ParameterError

    if given is None and sys.stdin.isatty():
        asked = translated(what) if is_japanese() else what[0].upper() + what[1:]
        given = typer.prompt(asked, default=default)
    found = " ".join((given if given is not None else default or "").split())
    if not found:
        raise ParameterError(f"no {what}", expected=f"{flag} TEXT")
    return found


def _table(name: str) -> Dataset:
    from econsec.errors import ParameterError
    from econsec.store.catalog import dataset, datasets

    found = dataset(name)
    if {field.name for field in found.fields} >= FLOWS and found.years:
        return found
    fit = [one.name for one in datasets() if {field.name for field in one.fields} >= FLOWS and one.years]
    raise ParameterError(
        f"{name} is no table of who sold what to whom",
        expected=f"one of {', '.join(fit)}, or figures of your own (own_...)",
        hint="A notebook on any other figures is rendered by its path: econsec render path/to/my.ipynb",
    )


def _roles(table: Dataset) -> dict[str, str]:
    """Return importer, partner and rival, of which those whom the table does not know are others that it knows."""
    wanted = {role: code for role, code in ROLES.items() if code in table.economies}
    others = (code for code in (*table.economies, *ROLES.values()) if code not in wanted.values())
    return {role: wanted.get(role) or next(others) for role in ROLES}


def _filled(text: str, values: dict[str, str]) -> str:
    return re.sub(r"@(\w+)@", lambda found: values.get(found[1], found[0]), text)


def _entry(languages: list[str], said: dict[str, str], values: dict[str, str]) -> str:
    import tomllib

    from econsec.store.kept.own_tables import PREFIX

    data = values["data"]
    lines = {
        "languages": json.dumps(languages),
        # Every report reads what is one's own: it is known without being named.
        "tables": json.dumps([] if data.startswith(PREFIX) else [data]),
        "titles": "\n".join(f"{code} = {_quoted(said[f'title_{code}'])}" for code in languages),
        "questions": "\n".join(f"{code} = {_quoted(said[f'question_{code}'])}" for code in languages),
    }
    entry = _filled((TEMPLATE / "report.toml").read_text(encoding="utf-8"), {**values, **lines})
    sentences = tomllib.loads((TEMPLATE / "sentences.toml").read_text(encoding="utf-8"))
    # A brace of the author's is a brace, and no placeholder; an asterisk is one, and makes nothing bold.
    plain = {key: text.replace("{", "{{").replace("}", "}}").replace("*", r"\*") for key, text in said.items()}
    for code in languages:
        entry += f"\n[sentences.{code}]\n"
        for key, text in sentences[code].items():
            entry += f'"{values["name"]}.{key}" = {_quoted(_filled(text, plain))}\n'
    return entry


def _quoted(text: str) -> str:
    """Write a basic string of TOML, which JSON's are."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _notebook(languages: list[str], said: dict[str, str], values: dict[str, str]) -> str:
    notebook: dict[str, Any] = json.loads((TEMPLATE / "report.json").read_text(encoding="utf-8"))
    spoken = [f"lang-{code}" for code in languages]
    said = {key: text.replace("*", r"\*") for key, text in said.items()}
    notebook["cells"] = [
        {**cell, "source": _filled(cell["source"], {**values, **said})}
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" or cell["metadata"]["tags"][0] in spoken
    ]
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
