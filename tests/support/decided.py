"""What tests of decisions begin with: an export control, and verdicts of rules through years."""

from __future__ import annotations

import pandas as pd


def control(**changes: object) -> pd.DataFrame:
    """Return one export control, changed as asked."""
    row = {
        "id": "1",
        "announced": "2025-10-09",
        "effective": "2025-11-08",
        "measure": "No. 1",
        "materials": "Tungsten",
        "kind": "licensing",
        "target": "all",
        "suspended_from": None,
        "suspended_until": None,
        "known_until": "2026-06-17",
    }
    return pd.DataFrame([row | changes])


def judged(verdicts: dict[tuple[str, str], list[bool | None]], first: int = 2018) -> pd.DataFrame:
    """Return verdicts as `dependence_flags` has them: by product and rule, one a year."""
    rows = [
        {"year": first + n, "product": product, "rule": rule, "measure": "value", "passed": verdict, "reason": None}
        for (product, rule), each in verdicts.items()
        for n, verdict in enumerate(each)
    ]
    return pd.DataFrame(rows).astype({"passed": "boolean"})
