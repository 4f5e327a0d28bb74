"""What a report may be asked: its parameters cell, read without running it, and the values somebody gives.

papermill pastes names and values into code and only warns about a name it does not know. So nothing reaches it that has
not passed here: names from the notebook's own cell, types from its annotations, JSON scalars and lists of them, finite.
"""

from __future__ import annotations

import ast
import io
import json
import reprlib
import tokenize
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError

from econsec.errors import EconsecError, ParameterError, PortfolioError, UnknownParameterError

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = Scalar | list[Scalar]
Kind: TypeAlias = Callable[[object, Mapping[str, Any]], object]

_SCALARS: dict[str, Any] = {"str": str, "int": int, "float": float, "bool": bool, "None": None}
_STRICT = ConfigDict(strict=True, allow_inf_nan=False)


class NotDistinctError(ParameterError):
    """Two parameters that must differ are the same: a sweep passes such a set over."""


@dataclass(frozen=True)
class Parameter:
    """One line of the parameters cell: its name, its type as written, its default and what its comment says."""

    name: str
    annotation: str
    default: Value
    help: str
    type: Any

    def check(self, value: object) -> Value:
        """Return the value in the parameter's type, or refuse it.

        A string for a parameter that is no string is read as the command line gives it: a number, ``true`` or
        ``false``, a JSON list or words between commas.
        """
        adapter = TypeAdapter(self.type, config=_STRICT)
        try:
            checked: Value = adapter.validate_python(value)
        except ValidationError as error:
            if not isinstance(value, str):
                raise self._refusal(value) from error
            checked = self._read(value, adapter)
        if any(isinstance(part, str) and not _encodable(part) for part in _parts(checked)):
            raise ParameterError(f"parameter {self.name} holds half a character (a lone surrogate)")
        return checked

    def _read(self, text: str, adapter: TypeAdapter[Any]) -> Value:
        words = get_origin(self.type) is list and not text.lstrip().startswith("[")
        readers: list[Callable[[str], Value]] = [adapter.validate_strings, adapter.validate_json]
        if words:
            item = TypeAdapter(get_args(self.type)[0], config=_STRICT)
            readers = [lambda line: [item.validate_strings(part.strip()) for part in line.split(",") if part.strip()]]
        for reader in readers:
            with suppress(ValidationError):
                return reader(text.strip())
        raise self._refusal(text)

    def _refusal(self, value: object) -> ParameterError:
        return ParameterError(f"parameter {self.name} cannot be {reprlib.repr(value)}", expected=self.annotation)


def read(notebook: Mapping[str, Any], *, name: str = "notebook", loose: bool = False) -> tuple[Parameter, ...]:
    """Read the parameters of a notebook from its cell tagged ``parameters``.

    Parameters
    ----------
    notebook : mapping
        The notebook as parsed JSON.
    name : str
        What to call it in an error.
    loose : bool
        Take a type that is not written from the value, and pass over what is no parameter, as papermill does.

    Returns
    -------
    tuple of Parameter
        In the order of the cell; empty for a notebook without such a cell.

    Raises
    ------
    PortfolioError
        The cell holds anything but annotated assignments of plain values.

    Examples
    --------
    >>> cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "year: int = 2024  # of the trade"}
    >>> [(p.name, p.annotation, p.default, p.help) for p in read({"cells": [cell]})]
    [('year', 'int', 2024, 'of the trade')]
    """
    cells = [cell for cell in notebook.get("cells", []) if "parameters" in cell.get("metadata", {}).get("tags", [])]
    if not cells:
        return ()
    if len(cells) > 1:
        raise PortfolioError(f"{name} has {len(cells)} cells tagged 'parameters'", expected="one")
    source = cells[0]["source"]
    source = source if isinstance(source, str) else "".join(source)
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise PortfolioError(f"the parameters cell of {name} is not Python: {error}") from error
    comments = _comments(source)
    found = []
    for line in body:
        with suppress(*[PortfolioError, ParameterError] * loose):
            found += [] if _is_docstring(line) else [_parameter(_annotated(line) if loose else line, comments, name)]
    return tuple(found)


def resolve(
    known: Sequence[Parameter],
    given: Mapping[str, object],
    *,
    rules: Mapping[str, Mapping[str, Any]] | None = None,
    kinds: Mapping[str, Kind] | None = None,
    distinct: Iterable[str] = (),
) -> dict[str, Value]:
    """Return the value of every parameter: the given ones checked, the others by default.

    Parameters
    ----------
    known : sequence of Parameter
        The allow-list.
    given : mapping
        What somebody asked for; strings are read in the parameter's type.
    rules : mapping of name to mapping
        What values mean, from the portfolio: ``{"importer": {"kind": "economy"}}``.
    kinds : mapping of kind to function
        The caller's knowledge: ``kind(value, {**rule, "name": name})`` returns the value in its one spelling, or
        raises. Asked for given values only.
    distinct : iterable of str
        Parameters that must differ from each other.

    Returns
    -------
    dict
        Every parameter, in the order of the cell.

    Raises
    ------
    UnknownParameterError
        A name that the cell does not have.
    ParameterError
        A value of the wrong type or meaning.
    NotDistinctError
        Two that must differ and do not.
    """
    names = [parameter.name for parameter in known]
    for name in given:
        if name not in names:
            hint = "The language has an option of its own: --language." if name == "language" else ""
            raise UnknownParameterError(name, names, hint=hint)
    values = {
        parameter.name: parameter.check(given[parameter.name]) if parameter.name in given else parameter.default
        for parameter in known
    }
    for parameter in known:
        rule = {**(rules or {}).get(parameter.name, {}), "name": parameter.name}
        # A default is spelled as its author wants it; a night in which nobody asks for anything need not load what
        # knows economies and years.
        if (kind := rule.get("kind")) is not None and parameter.name in given:
            values[parameter.name] = parameter.check(_meaning(values[parameter.name], rule, (kinds or {}).get(kind)))
    _differ(values, distinct)
    return values


def _meaning(value: Value, rule: Mapping[str, Any], kind: Kind | None) -> object:
    if kind is None:
        raise PortfolioError(f"no kind {rule['kind']!r} of parameter (parameter {rule['name']})")
    try:
        return [kind(part, rule) for part in value] if isinstance(value, list) else kind(value, rule)
    except EconsecError:
        raise
    except (ValueError, LookupError) as error:
        raise ParameterError(f"parameter {rule['name']} cannot be {value!r}: {error}") from error


def _differ(values: Mapping[str, Value], distinct: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    for name in distinct:
        spelled = json.dumps(values.get(name))
        if spelled in seen:
            raise NotDistinctError(f"{seen[spelled]} and {name} are both {values[name]!r}", expected="two that differ")
        seen[spelled] = name


def _annotated(line: ast.stmt) -> ast.stmt:
    """Return a plain assignment of a plain value with the type that the value has, as papermill's own notebooks go."""
    if not (isinstance(line, ast.Assign) and len(line.targets) == 1 and isinstance(line.targets[0], ast.Name)):
        return line
    with suppress(ValueError):
        value = ast.literal_eval(line.value)
        kinds = {type(part).__name__ for part in (value if isinstance(value, list) else [value])} or {"str"}
        if kinds <= {"str", "int", "float", "bool"} and len(kinds) == 1:
            kind = f"list[{kinds.pop()}]" if isinstance(value, list) else kinds.pop()
            typed = ast.AnnAssign(line.targets[0], ast.parse(kind, mode="eval").body, line.value, simple=1)
            return ast.copy_location(typed, line)
    return line


def _parameter(line: ast.stmt, comments: Mapping[int | None, str], name: str) -> Parameter:
    if not (isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value is not None):
        raise PortfolioError(
            f"line {line.lineno} of the parameters cell of {name} is {ast.unparse(line)!r}",
            expected="an annotated assignment such as year: int = 2024",
        )
    annotation = ast.unparse(line.annotation)
    try:
        default = ast.literal_eval(line.value)
        kind = _type(line.annotation)
    except (ValueError, KeyError) as error:
        raise PortfolioError(
            f"parameter {line.target.id} of {name} is {ast.unparse(line)!r}",
            expected="a plain value, annotated str, int, float, bool, Literal, a list of one of them, or one | None",
        ) from error
    said = next((comments[at] for at in (line.end_lineno, line.lineno, -line.lineno + 1) if at in comments), "")
    parameter = Parameter(line.target.id, annotation, default, said, kind)
    if (
        parameter.check(default) != default
    ):  # a string is read for its meaning, and a default must already be what it says
        raise ParameterError(f"parameter {line.target.id} of {name} is by default {default!r}", expected=annotation)
    return parameter


def _type(node: ast.expr) -> Any:  # noqa: ANN401 - the type of a type form
    if isinstance(node, ast.Name):
        return _SCALARS[node.id]
    if isinstance(node, ast.Constant) and node.value is None:
        return None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _type(node.left) | _type(node.right)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        if node.value.id == "list" and "list" not in ast.unparse(node.slice):
            return list[_type(node.slice)]  # type: ignore[misc]
        if node.value.id == "Literal":
            choices = ast.literal_eval(node.slice)
            return Literal[choices]
    raise ValueError(ast.unparse(node))


def _comments(source: str) -> dict[int | None, str]:
    """Return the text of each comment by the number of its line; negative if it has the line to itself."""
    found: dict[int | None, str] = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            alone = not token.line[: token.start[1]].strip()
            found[-token.start[0] if alone else token.start[0]] = token.string.lstrip("# ").rstrip()
    return found


def _is_docstring(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)


def _parts(value: Value) -> list[Scalar]:
    return value if isinstance(value, list) else [value]


def _encodable(text: str) -> bool:
    return text.isascii() or not any(0xD800 <= ord(character) <= 0xDFFF for character in text)  # noqa: PLR2004 - Unicode
