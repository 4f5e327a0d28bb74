"""Every file of facts: a key that is missing, misspelt or of another kind is an error that names file, entry, key."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest

from econsec import paths, provenance, toml_tables
from econsec.decisions import methods
from econsec.decisions.agenda import matrix, unanswered
from econsec.errors import EconsecError
from econsec.indicators import definitions
from econsec.indicators.dependence import rules
from econsec.live import publishers
from econsec.publish.plan import own_reports, portfolio
from econsec.store import schemas

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "notebooks" / "reports.toml"


def package(name):
    return Path(str(files(name)))


#: Each file, and what reads it all. What the pages say is held to be whole by tests/publish/page and tests/i18n.
READERS = {
    paths.data() / "sources.toml": provenance.sources,
    paths.data() / "schemas" / "datasets.toml": schemas.schemas,
    paths.data() / "connectors.toml": publishers.publishers,
    package("econsec.indicators") / "definitions.toml": definitions.described,
    package("econsec.indicators") / "reasons.toml": lambda: definitions.explain("no trade"),
    package("econsec.indicators.dependence") / "rules.toml": rules.rules,
    package("econsec.decisions") / "methods.toml": methods.methods,
    package("econsec.decisions.agenda") / "agenda.toml": matrix.definitions,
    package("econsec.decisions.agenda") / "unanswered.toml": unanswered._questions,
    REPORTS: lambda: portfolio.load(REPORTS),
}
CACHES = (
    provenance._read,
    provenance._catalogue,
    schemas._read,
    publishers._read,
    definitions.defined,
    definitions._reasons,
    rules.rules,
    matrix.definitions,
)
OTHERS = {
    "econsec/cli/template/report.toml": "a template, which @words@ make TOML",
    "econsec/cli/template/sentences.toml": "sentences by key, any of them",
    "econsec/publish/gallery/words.toml": "phrases by key, any of them",
    "econsec/publish/template/words.toml": "phrases by key, any of them",
}


def entries(table, place=()):
    """Give every table of a file that has keys of ours, by the keys that lead there."""
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        if isinstance(value, dict):
            yield (*place, key), value
        if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            yield from entries(value, (*place, key))


@pytest.fixture(autouse=True)
def read_anew():
    for each in CACHES:
        each.cache_clear()
    yield
    for each in CACHES:
        each.cache_clear()


def read_as(monkeypatch, path, table):
    """Let every reader find a table where a file is; the other files are as they are."""
    real = tomllib.loads
    text = path.read_text(encoding="utf-8")
    monkeypatch.setattr(tomllib, "loads", lambda given: table if given == text else real(given))


def misspelt(path):
    """Give (a name, the key that is wrong, the file with it) for every key once, where it first stands."""
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    seen = set()
    fixed = path.name == "sources.toml" or not all(isinstance(value, dict) for value in whole.values())
    for place, entry in chain([((), whole)] if fixed else [], entries(whole)):
        for key in entry:
            kind = (tuple(step for step in place[:-1] if isinstance(step, str)), key)
            if kind in seen or place in {("source",), ("caveat",)} or "parameters" in place:
                continue
            seen.add(kind)
            changed = tomllib.loads(path.read_text(encoding="utf-8"))
            inside = changed
            for step in place:
                inside = inside[step]
            inside[f"{key}x"] = inside.pop(key)
            yield ".".join(map(str, (*place, key))), f"{key}x", changed


def test_every_file_of_facts_has_a_reader_here_or_a_reason_not_to():
    own = {path for path in (ROOT / "econsec").rglob("*.toml") if "_bundle" not in path.parts}
    own |= {*(ROOT / "data").rglob("*.toml"), REPORTS}
    assert own == {*READERS, *(ROOT / name for name in OTHERS)}


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_a_misspelt_key_is_named_with_its_file_and_its_entry(monkeypatch, path):
    said = []
    for name, wrong, table in misspelt(path):
        with monkeypatch.context() as patched:
            read_as(patched, path, table)
            for each in CACHES:
                each.cache_clear()
            with pytest.raises(EconsecError) as error:
                READERS[path]()
        text = str(error.value)
        said.append(name)
        assert path.name in text, name
        assert wrong in text, name
        assert "Expected" in text or "should match" in text, name
    assert said


def places(node, place=()):
    """Give every key and every entry of a list once where it first stands, with the way there."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        yield (*place, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*place, key))


def of_another_kind(path):
    """Give (the way to a value, the file with another there): each kind of value at each depth, each key once."""
    text, seen = path.read_text(encoding="utf-8"), set()
    for place in places(tomllib.loads(text)):
        kind = (len(place), place[0] if len(place) == 1 else "", place[-1])
        if kind in seen:
            continue
        seen.add(kind)
        for other in (3, "x", [3], {"x": 3}):
            table = inside = tomllib.loads(text)
            for step in place[:-1]:
                inside = inside[step]
            inside[place[-1]] = other
            yield place, table


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_a_value_of_another_kind_is_never_an_error_of_python(monkeypatch, path):
    accepted, tried = [], [*of_another_kind(path)]
    for place, table in tried:
        with monkeypatch.context() as patched:
            read_as(patched, path, table)
            for each in CACHES:
                each.cache_clear()
            with suppress(EconsecError):
                READERS[path]()
                accepted.append(place)
    assert len(accepted) < len(tried)


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_a_file_that_is_no_toml_is_named(monkeypatch, path):
    text, real = path.read_text(encoding="utf-8"), tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda given: real("= 1" if given == text else given))
    with pytest.raises(EconsecError, match=rf"{path.name} is not TOML"):
        READERS[path]()


def test_a_key_that_is_missing_or_of_another_kind_is_named(tmp_path, monkeypatch):
    baci = tomllib.loads((paths.data() / "sources.toml").read_text(encoding="utf-8"))["source"]["baci"]
    whole = {"where": "sources.toml [source.baci]", "given": ("id", "translations", "remarks")}
    texts = [f"{key}_ja" for key in provenance.TRANSLATED]
    with pytest.raises(toml_tables.FactsError, match=r"\[source\.baci\] has no key 'vintage'"):
        toml_tables.facts(provenance.Source, {k: v for k, v in baci.items() if k != "vintage"}, **whole, texts=texts)
    for key, value, kind in (
        ("vintage", 2026, "text"),
        ("commercial", "yes", "true or false"),
        ("caveats", "taiwan", "a list of texts"),
        ("edition_ja", 2026, "text"),
    ):
        with pytest.raises(toml_tables.FactsError, match=rf"under '{key}'. Expected it to be {kind}"):
            toml_tables.facts(provenance.Source, baci | {key: value}, **whole, texts=texts)


def test_what_holds_entries_and_is_another_kind_is_named(monkeypatch):
    for path, key in ((paths.data() / "sources.toml", "source"), (paths.data() / "sources.toml", "caveat")):
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
        with monkeypatch.context() as patched:
            read_as(patched, path, whole | {key: 3})
            for each in CACHES:
                each.cache_clear()
            with pytest.raises(toml_tables.FactsError, match=rf"sources\.toml has 3 under '{key}'.*a table of keys"):
                READERS[path]()


def test_a_dataset_without_a_line_a_column_is_named(monkeypatch):
    path = paths.data() / "schemas" / "datasets.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    read_as(monkeypatch, path, table | {"newcomer": next(iter(table.values()))})
    with pytest.raises(toml_tables.FactsError, match=r"fields\.csv has no column of newcomer"):
        schemas.schemas()


@pytest.mark.parametrize("line", ["descripton = {en = 'X'}", "schedul = ''"])
def test_a_report_of_ones_own_and_one_of_a_portfolio_say_the_key_alike(tmp_path, line):
    key = line.partition(" ")[0]
    own = tmp_path / "steel.toml"
    own.write_text(f"title = {{en = 'Steel'}}\n{line}\n")
    many = tmp_path / "reports.toml"
    many.write_text(f"[[report]]\nname = 'steel'\nnotebook = 'steel.ipynb'\ntitle = {{en = 'Steel'}}\n{line}\n")
    for read, path, start in ((own_reports.read, own, ""), (portfolio.load, many, "report 'steel' ")):
        with pytest.raises(EconsecError) as error:
            read(path)
        text = str(error.value)
        keys = "title" if read is own_reports.read else "name, notebook, title"
        assert text.startswith(f"{path}: {start}{key}: no such key. Expected the keys {keys}")
        assert "Did you mean description" in text or "Did you mean schedule" in text


def test_a_report_of_ones_own_is_told_of_its_sentences_and_of_no_key_that_the_name_of_its_file_says(tmp_path):
    path = tmp_path / "steel.toml"
    path.write_text("title = {en = 'Steel'}\n[sentence.one]\nen = 'X'\n")
    with pytest.raises(EconsecError, match=r"keys title, .*, sentences\. Did you mean sentences") as error:
        own_reports.read(path)
    assert "notebook" not in str(error.value).replace(str(path), "")


@pytest.mark.parametrize(
    ("table", "wrong"), [("[site]\nadress = ''", "address"), ("[messages]\nsendr = 'x'", "sender")]
)
def test_a_key_of_another_table_is_held_against_the_keys_of_that_table(tmp_path, table, wrong):
    path = tmp_path / "reports.toml"
    path.write_text(table)
    with pytest.raises(EconsecError, match=rf"no such key\. Expected .*Did you mean {wrong}"):
        portfolio.load(path)
