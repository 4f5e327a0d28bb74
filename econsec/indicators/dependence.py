"""Where an economy depends on few suppliers: the evidence, and the rules that judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from econsec.indicators.concentration import squares
from econsec.indicators.edges import Reason
from econsec.indicators.rules import Rule, chosen
from econsec.indicators.slabs import Bools, Floats, Slab, grid, ratio, reasons, slabs, stack

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

KEYS = ("importer", "product")
NUMBERS = (
    "imports",
    "exports",
    "suppliers",
    "hhi",
    "top_supplier",
    "top_share",
    "rival_share",
    "external_share",
    "import_export_ratio",
    "world_hhi",
)


class Evidence(NamedTuple):
    """The numbers of one year, each an array (importers, products)."""

    slab: Slab
    numbers: Mapping[str, Floats]
    top: npt.NDArray[np.int32]
    several: Bools


def evidence(
    flows: pd.DataFrame,
    *,
    importers: Collection[str] | None = None,
    rival: str = "CHN",
    areas: Mapping[str, Collection[str]] | None = None,
    measure: str = "value",
) -> pd.DataFrame:
    """Collect what rules of import dependence rest on, for each importer and product.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        Columns exporter, importer, product, value (>= 0), year if there are several: the **world's** trade in the
        products, not a cut of it, since exports and world concentration are computed from it. Repeated keys are summed.
    importers : collection of str, optional
        Judge only these; all flows still count for world exports.
    rival : str
        The economy whose share is shown as rival_share.
    areas : mapping of str to collection of str, optional
        Economies counted as one area, such as {"EU27": [...]}; trade within it is no import.
    measure : str
        The quantity: "value" (USD) or "tonnes".

    Returns
    -------
    DataFrame
        One row for each importer and product that occur in the year: imports from outside and exports (in the unit of
        the measure; an area's exports include those within it), suppliers (count), hhi of suppliers outside (0..1),
        top_supplier, top_share, rival_share (0..1), external_share (imports from outside over all imports; missing for
        a one-economy area, where it would always be 1), import_export_ratio (missing where exports are zero),
        world_hhi (of the world's exporters), reason (why hhi is missing).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "USA", "JPN"], importer=["JPN", "JPN", "USA"], product="1", value=[3, 1, 2])
    >>> evidence(flows, importers=["JPN"])[["imports", "exports", "hhi", "top_supplier", "import_export_ratio"]]
       imports  exports    hhi top_supplier  import_export_ratio
    0      4.0      2.0  0.625          CHN                  2.0
    """
    parts = [_table(found) for found in _years(flows, importers, rival, areas, measure)]
    return stack(parts, [*KEYS, *NUMBERS, "reason"])


def flags(
    flows: pd.DataFrame,
    *,
    rules: Sequence[str | Rule] | None = None,
    importers: Collection[str] | None = None,
    rival: str = "CHN",
    areas: Mapping[str, Collection[str]] | None = None,
    measure: str = "value",
) -> pd.DataFrame:
    """Judge import dependence by named rules, side by side.

    A rule holds if all its conditions do (`econsec.indicators.rules`). Zero exports count as above any ratio of imports
    to exports. A rule over several years (CEPII) holds if its conditions do in so many of them; a year that the frame
    lacks is unknown, and the rule is judged where it cannot matter.

    Parameters
    ----------
    flows, importers, rival, areas, measure
        As for `evidence`.
    rules : sequence of str or Rule, optional
        Names (ec, cepii, cepii_one_year, merics, meti, cabinet_office) or rules of your own; without, all.

    Returns
    -------
    DataFrame
        One row per year, importer, product and rule: passed (True, False, or missing), the numbers of `evidence`, and
        reason: why passed, or a number that the rule names, is missing.

    Raises
    ------
    UnknownRuleError
        A name that is no rule.
    SchemaError
        A column is missing, or a value is missing, infinite or negative.

    References
    ----------
    European Commission (2021), SWD(2021) 352; Lefebvre, Wibaux (2024), CEPII Policy Brief 47; Zenglein (2020), MERICS;
    METI (2024), White Paper on International Economy and Trade; Cabinet Office of Japan (2022).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "USA", "JPN"], importer=["JPN", "JPN", "USA"], product="1", value=[3, 1, 2])
    >>> flags(flows, importers=["JPN"])[["rule", "passed", "hhi", "reason"]]
                 rule  passed    hhi            reason
    0              ec    True  0.625  one-economy area
    1           cepii    <NA>  0.625     too few years
    2  cepii_one_year   False  0.625               NaN
    3          merics   False  0.625               NaN
    4            meti    True  0.625               NaN
    5  cabinet_office    True  0.625               NaN
    """
    picked = chosen(rules)
    found = list(_years(flows, importers, rival, areas, measure))
    verdicts = [{rule.name: _verdict(year, rule) for rule in picked} for year in found]
    parts = []
    for position, year in enumerate(found):
        lasting = {rule.name: _lasting(found, verdicts, position, rule) for rule in picked}
        parts.append(_flagged(year, picked, lasting))
    return stack(parts, [*KEYS, "rule", "passed", *NUMBERS, "reason"])


def _years(
    flows: pd.DataFrame,
    importers: Collection[str] | None,
    rival: str,
    areas: Mapping[str, Collection[str]] | None,
    measure: str,
) -> list[Evidence]:
    """Compute the evidence of each year."""
    members = {member: area for area, inside in (areas or {}).items() for member in inside}
    cut = slabs(flows, "exporter", "importer", "product", measure=measure, areas=members)
    return [
        _evidence(slab.distinct("exporter", "importer", "product"), importers, rival, set(areas or ())) for slab in cut
    ]


def _evidence(slab: Slab, importers: Collection[str] | None, rival: str, areas: set[str]) -> Evidence:
    """Compute one year's numbers from flows with distinct keys."""
    labels = slab.labels["importer"]
    kept = np.ones(len(labels), np.bool_) if importers is None else np.asarray(labels.isin(list(importers)))
    own = labels.get_indexer(slab.labels["exporter"])[slab.codes["exporter"]] == slab.codes["importer"]
    outside = slab.where(~own) if own.any() else slab
    judged = outside if importers is None else outside.where(kept[outside.codes["importer"]])
    index, suppliers, imports = squares(judged, KEYS)
    largest, top = _largest(judged, imports)
    within = slab.where(own).total("importer", "product")
    several = np.asarray(labels.isin(list(areas)))[:, None] & (imports >= 0)
    exports = _exports(outside, labels) + np.where(several, within, 0)
    from_rival = judged.where(judged.labels["exporter"].get_indexer(pd.Index([rival]))[0] == judged.codes["exporter"])
    numbers = {
        "imports": imports,
        "exports": exports,
        "suppliers": suppliers,
        "hhi": index,
        "top_share": largest,
        "rival_share": ratio(from_rival.total(*KEYS), imports),
        "external_share": np.where(several, ratio(imports, imports + within), np.nan),
        "import_export_ratio": ratio(imports, exports),
        "world_hhi": np.broadcast_to(_world(outside), imports.shape),
    }
    named = {"importer": labels[kept], "product": slab.labels["product"], "exporter": slab.labels["exporter"]}
    return Evidence(
        Slab(slab.year, named, {}, slab.amounts[:0]),
        {key: number[kept] for key, number in numbers.items()},
        top[kept],
        several[kept],
    )


def _largest(slab: Slab, total: Floats) -> tuple[Floats, npt.NDArray[np.int32]]:
    """Return the largest supplier's share and its code (-1 without trade; the first in order where two are equal)."""
    cell, most = slab.cell(*KEYS), np.zeros(total.size)
    np.maximum.at(most, cell, slab.amounts)
    first = np.full(total.size, len(slab.labels["exporter"]), np.int32)
    lead = (slab.amounts == most[cell]) & (slab.amounts > 0)
    np.minimum.at(first, cell[lead], slab.codes["exporter"][lead])
    first[most == 0] = -1
    return ratio(most.reshape(total.shape), total), first.reshape(total.shape)


def _exports(slab: Slab, economies: pd.Index) -> Floats:
    """Return the exports of the economies, zero for one that exports nothing."""
    total = slab.total("exporter", "product")
    position = slab.labels["exporter"].get_indexer(economies)
    return np.where((position >= 0)[:, None], total[position], 0.0)


def _world(slab: Slab) -> Floats:
    """Return the HHI of the world's exporters for each product; unknown from one importer's trade alone."""
    if len(slab.labels["importer"]) == 1:
        return np.full(slab.size("product"), np.nan)
    return squares(slab.distinct("exporter", "product"), ("product",))[0]


def _verdict(year: Evidence, rule: Rule) -> npt.NDArray[np.int8]:
    """Judge one year by one rule: 1 holds, 0 does not, -1 cannot be judged."""
    imports, exports = year.numbers["imports"], year.numbers["exports"]
    fails, unknown = np.zeros(imports.shape, np.bool_), imports == 0
    for condition in rule.conditions:
        number = year.numbers[condition.number]
        missing = np.isnan(number)
        if condition.number == "import_export_ratio":
            missing &= exports > 0
        fails |= number <= condition.above
        unknown |= missing & (year.several | (condition.number != "external_share"))
    return np.where(imports == 0, 0, np.where(fails, 0, np.where(unknown, -1, 1))).astype(np.int8)


def _lasting(
    found: Sequence[Evidence], verdicts: Sequence[Mapping[str, npt.NDArray[np.int8]]], position: int, rule: Rule
) -> npt.NDArray[np.int8]:
    """Judge a rule over its window of years; years, economies and products that the frame lacks are unknown."""
    now, verdict = found[position].slab, verdicts[position][rule.name]
    if rule.window == 1:
        return verdict
    holds, unknown = (verdict == 1).astype(np.int8), (verdict == -1).astype(np.int8)
    by_year = {year.slab.year: number for number, year in enumerate(found)}
    for back in range(1, rule.window):
        earlier = None if now.year is None else by_year.get(now.year - back)
        if earlier is None:
            unknown += 1
            continue
        rows, columns = (found[earlier].slab.labels[key].get_indexer(now.labels[key]) for key in KEYS)
        past = np.where((rows >= 0)[:, None] & (columns >= 0), verdicts[earlier][rule.name][np.ix_(rows, columns)], -1)
        holds += past == 1
        unknown += past == -1
    return np.where(holds >= rule.least, 1, np.where(holds + unknown < rule.least, 0, -1)).astype(np.int8)


def _numbers(year: Evidence, times: int) -> dict[str, Any]:
    """Return the evidence as columns, each row so many times."""
    columns: dict[str, Any] = {key: np.repeat(np.ravel(number), times) for key, number in year.numbers.items()}
    columns["suppliers"] = columns["suppliers"].astype(np.int64)
    columns["top_supplier"] = pd.Series(year.slab.labels["exporter"]).array.take(
        np.repeat(year.top.ravel(), times), allow_fill=True
    )
    return {name: columns[name] for name in NUMBERS}


def _table(year: Evidence) -> pd.DataFrame:
    """Lay out the evidence of a year."""
    none = np.ravel(year.numbers["imports"] == 0)
    cases = [(none, Reason.NO_TRADE)]
    return pd.DataFrame(grid(year.slab, *KEYS) | _numbers(year, 1) | {"reason": reasons(none.size, cases)})


def _flagged(year: Evidence, rules: Sequence[Rule], verdicts: Mapping[str, npt.NDArray[np.int8]]) -> pd.DataFrame:
    """Lay out the verdicts of a year, the rules of each importer and product beside each other."""
    none = np.ravel(year.numbers["imports"] == 0)[:, None]
    passed = np.stack([verdicts[rule.name].ravel() for rule in rules], axis=-1)
    passed = np.where(none & (passed == 0), np.int8(-1), passed)

    def names(number: str) -> Bools:
        return np.array([any(condition.number == number for condition in rule.conditions) for rule in rules])

    unknown, world = passed == -1, np.isnan(np.ravel(year.numbers["world_hhi"]))[:, None]
    cases = [
        (unknown & none, Reason.NO_TRADE),
        (unknown & world & names("world_hhi"), Reason.ONE_IMPORTER),
        (unknown & np.array([rule.window > 1 for rule in rules]), Reason.TOO_FEW_YEARS),
        (~np.ravel(year.several)[:, None] & names("external_share"), Reason.ONE_ECONOMY_AREA),
        (np.ravel(year.numbers["exports"] == 0)[:, None] & names("import_export_ratio"), Reason.NO_EXPORTS),
    ]
    keys = {name: np.repeat(column, len(rules)) for name, column in grid(year.slab, *KEYS).items()}
    columns: dict[str, Any] = keys | {
        "rule": pd.array([rule.name for rule in rules], dtype="str").take(np.tile(np.arange(len(rules)), none.size))
    }
    columns |= {"passed": pd.arrays.BooleanArray(passed.ravel() == 1, unknown.ravel())}
    columns |= _numbers(year, len(rules))
    return pd.DataFrame(columns | {"reason": reasons(passed.size, [(holds.ravel(), why) for holds, why in cases])})
