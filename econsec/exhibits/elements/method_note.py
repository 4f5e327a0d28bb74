"""Method notes: how an indicator is defined, in the words and the formula of its definition."""

from __future__ import annotations

from typing import Protocol


class Described(Protocol):
    """What a method note needs of a definition."""

    @property
    def term(self) -> str:
        """What it is called."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def formula(self) -> str:
        """How it is computed."""

    @property
    def reference(self) -> str:
        """Who defined it."""


def noted(one: Described) -> dict[str, str]:
    """Set a formula in the reader's own words with the text: the reference beside it is cited as it was published."""
    if one.formula.isascii():
        return {"term": one.term, "text": one.text, "reference": "; ".join(filter(None, [one.formula, one.reference]))}
    return {"term": one.term, "text": f"{one.text}（{one.formula}）", "reference": one.reference}
