"""A described exhibit finds its words under its key, in the form of its finding."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from econsec.errors import EconsecError
from econsec.exhibits.elements import Column, Report, Table
from econsec.exhibits.elements.report import CLAIM
from econsec.i18n.text import MessageError
from econsec.store.catalog import dataset

HERE = Report("JPN", "IND", "CHN", 2024).on(dataset("wdi"))
TABLE = Table(pd.DataFrame({"name": ["Japan"]}), (Column("name", "column.economy"),))
VALUES = {"one": "JPN", "of": 3, "n": 1}


@pytest.fixture
def words(monkeypatch):
    """Put a few messages in place of the catalogue."""
    said = {
        "room.thing.headline": "Plain",
        "room.thing.headline.rose": "{one:name} rose",
        "room.thing.subtitle": "What, unit, period",
        "room.thing.alt.rose": "A line that rises",
        "room.thing.alt": "A line",
        "column.economy": "Economy",
        "caveat.some": "{of} of them",
    }
    for module in ("econsec.i18n.text", "econsec.exhibits.elements.report"):
        monkeypatch.setattr(f"{module}.catalogue", lambda _: said)
    return said


def made(**more: object):
    return HERE.exhibit("room.thing", VALUES, table=TABLE, **more)  # type: ignore[arg-type]


def test_each_word_takes_the_form_of_the_finding_where_it_has_it(words):
    rose = made(form="rose")
    assert (rose.headline, rose.alt, rose.subtitle) == ("Japan rose", "A line that rises", "What, unit, period")
    assert (made().headline, made().alt) == ("Plain", "A line")


def test_what_the_headline_does_not_say_fills_the_other_words_alone(words):
    words |= {"room.thing.subtitle": "The {rows} first", "room.thing.caption": "All {of}"}
    shown = made(also={"rows": 2})
    assert (shown.subtitle, shown.table.caption) == ("The 2 first", "All 3")
    assert "rows" not in shown.payload()["values"]


def test_the_last_part_of_the_key_is_the_anchor_unless_one_is_given(words):
    assert (made().id, made(id="other").id) == ("thing", "other")


def test_the_caption_is_the_subtitle_unless_there_is_one(words):
    assert made().table.caption == "What, unit, period"
    words["room.thing.caption"] = "The table"
    assert made().table.caption == "The table"


def test_headings_and_caveats_are_written_from_their_keys_and_texts_stay(words):
    shown = made(caveats=["caveat.some", "wdi_sparse", "A sentence. With dots."])
    assert shown.table.columns[0].label == "Economy"
    assert shown.caveats[0] == "3 of them"
    assert shown.caveats[2] == "A sentence. With dots."
    assert shown.caveats[1] not in {"wdi_sparse", ""}


def test_a_key_without_messages_is_refused(words):
    with pytest.raises(MessageError, match=r"nothing\.headline"):
        HERE.exhibit("room.nothing", VALUES, table=TABLE)


def test_the_report_carries_whose_figures_they_are(words):
    assert [one.name for one in made().datasets] == ["wdi"]
    facts = HERE.on(dataset("facts")).exhibit("room.thing", VALUES, table=TABLE)
    assert [one.name for one in facts.datasets] == ["facts"]
    assert HERE.reversed.data == HERE.data


def test_an_exhibit_of_nobodys_figures_is_refused(words):
    with pytest.raises(EconsecError, match="datasets"):
        HERE.on().exhibit("room.thing", VALUES, table=TABLE)


def test_what_stands_on_figures_not_for_commercial_use_can_be_left_out_without_telling_them(words, monkeypatch):
    free, bound = dataset("wdi"), dataset("chip_inputs")
    assert not bound.source.commercial
    monkeypatch.setattr("econsec.exhibits.elements.exhibit.text", lambda key, _: key)
    mine = replace(free, name="own_survey", source=replace(free.source, commercial=False))
    assert HERE.on(free, mine).exhibit("room.thing", VALUES, table=TABLE).topic == "topic.trade"
    with pytest.raises(EconsecError, match="no topic"):
        HERE.on(free, bound).exhibit("room.thing", VALUES, table=TABLE)
    assert HERE.exhibit("room.thing", VALUES, table=TABLE).topic == ""
    shown: list[dict[str, object]] = []
    monkeypatch.setattr("econsec.exhibits.elements.report.show", lambda data: shown.append(data[CLAIM]))
    for here in (HERE, HERE.on(free, bound)):
        here.answer("room.thing.subtitle")
    assert [[one["dataset"] for one in claim.get("sources", [])] for claim in shown] == [[], ["chip_inputs"]]


def test_a_caveat_of_another_publisher_is_not_said(words):
    said = HERE.exhibit("room.thing", VALUES, table=TABLE, caveats=["wdi_sparse", "provisional_2024", "caveat.some"])
    assert len(said.caveats) == 2
    assert said.caveats[1] == "3 of them"
