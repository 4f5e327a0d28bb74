"""What a reader may pick: rows and views that belong together, or an error that says where they do not."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from econsec import Report
from econsec.errors import EconsecError
from econsec.exhibits.elements import Column, Table
from econsec.exhibits.picks.picks import Choice, Picks, View
from econsec.publish.page.payload import Picks as Shape
from econsec.store.catalog import dataset

ROWS = pd.DataFrame(
    {"mill": ["b", "a", "b"], "year": ["2024", "2024", "2023"], "tonnes": [2.0, 1.0, 3.0], "unread": [1, 2, 3]}
)
COLUMNS = (Column("year", "Year", "code"), Column("tonnes", "Tonnes", "dec1"))
MILLS = Choice("mill", "Mill", {"a": "Mill A", "b": "Mill B"})
VIEWS = (View(("a",), "one"), View(("b",), "two"))


def chart(rows=ROWS):
    return alt.Chart(rows).mark_bar().encode(y="year:N", x="tonnes:Q").properties(width="container")


def made(**changed):
    parts = {"choices": [MILLS], "views": VIEWS, "table": Table(ROWS, COLUMNS, "Output"), "chart": chart()} | changed
    return Picks(**parts)


def test_rows_stand_view_by_view_in_their_own_order_and_only_columns_that_are_read():
    told = made().payload("en")
    assert told["rows"] == {"year": ["2024", "2024", "2023"], "tonnes": [1.0, 2.0, 3.0]}
    assert told["texts"] == {"year": ["2024", "2024", "2023"], "tonnes": ["1.0", "2.0", "3.0"]}
    assert [(view["of"], view["count"]) for view in told["views"]] == [(["a"], 1), (["b"], 2)]
    assert told["file"] == ["year", "tonnes"]


def test_a_column_of_the_file_alone_is_there_too():
    table = Table(ROWS, COLUMNS, "Output", whole=ROWS[["mill", "tonnes"]])
    told = made(table=table).payload("en")
    assert told["file"] == ["mill", "tonnes"]
    assert told["rows"]["mill"] == ["a", "b", "b"]


def test_the_page_takes_what_is_made():
    Shape.model_validate(made(shown=("a",)).payload("ja", [dataset("wdi")]))


def test_each_view_says_what_it_stands_on_and_those_that_stand_on_the_same_say_it_once():
    own = View(("b",), "two", "Output of mill B", ("A strike.",), (dataset("baci_hs4"),))
    third = View(("c",), "three", notes=("A strike.",))
    rows = pd.concat([ROWS, ROWS.head(1).assign(mill="c")], ignore_index=True)
    mills = Choice("mill", "Mill", {"a": "Mill A", "b": "Mill B", "c": "Mill C"})
    several = made(
        choices=[mills], views=(VIEWS[0], own, third), table=Table(rows, COLUMNS, "Output"), chart=chart(rows)
    )
    told = Shape.model_validate(several.payload("en", [dataset("wdi")]))
    assert [view.description for view in told.views] == [0, 1, 2]
    assert [(one.caption, one.notes, [s.dataset for s in one.sources]) for one in told.descriptions] == [
        ("Output", (), ["wdi"]),
        ("Output of mill B", ("A strike.",), ["baci_hs4"]),
        ("Output", ("A strike.",), ["wdi"]),
    ]
    assert told.notes == ("A strike.",)
    assert len(Shape.model_validate(made().payload("en", [dataset("wdi")])).descriptions) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"views": VIEWS[:1]}, "differ"),
        ({"views": (*VIEWS, View(("c",), "three"))}, "differ"),
        ({"views": (*VIEWS, VIEWS[0])}, "one twice"),
        ({"choices": [Choice("mill", "Mill", {"a": "Mill A"})]}, "no name for b"),
        ({"choices": [Choice("miller", "Mill", {"a": "Mill A"})]}, "no column miller"),
        ({"shown": ("c",)}, "cannot be picked"),
        ({"choices": []}, "0 choices"),
        ({"choices": [Choice("mill", "Mill", {2024: "Mill A"})]}, "is 2024"),
    ],
)
def test_rows_and_views_that_do_not_belong_together_are_refused(changed, said):
    with pytest.raises(EconsecError, match=said):
        made(**changed)


def test_there_may_be_more_rows_than_altair_allows_a_chart():
    many = pd.concat([ROWS] * 2000, ignore_index=True)
    told = made(table=Table(many, COLUMNS, "Output"), chart=chart(many)).payload("en")
    assert len(told["rows"]["year"]) == 6000
    assert "datasets" not in told["chart"]


def test_a_chart_of_other_rows_is_refused():
    other = chart(ROWS.head(1))
    with pytest.raises(EconsecError, match="several tables"):
        made(chart=alt.layer(chart(), other)).payload("en")


def test_an_exhibit_says_what_may_be_picked_and_whose_rows_they_are():
    report = Report("JPN", "IND", "CHN", 2024).on(dataset("wdi"))
    values = {"of": 2, "mine_n": 1, "theirs_n": 1, "mine": ["A"], "theirs": ["B"]}
    own = Table(ROWS, COLUMNS)
    shown = report.exhibit("standing", values, table=own, picks=made()).payload()["picks"]
    assert [one["dataset"] for one in shown["descriptions"][0]["sources"]] == ["wdi"]
    assert "picks" not in report.exhibit("standing", values, table=own).payload()
