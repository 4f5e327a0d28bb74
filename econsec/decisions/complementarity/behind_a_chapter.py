"""What stands behind a chapter that moved a fit: its largest heading, and who buys that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.flows.accounts import BOTH, EXPORTS, REST

if TYPE_CHECKING:
    import pandas as pd

    from econsec.flows.trade import Trade


@public
def behind(moved: pd.DataFrame, trade: Trade, *, exporter: str, importer: str, year: int) -> dict[str, Any] | None:
    """Look into the chapter that moved a fit most: which heading is the largest, and where it goes.

    part = exports of the heading / exports of the chapter; share = what the importer takes / exports of the heading.

    Parameters
    ----------
    moved : DataFrame
        From `fit.drivers`: product (chapter), change, exports_after (USD).
    trade : Trade
        From `econsec.trade`: lists and totals of headings.
    exporter, importer : str
        ISO3 codes.
    year : int
        The year.

    Returns
    -------
    dict or None
        chapter, heading (HS codes), exports (USD, of the heading), part (0..1), customer (ISO3 of the first, None if no
        list is there), customer_share (0..1), share (0..1, None if the importer is not listed), share_high (0..1, None
        if nothing is known). None where the source holds no heading of the chapter, or nothing moved.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> from econsec.flows.build import listed
    >>> moved = pd.DataFrame({"product": ["85"], "change": 0.05, "exports_after": 40.0})
    >>> key = {"year": 2024, "product": "8517"}
    >>> lists = pd.DataFrame({**key, "economy": ["IND"], "flow": "export", "partner": "USA", "share": 0.3})
    >>> totals = pd.DataFrame({**key, "economy": ["IND", "JPN"], "flow": ["export", "import"], "value": 25.0})
    >>> found = behind(moved, listed(lists, totals), exporter="IND", importer="JPN", year=2024)
    >>> found["heading"], found["part"], found["customer"], found["share"], round(found["share_high"], 2)
    ('8517', 0.625, 'USA', None, 0.3)
    """
    require(moved, ("product", "change", "exports_after"), name="moved")
    if moved.empty:
        return None
    first = moved.loc[[moved["change"].abs().idxmax()]]
    chapter = str(first["product"].item())
    now = trade.of(year=year)
    sold = now.side(exporter, EXPORTS)["total"].dropna()
    sold = sold[sold.index.str.startswith(chapter) & (sold.index != chapter)]
    if sold.empty or not sold.max() > 0:
        return None
    heading, exports = str(sold.idxmax()), float(sold.max())
    customers = now.of([heading]).partners(exporter, EXPORTS)
    customers = customers[customers["partner"] != REST] if _listed(now, exporter, heading) else customers.head(0)
    pair = now.of([heading]).between(exporter, importer)
    known, bound = float(pair["value"].item()) / exports, float(pair["high"].item()) / exports
    return {
        "chapter": chapter,
        "heading": heading,
        "exports": exports,
        "part": exports / float(first["exports_after"].item()),
        "customer": str(customers["partner"].iloc[0]) if len(customers) else None,
        "customer_share": float(customers["share"].iloc[0]) if len(customers) else None,
        "share": known if known == known else None,  # noqa: PLR0124 - not NaN
        "share_high": bound if bound == bound else None,  # noqa: PLR0124
    }


def _listed(now: Trade, exporter: str, heading: str) -> bool:
    """Say whether the exporter's own account names customers: what others name may leave its first one out."""
    own = now.named[(now.named["exporter"] == exporter) & (now.named["product"] == heading)]
    return bool(len(own) if "told_by" not in own else own["told_by"].isin([exporter, BOTH]).any())
