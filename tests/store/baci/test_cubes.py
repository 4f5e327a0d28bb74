"""The cubes of the store: our own indicators' figures, whoever makes them, and found again only while they are true."""

from __future__ import annotations

from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from baci_years import VERSION, pack, write_zip
from commands import run as econsec

from econsec import about, indicators
from econsec.errors import EconsecError, IntegrityError, MissingFileError, NoDataError
from econsec.store import add_baci, added, load, make_cubes
from econsec.store.baci import cubes, shelf
from econsec.store.integrity import check_added
from econsec.store.memory import connect

NEAR = 1e-9
YEARS = (2023, 2024)
JPN, CHN, IND, USA = 392, 156, 699, 842
ROWS = [  # exporter, importer, product, thousand USD
    (IND, JPN, "850110", 2.0),
    (CHN, JPN, "850110", 2.0),
    (USA, JPN, "850110", 1.0),
    (CHN, JPN, "850120", 0.0),
    (CHN, IND, "850110", 5.0),
    (USA, IND, "850120", 0.0),
]
FIRST = {"baci_imports": {"CHN"}, "baci_exports": {"IND", "JPN"}}


@pytest.fixture(scope="module")
def revision(tmp_path_factory):
    return write_zip(tmp_path_factory.mktemp("cepii") / "BACI_HS17_V202601.zip", 20_000, YEARS)


def small(folder: Path, *, year: int = 2024, times: float = 1) -> Path:
    table = pd.DataFrame(ROWS, columns=["i", "j", "k", "v"]).assign(t=year, q=1.0)
    table["v"] *= times
    return pack(folder / "small.zip", {f"BACI_HS17_Y{year}_{VERSION}.csv": table[["t", "i", "j", "k", "v", "q"]]})


def cells(name: str, **where: object) -> pd.DataFrame:
    table = load(name, **where)
    return table.set_index([table.columns[2], "product"])


def bytes_of(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.rglob("*.baci_*.parquet")}


def test_they_agree_with_our_own_indicators(revision):
    add_baci(revision)
    make_cubes()
    flows = load("baci", revision="HS17").drop(columns=["revision", "tonnes"])
    bought, sold = load("baci_imports"), load("baci_exports")
    assert len(bought) > 2000
    keys = ["year", "importer", "product"]
    own = indicators.hhi(flows).merge(indicators.top_suppliers(flows, 1), on=keys)
    both = bought.merge(own, on=keys, suffixes=("", "_own"), validate="1:1")
    assert len(both) == len(bought)
    assert (both["first"] == both["exporter"]).all()
    assert (both["suppliers"] == both["suppliers_own"]).all()
    for ours, theirs in (("hhi", "hhi_own"), ("first_share", "share")):
        np.testing.assert_allclose(both[ours], both[theirs], rtol=NEAR)
    keys = ["year", "exporter", "product"]
    advantage = sold.merge(indicators.rca(flows), on=keys, suffixes=("", "_own"), validate="1:1")
    np.testing.assert_allclose(advantage["rca"], advantage["rca_own"], rtol=NEAR)
    # Seen from the other side, a buyer is a supplier.
    turned = flows.rename(columns={"exporter": "importer", "importer": "exporter"})
    spread = indicators.hhi(turned).rename(columns={"importer": "exporter"})
    markets = sold.merge(spread, on=keys, suffixes=("", "_own"), validate="1:1")
    np.testing.assert_allclose(markets["hhi"], markets["hhi_own"], rtol=NEAR)


def test_the_basket_shares_are_what_tci_is_made_of(revision):
    add_baci(revision)
    make_cubes(years=[2024])
    flows = load("baci", revision="HS17", year=2024)
    pairs = indicators.tci(flows).set_index(["exporter", "importer"])["tci"]
    sold, bought = load("baci_exports"), load("baci_imports")
    x = sold.pivot_table(index="exporter", columns="product", values="basket_share", fill_value=0)
    m = bought.pivot_table(index="importer", columns="product", values="basket_share", fill_value=0)
    x, m = x.align(m, axis=1, fill_value=0, join="outer")
    for exporter, importer in (("CHN", "JPN"), ("IND", "JPN"), ("JPN", "IND")):
        own = 100 * np.minimum(x.loc[exporter], m.loc[importer]).sum()
        np.testing.assert_allclose(own, pairs[exporter, importer], rtol=NEAR)
    straight = indicators.tci(sold, bought).set_index(["exporter", "importer"])["tci"]
    np.testing.assert_allclose(straight, pairs.loc[straight.index], rtol=NEAR)


def test_of_equal_suppliers_the_first_by_its_code_is_named_and_what_is_not_traded_has_none(tmp_path):
    add_baci(small(tmp_path))
    make_cubes()
    bought = cells("baci_imports")
    assert bought.loc[("JPN", "850110"), ["value", "suppliers", "first"]].tolist() == [5000, 3, "CHN"]
    assert bought.loc[("JPN", "850110"), ["hhi", "first_share"]].tolist() == pytest.approx([0.36, 0.4])
    assert bought.loc[("JPN", "850110"), "basket_share"] == 1
    nothing = bought.loc[("JPN", "850120")]
    assert (nothing["value"], nothing["suppliers"], nothing["basket_share"]) == (0, 0, 0)
    assert nothing[["hhi", "first", "first_share"]].isna().all()
    sold = cells("baci_exports")
    assert sold.loc[("CHN", "850110"), ["value", "markets", "first", "rca"]].tolist() == [7000, 2, "IND", 1]
    assert np.isnan(sold.loc[("CHN", "850120"), "rca"])  # nobody in the world sells any


def test_no_order_of_rows_and_no_number_of_threads_changes_a_digit_or_a_name(tmp_path):
    add_baci(small(tmp_path))
    (item,) = shelf.stored()
    rows = pd.read_parquet(item.path)
    many = pd.concat([rows.assign(product=f"{code:06}") for code in range(1000)])
    for name, query in cubes.QUERIES.items():
        answers = []
        for seed, threads in ((1, 1), (2, 2), (3, 4)):
            path = tmp_path / f"{seed}.parquet"
            many.sample(frac=1, random_state=seed).to_parquet(path, row_group_size=1000)
            with connect(threads=threads) as connection:
                answers.append(connection.execute(query, [str(path)]).df())
        assert set(answers[0]["first"].dropna()) == FIRST[name]
        for other in answers[1:]:
            pd.testing.assert_frame_equal(answers[0], other, check_exact=True)


def test_a_cube_is_found_again_and_made_anew_when_its_year_is_another(tmp_path, store):
    add_baci(small(tmp_path))
    told: list[str] = []
    make_cubes(report=told.append)
    first = bytes_of(store)
    make_cubes(report=told.append)
    assert told[1:] == ["HS17 2024: already there"]
    assert bytes_of(store) == first
    add_baci(small(tmp_path, times=3))
    with pytest.raises(MissingFileError, match=r"econsec data cubes"):
        load("baci_imports")
    make_cubes(report=told.append)
    assert told[2].startswith("HS17 2024: 6 rows in")
    assert bytes_of(store).keys().isdisjoint(first)
    assert len(bytes_of(store)) == len(first) == 2
    assert cells("baci_imports").loc[("JPN", "850110"), "value"] == 15_000


def test_processes_of_an_executor_make_the_same_bytes(revision, store):
    add_baci(revision)
    make_cubes()
    here = bytes_of(store)
    for path in store.rglob("*.baci_*.parquet"):
        path.unlink()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        made = make_cubes(executor=pool)
    assert [item.year for item in made] == list(YEARS)
    assert bytes_of(store) == here


@pytest.mark.parametrize("how", ["broken", "cancelled"])
def test_a_year_that_its_executor_loses_is_a_sentence_and_the_others_stand(revision, how):
    class Losing(ProcessPoolExecutor):
        def submit(self, made, source, *task):
            future: Future[float] = Future()
            if "2024" not in source.name:
                future.set_result(made(source, *task))
            elif how == "cancelled":
                future.cancel()
                future.set_running_or_notify_cancel()
            else:
                future.set_exception(BrokenProcessPool("a child process terminated abruptly"))
            return future

    add_baci(revision)
    with pytest.raises(EconsecError, match=r"cubes of HS17 2024 were not made .* run it again"):
        make_cubes(executor=Losing(1))
    assert [item.year for item in cubes.held("baci_imports")] == [2023]


def test_a_year_that_cannot_be_read_leaves_nothing_behind_and_takes_no_other(revision, store):
    add_baci(revision)
    broken = shelf.stored()[0].path
    broken.write_bytes(b"\0" * broken.stat().st_size)
    before = sorted(path.name for path in store.rglob("*"))
    with pytest.raises(IntegrityError, match=r"cubes of HS17 2023 could not be made.*a whole .*2023\.parquet"):
        make_cubes()
    assert sorted(path.name for path in store.rglob("*")) == before
    make_cubes(years=[2024])
    assert sorted(set(load("baci_imports")["year"])) == [2024]


def test_what_a_killed_maker_began_is_thrown_away_by_the_next(tmp_path, store):
    add_baci(small(tmp_path))
    (item,) = shelf.stored()
    target = cubes.place("baci_imports", item)
    left = target.with_name(f".{target.name}-abc")
    left.mkdir()
    (left / target.name).write_bytes(b"half")
    make_cubes()
    assert [path.name for path in store.rglob(".*")] == []


def test_they_are_asked_and_told_of_like_any_dataset(revision):
    add_baci(revision)
    assert [one.name for one in added()] == ["baci"]
    make_cubes(years=[2024])
    assert [(one.name, one.years) for one in added()] == [
        ("baci", YEARS), ("baci_imports", (2024,)), ("baci_exports", (2024,))
    ]  # fmt: skip
    japan = load("baci_imports", importer="Japan", year=2024)
    assert set(japan["importer"]) == {"JPN"}
    assert "CEPII" in str(about(japan))
    with pytest.raises(NoDataError, match="2023"):
        load("baci_imports", year=2023)


def test_a_check_sees_that_a_cube_is_not_the_trade_of_its_year(tmp_path):
    add_baci(small(tmp_path))
    make_cubes()
    assert [(one.name, one.passed) for one in check_added()] == [
        ("baci.sha256", True), ("baci_imports.sum", True), ("baci_exports.sum", True)
    ]  # fmt: skip
    (item,) = shelf.stored()
    other = load("baci_imports").assign(value=1.0)
    other.to_parquet(cubes.place("baci_imports", item))
    cubes.place("baci_exports", item).write_bytes(b"half")
    assert [one.passed for one in check_added()] == [True, False, False]


def test_the_command_makes_them_or_says_what_is_missing(tmp_path, store):
    nothing = econsec("data", "cubes")
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert "the store has no year of BACI. Run: econsec data add baci FILE.zip" in nothing.stderr
    add_baci(small(tmp_path))
    done = econsec("data", "cubes")
    assert done.returncode == 0, done.stderr
    assert "HS17 2024: 6 rows in" in done.stdout
    assert len(bytes_of(store)) == 2
    assert "the store has no year 1990. Expected 2024" in econsec("data", "cubes", "--year", "1990").stderr
