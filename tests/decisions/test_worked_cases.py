"""One worked case for every area of the agenda, both ways, against a second computation in plain pandas."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from trade_tables import printed

from econsec.decisions.agenda.matrix import definitions, matrix
from econsec.decisions.agenda.scores import balance, gap_filled, intensity, need_met
from econsec.decisions.controls.coverage import coverage
from econsec.decisions.dependence.chains import by_stage, complementarity
from econsec.decisions.shocks.needs import covered_by, needs_of
from econsec.decisions.shocks.shock_curve import Scenario, simulate
from econsec.decisions.substitution import hidden_content as hidden
from econsec.decisions.substitution.ledger import ledger
from econsec.decisions.substitution.partners import best

pytestmark = pytest.mark.raw
JAPAN, INDIA = (
    {"importer": "JPN", "partner": "IND", "rival": "CHN"},
    {"importer": "IND", "partner": "JPN", "rival": "CHN"},
)
HEADINGS = {
    "semiconductors": ["3818", "8541", "8542", "8486"],
    "information_communications": ["8471", "8473", "8517"],
    "clean_energy": ["2836", "8504", "8507", "8541"],
    "medicines": ["2933", "2937", "2941", "3003", "3004"],
}


def plain(routes: pd.DataFrame, totals: pd.DataFrame, heading: str, roles: dict[str, str]) -> tuple[float, float]:
    """Recompute need and central amount of a heading by looking up single cells."""
    importer, partner, rival = roles.values()
    share = routes.set_index(["product", "economy", "direction", "partner"])["share"]
    total = totals.set_index(["product", "economy"])

    def sold(seller: str, buyer: str) -> float:
        if (heading, buyer, "import", seller) in share.index:
            return share[heading, buyer, "import", seller] * total.loc[(heading, buyer), "imports"]
        if (heading, seller, "export", buyer) in share.index:
            return share[heading, seller, "export", buyer] * total.loc[(heading, seller), "exports"]
        return np.nan

    need = sold(rival, importer)
    gone = np.nansum([sold(partner, importer), sold(partner, rival), sold(partner, "HKG")])
    own = total.loc[(heading, partner)]
    third = max(0.0, min(own["exports"] - gone, own["exports"] - own["imports"]))
    return need, min(need, 0.5 * 0.3 * third)  # grade not known: half; three tenths within a year


@pytest.mark.parametrize("roles", [JAPAN, INDIA], ids=["japan", "india"])
@pytest.mark.parametrize("sector", HEADINGS)
def test_the_goods_areas_agree_with_single_cells(routes, totals, sector, roles):
    found = ledger(printed(routes, totals), **roles, year=2024).set_index("product")
    known = 0
    for heading in HEADINGS[sector]:
        need, central = plain(routes, totals, heading, roles)
        if np.isnan(need):
            assert found.loc[heading, "limit"] == "not in the source"
            continue
        known += 1
        assert found.loc[heading, "from_rival"] == pytest.approx(need)
        assert found.loc[heading, "central"] == pytest.approx(central)
    assert known > 0


def test_japan_could_replace_all_chinese_wafers_in_india_and_india_none_in_japan(routes, totals):
    # BACI V202601, HS 3818, 2024: China supplies 97.6 % of India's imports (183 million USD); Japan sells 4.2 billion.
    wafers = ledger(printed(routes, totals), **INDIA, year=2024).set_index("product").loc["3818"]
    assert wafers["rival_share"] == pytest.approx(0.976, abs=5e-4)
    assert (wafers["central_share"], wafers["limit"]) == (1, "need")
    back = ledger(printed(routes, totals), **JAPAN, year=2024).set_index("product").loc["3818"]
    assert back["central_share"] < 0.01


def test_india_assembles_what_china_makes_computers_and_telephones(routes, totals):
    gross = ledger(printed(routes, totals), **INDIA, year=2024).set_index("product")
    mine = hidden.own(printed(routes, totals), partner="IND", rival="CHN", year=2024)
    content = hidden.content(mine).set_index("product")
    bought = mine.set_index("product").loc["8471"]
    assert content.loc["8471", "same"] == pytest.approx(min(1, bought["from_rival"] / bought["exports"]))
    assert gross.loc["8471", "rival_share"] == pytest.approx(0.636, abs=5e-4)


def test_the_battery_chain_is_weakest_where_the_partner_helps_least(routes, totals):
    stages = pd.DataFrame(
        {
            "product": ["2836", "8507", "8504"],
            "chain": "batteries",
            "stage": ["salt", "cell", "charger"],
            "order": [20, 40, 50],
        }
    )
    found = ledger(printed(routes, totals), **INDIA, year=2024)
    links = by_stage(found, stages).set_index("stage")
    hand = found.set_index("product").loc["8507"]
    exposure = hand["from_rival"] / hand["imports"] * (1 - hand["central"] / hand["from_rival"])
    assert links.loc["cell", "exposure"] == pytest.approx(exposure)
    assert links.index[links["weakest"]].tolist() == [links["exposure"].idxmax()]
    both = complementarity(found, ledger(printed(routes, totals), **JAPAN, year=2024), stages)
    assert set(both["supplier"]) == {"IND", "JPN"}


def test_the_2025_control_on_tungsten_leaves_japan_short_after_its_stocks(minerals, trend, timeline):
    materials = pd.DataFrame({"product": ["810194", "811010"], "control_material": ["tungsten", "antimony"]})
    laid = coverage(timeline, materials, minerals, importer="JPN", rival="CHN", as_of="2026-06-17")
    products = covered_by(laid, "2025-10")
    assert products == ("810194",)
    found = ledger(minerals, **JAPAN, year=2024, history=trend)
    needs = needs_of(found, best(minerals, importer="JPN", rival="CHN", year=2024, history=trend))
    path = simulate(needs, Scenario(cut=0.5, start=dt.date(2025, 2, 4), products=products))
    row = needs.set_index("product").loc["810194"]
    # By hand: half of a twelfth a month; 60 days of use in stock; others and India rise from month 1 and 2 over a year.
    gaps = []
    for month in range(1, 13):
        others = row["others"] / 12 * min(1, max(0, (month - 1) / 12))
        partner = row["partner"] / 12 * min(1, max(0, (month - 2) / 12))
        gaps.append(max(0.0, 0.5 * row["from_rival"] / 12 - others - partner))
    short = max(0.0, sum(gaps) - row["imports"] * 60 / 365)
    assert path["short"].sum() == pytest.approx(short)
    assert path["lost"].sum() == pytest.approx(34_630_433 / 2)
    assert path.loc[path["short"] > 0, "month"].min() > 3


def test_the_matrix_of_the_agenda_has_every_area_both_ways(raw, routes, totals, minerals, trend):
    ways = [ledger(printed(routes, totals), **roles, year=2024) for roles in (JAPAN, INDIA)]
    parts = [
        need_met(
            "critical_minerals_trade",
            *(ledger(minerals, **r, year=2024, history=trend) for r in (JAPAN, INDIA)),
            year=2024,
        )
    ]
    for sector, headings in HEADINGS.items():
        cut = [way[way["product"].isin(headings)] for way in ways]
        parts.append(need_met(f"{sector}_trade", *cut, year=2024))
    pair = {"one": "IND", "other": "JPN"}
    pairs = pd.read_csv(raw / "openalex-coauthorship" / "country_pairs_1990_2023.csv", keep_default_na=False)
    pairs = (
        pairs[pairs["year"] == 2023]
        .set_axis(["year", "one", "other", "value"], axis=1)
        .replace({"JP": "JPN", "IN": "IND"})
    )
    parts.append(intensity("co_authorship", pairs, **pair, unit="works", year=2023))
    models = (
        pd.read_csv(raw / "epoch-ai" / "ai_models_notable_ai_models.csv")["Country (of organization)"]
        .str.split(",")
        .explode()
    )
    counts = models.value_counts().rename({"India": "IND", "Japan": "JPN"})
    parts.append(balance("ai_models", counts, **pair, unit="models", year=2025))
    accounts = pd.read_csv(raw / "github-innovationgraph" / "developers.csv", keep_default_na=False)
    accounts = accounts[(accounts["iso2_code"] == "IN") & (accounts["quarter"] == 3)].set_index("year")["developers"]
    rise = float(accounts[2025] - accounts[2024])
    parts.append(
        gap_filled("talent_gap", gap=450_000, increase=rise, supplier="IND", buyer="JPN", unit="accounts", year=2025)
    )
    found = matrix(*parts)
    assert set(found["area"]) == set(definitions()["area"])
    assert found["reason"].isna().all()
    assert found["score"].between(0, 1).all()
    talent = found[found["measure"] == "talent_gap"].iloc[0]
    assert (talent["score"], talent["of"]) == (1, 450_000)
    goods = found[(found["measure"] == "medicines_trade") & (found["supplier"] == "IND")].iloc[0]
    hand = [plain(routes, totals, heading, JAPAN) for heading in HEADINGS["medicines"]]
    need, met = (np.nansum(column) for column in zip(*hand, strict=True))
    assert goods["score"] == pytest.approx(met / need)
