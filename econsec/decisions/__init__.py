"""What to do about a dependence: who could supply instead, how much, how soon, and what stands in the way.

Frames in, frames out: nothing here reads a file or draws.

A room a question, and in it a file an answer:

- ``dependence``       how far an importer depends on a rival, by whose rules, since when, and whether it lasts
- ``substitution``     how much a partner, or the best of all, could supply instead (the ledger), of which grade, at
  what price, how much of that hangs on the rival after all, what a safer mix costs
- ``shocks``           what is short, month by month, when the rival cuts; what drives it
- ``controls``         which products are under export control, as of a date, and what official lists name
- ``complementarity``  whose sales suit whose purchases, what moved it, and who could supply what
- ``customs``          trade as one customs office reports it
- ``industries``       chips, clean energy, minerals
- ``science``, ``digital``  works written together, world shares; models, machines, developers
- ``agenda``           goods, services, talent and science in one frame
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from econsec.codes.public import only_public
from econsec.decisions.agenda.baskets import basket_fit, basket_strength, baskets
from econsec.decisions.agenda.dialogue import HEADING_AREAS, Evidence, by_area, dialogue, urgent
from econsec.decisions.agenda.matrix import matrix
from econsec.decisions.agenda.scores import balance, gap_filled, intensity, need_met
from econsec.decisions.agenda.unanswered import unanswered
from econsec.decisions.complementarity import markets
from econsec.decisions.complementarity.behind_a_chapter import behind
from econsec.decisions.complementarity.ends import ends
from econsec.decisions.complementarity.fit import BASKETS, drivers, fits, sides
from econsec.decisions.complementarity.matches import matches, relations
from econsec.decisions.controls import monthly, named
from econsec.decisions.controls.coverage import coverage, listed, under_control
from econsec.decisions.controls.in_force import in_force, last_covered
from econsec.decisions.customs import bilateral, movers, reported
from econsec.decisions.dependence import entrepot, every_good
from econsec.decisions.dependence.by_importer import by_importer
from econsec.decisions.dependence.chains import by_stage, complementarity
from econsec.decisions.dependence.exposure import exposure
from econsec.decisions.dependence.persistence import churn, persistence
from econsec.decisions.dependence.purchases import bought_from, by_year
from econsec.decisions.dependence.rules import RULES, agreed, concentration, verdicts
from econsec.decisions.dependence.suppliers import either, followed, suppliers
from econsec.decisions.dependence.trends import change, followed_sellers, over, rival_share, told_since
from econsec.decisions.dependence.verdicts import agreement, heat, judge
from econsec.decisions.digital import compute, developers, models, shared_code
from econsec.decisions.industries import chips, clean_energy
from econsec.decisions.industries.home_output import home_output
from econsec.decisions.industries.minerals import (
    output_by_product,
    reserves_against_output,
    stage_shares,
    withdrawn_reserves,
)
from econsec.decisions.industries.route import route
from econsec.decisions.methods import describe
from econsec.decisions.science import coauthorship, world_shares
from econsec.decisions.shocks.depths import depths, net_needs
from econsec.decisions.shocks.needs import covered_by, needs_of, netted
from econsec.decisions.shocks.response import RANGES, Range, Response, ranges_of
from econsec.decisions.shocks.shock_curve import Scenario, simulate
from econsec.decisions.shocks.uncertainty import spread, tornado
from econsec.decisions.substitution import hidden_content, price_bands, sellers
from econsec.decisions.substitution.assumptions import Assumptions, Case
from econsec.decisions.substitution.candidates import candidates
from econsec.decisions.substitution.ledger import ledger, redirectable
from econsec.decisions.substitution.net_offers import net_goods, net_offers
from econsec.decisions.substitution.partners import best as best_partners
from econsec.decisions.substitution.partners import preferences

if TYPE_CHECKING:
    from econsec.decisions.science import gravity
    from econsec.decisions.substitution.frontier import allocate, at_risk, frontier
    from econsec.decisions.substitution.mixes import mixes

__all__ = [
    "BASKETS",
    "HEADING_AREAS",
    "RANGES",
    "RULES",
    "Assumptions",
    "Case",
    "Evidence",
    "Range",
    "Response",
    "Scenario",
    "agreed",
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
    "bought_from",
    "by_area",
    "by_importer",
    "by_stage",
    "by_year",
    "candidates",
    "change",
    "chips",
    "churn",
    "clean_energy",
    "coauthorship",
    "complementarity",
    "compute",
    "concentration",
    "coverage",
    "covered_by",
    "depths",
    "describe",
    "developers",
    "dialogue",
    "drivers",
    "either",
    "ends",
    "entrepot",
    "every_good",
    "exposure",
    "fits",
    "followed",
    "followed_sellers",
    "frontier",
    "gap_filled",
    "gravity",
    "heat",
    "hidden_content",
    "home_output",
    "in_force",
    "intensity",
    "judge",
    "last_covered",
    "ledger",
    "listed",
    "markets",
    "matches",
    "matrix",
    "mixes",
    "models",
    "monthly",
    "movers",
    "named",
    "need_met",
    "needs_of",
    "net_goods",
    "net_needs",
    "net_offers",
    "netted",
    "output_by_product",
    "over",
    "persistence",
    "preferences",
    "price_bands",
    "ranges_of",
    "redirectable",
    "relations",
    "reported",
    "reserves_against_output",
    "rival_share",
    "route",
    "sellers",
    "shared_code",
    "sides",
    "simulate",
    "spread",
    "stage_shares",
    "suppliers",
    "told_since",
    "tornado",
    "unanswered",
    "under_control",
    "urgent",
    "verdicts",
    "withdrawn_reserves",
    "world_shares",
]


def __getattr__(name: str) -> object:
    # The solver and SciPy load when a frontier or a benchmark is asked for, not with every report.
    if name in {"allocate", "at_risk", "frontier"}:
        return getattr(import_module("econsec.decisions.substitution.frontier"), name)
    if name == "mixes":
        return import_module("econsec.decisions.substitution.mixes").mixes
    if name == "gravity":
        found = import_module("econsec.decisions.science.gravity")
        only_public(found)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


only_public(*(globals()[name] for name in __all__ if name in globals()))
