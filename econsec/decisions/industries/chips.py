"""Who provides what along the chip supply chain: stages, machines and materials."""

from __future__ import annotations

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require

OTHERS = ("XXO", "EUU")  # no single economy


@public
def provision(providers: pd.DataFrame) -> pd.DataFrame:
    """List the economies that provide each input, the largest first.

    Parameters
    ----------
    providers : DataFrame
        input, year, kind ("economy" or "organization"), economy (ISO3), share (0..1, NaN for a provider without one).

    Returns
    -------
    DataFrame
        One row per input and economy: input, year, economy, share, rank (1 for the largest single economy; NaN without
        a share).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> rows = {"input": "N9", "year": 2025, "kind": "economy", "economy": ["JPN", "USA"], "share": [0.997, 0.001]}
    >>> provision(pd.DataFrame(rows))["rank"].tolist()
    [1.0, 2.0]
    """
    require(providers, ("input", "year", "kind", "economy", "share"), name="providers")
    rows = providers[providers["kind"] == "economy"]
    found = rows.groupby(["input", "year", "economy"])["share"].sum(min_count=1).reset_index()
    single = found["share"].where(~found["economy"].isin(OTHERS))
    found["rank"] = single.groupby(found["input"]).rank(ascending=False, method="first")
    return found.sort_values(["input", "rank", "economy"], ignore_index=True)


@public
def leaves(provided: pd.DataFrame, sequence: pd.DataFrame, inputs: pd.DataFrame) -> list[str]:
    """Return the inputs that are counted once: with shares, no stage, and not made up of others that have shares.

    Parameters
    ----------
    provided : DataFrame
        From `provision`.
    sequence : DataFrame
        input, relation ("goes into", "is a kind of"), target.
    inputs : DataFrame
        input, type ("stage", "process", "tool_resource", ...).

    Returns
    -------
    list of str
        Ids of inputs, sorted.

    Examples
    --------
    >>> provided = pd.DataFrame({"input": ["N19", "N20"], "share": [0.8, 1.0]})
    >>> sequence = pd.DataFrame({"input": ["N20"], "relation": ["is a kind of"], "target": ["N19"]})
    >>> inputs = pd.DataFrame({"input": ["N19", "N20"], "type": "tool_resource"})
    >>> leaves(provided, sequence, inputs)
    ['N20']
    """
    require(sequence, ("input", "relation", "target"), name="sequence")
    require(inputs, ("input", "type"), name="inputs")
    known = set(provided.loc[provided["share"].notna(), "input"])
    kind = inputs.set_index("input")["type"]
    below = sequence[sequence["input"].isin(known) & sequence["target"].isin(known)]
    # Tools that go into tools make up a group; tools that go into a material make that material.
    same = below["input"].map(kind) == below["target"].map(kind)
    groups = set(below.loc[(below["relation"] == "is a kind of") | same, "target"])
    return sorted(code for code in known - groups if kind.get(code) != "stage")


@public
def strength(provided: pd.DataFrame, *, economy: str, among: list[str]) -> pd.DataFrame:
    """Say how much of each input an economy provides, and who leads.

    Parameters
    ----------
    provided : DataFrame
        From `provision`.
    economy : str
        ISO3.
    among : list of str
        Inputs to look at, such as `leaves`.

    Returns
    -------
    DataFrame
        One row an input, the largest share first: input, year, share (0..1; NaN where the source does not list this
        economy, or gives it no share), listed (whether it has a row), first (ISO3), first_share.

    Examples
    --------
    >>> rows = {"input": ["N20"], "year": 2025, "economy": ["NLD"], "share": [1.0], "rank": [1.0]}
    >>> strength(pd.DataFrame(rows), economy="JPN", among=["N20"])[["share", "listed", "first"]].values.tolist()
    [[nan, False, 'NLD']]
    """
    require(provided, ("input", "year", "economy", "share", "rank"), name="provided")
    asked = provided[provided["input"].isin(among)]
    first = asked[asked["rank"] == 1].set_index("input")
    own = asked[asked["economy"] == economy].set_index("input")["share"]
    found = asked.groupby("input")["year"].max().to_frame()
    found["share"] = own.reindex(found.index)
    found["listed"] = found.index.isin(own.index)
    found["first"], found["first_share"] = first["economy"], first["share"]
    return found.reset_index().sort_values(["share", "input"], ascending=[False, True], ignore_index=True)


@public
def listed(provided: pd.DataFrame, *, economy: str) -> int:
    """Count the inputs in which the source lists an economy at all, with a share or without.

    Examples
    --------
    >>> listed(pd.DataFrame({"input": ["N1", "N9"], "economy": ["USA", "JPN"]}), economy="IND")
    0
    """
    return int(provided.loc[provided["economy"] == economy, "input"].nunique())


@public
def foundries(chips: pd.DataFrame, seats: pd.DataFrame) -> pd.DataFrame:
    """Count AI chips by year of release and the foundry that makes them.

    Parameters
    ----------
    chips : DataFrame
        name, released (date), foundry (';' or ',' between several, empty where not known).
    seats : DataFrame
        foundry, economy (ISO3 of its seat).

    Returns
    -------
    DataFrame
        One row per year and foundry: year, foundry, economy, chips (a chip of two foundries counts half in each).

    Examples
    --------
    >>> chips = pd.DataFrame({"name": ["a", "b"], "released": ["2024-01-01"] * 2, "foundry": ["TSMC", ""]})
    >>> foundries(chips, pd.DataFrame({"foundry": ["TSMC"], "economy": ["TWN"]})).chips.tolist()
    [1.0]
    """
    require(chips, ("name", "released", "foundry"), name="chips")
    rows = chips[chips["foundry"] != ""].dropna(subset=["released"])
    rows = rows.assign(year=pd.to_datetime(rows["released"]).dt.year, foundry=rows["foundry"].str.split("[,;]"))
    rows["chips"] = 1 / rows["foundry"].str.len()
    rows = rows.explode("foundry")
    rows["foundry"] = rows["foundry"].str.strip()
    found: pd.DataFrame = rows.groupby(["year", "foundry"])["chips"].sum().reset_index()
    return found.assign(economy=found["foundry"].map(seats.set_index("foundry")["economy"]))
