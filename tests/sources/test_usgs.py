"""USGS writes numbers as text, units in notes, and names with slips; the reader knows each of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.errors import MissingColumnError, SchemaError, UnitError
from econsec.sources.resources import usgs
from econsec.sources.resources.usgs_values import parse

TONNES = ("t", 1.0)
HEADER_2026 = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,"
    "Is critical mineral 2025,Other notes\n"
)
HEADER_2025 = (
    "SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,CAP_EST_ 2024,CAP_NOTES,"
    "RESERVES_2024,RESERVE_NOTES\n"
)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("45,500", 45_500, ""),
        ("1.5", 1.5, ""),
        ("2,059e", 2_059, "estimated"),
        (">50", 50, "greater than"),
        ("<200,000", 200_000, "less than"),
        ("\N{EM DASH}", 0, ""),
    ],
)
def test_a_cell_with_a_number(text, value, qualifier):
    reading = parse(text, "", TONNES)
    assert (reading.value, reading.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("W", "withheld"),
        ("NA", "not available"),
        ("XX", "not applicable"),
        ("s", "see note"),
        ("Moderate to large", "in words"),
        ("330 - 390", "range"),
        ("10,000 - 15,000", "range"),
    ],
)
def test_a_cell_without_a_number_is_missing_with_a_reason_and_never_zero(text, qualifier):
    reading = parse(text, "", TONNES)
    assert math.isnan(reading.value)
    assert reading.qualifier == qualifier


def test_what_a_range_or_a_word_said_is_kept_in_the_note():
    assert parse("330 - 390", "", TONNES).note == "330 - 390"
    assert parse("Large", "Estimated.", TONNES).note == "Large"


def test_estimated_leaves_the_note_and_becomes_the_qualifier():
    reading = parse("270,000", "Estimated. -- Production quota.", TONNES)
    assert (reading.qualifier, reading.note) == ("estimated", "Production quota.")


def test_a_cell_that_nobody_foresaw_is_called_unreadable():
    """The schema's list of qualifiers does not hold it: the build stops instead of guessing."""
    assert parse("about ten", "", TONNES).qualifier == "unreadable"


@given(st.integers(0, 10**12), st.sampled_from([1.0, 1e3, 1e6]))
def test_a_number_printed_with_commas_is_read_back(number, factor):
    assert parse(f"{number:,}", "", ("t", factor)).value == number * factor


@given(st.text(max_size=15), st.text(max_size=15))
def test_any_cell_is_a_number_or_has_a_qualifier_or_is_empty(text, note):
    reading = parse(text, note, TONNES)
    assert reading.qualifier or not math.isnan(reading.value) or not text.strip()


def test_the_2026_release_is_cp1252_and_keeps_world_tables_only(publish):
    rows = (
        "RARE EARTHS,World Mine Production and Reserves,Rare Earths,China,Production,Mine production,metric tons,2024,"
        '"270,000",Estimated.,Yes,\n'
        "RARE EARTHS,World Mine Production and Reserves,Rare Earths,Côte d’Ivoire,Production,Mine production,"
        "metric tons,2024,—,,Yes,\n"
        "RARE EARTHS,Salient Statistics—United States,Rare Earths,United States,Production,Bastnaesite,metric tons,"
        "2024,1,,Yes,\n"
    )
    table = usgs.read_2026(publish("MCS2026_Commodities_Data.csv", HEADER_2026 + rows, "cp1252"))
    assert table.economy.tolist() == ["China", "Côte d’Ivoire"]
    assert table.value.tolist() == [270_000, 0]


def test_a_series_that_the_list_does_not_know_stops_the_reader(publish):
    row = "X,World Production,Unobtainium,China,Production,Mine production,metric tons,2024,1,,No,\n"
    with pytest.raises(SchemaError, match="Unobtainium"):
        usgs.read_2026(publish("MCS2026_Commodities_Data.csv", HEADER_2026 + row, "cp1252"))


def test_a_unit_that_nobody_knows_is_an_error(publish):
    row = "RARE EARTHS,World Production,Rare Earths,China,Production,Mine production,bushels,2024,1,,Yes,\n"
    with pytest.raises(UnitError, match="bushels"):
        usgs.read_2026(publish("MCS2026_Commodities_Data.csv", HEADER_2026 + row, "cp1252"))


def test_a_column_that_has_gone_is_named(publish):
    with pytest.raises(MissingColumnError, match="Unit"):
        usgs.read_2026(publish("MCS2026_Commodities_Data.csv", HEADER_2026.replace("Unit,", ""), "cp1252"))


def _read_2025(publish, row):
    return usgs.read_2025(publish("MCS2025_World_Data.csv", "\N{ZERO WIDTH NO-BREAK SPACE}" + HEADER_2025 + row))


def test_2024_in_the_2025_release_is_estimated(publish):
    row = 'MCS2025,Rare earths,China,"Mine production, rare-earth-oxide equivalent",metric tons,255000,270000,,,,,,\n'
    assert _read_2025(publish, row).qualifier.tolist() == ["", "estimated"]


def test_reserves_with_their_unit_in_the_notes_are_read_in_it(publish):
    row = 'MCS2025,Vanadium,China,"Mine production, vanadium content",metric tons,70000,70000,,,,,4100,\n'
    reserves = _read_2025(publish, row).query("measure == 'reserves'")
    assert reserves.value.item() == 4_100_000


def test_capacity_that_stands_in_the_column_of_reserves_is_no_reserve(publish):
    row = "MCS2025,Magnesium metal,China,Magnesium smelter production,thousand metric tons,805,950,,1800,,,1800,\n"
    assert "reserves" not in set(_read_2025(publish, row).measure)


def test_an_empty_cell_with_a_reason_in_the_notes_is_withheld(publish):
    row = 'MCS2025,Lithium ,United States,"Mine production, lithium content",metric tons,,,W for 23-24,,,,1800000,\n'
    table = _read_2025(publish, row)
    assert table[table.measure == "mine production"].qualifier.tolist() == ["withheld", "withheld"]


@pytest.mark.raw
def test_the_two_releases_agree_on_the_world_within_a_factor_of_two(raw):
    """A unit that a release gets wrong shows as a factor of a thousand; two series differ otherwise."""
    table = usgs.read_world(raw / "usgs-mcs").query("economy == 'WLD'")
    index = ["commodity", "measure", "detail"]
    old = table[(table.edition == 2025) & (table.year == 2024)].set_index(index).value
    new = table[(table.edition == 2026) & (table.year == 2025)].set_index(index).value
    ratio = (new / old).dropna()
    assert len(ratio) > 100
    odd = ratio[(ratio > 2) | (ratio < 0.5)]
    # Kaolin: the 2025 release has 4,400 where 2023 has 44,400. Mercury: USGS revised China down from 1,000 t to 200 t.
    assert sorted({name for name, *_ in odd.index}) == ["Clays (Kaolin)", "Mercury"]
