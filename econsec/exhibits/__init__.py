"""Exhibits: a finding, its chart, its table and its source, never one without the others.

One module a subject; each function takes the report, the numbers and whose they are, and returns an
:class:`~econsec.exhibits.elements.exhibit.Exhibit`, or a :class:`~econsec.exhibits.elements.gap.Gap` where there is
nothing to show.
"""

from econsec.exhibits import headings
from econsec.exhibits.agenda import areas as agenda
from econsec.exhibits.agenda import exchange as exchanges
from econsec.exhibits.complementarity import fit, markets, matches
from econsec.exhibits.complementarity import fit_drivers as fit_parts
from econsec.exhibits.complementarity import pairs as pairings
from econsec.exhibits.controls import in_force as controls
from econsec.exhibits.controls import lists as holds
from econsec.exhibits.controls import monthly
from econsec.exhibits.customs import bilateral
from econsec.exhibits.customs import reported as customs
from econsec.exhibits.data import codes as holdings
from econsec.exhibits.data import quality
from econsec.exhibits.dependence import chains as links
from econsec.exhibits.dependence import entrepot as routes
from econsec.exhibits.dependence import every_good as goods
from econsec.exhibits.dependence import exposure as dependence
from econsec.exhibits.dependence import one_product as purchases
from econsec.exhibits.dependence import stages, suppliers, trends, verdicts
from econsec.exhibits.dependence import supply_risk as risk
from econsec.exhibits.digital import developers, machines
from econsec.exhibits.digital import models as ai_models
from econsec.exhibits.digital import people as talent
from econsec.exhibits.digital import power as energy_for_ai
from econsec.exhibits.digital import shared_code as pushes
from econsec.exhibits.elements import vintage as front
from econsec.exhibits.elements.labels import labels, ranked
from econsec.exhibits.elements.labels import product_label as label
from econsec.exhibits.elements.report import Report, today
from econsec.exhibits.elements.sources import cited, whose
from econsec.exhibits.industries import chips, foundries
from econsec.exhibits.industries import mineral_demand as scenarios
from econsec.exhibits.industries import mineral_uses as uses
from econsec.exhibits.industries import minerals as supply
from econsec.exhibits.industries import renewables as power
from econsec.exhibits.reports import (
    ai_data_centres,
    clean_energy,
    complementarity,
    information_communications,
    it_talent,
    medicines,
    science,
    semiconductors,
)
from econsec.exhibits.reports import china_exposure as exposed
from econsec.exhibits.reports import critical_minerals as opening
from econsec.exhibits.reports import explore_product as dossier
from econsec.exhibits.science import coauthorship as coauthors
from econsec.exhibits.science import endowments as strengths
from econsec.exhibits.science import industry as knowledge
from econsec.exhibits.science import nearness, patents
from econsec.exhibits.science import one_field as research
from econsec.exhibits.shocks import both_sides as rupture
from econsec.exhibits.shocks import curve as shocks
from econsec.exhibits.substitution import hidden_content as content
from econsec.exhibits.substitution import ingredients, price_bands
from econsec.exhibits.substitution import ledger as substitution
from econsec.exhibits.substitution import mixes as mixtures
from econsec.exhibits.substitution import sellers as offers

__all__ = [
    "Report",
    "agenda",
    "ai_data_centres",
    "ai_models",
    "bilateral",
    "chips",
    "cited",
    "clean_energy",
    "coauthors",
    "complementarity",
    "content",
    "controls",
    "customs",
    "dependence",
    "developers",
    "dossier",
    "energy_for_ai",
    "exchanges",
    "exposed",
    "fit",
    "fit_parts",
    "foundries",
    "front",
    "goods",
    "headings",
    "holdings",
    "holds",
    "information_communications",
    "ingredients",
    "it_talent",
    "knowledge",
    "label",
    "labels",
    "links",
    "machines",
    "markets",
    "matches",
    "medicines",
    "mixtures",
    "monthly",
    "nearness",
    "offers",
    "opening",
    "pairings",
    "patents",
    "power",
    "price_bands",
    "purchases",
    "pushes",
    "quality",
    "ranked",
    "research",
    "risk",
    "routes",
    "rupture",
    "scenarios",
    "science",
    "semiconductors",
    "shocks",
    "stages",
    "strengths",
    "substitution",
    "suppliers",
    "supply",
    "talent",
    "today",
    "trends",
    "uses",
    "verdicts",
    "whose",
]
