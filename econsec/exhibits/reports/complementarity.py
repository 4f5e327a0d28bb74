"""The first screen of the report on complementarity: what fits whom, what of it is no gain, and who could supply."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.complementarity.fit import FUELS, STILL, direction, ends
from econsec.exhibits.complementarity.matches import totals
from econsec.exhibits.elements import Report
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.vintage import front
from econsec.store.catalog import Dataset

GEMS = "gems"


def opening(report: Report, data: Dataset, *, base: int) -> None:
    """Open the report.

    Parameters
    ----------
    data : Dataset
        The trade data that the fit is computed from.
    base : int
        The year to compare with.
    """
    front(report, "complementarity", data, base=str(base))


def answer(report: Report, fits: pd.DataFrame, moved: pd.DataFrame, found: pd.DataFrame, *, base: int) -> None:
    """Say the answer in three sentences: the fit and what drove it, what of it is no gain, and who could supply what.

    Parameters
    ----------
    fits : DataFrame
        From `decisions.fits` with the baskets "all", "fuels" and "gems".
    moved : DataFrame
        From `decisions.drivers`, what the partner sells and the importer buys.
    found : DataFrame
        From `decisions.matches`.
    base : int
        The year to compare with.
    """
    years = (base, report.year)
    forward, reverse = (report.partner, report.importer), (report.importer, report.partner)
    there, back = ends(fits, forward, years), ends(fits, reverse, years)
    said = {"base": str(base), **{f"forward_{key}": value for key, value in there.items()}}
    said |= {f"reverse_{key}": value for key, value in back.items()}
    for way, pair in (("forward", forward), ("reverse", reverse)):
        said |= {f"{way}_{key}_fuels": value for key, value in ends(fits, pair, years, FUELS).items()}
    known = there["change"] is not None and back["change"] is not None
    form = direction(there["change"]) if known else "unknown"
    if there["after"] is None or back["after"] is None:
        form = "absent"
    if form in {"up", "down"}:
        # The chapter that moved the fit most in the direction in which it went.
        first = moved.iloc[0 if form == "up" else -1]
        said |= {"first": product_label(str(first["product"]), report.language), "first_change": float(first["change"])}
    report.answer(f"complementarity.answer.fit.{form}", **said)
    if known:
        without, back_without = ends(fits, forward, years, GEMS), ends(fits, reverse, years, GEMS)
        said |= {"forward_without": without["change"], "reverse_without": back_without["change"]}
        # Gems are no gain where leaving them out takes from a rise, in at least one direction, and adds to none.
        lost = [
            (part["change"] or 0.0) - (rest["change"] or 0.0) for part, rest in ((there, without), (back, back_without))
        ]
        no_gain = max(lost) >= STILL and min(lost) > -STILL
        report.answer("complementarity.answer.gems" if no_gain else "complementarity.answer.without", **said)
    elif form == "unknown":
        sellers = fits[
            (fits["importer"] == report.importer) & (fits["basket"] == "all") & (fits["year"] == report.year)
        ]
        best = sellers.sort_values("fit", ascending=False, kind="stable").iloc[0]
        apart = fits[(fits["importer"] == report.importer) & (fits["basket"] == FUELS) & (fits["year"] == report.year)]
        other = apart.sort_values("fit", ascending=False, kind="stable").iloc[0]
        without = {"fuels": other["exporter"], "fuels_fit": float(other["fit"])}
        report.answer(
            "complementarity.answer.best",
            best=best["exporter"],
            best_fit=float(best["fit"]),
            n=len(sellers),
            **without,
        )
    counts = totals(found, report)
    form = "" if counts["n"] + counts["back"] else ".none"
    report.answer(f"complementarity.answer.matches{form}", **counts)
