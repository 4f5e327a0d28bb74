"""``--help`` and refusals in Japanese: every command and option, lines as typesetting wants them."""

from __future__ import annotations

import re

import pytest
import typer
from rich.cells import cell_len

from econsec.cli import app
from econsec.cli.language import pages, words

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.fixture
def command():
    words.speak("ja")
    found = typer.main.get_command(app)
    pages.translate(found)
    yield found
    words.speak("en")


def walk(one, path=("econsec",)):
    yield one, path
    for name, inner in getattr(one, "commands", {}).items():
        yield from walk(inner, (*path, name))


def page(one, path):
    return one.get_help(one.context_class(one, info_name=" ".join(path)))


def test_every_command_argument_and_option_tells_of_itself_in_japanese(command):
    found = list(walk(command))
    assert len(found) > 20, "the tree is walked"
    for one, path in found:
        assert JAPANESE.search(one.help), path
        for param in one.params:
            assert JAPANESE.search(param.help), (path, param.name)
            if param.param_type_name == "argument" or param.metavar:
                assert JAPANESE.search(param.metavar), (path, param.name, param.metavar)


def test_no_page_of_help_holds_an_english_sentence_or_a_line_that_is_too_wide(command):
    for one, path in walk(command):
        told = page(one, path)
        plain = re.sub(r"`[^`]*`|econsec( data)? [\w-]+|tcp://\S+", "", told)
        assert not re.search(r"[a-z]{2,} [a-z]{2,}", plain), told
        assert not re.search(r"<(str|int|path|list)", told), told
        lines = told.splitlines()
        assert max(map(cell_len, lines)) <= 80
        assert not any(line.lstrip()[:1] in pages._NOT_FIRST for line in lines if line.strip()), told


def test_the_second_column_of_a_list_begins_in_one_place(command):
    told = page(command.commands["data"].commands["add"], ("econsec", "data", "add"))
    starts = {cell_len(re.match(r"  --\S+ \S+ +|  --help +", line)[0]) for line in told.splitlines() if "  --" in line}
    assert len(starts) == 1


def test_lines_break_between_letters_and_never_before_a_full_stop():
    assert list(pages.wrapped("版を作成します。", 14)) == ["版を作成しま", "す。"]
    assert list(pages.wrapped("レポート（econsec list）", 10)) == ["レポート", "（econsec", "list）"]
    assert list(pages.wrapped("", 10)) == []
    assert list(pages.wrapped("約11か月前、4億6,420万ドル", 6)) == ["約", "11か月", "前、", "4億6,420万ドル"]
    assert list(pages.wrapped("x" * 30, 10)) == ["x" * 30]


def refused(command, *arguments):
    with pytest.raises(pages.REFUSED) as error:
        command.main(list(arguments), prog_name="econsec", standalone_mode=False)
    return error.value


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rend"], "エラー：コマンド'rend'はありません。'render' ではありませんか。"),
        (["zzz"], "エラー：コマンド'zzz'はありません"),
        (["list", "--jsn"], "エラー：オプション--jsnはありません（候補：--json）"),
        (["list", "--zzz"], "エラー：オプション--zzzはありません"),
        (["list", "more"], "エラー：余分な引数があります（more）"),
        (["compare"], "エラー：引数'パス'がありません"),
        (["data", "build"], "エラー：オプション'--raw'がありません"),
        (["render", "--out"], "エラー：オプション'--out'には値が必要です"),
        (["list", "--json=1"], "エラー：オプション'--json'は値を取りません"),
        (["render", "--keep", "x"], "エラー：'--keep' の値が正しくありません：整数を指定してください"),
        (["render", "--keep", "0"], "エラー：'--keep' の値が正しくありません：1以上を指定してください"),
        (
            ["schedule", "--format", "z"],
            "エラー：'--format' の値が正しくありません：'z' は 'cron', 'systemd', 'github' のいずれでもありません",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_line_is_refused_in_japanese(command, arguments, said, capsys):
    error = refused(command, *arguments)
    pages.refuse(error)
    told = capsys.readouterr().err.splitlines()
    assert error.exit_code == 2
    assert told[-1] == said
    if len(told) > 1:  # Typer says of some in which command they are, and not of all
        assert told[0].startswith("使い方：econsec ")
        assert told[1].startswith("詳細は 'econsec")


def test_a_group_without_a_command_shows_its_page(command, capsys):
    pages.refuse(refused(command, "data"))
    assert "コマンド：\n  fetch" in capsys.readouterr().err
