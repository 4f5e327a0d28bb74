"""From a need and an offer to a low, a central and a high replaceable amount, and the thing that limits it."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.substitution.assumptions import Assumptions
from econsec.decisions.substitution.grades import grade, mixed, of_codes
from econsec.decisions.tables import require

DEFAULT = Assumptions()
SIDES = ("imports", "from_rival", "to_third", "spare", "unit_value_ratio")


@public
def size(sides: pd.DataFrame, assumptions: Assumptions = DEFAULT) -> pd.DataFrame:
    """Size what could be replaced within a year, from what is bought and what is on offer.

    redirectable = min(to_third, max(0, net_exports), made), as far as these are known: who buys more of a product than
    it sells passes goods on and has none to redirect. spare counts nothing there either, unless some is made at home.
    Of a code that holds several goods what is bought may be another good than what is sold: there the high case, which
    is a ceiling, is not bounded by net exports. capacity = redirect x redirectable + spare fraction x spare;
    replaceable = min(from_rival, grade x capacity); in the high case grade is at least what is sold near the rival's
    price.

    Parameters
    ----------
    sides : DataFrame, one row a product (or a product and partner)
        Columns imports (of the importer, all suppliers), from_rival, to_third (partner's exports to third markets),
        spare (its past peak less the present), all USD; unit_value_ratio (partner's over the rival's; NaN: unknown).
        An amount that the source does not give is NaN, which is not zero; spare NaN counts as none. Where known:
        product (HS code), net_exports (the partner's exports less its imports, USD), made (what it makes at home, USD),
        near_share (0..1 of its third-market sales, within the wide band of the rival's price).
    assumptions : Assumptions
        Fractions of the three cases and the band of unit values.

    Returns
    -------
    DataFrame
        `sides` with, added: redirectable (USD), grade, rival_share, ceiling (USD, whatever the grade), low, central,
        high (USD),
        low_share, central_share, high_share (of from_rival, 0..1), limit and reason (see `substitution.ledger`).
        ``attrs["assumptions"]`` holds the assumptions as a dict.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> sides = pd.DataFrame(
    ...     {"imports": [100.0], "from_rival": 100.0, "to_third": 30.0, "spare": 0.0, "unit_value_ratio": 1.0}
    ... )
    >>> size(sides)[["low", "central", "high", "high_share"]].round(2).values.tolist()
    [[3.0, 9.0, 30.0, 0.3]]
    """
    require(sides, SIDES, name="sides")
    need = sides["from_rival"]
    net, made, near = (_known(sides, name) for name in ("net_exports", "made", "near_share"))
    bounds = pd.concat([sides["to_third"], net.clip(lower=0.0), made], axis=1)
    found = sides.assign(
        # NaN must stay NaN: a bound alone does not say that anything is sold.
        redirectable=bounds.min(axis=1).where(sides["to_third"].notna()),
        spare=sides["spare"].fillna(0.0).where(~(net <= 0) | (made > 0), 0.0),
        grade=grade(sides["unit_value_ratio"], assumptions.unit_value_band),
    )
    bounded, most = [found["redirectable"], found["spare"]], [found["redirectable"], found["spare"]]
    if (codes := _codes(sides)) is not None:
        found["grade"] = of_codes(found["grade"], codes)
        one = ~np.array(mixed(codes), dtype=bool)
        unbounded = [sides["to_third"].clip(upper=made.fillna(np.inf)), sides["spare"].fillna(0.0)]
        most = [own.where(one, all_) for own, all_ in zip(bounded, unbounded, strict=True)]
    found["rival_share"] = need / found["imports"].where(found["imports"] > 0)
    found["ceiling"] = np.minimum(need, most[0] + most[1])
    for name, case in assumptions.cases().items():
        weight = found["grade"].map(dict(case.grades)).astype(float)
        weight = weight.clip(lower=near.fillna(0.0)) if name == "high" else weight
        exports, spare = most if name == "high" else bounded
        found[name] = np.minimum(need, weight * (case.redirect * exports + case.spare * spare))
        found[f"{name}_share"] = found[name] / need.where(need > 0)
    found["limit"] = _limit(found, bounded[0] + bounded[1], sides["to_third"] + sides["spare"].fillna(0.0), assumptions)
    found["reason"] = _reason(found)
    found.attrs["assumptions"] = asdict(assumptions)
    return found


def _known(sides: pd.DataFrame, name: str) -> pd.Series[float]:
    """Return a column that may not be there: of what nothing is known nothing is bounded."""
    return sides[name].astype(float) if name in sides else pd.Series(np.nan, index=sides.index)


def _codes(sides: pd.DataFrame) -> list[str] | None:
    """Return the product of each row, from a column or a level of the index; None where rows have no codes."""
    if "product" in sides:
        return list(sides["product"])
    return list(sides.index.get_level_values("product")) if "product" in sides.index.names else None


def _limit(
    found: pd.DataFrame, there: pd.Series[float], sold: pd.Series[float], assumptions: Assumptions
) -> pd.Series[str]:
    """Name the first thing in the way of the central case."""
    need, case = found["from_rival"], assumptions.central
    weight = found["grade"].map(dict(case.grades)).astype(float)
    soon = case.redirect * found["redirectable"] + case.spare * found["spare"]
    words = {
        "not in the source": need.isna() | there.isna(),
        "nothing to replace": need <= 0,
        "no exports": sold <= 0,
        "net imports": there <= 0,
        "need": found["central"] >= need,
        "several goods": found["grade"] == "several goods",
        "grade not known": ((weight <= 0) | (soon >= need)) & (found["grade"] == "unknown"),
        "grade": (weight <= 0) | (soon >= need),
        "redirectable exports": there < need,
    }
    return pd.Series(np.select(list(words.values()), list(words), "pace"), index=found.index, dtype="str")


def _reason(found: pd.DataFrame) -> pd.Series[str]:
    """Say why a share is missing."""
    words = {
        "no imports": found["imports"] <= 0,
        "nothing from the rival": found["from_rival"] <= 0,
        "imports from the rival are not in the source": found["from_rival"].isna(),
        "the partner's exports are not in the source": found["to_third"].isna(),
    }
    return reasons(words, found.index)


def reasons(words: dict[str, pd.Series[bool]], index: pd.Index) -> pd.Series[str]:
    """Return for each row the first reason that holds, None where none does.

    Examples
    --------
    >>> reasons({"no trade": pd.Series([True, False])}, pd.RangeIndex(2)).tolist()
    ['no trade', None]
    """
    said = np.select([np.asarray(holds) for holds in words.values()], list(words), "")
    return pd.Series(said, index=index, dtype=object).where(said != "", None)
