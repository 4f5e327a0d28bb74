"""Works written together, as they are told: true whoever leads, moved or stayed."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.exhibits import Report
from econsec.exhibits.reports import science
from econsec.exhibits.science import coauthorship as coauthors
from econsec.exhibits.science import nearness
from econsec.store.catalog import dataset

DATA = (dataset("coauthorship"), dataset("distances"))


def ranked(mine: tuple[int, int], theirs: tuple[int, int]) -> pd.DataFrame:
    rows = [
        (year, one, other, 10, 0.1, rank)
        for one, other, ranks in (("JPN", "IND", mine), ("IND", "JPN", theirs))
        for year, rank in zip((1990, 2023), ranks, strict=True)
    ]
    return pd.DataFrame(rows, columns=["year", "economy", "partner", "works", "share", "rank"])


def test_a_ratio_stands_where_it_is_however_high_and_the_axis_grows(report, sound):
    pairs = pd.DataFrame(
        {"economy": "JPN", "partner": ["IND", "SAU"], "works": [900, 3210], "expected": 1000.0, "ratio": [0.9, 3.21]}
    )
    ranges = pairs[["economy", "partner"]].assign(ratio_low=[0.8, 3.0], ratio_high=[1.1, 3.4])
    chart = sound(nearness.nearness(report.on(*DATA), pairs, ranges)).chart.to_dict()
    drawn = {row["value"] for rows in chart["datasets"].values() for row in rows if row.get("name")}
    assert drawn == {0.9, 3.21}
    x = chart["layer"][0]["encoding"]["x"]
    assert x["axis"]["values"][-1] == 3.5
    assert x["scale"]["domain"][1] > 3.5


@pytest.mark.parametrize(
    ("mine", "theirs", "form"),
    [
        ((7, 12), (3, 12), "moved"),
        ((7, 7), (3, 12), "mine"),
        ((7, 12), (3, 3), "theirs"),
        ((7, 7), (3, 3), "stayed"),
    ],
)
def test_a_place_that_stayed_is_not_said_to_have_moved(report, mine, theirs, form, sound):
    shown = sound(coauthors.mutual(report.on(*DATA), ranked(mine, theirs)))
    values = {"mine_then": mine[0], "mine_now": mine[1], "theirs_then": theirs[0], "theirs_now": theirs[1]}
    assert shown.headline == report.text(f"coauthors.mutual.headline.{form}", first_year="1990", **values)


def test_both_rows_of_dots_are_told(report, sound):
    rows = [("JPN", "BEL", 2.0), ("JPN", "IND", 0.8), ("IND", "SAU", 3.2), ("IND", "JPN", 0.8)]
    pairs = pd.DataFrame(rows, columns=["economy", "partner", "ratio"]).assign(expected=2000.0)
    pairs["works"] = pairs["expected"] * pairs["ratio"]
    ranges = pairs.assign(ratio_low=pairs["ratio"] - 0.5, ratio_high=pairs["ratio"] + 1.0)
    shown = sound(nearness.nearness(report.on(*DATA), pairs, ranges))
    for words in {
        "en": ("Belgium (2.00; 1.50 to 3.00)", "Saudi Arabia (3.20; 2.70 to 4.20)"),
        "ja": ("ベルギー（2.00、1.50～3.00）", "サウジアラビア（3.20、2.70～4.20）"),
    }[report.language]:
        assert words in shown.headline
    sound(nearness.nearness(report.on(*DATA), pairs[pairs["economy"] == "JPN"], ranges))


@pytest.mark.parametrize(
    ("patents", "articles", "form", "holder"),
    [
        ((0.2, 0.1), (10.0, 20.0), "each", "JPN"),
        ((0.1, 0.2), (20.0, 10.0), "each", "IND"),
        ((0.2, 0.1), (20.0, 10.0), "both", "JPN"),
        ((0.1, 0.2), (10.0, 20.0), "both", "IND"),
    ],
)
def test_who_would_bring_what_hangs_on_who_leads(report, monkeypatch, patents, articles, form, holder):
    said = {}
    monkeypatch.setattr(
        Report, "answer", lambda self, key, **values: said.update({key: values, "text": self.text(key, **values)})
    )
    held = pd.DataFrame({"economy": ["JPN", "IND"], "year": 2022, "share": patents})
    wrote = pd.DataFrame({"economy": ["JPN", "IND"], "year": 2022, "value": articles})
    science._strengths(report, held, wrote)
    values = said[f"science.answer.strengths.{form}"]
    assert values["holder"] == holder
    assert (values["articles"], values["fewer"]) == (20.0, 10.0)
