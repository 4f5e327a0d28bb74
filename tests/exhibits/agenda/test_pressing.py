"""What would be left open is drawn and told as a range; a middle is marked only where one figure can be given."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.agenda import areas
from econsec.store.catalog import dataset


def test_a_range_that_is_the_whole_need_has_no_middle_and_is_told_as_not_known(report, sound):
    rows = {"importer": ["JPN", "IND"], "product": ["8517", "8471"], "from_rival": [9e9, 8e9], "imports": 1e10}
    urgent = pd.DataFrame(rows).assign(
        rival_share=0.9, central_share=0.1, limit="pace", left=[8e9, 7e9], left_least=[0.0, 6e9], left_most=[9e9, 8e9]
    )
    assert areas.left(urgent.loc[0]).unknown
    assert not areas.left(urgent.loc[1]).wide
    shown = sound(areas.pressing(report.on(dataset("baci_hs4")), urgent))
    assert {"en": "not known", "ja": "不明"}[report.language] in shown.headline
    data = shown.chart.to_dict()
    marked = [layer for layer in data["layer"] if layer["mark"].get("shape") == "diamond"]
    (points,) = (data["datasets"][layer["data"]["name"]] for layer in marked)
    assert len(points) == 1
