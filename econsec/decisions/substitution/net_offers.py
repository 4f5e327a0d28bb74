"""What each of two economies could supply to the other area by area, net of what it has from the rival itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.substitution import hidden_content as hidden

if TYPE_CHECKING:
    from collections.abc import Mapping


@public
def net_offers(
    goods: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]],
    forward: pd.DataFrame,
    back: pd.DataFrame,
    *,
    inputs: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Take off what either supplier itself buys from the rival of the same products, area by area.

    low = sum of what is left where the content is known; high = low + what is offered where it is not known.

    Parameters
    ----------
    goods : mapping of str to (DataFrame, DataFrame)
        By area: the ledger of the importer and that of the partner.
    forward, back : DataFrame
        From `hidden.own`: of the partner, who supplies the importer, and of the importer, who supplies the partner.
    inputs : mapping of str to DataFrame, optional
        By area: what is made of what (product, input), where that is to be taken off too.

    Returns
    -------
    DataFrame
        One row an area and direction ("forward", "back"): gross, low, high (USD, central case; NaN where the ledger
        knows nothing); need (USD, what the rival supplies of what is sized), least, most (USD, net in the low and in
        the high case, of unknown content none and all); inputs (whether what the goods are made of is taken off too),
        first (the product of which most could be supplied, gross; None where nothing).

    Examples
    --------
    >>> ledger = pd.DataFrame({"product": ["1", "2"], "from_rival": 10.0, "central": [8.0, 5.0]})
    >>> ledger = ledger.assign(low=0.0, high=9.0)
    >>> own = pd.DataFrame({"product": ["1"], "imports": 4.0, "from_rival": 2.0, "exports": 8.0, "rival_share": 0.5})
    >>> net_offers({"a": (ledger, ledger)}, own, own)[["direction", "gross", "low", "high"]].values.tolist()
    [['forward', 13.0, 6.0, 11.0], ['back', 13.0, 6.0, 11.0]]
    """
    rows = []
    deep = {area for area, made in (inputs or {}).items() if len(made)}
    for area, ledgers in goods.items():
        for direction, ledger, own in zip(("forward", "back"), ledgers, (forward, back), strict=True):
            found = hidden.net(ledger, hidden.content(own, (inputs or {}).get(area)))
            sized = found[found["central"].notna()]
            first = None
            sums: dict[str, float] = dict.fromkeys(("gross", "low", "high", "need", "least", "most"), float("nan"))
            if len(sized):
                left = sized["central_net"]
                best = int(sized["central"].to_numpy().argmax())
                first = str(sized["product"].iloc[best]) if sized["central"].iloc[best] > 0 else None
                low = float(left.sum())
                open_ = float(sized.loc[left.isna(), "central"].sum())
                sums = {"gross": float(sized["central"].sum()), "low": low, "high": low + open_}
                sums |= {"need": float(sized["from_rival"].sum()), "least": float(sized["low_net"].sum())}
                sums["most"] = float(sized["high_net"].fillna(sized["high"]).sum())
            rows.append({"area": area, "direction": direction, **sums, "inputs": area in deep, "first": first})
    return pd.DataFrame(rows)
