from __future__ import annotations

import sys

import pytest
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager

from econsec.store.memory import connect


def test_settings_are_duckdbs_own():
    with connect(memory_limit="1GB") as connection:
        assert connection.execute("SELECT current_setting('memory_limit')").fetchone()[0].startswith(("1", "953"))


class Specs(KernelSpecManager):
    def get_kernel_spec(self, kernel_name):
        return KernelSpec(argv=[sys.executable, "-m", "ipykernel", "-f", "{connection_file}"], display_name=kernel_name)


@pytest.fixture
def kernel(tmp_path):
    """Return a client of a stock Jupyter kernel, as JupyterLab starts it."""
    manager = KernelManager(transport="ipc", ip=str(tmp_path / "k"), kernel_spec_manager=Specs())
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=300)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_tables_load_in_jupyters_own_kernel(kernel):
    shown = []
    code = "import econsec; print(len(econsec.load('wgi')) > 1000)"
    reply = kernel.execute_interactive(code, output_hook=lambda said: shown.append(said["content"]), timeout=300)
    assert reply["content"]["status"] == "ok", reply["content"]
    assert [one["text"] for one in shown if "text" in one] == ["True\n"]
