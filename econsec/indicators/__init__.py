"""Indicators of trade: named, cited definitions; tidy long frames in, tidy long frames with reasons out.

Frames have the columns year, exporter, importer, product, value, those that the formula needs; ``year`` is optional,
and each year is measured for itself. Repeated keys are summed, never dropped. A number that cannot be computed is NaN
and has its `Reason`. `describe` says in English or Japanese what an indicator means.

Examples
--------
>>> from econsec.indicators import frame, hhi
>>> round(hhi(frame(importer="JPN", exporter=["CHN", "USA"], product="850511", value=[1, 3])).hhi.item(), 6)
0.625
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from econsec.indicators.edges import Reason, frame

if TYPE_CHECKING:
    from econsec.indicators.advantage import additive_rca, normalised_rca, rca, symmetric_rca
    from econsec.indicators.balance import grubel_lloyd, lafay, net_import_reliance
    from econsec.indicators.complementarity import product_complementarity, tci
    from econsec.indicators.concentration import effective_suppliers, entropy, hhi
    from econsec.indicators.definitions import Definition, describe, explain
    from econsec.indicators.dependence import evidence as dependence_evidence
    from econsec.indicators.dependence import flags as dependence_flags
    from econsec.indicators.economic_complexity import Complexity, complexity
    from econsec.indicators.fitness_complexity import Fitness, fitness, method_of_reflections
    from econsec.indicators.geopolitical import geopolrisk
    from econsec.indicators.governance import governance as governance_score
    from econsec.indicators.inputs import input_reliance, leontief_inverse
    from econsec.indicators.intensity import trade_intensity
    from econsec.indicators.potential import export_potential
    from econsec.indicators.product_space import density, proximity
    from econsec.indicators.risk import supply_risk
    from econsec.indicators.similarity import export_similarity
    from econsec.indicators.suppliers import concentration_ratio, shares, top_suppliers
    from econsec.indicators.vollrath import rta

# The rooms open when a name in them is asked for: a report that needs shares does not pay for SciPy.
_ROOMS = {
    "advantage": ("additive_rca", "normalised_rca", "rca", "symmetric_rca"),
    "balance": ("grubel_lloyd", "lafay", "net_import_reliance"),
    "complementarity": ("product_complementarity", "tci"),
    "concentration": ("effective_suppliers", "entropy", "hhi"),
    "definitions": ("Definition", "describe", "explain"),
    "dependence": ("dependence_evidence", "dependence_flags"),
    "economic_complexity": ("Complexity", "complexity"),
    "fitness_complexity": ("Fitness", "fitness", "method_of_reflections"),
    "geopolitical": ("geopolrisk",),
    "governance": ("governance_score",),
    "inputs": ("input_reliance", "leontief_inverse"),
    "intensity": ("trade_intensity",),
    "potential": ("export_potential",),
    "product_space": ("density", "proximity"),
    "risk": ("supply_risk",),
    "similarity": ("export_similarity",),
    "suppliers": ("concentration_ratio", "shares", "top_suppliers"),
    "vollrath": ("rta",),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}
# Names that say enough inside their room, and too little outside it.
_INSIDE = {"dependence_evidence": "evidence", "dependence_flags": "flags", "governance_score": "governance"}

__all__ = [
    "Complexity",
    "Definition",
    "Fitness",
    "Reason",
    "additive_rca",
    "complexity",
    "concentration_ratio",
    "density",
    "dependence_evidence",
    "dependence_flags",
    "describe",
    "effective_suppliers",
    "entropy",
    "explain",
    "export_potential",
    "export_similarity",
    "fitness",
    "frame",
    "geopolrisk",
    "governance_score",
    "grubel_lloyd",
    "hhi",
    "input_reliance",
    "lafay",
    "leontief_inverse",
    "method_of_reflections",
    "net_import_reliance",
    "normalised_rca",
    "product_complementarity",
    "proximity",
    "rca",
    "rta",
    "shares",
    "supply_risk",
    "symmetric_rca",
    "tci",
    "top_suppliers",
    "trade_intensity",
]


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), _INSIDE.get(name, name))
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
