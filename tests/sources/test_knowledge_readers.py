"""Readers of science, software, AI, energy, chips, distances and lists."""

from __future__ import annotations

import pytest

from econsec.errors import SchemaError
from econsec.sources.economies import policy, worldbank
from econsec.sources.knowledge import cset, epoch, github, ncses, openalex
from econsec.sources.resources import irena
from econsec.sources.trade import cepii_geodist
from econsec.store import load


def test_a_pair_of_authors_stands_in_both_directions(publish):
    path = publish("country_pairs_1990_2023.csv", "year,iso2_a,iso2_b,coauthored_works\n1990,IN,JP,227\n")
    table = openalex.read_pairs(path.parent)
    assert sorted(zip(table.economy, table.partner, table.works, strict=True)) == [
        ("IND", "JPN", 227),
        ("JPN", "IND", 227),
    ]


def test_namibia_is_no_missing_value(publish):
    """NA is Namibia's two-letter code; pandas would read it as nothing."""
    path = publish("developers.csv", "developers,iso2_code,year,quarter\n150,NA,2024,1\n")
    for measure in ("git_pushes", "repositories", "organizations"):
        publish(f"{measure}.csv", f"{measure},iso2_code,year,quarter\n")
    assert github.read_activity(path.parent).economy.tolist() == ["NAM"]


def test_an_indicator_that_the_list_does_not_know_is_refused_and_aggregates_go(publish):
    header = "Country Name,Country Code,Year,Value\n"
    path = publish("sp.pop.totl.csv", header + "Arab World,ARB,2020,1\nJapan,JPN,2020,2\nWorld,WLD,2020,3\n")
    assert worldbank.read_wdi(path.parent).economy.tolist() == ["JPN", "WLD"]
    publish("xx.yy.csv", header)
    with pytest.raises(SchemaError, match=r"xx\.yy"):
        worldbank.read_wdi(path.parent)


def test_a_renewable_series_that_nobody_knows_is_refused(publish):
    path = publish("IRENA_Fusion_Capacity_Countries.csv", "Region/country/area,2000\nJapan,1\n")
    with pytest.raises(SchemaError, match="Fusion"):
        irena.read_renewables(path.parent)


def test_an_empty_year_of_a_renewable_series_is_missing_and_not_zero(publish):
    path = publish("IRENA_Solar_Capacity_Countries.csv", "Region/country/area,2000,2001\nJapan,,2.5\n")
    assert irena.read_renewables(path.parent)[["year", "value"]].to_numpy().tolist() == [[2001, 2.5]]


def test_distances_keep_their_old_codes_as_economies_of_today(publish):
    path = publish("dist_cepii.csv", "iso_o,iso_d,contig,comlang_off,dist,distw\nZAR,ROM,0,1,5000,\n")
    row = cepii_geodist.read_distances(path.parent).iloc[0]
    assert (row.economy, row.partner, bool(row.common_language)) == ("COD", "ROU", True)
    assert row.isna().kilometres_weighted


def test_a_path_of_labels_gives_economy_and_field_and_drops_regions():
    assert ncses._place("World -> Asia -> Japan") == ("JPN", "")
    assert ncses._place("World -> Asia") == ("", "")
    assert ncses._place("World") == ("WLD", "")
    assert ncses._place("India -> All fields -> S&E fields -> Computer sciences") == ("IND", "computer sciences")
    assert ncses._place("Exports -> World -> Europe -> EU") == ("EUU", "exports")
    assert ncses._place("Total -> United Kingdom<sup>a</sup>") == ("GBR", "")
    assert ncses._place("World -> Africa -> C&#244;te d&#8217;Ivoire") == ("CIV", "")


def test_a_label_that_is_no_economy_region_or_field_is_named():
    with pytest.raises(SchemaError, match="Atlantis"):
        ncses._place("World -> Atlantis")


def test_a_model_of_several_organisations_has_each_economy_once():
    assert epoch._economies("United States of America,China,United States of America") == "USA;CHN"
    assert epoch._economies("") == ""


def test_a_firm_has_its_seat_and_a_minor_provider_has_no_share(publish):
    publish(
        "providers.csv",
        "provider_name,alias,provider_id,provider_type,country\nJPN,Japan,P7,country,\nCanon,,P159,organization,JPN\n"
        "Canon,Canon ANELVA,P159,organization,JPN\n",
    )
    rows = "JPN,P7,Wafer,N26,56.0,2019,\nCanon,P159,Lithography tools,N19,,2025,\n"
    path = publish(
        "provision.csv", "provider_name,provider_id,provided_name,provided_id,share_provided,year,source\n" + rows
    )
    table = cset.read_providers(path.parent)
    assert table.economy.tolist() == ["JPN", "JPN"]
    assert table.share.tolist()[0] == 0.56
    assert table.share.isna().tolist() == [False, True]


def test_an_item_of_a_list_without_a_code_is_named(publish):
    publish("india_critical_minerals_2023.csv", "mineral,list,published\nUnobtainium,India critical minerals,2023-06\n")
    path = publish("japan_specified_critical_products.csv", "category,designated\n")
    with pytest.raises(SchemaError, match="Unobtainium"):
        policy.read_lists(path.parent)


def test_a_list_says_where_no_code_fits_and_where_one_code_holds_several_items():
    lists = load("official_lists")
    assert lists.query("item == 'cloud programs'").match.tolist() == ["none"]
    assert set(lists.query("product == '811292'").match) == {"basket"}
    assert set(lists.query("product == '811292'").item) == {"Gallium", "Germanium", "Hafnium", "Indium", "Rhenium"}
