from __future__ import annotations

import json
import math

import kit
import pytest
from hypothesis import given
from hypothesis import strategies as st
from papermill.translators import PythonTranslator

from econsec.errors import ParameterError, PortfolioError, UnknownEconomyError, UnknownParameterError
from econsec.publish.plan import parameters

CELL = '''
"""What may be asked."""
# who asks
importer: str = "JPN"
year: int = 2024  # the year of the answer
share: float = 0.5
every: bool = False
materials: list[str] = []  # none for all
ranks: list[int] = [
    1,
    2,
]  # which
mode: Literal["value", "tonnes"] = "value"
top: int | None = None
'''


def known(cell=CELL):
    return parameters.read(kit.notebook(parameters=cell))


def check(name, value):
    return parameters.resolve(known(), {name: value})[name]


def test_names_types_defaults_and_help_come_from_the_cell():
    read = [(one.name, one.annotation, one.default, one.help) for one in known()]
    assert read == [
        ("importer", "str", "JPN", "who asks"),
        ("year", "int", 2024, "the year of the answer"),
        ("share", "float", 0.5, ""),
        ("every", "bool", False, ""),
        ("materials", "list[str]", [], "none for all"),
        ("ranks", "list[int]", [1, 2], "which"),
        ("mode", "Literal['value', 'tonnes']", "value", ""),
        ("top", "int | None", None, ""),
    ]


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("year", "2023", 2023),
        ("year", " 2023 ", 2023),
        ("year", 2023, 2023),
        ("share", "1", 1.0),
        ("share", 1, 1.0),
        ("every", "true", True),
        ("every", "false", False),
        ("materials", "tin, gallium", ["tin", "gallium"]),
        ("materials", '["tin", "rare earths, heavy"]', ["tin", "rare earths, heavy"]),
        ("materials", "", []),
        ("ranks", "3,4", [3, 4]),
        ("ranks", [3, 4], [3, 4]),
        ("mode", "tonnes", "tonnes"),
        ("top", "3", 3),
        ("top", "null", None),
        ("top", None, None),
        ("importer", "", ""),
        ("importer", "日本", "日本"),
    ],
)
def test_a_value_is_read_in_the_type_of_its_parameter(name, given, value):
    read = check(name, given)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("year", "soon"),
        ("year", "2023.5"),
        ("year", 2023.0),
        ("year", True),
        ("year", None),
        ("year", "null"),
        ("year", "9" * 5000),
        ("share", "nan"),
        ("share", "inf"),
        ("share", "1e999"),
        ("share", math.nan),
        ("share", -math.inf),
        ("every", "perhaps"),
        ("every", 1),
        ("materials", "[1]"),
        ("materials", {"tin": 1}),
        ("materials", [["tin"]]),
        ("materials", ("tin",)),
        ("ranks", "1,two"),
        ("mode", "kilos"),
        ("importer", 3),
        ("importer", b"JPN"),
        ("importer", "\ud800"),
        ("materials", ["\udfff"]),
    ],
)
def test_a_value_of_another_type_is_refused_before_anything_runs(name, given):
    with pytest.raises(ParameterError, match=name):
        check(name, given)


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownParameterError, match="Did you mean importer"):
        check("importr", "JPN")


@pytest.mark.parametrize("name", ["__import__('os').system('x')", "x = 1; y", "importer\n", "", "__builtins__"])
def test_no_name_reaches_the_code_that_the_cell_does_not_have(name):
    with pytest.raises(UnknownParameterError):
        check(name, "1")


@pytest.mark.parametrize(
    "line",
    [
        "year = 2024",
        "year: int",
        "import os",
        "year: int = os.getpid()",
        "year: int = 2023 + 1",
        "year: dict = {}",
        "year: list[list[int]] = []",
        "year: 'int' = 1",
        "year: Path = 1",
        "x.year: int = 2024",
        "def f(): pass",
        "year: int =",
    ],
)
def test_a_parameters_cell_with_anything_but_plain_typed_values_is_refused(line):
    with pytest.raises((PortfolioError, ParameterError)):
        known(line)


def test_a_default_of_another_type_than_its_annotation_is_refused():
    with pytest.raises(ParameterError, match="year"):
        known('year: int = "2024"')


def test_two_parameters_cells_are_refused_and_none_means_nothing_to_ask():
    two = kit.notebook(kit.code("x: int = 1", "parameters"))
    with pytest.raises(PortfolioError, match="2 cells"):
        parameters.read(two)
    assert parameters.read({"cells": []}) == ()


def economy(value, rule):
    names = {"Japan": "JPN", "JPN": "JPN", "India": "IND", "IND": "IND"}
    if value not in names:
        raise UnknownEconomyError(value, names, where=f"parameter {rule['name']}")
    return names[value]


RULES = {"importer": {"kind": "economy"}, "materials": {"kind": "economy"}}


def resolve(asked):
    return parameters.resolve(known(), asked, rules=RULES, kinds={"economy": economy})


def test_a_kind_gives_a_value_its_one_spelling_in_lists_as_well():
    read = resolve({"importer": "Japan", "materials": ["India", "JPN"]})
    assert read["importer"] == "JPN"
    assert read["materials"] == ["IND", "JPN"]


def test_a_kind_refuses_with_the_name_of_the_parameter():
    with pytest.raises(UnknownEconomyError, match=r"no economy 'Inda' \(parameter importer\)\. Did you mean India"):
        resolve({"importer": "Inda"})


def test_a_plain_error_of_a_kind_becomes_a_parameter_error():
    def year(value, rule):
        raise ValueError(f"{value} is not among the years of {rule['dataset']}")

    with pytest.raises(ParameterError, match="parameter year cannot be 1900: 1900 is not among the years of trade"):
        parameters.resolve(
            known(), {"year": 1900}, rules={"year": {"kind": "year", "dataset": "trade"}}, kinds={"year": year}
        )


def test_a_kind_that_nobody_knows_is_a_fault_of_the_portfolio():
    with pytest.raises(PortfolioError, match="no kind 'moon'"):
        parameters.resolve(known(), {"year": 2024}, rules={"year": {"kind": "moon"}})


def test_a_kind_is_not_asked_about_what_nobody_gave():
    kinds = {"economy": lambda *_: pytest.fail("asked")}
    assert parameters.resolve(known(), {"year": 2023}, rules=RULES, kinds=kinds)["importer"] == "JPN"


def test_parameters_that_must_differ_are_compared_after_they_are_spelled_alike():
    cell = 'importer: str = "JPN"\npartner: str = "IND"'
    rules = {name: {"kind": "economy"} for name in ("importer", "partner")}
    with pytest.raises(ParameterError, match="importer and partner are both 'JPN'"):
        parameters.resolve(
            known(cell),
            {"partner": "Japan"},
            rules=rules,
            kinds={"economy": economy},
            distinct=("importer", "partner"),
        )


scalars = st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()


@given(st.lists(scalars, max_size=4) | scalars)
def test_every_value_that_passes_survives_papermills_pasting_into_code(value):
    pasted: dict[str, object] = {}
    exec(PythonTranslator.codify({"value": value}), pasted)  # noqa: S102 - this is what papermill does with it
    assert pasted["value"] == value
    assert type(pasted["value"]) is type(value)


@given(st.text())
def test_a_text_that_passes_can_be_written_as_json_in_utf_8(text):
    try:
        read = check("importer", text)
    except ParameterError:
        assert any("\ud800" <= character <= "\udfff" for character in text)
    else:
        assert json.loads(json.dumps(read, ensure_ascii=False).encode()) == text


@given(st.integers(min_value=-(10**30), max_value=10**30))
def test_a_number_given_as_text_is_the_same_number(number):
    assert check("year", str(number)) == number
