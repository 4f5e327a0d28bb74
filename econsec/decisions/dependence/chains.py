"""Dependence along a sector's stages: the weakest link, and where two economies complete each other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.substitution.sizing import reasons
from econsec.decisions.tables import require

STAGES = ("product", "chain", "stage", "order")
LEDGER = ("product", "imports", "from_rival", "low", "central", "high")
AMOUNTS = [*LEDGER[1:]]
# Below a tenth of the need, a supplier changes little.
MATTERS = 0.1


@public
def by_stage(found: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """Add up a ledger by the stages of a chain and mark the weakest link.

    rival_share = from_rival / imports; coverage = central / from_rival; exposure = rival_share x (1 - coverage). The
    weakest link is the stage with the largest exposure; of equals, the earlier one.

    Parameters
    ----------
    found : DataFrame
        A ledger (`substitution.ledger`): product, imports, from_rival, low, central, high (USD). A
        product whose imports from the rival are not known is left out and counted; where they are known and what could
        replace them is not, the stage has no coverage.
    stages : DataFrame
        product, chain (name), stage (name), order (number, rising from raw material to finished good). A product may
        belong to several chains.

    Returns
    -------
    DataFrame
        One row per chain and stage, in order: chain, stage, order, products (count), unknown (how many of them are
        left out), imports, from_rival, low, central, high (USD), rival_share, coverage, exposure (0..1), weakest
        (bool), reason (why exposure is missing, else None).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> found = pd.DataFrame({"product": ["2846", "8505"], "imports": [10.0, 10.0], "from_rival": [9.0, 5.0]})
    >>> found = found.assign(low=0.0, central=[0.0, 5.0], high=5.0)
    >>> stages = pd.DataFrame(
    ...     {"product": ["2846", "8505"], "chain": "magnets", "stage": ["oxide", "magnet"], "order": [21, 40]}
    ... )
    >>> by_stage(found, stages)[["stage", "exposure", "weakest"]].values.tolist()
    [['oxide', 0.9, True], ['magnet', 0.0, False]]
    """
    require(found, LEDGER, name="ledger")
    require(stages, STAGES, name="stages")
    rows = stages[[*STAGES]].drop_duplicates().merge(found[[*LEDGER]], on="product", how="left")
    rows["unknown"] = rows["from_rival"].isna().astype("int64")
    rows["blind"] = rows["from_rival"].gt(0) & rows["central"].isna()
    rows[AMOUNTS] = rows[AMOUNTS].mask(rows["from_rival"].isna(), 0.0)
    keys = ["chain", "order", "stage"]
    sums = rows.groupby(keys, as_index=False).agg(
        products=("product", "nunique"),
        unknown=("unknown", "sum"),
        blind=("blind", "any"),
        **{name: (name, "sum") for name in AMOUNTS},
    )
    sums["rival_share"] = sums["from_rival"] / sums["imports"].where(sums["imports"] > 0)
    sums["coverage"] = sums["central"] / sums["from_rival"].where((sums["from_rival"] > 0) & ~sums["blind"])
    sums["exposure"] = (sums["rival_share"] * (1 - sums["coverage"].fillna(0.0))).mask(sums["blind"])
    first = sums.sort_values(["exposure", "order"], ascending=[False, True]).drop_duplicates("chain").index
    sums["weakest"] = sums.index.isin(first) & (sums["exposure"] > 0)
    unseen = (sums["products"] == sums["unknown"]) | sums["blind"]
    sums["reason"] = reasons({"not in the source": unseen, "no imports": sums["imports"] <= 0}, sums.index)
    names = ["chain", "stage", "order", "products", "unknown", *AMOUNTS, "rival_share", "coverage", "exposure"]
    return sums[[*names, "weakest", "reason"]]


@public
def complementarity(forward: pd.DataFrame, reverse: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """Say at which stages two economies could stand in for a rival in each other's imports.

    Parameters
    ----------
    forward, reverse : DataFrame
        The ledger of an importer and its partner, and the one with the two exchanged (with importer and partner).
    stages : DataFrame
        As for `by_stage`.

    Returns
    -------
    DataFrame
        One row per chain, stage and direction: chain, stage, order, supplier, buyer (ISO3), need (USD, what the buyer
        takes from the rival), central (USD), coverage (0..1, NaN without need), verdict of the stage (the same in both
        rows: "both ways", "one way", "neither"; coverage of a tenth counts), reason.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> ledger = {"product": ["8507"], "imports": 10.0, "from_rival": 8.0, "low": 0.0, "high": 8.0}
    >>> forward = pd.DataFrame(ledger | {"importer": "IND", "partner": "JPN", "central": 4.0})
    >>> reverse = pd.DataFrame(ledger | {"importer": "JPN", "partner": "IND", "central": 0.0})
    >>> stages = pd.DataFrame({"product": ["8507"], "chain": "batteries", "stage": "cell", "order": 40})
    >>> complementarity(forward, reverse, stages)[["supplier", "coverage", "verdict"]].values.tolist()
    [['IND', 0.0, 'one way'], ['JPN', 0.5, 'one way']]
    """
    parts = []
    for found in (forward, reverse):
        require(found, ("importer", "partner"), name="ledger")
        sides = {"supplier": found["partner"].iloc[0], "buyer": found["importer"].iloc[0]}
        parts.append(by_stage(found, stages).assign(**sides))
    both = pd.concat(parts, ignore_index=True).rename(columns={"from_rival": "need"})
    keys = ["chain", "order", "stage"]
    ways = (both["coverage"] >= MATTERS).groupby([both[key] for key in keys]).transform("sum")
    both["verdict"] = np.select([ways == len(parts), ways == 1], ["both ways", "one way"], "neither")
    both["reason"] = both["reason"].mask(both["reason"].isna() & (both["need"] <= 0), "nothing from the rival")
    both["reason"] = both["reason"].astype(object).where(both["reason"].notna(), None)
    names = ["chain", "stage", "order", "supplier", "buyer", "need", "central", "coverage", "verdict", "reason"]
    return both.sort_values([*keys, "supplier"], ignore_index=True)[names]
