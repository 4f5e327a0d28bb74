"""BACI under HS 1992, as one Parquet file with CEPII's columns."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.errors import MissingColumnError, MissingFileError, SchemaError, UnknownEconomyError
from econsec.sources.trade import cepii_hs92

NAME = "baci_hs92_2codes_1995_1995.parquet"


def _write(folder, **changes):
    rows = {"t": [1995, 1995], "i": [490, 849], "j": [392, 699], "k": ["280530", "30110"], "v": [1.234, 2.0]}
    table = pd.DataFrame(rows | {"q": [0.5, None]} | changes)
    table = table.astype({"t": "int16", "i": "int16", "j": "int16", "k": "category"})
    table.drop(columns=[name for name in table if table[name].isna().all()]).to_parquet(folder / NAME)
    return folder


def test_thousand_dollars_become_dollars_and_codes_become_iso3(tmp_path):
    table = cepii_hs92.read_pairs(_write(tmp_path))
    assert table.exporter.tolist() == ["TWN", "UMI"]
    assert table.importer.tolist() == ["JPN", "IND"]
    assert table["product"].tolist() == ["280530", "030110"]
    assert table.value.tolist() == [1234.0, 2000.0]
    assert table.tonnes.isna().tolist() == [False, True]


def test_an_economy_that_cepii_does_not_know_is_named_as_a_number(tmp_path):
    with pytest.raises(UnknownEconomyError, match="no economy '9999'"):
        cepii_hs92.read_pairs(_write(tmp_path, i=[9999, 156]))


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(MissingColumnError, match="'q'"):
        cepii_hs92.read_pairs(_write(tmp_path, q=[None, None]))


def test_a_file_that_is_cut_off_is_refused(tmp_path):
    path = _write(tmp_path) / NAME
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SchemaError, match=f"{NAME} cannot be read"):
        cepii_hs92.read_pairs(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(MissingFileError, match="baci_hs92"):
        cepii_hs92.read_pairs(tmp_path)


@pytest.mark.raw
def test_nothing_of_the_file_is_lost(raw):
    table = cepii_hs92.read_pairs(raw / "baci-hs92-minerals")
    text = pd.read_parquet(raw / "baci-hs92-minerals/baci_hs92_74codes_1995_2024.parquet")
    assert len(table) == len(text) == 1_264_888
    assert table.value.sum() == pytest.approx(1000 * text.v.sum(), rel=1e-9)
    assert table.tonnes.isna().sum() == text.q.isna().sum() == 61_682
