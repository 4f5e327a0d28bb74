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

from econsec.indicators.arrays.edges import Reason, frame

if TYPE_CHECKING:
    from econsec.indicators.advantage.advantage import additive_rca, normalised_rca, rca, symmetric_rca
    from econsec.indicators.advantage.balance import grubel_lloyd, lafay, net_import_reliance
    from econsec.indicators.advantage.vollrath import rta
    from econsec.indicators.complementarity.complementarity import product_complementarity, tci
    from econsec.indicators.complementarity.intensity import trade_intensity
    from econsec.indicators.complementarity.potential import export_potential
    from econsec.indicators.complementarity.similarity import export_similarity
    from econsec.indicators.definitions import Definition, describe, explain
    from econsec.indicators.dependence.concentration import effective_suppliers, entropy, hhi
    from econsec.indicators.dependence.dependence import evidence as dependence_evidence
    from econsec.indicators.dependence.dependence import flags as dependence_flags
    from econsec.indicators.dependence.inputs import input_reliance, leontief_inverse
    from econsec.indicators.dependence.suppliers import concentration_ratio, shares, top_suppliers
    from econsec.indicators.risk.geopolitical import geopolrisk
    from econsec.indicators.risk.governance import governance as governance_score
    from econsec.indicators.risk.risk import supply_risk
    from econsec.indicators.structure.economic_complexity import Complexity, complexity
    from econsec.indicators.structure.fitness_complexity import Fitness, fitness, method_of_reflections
    from econsec.indicators.structure.product_space import density, proximity

# The rooms open when a name in them is asked for: a report that needs shares does not pay for SciPy.
_ROOMS = {
    "advantage.advantage": ("additive_rca", "normalised_rca", "rca", "symmetric_rca"),
    "advantage.balance": ("grubel_lloyd", "lafay", "net_import_reliance"),
    "complementarity.complementarity": ("product_complementarity", "tci"),
    "dependence.concentration": ("effective_suppliers", "entropy", "hhi"),
    "definitions": ("Definition", "describe", "explain"),
    "dependence.dependence": ("dependence_evidence", "dependence_flags"),
    "structure.economic_complexity": ("Complexity", "complexity"),
    "structure.fitness_complexity": ("Fitness", "fitness", "method_of_reflections"),
    "risk.geopolitical": ("geopolrisk",),
    "risk.governance": ("governance_score",),
    "dependence.inputs": ("input_reliance", "leontief_inverse"),
    "complementarity.intensity": ("trade_intensity",),
    "complementarity.potential": ("export_potential",),
    "structure.product_space": ("density", "proximity"),
    "risk.risk": ("supply_risk",),
    "complementarity.similarity": ("export_similarity",),
    "dependence.suppliers": ("concentration_ratio", "shares", "top_suppliers"),
    "advantage.vollrath": ("rta",),
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
    if name in {room.partition(".")[0] for room in _ROOMS}:
        return import_module(f"{__name__}.{name}")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), _INSIDE.get(name, name))
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
