"""Figures of one's own that are added again while a report is made: none of its cells reads others than it names."""

from __future__ import annotations

import json

import kit
import pandas as pd
import pytest
from commands import run

from econsec import load, own
from econsec.cli.common import inputs
from econsec.errors import IntegrityError
from econsec.flows import shelves
from econsec.store.baci import shelf
from econsec.store.kept import as_begun

ADD = (
    "from econsec import own\nimport pandas as pd\n"
    "rows = pd.DataFrame({'exporter': ['CHN', 'IND'], 'importer': 'JPN', 'product': '850511', 'value': [%s, 1.0]})\n"
    "own(rows, publisher='Us', title='Survey', licence='internal', year=2025, name='survey')\n"
)
READ = "from econsec import load\nprint(load('own_survey')['value'].sum())"


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def kept(value=3.0):
    rows = pd.DataFrame({"exporter": ["CHN", "IND"], "importer": "JPN", "product": "850511", "value": [value, 1.0]})
    own(rows, publisher="Us", title="Survey", licence="internal", year=2025, name="survey")


def rendered(folder, *cells):
    found = [kit.text("# Mine"), *map(kit.code, cells)]
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    cells_ = [{**cell, "id": f"cell-{at}"} for at, cell in enumerate(found)]
    (folder / "mine.ipynb").write_text(json.dumps({**whole, "cells": cells_}), encoding="utf-8")
    return run("render", str(folder / "mine.ipynb"), "--out", str(folder / "out"))


def test_a_report_whose_figures_are_added_again_by_another_process_is_refused(tmp_path):
    kept()
    by_another = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {ADD % 5.0!r}], check=True)"
    done = rendered(tmp_path, READ, by_another, READ)
    assert done.returncode == 1, done.stdout
    assert "own_survey was changed while this report was being made" in done.stderr
    assert "Render the report again" in done.stderr
    assert not (tmp_path / "out" / "mine" / "en" / "latest").exists()


def test_a_report_may_keep_figures_of_its_own_and_read_them(tmp_path):
    kept()
    done = rendered(tmp_path, READ, ADD % 5.0, READ)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("there", [True, False])
def test_figures_that_were_added_or_added_again_since_are_refused_in_one_sentence(there, monkeypatch):
    if there:
        kept()
    begun = inputs().environment
    kept(5.0)
    monkeypatch.setattr("econsec.store.kept.own_tables.KEPT", {})
    for name, value in begun.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(IntegrityError, match="own_survey was changed"):
        load("own_survey")


def test_years_of_baci_that_were_added_since_are_refused_and_without_any_the_bundle_answers(store, monkeypatch):
    for name, value in inputs().environment.items():
        monkeypatch.setenv(name, value)
    assert shelf.stored() == ()
    assert shelves.own_years() == ()
    (store / "baci").mkdir(parents=True)
    (store / "baci" / shelf.MANIFEST).write_text("[]")
    with pytest.raises(IntegrityError, match="the store of BACI was changed"):
        shelf.stored()
    monkeypatch.delenv(as_begun.AS_BEGUN)
    assert shelf.stored() == ()
