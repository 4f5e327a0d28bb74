"""Each command is one that its service takes, and no question is told that does not arise."""

from __future__ import annotations

import shlex
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from econsec import decisions, provenance
from econsec.cli import app
from econsec.decisions.shocks.response import stocks
from econsec.errors import ParameterError
from econsec.live import refreshing, updating

CODES = ["280530", "284610"]
PAIRS = [("JPN", "IND", "CHN"), ("IND", "JPN", "CHN"), ("DEU", "VNM", "RUS"), ("USA", "HKG", "CHN")]


def asked(importer="JPN", partner="IND", rival="CHN", year=2024):
    found = decisions.unanswered(importer=importer, partner=partner, rival=rival, year=year, codes=CODES)
    return found.set_index("question")


@pytest.mark.parametrize("roles", PAIRS)
def test_each_command_is_one_that_its_service_takes(roles, monkeypatch):
    taken = []

    def sent(source, questions, **_):
        taken.append((source, *questions))
        return SimpleNamespace(vintage="", tables={}), False

    monkeypatch.setattr(updating, "update", sent)
    monkeypatch.setattr(refreshing, "remember", lambda _: None)
    with_command = asked(*roles).dropna(subset=["command"])
    for command in with_command["command"]:
        program, *words = shlex.split(command)
        done = CliRunner().invoke(app, words)
        assert (program, done.exit_code) == ("econsec", 0), done.output
    assert [source for source, _ in taken] == with_command["service"].tolist()
    assert all(question["codes"] == CODES for _, question in taken)


def test_months_are_asked_for_from_the_year_after_the_figures_on():
    assert "--years 2023: --monthly" in asked(year=2022).loc["months", "command"]


@pytest.mark.parametrize("roles", PAIRS)
def test_who_and_why_are_those_of_the_catalogue(roles):
    found = asked(*roles)
    assert all(provenance.source(name) for name in found["who"].dropna())
    assert all(provenance.caveat(name, "ja") for name in found["why"].dropna())
    assert found.loc[found["command"].isna(), "service"].isna().all()


def test_what_does_not_arise_for_a_pair_is_not_asked():
    ours, others = asked(), asked("DEU", "VNM", "RUS")
    assert {"grade", "own_codes", "controls", "origin"} <= set(ours.index)
    assert not {"grade", "own_codes", "controls", "origin"} & set(others.index)
    assert ("measures" in ours.index, "measures" in others.index) == (False, True)
    assert "origin" not in asked("USA", "HKG").index  # the port is no way round where it is one of the two
    assert asked("IND", "JPN").loc["grade", "about"] == "JPN"


def test_stocks_are_asked_about_where_no_source_tells_them():
    found = decisions.unanswered(importer="DEU", partner="IND", rival="CHN", year=2024, codes=CODES)
    assert found.loc[found["question"] == "stocks", "about"].tolist() == ["DEU", "IND"]
    assert "JPN" in stocks()
    assert asked().loc["stocks", "about"] == "IND"


def test_one_economy_in_two_parts_is_refused():
    with pytest.raises(ParameterError):
        asked("JPN", "JPN")
