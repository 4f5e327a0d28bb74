"""Quality gates: what has to hold of the figures themselves, each a value with the finding beside it.

A gate gets a function that loads a table by name and returns a `Finding`. Titles in both languages stand in
``data/schemas/gates.csv``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.store.gates import other, trade
from econsec.store.gates.finding import Finding, Tables, years_without_gaps

if TYPE_CHECKING:
    from collections.abc import Callable

UNMEASURED = (1997, 1999, 2001)  # years without Worldwide Governance Indicators

GATES: dict[str, Callable[[Tables], Finding]] = {
    "baci_minerals.balance": trade.no_self_trade("baci_minerals"),
    "baci_hs92.balance": trade.no_self_trade("baci_hs92"),
    "baci_hs92.years": years_without_gaps("baci_hs92"),
    "baci_hs92.series": trade.older_series,
    "baci_hs22_bulk.cover": trade.largest_cover,
    "baci_minerals_trend.years": years_without_gaps("baci_minerals_trend"),
    "baci_minerals_trend.cover": trade.trimmed_cover,
    "usgs_world.editions": other.usgs_editions,
    "usgs_world.totals": other.usgs_totals,
    "iea_supply.totals": other.iea_totals,
    "wgi.range": other.wgi_range,
    "wgi.years": years_without_gaps("wgi", UNMEASURED),
    "baci_hs2.totals": trade.chapters_total,
    "baci_hs2.years": years_without_gaps("baci_hs2"),
    "baci_hs4.chapters": trade.headings_within_chapters,
    "baci_routes.shares": trade.route_shares,
    "baci_routes.mirror": trade.route_mirror,
    "japan_trade.totals": trade.japan_totals,
    "japan_trade.years": years_without_gaps("japan_trade"),
    "india_exports.coverage": trade.india_coverage,
    "india_exports.years": years_without_gaps("india_exports"),
    "india_hs2.totals": trade.india_chapters,
    "wdi.years": years_without_gaps("wdi"),
    "ict_services.years": years_without_gaps("ict_services"),
    "github_activity.quarters": other.github_quarters,
    "coauthorship.symmetry": other.pairs_agree,
    "coauthorship.years": years_without_gaps("coauthorship"),
    "coauthorship_totals.years": years_without_gaps("coauthorship_totals"),
    "science_indicators.years": years_without_gaps("science_indicators"),
    "distances.symmetry": other.distances_agree,
    "renewables.shares": other.renewable_shares,
    "renewables.years": years_without_gaps("renewables"),
    "chip_providers.shares": other.chip_shares,
    "official_lists.items": other.list_items,
}

__all__ = ["GATES", "Finding", "Tables"]
