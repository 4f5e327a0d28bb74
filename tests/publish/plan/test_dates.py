from __future__ import annotations

from datetime import UTC, datetime

import pytest

from econsec.errors import ParameterError
from econsec.publish.plan import dates


def test_today_is_no_choice(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert dates.chosen(None) == (datetime.now(UTC).date().isoformat(), False)


def test_source_date_epoch_is_a_choice_and_a_given_day_is_stronger(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert dates.chosen(None) == ("2023-11-14", True)
    assert dates.chosen("2026-01-02") == ("2026-01-02", True)


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026-02-30"])
def test_what_is_no_day_is_refused(day):
    with pytest.raises(ParameterError, match="no day"):
        dates.chosen(day)


def test_a_source_date_epoch_that_is_no_number_is_refused(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(ParameterError, match="no day"):
        dates.chosen(None)


def test_the_epoch_of_a_day_is_its_midnight_utc_in_any_time_zone(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert dates.epoch("2023-11-14") == 1699920000
