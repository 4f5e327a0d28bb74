"""Models count for each of their economies."""

from __future__ import annotations

from econsec import load
from econsec.decisions.digital import models


def test_japan_has_6_notable_models_since_2015_and_india_2_epoch_december_2025():
    found = models.notable(load("ai_models"), since=2015)
    counted = models.count(found).set_index("economy")["value"]
    assert (counted["JPN"], counted["IND"]) == (6, 2)
    assert counted.sum() > found["model"].nunique()  # a model of several economies counts for each
    assert (found["year"] >= 2015).all()
