"""Every sentence that the package may raise, read from its source: the template of each, with {} for a value.

What is put together from parts is followed as far as one reads it at a glance: constants, both ways of a condition,
names of the function or the module, what a function of the module returns. What cannot be read so is a value.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from string import Formatter

PACKAGE = Path(__file__).resolve().parents[2] / "econsec"
VALUE = "{}"
MOST = 24


@dataclass(frozen=True)
class Site:
    """A sentence and where it is raised; part is problem, expected, hint, where or said."""

    file: str
    line: int
    kind: str
    part: str
    template: str

    @property
    def room(self) -> str:
        return self.file.partition("/")[0]


class Module:
    """A file, with what its names stand for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.functions = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}
        self.constants = assigned(self.tree.body)
        self.imported = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }


def assigned(body) -> dict[str, list[ast.expr]]:
    """Return what each name is set to, in a body and in what is inside of it but functions."""
    found: dict[str, list[ast.expr]] = {}
    for statement in body:
        for node in walk(statement):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
                for target in targets:
                    if isinstance(target, ast.Name):
                        found.setdefault(target.id, []).append(node.value)
                    elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                        for one, value in zip(target.elts, node.value.elts, strict=False):
                            if isinstance(one, ast.Name):
                                found.setdefault(one.id, []).append(value)
    return found


def walk(node):
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield from walk(child)


@cache
def modules() -> tuple[Module, ...]:
    return tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")) if "_bundle" not in path.parts)


@cache
def errors() -> dict[str, str]:
    """Return the noun of every error class of ours; empty where it is not of a name that is unknown."""
    bases, nouns = {}, {}
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
                noun = assigned(node.body).get("noun")
                nouns[node.name] = ast.literal_eval(noun[0]) if noun else ""
    ours = {"EconsecError": ""}
    while True:
        more = {name: nouns[name] or ours[base] for name, found in bases.items() for base in found if base in ours}
        if more.keys() <= ours.keys():
            return ours
        ours = {"EconsecError": ""} | more


@cache
def constants(name: str) -> dict[str, list[ast.expr]]:
    """Return the constants of a module of ours, by its dotted name; nothing of others."""
    path = PACKAGE.parent / (name.replace(".", "/") + ".py")
    return next((module.constants for module in modules() if module.path == path), {})


class Reader:
    """Reads expressions of one function."""

    def __init__(self, module: Module, function: ast.AST | None) -> None:
        self.module = module
        self.local = assigned(function.body) if function is not None else {}

    def read(self, node: ast.expr, depth: int = 0) -> list[str]:
        """Return the templates that an expression may be."""
        found = self._read(node, depth) if depth < 5 else [VALUE]
        return list(dict.fromkeys(found))[:MOST]

    def _read(self, node, depth) -> list[str]:  # noqa: PLR0911 - one way for each kind of expression
        if isinstance(node, ast.Constant):
            return [node.value.replace("{", "{{").replace("}", "}}")] if isinstance(node.value, str) else [VALUE]
        if isinstance(node, ast.JoinedStr):
            return joined(self._part(part, depth) for part in node.values)
        if isinstance(node, ast.IfExp):
            return self.read(node.body, depth + 1) + self.read(node.orelse, depth + 1)
        if isinstance(node, ast.BoolOp):
            return [one for value in node.values for one in self.read(value, depth + 1)]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = [self.read(node.left, depth + 1), self.read(node.right, depth + 1)]
            return [VALUE] if sides == [[VALUE], [VALUE]] else joined(sides)  # of two numbers the sum is one
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            return ["", *self.read(node.left, depth + 1)]
        if isinstance(node, ast.Name | ast.Attribute):
            return self._named(node, depth)
        if isinstance(node, ast.Call):
            return self._called(node, depth)
        return [VALUE]

    def _part(self, part, depth) -> list[str]:
        if isinstance(part, ast.Constant):
            return [part.value.replace("{", "{{").replace("}", "}}")]
        value = part.value
        known = self.read(value, depth + 1)
        # A constant that is a name (a publisher's, a file's) is a value; one that is a sentence is a part of this one.
        if isinstance(value, ast.Name | ast.Attribute) and not any(sentence(one) for one in known):
            return [VALUE]
        return known

    def _named(self, node, depth) -> list[str]:
        name = node.id if isinstance(node, ast.Name) else node.attr
        if isinstance(node, ast.Name) and name in self.local:
            return [one for value in self.local[name] for one in self.read(value, depth + 1)]
        if name.lstrip("_").isupper():
            values = self.module.constants.get(name) or self._elsewhere(node)
            return [one for value in values for one in self.read(value, depth + 1)] or [VALUE]
        return [VALUE]

    def _elsewhere(self, node) -> list[ast.expr]:
        """Return the values of a constant of another module: imported itself, or read from the module."""
        if isinstance(node, ast.Name):
            module, name = self.module.imported.get(node.id, ("", ""))
            return constants(module).get(name, [])
        module, name = self.module.imported.get(ast.unparse(node.value), ("", ""))
        return constants(f"{module}.{name}").get(node.attr, [])

    def _called(self, node, depth) -> list[str]:
        name = ast.unparse(node.func)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "get" and len(node.args) > 1:
            table = self.module.constants.get(ast.unparse(node.func.value), [None])[0]
            if isinstance(table, ast.Dict):
                return [one for value in (*table.values, node.args[1]) for one in self.read(value, depth + 1)]
        if name == "did_you_mean":
            return ["", "Did you mean {}?"]
        if name == "_all_of":
            return ["", "Known: {}"]
        if name in self.module.functions:
            function = self.module.functions[name]
            reader = Reader(self.module, function)
            ends = [one.value for one in walk(function) if isinstance(one, ast.Return) and one.value is not None]
            found = [one for end in ends for one in reader.read(end, depth + 1)]
            return found if any(one != VALUE for one in found) else [VALUE]
        return [VALUE]


def sentence(text: str) -> bool:
    return bool(re.search(r"[a-z] [a-z]", text))


def joined(parts) -> list[str]:
    found = [""]
    for options in parts:
        found = ["".join(pair) for pair in product(found, options)][:MOST]
    return found


def in_functions(module: Module):
    """Yield each node with the function it stands in."""

    def visit(node, function):
        for child in ast.iter_child_nodes(node):
            yield child, function
            inner = child if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
            yield from visit(child, inner)

    yield from visit(module.tree, None)


@cache
def raised() -> tuple[Site, ...]:
    """Return every template of every error that the package raises."""
    found = []
    for module in modules():
        file = module.path.relative_to(PACKAGE).as_posix()
        for node, function in in_functions(module):
            if not isinstance(node, ast.Call) or (kind := ast.unparse(node.func).rpartition(".")[2]) not in errors():
                continue
            reader = Reader(module, function)
            given = {keyword.arg: reader.read(keyword.value) for keyword in node.keywords if keyword.arg}
            noun = errors()[kind]
            parts = {part: given.get(part, []) for part in ("expected", "hint")}
            if noun:
                parts["problem"] = [f"no {noun} {{}}"]
                for where in given.get("where", []):
                    if where:
                        parts["problem"] = [f"no {noun} {{}} ({{}})"]
                        found.append(Site(file, node.lineno, kind, "where", where))
            else:
                parts["problem"] = reader.read(node.args[0]) if node.args else given.get("problem", [])
            found += [
                Site(file, node.lineno, kind, part, one.rstrip(".") if part != "hint" else one)
                for part, templates in parts.items()
                for one in templates
                if one
            ]
    return tuple(found)


def bare(template: str) -> str:
    """Return a template without the names of its values."""
    pieces = (
        literal.replace("{", "{{").replace("}", "}}") + ("" if name is None else VALUE)
        for literal, name, *_ in Formatter().parse(template)
    )
    return "".join(pieces)
