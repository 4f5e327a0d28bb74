"""What stands behind a chapter that moved a fit: its largest heading, and who buys that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from econsec.decisions.routes import pair
from econsec.decisions.tables import require

if TYPE_CHECKING:
    import pandas as pd


def behind(
    moved: pd.DataFrame, routes: pd.DataFrame, totals: pd.DataFrame, *, exporter: str, importer: str, year: int
) -> dict[str, Any] | None:
    """Look into the chapter that moved a fit most: which heading is the largest, and where it goes.

    part = exports of the heading / exports of the chapter; share = what the importer takes / exports of the heading.

    Parameters
    ----------
    moved : DataFrame
        From `fit.drivers`: product (chapter), change, exports_after (USD).
    routes, totals : DataFrame
        From `headings.lists` and `headings.sums`.
    exporter, importer : str
        ISO3 codes.
    year : int
        The year.

    Returns
    -------
    dict or None
        chapter, heading (HS codes), exports (USD, of the heading), part (0..1), customer (ISO3 of the first, None if no
        list is there), customer_share (0..1), share (0..1, None if the importer is not listed), at_most (0..1, None if
        nothing is known). None where the source holds no heading of the chapter, or nothing moved.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> moved = frame(product=["85"], change=0.05, exports_after=40.0)
    >>> totals = frame(year=2024, product="8517", economy=["IND", "JPN"], exports=[25.0, 6.0], imports=[16.0, 25.0])
    >>> routes = frame(year=2024, product="8517", economy="IND", direction="export", partner=["USA"], share=0.3)
    >>> found = behind(moved, routes, totals, exporter="IND", importer="JPN", year=2024)
    >>> found["heading"], found["part"], found["customer"], found["share"], round(found["at_most"], 2)
    ('8517', 0.625, 'USA', None, 0.3)
    """
    require(moved, ("product", "change", "exports_after"), name="moved")
    if moved.empty:
        return None
    first = moved.loc[[moved["change"].abs().idxmax()]]
    chapter = str(first["product"].item())
    own = totals[(totals["economy"] == exporter) & (totals["year"] == year)]
    own = own[own["product"].str.startswith(chapter) & (own["product"] != chapter)].dropna(subset=["exports"])
    if own.empty or not own["exports"].max() > 0:
        return None
    largest = own.loc[[own["exports"].idxmax()]]
    heading, exports = str(largest["product"].item()), float(largest["exports"].item())
    lists = routes[(routes["economy"] == exporter) & (routes["direction"] == "export") & (routes["year"] == year)]
    customers = lists[lists["product"] == heading].sort_values("share", ascending=False, kind="stable")
    sold = pair(routes, totals, exporter=exporter, importer=importer, year=year)
    sold = sold[sold["product"] == heading]
    known, bound = float(sold["value"].item()) / exports, float(sold["at_most"].item()) / exports
    return {
        "chapter": chapter,
        "heading": heading,
        "exports": exports,
        "part": exports / float(first["exports_after"].item()),
        "customer": str(customers["partner"].iloc[0]) if len(customers) else None,
        "customer_share": float(customers["share"].iloc[0]) if len(customers) else None,
        "share": known if known == known else None,  # noqa: PLR0124 - not NaN
        "at_most": bound if bound == bound else None,  # noqa: PLR0124
    }
