"""The command as a user types it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ECONSEC = Path(sys.executable).with_name("econsec")


def run(
    *arguments: str, home: Path | None = None, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run it whole, as if in a wide terminal; `home` is ECONSEC_HOME."""
    return subprocess.run(
        [str(ECONSEC), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "240", **environment, **({"ECONSEC_HOME": str(home)} if home else {})},
    )
