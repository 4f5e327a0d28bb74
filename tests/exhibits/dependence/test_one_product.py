"""How a share moved: the turn is told, not only the ends."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.decisions.dependence.suppliers import Bought
from econsec.exhibits import Report
from econsec.exhibits.dependence import one_product as purchases

RANKED = pd.DataFrame({"exporter": ["CHN"], "share": [0.5], "value": [1.0]})
BOUGHT = Bought("lists", ("8541",), "same", RANKED, sources=("baci_routes",))


def shown(shares: dict[int, float], language: str = "en"):
    frame = pd.DataFrame({"year": list(shares), "exporter": "CHN", "share": list(shares.values())})
    return purchases.path(Report("JPN", "IND", "CHN", 2024, language), frame, BOUGHT, "Cells")


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ({2018: 0.3, 2021: 0.6, 2024: 0.4}, "after a high of 60.0% in 2021"),
        ({2018: 0.5, 2021: 0.1, 2024: 0.4}, "after a low of 10.0% in 2021"),
        ({2018: 0.3, 2021: 0.35, 2024: 0.4}, "rose from 30.0% in 2018 to 40.0% in 2024"),
        # Two points beyond an end are no turn.
        ({2018: 0.3, 2021: 0.42, 2024: 0.4}, "rose from 30.0% in 2018 to 40.0% in 2024"),
        ({2018: 0.4, 2024: 0.3}, "went from 40.0% in 2018 to 30.0% in 2024"),
        # The incomplete year is drawn, and no change is told from it.
        ({2017: 0.9, 2019: 0.3, 2024: 0.4}, "rose from 30.0% in 2019 to 40.0% in 2024"),
    ],
)
def test_a_path_is_told_with_its_turn(shares, told):
    assert told in shown(shares).headline


def test_the_turn_is_told_in_japanese_too():
    assert "2021年に60.0%まで上昇した後" in shown({2018: 0.3, 2021: 0.6, 2024: 0.4}, "ja").headline
