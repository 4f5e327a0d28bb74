"""What to do about a dependence: who could supply instead, how much, how soon, and what stands in the way.

Frames in, frames out: nothing here reads a file or draws.

- ``exposure``, ``trends``     how far an importer depends on a rival, and since when
- ``substitution``, ``partners``, ``routes``  how much of it a partner, or the best of all, could supply (the ledger)
- ``hidden``                   how much of that hangs on the rival after all
- ``robustness``, ``verdicts``, ``chains``  can the verdict be trusted; which stage is the weakest
- ``policy``, ``overlay``      which products are under export control, as of a date
- ``shock``, ``uncertainty``   what is short, month by month, when the rival cuts; what drives it
- ``candidates``, ``diversification``  what a safer mix of suppliers costs
- ``supply``                   who mines, refines and has reserves
- ``scores``, ``agenda``       goods, services, talent and science in one frame
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from econsec.decisions import hidden, routes
from econsec.decisions.agenda import matrix
from econsec.decisions.assumptions import Assumptions, Case
from econsec.decisions.candidates import candidates
from econsec.decisions.chains import by_stage, complementarity
from econsec.decisions.exposure import exposure
from econsec.decisions.needs import covered_by, needs_of
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
    from econsec.decisions.diversification import allocate, frontier

__all__ = [
    "RANGES",
    "Assumptions",
    "Case",
    "Range",
    "Response",
    "Scenario",
    "agreement",
    "allocate",
    "balance",
    "best_partners",
    "by_stage",
    "candidates",
    "change",
    "churn",
    "complementarity",
    "coverage",
    "covered_by",
    "exposure",
    "frontier",
    "gap_filled",
    "heat",
    "hidden",
    "in_force",
    "intensity",
    "judge",
    "last_covered",
    "ledger",
    "listed",
    "matrix",
    "need_met",
    "needs_of",
    "output_by_product",
    "over",
    "persistence",
    "preferences",
    "redirectable",
    "reserves_against_output",
    "rival_share",
    "routes",
    "simulate",
    "spread",
    "stage_shares",
    "tornado",
    "under_control",
    "withdrawn_reserves",
]


def __getattr__(name: str) -> object:
    # The solver and SciPy load when a frontier is asked for, not with every report.
    if name in {"allocate", "frontier"}:
        return getattr(import_module("econsec.decisions.diversification"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
