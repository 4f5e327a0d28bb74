"""What to do about a dependence: who could supply instead, how much, how soon, and what stands in the way.

Frames in, frames out: nothing here reads a file or draws.

- ``exposure``, ``trends``     how far an importer depends on a rival, and since when
- ``substitution``, ``partners``, ``routes``  how much of it a partner, or the best of all, could supply (the ledger)
- ``price_bands``, ``grades``  at what prices each sells: whether it is the same grade
- ``hidden``, ``net_offers``   how much of that hangs on the rival after all
- ``robustness``, ``verdicts``, ``chains``  can the verdict be trusted; which stage is the weakest
- ``policy``, ``overlay``      which products are under export control, as of a date
- ``shock``, ``uncertainty``   what is short, month by month, when the rival cuts; what drives it
- ``candidates``, ``diversification``, ``mixture``  what a safer mix of suppliers costs
- ``supply``                   who mines, refines and has reserves
- ``headings``, ``entrepot``, ``markets``, ``office``  who buys from whom, by heading and as customs report it
- ``chips``                    who provides what in the chip chain
- ``developers``, ``pushes``   how many write software, and who works on whose code
- ``compute``                  what machines and models for AI there are, and whose
- ``fit``, ``matches``       whose sales suit whose purchases, what moved it, and who could supply what
- ``scores``, ``baskets``, ``agenda``  goods, services, talent and science in one frame
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from econsec.decisions import (
    bilateral,
    bought,
    chips,
    compute,
    customs,
    developers,
    dossier,
    energy,
    entrepot,
    heading_rules,
    headings,
    hidden,
    knowledge,
    markets,
    office,
    price_bands,
    pushes,
    records,
    routes,
    sweep,
    ties,
)
from econsec.decisions.agenda import matrix
from econsec.decisions.assumptions import Assumptions, Case
from econsec.decisions.baskets import basket_fit, basket_strength, baskets
from econsec.decisions.behind import behind
from econsec.decisions.candidates import candidates
from econsec.decisions.chains import by_stage, complementarity
from econsec.decisions.cuts import netted, of_products, until
from econsec.decisions.depths import depths, net_needs
from econsec.decisions.dialogue import HEADING_AREAS, Evidence, by_area, dialogue, urgent
from econsec.decisions.exposure import exposure
from econsec.decisions.fit import BASKETS, drivers, fits, sides
from econsec.decisions.matches import matches, relations
from econsec.decisions.methods import describe
from econsec.decisions.needs import covered_by, needs_of
from econsec.decisions.net_offers import net_offers, purchases
from econsec.decisions.overlay import coverage, listed, under_control
from econsec.decisions.partners import best as best_partners
from econsec.decisions.partners import preferences
from econsec.decisions.policy import in_force, last_covered
from econsec.decisions.response import RANGES, Range, Response
from econsec.decisions.robustness import agreement, heat, judge
from econsec.decisions.scores import balance, gap_filled, intensity, need_met
from econsec.decisions.shock import Scenario, simulate
from econsec.decisions.substitution import ledger, redirectable
from econsec.decisions.supply import output_by_product, reserves_against_output, stage_shares, withdrawn_reserves
from econsec.decisions.trends import change, over, rival_share
from econsec.decisions.uncertainty import spread, tornado
from econsec.decisions.verdicts import churn, persistence

if TYPE_CHECKING:
    from econsec.decisions import gravity
    from econsec.decisions.diversification import allocate, at_risk, frontier
    from econsec.decisions.mixture import mixes

__all__ = [
    "BASKETS",
    "HEADING_AREAS",
    "RANGES",
    "Assumptions",
    "Case",
    "Evidence",
    "Range",
    "Response",
    "Scenario",
    "agreement",
    "allocate",
    "at_risk",
    "balance",
    "basket_fit",
    "basket_strength",
    "baskets",
    "behind",
    "best_partners",
    "bilateral",
    "bought",
    "by_area",
    "by_stage",
    "candidates",
    "change",
    "chips",
    "churn",
    "complementarity",
    "compute",
    "coverage",
    "covered_by",
    "customs",
    "depths",
    "describe",
    "developers",
    "dialogue",
    "dossier",
    "drivers",
    "energy",
    "entrepot",
    "exposure",
    "fits",
    "frontier",
    "gap_filled",
    "gravity",
    "heading_rules",
    "headings",
    "heat",
    "hidden",
    "in_force",
    "intensity",
    "judge",
    "knowledge",
    "last_covered",
    "ledger",
    "listed",
    "markets",
    "matches",
    "matrix",
    "mixes",
    "need_met",
    "needs_of",
    "net_needs",
    "net_offers",
    "netted",
    "of_products",
    "office",
    "output_by_product",
    "over",
    "persistence",
    "preferences",
    "price_bands",
    "purchases",
    "pushes",
    "records",
    "redirectable",
    "relations",
    "reserves_against_output",
    "rival_share",
    "routes",
    "sides",
    "simulate",
    "spread",
    "stage_shares",
    "sweep",
    "ties",
    "tornado",
    "under_control",
    "until",
    "urgent",
    "withdrawn_reserves",
]


def __getattr__(name: str) -> object:
    # The solver and SciPy load when a frontier or a benchmark is asked for, not with every report.
    if name in {"allocate", "at_risk", "frontier"}:
        return getattr(import_module("econsec.decisions.diversification"), name)
    if name == "mixes":
        return import_module("econsec.decisions.mixture").mixes
    if name == "gravity":
        return import_module("econsec.decisions.gravity")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
