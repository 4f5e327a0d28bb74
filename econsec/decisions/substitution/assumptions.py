"""What the ledger takes for granted, each number with its reason, and each open to change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from econsec.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES = ("low", "central", "high")
GRADES = ("same grade", "unclear", "dearer grade", "cheaper grade", "several goods", "unknown")


@dataclass(frozen=True)
class Case:
    """One case of the ledger: what fraction of each thing counts.

    Parameters
    ----------
    redirect : float
        Fraction of the partner's exports to third markets that could be sold to the importer within a year, 0..1.
    spare : float
        Fraction of (past peak of the partner's exports less present) that could be made again within a year, 0..1.
    grades : mapping of str to float
        Fraction that counts by grade, 0..1: the words of `GRADES`.

    Examples
    --------
    >>> Case(redirect=1.0, spare=1.0, grades=dict.fromkeys(GRADES, 1.0)).redirect
    1.0
    """

    redirect: float
    spare: float
    grades: Mapping[str, float]

    def __post_init__(self) -> None:
        numbers = [self.redirect, self.spare, *self.grades.values()]
        if set(self.grades) != set(GRADES) or not all(0 <= number <= 1 for number in numbers):
            raise ParameterError(f"a case with {numbers}", expected=f"fractions in 0..1 for redirect, spare, {GRADES}")


def _grades(
    same: float, unclear: float, dearer: float, cheaper: float, several: float, unknown: float
) -> dict[str, float]:
    return dict(zip(GRADES, (same, unclear, dearer, cheaper, several, unknown), strict=True))


@dataclass(frozen=True)
class Assumptions:
    """The ledger's assumptions, with defaults that are judgements and say so.

    Parameters
    ----------
    unit_value_band : tuple of float
        (same, other): unit values within a factor `same` of each other are the same grade, beyond a factor `other`
        another grade, between them unclear. 1.25 is the usual line between one quality and two in intra-industry
        trade (Greenaway, Hine and Milner 1995; Fontagne and Freudenberg 1997); 2 is a judgement: freight, size and
        purity within one HS6 code seldom explain more.
    peak_years : int
        How old a lost peak may be for its plant to be taken as standing: 5 years, a judgement, for no source says which
        plants stand (works mothballed for longer have lost their people and permits, and do not come back within a
        year). Of an economy that now buys more of the product than it sells none is taken as standing at any age,
        unless a publisher counts output there.
    low : Case
        10 % of third-market exports (what is sold spot or comes up for renewal in a quarter or two), no spare
        capacity, only what is plainly the same grade.
    central : Case
        30 % of third-market exports, a judgement: contracts of a year or less come up for renewal in part, and no
        source states how much could change hands; half of the spare capacity; half where the grade is unclear or
        unknown; nothing of a code that holds several goods, for which of them is sold is not known.
    high : Case
        All third-market exports and all spare capacity: a ceiling of what is physically there, not a forecast. Other
        buyers would go without. Dearer goods count, for a dear supply is security too; of cheaper ones, which may not
        do, only the part that is sold within the wide band of the rival's price.

    Raises
    ------
    ParameterError
        Fractions outside 0..1, a band not in order, or a low case above a central or high one.

    References
    ----------
    Greenaway, Hine, Milner (1995), Economic Journal 105. Fontagne, Freudenberg (1997), CEPII WP 97-01.

    Examples
    --------
    >>> Assumptions().central.redirect
    0.3
    """

    unit_value_band: tuple[float, float] = (1.25, 2.0)
    peak_years: int = 5
    low: Case = field(default_factory=lambda: Case(0.10, 0.0, _grades(1.0, 0.0, 0.0, 0.0, 0.0, 0.0)))
    central: Case = field(default_factory=lambda: Case(0.30, 0.5, _grades(1.0, 0.5, 0.0, 0.0, 0.0, 0.5)))
    high: Case = field(default_factory=lambda: Case(1.0, 1.0, _grades(1.0, 1.0, 1.0, 0.0, 1.0, 1.0)))

    def __post_init__(self) -> None:
        same, other = self.unit_value_band
        if not 1 <= same <= other:
            raise ParameterError(f"unit_value_band {self.unit_value_band}", expected="1 <= same <= other")
        for below, above in ((self.low, self.central), (self.central, self.high)):
            ordered = below.redirect <= above.redirect and below.spare <= above.spare
            if not (ordered and all(below.grades[grade] <= above.grades[grade] for grade in GRADES)):
                raise ParameterError("a lower case counts more than a higher one", expected="low <= central <= high")

    def cases(self) -> dict[str, Case]:
        """Return the three cases by name, from low to high."""
        return {"low": self.low, "central": self.central, "high": self.high}
