"""Hidden rival content: how much of what a partner offers hangs on the rival after all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import with_port
from econsec.codes.public import public
from econsec.codes.tables import read
from econsec.decisions.substitution.assumptions import CASES
from econsec.decisions.substitution.sizing import reasons
from econsec.decisions.tables import covered, distinct, require, told, unique
from econsec.errors import ParameterError
from econsec.flows.accounts import EXPORTS, IMPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from econsec.flows.trade import Trade


@public
def own(trade: Trade | pd.DataFrame, *, partner: str, rival: str, year: int | None = None) -> pd.DataFrame:
    """Collect the partner's own dependence on the rival, product by product.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`; or complete flows: exporter, importer, product, value (USD, >= 0); year if there are
        several.
    partner, rival : str
        ISO3 codes.
    year : int, optional
        Needed if the trade is of several.

    Returns
    -------
    DataFrame
        One row a product of the year: product, imports, from_rival, from_port (from the port that ships the rival's
        goods on, as far as it is told), exports (of the partner, USD), rival_share (of its imports, 0..1, without the
        port; NaN without imports). What is not told is NaN.

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.
    NoDataError
        No flow of that year, or none of one of the economies.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "IND"], importer=["IND", "USA"], product="850511", value=[6, 8])
    >>> own(flows, partner="IND", rival="CHN")[["from_rival", "exports", "rival_share"]].values.tolist()
    [[6.0, 8.0, 1.0]]
    """
    distinct(partner=partner, rival=rival)
    now = told(trade, year)
    covered(now, partner=partner, rival=rival)
    # What comes back home is no purchase from abroad.
    now = replace(now, named=now.named[now.named["exporter"] != now.named["importer"]])
    found = pd.DataFrame(
        {
            "imports": now.side(partner, IMPORTS)["total"],
            "from_rival": now.between(rival, partner)["value"],
            "from_port": 0.0,
            "exports": now.side(partner, EXPORTS)["total"],
        }
    )
    for port in with_port(rival, partner)[1:]:
        found["from_port"] = now.between(port, partner)["low"].fillna(0.0)
    found["rival_share"] = found["from_rival"] / found["imports"].where(found["imports"] > 0)
    return found.reset_index()


def made_of(products: Iterable[str]) -> pd.DataFrame:
    """Return of what some products are made, where they are their input in another form.

    Of medicines, rare earths and magnets: without the ingredient there is no good. Of machines made of many parts no
    single input is counted. data/codes/inputs.csv says which are ``essential``.

    Returns
    -------
    DataFrame
        product, input (HS codes).

    Examples
    --------
    >>> made_of(["850511", "870323"]).values.tolist()
    [['850511', '280530']]
    """
    listed = read("inputs")
    asked = listed["product"].isin(list(products)) & (listed["essential"] == "yes")
    return listed.loc[asked, ["product", "input"]].drop_duplicates(ignore_index=True)


@public
def content(dependence: pd.DataFrame, inputs: pd.DataFrame | None = None, *, essential: float = 1.0) -> pd.DataFrame:
    """Compute what fraction of the partner's exports of a product would stop with the rival.

    same = min(1, partner's imports of the product from the rival / its exports of it): what may be passed on;
    upstream = essential x rival's share in its imports of the input (the most exposed input, if there are several);
    hidden = 1 - (1 - same)(1 - upstream). What comes by the rival's port counts as the rival's in both.

    An upper bound of what is known: all that comes from the rival is taken as passed on, and inputs made at home are
    not seen in trade data. Where only one of the two is known the other counts as nothing, and `parts_known` says so.
    It is a share of output that hangs on the rival, not of value: a medicine without its active ingredient is no
    medicine, though the ingredient is a tenth of its price.

    Parameters
    ----------
    dependence : DataFrame, one row a product
        From `own` or from the publisher's tables: product, from_rival, exports (USD), rival_share (0..1); NaN where not
        known; from_port (USD) where there is one.
    inputs : DataFrame, optional
        What is made of what: product, input (a product of `dependence`).
    essential : float
        Fraction of output that stops when the input does, 0..1 (1: no input, no output).

    Returns
    -------
    DataFrame
        One row a product: product, same, input (the most exposed, None if none is known), input_share (rival's share in
        the partner's imports of it), hidden (0..1), parts_known ("product and input", "product only", "input only" or
        "nothing known"), reason (why hidden is missing, else None).

    Raises
    ------
    MissingColumnError
        A column is missing.
    DuplicateKeyError
        A product stands in two rows of `dependence`.
    ParameterError
        `essential` outside 0..1.

    References
    ----------
    Baldwin, Freeman, Theodorakopoulos (2022), "Horses for courses: measuring
    foreign supply chain exposure", NBER 30525.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> dependence = frame(product=["3004", "2941"], from_rival=[0, 8], exports=[100, 0], rival_share=[0, 0.889])
    >>> found = content(dependence, frame(product=["3004"], input="2941"))
    >>> found[["product", "input", "hidden"]].values.tolist()[0]
    ['3004', '2941', 0.889]
    """
    require(dependence, ("product", "from_rival", "exports", "rival_share"), name="dependence")
    unique(dependence, ["product"], name="dependence")
    if not 0 <= essential <= 1:
        raise ParameterError(f"essential {essential}", expected="a fraction in 0..1")
    found = dependence.set_index("product")
    port = found["from_port"] if "from_port" in found else pd.Series(0.0, index=found.index)
    found["same"] = ((found["from_rival"] + port) / found["exports"].where(found["exports"] > 0)).clip(upper=1.0)
    share = found["rival_share"] + (port / found["imports"]).fillna(0.0) if "imports" in found else found["rival_share"]
    found = found[["from_rival", "exports", "rival_share", "same"]].join(_most_exposed(share.clip(upper=1.0), inputs))
    found["input"] = found["input"].astype(object).where(found["input"].notna(), None)
    upstream = essential * found["input_share"]
    found["hidden"] = together(found["same"], upstream)
    by_same, by_input = found["same"].notna(), upstream.notna()
    words = {"product and input": by_same & by_input, "product only": by_same, "input only": by_input}
    found["parts_known"] = reasons(words, found.index).fillna("nothing known").astype("str")
    none = ~by_same & ~by_input
    found["reason"] = reasons(
        {"the partner exports none of it": none & (found["exports"] <= 0), "not in the source": none}, found.index
    )
    return found.reset_index()[["product", "same", "input", "input_share", "hidden", "parts_known", "reason"]]


@public
def inside(own: pd.DataFrame, inputs: pd.DataFrame) -> pd.Series[float]:
    """Add up what a partner buys to make its products of, and how much of it comes from the rival.

    share = from rival / imports over the inputs whose origin is known; against = from rival / exports of the products.

    Parameters
    ----------
    own : DataFrame
        From `own`: product, imports, from_rival, exports (USD).
    inputs : DataFrame
        product, input (product of `own`).

    Returns
    -------
    Series
        imports, from_rival (USD, of the inputs whose origin is known), inputs (how many), share (0..1), exports (USD,
        of the products made of them), against (from_rival over exports).

    Examples
    --------
    >>> own = pd.DataFrame({"product": ["3004", "2941"], "imports": [0.0, 10.0], "from_rival": [0.0, 9.0],
    ...     "exports": [100.0, 0.0]})
    >>> inside(own, pd.DataFrame({"product": ["3004"], "input": ["2941"]}))[["share", "against"]].tolist()
    [0.9, 0.09]
    """
    require(own, ("product", "imports", "from_rival", "exports"), name="own")
    require(inputs, ("product", "input"), name="inputs")
    bought_in = own[own["product"].isin(inputs["input"]) & own["from_rival"].notna()]
    sold = own.loc[own["product"].isin(set(inputs["product"]) - set(inputs["input"])), "exports"].sum()
    imports, from_rival = float(bought_in["imports"].sum()), float(bought_in["from_rival"].sum())
    nan = float("nan")
    return pd.Series(
        {
            "imports": imports,
            "from_rival": from_rival,
            "inputs": float(len(bought_in)),
            "share": from_rival / imports if imports else nan,
            "exports": float(sold),
            "against": from_rival / float(sold) if sold else nan,
        }
    )


def together(same: pd.Series[float], upstream: pd.Series[float]) -> pd.Series[float]:
    """Return 1 - (1 - same)(1 - upstream): what hangs on the rival by either way; NaN only where neither is known.

    Examples
    --------
    >>> together(pd.Series([0.5, float("nan")]), pd.Series([0.5, float("nan")])).tolist()
    [0.75, nan]
    """
    either = 1 - (1 - same.fillna(0.0)) * (1 - upstream.fillna(0.0))
    return either.where(same.notna() | upstream.notna())


def _most_exposed(rival_share: pd.Series[float], inputs: pd.DataFrame | None) -> pd.DataFrame:
    """Return each product's input of which the rival supplies the largest share."""
    if inputs is None:
        return pd.DataFrame({"input": pd.Series(dtype="str"), "input_share": pd.Series(dtype=float)})
    require(inputs, ("product", "input"), name="inputs")
    pairs = inputs[["product", "input"]].assign(input_share=inputs["input"].map(rival_share).astype(float))
    pairs = pairs.sort_values(["product", "input_share", "input"], ascending=[True, False, True])
    return pairs.dropna(subset=["input_share"]).drop_duplicates("product").set_index("product")


@public
def net(found: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Set the net replaceable amount beside the gross one in a ledger.

    net = gross x (1 - hidden). Where nothing is known of the content, net is missing, not equal to gross.

    Parameters
    ----------
    found : DataFrame
        From `substitution.ledger` or `sizing.size`: product, from_rival, low, central, high.
    hidden : DataFrame
        From `content`.

    Returns
    -------
    DataFrame
        `found` with hidden, parts_known, input, low_net, central_net, high_net (USD) and central_net_share (of
        from_rival).

    Raises
    ------
    MissingColumnError
        A column is missing.
    DuplicateKeyError
        A product stands in two rows of `hidden`.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> found = frame(product="3004", from_rival=[100.0], low=3.0, central=9.0, high=30.0)
    >>> hidden = frame(product="3004", hidden=[0.9], parts_known="input only", input="2941")
    >>> net(found, hidden).high_net.round(6).item()
    3.0
    """
    require(found, ("product", "from_rival", *CASES), name="ledger")
    require(hidden, ("product", "hidden", "parts_known", "input"), name="content")
    unique(hidden, ["product"], name="content")
    known = hidden.set_index("product")[["hidden", "parts_known", "input"]]
    joined = found.join(known, on="product")
    for case in CASES:
        joined[f"{case}_net"] = joined[case] * (1 - joined["hidden"])
    need = joined["from_rival"]
    joined = joined.assign(central_net_share=joined["central_net"] / need.where(need > 0))
    joined.attrs |= found.attrs
    return joined
