"""Who, out of all exporters, could replace a rival: the best few, alone and together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.economies import with_port
from econsec.codes.public import public
from econsec.decisions.substitution.grades import near, unit_value
from econsec.decisions.substitution.hidden_content import together
from econsec.decisions.substitution.sizing import DEFAULT, size
from econsec.decisions.substitution.spare_capacity import spare_capacity
from econsec.decisions.tables import among, by_product, distinct, only_year, past_of, require, unique
from econsec.flows.trade import Trade

if TYPE_CHECKING:
    from collections.abc import Collection

    from econsec.decisions.substitution.assumptions import Assumptions
KEYS = ["product", "partner"]


@public
def best(  # noqa: PLR0913 - those of the ledger, and how to rank
    trade: Trade | pd.DataFrame,
    *,
    importer: str,
    rival: str,
    k: int = 5,
    year: int | None = None,
    history: pd.DataFrame | None = None,
    net: bool = False,
    inputs: pd.DataFrame | None = None,
    products: Collection[str] | None = None,
    assumptions: Assumptions = DEFAULT,
) -> pd.DataFrame:
    """Rank all exporters by what they could supply instead of the rival, product by product.

    Each is sized as in the ledger; net = gross x (1 - hidden), with hidden as in `hidden.content`: what the partner may
    pass on of the rival's own goods, min(1, its imports of the product from the rival, or the port that ships the
    rival's goods on, / its exports of it), and, where it is said what is made of what, the rival's share in its imports
    of the most exposed input. Together, the first n replace min(need, sum of their central amounts).

    Parameters
    ----------
    trade, importer, rival, year, history, assumptions
        As for `substitution.ledger`. Only the exporters and the products of complete flows are ranked.
    k : int
        How many partners to keep for each product.
    net : bool
        Rank, and add up together, by the net instead of the gross central amount. Both are there in any case.
    inputs : DataFrame, optional
        What is made of what: product, input (products of the flows). Without it only what is passed on is taken off.
    products : collection of str, optional
        The products to rank; all that the flows hold if not given.

    Returns
    -------
    DataFrame
        At most k rows a product that the importer buys from the rival, best first: product, rank (1..k), partner,
        from_rival, from_partner, to_third, spare, low, central, high (USD), central_share, high_share (of from_rival),
        unit_value_ratio, grade, limit, hidden (0..1), central_net (USD), together (USD, of this and the better ranked),
        together_share (0..1).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.
    NoDataError
        No flow of that year, or none of one of the economies.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "IND", "AUS"], importer=["JPN", "USA", "USA"], product="1", value=[10, 30, 90])
    >>> best(flows, importer="JPN", rival="CHN")[["rank", "partner", "together_share"]].round(2).values.tolist()
    [[1, 'AUS', 1.0], [2, 'IND', 1.0]]
    """
    distinct(importer=importer, rival=rival)
    whole = present = among(trade, year, importer=importer, rival=rival)
    history = past_of(trade, history)
    if products is not None:
        present = present[present["product"].isin(products)]
    bought = present[present["importer"] == importer]
    supplied = bought[(bought["exporter"] == rival) & (bought["value"] > 0)]
    rivals = unit_value(supplied)
    needed = present[present["product"].isin(supplied["product"].unique())]
    found = _offers(needed, importer, with_port(rival, importer), rivals, assumptions.unit_value_band[1])
    if inputs is not None:
        upstream = _upstream(whole, inputs, with_port(rival, importer), found.index)
        found["hidden"] = together(found["hidden"], upstream)
    if isinstance(trade, Trade) and trade.made is not None:
        counted = trade.made.rename(columns={"economy": "partner"}).set_index(KEYS)["tonnes"]
        found["made"] = counted.reindex(found.index) * found["unit_value_partner"]
    for name, column in {"imports": by_product(bought), "from_rival": by_product(supplied)}.items():
        found[name] = column.reindex(found.index.get_level_values("product")).to_numpy()
    found = found[found["from_rival"] > 0]
    found = found.join(_spare(history, only_year(present, year), assumptions.peak_years, found.index)).fillna(
        {"spare": 0.0}
    )
    paid = rivals.reindex(found.index.get_level_values("product")).to_numpy()
    found["unit_value_ratio"] = found["unit_value_partner"] / paid
    found = size(found, assumptions)
    found["central_net"] = found["central"] * (1 - found["hidden"])
    return _ranked(found.reset_index(), k, "central_net" if net else "central")


def _offers(
    flows: pd.DataFrame, importer: str, rivals: tuple[str, ...], paid: pd.Series[float], wide: float
) -> pd.DataFrame:
    """Sum what every exporter sells to third markets and to the importer, and what of it the rival may have made."""
    sold = flows[~flows["exporter"].isin([importer, *rivals])]
    third = ~sold["importer"].isin([importer, *rivals])
    # Unit values rest on the flows to third markets that state tonnes, as in the ledger.
    tonnes = sold["tonnes"] if "tonnes" in sold.columns else pd.Series(np.nan, index=sold.index)
    weighed = third & (tonnes > 0)
    columns = sold[["product", "exporter"]].assign(
        exports=sold["value"],
        to_third=sold["value"].where(third, 0.0),
        from_partner=sold["value"].where(sold["importer"] == importer, 0.0),
        weighed_value=sold["value"].where(weighed, 0.0),
        weighed_tonnes=tonnes.where(weighed, 0.0),
    )
    found = columns.rename(columns={"exporter": "partner"}).groupby(KEYS, observed=True).sum()
    bought = flows.rename(columns={"importer": "partner"})
    purchases = bought.groupby(KEYS, observed=True)["value"].sum().reindex(found.index, fill_value=0.0)
    found["net_exports"] = found["exports"] - purchases
    found["near_share"] = near(sold[third].rename(columns={"exporter": "partner"}), paid, wide, KEYS).reindex(
        found.index
    )
    supplied = bought[bought["exporter"].isin(rivals)]
    passed_on = supplied.groupby(KEYS, observed=True)["value"].sum().reindex(found.index, fill_value=0.0)
    found["hidden"] = (passed_on / found["exports"].where(found["exports"] > 0)).clip(upper=1.0)
    found["unit_value_partner"] = found["weighed_value"] / found["weighed_tonnes"].where(found["weighed_tonnes"] > 0)
    return found.drop(columns=["weighed_value", "weighed_tonnes"])


def _upstream(flows: pd.DataFrame, inputs: pd.DataFrame, rivals: tuple[str, ...], index: pd.Index) -> pd.Series[float]:
    """Return the rival's share in each partner's imports of the most exposed input, NaN where none is bought."""
    require(inputs, ("product", "input"), name="inputs")
    bought = flows[flows["product"].isin(inputs["input"]) & (flows["exporter"] != flows["importer"])]
    bought = bought.assign(rivals=bought["value"].where(bought["exporter"].isin(rivals), 0.0))
    sums = bought.groupby(["product", "importer"], observed=True)[["value", "rivals"]].sum()
    share = (sums["rivals"] / sums["value"].where(sums["value"] > 0)).rename("share").reset_index()
    share = share.rename(columns={"product": "input", "importer": "partner"})
    return inputs[["product", "input"]].merge(share, on="input").groupby(KEYS)["share"].max().reindex(index)


def _spare(history: pd.DataFrame | None, year: int | None, years: int, index: pd.Index) -> pd.Series[float]:
    """Return the spare capacity of the products and partners asked about."""
    if history is None:
        return pd.Series(np.nan, index=index, name="spare")
    products = index.get_level_values("product").unique()
    found = spare_capacity(history, year=year, years=years, products=products)
    return found.rename(columns={"exporter": "partner"}).set_index(KEYS)["spare"]


def _ranked(found: pd.DataFrame, k: int, by: str) -> pd.DataFrame:
    """Keep the best k of each product and add what they replace together."""
    found = found[found["ceiling"] > 0]
    order = ["product", by, "high", "ceiling", "partner"]
    found = found.sort_values(order, ascending=[True, False, False, False, True], ignore_index=True)
    found["rank"] = found.groupby("product").cumcount() + 1
    found = found[found["rank"] <= k].reset_index(drop=True)
    found["together"] = np.minimum(found.groupby("product")[by].cumsum(), found["from_rival"])
    found["together_share"] = found["together"] / found["from_rival"]
    return found[[*_BEST]]


_BEST = (
    *("product", "rank", "partner", "from_rival", "from_partner", "to_third", "spare", "low", "central", "high"),
    *("central_share", "high_share", "unit_value_ratio", "grade", "limit", "hidden", "central_net"),
    *("together", "together_share"),
)


@public
def preferences(found: pd.DataFrame, tariffs: pd.DataFrame) -> pd.DataFrame:
    """Set beside each row of a ledger what the importer charges partner and rival at the border.

    margin = rate on the rival - rate on the partner: above zero, the partner is preferred.

    Parameters
    ----------
    found : DataFrame
        From `substitution.ledger`: importer, partner, rival, product.
    tariffs : DataFrame
        Columns importer, exporter, product, rate (ad valorem, 0.05 is 5 %), agreement (its name, empty for none).

    Returns
    -------
    DataFrame
        `found` with rate_partner, rate_rival, margin (NaN where a rate is not given) and agreement (with the partner,
        None if not given). Amounts are left as they are: a preference says where trade would go, not how much.

    Raises
    ------
    MissingColumnError
        A column is missing.
    DuplicateKeyError
        Two rates for one importer, exporter and product.

    Examples
    --------
    >>> found = pd.DataFrame({"importer": ["JPN"], "partner": "IND", "rival": "CHN", "product": "811010"})
    >>> tariffs = pd.DataFrame(
    ...     {"importer": "JPN", "exporter": ["IND", "CHN"], "product": "811010", "rate": [0.0, 0.03]}
    ... ).assign(agreement=["CEPA", ""])
    >>> preferences(found, tariffs)[["margin", "agreement"]].values.tolist()
    [[0.03, 'CEPA']]
    """
    require(found, ("importer", "partner", "rival", "product"), name="ledger")
    require(tariffs, ("importer", "exporter", "product", "rate", "agreement"), name="tariffs")
    unique(tariffs, ["importer", "exporter", "product"], name="tariffs")
    known = tariffs.set_index(["importer", "exporter", "product"])
    sides = {
        part: pd.MultiIndex.from_frame(found[["importer", part, "product"]].set_axis(known.index.names, axis=1))
        for part in ("partner", "rival")
    }
    rates = {part: known["rate"].reindex(keys).to_numpy() for part, keys in sides.items()}
    agreement = known["agreement"].reindex(sides["partner"]).to_numpy(dtype=object)
    return found.assign(
        rate_partner=rates["partner"],
        rate_rival=rates["rival"],
        margin=rates["rival"] - rates["partner"],
        agreement=pd.Series(agreement, index=found.index, dtype=object).where(pd.notna(agreement), None),
    )
