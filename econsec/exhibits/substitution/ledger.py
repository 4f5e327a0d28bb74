"""Exhibits on substitution: what the partner could supply instead, and what stands in the way."""

from __future__ import annotations

import math

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements import assumptions as assumed
from econsec.i18n import numbers
from econsec.i18n.spans import Span

ROWS = 14
CASES = ("low", "central", "high")
MILLION = 1e6
DASH = {"en": "\u202f–\u202f", "ja": "～"}


def amount(ledger: pd.DataFrame, *, suffix: str = "") -> Span:
    """Add up a ledger for a sentence: the three cases as one range of what is bought from the rival.

    Parameters
    ----------
    ledger : DataFrame
        From `decisions.ledger` or, with the suffix "_net", from `decisions.hidden_content.net`.
    suffix : str
        Of the columns of the cases. A case that is not known counts as none, in the high one as its gross amount.
    """
    low, central, high = (ledger[f"{case}{suffix}"] for case in CASES)
    ends = (low, central, high.fillna(ledger["high"]))
    least, middle, most = (float(end.sum()) for end in ends)
    return Span(least, middle, most, scale=float(ledger["from_rival"].sum()), asks=asks(ledger, suffix))


def asks(ledger: pd.DataFrame, suffix: str = "") -> str:
    """Return the question that a sum of a ledger answers: what of, by whom, instead of whom, in which products."""
    if not {"importer", "partner", "rival"} <= set(ledger.columns) or ledger.empty:
        return ""
    needed = ledger[ledger["from_rival"] > 0]
    roles = "-".join(str(ledger[part].iloc[0]) for part in ("importer", "partner", "rival"))
    return f"replaceable{suffix} {roles} {','.join(sorted(needed['product']))}"


def spans(report: Report, ledger: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show the low, central and high replaceable share by product, with the binding limit as a word.

    A gap, said in words, where the rival supplies nothing of these products.

    Parameters
    ----------
    ledger : DataFrame
        From `decisions.ledger`.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("critical_minerals"), "en", [])
    >>> world = trade(list(labels), year=2024)
    >>> ledger = decisions.ledger(world, **report.roles, products=list(labels))
    >>> exhibits.ledger.spans(report.on(*exhibits.cited((*world.sources, *world.before))), ledger, labels).id
    'ledger-jpn'
    """
    needed = ledger[(ledger["from_rival"] > 0) & ledger["product"].isin(labels)]
    if needed.empty:
        return Gap("substitution.spans.gap")
    needed = needed.sort_values("from_rival", ascending=False, kind="stable")
    needed = needed.assign(
        label=needed["product"].map(labels),
        limit_text=[report.text(f"limit.{_key(word)}") for word in needed["limit"]],
        grade_text=[report.text(f"grade.{_key(word)}") for word in needed["grade"]],
        range_text=[
            f"{numbers.percent(low, report.language)}{DASH[report.language]}{numbers.percent(high, report.language)}"
            for low, high in zip(needed["low_share"], needed["high_share"], strict=True)
        ],
    )
    shown = needed.head(ROWS)
    drawn = shown.rename(columns={f"{case}_share": f"{case}_part" for case in CASES})
    drawn = drawn.assign(**{case: drawn[f"{case}_part"] for case in CASES}, text=drawn["limit_text"])
    limits = needed["limit_text"].value_counts()
    part = amount(needed)
    values: dict[str, object] = {
        "part": part,
        "from_rival": part.scale,
        "counted": assumed.counted(report, needed),
        "n": int((needed["central_share"] > 0).sum()),
        "of": len(needed),
        "most": str(shown["label"].iloc[int(shown["high_share"].to_numpy().argmax())]),
        "most_share": float(shown["high_share"].max()),
        "limit_most": str(limits.index[0]),
        "limit_n": int(limits.iloc[0]),
        "rows": len(shown),
    }
    columns = (
        *common.GOOD,
        common.NEED,
        Column("redirectable", "column.redirectable", "usd_million"),
        Column("spare", "column.lost", "usd_million"),
        common.GRADE,
        Column("central_share", "column.central", "percent"),
        Column("range_text", "column.range", "range"),
        common.LIMIT,
    )
    some = "single" if len(shown) == 1 else "every" if len(shown) == len(needed) else "largest"
    return report.exhibit(
        "substitution.spans",
        values,
        id=f"ledger-{report.importer.lower()}",
        form="" if part.high > 0 else "never",
        subtitle=f"substitution.spans.subtitle.{some}",
        alt="substitution.spans.alt.single" if some == "single" else "substitution.spans.alt",
        chart=charts.span(drawn, colour=report.palette.of(report.partner)),
        table=Table(shown, columns, open=True, whole=_whole(ledger)),
        caveats=[*assumed.ledger(report, ledger), "caveat.content"],
    )


def _whole(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return all that the ledger holds, for the CSV file."""
    return ledger.drop(columns=[name for name in ("importer", "partner", "rival", "reason") if name in ledger])


def _key(words: str) -> str:
    return words.replace(" ", "_")


def limit(report: Report, ledger: pd.DataFrame) -> None:
    """Say what stands in the way most often.

    Parameters
    ----------
    ledger : DataFrame
        From `decisions.ledger`.
    """
    needed = ledger[(ledger["from_rival"] > 0) & (ledger["limit"] != "need")]
    if needed.empty:
        return
    counts = needed["limit"].value_counts()
    word = report.text(f"limit.{_key(str(counts.index[0]))}")
    report.claim("minerals.claim.limit", limit=word, n=int(counts.iloc[0]), of=int((ledger["from_rival"] > 0).sum()))


def _ends(report: Report, low: float, high: float) -> str:
    """Write the two ends of a range, USD million."""
    written = [numbers.decimal(end, report.language, digits=1) for end in (low, high)]
    return written[0] if low == high else f"{written[0]}{DASH[report.language]}{written[1]}"


def partners(report: Report, ranked: pd.DataFrame, *, rows: int = 12, caveat: str = "caveat.passing") -> Exhibit | Gap:
    """Show what each economy could replace of the rival's supply, from the least to the most, the partner among them.

    Which could replace most is said only where its least is above the most of all others. A gap where nobody could
    replace anything.

    Parameters
    ----------
    ranked : DataFrame
        From `decisions.best_partners`: product, partner, from_rival, low, central, central_net, high (USD), hidden.
    rows : int
        The most economies to draw; the report's partner is drawn wherever it stands.
    caveat : str
        Key of the sentence on what is taken off: with or without inputs.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> minerals, world = sector("critical_minerals"), trade("critical_minerals", year=2024)
    >>> ranked = decisions.best_partners(world, importer="JPN", rival="CHN", k=300, inputs=minerals.inputs)
    >>> here = report.on(*exhibits.cited(world.sources))
    >>> exhibits.ledger.partners(here, ranked, caveat="caveat.passing.inputs").id
    'partners-jpn'
    """
    kept = 1 - ranked["hidden"]
    net = {f"{case}_net": ranked[case] * kept for case in CASES}
    net["high_net"] = net["high_net"].fillna(ranked["high"])
    sums = ranked.assign(**net).groupby("partner")[[*net, "central"]].sum()
    sums["products"] = (ranked["central"] > 0).groupby(ranked["partner"]).sum()
    sums = sums[sums["high_net"] > 0].reset_index()
    if sums.empty:
        return Gap("substitution.partners.gap")
    need = float(ranked.drop_duplicates("product")["from_rival"].sum())
    lows, middles, highs = (sums[end].astype(float) for end in net)
    rows_of = zip(sums["partner"], lows, middles, highs, strict=True)
    spans = {partner: Span(low, middle, high, scale=need) for partner, low, middle, high in rows_of}
    # In the order of what is there at most, which is no rank: the table has no place of an economy.
    sums = sums.sort_values(["high_net", "partner"], ascending=[False, True], ignore_index=True)
    # Whoever comes first for certain has the highest end as well, and its least is above the second's.
    sure = len(sums) == 1 or bool(sums["low_net"].iloc[0] > sums["high_net"].iloc[1])
    own = sums[sums["partner"] == report.partner]
    shown = sums.head(rows)
    shown = pd.concat([shown, own[~own["partner"].isin(shown["partner"])]])
    shown = shown.assign(
        label=report.names(shown["partner"]),
        colour=report.colours(shown["partner"]),
        central=[math.nan if spans[one].wide else spans[one].central / MILLION for one in shown["partner"]],
        gross=shown["central"],
        low=shown["low_net"] / MILLION,
        high=shown["high_net"] / MILLION,
    )
    shown["text"] = [_ends(report, *ends) for ends in zip(shown["low"], shown["high"], strict=True)]
    first = str(sums["partner"].iloc[0])
    values = {
        "first": first,
        "first_part": spans[first],
        "of": len(sums),
        "part": spans.get(report.partner, Span(0.0, 0.0, 0.0, scale=need)),
        "need": need,
        "rows": len(shown),
    }
    whose = ".absent" if own.empty else ".own" if first == report.partner else ""
    columns = (
        common.ECONOMY_ROW,
        Column("products", "column.products", "int"),
        Column("low_net", "column.low_net", "usd_million"),
        Column("central_net", "column.net", "usd_million"),
        Column("high_net", "column.high_net", "usd_million"),
        Column("gross", "column.central_usd", "usd_million"),
    )
    return report.exhibit(
        "substitution.partners",
        values,
        id=f"partners-{report.importer.lower()}",
        form=("sure" if sure else "open") + whose,
        chart=charts.span(shown, colour="", axis_format=",.0f", top=1.35 * float(shown["high"].max()), step=22),
        table=Table(shown, columns),
        caveats=["caveat.partners", caveat],
    )
