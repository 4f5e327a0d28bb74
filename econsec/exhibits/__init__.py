"""Exhibits: a finding, its chart, its table and its source, never one without the others.

A room a subject, a module a question. Each function takes the report (who is meant, in which language, and by
:meth:`~econsec.exhibits.elements.report.Report.on` whose figures they are), then frames, each from the decision that
its docstring names, ``labels`` (product to what it is called) or a ``title`` (of the subject), and ``as_of``, the day
that the report speaks of; what opens a report takes the ``data`` that it stands on. An exhibit's function returns an
:class:`~econsec.exhibits.elements.exhibit.Exhibit`, or a :class:`~econsec.exhibits.elements.gap.Gap` where there is
nothing to show. What an exhibit says are the messages under the key that it gives to
:meth:`~econsec.exhibits.elements.report.Report.exhibit`.
"""

from econsec.codes.public import only_public
from econsec.exhibits.agenda import areas, exchange, unanswered
from econsec.exhibits.complementarity import ends, fit, fit_drivers, makers, markets, matches, pairs
from econsec.exhibits.controls import coverage, in_force, lists, monthly
from econsec.exhibits.customs import bilateral, goods, logistics, reported
from econsec.exhibits.data import codes, held, quality
from econsec.exhibits.dependence import (
    chains,
    entrepot,
    every_good,
    exposure,
    globe,
    naming,
    one_product,
    stages,
    suppliers,
    supply_risk,
    trends,
    verdicts,
)
from econsec.exhibits.digital import developers, machines, models, people, power, shared_code
from econsec.exhibits.elements import Report, vintage
from econsec.exhibits.elements.labels import by_material, called, labels, ranked
from econsec.exhibits.elements.labels import product_label as label
from econsec.exhibits.elements.report import today
from econsec.exhibits.elements.sources import cited, whose
from econsec.exhibits.industries import chips, foundries, mineral_demand, mineral_uses, minerals, renewables
from econsec.exhibits.picks import picks, purchases
from econsec.exhibits.reports import (
    ai_data_centres,
    china_exposure,
    clean_energy,
    complementarity,
    critical_minerals,
    dialogue_brief,
    explore_product,
    information_communications,
    it_talent,
    medicines,
    science,
    semiconductors,
)
from econsec.exhibits.science import coauthorship, endowments, industry, nearness, one_field, patents
from econsec.exhibits.shocks import both_sides, shock_curve
from econsec.exhibits.substitution import hidden_content, ingredients, ledger, mixes, price_bands, sellers

__all__ = [
    "Report",
    "ai_data_centres",
    "areas",
    "bilateral",
    "both_sides",
    "by_material",
    "called",
    "chains",
    "china_exposure",
    "chips",
    "cited",
    "clean_energy",
    "coauthorship",
    "codes",
    "complementarity",
    "coverage",
    "critical_minerals",
    "developers",
    "dialogue_brief",
    "endowments",
    "ends",
    "entrepot",
    "every_good",
    "exchange",
    "explore_product",
    "exposure",
    "fit",
    "fit_drivers",
    "foundries",
    "globe",
    "goods",
    "held",
    "hidden_content",
    "in_force",
    "industry",
    "information_communications",
    "ingredients",
    "it_talent",
    "label",
    "labels",
    "ledger",
    "lists",
    "logistics",
    "machines",
    "makers",
    "markets",
    "matches",
    "medicines",
    "mineral_demand",
    "mineral_uses",
    "minerals",
    "mixes",
    "models",
    "monthly",
    "naming",
    "nearness",
    "one_field",
    "one_product",
    "pairs",
    "patents",
    "people",
    "picks",
    "power",
    "price_bands",
    "purchases",
    "quality",
    "ranked",
    "renewables",
    "reported",
    "science",
    "sellers",
    "semiconductors",
    "shared_code",
    "shock_curve",
    "stages",
    "suppliers",
    "supply_risk",
    "today",
    "trends",
    "unanswered",
    "verdicts",
    "vintage",
    "whose",
]


def __dir__() -> list[str]:
    return sorted(__all__)


only_public(*(globals()[name] for name in __all__))
