from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from decided import judged

from econsec import load
from econsec.decisions.dependence.verdicts import agreement, heat, judge
from econsec.errors import MissingColumnError, NoDataError


def test_flows_without_tonnes_are_judged_by_value_and_refused_by_weight():
    flows = pd.DataFrame({"year": 2024, "exporter": ["CHN"], "importer": "JPN", "product": "1", "value": 1.0})
    asked = {"importer": "JPN", "rival": "CHN", "rules": ["meti"]}
    assert judge(flows, **asked, measures=["value"])["passed"].tolist() == [True]
    with pytest.raises(MissingColumnError, match="'tonnes'"):
        judge(flows, **asked)


@pytest.mark.parametrize("importer", ["JPN", "IND"])
@pytest.mark.parametrize("year", [2022, 2024])
def test_flows_that_are_cut_off_make_trade_look_more_concentrated_and_never_less(importer, year):
    asked = {"importer": importer, "rival": "CHN", "measures": ["value"]}
    whole, cut = (
        judge(load(name, year=year), **asked).set_index(["product", "rule"])
        for name in ("baci_minerals", "baci_minerals_trend")
    )
    assert (cut["hhi"] >= whole["hhi"] - 1e-12).all()
    assert (cut["top_share"] >= whole["top_share"] - 1e-12).all()
    differ = whole.index[(whole["passed"] != cut["passed"]).to_numpy()]
    assert len(whole) == 120
    # Whoever shows a verdict on such flows has to say so: three of these 480 would not stand on complete ones.
    assert (
        differ.tolist()
        == {
            ("JPN", 2022): [],
            ("JPN", 2024): [("810194", "cepii_one_year")],
            ("IND", 2022): [("850511", "cepii_one_year")],
            ("IND", 2024): [("810194", "cepii_one_year")],
        }[importer, year]
    )
    assert cut.loc[differ, "passed"].all()


def test_rules_that_cannot_be_judged_do_not_count_as_disagreeing():
    table = judged({("a", "ec"): [True], ("a", "meti"): [None], ("b", "ec"): [None], ("c", "ec"): [False]})
    found = agreement(table).set_index("product")
    assert found["agreement"].fillna(-1).to_dict() == {"a": 1, "b": -1, "c": 0}
    assert found["verdict"].to_dict() == {"a": "all", "b": "unknown", "c": "none"}


def test_the_heat_map_puts_what_most_rules_agree_on_first():
    verdicts = {
        ("a", "ec"): [True, False],
        ("a", "meti"): [True, True],
        ("b", "ec"): [True, True],
        ("b", "meti"): [True, True],
    }
    found = heat(judged(verdicts))
    assert found["product"].unique().tolist() == ["b", "a"]
    assert found.set_index(["product", "rule"])["persistence"].to_dict() == {
        ("b", "ec"): 1,
        ("b", "meti"): 1,
        ("a", "ec"): 0.5,
        ("a", "meti"): 1,
    }
    assert heat(judged(verdicts), year=2018)["agreement"].unique().tolist() == [1]


def test_too_few_stated_tonnes_leave_the_verdict_by_weight_open():
    flows = pd.DataFrame(
        {
            "year": 2024,
            "exporter": ["CHN", "USA"],
            "importer": "JPN",
            "product": "1",
            "value": [6.0, 4.0],
            "tonnes": [1.0, np.nan],
        }
    )
    found = judge(flows, importer="JPN", rival="CHN", rules=["meti"]).set_index("measure")
    assert found.loc["value", "passed"]
    assert found.loc["tonnes", ["reason"]].tolist() == ["tonnes not stated"]
    assert found["passed"].isna().to_dict() == {"value": False, "tonnes": True}


# Japan's purchases from China state no tonnes; those of the rest of the world, thirty times as large, do.
PARTLY = pd.DataFrame(
    {
        "exporter": ["CHN", "USA", "CHN"],
        "importer": ["JPN", "JPN", "DEU"],
        "product": "1",
        "value": [60.0, 40.0, 1900.0],
        "tonnes": [np.nan, 1.0, 50.0],
    }
)


def test_a_verdict_by_weight_needs_the_tonnes_of_the_importer_and_not_of_the_world_alone():
    found = judge(PARTLY.assign(year=2024), importer="JPN", rival="CHN", rules=["meti"], measures=["tonnes"])
    assert found["passed"].isna().all()
    assert found["reason"].tolist() == ["tonnes not stated"]


def test_a_rule_over_several_years_needs_the_tonnes_of_each_of_them():
    years = pd.concat([PARTLY.fillna({"tonnes": 1.0}).assign(year=year) for year in range(2020, 2025)])
    years.loc[(years["year"] == 2021) & (years["exporter"] == "CHN") & (years["importer"] == "JPN"), "tonnes"] = np.nan
    found = judge(years, importer="JPN", rival="CHN", rules=["cepii", "cepii_one_year"], measures=["tonnes"])
    open_ = found[found["reason"] == "tonnes not stated"].groupby("rule")["year"].agg(list)
    assert open_.to_dict() == {"cepii": [2021, 2022, 2023], "cepii_one_year": [2021]}


def test_a_product_that_is_not_bought_lacks_trade_and_not_tonnes():
    other = PARTLY.assign(product="2", importer="USA", exporter="CHN", tonnes=1.0)
    table = pd.concat([PARTLY, other]).assign(year=2024)
    found = judge(table, importer="USA", rival="CHN", rules=["meti"], measures=["tonnes"])
    assert found.set_index("product")["reason"].to_dict() == {"1": "no trade", "2": None}


def test_an_importer_without_trade_is_unknown_and_nothing_is_laid_out():
    flows = pd.DataFrame({"year": 2024, "exporter": ["CHN"], "importer": "JPN", "product": "1", "value": 6.0})
    with pytest.raises(NoDataError, match="IND"):
        judge(flows, importer="IND", rival="CHN", measures=["value"])
    with pytest.raises(NoDataError, match="no verdicts"):
        heat(judged({("a", "ec"): [True]}).iloc[:0])


def test_flows_without_a_year_are_refused():
    with pytest.raises(MissingColumnError, match="year"):
        judge(pd.DataFrame({"exporter": []}), importer="JPN", rival="CHN")


@pytest.mark.raw
def test_verdicts_on_japans_minerals_agree_with_plain_pandas(minerals):
    found = judge(minerals, importer="JPN", rival="CHN")
    bought = minerals[minerals["importer"] == "JPN"]
    for measure in ("value", "tonnes"):
        known = bought[bought[measure] > 0]
        share = known[measure] / known.groupby("product")[measure].transform("sum")
        hhi = (share**2).groupby(known["product"]).sum()
        mine = found[(found["measure"] == measure) & (found["rule"] == "meti")].set_index("product")
        judgeable = mine[mine["passed"].notna()]
        assert len(judgeable) > 20
        assert (judgeable["passed"] == (hhi > 0.5).reindex(judgeable.index)).all()


@pytest.mark.raw
def test_tungsten_is_flagged_by_all_rules_and_lastingly(trend):
    # Origin: China's share of Japan's 2024 imports of 810194 is 99.6 %.
    found = judge(trend[trend["year"] >= 2017], importer="JPN", rival="CHN", measures=["value"])
    cells = heat(found)
    tungsten = cells[cells["product"] == "810194"]
    assert tungsten["agreement"].unique().tolist() == [1]
    assert tungsten["rank"].iloc[0] <= 5
