"""What a reader picks of purchases says what was found for each importer, and nothing that was not."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import Report
from econsec.decisions.dependence.suppliers import Bought
from econsec.exhibits.picks import purchases

REPORT = Report("JPN", "IND", "CHN", 2024)
LABELS = {"850511": "Metal magnets"}
OF = dict.fromkeys(["280530", "850511", "all"], ("baci_minerals",))


def bought(*rows, known_from="flows", **attrs):
    found = pd.DataFrame(rows, columns=["importer", "year", "exporter", "value", "share"])
    found = found.assign(product="850511", known_from=known_from)
    found.attrs |= {"importers": 5, "covered": 0.9, "sources": OF, "before": {}} | attrs
    return found


TWO = bought(
    ("JPN", 2024, "CHN", 3e6, 0.75),
    ("JPN", 2024, "USA", 1e6, 0.25),
    ("DEU", 2024, "USA", 2e6, 1.0),
)


def test_each_importer_is_offered_by_its_name_and_says_who_supplies_it():
    made = purchases.suppliers(REPORT, TWO, LABELS)
    assert [choice.key for choice in made.choices] == ["importer"]
    assert list(made.choices[0].names.values()) == ["Germany", "Japan"]
    assert [view.text for view in made.views] == [
        "The United States supplies 100.0%, China nothing; USD 2.0 million in all",
        "China supplies 75.0%, more than anyone else; USD 4.0 million in all",
    ]


def test_the_choice_that_the_exhibit_shows_is_marked():
    shown = Bought("flows", ("850511",), "same", pd.DataFrame())
    assert purchases.suppliers(REPORT, TWO, LABELS, shown).shown == ("JPN",)
    other = Report("KOR", "IND", "CHN", 2024)
    assert purchases.suppliers(other, TWO, LABELS, shown).shown is None


def test_of_a_list_a_missing_rival_is_not_said_to_sell_nothing():
    listed = bought(
        ("JPN", 2024, "USA", float("nan"), 0.6),
        ("JPN", 2024, "XXO", float("nan"), 0.4),
        ("IND", 2024, "CHN", 1e6, 1.0),
        known_from="lists",
    )
    made = purchases.suppliers(REPORT, listed, LABELS)
    said = {view.of: view.text for view in made.views}
    assert said["JPN",] == "The United States supplies 60.0%; China is not among those named"
    assert made.table.frame["label"].tolist()[-1] == "Others"
    assert all("India and Japan alone" in view.notes[0] for view in made.views)


def test_one_importer_of_one_product_is_no_choice():
    assert purchases.suppliers(REPORT, TWO[TWO["importer"] == "JPN"], LABELS) is None
    assert purchases.path(REPORT, TWO, LABELS) is None  # one year is no path


def test_several_products_are_a_second_choice_with_all_together_first():
    more = pd.concat([TWO, TWO.assign(product="280530"), TWO.assign(product="all")])
    more.attrs |= TWO.attrs
    made = purchases.suppliers(REPORT, more, purchases.offered(REPORT, ["280530", "850511"], "both"))
    assert [choice.key for choice in made.choices] == ["importer", "product"]
    assert list(made.choices[1].names) == ["all", "280530", "850511"]
    assert made.choices[1].names["all"] == "All together: both"


PATH = bought(
    ("JPN", 2023, "CHN", 1.0, 0.5),
    ("JPN", 2023, "USA", 1.0, 0.5),
    ("JPN", 2024, "USA", 1.0, 1.0),
    ("CHN", 2023, "JPN", 1.0, 1.0),
    ("CHN", 2024, "JPN", 1.0, 1.0),
)


def test_in_a_complete_table_a_supplier_without_a_row_sold_nothing_in_that_year():
    made = purchases.path(REPORT, PATH, LABELS)
    own = made.table.frame.query("importer == 'JPN' and exporter == 'CHN'").set_index("year")["share"]
    assert own.to_dict() == {2024: 0.0, 2023: 0.5}
    assert {view.of: view.text for view in made.views}["JPN",] == "China supplied 50.0% in 2023, 0.0% in 2024"


def test_in_a_list_it_has_no_row():
    made = purchases.path(REPORT, PATH.assign(known_from="lists"), LABELS)
    own = made.table.frame.query("importer == 'JPN' and exporter == 'CHN'")
    assert own["year"].tolist() == [2023]
    assert {view.of: view.text for view in made.views}[
        "JPN",
    ] == "China supplied 50.0% in 2023, the only year that names it"


def test_the_rivals_own_purchases_are_told_of_its_suppliers():
    made = purchases.path(REPORT, PATH, LABELS)
    own = made.table.frame.query("importer == 'CHN'")
    assert "CHN" not in set(own["exporter"])


def test_of_the_largest_flows_of_earlier_years_who_is_not_among_them_has_no_zero():
    trend = {"sources": OF, "before": {"850511": ("baci_minerals_trend",)}}
    partly = PATH.assign(known_from=["largest" if year < 2024 else "flows" for year in PATH["year"]])
    partly = partly[~((partly["year"] == 2023) & (partly["exporter"] == "CHN"))]
    partly.attrs |= PATH.attrs | trend
    made = purchases.path(REPORT, partly, LABELS)
    own = made.table.frame.query("importer == 'JPN'").set_index(["exporter", "year"])["share"]
    assert own.to_dict() == {("CHN", 2024): 0.0, ("IND", 2024): 0.0, ("USA", 2024): 1.0, ("USA", 2023): 0.5}
    view = next(view for view in made.views if view.of == ("JPN",))
    assert view.text == "China supplied 0.0% in 2024; in earlier years it is not among the largest flows"
    assert view.caption.endswith("not among the largest flows, the only ones known")
    assert [one.name for one in view.datasets] == ["baci_minerals", "baci_minerals_trend"]


def test_each_pick_says_its_own_years_sources_and_notes():
    young = bought(("DEU", 2023, "USA", 1.0, 1.0), ("DEU", 2024, "USA", 1.0, 1.0))
    old = bought(("JPN", 2017, "CHN", 1.0, 1.0), ("JPN", 2024, "CHN", 1.0, 1.0)).assign(known_from=["largest", "flows"])
    lists = bought(("IND", 2022, "CHN", 1.0, 1.0), ("IND", 2023, "CHN", 1.0, 1.0), known_from="lists").assign(
        product="2941"
    )
    pool = pd.concat([young, old, lists], ignore_index=True)
    of = {"850511": ("baci_minerals",), "2941": ("baci_routes", "baci_hs4")}
    pool.attrs |= {"importers": 9, "covered": 0.5, "without": ("CHN",), "sources": of}
    pool.attrs |= {"before": {"850511": ("baci_minerals_trend",)}}
    made = purchases.path(REPORT, pool, LABELS | {"2941": "Antibiotics"})
    said = {view.of: view for view in made.views}
    new, past, list_ = said["DEU", "850511"], said["JPN", "850511"], said["IND", "2941"]
    years = [view.caption.split(", ")[1].split(";")[0] for view in (new, past, list_)]
    assert years == ["2023 to 2024", "2017 to 2024", "2022 to 2023"]
    assert [one.name for one in list_.datasets] == ["baci_routes", "baci_hs4"]
    trimmed, broken, provisional = REPORT.text("caveat.trimmed"), "2017 looks incomplete", "2024 is provisional"
    told = {view.of: [word in " ".join(view.notes) for word in (trimmed, broken, provisional)] for view in made.views}
    assert told == {new.of: [False, False, True], past.of: [True, True, True], list_.of: [False, False, False]}
    assert "2 of the 9 importers" in new.notes[0]
    assert "India alone" in list_.notes[0]
    assert not any("importers can be picked" in note for note in list_.notes)


def test_where_the_question_is_the_rival_its_own_purchases_are_no_choice():
    both = pd.concat([PATH, PATH[PATH["importer"] == "JPN"].assign(importer="DEU")])
    both.attrs |= PATH.attrs
    made = purchases.path(REPORT, both, LABELS, partner=False)
    assert {view.of for view in made.views} == {("DEU",), ("JPN",)}


@pytest.mark.parametrize(("n", "said"), [(5, "All 5 importers"), (2, "2 of the 5 importers")])
def test_it_is_said_how_many_importers_there_are(n, said):
    rows = [(code, 2024, "CHN", 1.0, 1.0) for code in ("JPN", "DEU", "FRA", "ITA", "ESP")[:n]]
    made = purchases.suppliers(REPORT, bought(*rows, importers=5), LABELS)
    assert said in made.views[0].notes[0]


def test_lines_that_end_close_together_are_named_apart_within_the_scale():
    close = bought(
        *(("JPN", year, who, 1.0, 0.5) for year in (2023, 2024) for who in ("CHN", "USA")),
        *(("DEU", year, "CHN", 1.0, 1.0) for year in (2023, 2024)),
    )
    made = purchases.path(REPORT, close, LABELS)
    own = made.table.frame.query("importer == 'JPN'")
    at, top = own["at"].dropna(), own["top"].dropna().item()
    assert len(at) == own["label"].nunique()
    assert at.sort_values().diff().dropna().min() >= 0.9 * 15 / 280 * top
    assert at.between(0, top).all()
