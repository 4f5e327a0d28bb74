"""The counts of dependent products that institutions have published, by name.

None can be counted again here: that takes all six-digit imports of Japan, the USA, Germany or the EU, of which our data
hold thirty codes. What can be tested is that the named rules find exactly these counts in a world that is made to hold
them, with every item that must not count placed on the threshold or just beyond it, and that the counts that belong
together agree with each other.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from econsec.decisions.dependence.persistence import churn
from econsec.indicators import dependence_flags, frame

PUBLISHED: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "published.toml").read_text(encoding="utf-8")
)
OTHERS = [f"X{number:02d}" for number in range(9)]
# Items that a rule must not count though they come near: two equal suppliers (HHI just 0.5), and one supplier far above
# half beside many small ones (HHI 0.6**2 + 4 * 0.1**2 = 0.4).
EVEN, BROAD = {"CHN": 50, "USA": 50}, {"CHN": 60, **dict.fromkeys(OTHERS[:4], 10)}


def main(supplier: str) -> dict[str, int]:
    """Return suppliers with an HHI just above one half: 0.7**2 + 0.12**2 + 0.06**2 * 3 = 0.5152."""
    return {supplier: 70, "X00": 12, **dict.fromkeys(OTHERS[1:4], 6)}


def world(importer: str, *groups: tuple[int, dict[str, int]]) -> pd.DataFrame:
    """Return imports of so many items from such suppliers each, group after group."""
    kinds = [suppliers for count, suppliers in groups for _ in range(count)]
    rows = [(importer, f"{item:04d}", who, value) for item, kind in enumerate(kinds) for who, value in kind.items()]
    columns = dict(zip(("importer", "product", "exporter", "value"), zip(*rows, strict=True), strict=True))
    return frame(**{name: list(column) for name, column in columns.items()})


def counted(table: pd.DataFrame, rule: str, importer: str) -> pd.Series:
    """Count the items that a rule flags by main supplier."""
    made = dependence_flags(table, rules=[rule], importers=[importer])
    return made[made.passed.fillna(value=False)].top_supplier.value_counts()


def test_meti_finds_2015_dependent_items_of_japan_1406_on_china_252_on_the_usa_151_on_korea():
    japan, items = PUBLISHED["meti"]["japan"], PUBLISHED["meti"]["items"]
    rest = japan["flagged"] - sum(japan["main"].values())
    groups = [(number, main(supplier)) for supplier, number in japan["main"].items()] + [(rest, main("DEU"))]
    near = (items - japan["flagged"]) // 2
    table = world("JPN", *groups, (near, EVEN), (items - japan["flagged"] - near, BROAD))
    found = counted(table, "meti", "JPN")
    assert found.sum() == 2015
    assert found[["CHN", "USA", "KOR"]].tolist() == [1406, 252, 151]
    # The rule that asks for a main supplier above one half, and not for concentration, would count the broad ones too.
    assert counted(table, "cabinet_office", "JPN").sum() == 2015 + (items - 2015 - near)


@pytest.mark.parametrize(("economy", "code", "expected"), [("usa", "USA", 567), ("germany", "DEU", 221)])
def test_meti_finds_567_items_of_the_usa_and_221_of_germany_dependent_on_china(economy, code, expected):
    number, items = PUBLISHED["meti"][economy]["main"]["CHN"], PUBLISHED["meti"]["items"]
    even = {"CHN": 50, "KOR": 50}
    found = counted(world(code, (number, main("CHN")), (items - number, even)), "meti", code)
    assert found.to_dict() == {"CHN": expected}


def test_the_counts_of_the_white_paper_agree_with_its_percentages():
    meti = PUBLISHED["meti"]
    flagged, of = meti["japan"]["flagged"], meti["japan"]["main"]
    assert sum(of.values()) <= flagged <= meti["items"]
    assert round(100 * flagged / meti["items"]) == meti["per_cent"]["flagged_of_items"]
    assert round(100 * of["CHN"] / flagged) == meti["per_cent"]["china_of_flagged"]
    assert round(100 * of["USA"] / flagged, 1) == meti["per_cent"]["usa_of_flagged"]
    # The press: dependence on China is two and a half times the American economy's.
    assert round(of["CHN"] / meti["usa"]["main"]["CHN"], 1) == 2.5


def test_the_cabinet_office_finds_china_above_half_in_1133_items():
    number, items = PUBLISHED["cabinet_office"]["china_above_half"], PUBLISHED["cabinet_office"]["items"]
    bare, even, other = {"CHN": 501, "USA": 499}, {"CHN": 500, "USA": 500}, {"CHN": 499, "USA": 501}
    left = (items - number) // 2
    found = counted(world("JPN", (number, bare), (left, even), (items - number - left, other)), "cabinet_office", "JPN")
    assert found["CHN"] == 1133
    assert found["USA"] == items - number - left


def test_the_european_commission_finds_137_dependent_items():
    number, items = PUBLISHED["ec"]["dependent"], PUBLISHED["ec"]["items"]
    # Imports of 100 from outside with an HHI of 0.68, and exports of 99, all of them within, so that imports from
    # outside are just above half. The others fail on a threshold: concentration alone; exports alone; and exports and
    # the outside share together, for with exports within counted among all, the second implies the third.
    outside = {"CHN": 80, "USA": 20}
    kinds = {
        "dependent": outside | {"within": 99, "sold": 0},
        "broad": dict.fromkeys(["CHN", "USA"], 40) | dict.fromkeys(OTHERS[:4], 5) | {"within": 0, "sold": 0},
        "inside": outside | {"within": 100, "sold": 0},
        "seller": outside | {"within": 0, "sold": 100},
    }
    failing = (items - number) // 3
    sizes = dict(zip(kinds, (number, failing, failing, items - number - 2 * failing), strict=True))
    parts = []
    for kind, count in sizes.items():
        for who, value in kinds[kind].items():
            pair = {"within": ("FRA", "DEU"), "sold": ("DEU", "USA")}.get(who, (who, "DEU"))
            products = [f"{kind}{item}" for item in range(count)]
            parts.append(frame(exporter=[pair[0]] * count, importer=pair[1], product=products, value=value))
    made = dependence_flags(
        pd.concat(parts, ignore_index=True), rules=["ec"], importers=["EU27"], areas={"EU27": ["DEU", "FRA"]}
    )
    flagged = made[made.passed.fillna(value=False)]
    assert len(made) == items
    assert len(flagged) == 137
    assert set(flagged["product"].str.rstrip("0123456789")) == {"dependent"}


def test_one_in_five_flags_of_2018_is_gone_in_2019_as_cepii_finds():
    part = PUBLISHED["cepii"]["gone_after_a_year"]
    flagged = 50
    stay, gone = (world("JPN", (flagged, kind)) for kind in ({"CHN": 90, "USA": 10}, {"CHN": 40, "USA": 30, "DEU": 30}))
    # Others buy too, so that the world's exports are known: China sells most of them.
    others = stay.assign(importer="FRA")
    left = stay["product"].isin(stay["product"].unique()[: int(flagged * part)])
    after = pd.concat([stay[~left], gone[gone["product"].isin(stay.loc[left, "product"])]])
    table = pd.concat(
        [stay.assign(year=2018), after.assign(year=2019), *(others.assign(year=year) for year in (2018, 2019))]
    )
    made = dependence_flags(table, rules=["cepii_one_year"], importers=["JPN"]).assign(measure="value")
    row = churn(made).iloc[0]
    assert (row["before"], row["after"], row["flagged"], row["left"]) == (2018, 2019, flagged, 10)
    assert row["churn"] == pytest.approx(0.2)
