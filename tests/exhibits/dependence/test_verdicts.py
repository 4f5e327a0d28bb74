"""Verdicts side by side and through the years: whose they are, and on what flows they rest."""

from __future__ import annotations

import pandas as pd

from econsec import decisions, load
from econsec.exhibits.dependence import verdicts
from econsec.store.catalog import dataset


def test_verdicts_on_flows_that_are_cut_off_say_that_they_may_differ_from_those_on_all_flows(report, sound):
    history = load("baci_minerals_trend")
    asked = {"importer": report.importer, "rival": report.rival, "measures": ["value"]}
    judged = decisions.judge(history[history["year"] >= 2022], **asked)
    shown = sound(
        verdicts.years(
            report.on(dataset("baci_minerals_trend")), decisions.agreement(judged), decisions.churn(judged), rules=4
        )
    )
    assert report.text("caveat.trimmed_rules") in shown.caveats
    words = {"en": ("largest flows only", "may differ"), "ja": ("大口の取引のみ", "異なる場合がある")}[report.language]
    assert all(word in shown.caveats[0] for word in words)


def test_both_sides_stand_importer_first_and_the_alt_says_more_than_the_headline(report, sound):
    rows = [("8104", "IND", 4), ("8104", "JPN", 4), ("2504", "IND", 0), ("2504", "JPN", 4)]
    counted = pd.DataFrame(rows, columns=["product", "importer", "hold"]).assign(fail=0, unknown=0)
    counted["verdicts"] = [(1, 1, 1, 1) if hold else (0, 0, 0, 0) for hold in counted["hold"]]
    rules = list(decisions.RULES)
    shown = sound(verdicts.side_by_side(report.on(dataset("baci_routes")), counted, rules, kind="headings"))
    order = [report.importer, report.partner]
    assert shown.table.frame["importer"].tolist() == order * 2
    assert shown.alt != shown.headline
