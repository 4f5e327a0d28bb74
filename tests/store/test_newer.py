"""What a newer version wrote into the user's store is said to be that, and not to be damaged."""

import json

import pandas as pd
import pytest

from econsec import load, own
from econsec.errors import IntegrityError
from econsec.store.baci import shelf
from econsec.store.kept import vintages

NEWER = "written by a newer version of econsec: this one does not know 'grade'. Update econsec"


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path))
    return tmp_path


def test_figures_of_ones_own(store):
    rows = pd.DataFrame({"exporter": ["CHN"], "importer": "JPN", "product": "850511", "value": 1.0})
    own(rows, publisher="Us", title="Survey", licence="internal", year=2025, reporter="all", name="survey")
    facts = store / "own" / "survey" / "facts.json"
    facts.write_text(json.dumps(json.loads(facts.read_text()) | {"grade": 1}))
    with pytest.raises(IntegrityError, match=NEWER):
        load("own_survey")


def test_years_of_baci(store):
    (store / "baci").mkdir()
    (store / "baci" / shelf.MANIFEST).write_text(json.dumps([{"file": "x", "grade": 1}]))
    with pytest.raises(IntegrityError, match=NEWER):
        shelf.stored()


def test_a_vintage_whose_hash_is_right(store):
    facts = {"vintage": "2026-11-30", "asks": [], "files": [], "licence": "", "tables": {}, "grade": 1}
    with vintages.working("imf") as work, pytest.raises(IntegrityError, match=NEWER):
        vintages.keep("imf", work, facts)
