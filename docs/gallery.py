"""The gallery: every exhibit as it is drawn, with the lines that make it, which are those of its docstring."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from collections import defaultdict
from types import ModuleType
from typing import TYPE_CHECKING, Any

from econsec import exhibits
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.lab.session import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def shown() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Give room, name and function of every public exhibit: what returns one."""
    for name in exhibits.__all__:
        module = getattr(exhibits, name)
        for inner in dir(module) if isinstance(module, ModuleType) else ():
            function = getattr(module, inner)
            if inspect.isfunction(function) and "Exhibit" in str(inspect.signature(function).return_annotation):
                yield module.__name__.split(".")[-2], f"{name}.{inner}", function


def made(function: Callable[..., Any]) -> tuple[str, list[Any]]:
    """Run the example of a function; return its lines, without what a test asks of the exhibit, and what they make."""
    lines = [one.source.rstrip("\n") for one in doctest.DocTestParser().get_examples(inspect.getdoc(function) or "")]
    space: dict[str, Any] = {}
    for line in lines[:-1]:
        exec(line, space)  # noqa: S102 - our own docstring
    last: Any = ast.parse(lines[-1], mode="eval").body
    asked = last.value if isinstance(last, ast.Attribute) else last.generators[0].iter
    found = eval(ast.unparse(asked), space)  # noqa: S307 - the same
    said = lines[-1].removesuffix(".id").removesuffix(".key") if isinstance(last, ast.Attribute) else ast.unparse(asked)
    return "\n".join([*lines[:-1], said]), list(found) if isinstance(found, tuple | list) else [found]


def pages(folder: Path) -> dict[str, str]:
    """Draw every exhibit into a folder; return the pages that show them, by name."""
    (folder / "gallery").mkdir(parents=True, exist_ok=True)
    rooms = defaultdict(list)
    for room, name, function in shown():
        rooms[room].append(_entry(folder, name, function))
    told = {f"gallery/{room}": f"# {room.capitalize()}\n\n" + "\n".join(parts) for room, parts in rooms.items()}
    listed = "\n".join(f"gallery/{room}" for room in sorted(rooms))
    opening = (
        "# Gallery of exhibits\n\nEach with the lines that make it, as its docstring has them. In a notebook an exhibit"
        " on the last line of a cell is shown; `report.show(...)` shows it from any line.\n"
    )
    return {**told, "gallery": f"{opening}\n```{{toctree}}\n:maxdepth: 2\n{listed}\n```\n"}


def _entry(folder: Path, name: str, function: Callable[..., Any]) -> str:
    code, found = made(function)
    parts = [f"## `{name}`\n\n{(inspect.getdoc(function) or '').splitlines()[0]}\n"]
    for place, one in enumerate(each for each in found if isinstance(each, Exhibit)):
        parts.append(f"**{_plain(one.headline)}**\n\n{_plain(one.subtitle)}\n")
        if (chart := one.spec()) is None:
            parts.append("*A table.*\n")
            continue
        file = folder / "gallery" / f"{name}-{place}.svg"
        drawn = picture(chart)
        if not file.is_file() or file.read_text(encoding="utf-8") != drawn:
            file.write_text(drawn, encoding="utf-8")
        parts.append(f"![{_plain(one.alt)}]({file.name})\n")
    return "\n".join([*parts, f"```python\n{code}\n```\n"])


def _plain(text: str) -> str:
    """Write a sentence so that Markdown reads it as one."""
    return re.sub(r"([\\`*_{}\[\]()<>#|$!])", r"\\\1", " ".join(text.split()))
