"""Rare earths from compounds to magnets: the rival's share at each stage, or words."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.exhibits.dependence import stages
from econsec.exhibits.elements.gap import Gap
from econsec.i18n import numbers
from econsec.store.catalog import dataset

DATA = (dataset("baci_minerals_trend"),)


@pytest.fixture
def named(report) -> dict[str, str]:
    return stages.rare_earths(report)


def followed(shares: dict[str, list[float]], years: list[int]) -> pd.DataFrame:
    return pd.DataFrame(
        [(year, code, one) for code, own in shares.items() for year, one in zip(years, own, strict=True)],
        columns=["year", "product", "share"],
    ).assign(together=lambda rows: rows["share"])


def test_every_stage_has_its_line_and_both_ends_are_told(report, named, sound):
    first, last = next(iter(named)), list(named)[-1]
    shown = sound(stages.route(report.on(*DATA), followed({first: [0.9, 0.5], last: [0.2, 0.3]}, [2014, 2024]), named))
    assert shown.id == "route-jpn"
    scale = shown.table.frame
    assert scale["label"].tolist() == ["2024", "2014"]
    assert scale[first].tolist() == [0.5, 0.9]
    for share in (0.9, 0.5, 0.2, 0.3):
        assert numbers.percent(share, report.language, digits=0).rstrip("%") in shown.headline + shown.alt
    assert report.text("caveat.route") in shown.caveats


def test_a_stage_of_one_year_and_a_year_after_the_report_are_not_drawn(report, named, sound):
    first, last = next(iter(named)), list(named)[-1]
    shares = pd.concat([followed({first: [0.9, 0.5, 0.1]}, [2014, 2024, 2025]), followed({last: [0.2]}, [2024])])
    shown = sound(stages.route(report.on(*DATA), shares, named))
    assert [column for column in shown.table.frame if column in named] == [first]
    assert shown.table.frame["year"].max() == 2024


def test_nothing_bought_in_two_years_gets_words(report, named):
    assert isinstance(stages.route(report.on(*DATA), followed({next(iter(named)): [0.9]}, [2024]), named), Gap)
    assert isinstance(stages.route(report.on(*DATA), followed({"999999": [0.9, 0.8]}, [2014, 2024]), named), Gap)
