"""Readers of trade other than BACI's own files: aggregates, Japan's ministry, India's department."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from econsec.errors import SchemaError, UnknownEconomyError
from econsec.sources.trade import cepii_aggregates, eidb, mof_japan

HS4 = "year,hs4,economy,exports_usd,imports_usd\n"
SLICES = "hs4,iso3,exports_usd,imports_usd,year\n"


@pytest.fixture
def headings(publish):
    def write(row_of_slices):
        publish("baci-hs2-2017-2023/hs4_totals.csv", HS4 + "2017,2805,JPN,10,20\n")
        publish("baci-hs4-routes-2024/hs4_totals.csv", HS4 + "2024,2805,JPN,30,40\n")
        path = publish("strategic-hs4-2024-baci-slices/hs4_totals_2024_selected.csv", SLICES + row_of_slices)
        return path.parent.parent

    return write


def test_two_transcriptions_that_agree_are_one_figure(headings):
    table = cepii_aggregates.read_headings(headings("2805,JPN,30,40,2024\n"))
    assert len(table) == 4
    assert table.query("year == 2024 and flow == 'import'").value.item() == 40


def test_two_transcriptions_that_disagree_are_refused(headings):
    with pytest.raises(SchemaError, match="disagree"):
        cepii_aggregates.read_headings(headings("2805,JPN,31,40,2024\n"))


MOF = "ex_im,area,goods,year,value\n"


def test_billion_yen_become_yen_and_an_unfinished_year_is_no_year(publish):
    rows = "import,China,(Ic),2024,0.176910\nimport,China,(Ic),2026,0.1\n"
    table = mof_japan.read_trade(publish("trade_year_bn_jpy.csv", MOF + rows).parent)
    assert table.to_dict("records") == [
        {"year": 2024, "flow": "import", "partner": "CHN", "commodity": "integrated-circuits", "value": 176_910_000.0}
    ]


def test_a_commodity_that_the_list_does_not_know_is_named(publish):
    path = publish("trade_year_bn_jpy.csv", MOF + "import,China,Unobtainium,2024,1\n")
    with pytest.raises(SchemaError, match="Unobtainium"):
        mof_japan.read_trade(path.parent)


def test_the_european_union_is_no_economy_of_its_own(publish):
    path = publish("trade_year_bn_jpy.csv", MOF + "export,EU,Chemicals,2024,1\nexport,Germany,Chemicals,2024,1\n")
    assert mof_japan.read_trade(path.parent).partner.tolist() == ["EUU", "DEU"]


def _india(tmp_path, rows):
    table = pd.DataFrame(rows, columns=["hs8", "country", "fy_start", "usd_mn", "qty"])
    table.to_parquet(tmp_path / "india_exports_hs8_partner_fy2017_2024.parquet")
    return eidb.read_exports(tmp_path)


def test_eight_digits_are_summed_to_six_and_nothing_is_lost(tmp_path):
    table = _india(tmp_path, [["01012100", "JAPAN", 2024, 1.5, 1], ["01012190", "JAPAN", 2024, 0.25, 2]])
    assert table.to_dict("records") == [{"year": 2024, "partner": "JPN", "product": "010121", "value": 1_750_000.0}]


def test_a_partner_that_the_list_does_not_know_is_named(tmp_path):
    with pytest.raises(UnknownEconomyError, match="ATLANTIS"):
        _india(tmp_path, [["01012100", "ATLANTIS", 2024, 1.5, 1]])


def test_chapters_with_a_partner_and_with_everyone(publish):
    chapters = [{"hs": "85", "name": "x", "fy2024_25": 2.0, "fy2025_26": None, "growth_pct": None}]
    flows = {"export": {"total_fy2024_25": 3.0, "total_fy2025_26": 4.0, "chapters": chapters}}
    publish("country_commodity_breakdown_2026.json", json.dumps({"country_commodity_data": {"UAE": flows}}))
    path = publish("eidb_chapter_trade_snapshot.csv", "flow,fy_start,hs_code,cur_year_usd_mn\nimports,2024,2,7.5\n")
    table = eidb.read_chapters(path.parent).set_index(["year", "flow", "partner", "product"]).value
    assert table.to_dict() == {
        (2024, "export", "ARE", "TOTAL"): 3e6,
        (2024, "export", "ARE", "85"): 2e6,
        (2025, "export", "ARE", "TOTAL"): 4e6,
        (2024, "import", "WLD", "02"): 7.5e6,
    }
