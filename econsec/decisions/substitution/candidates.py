"""Who could be on the frontier: present and possible suppliers of a product with their caps, costs and weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.substitution.partners import best
from econsec.decisions.substitution.sizing import DEFAULT
from econsec.decisions.tables import of_year, past_of
from econsec.errors import NoDataError, ParameterError

if TYPE_CHECKING:
    from econsec.decisions.substitution.assumptions import Assumptions
    from econsec.flows.trade import Trade

# Even the best governed supplier adds some risk: without a floor it would take the whole need.
LEAST_WEIGHT = 0.5


@public
def candidates(  # noqa: PLR0913 - those of the ledger, and what makes a cost and a weight
    trade: Trade | pd.DataFrame,
    *,
    importer: str,
    rival: str,
    product: str,
    year: int | None = None,
    history: pd.DataFrame | None = None,
    governance: pd.Series[float] | None = None,
    case: str = "high",
    net: bool = False,
    inputs: pd.DataFrame | None = None,
    assumptions: Assumptions = DEFAULT,
) -> pd.DataFrame:
    """List suppliers of one product with what the frontier needs to know of each.

    cap = (present sales to the importer + what the ledger says it could add) / the importer's imports; the rival's cap
    is its present share. What a supplier could add is counted as far as it replaces the rival: gross, or net of what
    may be the rival's own goods, gross x (1 - hidden), with hidden as in `partners.best`. Present sales stay as they
    are. cost = its unit value / the mean unit value of the importer's purchases. Shares are of value, so that a tonne
    of a mix costs 1 / sum(s_j / cost_j); sum cost_j s_j would be its price were they shares of tonnes (`mixture`).

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, its complete products; or the world's flows: exporter, importer, product, value (USD,
        >= 0); tonnes and year if known.
    importer, rival : str
        ISO3 codes.
    product : str
        One product.
    year : int, optional
        Needed if the flows hold several.
    history : DataFrame, optional
        Earlier years, as for `substitution.ledger`, by default those of the trade: without them what a supplier has
        shipped before and does not ship now is not counted, and caps are lower.
    governance : Series, optional
        Score by economy, 0 (best) .. 10 (worst), from `indicators.governance_score`; without it all weights are 1.
    case : str
        Which case of the ledger caps a supplier: "low", "central" or "high".
    net : bool
        Add to present sales only what is left without hidden rival content; where that is not known, nothing. A
        frontier that is to lead away from the rival needs it.
    inputs : DataFrame, optional
        What is made of what: product, input (products of the flows), for hidden rival content.
    assumptions : Assumptions
        As for the ledger.

    Returns
    -------
    DataFrame
        One row a supplier, largest first: supplier, now (its present share, 0..1), cap (0..1), cost (1 is the mean;
        1 also where no tonnes are known), cost_known (bool), weight (> 0; NaN where the score is not known).

    Raises
    ------
    NoDataError
        The importer buys none of the product, or none of it from the rival, so that the ledger has nothing to replace.
    ParameterError
        An unknown case.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "IND", "IND"], importer=["JPN", "JPN", "USA"], product="1", value=[8, 2, 5])
    >>> candidates(flows, importer="JPN", rival="CHN", product="1")[["supplier", "now", "cap"]].values.tolist()
    [['CHN', 0.8, 0.8], ['IND', 0.2, 0.7]]
    """
    if case not in assumptions.cases():
        raise ParameterError(f"case {case!r}", expected="low, central or high")
    whole = of_year(trade, year)
    history = past_of(trade, history)
    present = whole[whole["product"] == product]
    bought = present[(present["importer"] == importer) & (present["value"] > 0)]
    if bought.empty:
        raise NoDataError(f"{importer} buys none of {product}", hint="There is nothing to diversify.")
    if not (bought["exporter"] == rival).any():
        raise NoDataError(f"{importer} buys no {product} from {rival}", hint="There is nothing to replace.")
    ranked = best(
        whole,
        importer=importer,
        rival=rival,
        k=len(present),
        year=year,
        history=history,
        inputs=inputs,
        products=[product],
        assumptions=assumptions,
    ).set_index("partner")
    more = ranked[case] * (1 - ranked["hidden"]).fillna(0.0) if net else ranked[case]
    now = bought.groupby("exporter")["value"].sum()
    more = more.reindex(now.index.union(more.index), fill_value=0.0)
    found = pd.DataFrame({"now": now.reindex(more.index, fill_value=0.0), "more": more})
    found = found[(found["now"] > 0) | (found["more"] > 0)] / now.sum()
    found["cap"] = np.minimum(found["now"] + found["more"], 1.0)
    cost = _cost(present, importer).reindex(found.index)
    found = found.assign(cost=cost.fillna(1.0), cost_known=cost.notna(), weight=1.0)
    if governance is not None:
        found["weight"] = governance.reindex(found.index).clip(lower=LEAST_WEIGHT)
    found = (
        found.rename_axis("supplier")
        .reset_index()
        .sort_values(["now", "cap", "supplier"], ascending=[False, False, True])
    )
    return found.reset_index(drop=True)[["supplier", "now", "cap", "cost", "cost_known", "weight"]]


def _cost(flows: pd.DataFrame, importer: str) -> pd.Series[float]:
    """Compare each exporter's unit value, to the importer if it sells there, with the importer's mean."""
    if "tonnes" not in flows.columns:
        return pd.Series(dtype=float)
    weighed = flows[(flows["tonnes"] > 0) & (flows["value"] > 0)]
    bought = weighed[weighed["importer"] == importer]
    sums = {
        name: part.groupby("exporter")[["value", "tonnes"]].sum() for name, part in (("all", weighed), ("here", bought))
    }
    unit = {name: part["value"] / part["tonnes"] for name, part in sums.items()}
    mean = bought["value"].sum() / bought["tonnes"].sum() if len(bought) else np.nan
    return unit["here"].reindex(unit["all"].index).fillna(unit["all"]) / mean
