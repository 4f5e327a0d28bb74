from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from decided import judged

from econsec.decisions.dependence.persistence import churn, persistence
from econsec.errors import DuplicateKeyError


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


def test_years_with_a_gap_between_them_are_not_set_against_each_other():
    table = judged({("a", "ec"): [True, True, False], ("b", "ec"): [True, False, False]})
    found = churn(table[table["year"] != 2019])
    assert found.empty
    later = churn(table.assign(year=table["year"].replace({2018: 2015})))
    assert later[["before", "after", "left"]].to_numpy().tolist() == [[2019, 2020, 1]]


def test_two_verdicts_for_one_product_and_year_are_refused_and_not_one_of_them_dropped():
    twice = pd.concat([judged({("a", "ec"): [True, True]}), judged({("a", "ec"): [False, True]})])
    for ask in (churn, persistence):
        with pytest.raises(DuplicateKeyError, match="judged hold 2018, a, ec, value twice"):
            ask(twice)


def test_persistence_counts_judged_years_and_dates_the_unbroken_run():
    found = persistence(judged({("a", "ec"): [True, None, False, True, True]})).iloc[0]
    assert found[["years", "flagged", "persistence", "since", "run", "flips"]].tolist() == [4, 3, 0.75, 2021, 2, 2]


def test_a_rule_that_does_not_hold_now_has_no_run():
    found = persistence(judged({("a", "ec"): [True, True, False]})).iloc[0]
    assert not found["now"]
    assert found["run"] == 0
    assert np.isnan(found["since"])
