"""Goods as customs offices report them: shares of all goods are shares of all of them."""

from __future__ import annotations

import pytest

from econsec import decisions, load
from econsec.exhibits.customs import goods
from econsec.store.catalog import dataset


def test_of_all_goods_means_the_codes_without_a_chapter_too_eidb_fy2024(report):
    shares = decisions.reported.by_office(load("india_hs2"), partner="CHN")
    shown = goods.chapters(report.on(dataset("india_hs2")), shares)
    assert shown.headline.values["total"] == pytest.approx(113_447.4 / 721_174.01, rel=1e-5)  # USD million
