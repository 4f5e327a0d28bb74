from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.decisions.substitution.hidden_content import content, net, own
from econsec.errors import DuplicateKeyError, ParameterError
from econsec.i18n.columns import about


def dependence(**columns: list[float | None]) -> pd.DataFrame:
    table = pd.DataFrame({"product": ["formulation", "api", "intermediate"]} | columns)
    return table.assign(imports=100.0)


KNOWN = {"from_rival": [10.0, 80.0, 50.0], "exports": [100.0, 40.0, 0.0], "rival_share": [0.1, 0.8, 0.5]}
INPUTS = pd.DataFrame(
    {"product": ["formulation", "formulation", "api"], "input": ["api", "intermediate", "intermediate"]}
)


def test_what_may_be_passed_on_is_never_more_than_all():
    found = content(dependence(**KNOWN)).set_index("product")
    assert found["same"].fillna(-1).to_dict() == {"formulation": 0.1, "api": 1.0, "intermediate": -1}


def test_the_most_exposed_input_counts_and_adds_to_what_is_passed_on():
    found = content(dependence(**KNOWN), INPUTS).set_index("product")
    assert found.loc["formulation", "input"] == "api"
    assert found.loc["formulation", "hidden"] == pytest.approx(1 - 0.9 * 0.2)
    assert found.loc["formulation", "parts_known"] == "product and input"


def test_an_input_that_is_half_essential_counts_half():
    found = content(dependence(**KNOWN), INPUTS, essential=0.5).set_index("product")
    assert found.loc["formulation", "hidden"] == pytest.approx(1 - 0.9 * 0.6)
    with pytest.raises(ParameterError):
        content(dependence(**KNOWN), essential=1.1)


def test_what_is_not_known_is_missing_and_says_why():
    found = content(dependence(**(KNOWN | {"from_rival": [None, 80.0, 50.0]}))).set_index("product")
    assert np.isnan(found.loc["formulation", "hidden"])
    assert found.loc["formulation", ["parts_known", "reason"]].tolist() == ["nothing known", "not in the source"]
    assert found.loc["intermediate", "reason"] == "the partner exports none of it"


def test_a_net_amount_is_missing_where_nothing_is_known_of_the_content():
    found = pd.DataFrame({"product": ["api", "other"], "from_rival": 10.0, "low": 1.0, "central": 4.0, "high": 10.0})
    joined = net(found, content(dependence(**KNOWN)))
    assert joined["central_net"].fillna(-1).tolist() == [0, -1]
    assert joined["central"].tolist() == [4, 4]


def test_own_dependence_leaves_out_trade_with_oneself():
    flows = pd.DataFrame(
        [("CHN", "IND", 6.0), ("IND", "IND", 9.0), ("USA", "IND", 2.0), ("IND", "JPN", 5.0)],
        columns=["exporter", "importer", "value"],
    ).assign(product="1")
    assert own(flows, partner="IND", rival="CHN").iloc[0, 1:].tolist() == [8, 6, 0, 5, 0.75]


def test_a_product_that_stands_twice_is_refused_and_not_one_of_its_rows_dropped():
    table = dependence(**KNOWN)
    with pytest.raises(DuplicateKeyError, match="dependence hold formulation twice"):
        content(pd.concat([table, table.head(1)]))
    found = pd.DataFrame({"product": ["api"], "from_rival": 10.0, "low": 1.0, "central": 4.0, "high": 10.0})
    known = content(table)
    with pytest.raises(DuplicateKeyError, match="content hold formulation twice"):
        net(found, pd.concat([known, known.head(1).assign(hidden=0.9)]))


part = st.one_of(st.none(), st.floats(0, 1))
amount = st.one_of(st.none(), st.floats(0, 1e9))


@given(st.lists(st.tuples(amount, amount, part), min_size=3, max_size=3), st.floats(0, 1), st.floats(0, 1e9))
def test_net_never_exceeds_gross_and_content_lies_between_none_and_all(rows, essential, gross):
    columns = dict(zip(["from_rival", "exports", "rival_share"], map(list, zip(*rows, strict=True)), strict=True))
    table = dependence(**columns).astype(dict.fromkeys(columns, float))
    hidden = content(table, INPUTS, essential=essential)
    assert (hidden["hidden"].isna() == hidden["reason"].notna()).all()
    assert hidden["hidden"].dropna().between(0, 1).all()
    found = pd.DataFrame(
        {"product": hidden["product"], "from_rival": gross, "low": 0.0, "central": gross / 2, "high": gross}
    )
    joined = net(found, hidden).dropna(subset=["hidden"])
    for case in ("low", "central", "high"):
        assert (joined[f"{case}_net"] <= joined[case]).all()
        assert (joined[f"{case}_net"] >= 0).all()


def test_each_column_that_net_adds_to_a_file_is_described_by_one_meaning_of_its_own():
    ledger = pd.DataFrame({"product": ["api"], "from_rival": [80.0], "low": 1.0, "central": 2.0, "high": 3.0})
    added = [name for name in net(ledger, content(dependence(**KNOWN), INPUTS)) if name not in ledger]
    described = {name: about(name, "en") for name in added}
    assert {"hidden", "parts_known", "input"} < described.keys()
    assert [name for name, told in described.items() if told is None] == []
    assert about("basis", "en") not in described.values(), "that is whose account a figure is"
