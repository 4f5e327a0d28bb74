"""Where an economy depends on few suppliers: the evidence, and the rules that judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import by_name
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import Columns, assemble, grid, reasons
from econsec.indicators.dependence.evidence import KEYS, NUMBERS, Evidence, collect
from econsec.indicators.dependence.rules import Rule, chosen
from econsec.indicators.dependence.verdicts import Verdict, judge_all, why

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

# Numbers that may be missing where hhi is not: each says why for itself.
SAID = ("rival_share", "external_share", "import_export_ratio", "world_hhi")


@by_name
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
        The economy whose share is shown as rival_share: as `flows` name it, or an area of `areas`. The share of one
        that neither sells nor buys anything in the year is not known, and so is that of a member of an area.
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
        world_hhi (of the world's exporters), reason (why hhi, and with it the suppliers' shares, is missing), and
        rival_share_reason, external_share_reason, import_export_ratio_reason, world_hhi_reason (why this is missing).

    Raises
    ------
    DuplicateKeyError
        An economy in two areas.
    SchemaError
        A column is missing, or a value is missing, infinite or negative.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "USA", "JPN"], importer=["JPN", "JPN", "USA"], product="1", value=[3, 1, 2])
    >>> evidence(flows, importers=["JPN"])[["imports", "exports", "hhi", "top_supplier", "import_export_ratio"]]
       imports  exports    hhi top_supplier  import_export_ratio
    0      4.0      2.0  0.625          CHN                  2.0
    """
    parts = [_table(found) for found in collect(flows, importers, rival, areas, measure)]
    return assemble(parts, [*KEYS, *NUMBERS, "reason", *(f"{name}_reason" for name in SAID)], dated="year" in flows)


@by_name
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

    A rule holds if all its conditions do (`econsec.indicators.dependence.rules`). Zero exports count as above any ratio
    of imports to exports. A rule over several years (CEPII) holds if its conditions do in so many of them; a year that
    the frame lacks is unknown, and the rule is judged where it cannot matter.

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
    DuplicateKeyError
        An economy in two areas.
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
    found = collect(flows, importers, rival, areas, measure)
    verdicts = zip(*(judge_all(found, rule) for rule in picked), strict=True)
    parts = [_judged(year, picked, list(judged)) for year, judged in zip(found, verdicts, strict=True)]
    return assemble(parts, [*KEYS, "rule", "passed", *NUMBERS, "reason"], dated="year" in flows)


def _table(year: Evidence) -> Columns:
    """Lay out the evidence of a year."""
    none = year.numbers["imports"] == 0
    rival, external, exported, world = (np.isnan(year.numbers[name]) for name in SAID)
    # Without any trade in the product nobody imports it; otherwise the world is missing with one importer's trade.
    cases = {
        "rival_share": [(none, Reason.NO_TRADE), (rival, Reason.NOT_COVERED)],
        "external_share": [(~year.several, Reason.ONE_ECONOMY_AREA), (external, Reason.NO_TRADE)],
        "import_export_ratio": [(exported, Reason.NO_EXPORTS)],
        "world_hhi": [(world & none, Reason.NO_TRADE), (world, Reason.ONE_IMPORTER)],
    }
    columns = grid(year.year, year.axes) | year.columns() | {"reason": reasons(none.size, [(none, Reason.NO_TRADE)])}
    return columns | {f"{name}_reason": reasons(none.size, cases[name]) for name in SAID}


def _judged(year: Evidence, rules: Sequence[Rule], verdicts: Sequence[Verdict]) -> Columns:
    """Lay out the verdicts of a year, the rules of each importer and product beside each other."""
    passed = np.stack([verdict.ravel() for verdict in verdicts], axis=-1)
    # Without imports there is nothing to judge, unless the rule's earlier years decide.
    passed[np.ravel(year.numbers["imports"] == 0)[:, None] & (passed == 0)] = -1
    columns = grid(year.year, {**year.axes, "rule": pd.Index([rule.name for rule in rules], dtype="str")})
    columns["passed"] = pd.arrays.BooleanArray(passed.ravel() == 1, passed.ravel() == -1)
    return columns | year.columns(len(rules)) | {"reason": reasons(passed.size, why(year, rules, passed))}
