from __future__ import annotations

import pandas as pd
import pytest

from econsec.decisions.agenda.matrix import definitions, matrix
from econsec.decisions.agenda.scores import balance, need_met
from econsec.errors import MissingColumnError
from econsec.indicators import describe

PAIR = {"one": "IND", "other": "JPN"}


def test_every_area_of_the_agenda_has_a_measure_and_every_measure_an_area_and_a_kind():
    known = definitions()
    assert len(known["area"]) == 8
    assert {entry["area"] for entry in known["measure"].values()} == set(known["area"])
    # The one kind that no measure has by itself is that of ledgers whose goods are graded by price.
    assert {entry["kind"] for entry in known["measure"].values()} == set(known["kind"]) - {"need met by grade"}


def test_every_text_of_the_agenda_is_there_in_both_languages():
    known = definitions()
    texts = [entry["title"] for entry in known["area"].values()] + [entry["scale"] for entry in known["kind"].values()]
    texts += [entry[text] for entry in known["measure"].values() for text in ("evidence", "not_comparable")]
    assert all(text["en"].replace("’", "").isascii() and not text["ja"].isascii() for text in texts)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_agenda_calls_product_complementarity_what_its_definition_does(language):
    term = describe("product_complementarity", language).term.lower()
    assert term in definitions()["kind"]["strength"]["scale"][language]


def test_no_order_of_economies_comes_from_a_list_that_knows_a_part():
    # The list of GPU clusters knows 4,303 H100 equivalents in India; its government has announced over 38,000 GPUs.
    assert not any("cluster" in str(entry["evidence"]).lower() for entry in definitions()["measure"].values())


def test_what_is_graded_by_price_is_of_another_kind_than_what_is_sized_by_value():
    ledgers = [
        pd.DataFrame({"importer": [buyer], "partner": seller, "from_rival": 8.0, "low": 0, "central": 2.0, "high": 6.0})
        for buyer, seller in (("JPN", "IND"), ("IND", "JPN"))
    ]
    graded = [ledger.assign(grade="cheaper grade") for ledger in ledgers]
    plain = [ledger.assign(grade="unknown") for ledger in ledgers]
    met = [
        need_met(f"{area}_trade", *given, year=2024)
        for area, given in (("critical_minerals", graded), ("medicines", plain))
    ]
    found = matrix(*met).dropna(subset=["measure"])
    assert found.groupby("area")["kind"].unique().map(list).to_dict() == {
        "critical_minerals": ["need met by grade"],
        "medicines": ["need met"],
    }
    assert found["scale"].nunique() == 2
    assert found[["score_low", "score", "score_high"]].drop_duplicates().to_numpy().tolist() == [[0.0, 0.25, 0.75]]


def test_an_area_without_figures_is_a_row_that_says_so():
    found = matrix()
    assert found["area"].tolist() == list(definitions()["area"])
    assert set(found["reason"]) == {"no figures given"}


def test_rows_stand_in_the_order_of_the_agenda_with_their_texts():
    talent = balance("developers", pd.Series({"IND": 3.0, "JPN": 1.0}), **PAIR, unit="accounts", year=2025)
    models = balance("ai_models", pd.Series({"IND": 3.0}), **PAIR, unit="models", year=2025)
    found = matrix(talent, models, language="ja")
    assert found["area"].tolist()[-4:] == ["ai_data_centres", "ai_data_centres", "it_talent", "it_talent"]
    assert found["title"].iloc[-1] == "IT人材"
    assert found["reason"].tolist()[-4:] == ["nothing to score", "nothing to score", None, None]


def test_rows_that_no_score_made_are_refused():
    with pytest.raises(MissingColumnError):
        matrix(pd.DataFrame({"measure": ["developers"]}))


def test_the_economy_that_both_depend_on_is_named_where_it_is_known():
    ledgers = [
        pd.DataFrame({"importer": [buyer], "partner": seller, "from_rival": 8.0, "low": 0, "central": 2.0, "high": 8.0})
        for buyer, seller in (("JPN", "IND"), ("IND", "JPN"))
    ]
    met = need_met("medicines_trade", *ledgers, year=2024)
    for language, name, unnamed in (("en", "China", "the rival"), ("ja", "中国", "依存先国")):
        known = matrix(met, language=language, rival="CHN").dropna(subset=["measure"])
        assert (
            known[["scale", "not_comparable"]].apply(lambda texts, name=name: texts.str.contains(name)).all(axis=None)
        )
        open_ = matrix(met, language=language).dropna(subset=["measure"])
        assert open_["scale"].str.contains(unnamed).all()
