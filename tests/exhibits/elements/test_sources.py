"""Whose figures an answer on trade is from, and what is said where there are none."""

import pandas as pd
import pytest

from econsec import own, trade
from econsec.errors import NoDataError
from econsec.exhibits.elements.sources import whose


def test_nothing_told_is_said_with_what_was_asked(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path))
    rows = pd.DataFrame({"exporter": ["CHN"], "importer": "JPN", "product": "850511", "value": 1.0})
    own(rows, publisher="a", title="b", licence="c", year=2024, name="mine", reporter="JPN")
    with pytest.raises(NoDataError, match=r"2941.*source=best"):
        whose(trade("2941", year=2024, source="own_mine"))
