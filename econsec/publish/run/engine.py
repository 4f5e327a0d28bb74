"""Run a notebook through papermill, with engines that are registered here and nowhere else.

Papermill is given a notebook, never a path (``input_path`` opens URLs), and writes nothing (``output_path`` goes
through ``str.format``, and is written in place). Its word that a run is complete is not proof: see
:mod:`econsec.publish.run.proof`.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import papermill
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.session import json_packer
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import remove_error_markers

from econsec.publish.processes.descendants import end_all, ended
from econsec.publish.processes.limits import ANSWERS, MEMORY
from econsec.publish.run.failure import LAB_ONLY, MOST_SHOWN, FloodError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

    from nbformat import NotebookNode
    from papermill.engines import NotebookExecutionManager

    from econsec.publish.run.notebook_run import NotebookRun

KERNEL = "econsec-kernel"
_START = 120
_SHOWN = ("stream", "display_data", "update_display_data", "execute_result", "error")

logging.getLogger("papermill").setLevel(logging.CRITICAL)
logging.getLogger("traitlets").setLevel(logging.CRITICAL)


class _Specs(KernelSpecManager):
    """The only kernel there is: this Python, whatever lies in a user's folders."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        command = [sys.executable, "-P", "-m", "econsec.publish.processes.kernel", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name=kernel_name, language="python")


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client, which stops a notebook that shows more than anybody reads."""

    def __init__(self, nb_man: NotebookExecutionManager, **settings: object) -> None:
        super().__init__(nb_man, **settings)
        self._left = MOST_SHOWN
        self._process: subprocess.Popen[bytes] | None = None

    def start_new_kernel(self, **how: object) -> None:
        super().start_new_kernel(**how)
        self._process = self.km.provisioner.process

    def process_message(self, message: dict[str, Any], *where: Any) -> Any:  # noqa: ANN401 - as nbclient has it
        if message["msg_type"] in _SHOWN:
            self._left -= len(json_packer(message["content"]))
        if self._left < 0:  # what is raised here is heard of when the cell ends, which this one need not
            with suppress(ProcessLookupError):
                os.kill(self.km.provisioner.pid, signal.SIGKILL)
            return None
        return super().process_message(message, *where)

    def execute(self) -> NotebookNode:
        try:
            done: NotebookNode = super().execute()
        except DeadKernelError:
            if self._left < 0:
                raise FloodError from None
            if self._process is None or self._process.poll() is None:
                raise
            raise DeadKernelError(ended(self._process.returncode)) from None
        return done


def _note(cell: NotebookNode, cell_index: int, execute_reply: dict[str, Any]) -> None:  # noqa: ARG001 - as above
    """Keep the error of a cell that showed none, such as that of a magic misspelt."""
    if not any(output.output_type == "error" for output in cell.outputs):
        said = execute_reply["content"]
        cell.outputs.append(new_output("error", **{name: said[name] for name in ("ename", "evalue", "traceback")}))


class KernelEngine(Engine):  # type: ignore[misc]
    """The stock way: a kernel in its own process, spoken to over Unix sockets in a private folder."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, run: NotebookRun, **kwargs: object
    ) -> None:
        """Run the cells in a kernel that is gone when this returns."""
        del kwargs
        run.notebook = nb_man.nb
        os.environ[MEMORY] = str(run.memory)
        os.environ[ANSWERS] = str(run.answers or "")
        folder = Path(tempfile.mkdtemp(prefix="k"))

        class Manager(AsyncKernelManager):
            def __init__(self, **settings: object) -> None:
                file = str(folder / "k.json")
                super().__init__(**settings, transport="ipc", connection_file=file, kernel_spec_manager=_Specs())

        try:
            _Client(
                nb_man,
                kernel_name=kernel_name,
                timeout=run.timeout,
                startup_timeout=_START,
                kernel_manager_class=Manager,
                extra_arguments=["--HistoryManager.enabled=False"],
                on_cell_start=run.at,
                on_cell_error=_note,
                iopub_timeout=30,
                force_raise_errors=True,
                record_timing=False,
                store_widget_state=False,
                skip_cells_with_tag=LAB_ONLY,
            ).execute()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            end_all(spared=set())  # what its cells started and did not end


def run(
    notebook: NotebookNode,
    parameters: Mapping[str, Any],
    *,
    engine: str,
    run: NotebookRun,
) -> NotebookNode:
    """Run a notebook with checked parameters and return it executed.

    Parameters
    ----------
    notebook : NotebookNode
        As it was read.
    parameters : mapping
        From :func:`econsec.publish.plan.parameters.resolve`.
    engine : str
        The name of a registered engine.
    run : NotebookRun
        Told of each cell; holds the notebook as far as it got if the run fails.

    Raises
    ------
    RunError
        A cell raised, took too long, or took its process with it.
    """
    try:
        executed: NotebookNode = papermill.execute_notebook(
            notebook,
            None,
            parameters=dict(parameters),
            engine_name=engine,
            kernel_name=KERNEL,
            language="python",
            progress_bar=False,
            cwd=run.cwd,
            run=run,
        )
    except PapermillExecutionError as error:
        if run.notebook:
            remove_error_markers(run.notebook)
        run.cell = error.cell_index
        raise run.failure(f"{error.ename}: {error.evalue}", "error") from error
    except FloodError as error:
        raise run.failure(str(error), "flood") from error
    except CellTimeoutError as error:
        raise run.failure(f"took longer than {run.timeout} s", "timeout") from error
    except DeadKernelError as error:
        raise run.failure(f"ended the process that ran it ({error})", "died") from error
    return executed


papermill_engines.register(KERNEL, KernelEngine)
