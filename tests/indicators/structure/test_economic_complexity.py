"""Economic complexity from long frame to long frames."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import trade
from hypothesis import assume, given
from hypothesis import strategies as st

from econsec.indicators import complexity, density, frame, rca
from econsec.indicators.structure.variants import VARIANTS

CHAIN = frame(exporter=["A", "A", "B", "B", "C"], product=["1", "2", "2", "3", "3"], value=[1, 1, 1, 1, 2])


def world(economies: int = 12, products: int = 20, seed: int = 7) -> pd.DataFrame:
    """Trade in which the able economies make many things."""
    rng = np.random.default_rng(seed)
    able, hard = np.sort(rng.random(economies)), np.sort(rng.random(products))
    value = rng.lognormal(0, 1, (economies, products)) * (able[:, None] > hard * rng.random((economies, products)))
    rows, columns = np.nonzero(value)
    return frame(
        exporter=[f"E{row:02d}" for row in rows],
        product=[f"P{column:02d}" for column in columns],
        value=value[rows, columns],
    )


def dense(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return RCA and M as matrices."""
    index = rca(table).pivot_table(index="exporter", columns="product", values="rca", dropna=False).to_numpy()
    return index, (np.nan_to_num(index) >= 1).astype(float)


def test_eci_of_a_chain_is_what_the_characteristic_polynomial_gives():
    second = (0.75 + np.sqrt(0.3125)) / 2
    middle = 4 * (second - 0.75)
    score = np.array([1, middle, middle / (2 * second - 1)])
    expected = (score - score.mean()) / score.std()
    np.testing.assert_allclose(complexity(CHAIN).economies.eci, expected, atol=1e-12)


def test_eci_is_the_mean_pci_of_what_an_economy_makes_in_harvards_variant():
    made = complexity(world())
    pairs = made.pairs[made.pairs.advantage].merge(made.products, on="product")
    expected = pairs.groupby("exporter").pci.mean()
    np.testing.assert_allclose(made.economies.set_index("exporter").eci[expected.index], expected, atol=1e-12)


@pytest.mark.parametrize("variant", ["harvard", "atlas"])
def test_scores_have_mean_0_and_deviation_1(variant):
    made = complexity(world(), variant=variant)
    assert made.economies.eci.mean() == pytest.approx(0, abs=1e-12)
    assert made.economies.eci.std(ddof=0) == pytest.approx(1)
    if variant == "atlas":
        assert made.products.pci.std(ddof=0) == pytest.approx(1)


def test_datawheels_deviation_has_n_minus_1():
    assert complexity(world(), variant="datawheel").products.pci.std(ddof=1) == pytest.approx(1)


def unshifted(m: np.ndarray) -> np.ndarray:
    """PCI in deviations of ECI, its mean not taken off: from the matrix as printed, not from its symmetric twin."""
    diversity, ubiquity = m.sum(axis=1), m.sum(axis=0)
    values, vectors = np.linalg.eig(m / diversity[:, None] @ (m / ubiquity).T)
    second = np.argsort(values.real)[-2]
    eci = vectors[:, second].real
    eci *= np.sign(np.corrcoef(eci, diversity)[0, 1])
    return m.T @ eci / ubiquity / values[second].real / eci.std()


def worth(table: pd.DataFrame, variant: str) -> np.ndarray:
    """What each house counts a product with in opportunity gain and value."""
    return unshifted(dense(table)[1]) if variant == "harvard" else complexity(table, variant=variant).products.pci


def gains(table: pd.DataFrame, variant: str) -> np.ndarray:
    """Opportunity gain as each house prints it, on full matrices."""
    _, m = dense(table)
    pci, ubiquity = np.asarray(worth(table, variant)), m.sum(axis=0)
    phi = m.T @ m / np.maximum(ubiquity[:, None], ubiquity)
    np.fill_diagonal(phi, VARIANTS[variant].diagonal)
    total = phi.sum(axis=0)
    near = m @ phi / total
    if variant == "harvard":
        return (1 - m) * (((1 - m) * pci / total) @ phi)
    if variant == "datawheel":
        return ((1 - m) * pci) @ phi / total - near * pci
    return (1 - m) * (((1 - m) * pci / total) @ phi - near * pci)


@pytest.mark.parametrize("variant", VARIANTS)
def test_opportunity_gain_is_the_variants_formula(variant):
    table = world()
    np.testing.assert_allclose(
        complexity(table, variant=variant).pairs.opportunity_gain, gains(table, variant).ravel(), atol=1e-10
    )


@pytest.mark.parametrize("variant", ["harvard", "atlas"])
def test_opportunity_value_sums_near_complex_products_that_are_not_made(variant):
    table = world()
    made = complexity(table, variant=variant)
    pairs = made.pairs.merge(made.products[["product"]].assign(worth=worth(table, variant)), on="product")
    expected = (pairs.density * ~pairs.advantage * pairs.worth).groupby(pairs.exporter).sum()
    if variant == "harvard":
        expected = (expected - expected.mean()) / expected.std(ddof=0)
    np.testing.assert_allclose(made.economies.opportunity_value, expected, atol=1e-12)


def test_pairs_repeat_rca_and_density():
    table = world()
    pairs = complexity(table).pairs
    np.testing.assert_array_equal(pairs.rca, rca(table).rca)
    np.testing.assert_allclose(pairs.density, density(table).density, atol=1e-15)


def test_zero_diversity_rows_are_set_aside_and_do_not_spoil_the_rest():
    plain = complexity(world())
    # An economy that exports nothing, and a product that nobody does.
    idle = frame(exporter=["ZZZ", "E00"], product=["P00", "P99"], value=0)
    made = complexity(pd.concat([world(), idle], ignore_index=True))
    found = made.economies.set_index("exporter")
    assert np.isnan(found.eci["ZZZ"])
    assert found.reason["ZZZ"] == "no advantage"
    np.testing.assert_allclose(found.eci.drop("ZZZ"), plain.economies.eci, atol=1e-10)
    goods = made.products.set_index("product")
    assert goods.reason["P99"] == "no advantage"
    np.testing.assert_allclose(goods.pci.drop("P99"), plain.products.pci, atol=1e-10)
    pairs = made.pairs.set_index(["exporter", "product"])
    assert pairs.reason["ZZZ", "P00"] == "no exports"
    assert pairs.reason["E00", "P99"] == "no world trade"


@pytest.mark.parametrize("variant", VARIANTS)
def test_two_worlds_that_share_no_product_have_no_common_ranking(variant):
    other = world(seed=5).replace({"exporter": r"^E", "product": r"^P"}, {"exporter": "F", "product": "Q"}, regex=True)
    made = complexity(pd.concat([world(), other], ignore_index=True), variant=variant)
    assert made.economies.eci.isna().all()
    assert made.products.pci.isna().all()
    assert set(made.economies.reason) == {"disconnected"}
    assert made.economies.diversity.gt(0).all()


def test_disconnected_economies_have_no_eci_and_say_why():
    made = complexity(frame(exporter=["A", "B"], product=["1", "2"], value=1))
    assert made.economies.eci.isna().all()
    assert set(made.economies.reason) == {"disconnected"}
    assert set(made.pairs.reason) == {"disconnected"}
    assert made.pairs.density.tolist() == [1, 0, 0, 1]


def test_each_year_is_solved_for_itself():
    first, second = world(seed=1), world(seed=2)
    both = complexity(pd.concat([first.assign(year=2023), second.assign(year=2024)], ignore_index=True))
    for year, table in ((2023, first), (2024, second)):
        for found, alone in zip(both, complexity(table), strict=True):
            pd.testing.assert_frame_equal(found[found.year == year].drop(columns="year").reset_index(drop=True), alone)


def test_duplicate_keys_are_summed_and_importers_too():
    table = world()
    halves = pd.concat([table, table]).assign(
        value=lambda made: made["value"] / 2, importer=["X"] * len(table) + ["Y"] * len(table)
    )
    np.testing.assert_allclose(complexity(halves).economies.eci, complexity(table).economies.eci, atol=1e-10)


@pytest.mark.parametrize(
    "table",
    [
        frame(exporter=[], product=[], value=[]),
        frame(exporter=["A"], product=["1"], value=[1]),
        frame(exporter=["A", "B"], product="1", value=1),
        frame(exporter="A", product=["1", "2"], value=1),
        frame(exporter=["A", "B"], product=["1", "2"], value=0),
    ],
    ids=["empty", "one flow", "one product", "one economy", "all zero"],
)
@pytest.mark.parametrize("variant", VARIANTS)
def test_degenerate_worlds_have_reasons_and_no_scores(table, variant):
    made = complexity(table, variant=variant)
    assert made.economies.eci.isna().all()
    assert (made.economies.reason.notna() == made.economies.eci.isna()).all()
    assert (made.products.reason.notna() == made.products.pci.isna()).all()


@trade.FEW
@given(st.integers(0, 10**6))
def test_eci_is_invariant_to_row_order_and_to_scaling(seed):
    table = world(seed=seed)
    plain = complexity(table).economies
    assume(plain.eci.notna().any())  # a few worlds in a million fall into two parts and have none
    for other in (table.iloc[::-1], table.assign(value=table["value"] * 1000)):
        np.testing.assert_allclose(complexity(other).economies.eci, plain.eci, atol=1e-8)


@trade.FEW
@given(trade.matrices())
def test_every_missing_number_has_a_reason(table):
    for variant in VARIANTS:
        made = complexity(table, variant=variant)
        missing = made.pairs[["rca", "density", "opportunity_gain"]].isna().any(axis=1)
        assert (made.pairs.reason.notna() == missing).all()


def test_keys_come_back_as_they_were_given():
    table = world().astype({"exporter": "category"}).assign(product=lambda made: made["product"].str[1:].astype(int))
    pairs = complexity(table).pairs
    assert pairs["exporter"].dtype == "category"
    assert pairs["product"].dtype == np.int64
