"""The named rules and their thresholds."""

from __future__ import annotations

import pytest

from econsec.errors import UnknownRuleError
from econsec.indicators.dependence.evidence import NUMBERS
from econsec.indicators.dependence.rules import chosen, rule, rules


def test_thresholds_are_those_that_the_institutions_publish():
    assert {each.name: [(c.number, c.above) for c in each.conditions] for each in rules()} == {
        "ec": [("hhi", 0.4), ("external_share", 0.5), ("import_export_ratio", 1.0)],
        "cepii": [("hhi", 0.4), ("world_hhi", 0.4), ("import_export_ratio", 1.0)],
        "cepii_one_year": [("hhi", 0.4), ("world_hhi", 0.4), ("import_export_ratio", 1.0)],
        "merics": [("import_export_ratio", 2.0), ("rival_share", 0.5), ("hhi", 0.4)],
        "meti": [("hhi", 0.5)],
        "cabinet_office": [("top_share", 0.5)],
    }
    assert (rule("cepii").least, rule("cepii").window) == (2, 3)


@pytest.mark.parametrize("each", rules(), ids=lambda each: each.name)
def test_rule_is_titled_in_both_languages_and_cites_its_author(each):
    assert set(each.title) == {"en", "ja"}
    assert each.reference
    assert {condition.number for condition in each.conditions} <= set(NUMBERS)


def test_rule_of_another_name_is_refused_with_a_likely_one():
    with pytest.raises(UnknownRuleError, match=r"no rule 'cepi'.*Did you mean cepii"):
        chosen(["cepi"])
