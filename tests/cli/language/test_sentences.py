"""What other floors say, found by its English: every raise site is read from the source, so that none can drift."""

from __future__ import annotations

import ast
import re

import pytest
from sentence_sites import VALUE, Reader, bare, in_functions, modules, raised

from econsec.cli.common import portfolio
from econsec.cli.language import sentences, words
from econsec.cli.reports import _asked
from econsec.errors import EconsecError, NoDataError, ParameterError, UnknownEconomyError
from econsec.live.publishers import publishers

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
#: Templates of errors that have no Japanese yet, and parts that are worked out where nobody can read them. It may fall.
MOST_WITHOUT = 4
MOST_UNREADABLE = 40
#: What a value may be: a number, a name, and a wait.
SAMPLES = ("2024", "name", "5 minutes")


@pytest.fixture(autouse=True)
def japanese():
    words.speak("ja")
    yield
    words.speak("en")


def in_japanese(template: str) -> str | None:
    """Return a template in Japanese, its values filled in with one of the samples."""
    for sample in SAMPLES:
        english = template.replace("{{", "\0").replace("}}", "\1").replace(VALUE, sample)
        english = english.replace("\0", "{").replace("\1", "}")
        if (found := sentences._hint(english, 0)) is not None:
            return found
    return None


def known() -> set[str]:
    return {bare(english) for english in words.read("sentences.csv")}


def test_every_error_that_the_package_raises_has_japanese():
    templates = {site.template: site for site in raised() if site.template != VALUE}
    assert len(templates) > 700, "the source is read"
    have = known()
    without = {one: site for one, site in templates.items() if one not in have and in_japanese(one) is None}
    assert len(without) <= MOST_WITHOUT, [f"{site.file}:{site.line}: {one}" for one, site in without.items()]


def test_no_sentence_of_two_halves_is_told_in_two_languages():
    """Commands, names of fonts and code are no English."""
    code = re.compile(r"`[^`]*`|(econsec|pip|dask|apt-get) [^。）]*|econsec\.\S*|[A-Z][a-z]+ [A-Z]\w+")
    mixed = []
    for template in {site.template for site in raised()} - {VALUE}:
        told = code.sub("", in_japanese(template) or "")
        if re.search(r"(?<![\w./-])[a-z]{2,} [a-z]{2,}", told):
            mixed.append((template, told))
    assert mixed == []


def test_what_cannot_be_read_from_the_source_does_not_grow():
    unreadable = [f"{site.file}:{site.line} {site.part}" for site in raised() if site.template == VALUE]
    assert len(unreadable) <= MOST_UNREADABLE, unreadable


def test_what_publishers_and_parameters_are_said_to_be_has_japanese():
    said = [text for one in publishers() for text in (one.title, one.limits, one.how)]
    said += [one.help for report in portfolio().report for one in _asked(report)]
    assert [one for one in said if sentences._found(one) is None] == []


def test_what_is_told_while_something_is_fetched_or_built_has_japanese():
    have, missing = known(), []
    for module in modules():
        if not {"live", "store"} & set(module.path.parts):
            continue
        for node, function in in_functions(module):
            called = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            if called in {"tell", "report"} and node.args:
                missing += [
                    f"{module.path.name}:{node.lineno}: {one}"
                    for one in Reader(module, function).read(node.args[0])
                    if one not in have and one != VALUE
                ]
    assert missing == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            ParameterError("parameter year cannot be 1800: baci_minerals has 2022, 2024"),
            "パラメータyearに1800は指定できません：baci_minerals にあるのは2022, 2024です",
        ),
        (
            UnknownEconomyError("Inda", ["India", "Japan"], where="parameter partner"),
            "国・地域'Inda'はありません（パラメータpartner）。India ではありませんか。",
        ),
        (
            NoDataError("nothing was fetched from Comtrade", hint="Run: econsec data fetch comtrade CODES --years Y"),
            "Comtradeから取得したものはありません。次を実行してください：econsec data fetch comtrade CODES --years Y。",
        ),
        (
            ParameterError("no measure 'x' (watch)", expected="share or value"),
            "指標'x'はありません（監視項目）。正しくは：share または value。",
        ),
        (
            ParameterError("case 'x'", expected="'a' or 'b'"),
            "ケース'x'はありません。正しくは：'a'、'b'。",
        ),
    ],
    ids=str,
)
def test_an_error_and_its_text_alone_say_the_same(error, told):
    assert sentences.error_told(error) == told
    assert sentences.translated(str(error)) == told, "what crossed the wall of a process"


def test_a_sentence_with_a_value_that_nobody_would_read_is_cut_within_it_and_told_in_japanese():
    error = ParameterError(f"no measure '{'x' * 5_000_000}' (watch)", expected="share or value")
    for told in (sentences.error_told(error), sentences.translated(str(error))):
        assert re.fullmatch(
            r"指標'x+ \.\.\. \(5,000,021 letters\) \.\.\. x+'はありません（監視項目）。正しくは：.+。", told
        )


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("the watch list holds nothing that anybody would know", None),
        ("no file /tmp/x. Ask the person who made it.", None),
        ("[Errno 28] No space left on device: 'x y.csv'", "ディスクの空き容量がありません：'x y.csv'"),
        ("[Errno 999] What nobody has heard of", None),
        (
            "it_talent (ja): the edition 12ab is damaged: report.html is missing",
            "it_talent (ja)：版12abは破損しています：report.html がありません",
        ),
        (
            "cell 3 of 9 (x = f()): NameError: name 'f' is not defined",
            "9個中3番目のセル（x = f()）：NameError: name 'f' is not defined",
        ),
        (
            (
                "api.x.org is asked too often (status 429: Rate limit is exceeded) and asks to wait 15 hours. "
                "Run it again then. What was fetched before stands."
            ),
            (
                "api.x.orgへの要求が多すぎます（状態コード429: Rate limit is exceeded）。待ち時間は15時間です。"
                "その後に再び実行してください。これまでに取得したものは残っています。"
            ),
        ),
        (
            (
                "another run (process 12 on host) holds /tmp/out since 2026-11-30 09:00:00 UTC. "
                "Wait for it, or end that process: the lock goes with it."
            ),
            (
                "別の実行（process 12 on host）が /tmp/out を2026-11-30 09:00:00 UTCから使用しています。"
                "終わるまで待つか、そのプロセスを終了してください（ロックは解除されます）。"
            ),
        ),
    ],
    ids=lambda text: text and text[:40],
)
def test_a_sentence_is_told_whole_in_one_language(english, told):
    assert sentences.translated(english) == (told or english)


def test_a_sentence_of_which_one_part_has_no_japanese_stays_english():
    error = EconsecError("no notebook a.ipynb", hint="Ask somebody who was there at the time.")
    assert sentences.error_told(error) == str(error)


def test_in_english_nothing_is_looked_for(monkeypatch):
    words.speak("en")
    monkeypatch.setattr(sentences, "_found", None)
    assert sentences.translated("no notebook x") == "no notebook x"
    assert sentences.error_told(EconsecError("no notebook x", hint="Look.")) == "no notebook x. Look."
