"""Small worlds for tests of indicators: long frames that hypothesis makes up."""

from __future__ import annotations

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

# For laws of whole frames: each example costs some 50 ms.
FEW = settings(max_examples=25)
ECONOMIES = ("CHN", "IND", "JPN", "USA")
PRODUCTS = ("1", "2", "3", "4")
VALUES = st.one_of(st.just(0.0), st.floats(1e-3, 1e9), st.integers(1, 100).map(float))


@st.composite
def flows(draw, *, years: int = 1, least: int = 1, repeated: bool = True) -> pd.DataFrame:
    """Draw bilateral flows; keys repeat now and then, values may be zero."""
    keys = st.tuples(
        st.integers(2025 - years, 2024),
        st.sampled_from(ECONOMIES),
        st.sampled_from(ECONOMIES),
        st.sampled_from(PRODUCTS),
    )
    rows = draw(st.lists(keys, min_size=least, max_size=40, unique=not repeated))
    values = draw(st.lists(VALUES, min_size=len(rows), max_size=len(rows)))
    made = pd.DataFrame(rows, columns=["year", "exporter", "importer", "product"])
    made["value"] = values
    made = made.astype({"exporter": "str", "importer": "str", "product": "str", "value": "float64"})
    return made if years > 1 else made.drop(columns="year")


@st.composite
def matrices(draw, *, economies: int = 6, products: int = 8) -> pd.DataFrame:
    """Draw exports of every economy in every product, many of them zero."""
    rows = draw(st.integers(2, economies))
    columns = draw(st.integers(2, products))
    cells = draw(st.lists(VALUES, min_size=rows * columns, max_size=rows * columns))
    return pd.DataFrame(
        {
            "exporter": pd.Series([f"E{cell // columns}" for cell in range(rows * columns)], dtype="str"),
            "product": pd.Series([f"P{cell % columns}" for cell in range(rows * columns)], dtype="str"),
            "value": cells,
        }
    )
