"""Evidence of import dependence, and the rules that judge it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import trade
from hypothesis import given
from hypothesis import strategies as st

from econsec.errors import DuplicateKeyError, UnknownRuleError
from econsec.indicators import dependence_evidence, dependence_flags, frame
from econsec.indicators.dependence.rules import Condition, Rule

RULES = ["ec", "cepii", "cepii_one_year", "merics", "meti", "cabinet_office"]


def world(**changed: float) -> pd.DataFrame:
    """Japan buys product 1 from China and the USA and sells a little; others trade it too."""
    values = {"CHN>JPN": 80, "USA>JPN": 20, "JPN>USA": 10, "CHN>USA": 40, "CHN>DEU": 30} | changed
    pairs = [key.split(">") for key in values]
    return frame(
        exporter=[pair[0] for pair in pairs],
        importer=[pair[1] for pair in pairs],
        product="1",
        value=list(values.values()),
    )


def verdicts(table: pd.DataFrame, **options: object) -> dict[str, object]:
    made = dependence_flags(table, importers=["JPN"], **options)
    return dict(zip(made["rule"], made["passed"].astype(object), strict=True))


def row(table: pd.DataFrame, **options: object) -> pd.Series:
    return dependence_evidence(table, importers=["JPN"], **options).iloc[0]


def test_evidence_is_what_hand_counting_finds():
    found = row(world())
    assert found[["imports", "exports", "suppliers"]].tolist() == [100, 10, 2]
    assert found.hhi == pytest.approx(0.68)
    assert (found.top_supplier, found.top_share, found.rival_share) == ("CHN", 0.8, 0.8)
    assert found.import_export_ratio == 10
    # World exports: China 150, USA 20, Japan 10.
    assert found.world_hhi == pytest.approx((150**2 + 20**2 + 10**2) / 180**2)


def test_all_rules_hold_for_a_concentrated_importer():
    assert verdicts(world(), rules=["ec", "cepii_one_year", "merics", "meti", "cabinet_office"]) == {
        "ec": True,
        "cepii_one_year": True,
        "merics": True,
        "meti": True,
        "cabinet_office": True,
    }


def test_exports_as_large_as_imports_take_the_ec_and_cepii_flags_away():
    found = verdicts(world(**{"JPN>USA": 100}), rules=["ec", "cepii_one_year", "meti"])
    assert found == {"ec": False, "cepii_one_year": False, "meti": True}


def test_hhi_above_half_implies_a_share_above_half_and_not_the_reverse():
    found = verdicts(world(**{"CHN>JPN": 55, "USA>JPN": 23, "DEU>JPN": 22}), rules=["meti", "cabinet_office"])
    assert found == {"meti": False, "cabinet_office": True}


def test_zero_exports_count_as_above_and_the_ratio_is_missing_not_infinite():
    table = world(**{"JPN>USA": 0})
    made = dependence_flags(table, rules=["cepii_one_year"], importers=["JPN"])
    assert made.passed.item() is np.True_
    assert np.isnan(made.import_export_ratio.item())
    assert made.reason.item() == "no exports"


def test_external_share_of_one_economy_is_missing_not_one():
    made = dependence_flags(world(), rules=["ec"], importers=["JPN"])
    assert np.isnan(made.external_share.item())
    assert made.reason.item() == "one-economy area"


def test_trade_within_an_area_is_no_import_and_its_exports_count():
    table = frame(
        exporter=["CHN", "DEU", "FRA", "DEU"], importer=["DEU", "FRA", "USA", "CHN"], product="1", value=[30, 70, 10, 5]
    )
    made = dependence_flags(table, rules=["ec"], importers=["EU"], areas={"EU": ["DEU", "FRA"]})
    assert made[["imports", "exports"]].to_numpy().tolist() == [[30, 85]]
    assert made.external_share.item() == 0.3
    assert made.passed.item() is np.False_
    assert made.reason.isna().all()


def test_own_trade_is_neither_import_nor_supplier():
    assert row(world(**{"JPN>JPN": 1000}))[["imports", "exports", "suppliers"]].tolist() == [100, 10, 2]


def test_importer_without_imports_is_not_judged():
    table = pd.concat([world(), frame(exporter="CHN", importer="USA", product="2", value=5)])
    made = dependence_flags(table, importers=["JPN"]).query("product == '2'")
    assert made.passed.isna().all()
    assert set(made.reason) == {"no trade"}


def test_one_importers_trade_does_not_show_the_world():
    made = dependence_flags(world().query("importer == 'JPN'"), rules=["cepii_one_year", "meti"])
    assert made.passed.tolist() == [pd.NA, True]
    assert made.reason.tolist()[0] == "world trade not in the frame"


def test_rival_is_whom_the_caller_names():
    assert verdicts(world(), rules=["merics"], rival="USA") == {"merics": False}
    # Germany buys, and sells nothing: its share is known to be zero.
    assert row(world(), rival="DEU").rival_share == 0


@pytest.mark.parametrize(
    ("rival", "areas"), [("CHM", None), ("CHN", {"EAST": ["CHN", "KOR"]})], ids=["not in the data", "in an area"]
)
def test_share_of_a_rival_that_is_not_in_the_data_is_unknown_and_so_is_what_rests_on_it(rival, areas):
    found = row(world(), rival=rival, areas=areas)
    assert np.isnan(found.rival_share)
    assert found.rival_share_reason == "not covered"
    made = dependence_flags(world(), rules=["merics", "meti"], importers=["JPN"], rival=rival, areas=areas)
    assert made.passed.tolist() == [pd.NA, True]
    assert made.reason.fillna("").tolist() == ["not covered", ""]


def test_an_economy_in_two_areas_is_refused():
    with pytest.raises(DuplicateKeyError, match="DEU is in two areas, EU and G7"):
        dependence_evidence(world(), areas={"EU": ["DEU", "FRA"], "G7": ["JPN", "DEU"]})


@trade.FEW
@given(trade.flows(years=2), st.sampled_from([None, {"EAST": ["CHN", "JPN"]}]), st.sampled_from(["IND", "CHM"]))
def test_every_number_of_the_evidence_that_is_missing_says_why(table, areas, rival):
    made = dependence_evidence(table, areas=areas, rival=rival)
    pd.testing.assert_series_equal(made.hhi.isna(), made.reason.notna(), check_names=False)
    for name in ("rival_share", "external_share", "import_export_ratio", "world_hhi"):
        pd.testing.assert_series_equal(made[name].isna(), made[f"{name}_reason"].notna(), check_names=False)


def test_reasons_of_the_evidence_are_those_of_each_number():
    table = world(**{"JPN>USA": 0})
    found = row(table)
    assert (found.external_share_reason, found.import_export_ratio_reason) == ("one-economy area", "no exports")
    assert row(table.query("importer == 'JPN'")).world_hhi_reason == "world trade not in the frame"


def over(*flagged: bool | None) -> pd.DataFrame:
    """One frame a year from 2020 on: flagged by CEPII's conditions, not flagged, or absent."""
    parts = [
        world(**({} if flag else {"JPN>USA": 1000})).assign(year=2020 + place)
        for place, flag in enumerate(flagged)
        if flag is not None
    ]
    return pd.concat(parts, ignore_index=True)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ((True, True, False), True),
        ((True, False, False), False),
        ((True, False, True), True),
        ((None, True, True), True),
        ((None, False, False), False),
        ((None, True, False), pd.NA),
        ((True, None, True), True),
        ((None, None, True), pd.NA),
        ((None, None, False), pd.NA),
    ],
)
def test_cepii_rule_holds_in_two_of_three_years_and_is_unknown_only_where_it_matters(history, expected):
    made = dependence_flags(over(*history), rules=["cepii"], importers=["JPN"]).query("year == 2022")
    assert made.passed.item() is expected or made.passed.item() == expected
    assert (made.reason.item() == "too few years") == (expected is pd.NA)


def test_one_in_two_flags_that_flips_is_seen_over_years():
    made = dependence_flags(over(*[True, False, True, False]), rules=["cepii_one_year"], importers=["JPN"])
    assert made.passed.tolist() == [True, False, True, False]


def test_rule_of_ones_own_is_judged_like_the_named_ones():
    mine = Rule("mine", (Condition("any", "rival_share", 0.9),))
    assert verdicts(world(), rules=[mine]) == {"mine": False}


def test_unknown_rule_is_refused():
    with pytest.raises(UnknownRuleError):
        dependence_flags(world(), rules=["who"])


def test_rules_stand_side_by_side_for_each_importer_and_product():
    made = dependence_flags(world())
    assert made.groupby(["importer", "product"])["rule"].agg(list).map(lambda names: names == RULES).all()


def test_flags_can_be_of_tonnes():
    table = world().assign(tonnes=[1.0, 9.0, 1.0, 1.0, 1.0])
    assert row(table, measure="tonnes")[["top_supplier", "top_share"]].tolist() == ["USA", 0.9]


def naive(table: pd.DataFrame, importer: str, product: str) -> dict[str, float]:
    """Count one importer's evidence with plain pandas."""
    of = table[table["product"] == product]
    of = of[of.exporter != of.importer]
    bought = of[of.importer == importer].groupby("exporter")["value"].sum()
    sold = of[of.exporter == importer]["value"].sum()
    by_exporter = of.groupby("exporter")["value"].sum()
    total = bought.sum()
    share = bought / total if total else bought * np.nan
    world_share = by_exporter / by_exporter.sum() if by_exporter.sum() else by_exporter * np.nan
    return {
        "imports": total,
        "exports": sold,
        "suppliers": (bought > 0).sum(),
        "hhi": (share**2).sum(min_count=1),
        "top_share": share.max(),
        "rival_share": share.get("CHN", 0.0) if total and "CHN" in {*table.exporter, *table.importer} else np.nan,
        "import_export_ratio": total / sold if sold else np.nan,
        "world_hhi": (world_share**2).sum(min_count=1),
    }


@trade.FEW
@given(trade.flows(least=5))
def test_evidence_agrees_with_plain_pandas(table):
    made = dependence_evidence(table)
    for found in made.itertuples():
        for name, expected in naive(table, found.importer, found.product).items():
            if name == "world_hhi" and len(set(table.importer)) == 1:
                continue
            np.testing.assert_allclose(getattr(found, name), expected, rtol=1e-9, err_msg=name)


@trade.FEW
@given(trade.flows(years=3, least=3))
def test_laws_of_the_rules_hold(table):
    made = dependence_flags(table)
    holds = {name: of["passed"].fillna(value=False).to_numpy() for name, of in made.groupby("rule")}
    assert not (holds["meti"] & ~holds["cabinet_office"]).any()
    assert not (holds["merics"] & ~holds["ec"]).any()


@trade.FEW
@given(trade.flows(years=2, least=2))
def test_what_is_not_judged_has_a_reason_and_judging_some_judges_them_alike(table):
    made = dependence_flags(table)
    assert made.loc[made.passed.isna(), "reason"].notna().all()
    some = dependence_flags(table, importers=["JPN"])
    expected = made[made.importer == "JPN"].reset_index(drop=True)
    if len(expected):
        pd.testing.assert_frame_equal(some, expected)


def test_an_empty_frame_gives_no_flags():
    assert dependence_flags(frame(year=[], exporter=[], importer=[], product=[], value=[])).empty


@pytest.mark.raw
def test_japan_magnesium_2024_is_flagged_by_every_rule(raw):
    # CEPII BACI V202601, HS 810411: 98.0 per cent of Japan's imports come from China.
    parts = [
        pd.read_csv(raw / "baci" / f"BACI_HS17_Y{year}_V202601.csv", dtype={"k": "str"}).rename(
            columns={"t": "year", "i": "exporter", "j": "importer", "k": "product", "v": "value"}
        )
        for year in (2022, 2024)
    ]
    made = dependence_flags(pd.concat(parts), importers=[392], rival=156).query("year == 2024 and product == '810411'")
    assert made.passed.all()
    assert made.rival_share.round(3).unique().tolist() == [0.98]
