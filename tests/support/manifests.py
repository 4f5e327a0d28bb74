"""A manifest of an edition that says what a test wants it to say."""

from __future__ import annotations

from econsec.publish.editions import edition

HASH = "0" * 64


def manifest(language: str, **changes: object) -> edition.Manifest:
    named = {"name": "n.ipynb", "sha256": HASH}
    facts = {"report": "one", "title": "One", "language": language, "date": "2026-01-05", "parameters": {"year": 2023}}
    facts |= {
        "notebook": named,
        "inputs": (),
        "code": HASH,
        "versions": {},
        "fingerprint": HASH,
        "base": HASH,
        "id": "a",
    }
    return edition.Manifest(**facts | changes)
