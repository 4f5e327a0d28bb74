"""The pages that are made: reference from docstrings, methods from their definitions, the catalogue from itself."""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import TYPE_CHECKING

import gallery

import econsec
from econsec import decisions, exhibits, indicators
from econsec.decisions.methods import methods
from econsec.indicators.definitions import described
from econsec.provenance import caveat

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = {"indicators": indicators, "decisions": decisions}


def write(folder: Path) -> None:
    """Write every made page into a folder."""
    folder.mkdir(exist_ok=True)
    pages = {"front": _front(), "methods": _methods(), "catalogue": _catalogue(), "exhibits": _exhibits()}
    pages |= {name: _reference(name, module) for name, module in FLOORS.items()} | gallery.pages(folder)
    for name, text in pages.items():
        path = folder / f"{name}.md"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _front() -> str:
    names = [name for name in econsec.__all__ if callable(getattr(econsec, name))]
    return "# The front door: `econsec`\n\n" + "\n".join(_entry(getattr(econsec, name)) for name in names)


def _reference(name: str, module: ModuleType) -> str:
    """Return the functions that a floor offers, and those of the modules that it offers."""
    parts = [f"# `econsec.{name}`\n\n{inspect.getdoc(module).splitlines()[0]}\n"]
    offered = [(each, getattr(module, each)) for each in module.__all__]
    parts += [_entry(one) for _, one in offered if callable(one)]
    for each, one in offered:
        if isinstance(one, ModuleType):
            parts += [f"## `{name}.{each}`\n\n{inspect.getdoc(one).splitlines()[0]}\n", *_functions(one)]
    return "\n".join(parts)


def _exhibits() -> str:
    parts = [f"# `econsec.exhibits`\n\n{inspect.getdoc(exhibits).splitlines()[0]}\n"]
    for each in exhibits.__all__:
        one = getattr(exhibits, each)
        if isinstance(one, ModuleType):
            parts += [f"## `exhibits.{each}`\n\n{inspect.getdoc(one).splitlines()[0]}\n", *_functions(one)]
    return "\n".join(parts)


def _functions(module: ModuleType) -> list[str]:
    own = [(name, one) for name, one in vars(module).items() if inspect.isfunction(one) and not name.startswith("_")]
    return [_entry(one) for _, one in own if one.__module__ == module.__name__]


def _entry(one: object) -> str:
    kind = "autoclass" if inspect.isclass(one) else "autofunction"
    # A page of the house may name what another names too: there is one index, and it need not know both.
    return f"```{{eval-rst}}\n.. {kind}:: {one.__module__}.{one.__qualname__}\n   :no-index:\n```\n"


def _methods() -> str:
    lines = ["# Methods\n\nEach indicator and method: what it means here, its formula, its range, who defined it.\n"]
    for floor, names, describe in (
        ("Indicators", described(), indicators.describe),
        ("Decisions", methods(), decisions.describe),
    ):
        lines.append(f"## {floor}\n")
        for name in names:
            one = describe(name, "en")
            lines.append(f"### {one.term}\n\n`{one.name}`\n\n{one.text}\n")
            facts = {"Formula": f"`{one.formula}`" if one.formula else "", "Range": one.range, "After": one.reference}
            lines += [f"- {label}: {fact}" for label, fact in facts.items() if fact]
            lines.append("")
    return "\n".join(lines)


def _catalogue() -> str:
    lines = ["# The catalogue\n\nWhat the bundle holds, whose it is, and what a reader must know of it.\n"]
    for one in econsec.datasets():
        years = f"{one.years[0]} to {one.years[-1]}" if one.years else "no years"
        lines.append(f"## `{one.name}`\n\n{one.title('en')}\n")
        lines += [f"- {one.rows:,} rows, {years}; key: {', '.join(one.key)}", f"- {one.source.line('en')}"]
        lines += [f"- {caveat(name, 'en')}" for name in one.source.caveats]
        lines.append("\n| column | type | unit | what it is |\n|---|---|---|---|")
        lines += [f"| `{field.name}` | {field.type} | {field.unit} | {field.description} |" for field in one.fields]
        lines.append("")
    return "\n".join(lines)
