"""Pages of ``--help`` and refusals of a command line in Japanese: Typer has neither, and breaks lines at spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer
from rich.cells import cell_len

from econsec.cli.language.sentences import translated
from econsec.cli.language.words import catalogue, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: No line begins with one of these, and none ends with one of those.
_NOT_FIRST = "～、。，．：；！？）］」』】・ー々ァィゥェォッャュョぁぃぅぇぉっゃゅょ"
_NOT_LAST = "（［「『【"
#: What stays with the number before it.
_UNIT = "[兆億万年月日行列件回桁個人倍]|か[月国所]|品目|取引|ドル|円|トン"
_PIECE = re.compile(rf"(?:[^\s\u2e80-\uffef]*\d(?:{_UNIT})+)+\s*|[^\s\u2e80-\uffef]+\s*|\s+|.")
#: Cells of the widest first column of a list; between it and the second.
_MOST, _GAP = 30, 2
#: What Click raises where a command line is refused: Typer has no name for it.
REFUSED: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")


def translate(command: Any) -> None:  # noqa: ANN401 - a Command of Click, which Typer keeps to itself
    """Let a command and all below it tell of themselves in Japanese.

    Parameters
    ----------
    command : Command
        Of Click, as `typer.main.get_command` makes it.
    """
    base = command.context_class
    command.context_class = type(base.__name__, (base,), {"formatter_class": formatter(base.formatter_class)})
    command.help = command.short_help = _told(command.help)
    command.options_metavar = _told(command.options_metavar)
    for param in command.params:
        param.help = _told(param.help)
        named = param.metavar or (param.name if param.param_type_name == "argument" else None)
        param.metavar = _told(named)
    if (commands := getattr(command, "commands", None)) is not None:
        command.subcommand_metavar = _told(command.subcommand_metavar)
        for one in commands.values():
            translate(one)


def refuse(error: Any) -> None:  # noqa: ANN401 - as above
    """Print why a command line is refused, as Click does it in English."""
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
        return
    if (context := getattr(error, "ctx", None)) is not None:
        typer.echo(context.get_usage(), err=True)
        option = f"{context.command_path} {context.help_option_names[0]}"
        typer.echo(f"{worded('Try {command!r} for help.', command=option)}\n", err=True)
    typer.echo(worded("Error: {problem}", problem=translated(error.format_message())), err=True)


def formatter(base: Any) -> Any:  # noqa: ANN401 - a class of Click
    """Return the class that writes the pages, from the one that writes them in English."""

    class Pages(base):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            start = f"{prefix or worded('Usage: ')}{prog} "
            self.write(_block(args, self.width, start, " " * cell_len(start)) + "\n")

        def write_heading(self, heading: str) -> None:
            self.write(f"{' ' * self.current_indent}{_told(heading)}：\n")

        def write_text(self, text: str) -> None:
            indent = " " * self.current_indent
            self.write(_block(text, self.width, indent, indent) + "\n")

        def write_dl(self, rows: Sequence[tuple[str, str]], *_: object, **__: object) -> None:
            told = [(_types(first), _extras(second)) for first, second in rows]
            wide = min(max(cell_len(first) for first, _ in told), _MOST) + _GAP
            indent = " " * self.current_indent
            for first, second in told:
                start = indent + first + " " * (wide - cell_len(first))
                if cell_len(first) > wide - _GAP:
                    self.write(f"{indent}{first}\n")
                    start = indent + " " * wide
                self.write(_block(second, self.width, start, indent + " " * wide).rstrip() + "\n")

    return Pages


def wrapped(text: str, width: int) -> Iterator[str]:
    """Break a text into lines of so many cells, Japanese between letters, as far as typesetting allows.

    Examples
    --------
    >>> list(wrapped("版を作成します。econsec list", 12))
    ['版を作成しま', 'す。econsec', 'list']
    """
    line = ""
    for piece in _pieces(text):
        if line and cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


def longest(text: str) -> int:
    """Return the cells of the longest piece of a text that no line may break.

    Examples
    --------
    >>> longest("Trade in minerals"), longest("重要鉱物 2024")
    (8, 4)
    """
    return max((cell_len(piece.rstrip()) for piece in _pieces(text)), default=0)


def _pieces(text: str) -> Iterable[str]:
    """Split a text where a line may end."""
    found: list[str] = []
    for letter in _PIECE.findall(text):
        stays = found and (letter[0] in _NOT_FIRST or found[-1][-1] in _NOT_LAST)
        if stays:
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _block(text: str, width: int, first: str, other: str) -> str:
    lines = list(wrapped(text, max(width - cell_len(other), 20)))
    return "\n".join((other if number else first) + line for number, line in enumerate(lines)) or first


def _told(text: str | None) -> str | None:
    return catalogue().get(text, text) if text else text


def _types(first: str) -> str:
    """Say in words what type a value has."""
    return re.sub(r"<[^<>|]+>", lambda found: str(_told(found[0])), first)


def _extras(second: str) -> str:
    """Say what Click adds to a help: that a value is required, what it is by default."""
    text, bracket, extra = second.rpartition("  [")
    if not bracket and second.startswith("["):
        bracket, extra = "[", second[1:]
    if not bracket or not extra.endswith("]"):
        return str(_told(second))
    told = [_extra(one) for one in extra[:-1].split("; ")]
    return f"{text}［{'、'.join(told)}］"


def _extra(one: str) -> str:
    name, colon, value = one.partition(": ")
    return f"{_told(name)}：{value}" if colon else str(_told(name))
