"""Where a series of one code passes from one revision of the Harmonised System to the next, and how sure that is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes import revisions
from econsec.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Hashable

UNKNOWN = "not known"
CANNOT = ("n:n", UNKNOWN)


def joints(series: pd.DataFrame, *, period: str, many: bool = True) -> pd.DataFrame:
    """Say where each code's series was joined from two revisions.

    Parameters
    ----------
    series : DataFrame
        product (HS, six digits), revision (as Comtrade names it, or HS2017 ...), and the period.
    period : str
        The column of the period, which sorts.
    many : bool
        Whether to let a joint pass that hides a break; False refuses it.

    Returns
    -------
    DataFrame
        product, period (the first in the later revision), before, after (revisions), kind: "1:1" where the code holds
        the same goods in both, "1:n", "n:1" or "n:n" where it does not, "not known" where no correlation is at hand.

    Raises
    ------
    ParameterError
        A joint is of the kind n:n or not known, and `many` is not set.

    Examples
    --------
    >>> import pandas as pd
    >>> series = pd.DataFrame({"product": "280530", "revision": ["H5", "H6"], "year": [2021, 2022]})
    >>> joints(series, period="year").to_numpy().tolist()
    [['280530', 2022, 'HS2017', 'HS2022', '1:1']]
    """
    known = series[["product", "revision", period]].drop_duplicates()
    known = known.assign(revision=known["revision"].map(lambda name: revisions.COMTRADE.get(name, name)).astype("str"))
    known = known.sort_values(["product", period], kind="stable", ignore_index=True)
    before = known.groupby("product")["revision"].shift()
    joined = known[before.notna() & (before != known["revision"])]
    rows = [
        (code, when, old, new, kind(code, old, new))
        for (code, new, when), old in zip(
            joined[["product", "revision", period]].itertuples(index=False, name=None),
            before[joined.index],
            strict=True,
        )
    ]
    found = pd.DataFrame(rows, columns=["product", period, "before", "after", "kind"])
    broken = found[found["kind"].isin(CANNOT)]
    if not many and len(broken):
        raise _refused(broken.iloc[0].to_dict(), period)
    return found


@cache
def kind(code: str, before: str, after: str) -> str:
    """Return how a code of one revision stands to the same digits in another.

    Examples
    --------
    >>> kind("280530", "HS2017", "HS2022"), kind("280530", "HS2007", "HS2022")
    ('1:1', 'not known')
    """
    if before not in revisions.REVISIONS or after not in revisions.REVISIONS:
        return UNKNOWN
    if not (code in revisions.codes_of(before) and code in revisions.codes_of(after)):
        return UNKNOWN
    pairs = revisions.convert(code, from_=before, to=after, many=True)
    same = pairs.loc[pairs["to"] == code, "kind"]
    return str(same.iloc[0]) if len(same) else UNKNOWN


def _refused(joint: dict[Hashable, object], period: str) -> ParameterError:
    return ParameterError(
        f"{joint['product']} of {joint['before']} and of {joint['after']} are not the same goods ({joint['kind']}), "
        f"and the series passes from one to the other in {joint[period]}",
        hint="many=True lets it pass, and says where.",
    )
