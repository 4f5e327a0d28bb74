"""Labels as numbers."""

from __future__ import annotations

import pandas as pd
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


def test_strings_in_several_arrow_chunks_share_one_set_of_labels():
    column = pd.concat([pd.Series(["B", "A"]), pd.Series(["C", "A"])], ignore_index=True)
    labels, codes = encode(column)
    assert list(labels.take(codes)) == ["B", "A", "C", "A"]
