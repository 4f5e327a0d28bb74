"""Labels as numbers."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

from econsec.indicators.arrays.coding import encode


@pytest.mark.parametrize("kind", ["str", "object", "category", "string[python]"])
def test_codes_point_at_sorted_labels_whatever_the_type_of_the_column(kind):
    labels, codes = encode(pd.Series(["JPN", "CHN", "JPN", "USA"]).astype(kind))
    assert list(labels) == ["CHN", "JPN", "USA"]
    assert codes.tolist() == [1, 0, 1, 2]


def test_numbers_are_coded_in_their_own_order():
    labels, codes = encode(pd.Series([2024, 2002, 2024]))
    assert list(labels) == [2002, 2024]
    assert codes.tolist() == [1, 0, 1]


def joined(_):
    return pd.concat([pd.Series(["B", "A"]), pd.Series(["C", "A"])], ignore_index=True)


def cut(_):
    return pd.concat([pd.Series(["X", "B", "A"])[1:], pd.Series(["C", "A", "X"])[:2]])


def read(folder):
    table = pa.table({"label": ["B", "A", "C", "A"]})
    pa.parquet.write_table(table, folder / "rows.parquet", row_group_size=2)
    return pd.read_parquet(folder / "rows.parquet")["label"]


def read_as_arrow(folder):
    table = pa.table({"label": pa.array(["B", "A", "C", "A"]).dictionary_encode()})
    pa.parquet.write_table(table, folder / "rows.parquet", row_group_size=2)
    return pd.read_parquet(folder / "rows.parquet", dtype_backend="pyarrow")["label"]


@pytest.mark.parametrize("made", [joined, cut, read, read_as_arrow])
def test_strings_in_several_arrow_chunks_share_one_set_of_labels_and_no_row_becomes_an_object(
    made, tmp_path, monkeypatch
):
    column, chunked, given = made(tmp_path), pa.chunked_array, []

    def spied(arrays, *more, **named):
        given.extend(arrays)
        return chunked(arrays, *more, **named)

    # What is given that is no array of Arrow's, Arrow reads object by object: 43 s for the rows of two years.
    monkeypatch.setattr(pa, "chunked_array", spied)
    labels, codes = encode(column)
    assert list(labels) == ["A", "B", "C"]
    assert list(labels.take(codes)) == ["B", "A", "C", "A"]
    assert {isinstance(each, pa.Array) for each in given} <= {True}
