"""Where things lie: the project's folders, found from wherever the package was started."""

from __future__ import annotations

import logging
import os
import tempfile
from functools import cache as once
from pathlib import Path

import platformdirs

from econsec.errors import EconsecError, MissingFileError, in_brief

PACKAGE = Path(__file__).resolve().parent
#: What makes a folder one to work in.
PORTFOLIO = Path("notebooks") / "reports.toml"


def project() -> Path:
    """Return the folder that holds ``data/``, to read from.

    The folder named by ``ECONSEC_HOME`` if that has ``data``; else the checkout this package is part of; else, for an
    installed wheel, the bundle inside the package.

    Raises
    ------
    MissingFileError
        ``ECONSEC_HOME`` names a folder without ``data`` that is no work folder either.
    """
    if home := os.environ.get("ECONSEC_HOME"):
        root = Path(home).expanduser().resolve()
        if (root / "data").is_dir():
            return root
        if not (root / PORTFOLIO).is_file():
            said = f"no folder 'data' and no {PORTFOLIO} in ECONSEC_HOME ({root})"
            raise MissingFileError(said, expected="the root of the project, or a folder made by `econsec init`")
    checkout = PACKAGE.parent
    return checkout if (checkout / "data").is_dir() else PACKAGE / "_bundle"


def data() -> Path:
    """Return the folder of the tidy tables (``ECONSEC_DATA`` overrides it)."""
    asked = os.environ.get("ECONSEC_DATA")
    if asked is None and "ECONSEC_HOME" not in os.environ:
        return _bundled(PACKAGE)
    return project() / "data" if asked is None else Path(asked).resolve()


@once
def _bundled(package: Path) -> Path:  # noqa: ARG001 - in which it is looked for
    """Find it once: every list that is read asks where."""
    return project() / "data"


def work() -> Path | None:
    """Return the folder that notebooks are edited and reports written in; None for a wheel that was given none.

    The folder one is in, or the nearest above it, if `econsec init` made it; else the one named by ``ECONSEC_HOME``;
    else the checkout this package is part of. The inside of an installed package is none.
    """
    if found := _laid_out():
        return found
    if home := os.environ.get("ECONSEC_HOME"):
        project()  # says what is wrong with it
        return Path(home).expanduser().resolve()
    return PACKAGE.parent if (PACKAGE.parent / "data").is_dir() else None


def _laid_out() -> Path | None:
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / PORTFOLIO).is_file() and folder != PACKAGE.parent and not folder.is_relative_to(PACKAGE):
            return folder
    return None


def notebooks() -> Path:
    """Return the folder of the notebooks and of ``reports.toml``: the work folder's, else those of the package."""
    root = work()
    return root / "notebooks" if root and (root / PORTFOLIO).is_file() else project() / "notebooks"


def own_reports() -> Path:
    """Return the folder of one's own reports: the work folder, a checkout that one is in, else where one stands."""
    found, here = work(), Path.cwd().resolve()
    if found == PACKAGE.parent and not os.environ.get("ECONSEC_HOME") and not here.is_relative_to(found):
        return here
    return found or here


def reports() -> Path:
    """Return the folder that editions are written to: the work folder's, else ``reports`` where one stands."""
    return (work() or Path.cwd()) / "reports"


def cache() -> Path:
    """Return the user's cache folder, made if need be (``ECONSEC_CACHE`` overrides it).

    Nothing but time hangs on it: where there is no home, or none that this user may write to, it is a private temporary
    folder, which is gone with this process and is known to those that it starts.
    """
    asked = os.environ.get("ECONSEC_CACHE")
    try:
        folder = Path(asked or platformdirs.user_cache_path("econsec"))
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:  # platformdirs finds no home, or it takes no folder
        return Path(_instead(asked or "the home folder", in_brief(error)).name)
    if not os.access(folder, os.W_OK | os.X_OK):
        return Path(_instead(str(folder), "this user may not write to it").name)
    return folder.resolve()


@once
def _instead(folder: str, why: str) -> tempfile.TemporaryDirectory[str]:
    """Make a folder for as long as this process lives, and say so."""
    made = tempfile.TemporaryDirectory(prefix="econsec-cache-", ignore_cleanup_errors=True)
    os.environ["ECONSEC_CACHE"] = made.name
    logging.getLogger(__name__).warning(
        "No cache in %s (%s): what is kept there is made anew in each run. "
        "ECONSEC_CACHE may name a folder that can be written to.",
        folder,
        why,
    )
    return made


def user_data() -> Path:
    """Return the user's own store, for data too large for the bundle (``ECONSEC_STORE`` overrides it).

    A user without a home has it beside the project's data.
    """
    if asked := os.environ.get("ECONSEC_STORE"):
        return Path(asked)
    try:
        return platformdirs.user_data_path("econsec")
    except RuntimeError:
        return project() / "store"


def keep_in(folder: Path) -> Path:
    """Make a folder of the user's own store, if need be, and return it.

    Raises
    ------
    EconsecError
        This user may not: one without a home, or with a home that takes no folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "ECONSEC_STORE may name a folder that can be written to."
        raise EconsecError(f"no folder {folder} to keep it in ({in_brief(error)})", hint=hint) from error
    return folder
