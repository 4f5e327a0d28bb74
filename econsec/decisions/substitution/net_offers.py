"""What each of two economies could supply to the other area by area, net of what it has from the rival itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.frames import require
from econsec.codes.public import public
from econsec.decisions.substitution import hidden_content as hidden
from econsec.decisions.substitution.grades import graded

if TYPE_CHECKING:
    from collections.abc import Mapping

NET = ("low_net", "central_net", "high_net")  # what `net_goods` adds to a ledger


@public
def net_goods(
    goods: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]],
    forward: pd.DataFrame,
    back: pd.DataFrame,
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Set beside the amounts of every area's ledgers what is left when the rival's own content is taken off.

    Of medicines, rare earths and magnets that of their inputs too, as `hidden.made_of` lists them.

    Parameters
    ----------
    goods : mapping of str to (DataFrame, DataFrame)
        By area: the ledger of the importer and that of the partner.
    forward, back : DataFrame
        From `hidden.own`: of the partner, who supplies the importer, and of the importer, who supplies the partner.

    Returns
    -------
    dict
        By area: the two ledgers as `hidden.net` gives them; ``attrs["inputs"]`` says whether what the goods are made of
        is taken off too.

    Examples
    --------
    >>> ledger = pd.DataFrame({"product": ["1"], "from_rival": 10.0, "low": 0.0, "central": 8.0, "high": 9.0})
    >>> own = pd.DataFrame({"product": ["1"], "imports": 4.0, "from_rival": 2.0, "exports": 8.0, "rival_share": 0.5})
    >>> net_goods({"a": (ledger, ledger)}, own, own)["a"][0]["central_net"].item()
    6.0
    """
    found = {}
    for area, ledgers in goods.items():
        sides = []
        for ledger, own in zip(ledgers, (forward, back), strict=True):
            require(ledger, ("product",), name=f"goods[{area!r}]")
            made = hidden.made_of(ledger["product"])
            sides.append(hidden.net(ledger, hidden.content(own, made)))
            sides[-1].attrs["inputs"] = made["input"].isin(own["product"]).any()
        found[area] = (sides[0], sides[1])
    return found


@public
def net_offers(goods: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]) -> pd.DataFrame:
    """Add up what either could supply to the other area by area, net of what it has from the rival itself.

    low = sum of what is left where the content is known; high = low + what is offered where it is not known.

    Parameters
    ----------
    goods : mapping of str to (DataFrame, DataFrame)
        From `net_goods`.

    Returns
    -------
    DataFrame
        One row an area and direction ("forward", "back"): gross, low, high (USD, central case; NaN where the ledger
        knows nothing); need (USD, what the rival supplies of what is sized), least, most (USD, net in the low and in
        the high case, of unknown content none and all); inputs (whether what the goods are made of is taken off too),
        graded (whether goods of another grade by their price are left out: such an area does not compare with one that
        is sized by value alone), first (the product of which most could be supplied, gross; None where nothing).

    Examples
    --------
    >>> ledger = pd.DataFrame({"product": ["1", "2"], "from_rival": 10.0, "central": [8.0, 5.0]})
    >>> ledger = ledger.assign(low=0.0, high=9.0)
    >>> own = pd.DataFrame({"product": ["1"], "imports": 4.0, "from_rival": 2.0, "exports": 8.0, "rival_share": 0.5})
    >>> found = net_offers(net_goods({"a": (ledger, ledger)}, own, own))
    >>> found[["direction", "gross", "low", "high"]].values.tolist()
    [['forward', 13.0, 6.0, 11.0], ['back', 13.0, 6.0, 11.0]]
    """
    rows = []
    for area, ledgers in goods.items():
        for direction, found in zip(("forward", "back"), ledgers, strict=True):
            require(found, ("product", "from_rival", "low", "central", "high", *NET), name=f"goods[{area!r}]")
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
            said = {"inputs": bool(found.attrs.get("inputs", False)), "graded": any(map(graded, ledgers))}
            rows.append({"area": area, "direction": direction, **sums, **said, "first": first})
    return pd.DataFrame(rows)
