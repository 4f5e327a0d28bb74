"""What is known of the way between two economies: how well each moves goods, as the World Bank rates it."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.elements import Report
from econsec.i18n import numbers
from econsec.store.catalog import Dataset

INDEX = "LP.LPI.OVRL.XQ"


def rated(report: Report, indicators: pd.DataFrame, data: Dataset) -> None:
    """Say how importer, partner and rival are rated in logistics, and that it says nothing of a port or a good.

    Of the last year in which both importer and partner are rated; words where there is none.

    Parameters
    ----------
    indicators : DataFrame
        World Development Indicators: economy, year, indicator, value.
    """
    index = indicators[(indicators["indicator"] == INDEX) & indicators["value"].notna()]
    wide = index.pivot_table(index="year", columns="economy", values="value")
    both = [report.importer, report.partner]
    known = wide.reindex(columns=both).dropna()
    if known.empty:
        report.claim("logistics.claim.unknown", data)
        return
    year = int(known.index.max())
    now = wide.loc[year].reindex([*both, report.rival]).dropna().astype(float)
    items = [
        report.text("logistics.item", who=who, score=numbers.decimal(score, report.language, digits=1))
        for who, score in now.to_dict().items()
    ]
    report.claim("logistics.claim", data, items=items, when=str(year))
