"""The house: rooms stand in one row, imports look to the left only, and what must stay pure stays pure."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "econsec"
# From left to right; a room may stand on those before it. i18n needs the names of economies and nothing more.
ROW = (
    "brevity",
    "errors",
    "paths",
    "toml_tables",
    "codes",
    "i18n",
    "provenance",
    "sources",
    "store",
    "indicators",
    "flows",
    "decisions",
    "exhibits",
    "lab",
    "live",
    "cli",
)
# The rooms of a floor, and the files on its landing: what others call. A file that belongs to none has no address.
ROOMS = {
    # A file a publisher, by what it publishes; the landing is what every reader needs.
    "sources": ({"economies", "knowledge", "resources", "trade"}, {"files", "shape"}),
    "live": ({"asking", "connectors", "messages"}, {"connector", "manual", "publishers", "refreshing", "updating"}),
    "indicators": ({"advantage", "arrays", "complementarity", "dependence", "risk", "structure"}, {"definitions"}),
    "decisions": (
        {
            "agenda",
            "complementarity",
            "controls",
            "customs",
            "dependence",
            "digital",
            "industries",
            "science",
            "shocks",
            "substitution",
        },
        {"methods", "tables"},
    ),
    # Decisions and exhibits have the same topics: the number and its picture are neighbours.
    "exhibits": (
        {
            "agenda",
            "charts",
            "complementarity",
            "controls",
            "customs",
            "data",
            "dependence",
            "digital",
            "elements",
            "industries",
            "picks",
            "reports",
            "science",
            "shocks",
            "substitution",
        },
        set(),
    ),
    "publish": (
        {"charts", "editions", "files", "gallery", "office", "page", "plan", "processes", "run", "watches"},
        {"elsewhere", "job", "make", "render", "schedule", "verify", "worker"},
    ),
}
FULL = 14  # files that one sees at a glance
# publish knows notebooks and nothing about trade.
PUBLISH_MAY = {"brevity", "errors", "paths", "publish"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_bundle" not in path.parts)
PURE = ("indicators", "decisions")
# What would read, write, draw or reach out of the machine.
IMPURE = {
    "altair",
    "duckdb",
    "httpx",
    "httpx2",
    "io",
    "matplotlib",
    "os",
    "pathlib",
    "requests",
    "shutil",
    "socket",
    "subprocess",
}


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "front door" if parts in {("__init__",), ("__main__",)} else parts[0]


KNOWN = {room(path) for path in MODULES}


@cache
def imports(path: Path, *, at_run_time: bool = True) -> list[tuple[str, int, bool]]:
    """Return every module that a file imports: its name, the line, whether that stands inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for statement in block.body
        for node in ast.walk(statement)
    }
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    found = []
    for node in ast.walk(tree):
        if at_run_time and id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno, id(node) in inner) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            found += [(f"{node.module}.{alias.name}", node.lineno, id(node) in inner) for alias in node.names]
    return found


def own(name: str) -> str | None:
    """Return the room that an import of ours leads to."""
    parts = name.split(".")
    if parts[0] != "econsec":
        return None
    return parts[1] if len(parts) > 1 and parts[1] in KNOWN else "front door"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_room_stands_only_on_those_to_its_left(path):
    here = room(path)
    for name, line, _ in imports(path, at_run_time=False):
        there = own(name)
        if there in {None, here} or here == "front door":
            continue
        if here == "publish":
            assert there in PUBLISH_MAY, f"{path}:{line}: publish knows nothing about {there}"
        elif here == "cli":
            continue
        else:
            assert there in ROW, f"{path}:{line}: {here} must not lean on {there}"
            assert ROW.index(there) < ROW.index(here), f"{path}:{line}: {here} stands left of {there}"


def test_every_room_has_its_place_in_the_row():
    assert {room(path) for path in MODULES} == {*ROW, "publish", "front door"}


@pytest.mark.parametrize("floor", ROOMS)
def test_every_file_of_a_floor_lies_in_one_of_its_rooms(floor):
    rooms, landing = ROOMS[floor]
    inside = [path.relative_to(PACKAGE / floor).with_suffix("").parts for path in MODULES if room(path) == floor]
    homeless = [parts for parts in inside if parts[0] not in (rooms if len(parts) > 1 else {"__init__", *landing})]
    assert homeless == [], "a file belongs to a room: name the room here, or move the file"
    assert {parts[0] for parts in inside} == {"__init__", *rooms, *landing}


def test_no_folder_has_more_files_than_one_sees_at_a_glance():
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    held = Counter(path.parent for path in [*MODULES, *tests])
    assert {folder.relative_to(ROOT).as_posix(): count for folder, count in held.items() if count > FULL} == {}


def test_every_room_says_what_it_is_for():
    silent = [
        path for path in MODULES if path.name == "__init__.py" and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in PURE], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_indicators_and_decisions_do_no_input_or_output_and_draw_nothing(path):
    for name, line, _ in imports(path):
        assert name.split(".")[0] not in IMPURE, f"{path}:{line} imports {name}"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & {"open", "print", "input", "pd.read_csv", "pd.read_parquet", "eval", "exec"}


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room(p) == "exhibits"], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_exhibits_compute_no_economics(path):
    for name, line, _ in imports(path):
        assert own(name) not in PURE, f"{path}:{line} imports {name}: numbers come from the notebook"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_inside_functions_stand_only_in_the_command_where_they_save_start_up(path):
    inner = [(name, line) for name, line, inside in imports(path) if inside]
    allowed = room(path) == "cli" or path in OPTIONAL_DOORS
    assert allowed or not inner, f"{path.relative_to(ROOT)}: {inner}"


# An optional or late dependency at its one door, each with its reason beside the import.
OPTIONAL_DOORS = {PACKAGE / "lab" / "pickers.py"}


#: The doors to the internet, one to ask and two to tell: no other file may open a connection or wait for one.
DOORS = {PACKAGE / "live" / name for name in ("asking/client.py", "messages/mail.py", "messages/webhook.py")}
NETWORK = {"aiohttp", "http", "httpx", "httpx2", "requests", "smtplib", "stamina", "urllib3"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_doors_alone_speak_to_the_internet(path):
    used = {name.split(".")[0] for name, _, _ in imports(path)} & NETWORK
    assert path in DOORS or not used, f"{path.relative_to(ROOT)}: {used}"


def test_no_import_cycles():
    graph: dict[str, set[str]] = {}
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES}
    for path in MODULES:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        graph[module] = set()
        for name, _, inside in imports(path):
            target = name if name in names else name.rpartition(".")[0]
            # A package that re-exports its own modules is no cycle.
            if not inside and target in names and not module.startswith(f"{target}.") and target != module:
                graph[module].add(target)
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, "cycle: " + " -> ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for target in sorted(graph[module]):
                visit(target, (*trail, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_files_stay_of_a_size_that_one_can_read():
    long = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_nothing_names_a_package_index_or_a_place_on_a_machine():
    # Spelled in halves, so that this file does not find itself.
    forbidden = [
        "--index" + "-url",
        "--extra-index" + "-url",
        "pypi" + ".org",
        "registry." + "npmjs",
        "/wo" + "rk/main",
    ]
    skipped = {".git", ".venv", "reports", "tidy", "noncommercial", "_made", "_site"}  # built ones are no files of ours
    files = [path for path in ROOT.rglob("*") if path.is_file() and not skipped & set(path.relative_to(ROOT).parts)]
    files = [
        path
        for path in files
        if not any(part.startswith(".") and part != ".ci" for part in path.relative_to(ROOT).parts[:1])
    ]
    for path in files:
        if path.suffix in {".parquet", ".png", ".pyc", ".zip"}:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        for words in forbidden:
            assert words not in text, f"{path.relative_to(ROOT)} names {words}"
