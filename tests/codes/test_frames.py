"""What an own frame may look like: every public function answers as to a tidy one, or with one clear error."""

import contextlib
import dataclasses
import doctest
import importlib
import inspect
import io
import pkgutil

import numpy as np
import pandas as pd
import pytest

from econsec import decisions, indicators
from econsec.codes import frames
from econsec.codes.economies import economies, economy_name
from econsec.codes.frames import AMOUNTS, CODE_COLUMNS, ECONOMY_COLUMNS, tidy
from econsec.codes.public import admitted, public
from econsec.errors import EconsecError, MissingColumnError, ParameterError, SchemaError, UnknownEconomyError

ISO3 = set(economies()["iso3"])
FLOWS = pd.DataFrame(
    {"exporter": ["CHN", "IND"], "importer": "JPN", "product": ["010121", "850511"], "value": [3.0, 1.0], "year": 2024}
)


def _modules():
    for package in (decisions, indicators):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def _public():
    """Every function that is marked, by the module that defines it."""
    for module in _modules():
        for name, item in vars(module).items():
            if inspect.isfunction(item) and item.__module__ == module.__name__ and inspect.unwrap(item) is not item:
                yield module, name, item


ALL = {f"{module.__name__.removeprefix('econsec.')}.{name}": (module, name) for module, name, _ in _public()}


@pytest.fixture(scope="module")
def called():
    """What each function is called with in its own example."""
    calls = {}
    for label, (module, name) in ALL.items():
        function = getattr(module, name)

        def heard(*args, function=function, label=label, **kwargs):
            calls.setdefault(label, (function, inspect.signature(function).bind(*args, **kwargs).arguments))
            return function(*args, **kwargs)

        tests = doctest.DocTestFinder(recurse=False).find(function, name, globs={**vars(module), name: heard})
        with contextlib.redirect_stdout(io.StringIO()):
            for test in tests:
                doctest.DocTestRunner(verbose=False).run(test)
    return calls


def _economies(way):
    def changed(frame):
        held = [name for name in ECONOMY_COLUMNS if name in frame and set(frame[name]) <= ISO3]
        return frame.assign(**{name: way(frame[name]) for name in held})

    return changed


def _codes(way):
    def changed(frame):
        text = {name: frame[name].astype("str") for name in CODE_COLUMNS if name in frame}
        return frame.assign(**{name: way(one) for name, one in text.items() if one.str.fullmatch(r"\d\d+").all()})

    return changed


def _text(frame):
    return frame.assign(**{name: frame[name].astype("str") for name in AMOUNTS if name in frame})


# Each makes of a tidy frame what comes out of a file, a spreadsheet or a merge.
WAYS = {
    "codes as integers": _codes(lambda values: values.astype("int64")),
    "codes as floats": _codes(lambda values: values.astype("float64")),
    "codes with blanks around": _codes(lambda values: " " + values + " "),
    "economies in lower case": _economies(lambda values: values.astype("str").str.lower()),
    "economies by name": _economies(lambda values: values.map(economy_name)),
    "text of Python's own type": lambda frame: frame.astype(
        {name: object for name in frame.columns if pd.api.types.is_string_dtype(frame[name])}
    ),
    "years as text": lambda frame: frame.assign(year=frame["year"].astype("str")) if "year" in frame else frame,
    "amounts as text": _text,
    "an index of its own": lambda frame: frame.set_axis([7] * len(frame)) if _plain(frame) else frame,
    "columns in another order": lambda frame: frame[frame.columns[::-1]],
    "economies as categories": _economies(lambda values: values.astype("category")),
    "nullable types": lambda frame: frame.convert_dtypes(),
    "types of Arrow": lambda frame: frame.convert_dtypes(dtype_backend="pyarrow"),
    "a column more": lambda frame: frame.assign(remark="none"),
}
WRONG = {
    "a column missing": lambda frame: frame.drop(columns=frame.columns[-1]),
    "codes missing": lambda frame: frame.assign(**{name: None for name in CODE_COLUMNS if name in frame}),
    "two columns of one name": lambda frame: pd.concat([frame, frame.iloc[:, :1]], axis=1),
    "a list of rows": lambda frame: frame.to_dict("records"),
    "no frame": lambda _: None,
    "columns of two levels": lambda frame: frame.set_axis(pd.MultiIndex.from_product([["a"], frame.columns]), axis=1),
}


def _first(value):
    def changed(values):
        return pd.Series([value, *values[1:]], index=values.index) if len(values) else values

    return changed


def _each(columns, way):
    return lambda frame: frame.assign(**{name: way(frame[name]) for name in columns if name in frame})


# Each is a gap or an oddity that some functions have an answer to, and others have not.
ODD = {
    "amounts missing": _each(AMOUNTS, _first(np.nan)),
    "amounts below nothing": _each(AMOUNTS, lambda values: -1.0 - values.astype("float64")),
    "economies missing": _each(ECONOMY_COLUMNS, _first(None)),
    "years missing": _each(["year"], _first(np.nan)),
    "codes in lists": _each(CODE_COLUMNS, lambda values: pd.Series([["850511"]] * len(values), index=values.index)),
    "no rows": lambda frame: frame.iloc[:0],
    "each row twice": lambda frame: pd.concat([frame, frame]),
}


def _plain(frame):
    return isinstance(frame.index, pd.RangeIndex)


def _changed(arguments, way):
    """Change the frames among some arguments, and those that a mapping or a tuple of them holds."""

    def changed(value):
        if isinstance(value, dict):
            return {name: changed(one) for name, one in value.items()}
        if type(value) is tuple:
            return tuple(changed(one) for one in value)
        return way(value) if isinstance(value, pd.DataFrame) and _plain(value) else value

    return {name: changed(value) for name, value in arguments.items()}


def _by_name(value):
    """Name economies that are given by code, one or several."""
    if isinstance(value, (list, tuple)) and value:
        return type(value)(_by_name(one) for one in value)
    return economy_name(value) if isinstance(value, str) and value in ISO3 else value


def _call(function, arguments):
    bound = inspect.signature(function).bind_partial()
    bound.arguments.update(arguments)
    return function(*bound.args, **bound.kwargs)


def _leaves(answer):
    """The tables, series and numbers in an answer, whatever holds them."""
    if dataclasses.is_dataclass(answer):
        answer = {field.name: getattr(answer, field.name) for field in dataclasses.fields(answer)}
    if isinstance(answer, dict):
        answer = [*answer, *answer.values()]
    if isinstance(answer, (list, tuple)):
        return [leaf for part in answer for leaf in _leaves(part)]
    return [] if callable(answer) else [answer]


def _same(one, other, *, keys):
    ours, theirs = _leaves(one), _leaves(other)
    assert len(ours) == len(theirs)
    for mine, found in zip(ours, theirs, strict=True):
        if isinstance(mine, pd.DataFrame):
            # An indicator gives keys back as it got them.
            own = mine if keys else mine.select_dtypes("number")
            pd.testing.assert_frame_equal(
                own.reset_index(drop=True), found[own.columns].reset_index(drop=True), check_dtype=False
            )
        elif isinstance(mine, (pd.Series, np.ndarray)):
            np.testing.assert_array_equal(np.asarray(mine), np.asarray(found))
        else:
            assert mine == found or mine == pytest.approx(found, nan_ok=True)


def test_examples_call_nine_of_ten_public_functions(called):
    assert len(called) >= 0.9 * len(ALL), sorted(set(ALL) - set(called))


# In `make test` a sixth of the functions meets each way, and each function a sixth of the ways.
PARTS = 6
SHARED = [
    pytest.param(way, part, id=f"{way}-{part}", marks=[] if (row + part) % PARTS == 0 else [pytest.mark.slow])
    for row, way in enumerate(WAYS)
    for part in range(PARTS)
]


@pytest.mark.parametrize(("way", "part"), SHARED)
def test_a_frame_as_files_give_it_answers_as_a_tidy_one_or_is_refused(called, way, part):
    wrong = []
    for label, (function, arguments) in list(called.items())[part::PARTS]:
        right = _call(function, arguments)
        try:
            keys = label.startswith("decisions")
            _same(right, _call(function, _changed(arguments, WAYS[way])), keys=keys)
        except EconsecError:
            continue
        except Exception as error:  # noqa: BLE001 - any other is what is looked for
            wrong.append(f"{label}: {type(error).__name__}: {str(error)[:200]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.slow) for part in range(1, PARTS))])
def test_economies_are_asked_for_by_name_whatever_the_parameter_is_called(called, part):
    wrong = []
    for label, (function, arguments) in list(called.items())[part::PARTS]:
        named = {name: _by_name(value) for name, value in arguments.items()}
        try:
            _same(_call(function, arguments), _call(function, named), keys=label.startswith("decisions"))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told with the function
            wrong.append(f"{label}: {type(error).__name__}: {str(error)[:200]}")
    assert not wrong, "\n".join(wrong)


def test_no_decision_that_takes_a_frame_stands_without_the_door():
    """Else none of these tests would see it."""
    bare = []
    for module in _modules():
        home, _, room = module.__name__.rpartition(".")
        for name, item in vars(module).items():
            named = home.startswith("econsec.decisions.") and {name, room} & {*decisions.__all__}
            if not (named and inspect.isfunction(item) and item.__module__ == module.__name__) or name.startswith("_"):
                continue
            takes = "".join(str(one.annotation) for one in inspect.signature(item).parameters.values())
            if "pd.DataFrame" in takes and inspect.unwrap(item) is item:
                bare.append(f"{module.__name__}.{name}")
    assert bare == []


@pytest.mark.parametrize("way", WRONG)
def test_a_frame_that_cannot_be_read_is_refused_in_the_house_s_own_words(called, way):
    wrong = []
    for label, (function, arguments) in called.items():
        try:
            _call(function, _changed(arguments, WRONG[way]))
        except EconsecError:
            continue
        except Exception as error:  # noqa: BLE001 - any other is what is looked for
            wrong.append(f"{label}: {type(error).__name__}: {str(error)[:200]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("way", ODD)
def test_what_is_missing_or_stands_twice_is_answered_or_refused_and_nothing_else(called, way):
    wrong = []
    for label, (function, arguments) in called.items():
        with contextlib.suppress(EconsecError):
            try:
                _call(function, _changed(arguments, ODD[way]))
            except EconsecError:
                raise
            except Exception as error:  # noqa: BLE001 - any other is what is looked for
                wrong.append(f"{label}: {type(error).__name__}: {str(error)[:200]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("column", "value"),
    [("value", np.nan), ("value", np.inf), ("value", -1.0), ("exporter", 156), ("year", pd.Period("2024"))],
)
def test_no_flow_with_what_is_none_of_it_is_reckoned_with(called, column, value):
    wrong, asked = [], 0
    for label, (function, arguments) in called.items():
        flows = [
            one for one in arguments.values() if isinstance(one, pd.DataFrame) and {*FLOWS[:-1]} <= {*one} and len(one)
        ]
        if not flows or column not in flows[0]:
            continue
        asked += 1
        try:
            _call(function, _changed(arguments, _each([column], lambda values: pd.Series(value, index=values.index))))
        except EconsecError:
            continue
        wrong.append(label)
    assert not wrong
    assert asked >= 20


@pytest.mark.parametrize(
    ("given", "code"),
    [(10121, "010121"), (850511, "850511"), (101, "0101"), (1, "01"), (10121.0, "010121"), ("10121", "010121"),
     ("8505.11", "850511"), ("85.05", "8505"), ("850511.0", "850511"), (" 850511 ", "850511"), ("85051100", "85051100"),
     ("magnets", "magnets"), ("1", "1")],
)  # fmt: skip
def test_a_code_is_restored_where_its_length_is_certain(given, code):
    assert tidy(FLOWS[:1].assign(product=[given]))["product"].tolist() == [code]


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("product", [85051100], "cut longer national codes with .str[:6]"),
        ("product", [850511.5], "no code of 2, 4 or 6 digits"),
        ("product", [True], "is bool"),
        ("product", [None], 'dropna(subset=["product"])'),
        ("value", ["1,234"], 'thousands=","'),
        ("value", [True], "is bool"),
        ("year", [pd.Timestamp("2024-01-01")], ".dt.year"),
        ("year", ["2023-24"], "'2023-24'"),
        ("year", [2024.5], "2024.5"),
        ("year", [True], "True or False"),
        ("year", [None], "a year in each row"),
        ("exporter", [None], 'dropna(subset=["exporter"])'),
        ("product", pd.Series([850511.5], dtype=object), "holds 850511.5"),
        ("product", pd.Series([True], dtype=object), "holds True"),
    ],
)
def test_a_column_that_cannot_be_read_is_refused_with_the_line_that_mends_it(column, values, said):
    with pytest.raises(SchemaError) as refused:
        tidy(FLOWS[:1].assign(**{column: values}))
    assert said in str(refused.value)


@pytest.mark.parametrize("dtype", [object, "category"])
@pytest.mark.parametrize("others", ["TOTAL", "850511", None])
@pytest.mark.parametrize("number", [10121, 10121.0, np.int64(10121), np.float64(10121)])
def test_a_number_among_texts_is_restored_as_a_column_of_numbers_is(number, others, dtype):
    codes = pd.Series([number, others, number], dtype=object).astype(dtype)
    found = tidy(pd.DataFrame({"product": codes}))["product"]
    assert [None if pd.isna(one) else one for one in found] == ["010121", others, "010121"]


def test_each_spelling_is_looked_up_once_and_not_each_row():
    looked = []

    class Heard(dict):
        def get(self, one, otherwise=None):
            looked.append(one)
            return super().get(one, otherwise)

    codes = pd.Series(["10121", "850511"] * 500)
    assert frames._spelt(codes, Heard({"10121": "010121"})).tolist() == ["010121", "850511"] * 500
    assert looked == ["10121", "850511"]


def test_what_is_right_is_not_copied():
    assert tidy(FLOWS) is FLOWS


@pytest.mark.parametrize("zone", [None, "Asia/Tokyo"])
def test_moments_of_arrow_are_those_of_pandas(zone):
    moments = pd.DataFrame({"month": pd.to_datetime(["2024-01-01", None]).tz_localize(zone)})
    pd.testing.assert_frame_equal(tidy(moments.convert_dtypes(dtype_backend="pyarrow")), moments)


def test_days_of_arrow_are_moments():
    days = pd.DataFrame({"month": pd.Series(["2024-01-01"], dtype="string[pyarrow]").astype("date32[pyarrow]")})
    assert tidy(days)["month"].tolist() == [pd.Timestamp("2024-01-01")]


def test_a_dependence_of_700_million_is_found_whatever_read_csv_made_of_the_codes(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "exporter,importer,product,value,year\nCHN,JPN,010121,700e6,2024\nIND,USA,010121,100e6,2024\n"
        "IND,CHN,010121,20e6,2024\nIND,JPN,010121,1e6,2024\n"
    )
    roles = {"importer": "Japan", "partner": "India", "rival": "China", "year": 2024}
    ours = decisions.ledger(pd.read_csv(path), **roles)
    assert ours["from_rival"].tolist() == [700e6]
    pd.testing.assert_frame_equal(ours, decisions.ledger(pd.read_csv(path, dtype={"product": str}), **roles))


def test_an_economy_that_is_none_is_refused_and_one_of_the_frames_own_is_not():
    with pytest.raises(UnknownEconomyError, match="Japan"):
        decisions.ledger(FLOWS, importer="Japn", partner="IND", rival="CHN", year=2024)
    own = FLOWS.assign(importer="EAST")
    assert decisions.exposure(own, importer="EAST", rival="China", partner="India", year=2024)["product"].tolist() == [
        "010121",
        "850511",
    ]


def test_an_indicator_finds_an_economy_as_its_frame_spells_it_and_gives_its_keys_back():
    frame = FLOWS.assign(importer="Japan", product=[10121, 850511])
    found = indicators.dependence_evidence(frame, rival="CHN", importers=["JPN"])
    assert found["importer"].unique().tolist() == ["Japan"]
    assert set(found["product"]) == {10121, 850511}


def test_a_year_that_is_none_is_refused():
    with pytest.raises(ParameterError, match="a year such as 2024"):
        admitted({"year": "last"}, {})


def test_a_column_that_is_not_there_is_named_with_the_nearest():
    @public
    def total(flows: pd.DataFrame) -> float:
        return flows["tonnes"].sum()

    with pytest.raises(MissingColumnError, match="no column 'tonnes' in flows"):
        total(FLOWS)


def test_an_error_of_the_packages_own_is_not_taken_for_the_callers():
    @public
    def total(flows: pd.DataFrame) -> float:
        return {}["value"]

    with pytest.raises(KeyError):
        total(FLOWS)
