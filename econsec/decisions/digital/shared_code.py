"""Work on each other's code: what developers of one economy push to repositories of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.economies import PORTS
from econsec.codes.public import public
from econsec.decisions.digital.developers import AGGREGATES, QUARTERS
from econsec.decisions.science import coauthorship as ties
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


@public
def yearly(collaboration: pd.DataFrame, *, until: int | None = None) -> pd.DataFrame:
    """Sum four quarters at a time, so that one busy quarter is no trend.

    Parameters
    ----------
    collaboration : DataFrame
        economy (that pushes), partner (whose repositories), year, quarter, value (pushes and pull requests). A cell
        under the publisher's threshold is missing, and missing cells are not summed.
    until : int, optional
        Last year that is kept.

    Returns
    -------
    DataFrame
        economy, partner, turn (4 year + quarter - 1, of the last of the four), value; aggregates left out.

    Raises
    ------
    NoDataError
        There are no four quarters.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"economy": "JPN", "partner": "IND", "year": 2024, "quarter": [1, 2, 3, 4], "value": 5.0})
    >>> yearly(rows)[["turn", "value"]].values.tolist()
    [[8099.0, 20.0]]
    """
    require(collaboration, ("economy", "partner", "year", "quarter", "value"), name="collaboration")
    kept = ~collaboration["economy"].isin(AGGREGATES) & ~collaboration["partner"].isin(AGGREGATES)
    kept &= collaboration["economy"] != collaboration["partner"]
    if until is not None:
        kept &= collaboration["year"] <= until
    own = collaboration[kept]
    turn = QUARTERS * own["year"].astype("int64") + own["quarter"].astype("int64") - 1
    turns = list(range(int(turn.min()), int(turn.max()) + 1)) if len(own) else []
    if len(turns) < QUARTERS:
        raise NoDataError("no four quarters of collaboration")
    wide = own.assign(turn=turn).pivot_table(index=["economy", "partner"], columns="turn", values="value")
    summed = wide.reindex(columns=turns).T.rolling(QUARTERS, min_periods=1).sum().iloc[QUARTERS - 1 :]
    found = summed.T.reset_index().melt(id_vars=["economy", "partner"], var_name="turn", value_name="value")
    found = found[found["value"] > 0].astype({"turn": "int64"})
    return found.sort_values(["economy", "partner", "turn"], ignore_index=True)


@public
def sent(summed: pd.DataFrame) -> pd.DataFrame:
    """Share out what each economy pushes abroad among the economies that receive it.

    share = pushes to the partner / pushes to all economies abroad that the table holds.

    Parameters
    ----------
    summed : DataFrame
        From `yearly`.

    Returns
    -------
    DataFrame
        economy, partner, turn, value, share (0..1), rank (1 the largest), of (how many partners).

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"economy": "JPN", "partner": ["USA", "IND"], "turn": 8102, "value": [3.0, 1.0]})
    >>> sent(rows)[["partner", "share", "rank"]].values.tolist()
    [['USA', 0.75, 1], ['IND', 0.25, 2]]
    """
    require(summed, ("economy", "partner", "turn", "value"), name="summed")
    groups = summed.groupby(["turn", "economy"])["value"]
    found = summed.assign(
        share=summed["value"] / groups.transform("sum"),
        rank=groups.rank(ascending=False, method="min").astype("int64"),
        of=groups.transform("count").astype("int64"),
    )
    return found.sort_values(["turn", "economy", "rank", "partner"], ignore_index=True)


@public
def sides(shares: pd.DataFrame, *, importer: str, partner: str, rival: str) -> pd.DataFrame:
    """Keep what importer and partner push to each other, to the rival, and to the port beside the rival.

    Parameters
    ----------
    shares : DataFrame
        From `sent`.
    importer, partner, rival : str
        ISO3 codes.

    Returns
    -------
    DataFrame
        The rows, with part: "importer", "partner", "rival" or "entrepot" (Hong Kong where the rival is China).

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"economy": "JPN", "partner": ["USA", "HKG", "CHN"], "turn": 8102, "value": 1.0})
    >>> sides(sent(rows), importer="JPN", partner="IND", rival="CHN")["part"].tolist()
    ['rival', 'entrepot']
    """
    parts = {PORTS.get(rival, rival): "entrepot"} | {importer: "importer", partner: "partner", rival: "rival"}
    own = shares[shares["economy"].isin([importer, partner]) & shares["partner"].isin(parts)]
    return own.assign(part=own["partner"].map(parts))


@public
def together(summed: pd.DataFrame) -> pd.DataFrame:
    """Add the two directions of each pair in the last four quarters, beside what the sizes of the two would give.

    works = pushes of one to the other + of the other to the one; index as in `ties.index`. A direction under the
    publisher's threshold is missing and adds nothing, so the sum is the least that there is.

    Parameters
    ----------
    summed : DataFrame
        From `yearly`.

    Returns
    -------
    DataFrame
        Both ways of every pair: economy, partner, sent, received, works, index (1 is what size alone would give).

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"economy": ["JPN", "IND"], "partner": ["IND", "JPN"], "turn": 8102, "value": [3.0, 1.0]})
    >>> together(rows)[["economy", "sent", "received", "works"]].values.tolist()
    [['IND', 1.0, 3.0, 4.0], ['JPN', 3.0, 1.0, 4.0]]
    """
    require(summed, ("economy", "partner", "turn", "value"), name="summed")
    last = summed[summed["turn"] == summed["turn"].max()]
    out = last[["economy", "partner", "value"]].rename(columns={"value": "sent"})
    back = out.rename(columns={"economy": "partner", "partner": "economy", "sent": "received"})
    found: pd.DataFrame = out.merge(back, on=["economy", "partner"], how="outer")
    found["works"] = found["sent"].fillna(0.0) + found["received"].fillna(0.0)
    found["index"] = ties.index(found)["index"]  # of the same rows, in the same order
    return found.sort_values(["economy", "partner"], ignore_index=True)


@public
def circle(pairs: pd.DataFrame, *, always: Sequence[str], size: int = 7) -> list[str]:
    """Choose the economies of a picture: those asked for, and whom the first two work with most.

    Parameters
    ----------
    pairs : DataFrame
        From `together`.
    always : sequence of str
        ISO3 codes; those that push nothing are left out.
    size : int
        How many economies.

    Returns
    -------
    list of str
        ISO3 codes: those asked for, then the others by what they do with the first two.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"economy": "JPN", "partner": ["IND", "USA", "DEU"], "works": [1.0, 9.0, 5.0]})
    >>> circle(rows, always=["JPN", "IND"], size=3)
    ['JPN', 'IND', 'USA']
    """
    require(pairs, ("economy", "partner", "works"), name="pairs")
    known = {*pairs["economy"], *pairs["partner"]}
    first = [code for code in always if code in known]
    near = pairs[pairs["economy"].isin(list(always[:2]))].groupby("partner")["works"].sum()
    others = near.drop(labels=first, errors="ignore").sort_values(ascending=False, kind="stable").index
    return [*first, *others][:size]
