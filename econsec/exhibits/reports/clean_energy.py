"""What the report on clean energy says in words: its opening, its answer, and where the two meet."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.complementarity.markets import HALF
from econsec.exhibits.elements import Report
from econsec.exhibits.elements.assumptions import counted
from econsec.exhibits.elements.labels import minerals_of
from econsec.exhibits.elements.vintage import front
from econsec.exhibits.substitution.ledger import amount
from econsec.store.catalog import Dataset

WAFERS, CELLS = "3818", "8541"
NAMED = 3  # headings that a sentence names


def opening(report: Report, labels: dict[str, str], data: Dataset) -> None:
    """Open the report: its title, and what a reader must know of its data."""
    front(report, "clean_energy", data, n=len(labels))


def dependence(report: Report, found: pd.DataFrame, labels: dict[str, str]) -> None:
    """Answer in how many headings the rival supplies most of what either buys, and of which.

    Parameters
    ----------
    found : DataFrame
        From `decisions.clean_energy.links`.
    """
    own = found[found["seller"] == report.rival].drop_duplicates(["product", "buyer"]).dropna(subset=["share"])
    said = {}
    for part, code in (("importer", report.importer), ("partner", report.partner)):
        known = own[own["buyer"] == code].sort_values("share", ascending=False)
        if known.empty:
            continue
        top = known.head(NAMED)
        items = report.each("answer.item", top.assign(name=top["product"].map(labels)), name="name", share="share")
        over = int((known["share"] > HALF).sum())
        said[part] = {"over": over, "of": len(known), "items": items, "shares": top["share"].tolist()}
    if not said:
        report.answer("clean_energy.answer.dependence.none")
        return
    if len(said) == 1:
        (part, values), *_ = said.items()
        who = {"importer": report.importer, "partner": report.partner}[part]
        report.answer("clean_energy.answer.dependence.single", who=who, **values)
        return
    partner = {f"partner_{name}": value for name, value in said["partner"].items()}
    report.answer("clean_energy.answer.dependence", **said["importer"], **partner)


def meeting(report: Report, forward: pd.DataFrame, reverse: pd.DataFrame) -> None:
    """Answer what part of the rival's deliveries either could take over from the other.

    Parameters
    ----------
    forward, reverse : DataFrame
        From `decisions.hidden_content.net`: the partner for the importer, and the importer for the partner.
    """
    values: dict[str, object] = {}
    for part, ledger in (("", forward), ("back_", reverse)):
        sized = ledger[(ledger["from_rival"] > 0) & ledger["central"].notna()]
        if sized.empty:
            continue
        left, gross = amount(sized, suffix="_net"), amount(sized)
        values |= {f"{part}part": left, f"{part}gross": gross, f"{part}need": gross.scale}
        values["counted"] = counted(report, sized, either=True)
    if not values:
        report.answer("clean_energy.answer.meeting.none")
        return
    form = "" if {"need", "back_need"} <= values.keys() else ".forward" if "need" in values else ".back"
    report.answer(f"clean_energy.answer.meeting{form}", **values)


def minerals(report: Report, wanted: pd.DataFrame, stages: pd.DataFrame, *, scenario: str, year: int) -> None:
    """Answer which mineral clean energy will ask for most over today's, and how much of it the rival refines.

    Parameters
    ----------
    wanted : DataFrame
        From `decisions.clean_energy.demand`.
    stages : DataFrame
        From `decisions.stage_shares`: mineral, rival_refining (0..1), year.
    scenario : str
        Which.
    year : int
        Of the scenario.
    """
    names = minerals_of("iea_mineral", report.language)
    own = wanted[(wanted["scenario"] == scenario) & wanted["mineral"].isin(names)].dropna(subset=["times"])
    top = own.nlargest(1, "times").iloc[0]
    refined = stages.set_index("mineral")["rival_refining"].dropna()
    values = {
        "mineral": names[top["mineral"]],
        "times": float(top["times"]),
        "scenario": report.text(f"scenario.{scenario}"),
        "horizon": str(year),
        "base": str(int(stages["year"].min())),
    }
    if refined.empty:
        report.answer("clean_energy.answer.minerals.unlisted", **values)
        return
    part = float(refined.get(top["mineral"], float("nan")))
    counts = {"over": int((refined > HALF).sum()), "of": len(refined)}
    form = "" if part == part else ".other"  # noqa: PLR0124 - not NaN
    report.answer(f"clean_energy.answer.minerals{form}", refined=part, **values, **counts)


def wafers(report: Report, stood: pd.DataFrame, found: pd.DataFrame, labels: dict[str, str]) -> None:
    """Say what module makers buy and material makers sell: wafers of the one against wafers of the other.

    Parameters
    ----------
    stood : DataFrame
        From `decisions.markets.standing`: product, economy, exports, imports.
    found : DataFrame
        From `decisions.clean_energy.links`.
    """
    wide = stood.set_index(["product", "economy"])[["exports", "imports"]].to_dict("index")
    asked = [(WAFERS, report.importer), (WAFERS, report.partner), (CELLS, report.partner)]
    if not set(asked) <= set(wide):
        return
    shares = found[(found["buyer"] == report.partner) & (found["seller"] == report.rival)]
    share = float(shares.set_index("product")["share"].get(WAFERS, float("nan")))
    bought, sold = float(wide[asked[1]]["imports"]), float(wide[asked[0]]["exports"])
    if not (share == share and bought > 0):  # noqa: PLR0124 - not NaN
        return
    times = sold / bought
    # Much less than once is told as a part: nobody reads "0.0 times".
    form = "times" if times >= 1 else "part"
    report.claim(
        "clean_energy.claim.wafers",
        cells=labels[CELLS],
        exports=float(wide[asked[2]]["exports"]),
        bought=bought,
        share=share,
        sold=sold,
        times=times,
        beside=report.text(f"clean_energy.wafers.{form}", times=times),
    )
