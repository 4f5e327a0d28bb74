"""Hong Kong stands beside China, never inside its share."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trade_tables import of_bundle, printed

from econsec.decisions.dependence.entrepot import parts, together
from econsec.errors import MissingColumnError, ParameterError
from econsec.flows.trade import Trade

ROLES = {"importer": "IND", "partner": "JPN", "rival": "CHN"}


def listed(*rows: tuple[int, str, float], direction: str = "import") -> Trade:
    frame = pd.DataFrame(rows, columns=["year", "partner", "share"])
    return printed(frame.assign(product="8542", economy="IND", direction=direction))


def test_the_rest_is_what_the_named_leave():
    found = parts(listed((2024, "CHN", 0.5), (2024, "JPN", 0.1), (2024, "USA", 0.2)), **ROLES, products=["8542"])
    assert found.set_index("part")["share"].round(9).to_dict() == {"rival": 0.5, "partner": 0.1, "rest": 0.4}


def test_others_are_the_same_in_every_year_even_where_one_is_not_listed():
    rows = listed((2019, "CHN", 0.3), (2019, "TWN", 0.1), (2024, "CHN", 0.4), (2024, "TWN", 0.3), (2024, "USA", 0.1))
    found = parts(rows, **ROLES, products=["8542"], others=2)
    assert set(found.loc[found["part"] == "other", "economy"]) == {"TWN", "USA"}
    assert "USA" not in set(found.loc[found["year"] == 2019, "economy"])


def test_an_economy_without_an_entrepot_has_none():
    found = parts(listed((2024, "USA", 0.5), (2024, "HKG", 0.1)), importer="IND", partner="JPN", rival="USA",
                  products=["8542"])  # fmt: skip
    assert "entrepot" not in set(found["part"])


def test_a_year_in_which_the_importer_sells_more_than_it_buys_has_no_row():
    rows = listed((2024, "CHN", 0.5), direction="export")
    assert parts(rows, **ROLES, products=["8542"]).empty


def test_a_rival_that_is_not_listed_is_missing_and_not_zero():
    path = together(parts(listed((2024, "USA", 0.5)), **ROLES, products=["8542"]))
    assert path["share"].isna().all()
    assert path["together"].isna().all()


def test_one_economy_cannot_play_two_parts():
    with pytest.raises(ParameterError):
        parts(listed((2024, "USA", 0.5)), importer="IND", partner="CHN", rival="CHN", products=["8542"])


def test_a_frame_that_holds_no_flows_is_refused():
    with pytest.raises(MissingColumnError, match="value"):
        parts(pd.DataFrame({"exporter": [], "importer": [], "product": []}), **ROLES, products=["8542"])


@given(st.lists(st.floats(0.001, 0.1), min_size=3, max_size=9), st.integers(0, 4))
def test_the_parts_of_a_year_add_up_to_the_whole(shares, others):
    codes = ["CHN", "HKG", "JPN", "USA", "KOR", "TWN", "DEU", "FRA", "SGP"][: len(shares)]
    rows = listed(*((2024, code, share) for code, share in zip(codes, shares, strict=True)))
    assert parts(rows, **ROLES, products=["8542"], others=others)["share"].sum() == pytest.approx(1)


def test_indias_chips_of_2021_came_from_hong_kong_more_than_from_china_baci():
    # CEPII BACI V202601, HS 8542, India, 2021: China 18.82 %, Hong Kong 38.43 %; 2024: 46.90 % and 0.8 %.
    path = together(parts(of_bundle(["8542"]), **ROLES, products=["8542"])).set_index("year")
    assert (round(path["share"][2021], 4), round(path["entrepot"][2021], 4)) == (0.1882, 0.3843)
    assert path["together"][2021] == pytest.approx(0.5725)
    assert path["together"][2024] == pytest.approx(0.4771)


def test_chinas_share_of_indias_wafers_rose_from_75_to_98_percent_baci():
    path = together(parts(of_bundle(["3818"]), **ROLES, products=["3818"])).set_index("year")
    assert path["share"].round(3).to_dict() == {2017: 0.753, 2019: 0.957, 2021: 0.978, 2023: 0.991, 2024: 0.976}
