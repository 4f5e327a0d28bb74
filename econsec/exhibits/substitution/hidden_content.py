"""Exhibits on hidden content: what of the partner's supply hangs on the rival itself."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common

ROWS = 12


def net(
    report: Report,
    found: pd.DataFrame,
    labels: dict[str, str],
    caveat: str = "caveat.hidden",
) -> Exhibit | Gap:
    """Show the replaceable share gross, and net of what the partner itself buys from the rival.

    A gap where the partner has nothing to offer, gross.

    Parameters
    ----------
    found : DataFrame
        From `decisions.hidden_content.net`: product, from_rival, high, high_net, central, central_net (USD), hidden.
    caveat : str
        The message that says what was counted: of the same product alone, or of its ingredients as well.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("information_communications"), "en")
    >>> goods = trade(list(labels), year=2024)
    >>> ledger = decisions.ledger(goods, **report.roles, year=2024)
    >>> own = decisions.hidden_content.own(goods, partner="IND", rival="CHN", year=2024)
    >>> found = decisions.hidden_content.net(ledger, decisions.hidden_content.content(own))
    >>> exhibits.hidden_content.net(report.on(*exhibits.whose(goods)), found, labels).id
    'hidden-content'
    """
    able = found[(found["high"] > 0) & found["product"].isin(labels)]
    offered = able[able["hidden"].notna()]
    if found["from_rival"].isna().all() or found["high"].isna().all() or (offered.empty and len(able)):
        return Gap("content.net.unknown")
    if offered.empty:
        return Gap("content.net.gap")
    offered = offered.assign(
        label=offered["product"].map(labels),
        gross=offered["high"] / offered["from_rival"],
        net=offered["high_net"] / offered["from_rival"],
    ).sort_values("high", ascending=False, kind="stable")
    shown = offered.head(ROWS)
    series = [
        Series("gross", report.text("content.gross"), charts.SECOND),
        Series("net", report.text("content.net"), report.palette.of(report.partner)),
    ]
    gross, left = float(offered["high"].sum()), float(offered["high_net"].sum())
    values = {
        "gross": gross,
        "net": left,
        "lost": 1 - left / gross,
        "n": int((offered["hidden"] > HALF).sum()),
        "of": len(offered),
        "rows": len(shown),
        "first": shown["label"].iloc[0],
        "first_hidden": float(shown["hidden"].iloc[0]),
    }
    columns = (
        *common.GOOD,
        Column("high", "column.gross", "usd_million"),
        Column("hidden", "column.hidden", "percent", bar=True),
        Column("high_net", "column.net", "usd_million"),
    )
    return report.exhibit(
        "content.net",
        values,
        id="hidden-content",
        form="part" if len(offered) < len(able) else "",
        chart=charts.dumbbell(shown, series),
        table=Table(offered, columns),
        caveats=[caveat],
    )


HALF = 0.5
