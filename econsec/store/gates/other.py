"""Gates of production, governance, knowledge and energy."""

from __future__ import annotations

from econsec.store.gates.finding import WORLD, Finding, Tables, apart, symmetric

FACTOR = 2
USGS_ROUNDING, IEA_PARTS, CHIP_PARTS = 0.06, 0.035, 0.03
# What a release of USGS gets wrong, or counts differently: seen, said, and left as published.
KNOWN_EDITIONS = {"Clays (Kaolin)", "Mercury"}
KNOWN_TOTALS = {"Antimony", "Chromium", "Clays (Kaolin)", "Gemstones", "Zirconium"}
LISTED = {"India critical minerals": 30, "Japan specified critical products": 12}
ESTIMATES, RANKS = (-3.5, 3.5), (0, 100)


def usgs_editions(load: Tables) -> Finding:
    """A wrong unit in a release would show as a factor of a thousand between its totals and the other release's."""
    table, keys = load("usgs_world").query(f"economy == '{WORLD}'"), ["commodity", "measure", "detail"]
    older = table.query("edition == 2025 and year == 2024").set_index(keys).value
    newer = table.query("edition == 2026 and year == 2025").set_index(keys).value
    ratio = (newer / older).dropna()
    odd = {name[0] for name in ratio[(ratio > FACTOR) | (ratio < 1 / FACTOR)].index}
    return Finding(odd <= KNOWN_EDITIONS, {"series": len(ratio), "odd": sorted(odd)})


def usgs_totals(load: Tables) -> Finding:
    """The countries of a series sum to its rounded world total."""
    table, keys = load("usgs_world"), ["edition", "commodity", "measure", "detail", "year"]
    gap = apart(table, keys, USGS_ROUNDING)
    odd = {str(name[1]) for name in gap.index}
    return Finding(odd <= KNOWN_TOTALS, {"odd": sorted(odd)})


def iea_totals(load: Tables) -> Finding:
    """Countries and the rest sum to the IEA's total."""
    gap = apart(load("iea_supply"), ["mineral", "stage", "year"], IEA_PARTS)
    return Finding(gap.empty, {"apart": len(gap)})


def wgi_range(load: Tables) -> Finding:
    """Estimates and ranks lie where they can lie."""
    table = load("wgi")
    inside = table.estimate.between(*ESTIMATES) & table.percentile_rank.between(*RANKS)
    ends = {"least": float(table.estimate.min()), "most": float(table.estimate.max())}
    return Finding(bool(inside.all()), ends)


def github_quarters(load: Tables) -> Finding:
    """Every measure has every quarter."""
    table = load("github_activity")
    counts = (table.year * 4 + table.quarter).groupby(table.measure).agg(["nunique", "min", "max"])
    whole = counts["nunique"] == counts["max"] - counts["min"] + 1
    return Finding(bool(whole.all()), {"quarters": int(counts["nunique"].min())})


def pairs_agree(load: Tables) -> Finding:
    """A pair of economies has one number of works."""
    return symmetric(load("coauthorship"), ["year"], "works")


def distances_agree(load: Tables) -> Finding:
    """A way is as long as the way back."""
    return symmetric(load("distances"), [], "kilometres")


def renewable_shares(load: Tables) -> Finding:
    """A share of capacity or generation lies between nothing and all."""
    shares = load("renewables").query("unit == 'percent'").value
    return Finding(bool(shares.between(*RANKS).all()), {"shares": len(shares)})


def chip_shares(load: Tables) -> Finding:
    """The shares of economies in an input, where they are given, make the whole."""
    given = load("chip_providers").query("kind == 'economy'").dropna(subset="share")
    sums = given.groupby(["input", "year"]).share.sum()
    said = {"inputs": len(sums), "least": float(sums.min()), "most": float(sums.max())}
    return Finding(bool((sums - 1).abs().max() <= CHIP_PARTS), said)


def list_items(load: Tables) -> Finding:
    """Every item of the official lists is there."""
    counts = load("official_lists").groupby("list").item.nunique().to_dict()
    minerals, products = (counts.get(name, 0) for name in LISTED)
    return Finding(counts == LISTED, {"minerals": minerals, "products": products})
