"""Errors say what was wrong, what was expected and what to do."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec import errors
from econsec.errors import EconsecError, UnknownEconomyError, UnknownNameError, did_you_mean

FAMILY = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, EconsecError)]


def test_an_error_says_problem_expectation_and_hint():
    error = EconsecError("year 1999 is not there", expected="2022 or 2024", hint="Run: econsec data show baci_minerals")
    assert str(error) == "year 1999 is not there. Expected 2022 or 2024. Run: econsec data show baci_minerals"


def test_an_error_without_hint_does_not_end_on_a_stray_full_stop():
    assert str(EconsecError("no table")) == "no table"


def test_a_wrong_name_is_answered_with_the_nearest():
    error = UnknownEconomyError("Inda", ["India (IND)", "Japan (JPN)"], where="parameter partner")
    assert str(error) == "no economy 'Inda' (parameter partner). Did you mean India (IND)?"


def test_a_name_near_to_none_is_answered_with_all_if_they_are_few():
    assert str(UnknownNameError("zzz", ["one", "two", "one"])) == "no name 'zzz'. Known: one, two"
    assert str(UnknownNameError("zzz", [f"name {number}" for number in range(50)])) == "no name 'zzz'"


@pytest.mark.parametrize("kind", FAMILY, ids=lambda kind: kind.__name__)
def test_every_error_has_an_exit_code_that_is_not_success(kind):
    assert 1 <= kind.exit_code <= 125
    assert inspect.getdoc(kind)


@pytest.mark.parametrize("kind", [k for k in FAMILY if issubclass(k, UnknownNameError)], ids=lambda k: k.__name__)
def test_every_unknown_name_says_what_kind_of_name(kind):
    assert str(kind("zzz", [])).startswith(f"no {kind.noun} 'zzz'")


@given(st.text(), st.lists(st.text(), max_size=20))
def test_did_you_mean_only_ever_names_what_is_known(wrong, known):
    said = did_you_mean(wrong, known)
    assert said == "" or said.startswith("Did you mean ")
    if said:
        assert any(name in said for name in known)


def test_a_name_that_is_known_is_found_whatever_its_case():
    assert did_you_mean("INDIA", ["Japan", "India"]) == "Did you mean India?"
