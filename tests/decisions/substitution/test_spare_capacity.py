from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec.decisions.substitution.spare_capacity import spare_capacity
from econsec.errors import MissingColumnError, NoDataError


def history(*rows: tuple[int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "exporter", "value"]).assign(product="1")


def of(partner: str, *rows: tuple[int, str, float], **more: object) -> pd.Series:
    return spare_capacity(history(*rows), exporters=[partner], **more).iloc[0]


def test_an_exporter_alone_in_the_table_is_judged_by_its_peak_of_value():
    row = of("IND", (2021, "IND", 70), (2024, "IND", 20))
    assert row[["peak", "peak_year", "present", "spare"]].tolist() == [70, 2021, 20, 50]
    assert np.isnan(row["peak_share"])


def test_a_peak_of_prices_that_all_exporters_shared_is_no_capacity():
    row = of("IND", (2022, "IND", 100), (2022, "CHN", 300), (2024, "IND", 50), (2024, "CHN", 150))
    assert (row["peak"], row["peak_share"], row["spare"]) == (100, 0.25, 0)


def test_a_peak_of_share_in_a_market_that_was_small_is_capped_by_the_peak_of_value():
    row = of("IND", (2020, "IND", 10), (2020, "CHN", 10), (2024, "IND", 4), (2024, "CHN", 996))
    assert row["spare"] == 6


def test_years_before_the_window_do_not_count():
    assert of("IND", (2010, "IND", 70), (2024, "IND", 20), years=10)["spare"] == 0


def test_a_peak_counts_for_five_years_unless_another_age_is_asked_for():
    rows = [(2018, "IND", 70), (2024, "IND", 20)]
    assert of("IND", *rows)["spare"] == 0
    assert of("IND", *rows, years=6)["spare"] == 50


def test_of_two_equal_peaks_the_first_is_named():
    assert of("IND", (2020, "IND", 70), (2022, "IND", 70), (2024, "IND", 20))["peak_year"] == 2020


def test_an_exporter_that_sells_nothing_now_has_its_whole_peak_to_spare():
    row = of("IND", (2020, "IND", 70), (2024, "CHN", 70), (2020, "CHN", 30))
    assert (row["present"], row["spare"]) == (0, 49)


def test_a_present_that_the_table_lacks_is_an_error_that_names_its_end():
    with pytest.raises(NoDataError, match="2024"):
        of("IND", (2024, "IND", 70), year=2025)
    with pytest.raises(MissingColumnError, match="exporter"):
        spare_capacity(history((2024, "IND", 1)).drop(columns="exporter"))
