from __future__ import annotations

from typing import get_args

import pytest

from econsec.errors import EconsecError
from econsec.publish.editions import compare, edition
from econsec.publish.editions.manifest import Claim, Named
from econsec.publish.editions.vintage import Vintage
from econsec.publish.gallery import comparison as told
from econsec.publish.gallery import pages
from econsec.publish.page.words import Words

HASH = "0" * 64


def claim(name, text, **values: object):
    return Claim(id=name, role="claim", text=text, values=values)


def manifest(*claims: Claim, **changes: object):
    facts = {"id": "old", "report": "r", "title": "R", "language": "en", "date": "2026-01-01", "parameters": {}}
    facts |= {"notebook": Named(name="n", sha256=HASH), "inputs": (), "code": HASH, "versions": {}}
    return edition.Manifest(**facts | {"fingerprint": HASH, "base": HASH, "claims": claims} | changes)


def changes(old, new):
    return compare.manifests(manifest(*old), manifest(*new)).changes


def causes(old, new):
    return [
        (one.reason, one.name, one.before, one.after)
        for one in compare.manifests(manifest(**old), manifest(**new)).causes
    ]


def test_a_claim_with_another_value_is_changed_by_so_much():
    old, new = claim("magnets", "27.6 %", share=0.276, who="CHN"), claim("magnets", "31.2 %", share=0.312, who="CHN")
    (change,) = changes([old], [new])
    assert (change.claim, change.kind, change.before, change.after) == ("magnets", "changed", "27.6 %", "31.2 %")
    (value,) = change.values
    assert value.difference == pytest.approx(0.036)
    assert value.relative == pytest.approx(0.036 / 0.276)


def test_a_value_that_is_no_number_has_no_difference_and_zero_has_no_relative_one():
    assert compare.Value("who", "CHN", "IND").difference is None
    assert compare.Value("on", before=True, after=False).difference is None
    assert compare.Value("n", 0, 3).difference == 3
    assert compare.Value("n", 0, 3).relative is None
    assert compare.Value("n", None, 3).difference is None


def test_new_gone_reworded_and_unchanged_claims_are_told_apart():
    old = [claim("a", "same", x=1), claim("b", "words", x=1), claim("c", "gone", x=1)]
    new = [claim("d", "new", x=1), claim("a", "same", x=1), claim("b", "other words", x=1)]
    found = compare.manifests(manifest(*old), manifest(*new))
    assert [(one.claim, one.kind) for one in found.changes] == [("d", "added"), ("b", "reworded"), ("c", "removed")]
    assert found.unchanged == 1


def test_a_claim_that_is_made_twice_is_compared_in_turn():
    old = [claim("a", "1", x=1), claim("a", "2", x=2)]
    new = [claim("a", "1", x=1), claim("a", "3", x=3)]
    assert [(one.before, one.after) for one in changes(old, new)] == [("2", "3")]


def test_a_parameter_that_says_for_when_is_a_new_period_and_another_is_a_parameter():
    old = {"parameters": {"year": 2023, "who": "JPN"}}
    new = {"parameters": {"year": 2024, "who": "IND"}, "periods": ("year",)}
    assert causes(old, new) == [("period", "year", 2023, 2024), ("parameters", "who", "JPN", "IND")]


def data(vintage, digest, name="tidy/baci.parquet"):
    source = {"dataset": "baci", "vintage": vintage}
    return {"inputs": (Named(name=name, sha256=digest * 64),), "sources": (source,)}


def test_other_bytes_of_the_same_vintage_are_revised_data_and_of_another_are_new():
    assert causes(data("V202601", "1"), data("V202601", "2")) == [
        ("revised data", "tidy/baci.parquet", "1" * 12, "2" * 12)
    ]
    assert causes(data("V202601", "1"), data("V202701", "2")) == [
        ("new data", "tidy/baci.parquet", "V202601", "V202701")
    ]
    assert causes({}, data("V202601", "1")) == [("new data", "tidy/baci.parquet", None, "V202601")]
    assert causes(data("V202601", "1"), data("V202601", "1")) == []


def test_notebook_code_and_versions_are_causes_too():
    new = {"notebook": Named(name="n", sha256="1" * 64), "code": "2" * 64, "versions": {"pandas": "4"}}
    assert causes({"versions": {"pandas": "3"}}, new) == [
        ("notebook", "n", "0" * 12, "1" * 12),
        ("code", "", "0" * 12, "2" * 12),
        ("versions", "pandas", "3", "4"),
    ]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("reason", get_args(compare.Reason))
def test_every_cause_has_its_words_in_the_comparison_and_in_the_report(reason, language):
    cause = compare.Cause(reason, "", before=False, after=True)
    found = compare.Comparison(manifest(language=language), manifest(language=language), (cause,), ())
    assert pages.words()[f"reason_{reason.replace(' ', '_')}"][language] in told.page(found)
    assert Words(language)(f"cause_{reason.replace(' ', '_')}")


@pytest.mark.parametrize("other", [{"report": "s"}, {"language": "ja"}])
def test_editions_of_two_reports_or_languages_are_not_compared(other):
    with pytest.raises(EconsecError, match="Expected two editions of one"):
        compare.manifests(manifest(), manifest(**other))


def test_what_the_page_is_told_is_json_without_the_values():
    old, new = manifest(claim("a", "1", x=1), id="one"), manifest(claim("a", "2", x=2), id="two", code="1" * 64)
    assert compare.summary(compare.manifests(old, new)) == {
        "edition": "one",
        "date": "2026-01-01",
        "causes": [{"reason": "code", "name": "", "before": "0" * 12, "after": "1" * 12}],
        "changes": [{"claim": "a", "kind": "changed", "before": "1", "after": "2"}],
        "unchanged": 0,
    }


def test_a_value_that_changed_below_what_the_sentence_says_is_no_change_to_a_reader():
    found = compare.summary(compare.manifests(manifest(claim("a", "1", x=1.01)), manifest(claim("a", "1", x=1.02))))
    assert found["changes"] == []
    assert found["unchanged"] == 1


def test_twelve_months_of_a_year_are_named_as_the_year():
    months = {f"{year}-{month:02}": "a" for year in (2023, 2024) for month in range(1, 13)}
    revised = months | {name: "b" for name in months if name.startswith("2023") or name == "2024-02"}
    facts = {"vintage": "2026-11", "publication": "UN Comtrade"}
    old, new = (
        manifest(inputs=(Named(name="t", sha256=sha * 64),), vintages={"t": Vintage(periods=periods, **facts)})
        for sha, periods in (("1", months), ("2", revised | {"2025-01": "a"}))
    )
    found = compare.manifests(old, new).causes
    assert [(cause.reason, cause.name, cause.publication) for cause in found] == [
        ("new period", "t 2025-01", "UN Comtrade, 2026-11"),
        ("revised data", "t 2023, 2024-02", "UN Comtrade, 2026-11"),
    ]


def test_a_manifest_from_before_publications_were_named_keeps_its_seal():
    was = {"t": {"vintage": "2026-11", "fetched": "", "periods": {}, "earlier": {}}}
    made = manifest(vintages={name: Vintage(**facts) for name, facts in was.items()})
    assert made.model_dump(mode="json")["vintages"] == was


@pytest.fixture
def comparison():
    old = manifest(claim("a", "27.6 %", share=0.276), claim("b", "gone"), id="one", date="2026-01-01")
    new = manifest(
        claim("a", "31.2 % <script>alert(1)</script>", share=0.312), id="two", date="2026-02-01", code="1" * 64
    )
    return compare.manifests(old, new)


def test_the_text_names_causes_claims_and_by_how_much(comparison):
    assert told.text(comparison).splitlines() == [
        "r (en): one of 2026-01-01 -> two of 2026-02-01",
        "",
        "Made from other:",
        "  code: 000000000000 -> 111111111111",
        "",
        "2 claims changed, 0 did not.",
        "",
        "changed: a",
        "  - 27.6 %",
        "  + 31.2 % <script>alert(1)</script>",
        "    share: 0.276 -> 0.312 +0.036 (+13.0 %)",
        "",
        "removed: b",
        "  - gone",
    ]


@pytest.mark.parametrize(("language", "said"), [("en", "What changed: R"), ("ja", "変更点：R")])
def test_the_page_says_the_same_in_the_reports_language_and_nothing_in_it_runs(language, said):
    old = manifest(claim("a", "27.6 %", share=0.276), language=language)
    new = manifest(claim("a", "<script>alert(1)</script>", share=0.312), language=language, code="1" * 64)
    page = told.page(compare.manifests(old, new))
    assert f'<html lang="{language}">' in page
    assert said in page
    assert "<script" not in page
    assert "script-src &#39;none&#39;" in page or "script-src 'none'" in page
    assert "+0.036 (+13.0 %)" in page


def aged(**tables):
    """Return manifests' inputs and vintages: of each table its vintage, then its periods."""
    vintages = {name: {"vintage": said, "periods": periods} for name, (said, periods) in tables.items()}
    return {"inputs": [{"name": name, "sha256": str(about)} for name, about in vintages.items()], "vintages": vintages}


def causes_of(old, new):
    found = compare.manifests(manifest(**aged(**old)), manifest(**aged(**new)))
    return [(cause.reason, cause.name, cause.before, cause.after) for cause in found.causes]


def test_a_new_month_and_a_revised_one_are_two_causes():
    old = {"trade": ("2026-10-01", {"2026-07": "a", "2026-08": "b"})}
    new = {"trade": ("2026-11-01", {"2026-07": "c", "2026-08": "b", "2026-09": "d"})}
    assert causes_of(old, new) == [
        ("new period", "trade 2026-09", "2026-08", "2026-09"),
        ("revised data", "trade 2026-07", "2026-10-01", "2026-11-01"),
    ]


def test_many_periods_are_named_by_the_first_and_the_last():
    new = {"trade": ("2", {str(year): "x" for year in range(2010, 2021)})}
    (cause,) = causes_of({"trade": ("1", {"2010": "x"})}, new)
    assert cause[:2] == ("new period", "trade 2011 to 2020 (10 periods)")


def test_a_period_that_is_gone_is_revised_data():
    old, new = {"trade": ("1", {"2010": "x", "2011": "y"})}, {"trade": ("2", {"2011": "y"})}
    assert causes_of(old, new) == [("revised data", "trade 2010", "1", "2")]


def test_where_one_edition_does_not_say_what_its_periods_held_the_vintage_decides():
    ((reason, *_),) = causes_of({"trade": ("1", {})}, {"trade": ("2", {"2011": "y"})})
    assert reason in {"new data", "revised data"}
