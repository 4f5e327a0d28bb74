"""Where things lie: the project's folders, found from wherever the package was started."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from econsec.errors import MissingFileError

PACKAGE = Path(__file__).resolve().parent


def project() -> Path:
    """Return the folder that holds ``data/`` and ``notebooks/``.

    The folder named by ``ECONSEC_HOME`` if it is set; else the checkout this package is part of; else, for an installed
    wheel, the bundle inside the package.

    Raises
    ------
    MissingFileError
        ``ECONSEC_HOME`` names a folder without ``data``.
    """
    if home := os.environ.get("ECONSEC_HOME"):
        root = Path(home).expanduser().resolve()
        if not (root / "data").is_dir():
            raise MissingFileError(f"no folder 'data' in ECONSEC_HOME ({root})", expected="the root of the project")
        return root
    checkout = PACKAGE.parent
    return checkout if (checkout / "data").is_dir() else PACKAGE / "_bundle"


def data() -> Path:
    """Return the folder of the tidy tables (``ECONSEC_DATA`` overrides it)."""
    return Path(os.environ["ECONSEC_DATA"]).resolve() if "ECONSEC_DATA" in os.environ else project() / "data"


def notebooks() -> Path:
    """Return the folder of the notebooks and of ``reports.toml``."""
    return project() / "notebooks"


def reports() -> Path:
    """Return the folder that editions are written to: the checkout's, else ``reports`` where one stands."""
    root = project()
    return Path.cwd() / "reports" if root.name == "_bundle" else root / "reports"


def cache() -> Path:
    """Return the user's cache folder, made if need be (``ECONSEC_CACHE`` overrides it)."""
    folder = Path(os.environ.get("ECONSEC_CACHE") or platformdirs.user_cache_path("econsec"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def user_data() -> Path:
    """Return the user's own store, for data too large for the bundle (``ECONSEC_STORE`` overrides it)."""
    return Path(os.environ.get("ECONSEC_STORE") or platformdirs.user_data_path("econsec"))
