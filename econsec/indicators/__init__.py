"""Indicators of trade: named, cited definitions; tidy long frames in, tidy long frames with reasons out.

Frames have the columns year, exporter, importer, product, value, those that the formula needs; ``year`` is optional.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from econsec.indicators.edges import Reason, frame

if TYPE_CHECKING:
    from econsec.indicators.concentration import effective_suppliers, entropy, hhi
    from econsec.indicators.dependence import evidence as dependence_evidence
    from econsec.indicators.dependence import flags as dependence_flags
    from econsec.indicators.governance import governance as governance_score
    from econsec.indicators.risk import supply_risk
    from econsec.indicators.suppliers import shares, top_suppliers

# The rooms load when a name in them is asked for: a report that needs shares does not pay for SciPy.
_HOME = {
    "shares": "suppliers",
    "hhi": "concentration",
    "effective_suppliers": "concentration",
    "entropy": "concentration",
    "top_suppliers": "suppliers",
    "dependence_evidence": "dependence.evidence",
    "dependence_flags": "dependence.flags",
    "governance_score": "governance.governance",
    "supply_risk": "risk",
}

__all__ = [
    "Reason",
    "dependence_evidence",
    "dependence_flags",
    "effective_suppliers",
    "entropy",
    "frame",
    "governance_score",
    "hhi",
    "shares",
    "supply_risk",
    "top_suppliers",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, _, inner = _HOME[name].partition(".")
    found = getattr(import_module(f"{__name__}.{room}"), inner or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
