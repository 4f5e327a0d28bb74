"""Names of economies inside a sentence."""

from __future__ import annotations

import pytest

from econsec.codes.economies import economies
from econsec.errors import ParameterError
from econsec.i18n import language
from econsec.i18n.names import WITH_ARTICLE, possessive, with_article


def test_the_article_stands_where_english_wants_it():
    assert with_article("NLD") == "the Netherlands"
    assert with_article("NLD", start=True) == "The Netherlands"
    assert with_article("DEU") == "Germany"
    assert possessive("PHL", start=True) == "The Philippines’"
    assert possessive("DEU", "ja") == "ドイツの"


def test_every_code_with_an_article_is_an_economy():
    assert set(economies()["iso3"]) >= WITH_ARTICLE


def test_a_language_that_no_report_has_is_refused():
    with pytest.raises(ParameterError, match="en or ja"):
        language("fr")
