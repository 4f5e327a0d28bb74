"""What stands where an exhibit would be empty: a sentence that says what the data do not hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from econsec.store.catalog import Dataset


@dataclass(frozen=True)
class Gap:
    """A missing exhibit, said in words.

    Parameters
    ----------
    key : str
        The message.
    values : dict
        What it is filled with.
    data : tuple of Dataset
        What it speaks of, where that may forbid commercial use.
    """

    key: str
    values: dict[str, Any] = field(default_factory=dict)
    data: tuple[Dataset, ...] = ()

    def _repr_markdown_(self) -> str:
        return f"*Nothing to draw here:* `report.show(...)` says what the data lack (`{self.key}`)."
