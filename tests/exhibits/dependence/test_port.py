"""A share of the rival that moves is told with the port beside it: goods through Hong Kong are no fall of China's."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from econsec import Report, decisions, trade
from econsec.exhibits.dependence import one_product, port
from econsec.i18n.text import catalogue

MOVES = re.compile(r"\{(\w*_)?(before|from|points|then):\w+\}|\{share:percent\} in \{then\}|\{\w*_(points|from):\w+\}")
# Told of rival and port as one from the start; told by rules, which know no movement.
TOGETHER = {"verdicts.moved"}


def test_every_sentence_in_which_a_share_of_the_rival_moves_has_a_place_for_the_port():
    known = {key: catalogue("en")[key] for key in catalogue("en") if re.search(r"\.(headline|item|then)(\.|$)", key)}
    topics = ("trends.", "purchases.", "headings.path", "routes.")
    moving = {key for key, text in known.items() if key.startswith(topics) and MOVES.search(str(text))}
    assert {"purchases.path.headline.up", "routes.suppliers.then"} <= moving
    assert len(moving) > 12
    for language in ("en", "ja"):
        words = catalogue(language)
        assert {key for key in moving if "port}" not in str(words[key])} == set()


def test_a_share_that_moves_from_the_port_to_the_rival_has_not_risen():
    keys = {"importer": "IND", "product": "850760"}
    flows = pd.concat(
        [
            pd.DataFrame({"year": 2019, "exporter": ["CHN", "HKG", "KOR"], "value": [57.0, 19.0, 24.0], **keys}),
            pd.DataFrame({"year": 2024, "exporter": ["CHN", "HKG", "KOR"], "value": [76.0, 0.0, 24.0], **keys}),
        ]
    )
    found = decisions.rival_share(flows, importer="IND", rival="CHN")
    changed = decisions.change(found)
    assert changed[["change", "both_change"]].round(9).to_numpy().tolist() == [[0.19, 0.0]]
    assert decisions.rival_share(flows, importer="HKG", rival="CHN").empty
    alone = decisions.rival_share(flows, importer="IND", rival="KOR")
    assert (alone["share"] == alone["together"]).all()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "with Hong Kong from 76.3% to 78.1%"), ("ja", "香港を含めると76.3%から78.1%")]
)
def test_indias_batteries_came_through_hong_kong_and_the_dossier_says_so_by_the_datasets_own_caveat(language, words):
    report = Report("IND", "JPN", "CHN", 2024, language)
    goods = trade("850760", year=2024)
    bought = decisions.suppliers(goods, importer="IND", year=2024)
    followed = decisions.followed(goods, bought, importer="IND", since=2018)
    made = one_product.path(report, followed, bought, "batteries")
    assert words in made.headline
    assert sum(("Hong Kong" in one or "香港" in one) for one in made.caveats) == 1


def test_nothing_is_said_where_the_port_makes_no_difference_or_there_is_none():
    china, others = Report("JPN", "IND", "CHN", 2024), Report("JPN", "IND", "USA", 2024)
    assert port.beside(china, (0.5, 0.6), (0.504, 0.6)) == ""
    assert port.beside(others, (0.5, 0.6), (0.7, 0.9)) == ""
    assert "Hong Kong" in port.beside(china, (0.5, 0.6), (0.5, 0.61))
