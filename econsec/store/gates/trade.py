"""Gates of trade: parts make their totals, shares make sense, and both sides of a flow agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.store.gates.finding import WORLD, Finding, Tables

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST_COVER = 0.94
LEAST_LARGEST = 2 / 3
NEAR_SERIES = 0.05
# The publishers print rounded numbers: parts may miss their total by so little.
ROUNDING = 1e-4
HALF_A_BASIS_POINT = 0.00005
ROUNDED_SHARES = 1.001
MAIN_GROUPS = (
    *("food", "raw-materials", "mineral-fuels", "chemicals", "manufactured-goods", "machinery"),
    *("electrical-machinery", "transport-equipment", "others"),
)


def no_self_trade(name: str) -> Callable[[Tables], Finding]:
    """Make the gate that no economy is its own supplier."""

    def gate(load: Tables) -> Finding:
        flows = load(name)
        own = int((flows.exporter == flows.importer).sum())
        return Finding(own == 0, {"own": own, "flows": len(flows)})

    return gate


def older_series(load: Tables) -> Finding:
    """The totals under HS 1992 lie near those under HS 2017: another series, and not another world."""
    newer = load("baci_minerals").groupby(["year", "product"]).value.sum()
    older = load("baci_hs92").groupby(["year", "product"]).value.sum()
    ratio = (older / newer).dropna()
    near = int((ratio - 1).abs().le(NEAR_SERIES).sum())
    year, product = (ratio - 1).abs().sort_values().index[-1]
    said = {"near": near, "shared": len(ratio), "furthest": float(ratio[year, product]), "product": product}
    return Finding(near * 2 >= len(ratio) > 0, {**said, "year": year})


def trimmed_cover(load: Tables) -> Finding:
    """The trimmed years hold nearly all of the complete ones, product by product."""
    whole = load("baci_minerals").groupby(["year", "product"]).value.sum()
    part = load("baci_minerals_trend").groupby(["year", "product"]).value.sum().reindex(whole.index)
    ratio = part / whole
    year, product = ratio.sort_values().index[0]
    said = {"least": float(ratio.min()), "product": product, "year": year}
    return Finding(bool(ratio.min() >= LEAST_COVER and ratio.max() <= 1 + ROUNDING), said)


def largest_cover(load: Tables) -> Finding:
    """The largest flows of a heading are most of the world's trade in it."""
    whole = load("baci_hs22_totals").set_index(["year", "product"]).value
    ratio = load("baci_hs22_bulk").groupby(["year", "product"]).value.sum().reindex(whole.index) / whole
    year, product = ratio.sort_values().index[0]
    said = {"least": float(ratio.min()), "product": product, "year": year}
    return Finding(bool(ratio.min() >= LEAST_LARGEST and ratio.max() <= 1 + ROUNDING), said)


def chapters_total(load: Tables) -> Finding:
    """The chapters of an economy sum to the publisher's own total with a difference of 0."""
    keys = ["year", "economy", "flow"]
    parts = load("baci_hs2").groupby(keys).value.sum()
    difference = (parts - load("baci_totals").set_index(keys).value.reindex(parts.index)).abs()
    largest = float(difference.max())
    economies = parts.index.get_level_values("economy").nunique()
    said = {"totals": len(parts), "economies": economies, "largest": largest}
    return Finding(largest == 0 and not difference.isna().any(), said)


def headings_within_chapters(load: Tables) -> Finding:
    """The headings that are there do not exceed their chapter."""
    keys = ["year", "economy", "flow", "chapter"]
    headings = load("baci_hs4").assign(chapter=lambda table: table["product"].str[:2]).groupby(keys).value.sum()
    chapters = load("baci_hs2").rename(columns={"product": "chapter"}).set_index(keys).value
    share = (headings / chapters.reindex(headings.index)).dropna()
    return Finding(bool(share.max() <= 1 + ROUNDING), {"most": float(share.max())})


def route_shares(load: Tables) -> Finding:
    """The shares of a list sum to at most one, but for the publisher's rounding of small ones upwards."""
    sums = load("baci_routes").groupby(["year", "economy", "flow", "product"]).share.sum()
    return Finding(bool(sums.max() <= ROUNDED_SHARES), {"lists": len(sums), "most": float(sums.max())})


def route_mirror(load: Tables) -> Finding:
    """Where exporter and importer both list each other, their shares give the same dollars."""
    keys = ["year", "economy", "flow", "product"]
    totals = load("baci_hs4").rename(columns={"value": "total"})
    routes = load("baci_routes").merge(totals, on=keys).assign(usd=lambda table: table.share * table.total)
    sides = [routes[routes.flow == flow] for flow in ("export", "import")]
    pairs = sides[0].merge(
        sides[1], left_on=["year", "product", "economy", "partner"], right_on=["year", "product", "partner", "economy"]
    )
    apart = (pairs.usd_x - pairs.usd_y).abs() > HALF_A_BASIS_POINT * (pairs.total_x + pairs.total_y) + 1
    return Finding(not apart.any(), {"agree": len(pairs) - int(apart.sum()), "pairs": len(pairs)})


def japan_totals(load: Tables) -> Finding:
    """The nine main groups sum to all goods."""
    world = load("japan_trade").query(f"partner == '{WORLD}'")
    table = world.pivot_table(index=["year", "flow"], columns="commodity", values="value")
    largest = float((table[list(MAIN_GROUPS)].sum(axis=1) - table["total"]).abs().max())
    return Finding(largest == 0, {"totals": len(table), "largest": largest})


def india_coverage(load: Tables) -> Finding:
    """The products of a year sum to what the coverage table says that they hold."""
    listed = load("india_exports_coverage").query("product == 'TOTAL'").set_index("year").listed
    gap = (load("india_exports").groupby("year").value.sum() / listed - 1).abs().max()
    return Finding(bool(gap < ROUNDING), {"gap": float(gap)})


def india_chapters(load: Tables) -> Finding:
    """The chapters of a partner sum to its total."""
    table, keys = load("india_hs2"), ["year", "flow", "partner"]
    total = table[table["product"] == "TOTAL"].set_index(keys).value
    parts = table[table["product"] != "TOTAL"].groupby(keys).value.sum().reindex(total.index)
    gap = (parts / total - 1).abs().max()
    return Finding(bool(gap < ROUNDING), {"totals": len(total), "gap": float(gap)})
