"""Which mixes of suppliers are within reach: today's, the safest, and the cheapest at half the gain of safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.decisions.candidates import candidates
from econsec.decisions.diversification import frontier
from econsec.decisions.sizing import DEFAULT
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.decisions.assumptions import Assumptions

STEPS = ("today", "halfway", "safest")
# An economy that nobody has scored is taken for the worst governed: it must not look safe for want of a score.
WORST = 10.0
POINTS = 21
LEAST = 1e-6
COLUMNS = ["product", "step", "supplier", "share", "price", "risk", "hhi"]


def mixes(
    flows: pd.DataFrame,
    *,
    importer: str,
    rival: str,
    products: Sequence[str],
    governance: pd.Series[float],
    year: int | None = None,
    history: pd.DataFrame | None = None,
    assumptions: Assumptions = DEFAULT,
) -> pd.DataFrame:
    """Set today's mix of suppliers beside the safest within reach, and the cheapest that takes off half as much risk.

    Both lie on the frontier from the cheapest allocation to the safest (`diversification.frontier`); suppliers are
    capped at what they sell today and the ledger's high case, net of hidden rival content (`candidates`).

    price = sum c_j s_j / sum c_j s_j of today: 1 is what today's mix costs a tonne; risk = sum w_j s_j**2.

    Parameters
    ----------
    flows, history : DataFrame
        As for `candidates`.
    importer, rival : str
        ISO3 codes.
    products : sequence of str
        Those that the importer does not buy from the rival are left out.
    governance : Series
        Score by economy, 0 (best) .. 10 (worst); an economy without one counts as 10.
    year : int, optional
        Needed if the flows hold several.
    assumptions : Assumptions
        As for `candidates`.

    Returns
    -------
    DataFrame
        One row a product, step (today, halfway, safest) and supplier with a share above zero: share (0..1), and of the
        whole mix price (1 is today's; NaN where no tonnes are known), risk (0..10) and hhi (0..1). Only today and
        safest where no mix is safer than today's, or only one is.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "IND", "IND"], importer=["JPN", "JPN", "USA"], product="1", value=[8, 2, 5])
    >>> flows = flows.assign(tonnes=[8, 2, 5])
    >>> worth = pd.Series({"CHN": 5.0, "IND": 5.0})
    >>> found = mixes(flows, importer="JPN", rival="CHN", products=["1"], governance=worth)
    >>> found.loc[found.supplier == "CHN", ["step", "share"]].round(2).values.tolist()
    [['today', 0.8], ['safest', 0.5]]
    """
    parts: list[pd.DataFrame] = []
    for product in products:
        try:
            known = candidates(
                flows,
                importer=importer,
                rival=rival,
                product=product,
                year=year,
                history=history,
                governance=governance,
                net=True,
                assumptions=assumptions,
            )
        except NoDataError:
            continue
        known["weight"] = known["weight"].fillna(WORST)
        parts.append(_steps(known).assign(product=product))
    return pd.concat(parts, ignore_index=True)[COLUMNS] if parts else pd.DataFrame(columns=COLUMNS)


def _steps(known: pd.DataFrame) -> pd.DataFrame:
    """Return today's mix and two of the frontier for one product, each with its measures."""
    line = frontier(known, points=POINTS)
    risks = line.groupby("point")["risk"].first()
    shares = {"today": known["now"]}
    now = float((known["weight"] * known["now"] ** 2).sum())
    enough = risks[risks <= (now + float(risks.iloc[-1])) / 2 + LEAST]
    if len(enough) > 1:
        shares["halfway"] = _share(line, int(enough.index[0]), known)
    shares["safest"] = _share(line, int(risks.index[-1]), known)
    cost = float((known["now"] * known["cost"]).sum()) if known["cost_known"].any() else float("nan")
    rows = [
        known[["supplier"]].assign(
            step=step,
            share=share,
            price=float((share * known["cost"]).sum()) / cost,
            risk=float((known["weight"] * share**2).sum()),
            hhi=float((share**2).sum()),
        )
        for step, share in shares.items()
    ]
    found = pd.concat(rows, ignore_index=True)
    return found[found["share"] > LEAST]


def _share(line: pd.DataFrame, point: int, known: pd.DataFrame) -> pd.Series[float]:
    """Return the shares of a point of the frontier in the order of the suppliers."""
    own = line[line["point"] == point].set_index("supplier")["share"]
    return own.reindex(known["supplier"]).set_axis(known.index)
