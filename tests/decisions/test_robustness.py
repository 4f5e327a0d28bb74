from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec.decisions.robustness import agreement, churn, heat, judge, persistence
from econsec.errors import MissingColumnError


def judged(verdicts: dict[tuple[str, str], list[bool | None]], first: int = 2018) -> pd.DataFrame:
    rows = [
        {"year": first + n, "product": product, "rule": rule, "measure": "value", "passed": verdict, "reason": None}
        for (product, rule), each in verdicts.items()
        for n, verdict in enumerate(each)
    ]
    return pd.DataFrame(rows).astype({"passed": "boolean"})


def test_one_in_five_flags_gone_the_next_year_is_a_churn_of_a_fifth():
    # CEPII: one in five 2018 flags is gone in 2019.
    table = judged({(f"p{n}", "ec"): [True, n > 0] for n in range(5)} | {("new", "ec"): [False, True]})
    row = churn(table).iloc[0]
    assert row[["judged", "flagged", "stayed", "left", "entered"]].tolist() == [6, 5, 4, 1, 1]
    assert row["churn"] == pytest.approx(0.2)


def test_a_product_that_cannot_be_judged_in_one_of_two_years_is_left_out_of_the_churn():
    table = judged({("a", "ec"): [True, None], ("b", "ec"): [False, False]})
    row = churn(table).iloc[0]
    assert (row["judged"], row["flagged"], row["reason"]) == (1, 0, "nothing flagged before")
    assert np.isnan(row["churn"])


def test_rules_that_cannot_be_judged_do_not_count_as_disagreeing():
    table = judged({("a", "ec"): [True], ("a", "meti"): [None], ("b", "ec"): [None], ("c", "ec"): [False]})
    found = agreement(table).set_index("product")
    assert found["agreement"].fillna(-1).to_dict() == {"a": 1, "b": -1, "c": 0}
    assert found["verdict"].to_dict() == {"a": "all", "b": "unknown", "c": "none"}


def test_persistence_counts_judged_years_and_dates_the_unbroken_run():
    found = persistence(judged({("a", "ec"): [True, None, False, True, True]})).iloc[0]
    assert found[["years", "flagged", "persistence", "since", "run", "flips"]].tolist() == [4, 3, 0.75, 2021, 2, 2]


def test_a_rule_that_does_not_hold_now_has_no_run():
    found = persistence(judged({("a", "ec"): [True, True, False]})).iloc[0]
    assert not found["now"]
    assert found["run"] == 0
    assert np.isnan(found["since"])


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
