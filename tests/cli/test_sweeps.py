"""A sweep: reports over several values of their parameters, and the list that a scheduler of one's own reads."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import kit
import pytest
from commands import run


@pytest.fixture
def home(tmp_path) -> Path:
    """Return a project with one report, whose cells fail for one year."""
    (tmp_path / "data").mkdir()
    boom = 'if year == 1999:\n    raise ValueError("no such year <1999>")'
    parameters = kit.PARAMETERS.replace("# who asks", '# who asks\nrival: str = "CHN"  # who else')
    notebook = kit.notebook(boom, parameters=parameters)
    kit.write(tmp_path / "notebooks", {"one": notebook}, settings={"one": 'distinct = ["who", "rival"]'})
    return tmp_path


def table(home: Path) -> list[dict[str, str]]:
    with (home / "out" / "one" / "variants" / "sweep.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_all_are_crossed_with_all_a_failure_stops_no_other_and_what_stands_is_found_again(home):
    asked = ("render", "one", "--sweep", "who=JPN,CHN", "--sweep", "year=2024,1999", "--out", "out")
    done = run(*asked, home=home, cwd=home)
    assert done.returncode == 1
    # With China for both who asks and the rival there is no report; the year 1999 fails for the other.
    assert [(row["who"], row["year"], row["status"]) for row in table(home)] == [
        ("JPN", "2024", "rendered"),
        ("JPN", "1999", "failed"),
    ]
    good, bad = table(home)
    assert "no such year" in bad["problem"]
    assert good["text"].startswith("JPN buys")
    assert (home / "out" / "one" / "variants" / good["edition"] / "report.html").is_file()
    assert "1 of 2 editions" in done.stdout
    page = (home / "out" / "one" / "variants" / "sweep.html").read_text(encoding="utf-8")
    (link,) = re.findall(r'href="([^"#]+/report\.html)"', page)
    assert (home / "out" / "one" / "variants" / link).is_file()
    assert good["text"] in page
    assert "1 of 2 editions." in page
    assert page.count("Not made") == 1
    assert "ValueError: no such year &lt;1999&gt;" in page
    again = run(*asked[:-2], "--out", "out", home=home, cwd=home)
    assert [row["status"] for row in table(home)] == ["unchanged", "failed"], again.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--sweep", "who"], "Expected NAME=VALUE"),
        (["--sweep", "who=JPN,JPN"], "Expected values that differ"),
        (["--sweep", "who=JPN,"], "Expected values that differ"),
        (["--sweep", "who=JPN", "-p", "who=IND"], "by -p and by --sweep"),
        (["--sweep", "whom=JPN,IND"], "Did you mean who?"),
        (["--sweep", "year=2024,soon"], "year cannot be 'soon'"),
        (["--sweep", "who=CHN", "--sweep", "rival=CHN"], "the sweep has no edition"),
    ],
)
def test_what_cannot_be_swept_is_a_sentence_and_nothing_is_written(home, words, said):
    done = run("render", "one", *words, "--out", "out", home=home, cwd=home)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (home / "out").exists()


def test_a_program_reads_the_list(home):
    (one,) = json.loads(run("list", "--json", home=home, cwd=home).stdout)
    assert (one["name"], one["languages"]) == ("one", ["en"])
    assert {"name": "year", "type": "int", "default": 2024, "help": "the year of the answer"} in one["parameters"]
    assert "language" not in [parameter["name"] for parameter in one["parameters"]]
