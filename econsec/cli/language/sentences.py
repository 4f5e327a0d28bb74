"""What was said elsewhere, in Japanese: the template of an English sentence is found, its values are put into another.

An error is raised on a floor that knows nothing of the command, often in another process, and what crosses a process's
wall is its text. So nothing is changed where it is raised: ``sentences.csv`` holds the English of each with names for
its values, ``parameter {name} cannot be {value}``, and the Japanese with the same names. A sentence stays whole: what
has no Japanese, or holds a part that has none, is passed on in English.

In the English, ``{name:w}`` is one word, ``{name:d}`` a number and ``{name:p}`` a path or a word, where others
begin and end alike. In the Japanese, ``{name:told}`` is a value that is such a sentence itself and must be found as
well; ``{name:any}`` and ``{name:name}`` are translated if they are known, as what another library says and the name of
a publisher; ``{name:or}`` are names joined by "or".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from string import Formatter
from typing import TYPE_CHECKING

from econsec.cli.language.words import is_japanese, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from econsec.errors import EconsecError

_EXPECTED = ". Expected "
#: A value does not hold the end of one sentence and the beginning of another.
_VALUE = r"(?:(?!\.\s[A-Z]).)+?"
_SHAPES = {"w": r"\S+", "d": r"[+-]?\d[\d,.]*", "p": r"/[^:]+|\S+"}
_ANY = r".+"
#: Words one after the other in small letters: English, and no value.
_PROSE = re.compile(r"(?<![\w'./-])[a-z]{2,} [a-z]{2,}(?![\w'./-])")
#: So deep a sentence stands in another.
_DEEPEST = 4
#: Sentences that an error may have: what has more is another program's, and is not taken apart in every way.
_MOST_SENTENCES = 6


class _Put(str):
    """A value that is put into a template as it is: what stands behind the colon was heeded before."""

    __slots__ = ()

    def __format__(self, _: str, /) -> str:
        return str(self)


@dataclass(frozen=True, eq=False)
class Template:
    """An English sentence that is looked for, and its Japanese.

    Parameters
    ----------
    pieces : tuple of str
        What stands between the values, the first at the beginning.
    names : tuple of str
        Of the values, in their order.
    shapes : tuple of str
        What each value looks like: ``w``, ``d``, ``p``, or empty.
    kinds : dict of str to str
        How each value is put into the Japanese: ``told``, ``any``, ``name``, ``or`` or as it is.
    japanese : str
        With the names of the values.
    """

    pieces: tuple[str, ...]
    names: tuple[str, ...]
    shapes: tuple[str, ...]
    kinds: dict[str, str]
    japanese: str

    @cached_property
    def weight(self) -> int:
        """Return how many letters are its own: of two that fit the one that says more is meant."""
        return sum(map(len, self.pieces))

    @cached_property
    def is_said(self) -> bool:
        """Say whether it has words of its own, and is not put together from other sentences."""
        return any(letter.isalpha() for piece in self.pieces for letter in piece)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what the whole of a text is to look like."""
        shapes = (
            _SHAPES.get(shape) or (_ANY if self.kinds.get(name) in {"told", "any"} else _VALUE)
            for name, shape in zip(self.names, self.shapes, strict=True)
        )
        values = (f"({shape}){re.escape(piece)}" for shape, piece in zip(shapes, self.pieces[1:], strict=True))
        return re.compile(re.escape(self.pieces[0]) + "".join(values), re.DOTALL)

    def values(self, text: str) -> dict[str, str] | None:
        """Return the values in a text; None where it is another sentence."""
        first, last = self.pieces[0], self.pieces[-1]
        if not (text.startswith(first) and text.endswith(last) and all(piece in text for piece in self.pieces)):
            return None
        found = self.pattern.fullmatch(text)
        return None if found is None else dict(zip(self.names, found.groups(), strict=True))


def translated(text: str) -> str:
    """Return a sentence, or several, in the language in use; in English where one of them has no Japanese.

    Parameters
    ----------
    text : str
        As an error, an outcome or a progress says it.
    """
    return (_found(text) or text) if is_japanese() else text


def error_told(error: EconsecError) -> str:
    """Return what an error says in the language in use: all of it, or none."""
    if is_japanese():
        parts = _joined(error.problem, error.expected, error.hint)
        if parts is not None:
            return parts
        return translated(str(error))
    return str(error)


def parsed(template: str) -> tuple[list[str], dict[str, str]]:
    """Return what stands between the values of a template, and their names, each with what stands behind its colon.

    Examples
    --------
    >>> parsed("no file {path} in {year:d}")
    (['no file ', ' in ', ''], {'path': '', 'year': 'd'})
    """
    pieces, names = [""], {}
    for literal, name, kind, _ in Formatter().parse(template):
        pieces[-1] += literal
        if name is not None:
            names[name] = kind or ""
            pieces.append("")
    return pieces, names


@cache
def _templates() -> dict[str, list[Template]]:
    """Return the catalogue by the first letter of a sentence; under no letter those that begin with a value."""
    found: dict[str, list[Template]] = {}
    for english, japanese in read("sentences.csv").items():
        pieces, names = parsed(english)
        one = Template(tuple(pieces), tuple(names), tuple(names.values()), parsed(japanese)[1], japanese)
        found.setdefault(pieces[0][:1], []).append(one)
    return found


def _found(text: str, depth: int = 0) -> str | None:
    """Return the Japanese of what an error or a progress says."""
    for problem, expected, hint in _split(text):
        if (told := _joined(problem, expected, hint, depth)) is not None:
            return told
    return None


def _split(text: str) -> Iterator[tuple[str, str, str]]:
    """Take apart what an error has put together, in every way there is, those with more parts first."""
    ends = [match.start() for match in re.finditer(r"\. ", text)]
    ends = ends if len(ends) < _MOST_SENTENCES else []
    for start in (at for at in ends if text.startswith(_EXPECTED, at)):
        after = start + len(_EXPECTED)
        for end in (at for at in ends if at > start):
            yield text[:start], text[after:end], text[end + 2 :]
        yield text[:start], text[after:], ""
    for end in ends:
        yield text[:end], "", text[end + 2 :]
    yield text, "", ""


def _joined(problem: str, expected: str, hint: str, depth: int = 0) -> str | None:
    """Return the parts of an error in Japanese, put together as `EconsecError` does; None where one has none."""
    said = _sentence(problem.rstrip("."), depth) or _sentence(problem, depth)
    wanted = _wanted(expected.rstrip("."), depth) if expected else ""
    then = _hint(hint, depth) if hint else ""
    if said is None or wanted is None or then is None:
        return None
    parts = [said, f"正しくは：{wanted}" if wanted else "", then]
    return "。".join(part.rstrip("。") for part in parts if part) + ("。" if wanted or then else "")


def _wanted(expected: str, depth: int) -> str | None:
    """Return what would have been right; a list of values is the same in every language."""
    if (found := _sentence(expected, depth)) is not None:
        return found
    return None if _PROSE.search(re.sub(r" (?:or|and) ", ", ", expected)) else _listed(expected)


def _hint(hint: str, depth: int) -> str | None:
    """Return a hint, whole or sentence by sentence."""
    if (found := _sentence(hint, depth)) is not None or (found := _sentence(hint.rstrip("."), depth)) is not None:
        return found
    ends = [match.start() + 1 for match in re.finditer(r"[.?] ", hint)]
    for end in ends if len(ends) < _MOST_SENTENCES else ():
        first, rest = _hint(hint[:end], depth + 1), _hint(hint[end + 1 :], depth + 1)
        if first is not None and rest is not None and depth < _DEEPEST:
            return f"{first.rstrip('。')}。{rest}"
    return None


def _sentence(text: str, depth: int) -> str | None:
    """Return the Japanese of one sentence; None where there is none, or a part of it has none."""
    if depth > _DEEPEST:
        return None
    for template in _fitting(text[:1]):
        if (values := template.values(text)) is not None:
            told = {name: _value(value, template.kinds.get(name, ""), depth) for name, value in values.items()}
            if all(value is not None for value in told.values()):
                return template.japanese.format(**{name: _Put(value) for name, value in told.items()})
            if template.is_said:
                return None
    return None


@cache
def _fitting(letter: str) -> tuple[Template, ...]:
    """Return what may fit a text that begins with a letter, the one that says most first."""
    begun, bare = (_templates().get(one, []) for one in dict.fromkeys((letter, ""))) if letter else ([], [])
    return tuple(sorted([*begun, *bare], key=lambda one: -one.weight))


def _value(value: str, kind: str, depth: int) -> str | None:
    if kind == "told":
        return _found(value, depth + 1)
    if kind in {"any", "name"}:
        return _found(value, depth + 1) or value
    # Another sentence that begins and ends alike: no value is English prose, but for what is quoted, and for paths.
    if not kind and value[:1] not in {"'", '"', "/"} and _PROSE.search(value):
        return None
    return _listed(value) if kind == "or" else value


def _listed(names: str) -> str:
    return re.sub(r",? or |,? and |, ", "、", names)
