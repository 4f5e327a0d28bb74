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


@pytest.mark.parametrize("wrong", ["999999", "8599", "12345", "1", "x", ""])
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


def test_words_chapters_and_full_width_figures_stand_beside_codes():
    item = subject("chapter 30、８５０５, lithium hydroxide")
    assert item.names == ("30", "8505", "282520")
    assert subject(["第85類"]) == subject("85") == subject("Chapter 85")


@pytest.mark.parametrize(
    ("material", "codes"),
    [
        ("rare-earths", {"280530", "284610", "284690"}),
        ("lithium", {"282520", "283691"}),
        ("graphite", {"250410", "250490"}),
        ("cobalt", {"282200", "810510"}),
        ("gallium", {"811292"}),
        ("germanium", {"811292"}),
        ("magnets", {"850511"}),
        ("tungsten", {"810194"}),
    ],
)
def test_a_material_is_its_codes_with_a_title_in_both_languages(material, codes):
    item = subject(material)
    assert set(item.codes) == codes
    assert item.titles["en"].isascii()
    assert not item.titles["ja"].isascii()
    assert all(item.notes(language) for language in ("en", "ja")) or material == "tungsten"


def test_a_title_names_all_that_was_asked_for():
    item = subject("850511,2941,280530")
    assert item.titles["en"].count("; ") == 2
    assert item.parts == {"850511": ("850511",), "2941": ("2941",), "280530": ("280530",)}


def test_a_title_with_a_comma_is_one_name():
    assert subject("Sulphur, crude or unrefined").names == ("250310",)


def test_words_that_fit_several_things_alike_are_refused_with_their_names():
    with pytest.raises(ParameterError, match=r"'gas' may mean several products. Did you mean 271111 .* or 271121"):
        subject("gas")


def test_a_number_is_refused_with_the_text_that_it_may_have_been():
    with pytest.raises(ParameterError, match=r"Expected a text such as '010121' if it lost its leading zero"):
        subject(10121)
    with pytest.raises(ParameterError, match="Expected a text such as '850511'"):
        subject([850511])
    with pytest.raises(ParameterError, match="None is no text"):
        subject(None)
    with pytest.raises(UnknownProductError, match=r"was it '010121', with its leading zero\?"):
        subject("10121")


def test_a_code_without_a_name_is_part_of_one_that_has():
    assert subject("854411").titles["en"] == "854411: part of 8544 Wire and optical-fibre cable"


@given(st.text(max_size=20))
def test_any_text_is_a_subject_or_one_sentence(text):
    refused = False
    try:
        found = subject(text).codes
    except (ParameterError, UnknownProductError):
        refused = True
    assert refused or found
