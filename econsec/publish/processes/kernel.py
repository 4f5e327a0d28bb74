"""The kernel's own process: ``python -P -m econsec.publish.processes.kernel -f <connection file>``.

Not a user's kernelspec: a folder in somebody's home must not decide what a report runs on.
"""

from __future__ import annotations

from econsec.publish.processes import slow_imports as lean  # noqa: F401 - first: see there
from econsec.publish.processes.limits import MEMORY, die_with_parent, limit_memory

if __name__ == "__main__":
    die_with_parent()  # a kernel without its owner must not even load
    import os
    import sys

    from ipykernel.kernelapp import launch_new_instance

    from econsec.publish.processes.shell_settings import settle

    settle()
    limit_memory(int(os.environ.pop(MEMORY, "0")))
    # -P kept the notebook's folder out of the path while the kernel was loaded; its cells have it, as in JupyterLab.
    sys.path.insert(0, "")
    launch_new_instance()
