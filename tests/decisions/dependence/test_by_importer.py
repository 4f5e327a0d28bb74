"""What each of many importers buys: the answers that the question for one of them has, all at once."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import own, trade
from econsec.decisions import by_importer, by_year, followed, suppliers
from econsec.decisions.dependence.suppliers import Bought
from econsec.errors import ParameterError
from econsec.flows.build import complete
from econsec.indicators import frame

MAGNETS = "850511"


@pytest.fixture(scope="module")
def magnets():
    return trade(MAGNETS, year=2024)


@pytest.fixture(scope="module")
def bought(magnets):
    return by_importer(magnets, products=[MAGNETS], since=2020, most=12, always=["JPN", "ISL"])


def test_who_is_left_out_is_told_and_fewer_than_none_are_refused(magnets):
    found = by_importer(magnets, products=[MAGNETS], most=3, without=["CHN", "XYZ"])
    assert found.attrs["without"] == ("CHN",)
    assert "CHN" not in set(found["importer"])
    with pytest.raises(ParameterError, match="most=-1"):
        by_importer(magnets, products=[MAGNETS], most=-1)


@pytest.mark.parametrize("importer", ["JPN", "DEU", "ISL"])
def test_each_importer_has_the_suppliers_that_are_found_for_it_alone(magnets, bought, importer):
    alone = suppliers(magnets, importer=importer, year=2024)
    own = bought[(bought["importer"] == importer) & (bought["year"] == 2024)]
    assert own["exporter"].tolist() == alone.ranked["exporter"].tolist()
    assert own["share"].tolist() == pytest.approx(alone.ranked["share"].tolist())
    assert own["value"].tolist() == pytest.approx(alone.ranked["value"].tolist())
    path = followed(magnets, alone, importer=importer, since=2020)
    path = path[path["share"] > 0].set_index(["year", "exporter"])["share"].sort_index()
    mine = bought[bought["importer"] == importer].set_index(["year", "exporter"])["share"].sort_index()
    assert mine.index.tolist() == path.index.tolist()
    assert mine.tolist() == pytest.approx(path.tolist())


def test_those_that_buy_most_are_kept_and_those_that_must_be_there(magnets, bought):
    sums = magnets.flows().groupby("importer")["value"].sum().sort_values(ascending=False)
    assert set(bought["importer"]) == {*sums.index[:12], "JPN", "ISL"}
    assert bought.attrs["importers"] == len(sums) == 211  # BACI V202601, HS 850511 in 2024
    assert bought.attrs["covered"] == pytest.approx(sums[list(dict.fromkeys(bought["importer"]))].sum() / sums.sum())
    assert bought["importer"].iloc[0] == sums.index[0]


def test_an_importer_is_left_out_and_the_next_takes_its_place():
    flows = frame(year=2024, exporter="CHN", importer=["JPN", "DEU", "FRA"], product="850511", value=[3, 2, 1])
    found = by_importer(flows, products=["850511"], most=2, without=["JPN"])
    assert found["importer"].tolist() == ["DEU", "FRA"]
    assert found.attrs["covered"] == 0.5


def test_the_more_products_the_fewer_importers():
    flows = frame(
        year=2024,
        exporter="CHN",
        importer=["JPN", "DEU", "FRA"] * 2,
        product=["1"] * 3 + ["2"] * 3,
        value=[3, 2, 1] * 2,
    )
    assert set(by_importer(flows, products=["1", "2"], most=4)["importer"]) == {"JPN", "DEU"}
    assert set(by_importer(flows, products=["1", "2"], most=4, together=True)["importer"]) == {"JPN"}


def test_several_products_stand_apart_and_together():
    flows = frame(
        year=2024,
        exporter=["CHN", "USA", "USA"],
        importer="JPN",
        product=["850511", "850511", "280530"],
        value=[3, 1, 4],
    )
    found = by_importer(flows, products=["280530", "850511"], together=True)
    shares = found.set_index(["product", "exporter"])["share"].to_dict()
    assert shares == {
        ("850511", "CHN"): 0.75,
        ("850511", "USA"): 0.25,
        ("280530", "USA"): 1.0,
        ("all", "CHN"): 3 / 8,
        ("all", "USA"): 5 / 8,
    }


def test_years_count_each_for_itself_from_the_first_that_is_asked():
    flows = frame(year=[2022, 2023, 2024], exporter="CHN", importer="JPN", product="850511", value=[1, 2, 4])
    assert by_importer(flows, products=["850511"], since=2023)["year"].tolist() == [2023, 2024]


def test_a_list_names_suppliers_of_those_alone_that_are_asked_for():
    goods = trade("2941", year=2024)
    found = by_importer(goods, products=["2941"], since=2017, always=["JPN", "IND"])
    assert set(found["importer"]) == {"JPN", "IND"}
    assert set(found["known_from"]) == {"lists"}
    alone = by_year(goods, importer="IND", products=["2941"], since=2017)
    own = found[found["importer"] == "IND"].set_index(["year", "exporter"])["share"].sort_index()
    assert own.to_dict() == pytest.approx(alone.set_index(["year", "exporter"])["share"].to_dict())


def test_codes_of_complete_flows_and_headings_of_lists_stand_in_one_answer():
    found = by_importer(
        trade(MAGNETS, year=2024) | trade("2941", year=2024),
        products=[MAGNETS, "2941"],
        since=2020,
        most=2,
        always=["IND"],
    )
    assert set(found[found["product"] == "2941"]["importer"]) == {"IND"}
    assert set(found[found["product"] == MAGNETS]["importer"]) >= {"DEU", "IND"}
    assert found.groupby(["importer", "product", "year"])["share"].sum().tolist() == pytest.approx(
        [1.0] * found.groupby(["importer", "product", "year"]).ngroups
    )


def test_of_years_of_which_the_largest_flows_alone_are_known_it_is_said_and_whose_each_product_is():
    then = frame(year=2023, exporter="CHN", importer="JPN", product=["1", "2"], value=[1, 1])
    one = complete(
        frame(year=2024, exporter="CHN", importer="JPN", product="1", value=[1]),
        past=then[then["product"] == "1"],
        source="now",
        before="largest",
        trimmed=True,
    )
    two = complete(
        frame(year=2024, exporter="CHN", importer="JPN", product="2", value=[1]),
        past=then[then["product"] == "2"],
        source="other",
    )
    found = by_importer(one | two, products=["1", "2"], since=2023, together=True)
    assert found.set_index(["product", "year"])["known_from"].to_dict() == {
        ("1", 2023): "largest",
        ("1", 2024): "flows",
        ("2", 2023): "flows",
        ("2", 2024): "flows",
        ("all", 2023): "largest",
        ("all", 2024): "flows",
    }
    assert found.attrs["before"] == {"1": ("largest",), "2": ("other",), "all": ("largest", "other")}
    assert found.attrs["sources"] == {"1": ("now",), "2": ("other",), "all": ("now", "other")}


def test_who_is_not_among_the_largest_flows_of_a_year_is_not_said_to_have_sold_nothing():
    goods = complete(
        frame(year=2024, exporter="CHN", importer="JPN", product="1", value=[1]),
        past=frame(year=2023, exporter="USA", importer="JPN", product="1", value=[1]),
        source="now",
        before="largest",
        trimmed=True,
    )
    path = followed(goods, suppliers(goods, importer="JPN", year=2024), importer="JPN", since=2020)
    assert path.set_index(["year", "exporter"])["share"].to_dict() == {
        (2023, "USA"): 1.0,
        (2024, "CHN"): 1.0,
        (2024, "USA"): 0.0,
    }
    assert path.attrs == {"sources": ("largest", "now"), "trimmed": True}


def test_a_year_in_which_one_product_may_be_missing_is_no_year_of_them_together():
    """Of 850511 the past holds the largest flows alone, and in 2020 none of Japan's: what it bought is not known."""
    columns = ["year", "exporter", "importer", "product", "value"]
    ores = [(year, seller, "JPN", "280530", 5.0) for year in (2020, 2024) for seller in ("CHN", "USA")]
    magnets = [(2020, "CHN", "DEU", "850511", 90.0), (2024, "CHN", "JPN", "850511", 90.0)]
    ores, magnets = (pd.DataFrame(rows, columns=columns) for rows in (ores, magnets))
    whole = [
        complete(rows[rows["year"] == 2024], source=name, past=rows, trimmed=trimmed)
        for rows, name, trimmed in ((ores, "a", False), (magnets, "b", True))
    ]
    trade = whole[0] | whole[1]
    both = ["280530", "850511"]
    found = by_importer(trade, products=both, since=2018, most=0, always=("JPN",), together=True)
    one = found[found["product"] == "all"]
    assert one[["year", "exporter", "share", "known_from"]].to_numpy().tolist() == [
        [2024, "CHN", 0.95, "flows"],
        [2024, "USA", 0.05, "flows"],
    ]
    path = followed(trade, Bought("flows", tuple(both), "same", pd.DataFrame()), importer="JPN", since=2018)
    assert path.to_numpy().tolist() == [[2024, "CHN", 0.95], [2024, "USA", 0.05]]
    assert found[found["year"] == 2020]["product"].unique().tolist() == ["280530"]


def test_nothing_is_found_of_nothing():
    flows = frame(year=2024, exporter="CHN", importer="JPN", product="850511", value=[1])
    found = by_importer(flows, products=[])
    assert isinstance(found, pd.DataFrame)
    assert found.empty
    assert found.attrs["importers"] == 0


@pytest.mark.parametrize("reporter", [None, "all"])
def test_each_supplier_of_ones_own_figures_stands_once_and_by_what_they_are(reporter):
    """A reporter's account is no complete table of flows, and yet its earlier years hold all of its rows."""
    rows = pd.DataFrame({"exporter": ["CHN", "IND"] * 2, "importer": "JPN", "product": "850511", "value": [3, 1] * 2})
    rows["year"] = [2023, 2023, 2024, 2024]
    mine = own(rows, publisher="Members", title="Survey", licence="internal", reporter=reporter)
    found = by_importer(mine, products=["850511"], since=2014, always=["JPN", "IND"], together=True)
    assert not found.duplicated(["importer", "product", "year", "exporter"]).any()
    assert set(found["known_from"]) == {"lists" if reporter is None else "flows"}
    assert found[found["year"] == 2024].set_index("exporter")["share"].to_dict() == {"CHN": 0.75, "IND": 0.25}
