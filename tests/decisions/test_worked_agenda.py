"""Every area of the agenda on the bundled data, both ways, against a second computation in plain pandas."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from trade_tables import of_bundle

from econsec import decisions, load, sector

JAPAN, INDIA = ("JPN", "IND"), ("IND", "JPN")
WAYS = pytest.mark.parametrize("way", [JAPAN, INDIA], ids=["japan", "india"])
AREAS = ["critical_minerals", *decisions.HEADING_AREAS]
TABLES = ["coauthorship", "ai_models", "github_activity", "ict_services", "facts"]


def judged(importer: str, partner: str, **changed: pd.DataFrame) -> pd.DataFrame:
    """Judge the eight areas as a report does, from the bundled tables, or some of them changed."""
    flows, history = load("baci_minerals", year=2024), load("baci_minerals_trend")
    listed = of_bundle()
    totals = listed.balances()
    codes = {area: sector(area).codes for area in decisions.HEADING_AREAS}
    there, back = (
        {"importer": one, "partner": other, "rival": "CHN"} for one, other in ((importer, partner), (partner, importer))
    )
    minerals = tuple(decisions.ledger(flows, **roles, year=2024, history=history) for roles in (there, back))
    goods = (decisions.ledger(listed, **roles, year=2024) for roles in (there, back))
    evidence = decisions.Evidence(
        {"critical_minerals": minerals} | decisions.by_area(codes, *goods),
        *map(load, TABLES),
        decisions.baskets(codes, totals, flows, economies=[importer, partner], year=2024),
    )
    return decisions.dialogue(replace(evidence, **changed), **there, year=2024)


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], pd.DataFrame]:
    return {way: judged(*way).set_index(["measure", "supplier"]) for way in (JAPAN, INDIA)}


@WAYS
def test_every_area_has_a_score_in_both_directions(found, way):
    every = found[way].reset_index()
    assert every["area"].nunique() == 8
    assert every["reason"].isna().all()
    sides = every[every["measure"] != "talent_gap"].groupby("measure")[["supplier", "buyer"]].nunique()
    assert (sides == 2).all(axis=None)


def test_who_asks_changes_no_score(found):
    names = ["score", "value", "of"]
    one, other = (found[way][names].sort_index().astype(float) for way in (JAPAN, INDIA))
    pd.testing.assert_frame_equal(one, other)


@WAYS
def test_minerals_the_partner_could_replace_are_a_sum_over_single_flows(found, way):
    importer, partner = way
    flows, past = load("baci_minerals", year=2024), load("baci_minerals_trend")
    past = past[
        past["year"].between(2019, 2024) & (past["revision"] == past.loc[past["year"] == 2024, "revision"].iloc[0])
    ]
    need, met = 0.0, 0.0
    for product, own in flows.groupby("product"):
        bought = own[(own["importer"] == importer) & (own["exporter"] == "CHN")]
        # What is sold to China's port is sold to China.
        third = own[(own["exporter"] == partner) & ~own["importer"].isin([importer, "CHN", "HKG", partner])]
        net = own.loc[own["exporter"] == partner, "value"].sum() - own.loc[own["importer"] == partner, "value"].sum()
        history = past[past["product"] == product]
        world = history.groupby("year")["value"].sum()
        sold = history[history["exporter"] == partner].groupby("year")["value"].sum()
        now = sold.get(2024, 0.0)
        spare = 0.0 if sold.empty else max(0.0, min(sold.max(), (sold / world).max() * world.get(2024, 0.0)) - now)
        spare = spare if net > 0 else 0.0
        unit = [part[part["tonnes"] > 0][["value", "tonnes"]].sum() for part in (third, bought)]
        if product == "811292":
            weight = 0.0  # several goods under one code: its mean price is the price of none of them
        elif any(price["tonnes"] == 0 for price in unit):
            weight = 0.5  # not known
        else:
            ratio = unit[0]["value"] / unit[0]["tonnes"] * unit[1]["tonnes"] / unit[1]["value"]
            away = max(ratio, 1 / ratio)
            weight = 1.0 if away <= 1.25 else 0.5 if away <= 2 else 0.0
        need += bought["value"].sum()
        exports = min(third["value"].sum(), max(0.0, net))
        met += min(bought["value"].sum(), weight * (0.3 * exports + 0.5 * spare))
    row = found[way].loc[("critical_minerals_trade", partner)]
    assert (row["value"], row["of"]) == (pytest.approx(met), pytest.approx(need))
    assert row["score"] == pytest.approx(met / need)


@WAYS
@pytest.mark.parametrize("area", decisions.HEADING_AREAS)
def test_goods_of_an_area_the_partner_could_replace_are_looked_up_cell_by_cell(found, way, area):
    importer, partner = way
    routes, totals = load("baci_routes", year=2024), load("baci_hs4", year=2024)
    shares = routes.set_index(["product", "economy", "flow", "partner"])["share"]
    sums = totals.set_index(["product", "economy", "flow"])["value"]

    def sold(product: str, seller: str, buyer: str) -> float | None:
        for key in ((product, buyer, "import", seller), (product, seller, "export", buyer)):
            if key in shares.index:
                return float(shares[key] * sums[key[:3]])
        return None

    need, met = 0.0, 0.0
    for product in sector(area).codes:
        wanted = sold(product, "CHN", importer)
        if wanted is None or (product, partner, "export") not in sums.index:
            continue
        gone = sum(sold(product, partner, buyer) or 0.0 for buyer in (importer, "CHN", "HKG"))
        exports = sums[product, partner, "export"]
        net = exports - sums.get((product, partner, "import"), 0.0)
        need += wanted
        met += min(wanted, 0.5 * 0.3 * max(0.0, min(exports - gone, net)))
    row = found[way].loc[(f"{area}_trade", partner)]
    assert (row["value"], row["of"]) == (pytest.approx(met), pytest.approx(need))


@WAYS
@pytest.mark.parametrize("area", AREAS)
def test_the_fit_of_an_area_is_a_sum_of_lesser_shares(found, way, area):
    importer, partner = way
    if area == "critical_minerals":
        flows = load("baci_minerals", year=2024)
        x = flows[flows["exporter"] == partner].groupby("product")["value"].sum()
        m = flows[flows["importer"] == importer].groupby("product")["value"].sum()
    else:
        totals = load("baci_hs4", year=2024)
        totals = totals[totals["product"].isin(sector(area).codes) & totals["economy"].isin(way)]
        wide = totals.pivot_table(index="product", columns=["economy", "flow"], values="value").dropna()
        x, m = wide[partner, "export"], wide[importer, "import"]
    common = pd.concat([x / x.sum(), m / m.sum()], axis=1).fillna(0.0).min(axis=1).sum()
    assert found[way].loc[(f"{area}_fit", partner), "score"] == pytest.approx(common)


@WAYS
def test_strength_in_the_minerals_that_are_needed_is_a_sum_of_products_of_advantages(found, way):
    importer, partner = way
    flows = load("baci_minerals", year=2024)
    world = flows.groupby("product")["value"].sum()
    x = flows[flows["exporter"] == partner].groupby("product")["value"].sum().reindex(world.index, fill_value=0.0)
    m = flows[flows["importer"] == importer].groupby("product")["value"].sum().reindex(world.index, fill_value=0.0)
    share = world / world.sum()
    index = ((x / x.sum() / share) * (m / m.sum() / share) * share).sum()
    assert found[way].loc[("critical_minerals_strength", partner), "value"] == pytest.approx(index)


@WAYS
def test_science_the_two_write_against_what_their_sizes_would_give(found, way):
    works = load("coauthorship")
    works = works[(works["year"] == works["year"].max()) & (works["economy"] != works["partner"])]
    ends = works.groupby("economy")["works"].sum()
    tie = works[(works["economy"] == way[0]) & (works["partner"] == way[1])]["works"].item()
    expected = ends[way[0]] * ends[way[1]] / ends.sum()
    row = found[way].loc[("co_authorship", way[1])]
    assert (row["value"], row["of"]) == (tie, pytest.approx(expected))
    assert row["score"] == pytest.approx(tie / (tie + expected))


@WAYS
def test_ai_models_are_counted_one_by_one(found, way):
    counts = dict.fromkeys(way, 0)
    for economies in load("ai_models").query("notable")["economies"].dropna():
        for economy in economies.split(";"):
            if economy.strip() in counts:
                counts[economy.strip()] += 1
    row = found[way].loc[("ai_models", way[1])]
    assert row["value"] == counts[way[1]]
    assert row["score"] == pytest.approx(counts[way[1]] / (counts[way[0]] + counts[way[1]]))


@WAYS
def test_talent_and_services_are_parts_of_what_the_two_have(found, way):
    accounts = load("github_activity").query("measure == 'developers'")
    newest = accounts[accounts["year"] == accounts["year"].max()]
    newest = newest[newest["quarter"] == newest["quarter"].max()].set_index("economy")["value"]
    services = (
        load("ict_services").pivot_table(index="year", columns="economy", values="value")[list(way)].dropna().iloc[-1]
    )
    for measure, amounts in (("developers", newest), ("ict_services", services)):
        row = found[way].loc[(measure, way[1])]
        assert row["score"] == pytest.approx(amounts[way[1]] / (amounts[way[0]] + amounts[way[1]]))


@WAYS
def test_the_japanese_shortage_is_set_against_indias_yearly_gain_whoever_asks(found, way):
    facts = load("facts")
    gap = facts[(facts["economy"] == "JPN") & facts["fact"].str.startswith("Japan IT shortage 2030")]["value"].iloc[0]
    accounts = load("github_activity", economy="IND").query("measure == 'developers'")
    last = accounts.sort_values(["year", "quarter"]).iloc[-1]
    before = accounts[(accounts["year"] == last["year"] - 1) & (accounts["quarter"] == last["quarter"])]["value"].item()
    row = found[way].loc[("talent_gap", "IND")]
    assert (row["value"], row["of"]) == (last["value"] - before, gap)
    assert row["score"] == min(1.0, (last["value"] - before) / gap)
    assert row["unit"] == "accounts"
    assert ("talent_gap", "JPN") not in found[way].index


def test_without_the_year_before_there_is_no_yearly_gain_to_set_against_the_shortage():
    activity = load("github_activity")
    row = judged(*JAPAN, activity=activity[activity["year"] != activity["year"].max() - 1])
    row = row[row["measure"] == "talent_gap"].iloc[0]
    assert pd.isna(row["score"])
    assert row["reason"] == "the increase is not known"
