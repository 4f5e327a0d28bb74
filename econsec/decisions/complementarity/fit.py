"""How well two economies' trade fits, what changed the fit, and what of the change is no gain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.indicators.complementarity.complementarity import tci

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TRADE = ("year", "economy", "flow", "product", "value")
FLOWS = {"export": "exporter", "import": "importer"}
EVERYTHING: Mapping[str, Sequence[str]] = {"all": ()}
# What is left out to see whether a fit hangs on it. Fuels: one side sells refined products, the other buys crude and
# gas, and their price moves the shares. Gems: gold, platinum, rough and cut stones stand in one chapter, and move
# between vaults and cutters as their prices do.
BASKETS: Mapping[str, Sequence[str]] = {"all": (), "fuels": ("27",), "gems": ("71",), "both": ("27", "71")}


@public
def sides(trade: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part a table of economies' exports and imports into the two frames that indicators take.

    Parameters
    ----------
    trade : DataFrame
        Columns year, economy, flow ("export" or "import"), product, value (USD, >= 0).

    Returns
    -------
    tuple of DataFrame
        Exports (year, exporter, product, value) and imports (year, importer, product, value).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> trade = pd.DataFrame({"year": 2024, "economy": "IND", "flow": ["export"], "product": "30", "value": 1.0})
    >>> sold, bought = sides(trade)
    >>> sold.exporter.item(), len(bought)
    ('IND', 0)
    """
    require(trade, TRADE, name="trade")
    exports, imports = (
        trade[trade["flow"] == flow].rename(columns={"economy": part})[["year", part, "product", "value"]]
        for flow, part in FLOWS.items()
    )
    return exports, imports


@public
def fits(
    trade: pd.DataFrame,
    pairs: Sequence[tuple[str, str]] | None = None,
    *,
    without: Mapping[str, Sequence[str]] = EVERYTHING,
) -> pd.DataFrame:
    """Measure the fit of exporters with importers, with all goods and with some left out.

    fit = TCI = 100 (1 - sum abs(m - x) / 2), x and m shares of the exports and imports that are left (Michaely).

    Parameters
    ----------
    trade : DataFrame
        As for `sides`.
    pairs : sequence of (exporter, importer), optional
        Only these; without, every economy with every other.
    without : mapping of str to sequence of str
        Name of a basket to the products that it leaves out; ``{"all": ()}`` leaves out none.

    Returns
    -------
    DataFrame
        One row per year, pair and basket: year, exporter, importer, basket, fit (0..100), reason.

    Raises
    ------
    MissingColumnError
        A column is missing.

    References
    ----------
    Michaely (1996), "Trade preferential agreements in Latin America", World Bank PRWP 1583.

    Examples
    --------
    >>> trade = pd.DataFrame(
    ...     {"year": 2024, "economy": ["IND", "IND", "JPN"], "flow": ["export", "export", "import"]}
    ... ).assign(product=["30", "71", "30"], value=[1.0, 1.0, 5.0])
    >>> fits(trade, [("IND", "JPN")], without={"all": (), "gems": ("71",)}).fit.tolist()
    [50.0, 100.0]
    """
    wanted = None if pairs is None else pd.MultiIndex.from_tuples(list(pairs), names=["exporter", "importer"])
    parts = []
    for basket, left_out in without.items():
        found = tci(*sides(trade[~trade["product"].isin(list(left_out))]))
        keys = pd.MultiIndex.from_frame(found[["exporter", "importer"]])
        kept = found["exporter"] != found["importer"] if wanted is None else keys.isin(wanted)
        parts.append(found[kept].assign(basket=basket))
    found = pd.concat(parts, ignore_index=True).rename(columns={"tci": "fit"})
    return found[["year", "exporter", "importer", "basket", "fit", "reason"]]


@public
def drivers(trade: pd.DataFrame, *, exporter: str, importer: str, before: int, after: int) -> pd.DataFrame:
    """Say product by product what moved the fit of an exporter with an importer.

    common = min(share in the exporter's exports, share in the importer's imports); the fit is 100 x their sum, so that
    the changes of common sum to the change of the fit.

    Parameters
    ----------
    trade : DataFrame
        As for `sides`.
    exporter, importer : str
        ISO3 codes.
    before, after : int
        The two years.

    Returns
    -------
    DataFrame
        One row a product, largest rise first: product; sold_before, sold_after (share of the exporter's exports),
        bought_before, bought_after (share of the importer's imports), common_before, common_after, change (all 0..1
        and points of 1); exports_before, exports_after, imports_before, imports_after (USD); excess_before,
        excess_after (sold less bought: above zero the exporter has more of it in its basket than the importer wants).
        Empty where a year holds no trade of one of the two: what moved is then not known.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> trade = pd.DataFrame(
    ...     {"economy": ["IND", "IND", "JPN"], "flow": ["export", "export", "import"], "product": ["30", "71", "30"]}
    ... )
    >>> years = {2018: [1.0, 3.0, 5.0], 2024: [3.0, 1.0, 5.0]}
    >>> both = pd.concat([trade.assign(year=year, value=values) for year, values in years.items()])
    >>> drivers(both, exporter="IND", importer="JPN", before=2018, after=2024)[["product", "change"]].values.tolist()
    [['30', 0.5], ['71', 0.0]]
    """
    exports, imports = sides(trade)
    columns = {}
    for name, year in (("before", before), ("after", after)):
        columns[f"exports_{name}"] = _basket(exports, "exporter", exporter, year)
        columns[f"imports_{name}"] = _basket(imports, "importer", importer, year)
    if any(column.empty for column in columns.values()):
        columns = {name: column.iloc[:0] for name, column in columns.items()}
    found = pd.DataFrame(columns).fillna(0.0)
    for name in ("before", "after"):
        sold = found[f"exports_{name}"] / found[f"exports_{name}"].sum()
        bought = found[f"imports_{name}"] / found[f"imports_{name}"].sum()
        found[f"sold_{name}"], found[f"bought_{name}"] = sold, bought
        found[f"common_{name}"] = sold.where(sold < bought, bought)
        found[f"excess_{name}"] = sold - bought
    found["change"] = found["common_after"] - found["common_before"]
    found = found.rename_axis("product").reset_index()
    return found.sort_values(["change", "product"], ascending=[False, True], ignore_index=True)


def _basket(flows: pd.DataFrame, part: str, economy: str, year: int) -> pd.Series[float]:
    """Return what an economy sold or bought in a year, by product."""
    own = flows[(flows[part] == economy) & (flows["year"] == year) & (flows["value"] > 0)]
    return own.groupby("product")["value"].sum()
