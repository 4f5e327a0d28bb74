"""Make the peers' environment, once for each list of requirements, and print its Python.

`python tests/oracles/environment.py`
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from econsec import paths

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def python() -> Path:
    """Return the peers' Python, installed into the user's cache if it is not there yet."""
    name = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    folder = paths.cache() / "oracles" / f"{name}-{sys.version_info.major}.{sys.version_info.minor}"
    program = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = folder / ".installed"
    if not done.exists():
        sys.stderr.write(f"Installing the peers into {folder} ...\n")
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        install = [program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]
        made = subprocess.run(install, check=False, capture_output=True, text=True)
        if made.returncode:
            raise SystemExit(f"The peers could not be installed:\n{made.stderr}")
        done.touch()
    return program


if __name__ == "__main__":
    sys.stdout.write(f"{python()}\n")
