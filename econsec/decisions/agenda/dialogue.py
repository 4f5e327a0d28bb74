"""The dialogue of two economies in one frame: what each could do for the other in the eight areas, and what presses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.agenda.baskets import basket_fit, basket_strength
from econsec.decisions.agenda.matrix import definitions, matrix
from econsec.decisions.agenda.scores import balance, gap_filled, intensity, need_met
from econsec.decisions.tables import require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Areas whose goods are judged by headings of four digits.
HEADING_AREAS = ("semiconductors", "information_communications", "clean_energy", "medicines")
FUELS = "27"  # the chapter without which every fit is told too: here coal
GAP = "Japan IT shortage 2030"  # how the single fact on the projected shortage begins
GAP_OF = "JPN"


@dataclass(frozen=True)
class Evidence:
    """What the eight areas are judged by.

    Parameters
    ----------
    goods : mapping of str to (DataFrame, DataFrame)
        By sector: the ledger of the importer and that of the partner, from `net_goods` where what the supplier itself
        has from the rival is to be taken off.
    works : DataFrame
        Co-authored works: year, economy, partner, works.
    models : DataFrame
        AI models: published (date), economies (';' separated), notable.
    activity : DataFrame
        Developers: economy, year, quarter, measure, value.
    services : DataFrame
        Exports of ICT services: economy, year, value (USD).
    facts : DataFrame
        Single facts: sector, economy, year, fact, value.
    baskets : mapping of str to (DataFrame, DataFrame)
        By sector: exports and imports, from `baskets.baskets`; without them no fit is judged.
    """

    goods: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]
    works: pd.DataFrame
    models: pd.DataFrame
    activity: pd.DataFrame
    services: pd.DataFrame
    facts: pd.DataFrame
    baskets: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]] = field(default_factory=dict)


def dialogue(
    evidence: Evidence, *, importer: str, partner: str, rival: str, year: int, language: str = "en"
) -> pd.DataFrame:
    """Judge the eight areas of the agenda in both directions.

    Parameters
    ----------
    evidence : Evidence
        The figures.
    importer, partner, rival : str
        ISO3 codes; the ledgers are about what the rival supplies.
    year : int
        Of the trade; other figures are of their latest year.
    language : str
        "en" or "ja", of the texts.

    Returns
    -------
    DataFrame
        As `matrix`: one row per measure and direction, with score, evidence and what does not compare.
    """
    pair = {"one": partner, "other": importer}
    parts = []
    for sector, ledgers in evidence.goods.items():
        suffix = "_net" if all("central_net" in ledger for ledger in ledgers) else ""
        parts.append(need_met(f"{sector}_trade", *ledgers, year=year, suffix=suffix))
    parts += _baskets(evidence.baskets, pair, year)
    services = _latest(evidence.services, (importer, partner))
    parts.append(balance("ict_services", services.amounts, **pair, unit="USD", year=services.year))
    last = int(evidence.works["year"].max())
    ties = evidence.works[evidence.works["year"] == last]
    ties = ties[(ties["economy"] < ties["partner"]).to_numpy()].rename(
        columns={"economy": "one", "partner": "other", "works": "value"}
    )
    parts.append(intensity("co_authorship", ties[["one", "other", "value"]], **pair, unit="works", year=last))
    parts.append(_models(evidence.models, pair))
    accounts = evidence.activity[evidence.activity["measure"] == "developers"]
    newest = accounts[accounts["year"] == accounts["year"].max()]
    accounts = accounts[accounts["quarter"] == newest["quarter"].max()].reset_index(drop=True)
    now = _latest(accounts, (importer, partner))
    parts.append(balance("developers", now.amounts, **pair, unit="accounts", year=now.year))
    return matrix(*parts, *_gap(evidence.facts, accounts, {importer, partner}), language=language, rival=rival)


@public
def by_area(
    codes: Mapping[str, Sequence[str]], forward: pd.DataFrame, back: pd.DataFrame
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Cut two ledgers into areas.

    Parameters
    ----------
    codes : mapping of str to sequence of str
        By area: its products.
    forward, back : DataFrame
        The ledger of the importer and that of the partner, over the products of all areas.

    Returns
    -------
    dict
        By area: the two ledgers, cut to its products.

    Examples
    --------
    >>> ledger = pd.DataFrame({"product": ["8542", "2941"]})
    >>> len(by_area({"medicines": ["2941"]}, ledger, ledger)["medicines"][0])
    1
    """
    return {
        area: (forward[forward["product"].isin(products)], back[back["product"].isin(products)])
        for area, products in codes.items()
    }


@public
def urgent(
    goods: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]], *, least: float = 0.5, rows: int = 10
) -> pd.DataFrame:
    """Rank the dependencies that press most: above a share, and by what the other economy might leave open.

    left = imports from the rival - what the partner could replace in the central case.

    Parameters
    ----------
    goods : mapping of str to (DataFrame, DataFrame)
        As in `Evidence`.
    least : float
        The rival's share of imports (0..1) from which a product counts.
    rows : int
        How many.

    Returns
    -------
    DataFrame
        Largest first, by left_most: sector, importer, product, imports, from_rival, low, central, high, left,
        left_least, left_most (USD; what is left in the central, the high and the low case), rival_share,
        central_share (0..1), limit.

    Examples
    --------
    >>> ledger = pd.DataFrame(
    ...     {"importer": "JPN", "product": ["a", "b"], "imports": [10.0, 10.0], "from_rival": [9.0, 2.0]}
    ... ).assign(low=0.0, central=1.0, high=2.0, rival_share=[0.9, 0.2], central_share=[0.11, 0.5], limit="pace")
    >>> urgent({"critical_minerals": (ledger, ledger.head(0))})[["product", "left"]].values.tolist()
    [['a', 8.0]]
    """
    columns = ["importer", "product", "imports", "from_rival", "low", "central", "high"]
    columns += ["rival_share", "central_share", "limit"]
    parts = []
    for sector, ledgers in goods.items():
        for ledger in ledgers:
            require(ledger, columns, name="ledger")
            parts.append(ledger[columns].assign(sector=sector))
    found = pd.concat(parts, ignore_index=True)
    found = found[(found["rival_share"] > least) & found["central"].notna()]
    lefts = {"left": "central", "left_least": "high", "left_most": "low"}
    found = found.assign(**{name: found["from_rival"] - found[case] for name, case in lefts.items()})
    # A heading that stands in two sectors presses once.
    found = found.drop_duplicates(["importer", "product"]).sort_values(
        ["left_most", "product"], ascending=[False, True]
    )
    return found.head(rows)[["sector", *columns, *lefts]].reset_index(drop=True)


def _baskets(
    gathered: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]], pair: dict[str, str], year: int
) -> list[pd.DataFrame]:
    """Judge the fit of the baskets of each area, and the strength where the world's exports are known."""
    parts = []
    for area, (sold, bought) in gathered.items():
        parts.append(basket_fit(f"{area}_fit", sold, bought, **pair, year=year))
        if f"{area}_fit_without_fuels" in definitions()["measure"]:
            sold_too, bought_too = (part[~part["product"].str.startswith(FUELS)] for part in (sold, bought))
            parts.append(basket_fit(f"{area}_fit_without_fuels", sold_too, bought_too, **pair, year=year))
        if f"{area}_strength" in definitions()["measure"]:
            parts.append(basket_strength(f"{area}_strength", sold, bought, **pair, year=year))
    return parts


@dataclass(frozen=True)
class _Now:
    """Amounts by economy in the latest year that both have."""

    amounts: pd.Series[float]
    year: int


def _latest(figures: pd.DataFrame, economies: tuple[str, str]) -> _Now:
    own = figures[figures["economy"].isin(economies) & figures["value"].notna()]
    both = own.groupby("year")["economy"].nunique()
    years = both[both == both.max()].index if len(both) else pd.Index([0])
    year = int(max(years))
    return _Now(own[own["year"] == year].set_index("economy")["value"].astype(float), year)


def _models(models: pd.DataFrame, pair: dict[str, str]) -> pd.DataFrame:
    counted = models[models["notable"].astype(bool)]
    economies = counted["economies"].fillna("").str.split(";").explode().str.strip()
    published = pd.to_datetime(counted["published"]).dt.year
    amounts = economies.value_counts().astype(float)
    return balance("ai_models", amounts, **pair, unit="models", year=int(published.max()))


def _gap(facts: pd.DataFrame, accounts: pd.DataFrame, pair: set[str]) -> list[pd.DataFrame]:
    """Set the projected shortage of the one economy that has a projection against the other's yearly increase.

    The shortage is in persons, the increase in accounts. Between years that do not adjoin, no yearly increase is known.
    """
    stated = facts[(facts["economy"] == GAP_OF) & facts["fact"].str.startswith(GAP)]
    if stated.empty or GAP_OF not in pair:
        return []
    supplier = next(iter(pair - {GAP_OF}))
    own = accounts[accounts["economy"] == supplier].set_index("year")["value"].sort_index()
    if own.empty:
        return []
    year = int(own.index[-1])
    rise = float(own[year]) - float(own.get(year - 1, np.nan))
    gap = float(stated["value"].iloc[0])
    return [
        gap_filled("talent_gap", gap=gap, increase=rise, supplier=supplier, buyer=GAP_OF, unit="accounts", year=year)
    ]
