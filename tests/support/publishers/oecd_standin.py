"""The OECD on loopback: a leading indicator by month in SDMX-CSV 2.0, with rows that hold attributes alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from standins import Reply, Request

HEAD = (
    "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,FREQ,MEASURE,UNIT_MEASURE,ACTIVITY,ADJUSTMENT,TRANSFORMATION,TIME_HORIZ,"
    "METHODOLOGY,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT,DECIMALS,BASE_PER"
)
QUESTION = "OECD.SDD.STES,DSD_STES@DF_CLI,4.1/JPN+IND.M.LI...AA..."


@dataclass
class Oecd:
    """Answers as documented; what a test changes of it are its attributes."""

    months: int = 9
    revised: float = 0.0
    change: Callable[[str], str] = lambda text: text

    def __call__(self, one: Request) -> Reply:
        flow, _, key = one.path.partition("/data/")[2].partition("/")
        agency, name, version = flow.split(",")
        head = f"DATAFLOW,{agency}:{name}({version or '4.1'}),I"
        lines = []
        for area in key.split(".")[0].split("+"):
            series = f"{head},{area},M,LI,IX,_Z,AA,_Z,_Z,H"
            lines += [
                f"{series},2025-{month:02},{100 + month / 10 + self.revised:.1f},A,0,4,"
                for month in range(1, self.months + 1)
            ]
            lines += [f"{series},2025-{self.months + 1:02},NaN,M,0,4,", f"{series},,,,0,4,2015"]
        return Reply(self.change("\n".join([HEAD, *lines, ""])).encode(), headers={"Content-Type": "text/csv"})
