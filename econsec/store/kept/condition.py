"""Whether a vintage is still what was fetched: the bytes of its files, and the shape that its tables had then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.errors import IntegrityError
from econsec.store import parquet
from econsec.store.kept.vintages import RAW
from econsec.store.package import sha256
from econsec.store.schemas import live_schemas, schemas

if TYPE_CHECKING:
    from econsec.store.kept.vintages import Vintage


def trouble(one: Vintage, *, raw: bool = True) -> str:
    """Hash the files of a vintage; return what is wrong with it as a sentence, nothing if it is whole.

    Parameters
    ----------
    raw : bool
        What was sent as well, and not the tables alone.
    """
    named = {f"{RAW}/{item['file']}": item["sha256"] for item in one.files if raw}
    named |= {str(entry["file"]): entry["sha256"] for entry in one.tables.values()}
    for name, digest in named.items():
        path = one.folder / name
        if not path.is_file():
            return f"{one.source}/{one.id}/{name} is gone"
        if sha256(path) != digest:
            return f"{one.source}/{one.id}/{name} has another SHA-256 than when it was fetched"
    return ""


def refuse_damaged(one: Vintage | None) -> None:
    """Refuse to go on from a vintage whose tables are not what was fetched: the next one would carry its figures on.

    Raises
    ------
    IntegrityError
        A table is gone, or its bytes are others.
    """
    if one is not None and (wrong := trouble(one, raw=False)):
        raise IntegrityError(wrong, hint=f"Remove the folder {one.folder}; the vintages before it stand.")


def outdated(one: Vintage | None) -> str:
    """Return the first table of a vintage that has not the shape that its schema promises today; empty if all have.

    Another version of econsec made it: what was sent is the same, and can be asked for again.
    """
    if one is None:
        return ""
    known = schemas() | live_schemas()
    for name in one.tables:
        promised = {field.name: field.unit for field in known[name].fields} if name in known else None
        if parquet.units(one.path(name)) != promised:
            return name
    return ""
