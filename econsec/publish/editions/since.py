"""What an edition says of the one before it: read back from its manifest, in a shape that one can rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from econsec.publish.editions.compare import Reason
from econsec.publish.editions.manifest import day

if TYPE_CHECKING:
    from econsec.publish.editions.manifest import Manifest


class Cause(BaseModel):
    """Something that the two editions were not made from alike: see `econsec.publish.editions.compare.Cause`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    reason: Reason
    name: str = ""
    before: Any = None
    after: Any = None
    publication: str = ""


class Change(BaseModel):
    """A sentence that is not what it was: see `econsec.publish.editions.compare.Change`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    claim: str
    kind: Literal["changed", "reworded", "added", "removed"]
    before: str | None = None
    after: str | None = None


class Since(BaseModel):
    """What changed since the edition before.

    Parameters
    ----------
    edition, date : str
        Which that was.
    causes, changes : tuple
        Why it could change, and what did; sentences in the report's language.
    unchanged : int
        How many sentences are what they were.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    edition: str
    date: Annotated[str, AfterValidator(day)]
    causes: tuple[Cause, ...] = ()
    changes: tuple[Change, ...] = ()
    unchanged: int = 0


def since(manifest: Manifest) -> Since | None:
    """Return what an edition says of the one before; None for a first one, and for one that says what nobody can read.

    Parameters
    ----------
    manifest : Manifest
        Of the edition.
    """
    try:
        return None if manifest.previous is None else Since.model_validate(manifest.previous)
    except ValidationError:
        return None
