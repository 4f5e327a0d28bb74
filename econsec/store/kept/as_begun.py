"""What a report reads of the user's own store: as it was when the report began, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from econsec.errors import IntegrityError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Names the SHA-256 of each part of the user's own store that is written over when figures are added again; set for the
#: cells of a report. Vintages, which are never written over, have a list of their own.
AS_BEGUN = "ECONSEC_OWN_AS_BEGUN"


def setting(found: Mapping[str, str]) -> dict[str, str]:
    """Return the setting with which another process reads these parts of the store as they are now.

    Parameters
    ----------
    found : mapping of name to SHA-256
        Parts that are there.
    """
    return {AS_BEGUN: ",".join(f"{name}={digest}" for name, digest in sorted(found.items()))}


def refuse_changed(name: str, digest: str) -> None:
    """Refuse what was added, or added again, since the report that this process runs began; elsewhere all is well.

    Raises
    ------
    IntegrityError
        A later cell would read other figures than an earlier one, and than the edition says.
    """
    named = os.environ.get(AS_BEGUN)
    if named is None or dict(entry.split("=", 1) for entry in named.split(",") if entry).get(name, "") == digest:
        return
    said = f"{name} was changed while this report was being made"
    raise IntegrityError(said, expected="the same figures in every cell", hint="Render the report again.")
