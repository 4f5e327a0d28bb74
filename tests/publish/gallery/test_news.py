"""What a night has to tell, and that nothing is told where nothing changed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import kit
import pytest

from econsec.publish.editions import edition, runlog
from econsec.publish.editions.begun import Before, Begun
from econsec.publish.gallery import news
from econsec.publish.render import Outcome
from econsec.publish.watches.asked import Watch
from econsec.publish.watches.figures import Figure
from econsec.publish.watches.standing import Look, judged

HASH = "0" * 64
AT = datetime(2026, 1, 5, tzinfo=UTC)
CHANGE = {"claim": "x", "kind": "changed", "before": "It was.", "after": "It is."}
BEFORE = {"edition": "e0", "date": "2026-01-04", "causes": [], "changes": [CHANGE], "unchanged": 3}


def outcome(status="rendered", *, report="one", language="en", previous=None, problem=""):
    named = {"name": "n.ipynb", "sha256": HASH}
    facts = {"report": report, "title": f"Title {language}", "language": language, "date": "2026-01-05"}
    facts |= {"parameters": {}, "notebook": named, "inputs": (), "code": HASH, "versions": {}, "fingerprint": HASH}
    made = edition.Manifest(**facts, base=HASH, id="e1", previous=previous)
    folder = Path("/out") / report / language
    found = edition.Edition(folder / "e1", made)
    return Outcome(report, language, status, found, folder, problem, "cell" if problem else "", AT, 1.0)


def look(word="began"):
    watch = Watch(name="w", title={"en": "Share", "ja": "割合"}, trade={"product": "1"}, above="60 %")
    figure = Figure(value=0.7, unit="share", says={"en": "So it is.", "ja": "そうである。"})
    return Look("w", watch, figure, judged(watch, figure, None, day="2026-01-05"), word)


def gather(outcomes=(), looks=(), before=None, portfolio=None, out=Path("/out"), refreshed=None):
    about = {"portfolio": portfolio or kit.portfolio.Portfolio(), "out": out, "at": AT, "refreshed": refreshed}
    return news.gather(outcomes, looks, before=before or Begun(), **about)


@pytest.mark.parametrize(
    "outcomes",
    [
        [],
        [outcome("unchanged")],
        [outcome(previous=BEFORE | {"changes": []})],
    ],
)
def test_where_nothing_changed_nothing_is_told(outcomes):
    assert gather(outcomes, [look("")]) is None


def test_a_first_edition_a_changed_one_and_a_watch_are_told():
    found = gather([outcome(), outcome(report="two", previous=BEFORE)], [look()])
    assert [one.report for one in found.editions] == ["one", "two"]
    assert news.subject(found, "en") == "Reports: watch list: 1, new editions: 2"
    assert news.subject(found, "ja") == "レポート：監視項目1件、新しい版2件"
    told = news.letter(found, "en")
    assert "- Share: 70%, above 60%, since January 5, 2026\n  So it is." in told
    assert "- Title en, January 5, 2026: first edition\n  one/en/e1/report.html" in told
    assert "1 sentences changed, 3 did not\n  Changed: It is.\n    Before: It was.\n  two/en/e1/report.html" in told


def test_a_reader_is_told_of_a_report_once_in_his_language_or_the_one_there_is():
    found = gather([outcome(), outcome(language="ja"), outcome(report="two")])
    english, japanese = (news.letter(found, language) for language in ("en", "ja"))
    assert (english.count("Title en"), english.count("Title ja")) == (2, 0)
    assert (japanese.count("Title en"), japanese.count("Title ja")) == (1, 1)
    assert len(found.model_dump()["editions"]) == 3


def stood(**facts):
    return Begun(reports={"one/en": Before(**({"edition": "e1"} | facts))})


@pytest.mark.parametrize(
    ("was", "told"), [(None, True), (stood(failed="cell 3"), False), (stood(failed="cell 4"), True), (stood(), True)]
)
def test_a_failure_is_told_once(was, told):
    found = gather([outcome("failed", problem="cell 3")], before=was)
    assert (found is not None) is told
    if found:
        assert "- one (en): cell 3 (the edition of January 5, 2026 stays)" in news.letter(found, "en")


@pytest.mark.parametrize(("was", "told"), [("e0", True), ("e1", False)])
def test_what_a_night_made_that_was_cut_off_is_told_though_it_is_not_made_again(was, told):
    before = Begun(reports={"one/en": Before(edition=was)})
    found = gather([outcome("unchanged", previous=BEFORE)], before=before)
    assert ([one.edition for one in found.editions] if found else []) == (["e1"] if told else [])


def test_what_a_night_found_that_was_cut_off_is_told_though_nothing_is_due(tmp_path):
    begun = Begun(reports={"one/en": Before(edition="e0"), "two/en": Before(), "three/en": Before(failed="cell 3")})
    manifest = outcome(previous=BEFORE).edition.manifest
    edition.write(tmp_path / "one" / "en", manifest, {"report.html": b"page"}, keep=9)
    facts = {"language": "en", "status": "failed", "problem": "cell 3", "seconds": 1.0, "started": AT, "ended": AT}
    runlog.write(tmp_path, [runlog.Run(report=name, **facts) for name in ("two", "three")])
    found = gather(before=begun, out=tmp_path)
    assert [one.report for one in found.editions] == ["one"]
    assert [(one.report, one.problem) for one in found.failures] == [("two", "cell 3")]


@pytest.mark.parametrize(
    ("was", "told"), [(None, []), ("", ["e0", "e1"]), ("e0", ["e1"]), ("e1", []), ("e2", []), ("gone", ["e0", "e1"])]
)
def test_what_changed_in_an_edition_of_a_night_that_was_cut_off_is_told_though_another_came_after_it(
    tmp_path, was, told
):
    """The first, a second in which something changed, and a third in which nothing did since."""
    first = outcome().edition.manifest
    for name, previous in (("e0", None), ("e1", BEFORE), ("e2", BEFORE | {"edition": "e1", "changes": []})):
        manifest = first.model_copy(update={"id": name, "previous": previous})
        made = edition.write(tmp_path / "one" / "en", manifest, {"report.html": b"page"}, keep=9)
    ended = Outcome("one", "en", "rendered", made, made.folder.parent, "", "", AT, 1.0)
    before = Begun() if was is None else Begun(reports={"one/en": Before(edition=was)})
    found = gather([ended], before=before, out=tmp_path)
    assert ([one.edition for one in found.editions] if found else []) == told


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("", "no answer", True),
        ("no answer", "no answer", False),
        ("no answer", "other", True),
        ("asks to wait 40 minutes", "asks to wait 25 minutes", False),
        ("no answer", "", False),
    ],
)
def test_a_source_that_could_not_be_refreshed_is_told_once(was, now, told):
    found = gather(before=Begun(sources={"comtrade": was}), refreshed={"comtrade": now, "wto": ""})
    assert (found is not None) is told
    if found:
        assert news.subject(found, "en") == "Reports: sources not refreshed: 1"
        assert news.subject(found, "ja") == "レポート：データ更新の失敗1件"
        assert f"the vintage before stays\n\n- comtrade: {now}\n" in news.letter(found, "en")
        assert news.payload(found, "en")["sources"] == [{"source": "comtrade", "problem": now}]


def test_what_a_webhook_is_sent_is_json_with_the_letter_as_its_text():
    site = kit.portfolio.Portfolio(site={"address": "https://example.org/r"})
    found = gather([outcome(previous=BEFORE)], [look()], portfolio=site)
    body = news.payload(found, "en")
    assert body["text"].startswith("Reports: watch list: 1, new editions: 1\n\nWatch list")
    assert body["version"] == 1
    assert body["editions"][0]["page"] == "https://example.org/r/one/en/e1/report.html"
    assert body["editions"][0]["since"]["changes"] == [CHANGE]
    assert (body["watches"][0]["value"], body["watches"][0]["news"]) == (0.7, "began")
    assert news.News.model_validate(body) == found, "what is kept is what is sent later"
