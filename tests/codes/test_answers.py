"""An answer is found by all that was asked, and by nothing else; who gets it may write to it."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pytest

from econsec.codes import answers
from econsec.codes.answers import FOLDER, asked, kept
from econsec.flows.build import complete


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.setattr(answers, "WORTH", 0.0)
    return tmp_path


@pytest.fixture
def flows():
    return pd.DataFrame(
        {
            "year": [2022, 2024, 2024],
            "exporter": ["CHN", "CHN", "IND"],
            "importer": "JPN",
            "product": pd.Categorical(["1", "1", "2"]),
            "value": [1.0, np.nan, 3.0],
            "when": pd.to_datetime(["2022-01-01", "2023-01-01", "2024-01-01"]),
            "note": np.array([(1, 2), None, "x"], dtype=object),
        }
    )


CHANGES = {
    "a figure": lambda own: own.assign(value=[1.0, np.nan, 3.0 + 1e-15 * 4]),
    "a name": lambda own: own.assign(exporter=["CHN", "CHN", "IDN"]),
    "a type": lambda own: own.astype({"year": "int32"}),
    "a text type": lambda own: own.astype({"exporter": object}),
    "a category that no row has": lambda own: own.assign(product=own["product"].cat.add_categories("3")),
    "the order of rows": lambda own: own.iloc[::-1],
    "the order of columns": lambda own: own[own.columns[::-1]],
    "an index": lambda own: own.set_axis([1, 2, 3]),
    "the index's name": lambda own: own.rename_axis("row"),
    "a column's name": lambda own: own.rename(columns={"when": "then"}),
    "what is missing": lambda own: own.assign(value=[1.0, 2.0, 3.0]),
    "an object in a column": lambda own: own.assign(note=np.array([(1, 3), None, "x"], dtype=object)),
    "two columns as keys": lambda own: own.set_index(["year", "exporter"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_differs_is_another_question(flows, change):
    assert asked(("f", flows)) is not None
    assert asked(("f", CHANGES[change](flows))) not in {None, asked(("f", flows))}


def test_what_a_frame_says_of_itself_is_part_of_it(flows):
    before = asked((flows,))
    flows.attrs["dataset"] = "baci_hs4"
    assert asked((flows,)) != before


def test_equal_frames_are_one_question_in_whatever_blocks_and_chunks_they_lie(flows):
    parts = pd.concat([flows.iloc[:1], flows.iloc[1:]], ignore_index=True).astype({"product": flows["product"].dtype})
    column_by_column = pd.DataFrame({name: flows[name] for name in flows})
    read = pickle.loads(pickle.dumps(flows))  # noqa: S301 - our own
    assert {asked((one,)) for one in (flows, flows.copy(), parts, column_by_column, read)} == {asked((flows,))}


def test_a_trade_is_what_was_traded_and_not_what_was_worked_out_of_it(flows):
    def trade(own, past):
        return complete(own, past=past)

    own = flows[["year", "exporter", "importer", "product", "value"]].astype({"product": "str"}).iloc[1:].fillna(2.0)
    one, same = trade(own, own), trade(own.copy(), own.copy())
    one.partners("JPN", "imports")
    assert asked((one,)) == asked((same,))
    assert asked((one,)) != asked((trade(own, own.iloc[:1]),))  # the history is asked later, and is part of it now
    assert asked((one,)) != asked((trade(own.assign(value=5.0), own),))


class Ledger(pd.DataFrame):
    """A table of somebody's own, with more in it than a frame has."""

    _metadata = ("unit",)

    @property
    def _constructor(self):
        return Ledger


def test_a_table_of_ones_own_and_a_mask_are_more_than_their_figures():
    one, other = Ledger({"value": [1.0]}), Ledger({"value": [1.0]})
    one.unit, other.unit = "USD", "t"
    assert asked((one,)) != asked((other,))
    masked = [np.ma.MaskedArray([1.0, 2.0], mask=mask) for mask in ([False, True], [False, False])]
    assert asked((masked[0],)) != asked((masked[1],))


def test_what_has_no_fixed_form_is_asked_each_time(folder, flows):
    own = type("Own", (), {"__module__": "__main__"})
    told = []
    for thing in (own(), own, (row for row in flows), lambda: 1):
        assert asked((thing,)) is None or thing.__module__ == __name__
        kept((own, thing), lambda: told.append(1))
        kept((own, thing), lambda: told.append(1))
    assert len(told) == 8
    assert not list(folder.iterdir())


def test_an_answer_is_given_once_and_is_everybodys_own(folder, flows):
    told = []

    def answer():
        told.append(1)
        return flows.assign(value=7.0), {"shares": flows}

    first, second, third = (kept(("f", 1), answer) for _ in range(3))
    assert len(told) == 1
    for one in (second, third):
        pd.testing.assert_frame_equal(one[0], first[0])
        assert [*one[0].dtypes] == [*first[0].dtypes]
    second[0].loc[0, "value"] = -1.0
    second[1]["shares"].loc[0, "value"] = -1.0
    pd.testing.assert_frame_equal(kept(("f", 1), answer)[0], first[0])
    pd.testing.assert_frame_equal(third[0], first[0])


@pytest.mark.parametrize("damage", [lambda text: text[:-1], lambda _: b"", lambda text: text[:30] + b"x" + text[31:]])
def test_an_answer_that_is_not_whole_is_given_anew(folder, damage):
    assert kept(("f",), lambda: "a" * 100) == "a" * 100
    (file,) = folder.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert kept(("f",), lambda: "b") == "b"
    assert kept(("f",), lambda: "c") == "b"


def test_an_error_is_no_answer(folder):
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            kept(("f",), lambda: 1 / 0)
    assert not list(folder.iterdir())


def test_a_folder_that_is_gone_and_an_answer_that_cannot_be_written_cost_nothing_but_time(folder, monkeypatch):
    things = kept(("g",), lambda: (row for row in (1, 2)))
    assert list(things) == [1, 2]
    assert not list(folder.iterdir())
    monkeypatch.setenv(FOLDER, str(folder / "gone"))
    assert [kept(("f",), lambda: 1), kept(("f",), lambda: 2)] == [1, 2]


@dataclass(frozen=True)
class Case:
    """One of ours: what it has worked out is no part of it."""

    share: float

    @cached_property
    def half(self):
        return self.share / 2


def test_one_of_ours_is_its_fields():
    case = Case(0.5)
    before = asked((case,))
    assert case.half == 0.25
    assert asked((case,)) == before != asked((Case(0.25),))
