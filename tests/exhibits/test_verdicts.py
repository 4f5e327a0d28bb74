"""Verdicts through the years say on what flows they rest."""

from __future__ import annotations

from econsec import decisions, load
from econsec.exhibits import verdicts
from econsec.store.catalog import dataset


def test_verdicts_on_flows_that_are_cut_off_say_that_they_may_differ_from_those_on_all_flows(report, sound):
    history = load("baci_minerals_trend")
    asked = {"importer": report.importer, "rival": report.rival, "measures": ["value"]}
    judged = decisions.judge(history[history["year"] >= 2022], **asked)
    shown = sound(
        verdicts.years(
            report, decisions.agreement(judged), decisions.churn(judged), dataset("baci_minerals_trend"), rules=4
        )
    )
    assert report.text("caveat.trimmed_rules") in shown.caveats
    words = {"en": ("largest flows only", "may differ"), "ja": ("大口の取引のみ", "異なる場合がある")}[report.language]
    assert all(word in shown.caveats[0] for word in words)
