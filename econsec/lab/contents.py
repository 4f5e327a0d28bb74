"""How JupyterLab reads and writes our notebooks: one language shows, and what a reader did not change stays as it lay.

JupyterLab saves a notebook that was merely opened, with metadata of its own; and passages in the other language stand
twice in its list of contents. What is hidden when a notebook is read is put back when it is written. Voila, which reads
files by a manager of its own, hides the same passages as it makes its page.
"""

from __future__ import annotations

import ast
import subprocess
from typing import Any

import nbformat
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from nbconvert.preprocessors import Preprocessor
from traitlets import Bool

#: In the metadata of a notebook that is open: the ids of its cells in their order, and between them what is hidden. It
#: travels with the notebook, so that a copy, or a file saved under another name, has both languages too.
HIDDEN = "econsec_hidden"
TAGS = {"en": "lang-en", "ja": "lang-ja"}
#: What JupyterLab writes about the kernel that it happens to have.
MACHINE = ("kernelspec", "language_info")


class Notebooks(AsyncLargeFileManager):
    """Jupyter's own manager of files, for notebooks in two languages."""

    strip_outputs = Bool(
        default_value=False, config=True, help="Write notebooks that git keeps without outputs; others keep theirs."
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
            strip = self.strip_outputs and self._tracked(path)
            after = whole(nbformat.from_dict(model["content"]), before, strip=strip)
            if before is not None and _plain(after, before) == _plain(before, before):
                return await self.get(path, content=False)
            model = {**model, "content": after}
        saved: dict[str, Any] = await super().save(model, path)  # type: ignore[no-untyped-call]
        return saved

    def _tracked(self, path: str) -> bool:
        """Tell whether a file is one of its repository's, and none of somebody's own that lies there too."""
        asked = ["git", "-C", self.root_dir, "ls-files", "--error-unmatch", "--", path.strip("/")]
        try:
            return subprocess.run(asked, capture_output=True, check=False).returncode == 0  # noqa: S603 - no shell
        except OSError:  # no git: nothing is tracked
            return False


class OneLanguage(Preprocessor):
    """What Voila makes its page of: named in ``voila.json``, which an install puts where Jupyter looks for settings."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401
        """Return a notebook without the passages in the other language, and the resources as they are."""
        return shown(nb), resources


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
    notebook = whole(notebook, None, strip=False)
    language = _language(notebook)
    own, other = TAGS.get(language), next((tag for code, tag in TAGS.items() if code != language), "")
    order = [
        cell if own and other in _tags(cell) and own not in _tags(cell) else cell.get("id")
        for cell in notebook["cells"]
    ]
    # Without ids, which older forms lack, nothing would tell where it is to be put back.
    if None in order or all(isinstance(one, str) for one in order):
        return notebook
    cells = [cell for cell, one in zip(notebook["cells"], order, strict=True) if isinstance(one, str)]
    # A node, as what JupyterLab exports is made from.
    return nbformat.from_dict(notebook | {"cells": cells, "metadata": notebook["metadata"] | {HIDDEN: order}})


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
    cells = _put_back(list(notebook["cells"]), metadata.pop(HIDDEN, ()))
    if before is not None:
        kept = before["metadata"]
        metadata |= {name: kept[name] for name in MACHINE if name in kept and _same(kept[name], metadata.get(name))}
    if strip:
        cells = [_stripped(cell) for cell in cells]
    return nbformat.from_dict(notebook | {"cells": cells, "metadata": metadata})


def _same(kept: Any, now: Any) -> bool:  # noqa: ANN401
    """Tell whether what is said of a kernel names the one that was there, whatever else this machine says of it."""
    return not now or now.get("name") == kept.get("name")


def _put_back(cells: list[Any], order: Any) -> list[Any]:  # noqa: ANN401
    """Set each hidden passage behind the cell that it stood behind; if that is gone, behind the last that is not."""
    here = {cell.get("id") for cell in cells}
    found, after = list(cells), None
    for one in order:
        name = one if isinstance(one, str) else one.get("id")
        if name not in here and not isinstance(one, str):
            at = next((place for place, cell in enumerate(found) if after is not None and cell.get("id") == after), -1)
            found.insert(at + 1, nbformat.from_dict(one))
            after = name
        elif name in here:
            after = name
    return found


def _stripped(cell: Any) -> Any:  # noqa: ANN401
    return cell | {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell


def _plain(notebook: Any, before: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what of a notebook is its author's, to compare; a kernel that the file did not name is none of it."""
    cells = [
        dict(cell) | {"metadata": {name: value for name, value in cell["metadata"].items() if name != "trusted"}}
        for cell in notebook["cells"]
    ]
    added = set(MACHINE) - set(before["metadata"])
    return {"cells": cells, "metadata": {k: value for k, value in notebook["metadata"].items() if k not in added}}


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
