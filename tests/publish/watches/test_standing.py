"""How a watch stands: told once when it begins, standing as long as it holds, never silent about what is not there."""

from __future__ import annotations

from datetime import UTC, datetime

import kit
import pytest

from econsec.errors import UnknownEconomyError
from econsec.publish.editions import edition, runlog
from econsec.publish.watches import standing
from econsec.publish.watches.figures import Figure

HASH = "0" * 64
WATCH = """
[[watch]]
name = "share"
report = "one"
claim = "share"
value = "share"
{level}
"""


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


class Desk:
    """A portfolio of one report, whose editions say what a test wants."""

    def __init__(self, folder) -> None:
        self.folder, self.out, self.day = folder, folder / "reports", 0

    def watch(self, text):
        kit.write(self.folder / "nb", {"one": kit.notebook()}, languages=("en", "ja"))
        path = self.folder / "nb" / "reports.toml"
        path.write_text(f"{path.read_text()}\n{text}", encoding="utf-8")
        self.portfolio = kit.portfolio.load(path)

    def level(self, level):
        self.watch(WATCH.format(level=level))

    def edition(self, *values, claim="share", name="share", **more):
        self.day += 1
        named = {"name": "n.ipynb", "sha256": HASH}
        facts = {"report": "one", "title": "One", "date": f"2026-01-{self.day:02}", "parameters": {}, "notebook": named}
        facts |= {"inputs": (), "code": HASH, "versions": {}, "fingerprint": HASH, "base": HASH, "id": f"e{self.day}"}
        said = [
            {"id": claim, "role": "headline", "text": f"It is {value}.", "values": {name: value} | more}
            for value in values
        ]
        for language in ("en", "ja"):
            made = edition.Manifest(**facts, language=language, claims=said)
            edition.write(self.out / "one" / language, made, {"report.html": b"page"}, keep=20)

    def look(self, answers=None):
        at = datetime(2026, 2, max(self.day, 1), tzinfo=UTC)
        return standing.settle(self.portfolio, self.out, answers or {}, at=at)

    def stands(self, answers=None):
        (one,) = self.look(answers)
        return one.now.status, one.news, one.now.since


def test_a_hit_begins_once_stands_as_long_as_it_holds_and_ends(desk):
    desk.level('above = "60 %"')
    desk.edition(0.6)
    assert desk.stands() == ("clear", "", ""), "60 is not above 60"
    desk.edition(0.61)
    assert desk.stands() == ("hit", "began", "2026-02-02")
    assert desk.stands() == ("hit", "", "2026-02-02")
    desk.edition(0.7)
    assert desk.stands() == ("hit", "", "2026-02-02")
    desk.edition(0.5)
    assert desk.stands() == ("clear", "ended", "")
    assert [(one.news, one.value, one.of) for one in runlog.looks(desk.out)] == [
        ("began", 0.61, "e2"),
        ("ended", 0.5, "e4"),
    ]
    assert runlog.read(desk.out) == [], "what is said of watches is no run"


def test_what_is_looked_at_without_keeping_it_stays_new(desk):
    desk.level("below = 3")
    desk.edition(2)
    for _ in range(2):
        (one,) = standing.look(desk.portfolio, desk.out, {}, day="2026-03-01")
        assert one.news == "began"
    assert not (desk.out / "watches.json").exists()
    assert desk.stands()[1] == "began"


def test_another_level_is_another_watch(desk):
    desk.level("above = 1")
    desk.edition(5)
    assert desk.stands()[1] == "began"
    desk.level("above = 2")
    assert desk.stands()[1] == "began"
    desk.level("above = 2\ntitle = {en = 'Named'}")
    assert desk.stands()[1] == "", "a title changes nothing"


@pytest.mark.parametrize(
    ("level", "values", "hits"),
    [
        ('moves = "5 points"', [0.50, 0.54, 0.56, 0.56, 0.57, 0.50], [0, 0, 1, 1, 0, 1]),
        ('moves = "10 %"', [100, 109, 111, 121, 123], [0, 0, 1, 0, 1]),
        ("moves = 3", [1, 4, 4.5, -5], [0, 0, 1, 1]),
        ('moves = "5 points"', [0.60, 0.65, 0.6500001], [0, 0, 1]),
    ],
)
def test_what_moves_is_held_against_what_was_last_told_so_that_small_steps_add_up(desk, level, values, hits):
    desk.level(level)
    found = []
    for value in values:
        desk.edition(value)
        found.append(int(desk.stands()[0] == "hit"))
    assert found == hits


def test_a_second_move_is_news_and_the_same_figure_is_none(desk):
    desk.level("moves = 3")
    seen = []
    for value in (0, 5, 5, 10):
        desk.edition(value)
        seen.append(desk.stands()[1])
    assert seen == ["", "began", "", "began"]


def test_a_report_without_an_edition_is_waited_for(desk):
    desk.level("above = 1")
    assert desk.stands() == ("quiet", "", "")
    desk.edition(2)
    assert desk.stands()[:2] == ("hit", "began")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({"claim": "shares"}, "no claim 'share' (watch share, report one). Did you mean shares?"),
        ({"name": "shard"}, "Did you mean shard?"),
        ({"share": "much", "name": "count"}, "share of share is 'much' (watch share). Expected a number: count"),
        ({"share": True, "name": "count"}, "is True"),
    ],
)
def test_what_cannot_be_found_says_so_and_what_was_meant(desk, made, said):
    desk.level("above = 1")
    desk.edition(2, **made)
    (one,) = desk.look()
    assert (one.now.status, one.news) == ("unfound", "lost")
    assert said in one.now.problem
    assert desk.look()[0].news == "", "it is logged once"
    assert [line.problem for line in runlog.looks(desk.out)] == [one.now.problem]


def test_an_unknown_report_is_told_and_stops_no_other(desk):
    desk.watch(
        WATCH.format(level="above = 1").replace('"one"', '"onn"')
        + WATCH.replace('"share"', '"other"', 1).format(level="above = 1")
    )
    desk.edition(2)
    first, second = desk.look()
    assert first.now.problem == "no report 'onn'. Known: one"
    assert second.now.status == "hit"


def test_a_claim_that_is_said_twice_is_asked_for_by_number(desk):
    desk.level("above = 1")
    desk.edition(0, 2)
    assert "is said 2 times" in desk.look()[0].now.problem
    desk.level("above = 1\nnth = 2")
    assert desk.stands()[0] == "hit"
    desk.level("above = 1\nnth = 3")
    assert "nth = 1 to 2" in desk.look()[0].now.problem


def test_a_hit_that_is_lost_and_found_again_does_not_begin_anew(desk):
    desk.level("above = 1")
    desk.edition(2)
    desk.look()
    desk.edition(2, claim="other")
    assert desk.stands()[:2] == ("unfound", "lost")
    desk.edition(3)
    assert desk.stands() == ("hit", "found", "2026-02-01")


def question(**figure):
    return {"trade": lambda _: Figure(**figure)}


def ask(desk, level):
    desk.watch(f'[[watch]]\nname = "q"\ntrade = {{product = "1"}}\n{level}')


@pytest.mark.parametrize(
    ("level", "most", "status"),
    [
        ("above = 0.5", 0.4, "clear"),
        ("above = 0.5", 0.6, "unfound"),
        ("above = 0.5", None, "unfound"),
        ("below = 0.5", 0.4, "hit"),
        ("below = 0.5", 0.6, "unfound"),
        ("moves = 0.1", 0.4, "unfound"),
    ],
)
def test_a_bound_decides_where_it_can(desk, level, most, status):
    ask(desk, level)
    assert desk.stands(question(most=most, unit="share"))[0] == status


@pytest.mark.parametrize("level", ["above = 60", "below = -1", "moves = 5"])
def test_a_level_that_no_share_can_pass_is_refused(desk, level):
    ask(desk, level)
    (one,) = desk.look(question(value=0.7, unit="share"))
    assert one.now.status == "unfound"
    assert "a share lies between 0 and 1" in one.now.problem


def test_a_question_that_breaks_or_that_nobody_answers_is_told(desk):
    ask(desk, "above = 1")
    assert "nobody answers" in desk.look()[0].now.problem

    def refuses(_):
        raise UnknownEconomyError("Chna", ["China"])

    assert "Did you mean China?" in desk.look({"trade": refuses})[0].now.problem
    assert "ZeroDivisionError" in desk.look({"trade": lambda _: 1 / 0})[0].now.problem


def test_each_month_beyond_what_is_usual_is_told(desk):
    desk.watch('[[watch]]\nname = "q"\nmonths = {product = "1"}')
    seen = [
        desk.look({"months": lambda _, month=month: Figure(value=3.0, unit="deviations", of=month)})[0].news
        for month in ("2026-01", "2026-01", "2026-02")
    ]
    assert seen == ["began", "", "began"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"share": 1}', '{"share": {"status": "odd"}}'])
def test_a_state_that_cannot_be_read_is_begun_anew(desk, text):
    desk.level("above = 1")
    desk.edition(2)
    desk.look()
    (desk.out / "watches.json").write_text(text)
    assert desk.stands()[:2] == ("hit", "began")


def test_a_list_that_was_emptied_leaves_nothing_behind(desk):
    desk.level("above = 1")
    desk.edition(2)
    desk.look()
    desk.watch("")
    assert desk.look() == []
    assert not (desk.out / "watches.json").exists()


def test_editions_for_commercial_use_have_watches_of_their_own(desk):
    desk.level("above = 1")
    desk.edition(2)
    desk.look()
    at = datetime(2026, 2, 1, tzinfo=UTC)
    (one,) = standing.settle(desk.portfolio, desk.out, {}, at=at, commercial_only=True)
    assert one.now.status == "quiet"
    assert desk.stands() == ("hit", "", "2026-02-01")
