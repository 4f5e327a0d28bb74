from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec.decisions.dependence.chains import by_stage, complementarity
from econsec.errors import MissingColumnError

STAGES = pd.DataFrame(
    {
        "product": ["ore", "oxide", "metal", "magnet"],
        "chain": "rare earths",
        "stage": ["ore", "oxide", "metal", "magnet"],
        "order": [10, 21, 32, 40],
    }
)


def found(need: list[float], central: list[float], importer: str = "JPN", partner: str = "IND") -> pd.DataFrame:
    table = pd.DataFrame({"product": STAGES["product"], "imports": 10.0, "from_rival": need, "central": central})
    return table.assign(low=0.0, high=table["central"], importer=importer, partner=partner)


def test_the_weakest_link_is_what_the_rival_supplies_and_the_partner_cannot():
    stages = by_stage(found([2, 9, 8, 8], [0, 9, 1, 0]), STAGES)
    assert stages["exposure"].tolist() == pytest.approx([0.2, 0, 0.7, 0.8])
    assert stages.loc[stages["weakest"], "stage"].tolist() == ["magnet"]


def test_of_two_equally_weak_links_the_earlier_one_is_named():
    stages = by_stage(found([0, 8, 8, 0], [0, 0, 0, 0]), STAGES)
    assert stages.loc[stages["weakest"], "stage"].tolist() == ["oxide"]


def test_a_chain_without_the_rival_has_no_weakest_link():
    assert not by_stage(found([0, 0, 0, 0], [0, 0, 0, 0]), STAGES)["weakest"].any()


def test_a_stage_that_the_source_does_not_show_is_counted_and_has_no_exposure():
    stages = by_stage(found([2, np.nan, 8, 8], [0, np.nan, 0, 0]), STAGES).set_index("stage")
    assert stages.loc["oxide", ["unknown", "reason"]].tolist() == [1, "not in the source"]
    assert np.isnan(stages.loc["oxide", "exposure"])


def test_the_amounts_of_the_stages_are_those_of_the_products():
    ledger = found([2, 9, 8, 8], [0, 9, 1, 0])
    one = by_stage(ledger, STAGES.assign(stage="all", order=1)).iloc[0]
    assert one[["products", "imports", "from_rival", "central"]].tolist() == [4, 40, 27, 10]


def test_stages_where_each_can_supply_the_other_are_both_ways():
    forward = found([8, 8, 8, 8], [4, 4, 0, 0])
    reverse = found([8, 8, 8, 0], [4, 0, 0, 0], importer="IND", partner="JPN")
    verdicts = complementarity(forward, reverse, STAGES).drop_duplicates("stage")
    assert verdicts["verdict"].tolist() == ["both ways", "one way", "neither", "neither"]
    magnet = complementarity(forward, reverse, STAGES).query("stage == 'magnet' and supplier == 'JPN'")
    assert magnet["reason"].item() == "nothing from the rival"


def test_a_ledger_without_its_roles_is_refused():
    with pytest.raises(MissingColumnError, match="partner"):
        complementarity(found([1] * 4, [0] * 4).drop(columns="partner"), found([1] * 4, [0] * 4), STAGES)


def test_a_supplier_whose_sales_are_not_known_covers_nothing_that_one_could_print():
    stages = by_stage(found([2, 9, 8, 8], [0, np.nan, 1, 0]), STAGES)
    assert stages["coverage"].isna().tolist() == [False, True, False, False]
    assert stages.loc[1, "reason"] == "not in the source"
    assert stages.loc[1, "rival_share"] == pytest.approx(0.9)
