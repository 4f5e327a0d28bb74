"""Which modules a notebook imports, read without running it: they are loaded once for all reports."""

from __future__ import annotations

import ast
import json
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def imports(notebook: Path) -> set[str]:
    """Return what a notebook's code cells import at their top level, as ``module`` or ``module:name``.

    Parameters
    ----------
    notebook : Path
        The notebook. What cannot be read imports nothing: to say why is for those who run it.
    """
    with suppress(Exception):  # whatever it is that is no notebook
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return {name for cell in cells if cell["cell_type"] == "code" for name in _imports("".join(cell["source"]))}
    return set()


def _imports(source: str) -> Iterator[str]:
    with suppress(SyntaxError):  # a cell with a magic command
        for line in ast.parse(source).body:
            if isinstance(line, ast.Import):
                yield from (name.name for name in line.names)
            elif isinstance(line, ast.ImportFrom) and line.module and not line.level:
                yield from (line.module if name.name == "*" else f"{line.module}:{name.name}" for name in line.names)
