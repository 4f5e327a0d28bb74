"""Published rules of dependence on one year's trade: judged where what is not known cannot matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.flows.accounts import EXPORTS, IMPORTS, REST
from econsec.flows.build import taken
from econsec.indicators.dependence.rules import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.flows.trade import Trade

RULES = ("ec", "merics", "meti", "cabinet_office")
LISTED = "the source does not list its suppliers"
UNSURE = "what the source leaves out could decide it"
EVIDENCE = ["hhi_low", "hhi_high", "top_supplier", "top_share", "rival_share", "rival_share_high"]


@public
def concentration(trade: Trade | pd.DataFrame, *, importer: str, rival: str, year: int | None = None) -> pd.DataFrame:
    """Bound the concentration of an importer's suppliers.

    With shares s of those named, the rest r and t the most that one of the rest can have:
    sum s**2 <= HHI <= sum s**2 + r t. Where all is told the two meet.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows.
    importer, rival : str
        ISO3 codes.
    year : int, optional
        Needed if the trade is of several.

    Returns
    -------
    DataFrame
        One row a product of which a supplier is named: product, hhi_low, hhi_high (0..1), top_supplier, top_share (of
        the first that is named, if nobody without a name can have more), rival_share, rival_share_high (0..1: the
        share, or its bound if it is not told; rival_share is then NaN).

    Examples
    --------
    >>> from econsec.flows.build import listed
    >>> key = {"year": 2024, "product": "2941", "economy": "JPN", "flow": "import"}
    >>> lists = pd.DataFrame({**key, "partner": ["CHN", "ITA"], "share": [0.6, 0.2]})
    >>> found = concentration(listed(lists, pd.DataFrame({**key, "value": [1.0]})), importer="JPN", rival="CHN")
    >>> found[["hhi_low", "hhi_high", "top_share"]].round(2).values.tolist()
    [[0.4, 0.44, 0.6]]
    """
    now = taken(trade, year).among(importer)
    rows = now.partners(importer, IMPORTS)
    own = rows[(rows["partner"] != REST) & rows["share"].notna()].assign(square=lambda named: named["share"] ** 2)
    groups = own.groupby("product")
    found = pd.DataFrame(
        {
            "hhi_low": groups["square"].sum(),
            "top_supplier": groups["partner"].first(),
            "top_share": groups["share"].first(),
        }
    )
    side = now.side(importer, IMPORTS).reindex(found.index)
    unnamed, most = side["unnamed"].fillna(1.0), side["most"].fillna(1.0)
    found["hhi_high"] = found["hhi_low"] + unnamed * most
    first = found["top_share"] >= most
    found[["top_supplier", "top_share"]] = found[["top_supplier", "top_share"]].where(first)
    found["rival_share"] = own[own["partner"] == rival].set_index("product")["share"]
    bound = now.between(rival, importer)["high"].reindex(found.index) / side["total"].where(side["total"] > 0)
    found["rival_share_high"] = found["rival_share"].fillna(bound.fillna(most))
    whole = found.index.isin(now.complete)
    found.loc[whole, "rival_share"] = found.loc[whole, "rival_share"].fillna(0.0)
    return found[EVIDENCE].rename_axis("product").reset_index()


@public
def verdicts(
    trade: Trade | pd.DataFrame,
    *,
    importers: Sequence[str],
    rival: str,
    year: int | None = None,
    products: Sequence[str] | None = None,
    rules: Sequence[str] = RULES,
) -> pd.DataFrame:
    """Judge what importers buy by the published rules, as far as what is told allows.

    A condition holds if its number is above the threshold at its lowest, fails if it is not at its highest, and cannot
    be judged in between. A rule fails if one condition fails. Zero exports count as above any ratio.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows.
    importers : sequence of str
        ISO3 codes.
    rival : str
        ISO3 code.
    year : int, optional
        Needed if the trade is of several.
    products : sequence of str, optional
        Which, in this order; by default all.
    rules : sequence of str
        Names of `econsec.indicators.dependence.rules` that look at one year.

    Returns
    -------
    DataFrame
        One row per importer, product whose imports are known and rule: year, importer, product, rule, passed (True,
        False or missing), imports (USD), hhi_low, hhi_high, top_supplier, top_share, rival_share (0..1), reason (why
        passed is missing, else None).

    Examples
    --------
    >>> from econsec.flows.build import listed
    >>> key = {"year": 2024, "product": "2941", "economy": "JPN"}
    >>> lists = pd.DataFrame({**key, "flow": "import", "partner": ["CHN", "ITA"], "share": [0.66, 0.25]})
    >>> totals = pd.DataFrame({**key, "flow": ["export", "import"], "value": [10.0, 100.0]})
    >>> found = verdicts(listed(lists, totals), importers=["JPN"], rival="CHN", year=2024)
    >>> found[["rule", "passed"]].values.tolist()
    [['ec', True], ['merics', True], ['meti', <NA>], ['cabinet_office', True]]
    """
    whole = taken(trade)
    now = taken(whole if products is None else whole.way(products).of(products), year)
    order = list(now.products) if products is None else list(products)
    world = now.world_hhi()
    parts = [_judged(now, world, importer, rival, order, rules) for importer in importers]
    return pd.concat(parts, ignore_index=True).assign(year=year if year is not None else now.years[0])[
        ["year", "importer", "product", "rule", "passed", "imports", *EVIDENCE[:5], "reason"]
    ]


def _judged(
    now: Trade, world: pd.Series[float], importer: str, rival: str, order: list[str], rules: Sequence[str]
) -> pd.DataFrame:
    found = concentration(now, importer=importer, rival=rival).set_index("product")
    near = now.among(importer)
    table = pd.DataFrame(
        {"imports": near.side(importer, IMPORTS)["total"], "exports": near.side(importer, EXPORTS)["total"]}
    ).dropna(subset=["imports"])
    # Of what an importer does not buy there is nothing to judge in a complete table, and nothing to show.
    table = table[(table["imports"] > 0) | ~table.index.isin(now.complete)].join(found).join(world.rename("world"))
    bounds = _bounds(table)
    parts = []
    for rule in chosen(rules):
        holds, fails = np.ones(len(table), np.bool_), table["imports"].to_numpy() <= 0
        for condition in rule.conditions:
            if condition.number == "external_share":
                continue  # says nothing for an area of one economy
            low, high = bounds[condition.number]
            # A comparison with what is not known is neither.
            holds &= (low > condition.above).to_numpy()
            fails |= (high <= condition.above).to_numpy()
        passed = pd.array(np.where(fails, 0.0, np.where(holds, 1.0, np.nan)), dtype="Float64").astype("boolean")
        parts.append(table.reset_index().assign(rule=rule.name, passed=passed))
    judged = pd.concat(parts, ignore_index=True).assign(importer=importer)
    unknown, unlisted = judged["passed"].isna(), judged["hhi_low"].isna()
    reason = np.select([unknown & unlisted, unknown], [LISTED, UNSURE], "")
    judged["reason"] = pd.Series(reason, index=judged.index, dtype=object).where(reason != "", None)
    judged["place"] = judged["product"].map({code: place for place, code in enumerate(order)})
    return judged.sort_values("place", kind="stable", ignore_index=True)


def _bounds(table: pd.DataFrame) -> dict[str, tuple[pd.Series[float], pd.Series[float]]]:
    """Return the lowest and highest value of each number that a rule may ask for."""
    ratio = (table["imports"] / table["exports"].where(table["exports"] > 0)).where(
        table["exports"].isna() | (table["exports"] > 0), np.inf
    )
    least = table["rival_share"].fillna(0.0).where(table["hhi_low"].notna())
    return {
        "hhi": (table["hhi_low"], table["hhi_high"]),
        "top_share": (table["top_share"], table["top_share"]),
        "rival_share": (least, table["rival_share_high"]),
        "import_export_ratio": (ratio, ratio),
        "world_hhi": (table["world"], table["world"]),
    }


@public
def agreed(judged: pd.DataFrame) -> pd.DataFrame:
    """Count for each importer and product how many rules hold, do not hold, and cannot be judged.

    Parameters
    ----------
    judged : DataFrame
        From `verdicts` or `indicators.dependence_flags`, one year: importer, product, rule, passed.

    Returns
    -------
    DataFrame
        One row per importer and product: importer, product, hold, fail, unknown (counts), verdicts (in the order of the
        rules: 1 holds, 0 does not, -1 cannot be judged).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> judged = pd.DataFrame({"importer": "JPN", "product": "2941", "rule": ["ec", "meti"]})
    >>> found = agreed(judged.assign(passed=pd.array([True, None], dtype="boolean")))
    >>> found[["hold", "unknown", "verdicts"]].values.tolist()
    [[1, 1, (1, -1)]]
    """
    require(judged, ("importer", "product", "rule", "passed"), name="judged")
    number = judged["passed"].astype("boolean").astype("Int64").fillna(-1).astype(int)
    marked = judged[["importer", "product"]].assign(
        hold=number == 1, fail=number == 0, unknown=number == -1, verdict=number
    )
    groups = marked.groupby(["importer", "product"], sort=False, observed=True)
    found = groups[["hold", "fail", "unknown"]].sum().astype(int)
    found["verdicts"] = groups["verdict"].agg(tuple)
    return found.reset_index()
