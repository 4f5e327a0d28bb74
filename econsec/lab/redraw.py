"""A notebook's exhibits once more, of other parameters: its cells run again, and show them where the first stood."""

from __future__ import annotations

import ast
import html
import sys
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from IPython.display import display, update_display
from IPython.utils.capture import capture_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult

PICTURE = "image/svg+xml"
EMPTY = {"text/html": "", "text/plain": ""}


@dataclass(frozen=True)
class Redrawn:
    """How a redrawing ended.

    Parameters
    ----------
    problem : str
        Why nothing was redrawn; empty where all was.
    unseen : int
        Cells that print or return something, which stands as it was.
    """

    problem: str = ""
    unseen: int = 0


class Cells:
    """The cells of a notebook that were run since this began to listen, and the places where they show something.

    Parameters
    ----------
    shell : InteractiveShell
        Of a kernel.
    output : class of widget, optional
        What each place is, where nothing that a page shows can be changed but what a widget holds, as in Voila.
    """

    def __init__(self, shell: Any, output: Callable[[], Any] | None = None) -> None:  # noqa: ANN401
        self._shell = shell
        self._output = output
        self._code: dict[str, str] = {}
        self._places: dict[str, list[_Place]] = {}
        self._now = ""
        self._gathered: list[dict[str, Any]] | None = None
        shell.events.register("pre_run_cell", self._begins)
        shell.events.register("post_run_cell", self._ends)
        self._shell.display_pub.register_hook(self._shown)

    def close(self) -> None:
        """Listen no longer."""
        self._shell.events.unregister("pre_run_cell", self._begins)
        self._shell.events.unregister("post_run_cell", self._ends)
        self._shell.display_pub.unregister_hook(self._shown)

    def __len__(self) -> int:
        return len(self._code)

    def again(self, given: Mapping[str, Any], tell: Callable[[int, int], None]) -> Redrawn:
        """Run the cells again with some names meaning something else.

        If one fails, every name means what it did and every place shows what it did; what cells have changed within an
        object is not undone.

        Parameters
        ----------
        given : mapping
            Name to value. A cell that sets one of these names itself is left out.
        tell : function of int and int
            Told which cell of how many is run.
        """
        cells = {key: code for key, code in self._code.items() if key != self._now and not _sets(code, given)}
        # What a cell shows that sets such a name itself stays as it was, which is to be said.
        unseen = sum(bool(self._places.get(key)) for key in self._code.keys() - cells.keys() - {self._now})
        before, drawn = dict(self._shell.user_ns), {}
        self._shell.user_ns.update(given)
        for number, (key, code) in enumerate(cells.items(), 1):
            tell(number, len(cells))
            shown, more, error = self._run(code)
            if error is not None:
                for name in self._shell.user_ns.keys() - before.keys():
                    del self._shell.user_ns[name]
                self._shell.user_ns.update(before)
                return Redrawn(problem=str(error) or type(error).__name__)
            drawn[key], unseen = shown, unseen + more
        for key, shown in drawn.items():
            places = self._places.get(key, [])
            unseen += bool(shown and not places)
            for place, contents in zip(places, _shared(shown, len(places)), strict=True):
                place.fill(contents)
        return Redrawn(unseen=unseen)

    def _run(self, code: str) -> tuple[list[dict[str, Any]], bool, BaseException | None]:
        """Run a cell; return what it shows, whether it prints or returns something as well, and what failed."""
        self._gathered, returned = [], []

        def result(value: object) -> None:
            # What shows itself, as an exhibit does, has done so when this returns.
            if value is not None and self._shell.display_formatter.format(value)[0]:
                returned.append(value)

        trap = self._shell.display_trap
        usual = trap.hook, sys.displayhook
        trap.hook = sys.displayhook = result
        self._shell.showtraceback = lambda *_, **__: None
        try:
            with capture_output(display=False) as printed:
                done = self._shell.run_cell(code, store_history=False)
            return self._gathered, bool(returned or printed.stdout), done.error_before_exec or done.error_in_exec
        finally:
            trap.hook, sys.displayhook = usual
            self._gathered = None
            del self._shell.showtraceback

    def _begins(self, info: ExecutionInfo) -> None:
        if self._gathered is None:
            code = str(info.raw_cell)
            self._now = str(getattr(info, "cell_id", None) or code)
            self._code[self._now] = code
            self._places[self._now] = []

    def _ends(self, result: ExecutionResult) -> None:
        if self._gathered is None:
            if not result.success:  # it would fail again, and every other cell with it
                self._code.pop(self._now, None)
            self._now = ""

    def _shown(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """Keep in mind where something is shown; while cells are run again, keep it back."""
        content = message["content"]
        if message["header"]["msg_type"] != "display_data":
            return message
        if self._gathered is not None:
            self._gathered.append(content)
            return None
        transient = content.setdefault("transient", {})
        if not self._now or "display_id" in transient:
            return message
        now, self._now = self._now, ""  # what a place shows of itself is no place
        place = _Widget(self._output()) if self._output else _Output()
        self._places[now].append(place)
        self._now = now
        return place.first(message)


class _Output:
    """A place among the outputs of a cell, in JupyterLab and VS Code: it is saved as what it shows."""

    def __init__(self) -> None:
        self._id = f"econsec-{uuid.uuid4().hex}"

    def first(self, message: dict[str, Any]) -> dict[str, Any]:
        message["content"]["transient"]["display_id"] = self._id
        return message

    def fill(self, contents: list[dict[str, Any]]) -> None:
        if len(contents) == 1:
            (content,) = contents
            data, metadata = content["data"], content["metadata"]
        else:
            data, metadata = {**EMPTY, "text/html": "".join(map(_as_html, contents))} if contents else EMPTY, {}
        update_display(data, metadata=metadata, raw=True, display_id=self._id)  # type: ignore[no-untyped-call]


class _Widget:
    """A place that a widget holds."""

    def __init__(self, output: Any) -> None:  # noqa: ANN401 - ipywidgets has no types
        self._output = output
        display(output)  # type: ignore[no-untyped-call]

    def first(self, message: dict[str, Any]) -> None:
        self.fill([message["content"]])

    def fill(self, contents: list[dict[str, Any]]) -> None:
        self._output.outputs = tuple(
            {"output_type": "display_data", "data": one["data"], "metadata": one["metadata"]} for one in contents
        )


_Place = _Output | _Widget


def _shared(shown: list[dict[str, Any]], places: int) -> Iterator[list[dict[str, Any]]]:
    """Give each place one of what is shown, the last what is over, and those that are over nothing."""
    for place in range(places):
        yield shown[place:] if place == places - 1 else shown[place : place + 1]


def _as_html(content: dict[str, Any]) -> str:
    """Write one of several things that have to share a place: a chart as its picture."""
    data = content["data"]
    plain = f"<p>{html.escape(str(data.get('text/plain', '')))}</p>"
    return str(data.get("text/html") or data.get(PICTURE) or plain)


def _sets(code: str, names: Mapping[str, Any]) -> bool:
    """Tell whether a cell gives one of some names its value, as that of the parameters does.

    Examples
    --------
    >>> _sets("importer = 'JPN'", {"importer": "DEU"}), _sets("table[importer] = 1", {"importer": "DEU"})
    (True, False)
    """
    try:
        lines = ast.parse(code).body
    except SyntaxError:  # a magic
        return False
    set_here = [line for line in lines if isinstance(line, ast.Assign | ast.AnnAssign)]
    targets = [one for line in set_here for one in (line.targets if isinstance(line, ast.Assign) else [line.target])]
    found = [node for one in targets for node in ast.walk(one) if isinstance(node, ast.Name)]
    return any(node.id in names and isinstance(node.ctx, ast.Store) for node in found)
