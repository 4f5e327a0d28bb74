"""The manifest of an edition: from what it was made, what it says, and which files it has."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from econsec.publish.editions.vintage import Vintage
from econsec.publish.plan.fingerprint import json_hash


class Named(BaseModel):
    """A file by name and SHA-256."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    sha256: str


class Stored(BaseModel):
    """A file of the edition: its SHA-256 and its size in bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    size: int


class Claim(BaseModel):
    """A sentence of the report with the values it was computed from."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    role: str
    text: str
    values: dict[str, Any] = {}


def day(text: str) -> str:
    """Refuse what is no day: whoever counts the age of an edition would trip over it."""
    return date.fromisoformat(text).isoformat()


def _inside(name: str) -> str:
    """Refuse the name of a file that would lie elsewhere than in the edition's folder."""
    parts = name.split("/")
    if not all(parts) or {".", ".."} & set(parts) or "\0" in name:
        raise ValueError(f"{name!r} is no name of a file in this folder")
    return name


# What folders and files are named after: no path, whoever wrote the manifest.
Name = Annotated[str, Field(pattern=r"^\w[\w.-]*$")]


class Manifest(BaseModel):
    """Everything an edition was made from, and what it says.

    Parameters
    ----------
    id, report, title, language, date : str
        Which edition it is; the date is the day it is made for, not a clock's time.
    parameters : dict
        All parameters, the default ones too.
    periods : tuple of str
        Those of them that say for when.
    notebook : Named
        The notebook as it was read.
    inputs : tuple of Named
        The data it could read.
    vintages : dict
        Of the tables among the inputs, by name.
    code : str
        One SHA-256 over the package.
    versions : dict
        Python and the packages.
    fingerprint : str
        One SHA-256 over all of the above but the date: the same fingerprint need not run again.
    base : str
        One SHA-256 over the fingerprint and the date; the id is taken from it and from ``previous``.
    commercial_only : bool
        Whether what stands on a source that forbids commercial use was left out.
    previous : dict or None
        What the page was told about the edition before it.
    claims : tuple of Claim
        What it says, with the values.
    sources : tuple of dict
        Where its exhibits come from.
    files : dict
        Every other file of the folder.
    seal : str
        One SHA-256 over all of the above.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    id: Annotated[str, Field(pattern=r"^[\w-]*$")]
    report: Name
    title: str
    language: Name
    date: Annotated[str, AfterValidator(day)]
    parameters: dict[str, Any]
    periods: tuple[str, ...] = ()
    notebook: Named
    inputs: tuple[Named, ...]
    vintages: dict[str, Vintage] = {}
    code: str
    versions: dict[str, str]
    fingerprint: str
    base: str
    commercial_only: bool = False
    previous: dict[str, Any] | None = None
    claims: tuple[Claim, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()
    files: dict[Annotated[str, AfterValidator(_inside)], Stored] = {}
    seal: str = ""

    def digest(self) -> str:
        """Return what the seal has to be."""
        # A manifest from before vintages were named was sealed without them.
        unsaid = {"seal"} if self.vintages else {"seal", "vintages"}
        return json_hash(self.model_dump(mode="json", exclude=unsaid))

    def text(self) -> bytes:
        """Return what is written into the edition's folder."""
        read = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1, allow_nan=False)
        return f"{read}\n".encode()

    def is_written_as(self, text: bytes) -> bool:
        """Say whether a text is, letter for letter, what is written into the edition's folder."""
        # The same in a tenth of the time, but for numbers such as 1e-07.
        return text == f"{self.model_dump_json(indent=1)}\n".encode() or text == self.text()
