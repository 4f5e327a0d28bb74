"""Compare what two folders of editions say and draw: ``python tests/support/same_claims.py BEFORE AFTER``.

For a change that must change nothing: ``econsec render --all --date DAY --out DIR`` before it and after it, into two
folders. Every page head, claim, exhibit (its words, values, chart, table, file, sources, caveats) and method note is
compared as the executed notebook holds it: texts to the letter, numbers to a billionth.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = "application/vnd.econsec."


def said(edition: Path) -> list[tuple[str, Any]]:
    """Return what an edition says, in order: the kind of each part, and all that it holds."""
    notebook = json.loads((edition / "notebook.ipynb").read_text(encoding="utf-8"))
    bundles = [output.get("data", {}) for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [(kind, part) for data in bundles for kind, part in data.items() if kind.startswith(OURS)]


def differences(before: Any, after: Any, at: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Say where two parts differ, and how."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            yield from differences(before.get(key), after.get(key), f"{at}.{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, pair in enumerate(zip(before, after, strict=True)):
            yield from differences(*pair, f"{at}[{place}]")
    elif isinstance(before, float) and isinstance(after, float):
        if not math.isclose(before, after, rel_tol=1e-9):
            yield f"{at}: {before} became {after}"
    elif before != after:
        yield f"{at}: {str(before)[:160]!r} became {str(after)[:160]!r}"


def main(before: Path, after: Path) -> int:
    """Print what differs, and how much was compared; 1 if anything differs."""
    found, parts = [], {"claim": 0, "exhibit": 0}
    editions = sorted(after.glob("*/*/latest"))
    for edition in editions:
        name = edition.parent.relative_to(after)
        old, new = said(before / name / "latest"), said(edition)
        for kind, _ in new:
            parts["claim"] += kind == f"{OURS}claim+json"
            parts["exhibit"] += kind == f"{OURS}exhibit+json"
        if [kind for kind, _ in old] != [kind for kind, _ in new]:
            found.append(f"{name}: {len(old)} parts became {len(new)}")
        for (_, one), (_, other) in zip(old, new, strict=False):
            label = f"{name} {one.get('id', '')}"
            found += [f"{label}{difference}" for difference in differences(one, other)]
    counted = f"{len(editions)} editions, {parts['claim']} claims, {parts['exhibit']} exhibits"
    sys.stdout.write("\n".join([*found[:60], f"{counted}: {len(found)} differences"]) + "\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
