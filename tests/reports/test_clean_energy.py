"""The report on clean energy, as its reader gets it: recomputed from the tidy tables, both languages, other pairs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from report_checks import NOT_A_NUMBER, answers, said, same_numbers, sound, visible
from reports_support import render, table_of

from econsec import load, sector

if TYPE_CHECKING:
    from reports_support import Rendered

CODES = list(sector("clean_energy").codes)


@pytest.fixture(scope="module")
def editions(rendered) -> dict[str, Rendered]:
    return rendered("clean_energy")


def totals() -> pd.Series:
    return load("baci_hs4", year=2024, product=CODES).set_index(["product", "economy", "flow"])["value"]


def from_china(economy: str) -> pd.Series:
    """Return China's share of what an economy buys, from its own list or else from China's list of customers."""
    lists, sums = load("baci_routes", year=2024, product=CODES), totals()
    own = lists[(lists.economy == economy) & (lists.flow == "import") & (lists.partner == "CHN")]
    shares = own.set_index("product")["share"]
    theirs = lists[(lists.economy == "CHN") & (lists.flow == "export") & (lists.partner == economy)]
    theirs = theirs[~theirs["product"].isin(shares.index)].set_index("product")["share"]
    value = {code: share * sums[code, "CHN", "export"] for code, share in theirs.items()}
    told = pd.Series({code: amount / sums[code, economy, "import"] for code, amount in value.items()})
    return pd.concat([shares, told]).sort_values(ascending=False)


def test_the_first_answer_counts_headings_with_more_than_half_from_china_baci_2024(editions):
    values = said(editions["en"], "clean_energy.answer.dependence")
    japan, india = from_china("JPN"), from_china("IND")
    assert values["shares"] == pytest.approx(japan.head(3).tolist())
    assert values["partner_shares"] == pytest.approx(india.head(3).tolist())
    assert (values["over"], values["of"]) == ((japan > 0.5).sum(), len(japan)) == (6, 14)
    assert (values["partner_over"], values["partner_of"]) == ((india > 0.5).sum(), len(india)) == (7, 12)
    assert [round(share, 3) for share in india.head(2)] == [0.976, 0.772]


def test_the_second_answer_adds_up_what_china_sells_to_both(editions):
    values = said(editions["en"], "clean_energy.answer.meeting")
    sums = totals()
    for key, economy in (("need", "JPN"), ("back_need", "IND")):
        shares = from_china(economy)
        assert values[key] == pytest.approx(
            sum(share * sums[code, economy, "import"] for code, share in shares.items())
        )
    for side in ("", "back_"):
        for part in (f"{side}part", f"{side}gross"):
            assert 0 <= values[f"{part}_low"] <= values[part] <= values[f"{part}_high"] <= values[f"{side}need"]
        assert values[f"{side}part_high"] <= values[f"{side}gross_high"]


def test_lithium_for_clean_energy_is_six_times_todays_by_2040_iea_stated_policies(editions):
    values = said(editions["en"], "clean_energy.answer.minerals")
    rows = load("iea_demand", year=[2024, 2040])
    own = rows[(rows.mineral == "Lithium") & (rows.sector == "all clean energy")].set_index("scenario")["value"]
    assert values["times"] == pytest.approx(own["STEPS"] / own["base"])
    assert round(values["times"], 1) == 6.3
    supply = load("iea_supply", year=2024)
    refined = supply[(supply.mineral == "Lithium") & (supply.stage == "refining")].set_index("economy")["value"]
    assert values["refined"] == pytest.approx(refined["CHN"] / refined["WLD"])


def test_japan_sells_27_times_the_wafers_that_india_buys_and_the_reader_is_told_what_that_is_not(editions):
    values = said(editions["en"], "clean_energy.claim.wafers")
    sums = totals()
    assert values["times"] == pytest.approx(sums["3818", "JPN", "export"] / sums["3818", "IND", "import"])
    assert round(values["times"]) == 27
    assert "cannot stand in for the other" in visible(editions["en"].html)
    assert "互いに代替できない" in visible(editions["ja"].html)


def test_capacity_is_irenas_in_gigawatts(editions):
    rows = load("renewables", economy="IND", year=[2013, 2023])
    own = rows[rows.measure == "capacity"].set_index(["technology", "year"])["value"] / 1000
    frame = pd.read_csv(io.StringIO(editions["en"].csv("capacity-ind"))).set_index("label")
    assert frame.loc[2023, "solar"] == pytest.approx(own["solar", 2023]) == pytest.approx(73.109, abs=0.001)
    assert frame.loc[2023, "whole"] == pytest.approx(own["all renewables", 2023])
    added = own["solar", 2023] - own["solar", 2013]
    assert f"solar added {added:.1f} GW" in visible(editions["en"].html)


def test_a_stage_that_the_source_does_not_tell_is_a_dash_and_a_bound_is_a_bound(editions):
    rows = {row[1]: row for row in table_of(editions["en"].html, "chains")}
    assert rows["2846"][3] == "–"  # India sells more rare-earth compounds than it buys
    assert rows["2504"][4].startswith("below")
    assert rows["3818"][3] == "98%"


def test_the_report_is_whole_in_both_languages(editions):
    sound(editions, least=14)
    same_numbers(editions)
    assert len(answers(editions["en"])) == 3
    assert "IRENA" in visible(editions["ja"].html)


def test_the_scenario_is_one_of_three_before_a_kernel_starts(tmp_path):
    with pytest.raises(AssertionError, match="one of STEPS, APS, NZE"):
        render(tmp_path, "clean_energy", "-p", "scenario=BAU")


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        ["importer=IND", "partner=JPN", "scenario=NZE", "horizon=2030"],
        ["importer=KOR", "partner=TWN"],
        ["importer=DEU", "partner=IND", "rival=USA", "year=2023"],
        ["importer=BTN", "partner=NPL"],
    ],
    ids=" ".join,
)
def test_other_questions_are_answered_in_words_where_the_source_is_silent(tmp_path, asked):
    given = [word for one in asked for word in ("-p", one)]
    for edition in render(tmp_path, "clean_energy", *given).values():
        assert not NOT_A_NUMBER.findall(visible(edition.html))
        assert len(answers(edition)) == 3
