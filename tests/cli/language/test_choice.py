"""Which language the command speaks: as gettext reads the locale, and no letter that the output cannot hold."""

from __future__ import annotations

import io

import pytest

from econsec.cli.language.choice import language


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "ja_JP"}, "ja"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.eucJP"}, "ja"),
        ({"LANG": "ja_JP.UTF-8@modifier"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "jam_JM.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LC_MESSAGES": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, "ja"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LC_MESSAGES": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LC_CTYPE": "ja_JP.UTF-8"}, "en"),
        ({"LANGUAGE": "ja", "LANG": "en_US.UTF-8"}, "ja"),
        ({"LANGUAGE": "ja"}, "ja"),
        ({"LANGUAGE": "ja", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "ja", "LANG": "C.UTF-8"}, "en"),
        ({"LANGUAGE": "en:ja", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANGUAGE": "fr:ja:en", "LANG": "de_DE.UTF-8"}, "ja"),
        ({"LANGUAGE": "fr", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANGUAGE": "", "LANG": "ja_JP.UTF-8"}, "ja"),
    ],
    ids=str,
)
def test_the_locale_is_read_as_gettext_reads_it(environment, expected):
    assert language(environment, []) == expected


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", "ja"), ("cp932", "ja"), ("euc_jp", "en"), ("ascii", "en"), ("latin-1", "en"), ("cp1252", "en")],
)
def test_an_output_that_has_no_japanese_letters_makes_it_english(encoding, expected):
    narrow, wide = (io.TextIOWrapper(io.BytesIO(), encoding=one) for one in (encoding, "utf-8"))
    for outputs in ([narrow, wide], [wide, narrow], [None, narrow]):
        assert language({"LANG": "ja_JP.UTF-8"}, outputs) == expected


def test_an_output_that_replaces_what_it_cannot_hold_is_no_reason_for_question_marks():
    output = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    assert language({"LANG": "ja_JP.UTF-8"}, [output]) == "en"


def test_an_output_that_was_closed_is_no_reason():
    assert language({"LANG": "ja_JP.UTF-8"}, [None, None]) == "ja"
