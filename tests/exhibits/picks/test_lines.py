"""The points of lines that can be picked: whom a complete table does not name sold nothing, of a list nobody knows."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import Report
from econsec.exhibits.picks.lines import REST, points_of, since

REPORT = Report("JPN", "IND", "CHN", 2024)


def rows(known_from, *told):
    table = pd.DataFrame(told, columns=["year", "exporter", "share"])
    return table.assign(importer="DEU", product="850511", known_from=known_from)


def test_whom_a_complete_table_does_not_name_sold_nothing_and_of_whom_a_list_does_not_nobody_knows():
    told = [(2023, "CHN", 0.6), (2023, "FRA", 0.4), (2024, "CHN", 0.7), (2024, "FRA", 0.2), (2024, REST, 0.1)]
    whole = [(one.exporter, one.year, one.share) for one in points_of(REPORT, rows("flows", *told), partner=True)]
    assert whole == [
        ("CHN", 2023, 0.6),
        ("CHN", 2024, 0.7),
        ("IND", 2023, 0.0),
        ("IND", 2024, 0.0),
        ("FRA", 2023, 0.4),
        ("FRA", 2024, 0.2),
    ]
    listed = points_of(REPORT, rows("lists", *told), partner=True)
    assert {one.exporter for one in listed} == {"CHN", "FRA"}, "a line of nothing known is none"


@pytest.mark.parametrize(("partner", "followed"), [(True, ["CHN", "IND", "FRA"]), (False, ["CHN", "FRA", "USA"])])
def test_rival_partner_and_the_largest_others_of_the_last_year_are_followed(partner, followed):
    told = [(2023, "USA", 0.9), (2024, "FRA", 0.5), (2024, "USA", 0.3), (2024, "GBR", 0.1), (2024, REST, 0.1)]
    points = points_of(REPORT, rows("flows", *told), partner=partner)
    assert list(dict.fromkeys(one.exporter for one in points)) == followed


def test_the_sentence_tells_the_ends_of_the_first_line():
    points = points_of(REPORT, rows("flows", (2018, "CHN", 0.5), (2020, "FRA", 1.0), (2024, "CHN", 0.25)), partner=True)
    assert since(REPORT, points) == "China supplied 50.0% in 2018, 25.0% in 2024"
