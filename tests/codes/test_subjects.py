"""What a dossier is about: names, codes, and how the codes of a table relate to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.codes.subjects import subject, title
from econsec.errors import ParameterError, UnknownProductError

SIX = ("850511", "850760", "300490", "390110")
CODES = st.sampled_from(["85", "8505", "850511", "30", "3004", "300490"])


def test_a_code_inside_another_counts_once():
    assert subject(["8505", "850511", "8507"]).codes == ("8505", "8507")


def test_materials_sectors_and_codes_stand_beside_each_other():
    found = subject(["tungsten", "850760"])
    assert found.codes == ("810194", "850760")
    assert found.title() == "Tungsten, lithium-ion accumulators"


def test_a_long_group_is_named_by_its_first_and_how_many_more():
    found = subject(["tungsten", "antimony", "magnets", "8507"])
    assert found.title() == "Tungsten, antimony and 2 more"
    assert found.title("ja") == "タングステン・アンチモンほか2件"


@pytest.mark.parametrize("wrong", ["999999", "8599", "12345", "1", "x", "", "８５０５"])
def test_what_no_list_knows_is_refused(wrong):
    with pytest.raises(UnknownProductError, match=f"no product '{wrong}'"):
        subject([wrong], six=SIX)


def test_a_heading_counts_as_known_where_a_table_holds_its_parts():
    assert subject(["3901"], six=SIX).codes == ("3901",)
    with pytest.raises(UnknownProductError):
        subject(["3901"], six=["850511"])


def test_the_error_suggests_what_is_near():
    with pytest.raises(UnknownProductError, match="Did you mean tungsten"):
        subject(["tungstn"])
    with pytest.raises(UnknownProductError, match=r"two, four or six digits"):
        subject(["85051"])
    with pytest.raises(UnknownProductError, match="parameter products"):
        subject(["tungstn"], where="parameter products")


def test_nothing_is_no_subject():
    with pytest.raises(ParameterError, match="no product named"):
        subject([])


@given(st.lists(CODES, min_size=1, max_size=4), st.lists(CODES, max_size=6))
def test_what_lies_within_is_the_same_or_a_part_and_what_holds_it_is_never_lost(names, known):
    item = subject(names)
    within = item.within(known)
    assert item.fits(within) in {"same", "part", "none"}
    around = item.around(known)
    assert set(around) <= set(known)
    for code in item.codes:
        near = [one for one in known if one.startswith(code) or code.startswith(one)]
        assert not near or set(near) & set(around)


def test_a_wider_code_makes_the_whole_wider():
    item = subject(["850511", "8507"])
    assert item.fits(["8505", "8507"]) == "wider"
    assert item.fits(["850511", "8507"]) == "same"
    assert item.fits(["8507"]) == "part"


def test_controls_follow_the_code_and_not_its_neighbours():
    assert subject(["8507"]).controlled == {"batteries"}
    assert subject(["250490"]).controlled == frozenset()  # amorphous graphite: the controls name flakes
    assert subject(["300490"]).controlled == frozenset()


def test_a_code_without_a_name_is_called_by_its_number():
    assert title("390110") == "HS 390110"
    assert title("390110", "ja") == "HS390110"
