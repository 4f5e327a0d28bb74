"""How JupyterLab reads and writes our notebooks: one language shows, and what a reader did not change stays as it lay.

JupyterLab saves a notebook that was merely opened, with metadata of its own; and passages in the other language stand
twice in its list of contents. What is hidden when a notebook is read is put back when it is written.
"""

from __future__ import annotations

import ast
from typing import Any

import nbformat
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from traitlets import Bool

HIDDEN = "econsec_hidden"  # the tag of what was left out, in the metadata of a notebook that is open
TAGS = {"en": "lang-en", "ja": "lang-ja"}
#: What JupyterLab writes about the kernel that it happens to have.
MACHINE = ("kernelspec", "language_info")


class Notebooks(AsyncLargeFileManager):
    """Jupyter's own manager of files, for notebooks in two languages."""

    strip_outputs = Bool(
        default_value=False, config=True, help="Write notebooks without outputs, as a repository keeps them."
    )

    async def get(self, path: str, content: bool = True, *args: object, **kwargs: object) -> dict[str, Any]:
        """Return a file; of a notebook only the passages in its language."""
        model: dict[str, Any] = await super().get(path, content, *args, **kwargs)  # type: ignore[no-untyped-call]
        if content and model["type"] == "notebook":
            model["content"] = shown(model["content"])
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Write a file; a notebook with the passages that were not shown, and not at all if nothing changed."""
        if model.get("type") == "notebook" and "content" in model:
            kept = await super().get(path) if await self.file_exists(path) else None  # type: ignore[no-untyped-call]
            before = kept["content"] if kept and kept["type"] == "notebook" else None
            after = whole(nbformat.from_dict(model["content"]), before, strip=self.strip_outputs)
            if before is not None and _plain(after) == _plain(before):
                return await self.get(path, content=False)
            model = {**model, "content": after}
        saved: dict[str, Any] = await super().save(model, path)  # type: ignore[no-untyped-call]
        return saved


def shown(notebook: Any) -> Any:  # noqa: ANN401 - nbformat has no types
    """Return a notebook without the passages in the other language than that of its parameters.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> cells = [new_code_cell('language: str = "ja"', metadata={"tags": ["parameters"]})]
    >>> cells += [new_markdown_cell(tag, metadata={"tags": [tag]}) for tag in ("lang-en", "lang-ja")]
    >>> [cell["source"] for cell in shown(new_notebook(cells=cells))["cells"]][1:]
    ['lang-ja']
    """
    language = _language(notebook)
    other = next((tag for code, tag in TAGS.items() if code != language), "") if language in TAGS else ""
    cells = [cell for cell in notebook["cells"] if not other or other not in _tags(cell)]
    if len(cells) == len(notebook["cells"]):
        return notebook
    return notebook | {"cells": cells, "metadata": notebook["metadata"] | {HIDDEN: other}}


def whole(notebook: Any, before: Any, *, strip: bool) -> Any:  # noqa: ANN401
    """Return a notebook as it is to be written: with what was hidden, where it stood, and without what a machine adds.

    Parameters
    ----------
    notebook : NotebookNode
        As it was shown and perhaps edited.
    before : NotebookNode or None
        As it lies in its file.
    strip : bool
        Leave out outputs and the numbers of runs.
    """
    metadata = dict(notebook["metadata"])
    hidden = metadata.pop(HIDDEN, "")
    cells = list(notebook["cells"])
    if before is not None:
        for name in MACHINE:
            metadata.pop(name, None)
            metadata |= {name: before["metadata"][name]} if name in before["metadata"] else {}
        cells = _put_back(cells, before["cells"], hidden) if hidden else cells
    if strip:
        cells = [_stripped(cell) for cell in cells]
    return notebook | {"cells": cells, "metadata": nbformat.from_dict(metadata)}


def _put_back(cells: list[Any], before: list[Any], hidden: str) -> list[Any]:
    """Set each hidden passage behind the cell that it stood behind; if that is gone, behind the last that is not."""
    here = {cell.get("id") for cell in cells}
    found, after = list(cells), None
    for cell in before:
        if hidden in _tags(cell) and cell.get("id") not in here:
            at = next((place for place, one in enumerate(found) if after is not None and one.get("id") == after), -1)
            found.insert(at + 1, cell)
            after = cell.get("id")
        elif cell.get("id") in here:
            after = cell.get("id")
    return found


def _stripped(cell: Any) -> Any:  # noqa: ANN401
    return cell | {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell


def _plain(notebook: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what of a notebook is its author's, to compare."""
    cells = [
        dict(cell) | {"metadata": {name: value for name, value in cell["metadata"].items() if name != "trusted"}}
        for cell in notebook["cells"]
    ]
    return {"cells": cells, "metadata": dict(notebook["metadata"])}


def _language(notebook: Any) -> str:  # noqa: ANN401
    """Return the language that a notebook's parameters name; empty where they name none."""
    for cell in notebook["cells"]:
        if "parameters" in _tags(cell):
            try:
                lines = ast.parse(cell["source"]).body
            except SyntaxError:  # it is being written
                return ""
            for line in lines:
                target = getattr(line, "target", None) or next(iter(getattr(line, "targets", ())), None)
                if getattr(target, "id", "") == "language":
                    return str(getattr(getattr(line, "value", None), "value", ""))
    return ""


def _tags(cell: Any) -> list[str]:  # noqa: ANN401
    return list(cell["metadata"].get("tags", ()))
