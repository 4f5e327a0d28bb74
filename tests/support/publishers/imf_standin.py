"""The IMF on loopback: one reporter's goods by month and partner in SDMX-CSV 1.0, groups and estimates too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from standins import Reply, Request

HEAD = (
    "DATAFLOW,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,PRECISION,DECIMALS_DISPLAYED,"
    "TRADE_FLOW,VALUATION,UNIT,DERIVATION_TYPE,OVERLAP,STATUS,SHORT_SOURCE_CITATION"
)
FLOW = "IMF.STA:IMTS(1.0.0)"
#: Kosovo as the IMF writes it, the world, two groups, one of its departments; the last is its estimate.
PARTNERS = {"CHN": 40, "USA": 15, "KOS": 1, "G001": 60, "G998": 9, "TX799": 4, "APD": 50, "IRN": 2}
ESTIMATED = "IRN"
CSV = "application/vnd.sdmx.data+csv;version=1.0.0"


@dataclass
class Imf:
    """Answers as public clients tell; what a test changes of it are its attributes."""

    last: tuple[int, int] = (2025, 9)
    revised: int = 0
    extra: tuple[str, ...] = ()  # partners more
    change: Callable[[str], str] = lambda text: text

    def __call__(self, one: Request) -> Reply:
        flow, _, key = one.path.partition("/data/")[2].partition("/")
        reporter, indicators, counterpart, frequency = key.split(".")
        assert (flow, counterpart, frequency) == ("IMF.STA,IMTS", "", "M")
        assert one.headers["accept"] == CSV
        first, until = (int(one.params[name][:4]) for name in ("startPeriod", "endPeriod"))
        months = [
            (year, month) for year in range(first, until + 1) for month in range(1, 13) if (year, month) <= self.last
        ]
        lines = [f"{FLOW},,,,,,,,,,,,,,,,Country authorities; IMF staff estimates"]
        for indicator in indicators.split("+"):
            trade, valuation, _ = indicator.split("_")
            for partner, size in (PARTNERS | dict.fromkeys(self.extra, 1)).items():
                series, status = f"{FLOW},{reporter},{indicator},{partner},M", "e" if partner == ESTIMATED else ""
                lines += [
                    f"{series},{year}-M{month:02},{size + self.revised}0000{month:02}.5,"
                    f"6,,,{trade},{valuation},USD,M,OL,{status},"
                    for year, month in months
                ]
        return Reply(self.change("\n".join([HEAD, *lines, ""])).encode(), headers={"Content-Type": CSV})
