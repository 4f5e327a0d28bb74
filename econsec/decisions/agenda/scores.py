"""Scores for the matrix of complementarity, one kind a function: they turn figures into 0..1 and say of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.codes.public import public
from econsec.decisions.agenda.matrix import laid_out, of_kind
from econsec.decisions.substitution.assumptions import CASES
from econsec.decisions.substitution.grades import graded
from econsec.decisions.tables import distinct, require
from econsec.errors import ParameterError

if TYPE_CHECKING:
    import pandas as pd


@public
def need_met(
    measure: str, forward: pd.DataFrame, reverse: pd.DataFrame, *, year: int, suffix: str = ""
) -> pd.DataFrame:
    """Score goods in both directions: the part of what the buyer takes from the rival that the supplier could replace.

    score = sum of the central amounts / sum of imports from the rival, over the products that are sized; its ends are
    those of the low and of the high case. Imports that are not sized are left out of both sums, which may raise the
    score: left_out says how many. Ledgers whose goods are graded by price are of a kind of their own, for what is sized
    by value alone passes no such screen: the two do not compare.

    Parameters
    ----------
    measure : str
        A measure of the agenda, of kind "need met".
    forward, reverse : DataFrame
        The ledger of an importer and its partner, and the one with the two exchanged.
    year : int
        Of the figures.
    suffix : str
        "" for the gross amounts, "_net" for those after hidden rival content: where nothing is known of the content
        none is left in the low and the central case, all in the high one.

    Returns
    -------
    DataFrame
        Two rows for `matrix`: measure, supplier, buyer, score, score_low, score_high (0..1, NaN without need that can
        be judged), value (USD replaceable), of (USD from the rival), unit, year, left_out (USD from the rival that is
        not sized), reason (where all of the need is left out, else None), kind ("need met" or "need met by grade").

    Raises
    ------
    MissingColumnError
        A column is missing.
    ParameterError
        The measure is unknown, or of another kind.

    Examples
    --------
    >>> import pandas as pd
    >>> forward = pd.DataFrame({"importer": ["JPN"], "partner": "IND", "from_rival": 8.0, "low": 0.0, "central": 2.0})
    >>> reverse = pd.DataFrame({"importer": ["IND"], "partner": "JPN", "from_rival": 4.0, "low": 4.0, "central": 4.0})
    >>> both = [ledger.assign(high=4.0) for ledger in (forward, reverse)]
    >>> need_met("medicines_trade", *both, year=2024)[["supplier", "score", "score_high"]].values.tolist()
    [['IND', 0.25, 0.5], ['JPN', 1.0, 1.0]]
    """
    of_kind(measure, "need met")
    ends = [f"{case}{suffix}" for case in CASES]
    rows = []
    for found in (forward, reverse):
        require(found, ("importer", "partner", "from_rival", *CASES, *ends), name="ledger")
        known = found[found["from_rival"].notna() & found["central"].notna()]
        need = float(known["from_rival"].sum())
        least, met = (float(known[end].sum()) for end in ends[:2])
        most = float(known[ends[2]].fillna(known["high"]).sum())
        sides = {"supplier": found["partner"].iloc[0], "buyer": found["importer"].iloc[0]}
        out = float(found.loc[found["central"].isna(), "from_rival"].sum())
        said = "what could replace it is not known" if out > 0 and not need > 0 else None
        scores = zip(("score_low", "score", "score_high"), (least, met, most), strict=True)
        row = sides | {name: amount / need if need > 0 else np.nan for name, amount in scores}
        rows.append(row | {"value": met, "of": need, "left_out": out, "reason": said})
    kind = "need met by grade" if any(graded(found) for found in (forward, reverse)) else None
    return laid_out(measure, [row | {"kind": kind} for row in rows], unit="USD", year=year)


def balance(measure: str, amounts: pd.Series[float], *, one: str, other: str, unit: str, year: int) -> pd.DataFrame:
    """Score what two economies have of the same thing: each one's part of the two together.

    Parameters
    ----------
    measure : str
        A measure of the agenda, of kind "balance".
    amounts : Series
        Amount by economy (ISO3), >= 0; an economy that is absent is not known, not zero.
    one, other : str
        ISO3 codes.
    unit : str
        Of the amounts.
    year : int
        Of the figures.

    Returns
    -------
    DataFrame
        Two rows for `matrix`; score NaN where one of the two is not known, or both have none.

    Raises
    ------
    ParameterError
        The measure is unknown, or of another kind, or the two economies are one.

    Examples
    --------
    >>> import pandas as pd
    >>> amounts = pd.Series({"IND": 30.0, "JPN": 10.0})
    >>> found = balance("ict_services", amounts, one="IND", other="JPN", unit="USD", year=2024)
    >>> found[["supplier", "buyer", "score"]].values.tolist()
    [['IND', 'JPN', 0.75], ['JPN', 'IND', 0.25]]
    """
    of_kind(measure, "balance")
    distinct(one=one, other=other)
    known = amounts.astype(float).reindex([one, other])
    total = float(known.sum(skipna=False))
    rows = [
        {
            "supplier": supplier,
            "buyer": buyer,
            "score": float(known[supplier]) / total if total > 0 else np.nan,
            "value": float(known[supplier]),
            "of": total,
        }
        for supplier, buyer in ((one, other), (other, one))
    ]
    return laid_out(measure, rows, unit=unit, year=year)


@public
def intensity(measure: str, ties: pd.DataFrame, *, one: str, other: str, unit: str, year: int) -> pd.DataFrame:
    """Score a tie without direction against what the sizes of the two would give.

    r = ties of the two x ties of all / (ties of one x ties of other), own ties left out; score = r / (1 + r).

    Parameters
    ----------
    measure : str
        A measure of the agenda, of kind "intensity".
    ties : DataFrame
        All pairs of economies, each once: one, other (ISO3), value (>= 0).
    one, other : str
        ISO3 codes.
    unit : str
        Of the ties.
    year : int
        Of the figures.

    Returns
    -------
    DataFrame
        Two rows for `matrix` with the same score (a tie has no direction): value is the tie, of the expected one.

    Raises
    ------
    MissingColumnError
        A column is missing.
    ParameterError
        The measure is unknown, or of another kind, or the two economies are one.

    Examples
    --------
    >>> import pandas as pd
    >>> ties = pd.DataFrame({"one": ["IND", "IND", "JPN"], "other": ["JPN", "USA", "USA"], "value": [2.0, 2.0, 2.0]})
    >>> intensity("co_authorship", ties, one="IND", other="JPN", unit="works", year=2023).of.tolist()
    [1.3333333333333333, 1.3333333333333333]
    """
    of_kind(measure, "intensity")
    distinct(one=one, other=other)
    require(ties, ("one", "other", "value"), name="ties")
    pairs = ties[ties["one"] != ties["other"]]
    among = pairs["one"].isin([one, other]) & pairs["other"].isin([one, other])
    tie = float(pairs.loc[among, "value"].sum())
    # A tie counts once for each of its ends, so the ends of all ties are twice the ties.
    of_one, of_other = (
        float(pairs.loc[(pairs["one"] == economy) | (pairs["other"] == economy), "value"].sum())
        for economy in (one, other)
    )
    ends = 2 * float(pairs["value"].sum())
    expected = of_one * of_other / ends if ends > 0 else np.nan
    ratio = tie / expected if expected and expected > 0 else np.nan
    row = {"score": ratio / (1 + ratio), "value": tie, "of": expected}
    rows = [{"supplier": one, "buyer": other} | row, {"supplier": other, "buyer": one} | row]
    return laid_out(measure, rows, unit=unit, year=year)


def gap_filled(
    measure: str, *, gap: float, increase: float, supplier: str, buyer: str, unit: str, year: int
) -> pd.DataFrame:
    """Score how far one year's increase in one economy would fill a gap in another.

    score = min(1, max(0, increase) / gap).

    Parameters
    ----------
    measure : str
        A measure of the agenda, of kind "gap filled".
    gap, increase : float
        The gap above zero; an increase that is not known is NaN. They should be in the same unit; where they are not
        (accounts against persons), the measure says so among what does not compare.
    supplier, buyer : str
        ISO3 codes.
    unit : str
        Of the increase.
    year : int
        Of the increase.

    Returns
    -------
    DataFrame
        One row for `matrix`: value is the increase, of the gap; score NaN where the increase is not a finite number,
        with the reason.

    Raises
    ------
    ParameterError
        The measure is unknown, or of another kind, or the gap is not above zero.

    Examples
    --------
    >>> sides = {"supplier": "IND", "buyer": "JPN", "unit": "accounts", "year": 2025}
    >>> gap_filled("talent_gap", gap=4.0, increase=1.0, **sides).score.item()
    0.25
    """
    of_kind(measure, "gap filled")
    if not gap > 0:
        raise ParameterError(f"a gap of {gap}", expected="a number above zero")
    known = bool(np.isfinite(increase))
    row = {"supplier": supplier, "buyer": buyer, "score": min(1.0, max(0.0, increase) / gap) if known else np.nan}
    row |= {"value": increase if known else np.nan, "of": gap, "reason": None if known else "the increase is not known"}
    return laid_out(measure, [row], unit=unit, year=year)
