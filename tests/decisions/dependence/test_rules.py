"""Published rules, judged from complete flows and from lists that leave some suppliers without a name."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st
from trade_tables import printed

from econsec import indicators
from econsec.decisions.dependence.rules import LISTED, RULES, UNSURE, agreed, concentration, verdicts

KEY = {"year": 2024, "product": "2941"}


shares = st.lists(st.floats(0.001, 1.0), min_size=11, max_size=40)


@settings(max_examples=80, deadline=None)
@given(shares)
@example([1.0] * 10 + [0.001])
def test_the_true_concentration_lies_between_the_bounds_of_the_ten_largest(parts):
    whole = np.sort(np.array(parts) / sum(parts))[::-1]
    rows = pd.DataFrame({"partner": [f"X{n:02d}" for n in range(10)], "share": whole[:10]})
    trade = printed(rows.assign(**KEY, economy="JPN", direction="import"))
    row = concentration(trade, importer="JPN", rival="CHN", year=2024).iloc[0]
    assert row["hhi_low"] - 1e-9 <= (whole**2).sum() <= row["hhi_high"] + 1e-9
    assert np.isnan(row["rival_share"])
    assert row["rival_share_high"] >= whole[10] - 1e-9


def judged(named: dict[str, float], *, exports: float, imports: float) -> dict[str, object]:
    rows = pd.DataFrame({"partner": list(named), "share": list(named.values())})
    rows = rows.assign(**KEY, economy="JPN", direction="import")
    whole = pd.DataFrame([{**KEY, "economy": "JPN", "exports": exports, "imports": imports}])
    found = verdicts(printed(rows, whole), importers=["JPN"], rival="CHN", year=2024, products=["2941"])
    return dict(zip(found["rule"], found["passed"], strict=True))


def test_a_list_that_decides_is_judged():
    assert judged({"CHN": 0.9, "KOR": 0.05}, exports=1.0, imports=100.0) == dict.fromkeys(RULES, True)
    assert judged({"CHN": 0.2, "KOR": 0.2, "USA": 0.2}, exports=1.0, imports=100.0) == dict.fromkeys(RULES, False)


def test_a_list_that_leaves_the_verdict_open_is_not_judged():
    # 0.66**2 + 0.25**2 = 0.498, and the rest of 0.09 could lift it to 0.506: METI's one half lies between.
    found = judged({"CHN": 0.66, "KOR": 0.25}, exports=1.0, imports=100.0)
    assert found["meti"] is pd.NA
    assert found["ec"]


def test_a_net_exporter_fails_rules_on_net_imports_and_the_others_are_unknown(headings):
    # Japan sells more chips (8542) than it buys, and its suppliers are not in the source.
    found = verdicts(headings, importers=["JPN"], rival="CHN", year=2024, products=["8542"]).set_index("rule")
    assert found["passed"].to_dict() == {"ec": False, "merics": False, "meti": None, "cabinet_office": None}
    assert found.loc["meti", "reason"] == LISTED


def test_a_net_exporter_of_which_another_list_names_a_supplier_is_judged_as_far_as_that_goes(headings):
    # China's own list says what it sells Japan of magnets (8505): 37 % of what Japan buys, the rest has no name.
    found = verdicts(headings, importers=["JPN"], rival="CHN", year=2024, products=["8505"]).set_index("rule")
    assert round(found["rival_share"].iloc[0], 3) == 0.371
    assert found["passed"].to_dict() == {"ec": False, "merics": False, "meti": None, "cabinet_office": None}
    assert found.loc["meti", "reason"] == UNSURE


def test_indias_wafers_are_called_dependent_by_all_four_rules(headings):
    # BACI V202601, HS 3818, 2024: China supplies 97.6 % of India's imports.
    found = verdicts(headings, importers=["IND"], rival="CHN", year=2024, products=["3818"])
    assert found["passed"].all()
    assert round(found["rival_share"].iloc[0], 3) == 0.976


def test_complete_flows_are_judged_as_the_indicators_judge_them(flows):
    expected = agreed(indicators.dependence_flags(flows, rules=list(RULES), importers=["JPN"], rival="CHN"))
    found = agreed(verdicts(flows, importers=["JPN"], rival="CHN", year=2024))
    both = found.merge(expected, on="product", suffixes=("", "_flags"))
    assert len(both) == 30
    assert both["verdicts"].tolist() == both["verdicts_flags"].tolist()
    assert both["unknown"].eq(0).all()


def test_the_same_rules_on_complete_flows_and_on_their_ten_largest_suppliers_agree(flows):
    rules = list(RULES)
    complete = agreed(indicators.dependence_flags(flows, rules=rules, importers=["JPN"], rival="CHN"))
    bought = flows[flows["importer"] == "JPN"].groupby(["product", "exporter"])["value"].sum().reset_index()
    bought["share"] = bought["value"] / bought.groupby("product")["value"].transform("sum")
    top = bought.sort_values("share", ascending=False).groupby("product").head(10)
    top = top.rename(columns={"exporter": "partner"}).assign(year=2024, economy="JPN", direction="import")
    sold = flows[flows["exporter"] == "JPN"].groupby("product")["value"].sum()
    whole = bought.groupby("product")["value"].sum().rename("imports").reset_index()
    whole = whole.assign(year=2024, economy="JPN", exports=whole["product"].map(sold).fillna(0.0))
    codes = sorted(whole["product"])
    cut = verdicts(printed(top, whole), importers=["JPN"], rival="CHN", year=2024, products=codes, rules=rules)
    both = agreed(cut).merge(complete, on="product", suffixes=("", "_complete"))
    assert len(both) == 30
    for some, every in zip(both["verdicts"], both["verdicts_complete"], strict=True):
        assert all(one in {other, -1} for one, other in zip(some, every, strict=True))
