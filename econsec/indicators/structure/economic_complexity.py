"""Economic complexity of economies and products, and what an economy would gain by a new product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from econsec.indicators.arrays.blas import on_one_core
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import Columns, assemble, coded_reasons, grid, reasons
from econsec.indicators.arrays.slabs import Floats, Slab, slabs
from econsec.indicators.structure.nearness import advantages, lonely, relatedness, spread
from econsec.indicators.structure.spectral import Scores, approached, eigenvector, standardised
from econsec.indicators.structure.variants import Variant, named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

ECONOMIES = ("eci", "diversity", "opportunity_value")
PRODUCTS = ("pci", "ubiquity")
PAIRS = ("rca", "advantage", "density", "opportunity_gain")


class Complexity(NamedTuple):
    """Results of `complexity`, a frame for each thing that has a score."""

    economies: pd.DataFrame
    products: pd.DataFrame
    pairs: pd.DataFrame


@on_one_core
def complexity(exports: pd.DataFrame, *, variant: str = "harvard", threshold: float = 1.0) -> Complexity:
    """Measure economic complexity, and the opportunities that lie near what an economy does well.

    With M = 1 where RCA >= threshold, D diversity and U ubiquity: ECI is the second eigenvector of D^-1 M U^-1 M',
    standardised; PCI that of U^-1 M' D^-1 M. Density omega_cp = S_q M_cq phi_qp / S_q phi_qp; opportunity value
    S_p omega_cp (1 - M_cp) PCI_p; opportunity gain as the variant has it.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; importers are summed over. An absent flow is zero.
    variant : str
        "harvard" (Growth Lab's package; default): PCI on the scale of ECI, so that an economy's ECI is the mean PCI of
        its products; gain (1 - M_cp) S_q phi_qp / S_r phi_qr (1 - M_cq) PCI_q; opportunity value standardised; in both
        with PCI before the mean of ECI is taken off (pci + mean/deviation), as that package does.
        "atlas" (the book): ECI and PCI each standardised; gain S_q phi_qp / S_r phi_qr (1 - M_cq) PCI_q - omega_cp
        PCI_p, zero for what the economy makes. "datawheel" (the package economic-complexity): reflections instead of
        the eigenvector, deviations with n - 1, phi_pp = 0, and gain S_q phi_qp (1 - M_cq) PCI_q / S_q phi_qp -
        omega_cp PCI_p for all products.
    threshold : float
        RCA from which on the economy is said to make the product.

    Returns
    -------
    Complexity
        economies: for each year and exporter eci, diversity (products), opportunity_value, reason (why eci is missing).
        products: for each year and product pci, ubiquity (economies), reason. pairs: for each year, exporter and
        product rca, advantage (bool), density (0..1), opportunity_gain, reason (categorical). Scores have mean 0 and
        deviation 1, their sign that of the correlation with diversity. Economies and products without any advantage are
        set aside: NaN for them, nothing changes for the others. Where the economies fall into parts that share no
        product, ECI is not defined: NaN, reason "disconnected".

    Raises
    ------
    UnknownVariantError
        No variant has this name.
    SchemaError
        A column is missing, or a value is missing, infinite or negative.

    References
    ----------
    Hidalgo, Hausmann (2009), "The building blocks of economic complexity", PNAS 106(26); Hausmann, Hidalgo et al.
    (2014), The Atlas of Economic Complexity.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["A", "A", "B", "B", "C"], product=["1", "2", "2", "3", "3"], value=[1, 1, 1, 1, 2])
    >>> complexity(sold).economies[["exporter", "eci", "diversity"]].round(3)
      exporter    eci  diversity
    0        A  1.309          2
    1        B -0.191          2
    2        C -1.118          1
    """
    kind = named(variant)
    seen: dict[tuple[int, ...], Columns] = {}
    years = [_year(slab, kind, threshold, seen) for slab in slabs(exports, "exporter", "product", name="exports")]
    dated = "year" in exports
    economies, products, pairs = zip(*years, strict=True) if years else ((), (), ())
    return Complexity(
        assemble(economies, ["exporter", *ECONOMIES, "reason"], dated=dated),
        assemble(products, ["product", *PRODUCTS, "reason"], dated=dated),
        assemble(pairs, ["exporter", "product", *PAIRS, "reason"], dated=dated),
    )


def _year(
    slab: Slab, kind: Variant, threshold: float, seen: dict[tuple[int, ...], Columns]
) -> tuple[Columns, Columns, Columns]:
    """Compute a year's three tables."""
    rca, m = advantages(slab, threshold)
    scores = approached(m, kind.reflections) if kind.reflections else eigenvector(m)
    eci = standardised(scores.economies, ddof=kind.ddof)
    pci = standardised(scores.products, by=None if kind.own_scale else scores.economies, ddof=kind.ddof)
    near, total = relatedness(m, kind)
    worth = pci if kind.own_scale else scores.products / np.nanstd(scores.economies) if scores.reason is None else pci
    gain = _gain(m, near, total, worth, kind)
    value = np.nansum(near * (1 - m) * worth, axis=1)
    value[np.isnan(eci)] = np.nan
    if not kind.own_scale:
        value = standardised(value, ddof=kind.ddof)
    return (
        _scored(slab, "exporter", {"eci": eci, "diversity": m.sum(axis=1), "opportunity_value": value}, scores),
        _scored(slab, "product", {"pci": pci, "ubiquity": m.sum(axis=0)}, scores),
        grid(slab.year, {key: slab.labels[key] for key in ("exporter", "product")}, seen)
        | _paired({"rca": rca, "density": near, "opportunity_gain": gain}, m, total, scores),
    )


def _gain(m: Floats, near: Floats, total: Floats, worth: Floats, kind: Variant) -> Floats:
    """Compute opportunity gain as the variant has it; NaN for products without neighbours or worth."""
    usable = (total > 0) & ~np.isnan(worth)
    safe, divisor = np.where(usable, worth, 0), np.where(usable, total, 1)
    if kind.name == "datawheel":
        made = spread((1 - m) * safe, m, kind) / divisor - np.nan_to_num(near) * safe
    else:
        made = spread((1 - m) * (safe / divisor), m, kind)
        if kind.name == "atlas":
            made -= np.nan_to_num(near) * safe
        made *= 1 - m
    made[:, ~usable] = np.nan
    return made


def _scored(slab: Slab, key: str, numbers: Mapping[str, Floats], scores: Scores) -> Columns:
    """Lay out the scores of economies or products."""
    (score, score_values), (count, counts), *_ = numbers.items()
    idle, undefined = counts == 0, np.isnan(score_values)
    cases = [(idle, Reason.NO_ADVANTAGE), (undefined, scores.reason or Reason.NOT_UNIQUE)]
    columns: Columns = grid(slab.year, {key: slab.labels[key]}) | dict(numbers)
    return columns | {count: counts.astype(np.int64), "reason": reasons(counts.size, cases), score: score_values}


def _paired(numbers: Mapping[str, Floats], m: Floats, total: Floats, scores: Scores) -> Columns:
    """Lay out what concerns an economy and a product."""
    cases: Sequence[tuple[npt.NDArray[Any], Reason]] = [
        (np.broadcast_to(np.isnan(numbers["rca"]).all(axis=1, keepdims=True), m.shape), Reason.NO_EXPORTS),
        (np.isnan(numbers["rca"]), Reason.NO_WORLD_TRADE),
        *((np.broadcast_to(flag, m.shape), why) for flag, why in lonely(m, total)),
        (np.isnan(numbers["opportunity_gain"]), scores.reason or Reason.NOT_UNIQUE),
    ]
    columns: Columns = {name: number.ravel() for name, number in numbers.items()}
    return columns | {"advantage": m.ravel() > 0, "reason": coded_reasons(m.size, cases)}
