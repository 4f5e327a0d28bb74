"""The World Bank's governance indicators."""

from __future__ import annotations

import pytest

from econsec.sources.economies import worldbank

HEADER = "codeindyr,code,countryname,year,indicator,estimate,stddev,nsource,pctrank,pctranklower,pctrankupper\n"


def test_legacy_codes_become_iso3_and_rows_without_an_estimate_go(publish):
    rows = (
        'ZARcc1996,ZAR,"Congo, Dem. Rep.",1996,cc,-1.5,0.3,2.0,4.3,0.0,27.4\nAFGcc1996,AFG,Afghanistan,1996,cc,,,,,,\n'
    )
    table = worldbank.read_wgi(publish("wgi_1996_2023_long.csv", HEADER + rows).parent)
    assert table.economy.tolist() == ["COD"]
    assert table.estimate.item() == -1.5


@pytest.mark.raw
def test_six_dimensions_and_no_years_that_were_never_measured(raw):
    table = worldbank.read_wgi(raw / "wgi")
    assert sorted(table.dimension.unique()) == ["cc", "ge", "pv", "rl", "rq", "va"]
    assert not {1997, 1999, 2001} & set(table.year)
    assert table.economy.nunique() == 214
