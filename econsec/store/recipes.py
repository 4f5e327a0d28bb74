"""Which reader makes which tidy table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.sources.economies import mofcom, policy, worldbank
from econsec.sources.knowledge import cset, epoch, github, ncses, openalex
from econsec.sources.resources import iea, irena, usgs
from econsec.sources.trade import cepii, cepii_aggregates, cepii_bulk, cepii_geodist, cepii_hs92, eidb, mof_japan, unsd

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd


def _complete_years(folder: Path) -> pd.DataFrame:
    # One revision only: the column would say HS17 21,000 times.
    return cepii.read_baci(folder).drop(columns="revision")


RECIPES: dict[str, Callable[[Path], pd.DataFrame]] = {
    "baci_minerals": _complete_years,
    "baci_hs92": cepii_hs92.read_pairs,
    "baci_minerals_trend": cepii.read_baci,
    "baci_hs22_bulk": cepii_bulk.read_flows,
    "baci_hs22_totals": cepii_bulk.read_totals,
    "hs_correlations": unsd.read_correlations,
    "usgs_world": usgs.read_world,
    "iea_supply": iea.read_supply,
    "iea_demand": iea.read_demand,
    "wgi": worldbank.read_wgi,
    "export_controls": mofcom.read_controls,
    "baci_hs2": cepii_aggregates.read_chapters,
    "baci_totals": cepii_aggregates.read_totals,
    "baci_hs4": cepii_aggregates.read_headings,
    "baci_routes": cepii_aggregates.read_routes,
    "japan_trade": mof_japan.read_trade,
    "india_exports": eidb.read_exports,
    "india_exports_coverage": eidb.read_coverage,
    "india_hs2": eidb.read_chapters,
    "wdi": worldbank.read_wdi,
    "ict_services": worldbank.read_ict_services,
    "github_activity": github.read_activity,
    "github_collaboration": github.read_collaboration,
    "github_topics": github.read_topics,
    "coauthorship": openalex.read_pairs,
    "coauthorship_totals": openalex.read_totals,
    "ai_models": epoch.read_models,
    "gpu_clusters": epoch.read_clusters,
    "ai_chips": epoch.read_chips,
    "science_indicators": ncses.read_indicators,
    "ai_coauthorship": ncses.read_coauthors,
    "renewables": irena.read_renewables,
    "distances": cepii_geodist.read_distances,
    "official_lists": policy.read_lists,
    "facts": policy.read_facts,
    "chip_providers": cset.read_providers,
    "chip_inputs": cset.read_inputs,
    "chip_sequence": cset.read_sequence,
}
