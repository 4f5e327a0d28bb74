"""Proof that a notebook ran, read from the notebook itself, and the notebook made the same for the same run.

papermill marks a killed run as complete and lets ``sys.exit()`` and cells tagged ``raises-exception`` pass. A report is
published when every code cell that is part of it has its number, in order, and none holds an error.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from nbformat.v4 import new_output

from econsec.publish.run.failure import INJECTED, LAB_ONLY, RunError, cell_name

if TYPE_CHECKING:
    from nbformat import NotebookNode

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")
# It begins only where a path can: an output may be one word of a million letters.
_CELL_FILE = re.compile(r"(?<![\w./-])(?:/[\w.-]+)*/ipykernel_\d+/(\d+\.py)")
_CHART_ID = re.compile(r"altair-viz-[0-9a-f]{32}")
#: What pandas' Styler and great_tables call a table by: another name in each run.
_TABLE_ID = re.compile(r"(?<=<div id=\")[a-z]{10}(?=\")|(?<=<table id=\")T_[0-9a-f]{5,32}(?=\")")
_KEPT = ("tags", "jupyter", "slideshow")


def prove(notebook: NotebookNode) -> None:
    """Refuse a notebook in which a code cell did not run, ran out of order, or holds an error.

    Raises
    ------
    RunError
        With the first such cell.
    """
    count = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip() or LAB_ONLY in cell.metadata.get("tags", ()):
            continue
        count += 1
        failed = [output for output in cell.outputs if output.output_type == "error"]
        if failed:
            what, reason = f"{failed[0].ename}: {failed[0].evalue}", "error"
        elif cell.execution_count != count:
            what, reason = "did not run" if cell.execution_count is None else "ran out of order", "unproved"
        else:
            continue
        raise RunError(f"{cell_name(notebook, index)}: {what}", reason=reason, notebook=notebook)


def settle(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without what differs between two runs of the same: clocks, random ids, memory addresses."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
    }
    charts: dict[str, str] = {}
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
        tags = cell.metadata.get("tags", [])
        cell.id = INJECTED if INJECTED in tags else cell.get("id") or f"cell-{index}"
        cell.metadata = {key: cell.metadata[key] for key in _KEPT if cell.metadata.get(key)}
        for output in cell.get("outputs", []):
            if "data" in output:
                output["data"] = {mime: _settled(value, charts) for mime, value in output["data"].items()}
                output["data"] |= {mime: _named(html) for mime, html in output["data"].items() if mime == "text/html"}
            if "text" in output:
                output["text"] = _settled(output["text"], charts)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join what a stream said between two displays: in how many pieces it came, and which stream first, is chance."""
    joined: list[NotebookNode] = []
    for streams, run in groupby(outputs, lambda output: output.output_type == "stream"):
        if not streams:
            joined += run
            continue
        pieces: dict[str, list[str]] = {}
        for output in run:
            pieces.setdefault(output.name, []).append(output.text)
        joined += [new_output("stream", name=name, text="".join(pieces[name])) for name in sorted(pieces, reverse=True)]
    return joined


def _named(html: Any) -> Any:  # noqa: ANN401 - any JSON
    """Number the tables of an output that were named by chance: where they are named, and not in words that read so."""
    for number, name in enumerate(dict.fromkeys(_TABLE_ID.findall(html)) if isinstance(html, str) else (), 1):
        html = re.sub(rf"(?<=#){name}(?![A-Za-z0-9])|(?<=\bid=\"){name}(?![A-Za-z0-9])", f"table{number}", html)
    return html


def _settled(value: Any, charts: dict[str, str]) -> Any:  # noqa: ANN401 - any JSON
    if not isinstance(value, str):
        return value
    value = _CHART_ID.sub(lambda found: charts.setdefault(found[0], f"altair-viz-{len(charts) + 1}"), value)
    return _ADDRESS.sub("0x0", _CELL_FILE.sub(r"ipykernel/\1", value))
