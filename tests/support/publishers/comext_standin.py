"""Eurostat Comext on loopback: months of one member by partner, groups and secret trade too, in SDMX-CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from standins import Reply, Request

HEAD = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
PARTNERS = {"CN": 40, "EL": 3, "QV": 2, "QW": 1, "WORLD": 60, "EU27_2020_EXTRA": 50}


@dataclass
class Comext:
    """Answers as documented; what a test changes of it are its attributes."""

    months: int = 9
    change: Callable[[str], str] = lambda text: text

    def __call__(self, one: Request) -> Reply:
        _, reporter, _, product, flows, _ = one.path.rpartition("/")[2].split(".")
        flow_codes = flows.replace(" ", "+").split("+")
        lines = [
            f"ESTAT:DS-045409(1.0),15/11/26 11:00:00,M,{reporter},{partner},{product},{flow},VALUE_IN_EUROS,"
            f"2025-{month:02},{size * 1000},"
            for flow in flow_codes
            for partner, size in PARTNERS.items()
            for month in range(1, self.months + 1)
        ]
        return Reply(self.change("\n".join([HEAD, *lines, ""])).encode(), headers={"Content-Type": "text/csv"})
