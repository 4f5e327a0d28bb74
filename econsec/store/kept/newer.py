"""What a newer version of the package wrote: whole, but not to be read by this one."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from econsec.errors import IntegrityError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def refuse_newer(path: Path, found: Iterable[str], known: Any) -> None:  # noqa: ANN401 - any dataclass
    """Refuse a list of facts with one that this version does not know, where "damaged" would have it thrown away.

    Raises
    ------
    IntegrityError
        There is such a fact.
    """
    if strange := set(found) - {one.name for one in fields(known)}:
        said = f"{path} was written by a newer version of econsec: this one does not know {min(strange)!r}"
        raise IntegrityError(said, hint="Update econsec here; what the newer one wrote is whole.")
