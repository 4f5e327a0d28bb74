"""Judging evidence by rules: three values, since what is not known is neither dependent nor safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from econsec.indicators.arrays.edges import Reason
from econsec.indicators.dependence.evidence import KEYS, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.indicators.dependence.rules import Rule

Verdict = npt.NDArray[np.int8]  # 1 holds, 0 does not, -1 cannot be judged


def judge(year: Evidence, rule: Rule) -> Verdict:
    """Judge one year alone by the conditions of a rule."""
    imports, exports = year.numbers["imports"], year.numbers["exports"]
    fails, unknown = np.zeros(imports.shape, np.bool_), np.zeros(imports.shape, np.bool_)
    for condition in rule.conditions:
        number = year.numbers[condition.number]
        missing = np.isnan(number)
        if condition.number == "import_export_ratio":
            missing &= exports > 0  # zero exports count as above any ratio
        if condition.number == "external_share":
            missing &= year.several  # says nothing for an area of one economy: left out
        fails |= number <= condition.above
        unknown |= missing
    # An economy that imports nothing does not depend on imports.
    return np.where((imports == 0) | fails, 0, np.where(unknown, -1, 1)).astype(np.int8)


def judge_all(found: Sequence[Evidence], rule: Rule) -> list[Verdict]:
    """Judge every year by a rule, over the rule's window of years.

    Years, economies and products that the frame lacks are unknown: the rule is judged where they cannot matter.
    """
    alone = [judge(year, rule) for year in found]
    if rule.window == 1:
        return alone
    place = {year.year: position for position, year in enumerate(found)}
    made = []
    for now, verdict in zip(found, alone, strict=True):
        past = [None if now.year is None else place.get(now.year - back) for back in range(1, rule.window)]
        window = np.stack([verdict, *(_aligned(now, found, alone, position) for position in past)])
        holds, unknown = (window == 1).sum(axis=0), (window == -1).sum(axis=0)
        made.append(np.where(holds >= rule.least, 1, np.where(holds + unknown < rule.least, 0, -1)).astype(np.int8))
    return made


def _aligned(now: Evidence, found: Sequence[Evidence], alone: Sequence[Verdict], position: int | None) -> Verdict:
    """Return an earlier year's verdict on this year's importers and products, unknown where it has none."""
    if position is None:
        return np.full(now.top.shape, -1, np.int8)
    rows, columns = (found[position].axes[key].get_indexer(now.axes[key]) for key in KEYS)
    made = np.full(now.top.shape, -1, np.int8)
    made[np.ix_(rows >= 0, columns >= 0)] = alone[position][np.ix_(rows[rows >= 0], columns[columns >= 0])]
    return made


def why(year: Evidence, rules: Sequence[Rule], passed: Verdict) -> list[tuple[npt.NDArray[Any], Reason]]:
    """Return the reasons that may apply to verdicts (importer and product, rule), the first that holds counts."""
    unknown = passed == -1
    none, home = (np.ravel(year.numbers[name] == 0)[:, None] for name in ("imports", "exports"))
    no_world, no_rival = (np.isnan(np.ravel(year.numbers[name]))[:, None] for name in ("world_hhi", "rival_share"))

    def use(number: str) -> npt.NDArray[np.bool_]:
        return np.array([any(condition.number == number for condition in rule.conditions) for rule in rules])

    return [
        (unknown & none, Reason.NO_TRADE),
        (~none & no_rival & use("rival_share"), Reason.NOT_COVERED),
        (unknown & no_world & use("world_hhi"), Reason.ONE_IMPORTER),
        (unknown & np.array([rule.window > 1 for rule in rules]), Reason.TOO_FEW_YEARS),
        (~np.ravel(year.several)[:, None] & use("external_share"), Reason.ONE_ECONOMY_AREA),
        (home & use("import_export_ratio"), Reason.NO_EXPORTS),
    ]
