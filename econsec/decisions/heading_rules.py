"""Rules of dependence where a source lists the largest suppliers only: judged where what is missing cannot matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.decisions.routes import ROUTES, TOTALS
from econsec.decisions.tables import require
from econsec.indicators.rules import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

RULES = ("ec", "merics", "meti", "cabinet_office")
LISTED = "the source does not list its suppliers"
UNSURE = "what the source leaves out could decide it"


def concentration(routes: pd.DataFrame, *, importer: str, rival: str, year: int) -> pd.DataFrame:
    """Bound the concentration of an importer's suppliers from the largest of them.

    With shares s of those listed, the smallest t and the rest r = 1 - sum s: sum s**2 <= HHI <= sum s**2 + r t, since
    nobody in the rest has more than t.

    Parameters
    ----------
    routes : DataFrame
        From `headings.lists`: year, product, economy, direction, partner, share (0..1).
    importer, rival : str
        ISO3 codes.
    year : int
        The year.

    Returns
    -------
    DataFrame
        One row a product that the importer has a list of suppliers for: product, hhi_low, hhi_high (0..1),
        top_supplier, top_share, rival_share, rival_most (0..1: the share, or the smallest listed if the rival is not
        among them; rival_share is then NaN).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> key = {"year": 2024, "product": "2941", "economy": "JPN", "direction": "import"}
    >>> routes = frame(**key, partner=["CHN", "ITA"], share=[0.6, 0.2])
    >>> found = concentration(routes, importer="JPN", rival="CHN", year=2024)
    >>> found[["hhi_low", "hhi_high", "top_share"]].round(2).values.tolist()
    [[0.4, 0.44, 0.6]]
    """
    require(routes, ROUTES, name="routes")
    own = routes[(routes["economy"] == importer) & (routes["direction"] == "import") & (routes["year"] == year)]
    own = own.sort_values(["product", "share"], ascending=[True, False], kind="stable").assign(square=own["share"] ** 2)
    found = own.groupby("product").agg(
        hhi_low=("square", "sum"),
        listed=("share", "sum"),
        smallest=("share", "min"),
        top_supplier=("partner", "first"),
        top_share=("share", "first"),
    )
    rest = (1 - found["listed"]).clip(lower=0.0)
    found["hhi_high"] = found["hhi_low"] + rest * found["smallest"].where(found["smallest"] < rest, rest)
    found["rival_share"] = own[own["partner"] == rival].set_index("product")["share"]
    found["rival_most"] = found["rival_share"].fillna(found["smallest"].where(found["smallest"] < rest, rest))
    names = ["hhi_low", "hhi_high", "top_supplier", "top_share", "rival_share", "rival_most"]
    return found[names].reset_index()


def judge_lists(
    routes: pd.DataFrame,
    totals: pd.DataFrame,
    *,
    importer: str,
    rival: str,
    year: int,
    products: Sequence[str],
    rules: Sequence[str] = RULES,
) -> pd.DataFrame:
    """Judge an importer's headings by the published rules, as far as lists of the largest suppliers allow.

    A condition holds if its number is above the threshold at its lowest, fails if it is not at its highest, and cannot
    be judged in between. A rule fails if one condition fails. Zero exports count as above any ratio.

    Parameters
    ----------
    routes, totals : DataFrame
        From `headings.lists` and `headings.sums`.
    importer, rival : str
        ISO3 codes.
    year : int
        The year.
    products : sequence of str
        Headings to judge.
    rules : sequence of str
        Names of `econsec.indicators.rules` that need one year and no world concentration.

    Returns
    -------
    DataFrame
        One row per product of the totals and rule: year, importer, product, rule, passed (True, False or missing),
        imports (USD), hhi_low, hhi_high, top_supplier, top_share, rival_share (0..1), reason (why passed is missing,
        else None).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> key = {"year": 2024, "product": "2941", "economy": "JPN"}
    >>> routes = frame(**key, direction="import", partner=["CHN", "ITA"], share=[0.66, 0.25])
    >>> totals = frame(**key, exports=[10.0], imports=100.0)
    >>> found = judge_lists(routes, totals, importer="JPN", rival="CHN", year=2024, products=["2941"])
    >>> found[["rule", "passed"]].values.tolist()
    [['ec', True], ['merics', True], ['meti', <NA>], ['cabinet_office', True]]
    """
    require(totals, TOTALS, name="totals")
    own = totals[(totals["economy"] == importer) & (totals["year"] == year) & totals["product"].isin(list(products))]
    table = own[["product", "exports", "imports"]].merge(
        concentration(routes, importer=importer, rival=rival, year=year), on="product", how="left"
    )
    bounds = _bounds(table)
    parts = []
    for rule in chosen(rules):
        holds, fails = np.ones(len(table), np.bool_), table["imports"].to_numpy() <= 0
        for condition in rule.conditions:
            if condition.number == "external_share":
                continue  # says nothing for an area of one economy
            low, high = bounds[condition.number]
            # A comparison with what is not known is neither.
            holds &= low > condition.above
            fails |= high <= condition.above
        passed = pd.array(np.where(fails, 0.0, np.where(holds, 1.0, np.nan)), dtype="Float64").astype("boolean")
        parts.append(table.assign(rule=rule.name, passed=passed))
    found = pd.concat(parts, ignore_index=True).assign(year=year, importer=importer)
    unknown, unlisted = found["passed"].isna(), found["hhi_low"].isna()
    reason = np.select([unknown & unlisted, unknown], [LISTED, UNSURE], "")
    found["reason"] = pd.Series(reason, index=found.index, dtype=object).where(reason != "", None)
    found["place"] = found["product"].map({code: place for place, code in enumerate(products)})
    names = ["year", "importer", "product", "rule", "passed", "imports", "hhi_low", "hhi_high"]
    names += ["top_supplier", "top_share", "rival_share", "reason"]
    return found.sort_values("place", kind="stable", ignore_index=True)[names]


def _bounds(table: pd.DataFrame) -> dict[str, tuple[pd.Series[float], pd.Series[float]]]:
    """Return the lowest and highest value of each number that a rule may ask for."""
    ratio = (table["imports"] / table["exports"].where(table["exports"] > 0)).fillna(np.inf)
    least = table["rival_share"].fillna(0.0).where(table["hhi_low"].notna())
    nothing = pd.Series(np.nan, index=table.index)
    return {
        "hhi": (table["hhi_low"], table["hhi_high"]),
        "top_share": (table["top_share"], table["top_share"]),
        "rival_share": (least, table["rival_most"]),
        "import_export_ratio": (ratio, ratio),
        "world_hhi": (nothing, nothing),
    }


def agreed(judged: pd.DataFrame) -> pd.DataFrame:
    """Count for each importer and product how many rules hold, do not hold, and cannot be judged.

    Parameters
    ----------
    judged : DataFrame
        From `judge_lists` or `indicators.dependence_flags`, one year: importer, product, rule, passed.

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


def judge_all(
    routes: pd.DataFrame,
    totals: pd.DataFrame,
    *,
    importers: Sequence[str],
    rival: str,
    year: int,
    products: Sequence[str],
    rules: Sequence[str] = RULES,
) -> pd.DataFrame:
    """Judge the headings of several importers; see `judge_lists`.

    Returns
    -------
    DataFrame
        As `judge_lists`, one importer after the other.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> key = {"year": 2024, "product": "2941", "economy": "JPN"}
    >>> routes = frame(**key, direction="import", partner=["CHN"], share=0.9)
    >>> totals = frame(**key, exports=[10.0], imports=100.0)
    >>> judge_all(routes, totals, importers=["JPN"], rival="CHN", year=2024, products=["2941"])["rule"].tolist()
    ['ec', 'merics', 'meti', 'cabinet_office']
    """
    parts = [
        judge_lists(routes, totals, importer=importer, rival=rival, year=year, products=products, rules=rules)
        for importer in importers
    ]
    return pd.concat(parts, ignore_index=True)
