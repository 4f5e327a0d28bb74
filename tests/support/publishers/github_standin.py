"""The Innovation Graph on loopback: its six files, small."""

from __future__ import annotations

from dataclasses import dataclass

from standins import Reply, Request

MEASURES = ("developers", "git_pushes", "repositories", "organizations")


@dataclass
class Graph:
    """Answers as documented; what a test changes of it are its attributes."""

    last: int = 2025

    def text(self, name: str) -> str:
        quarters = [(year, quarter) for year in range(2020, self.last + 1) for quarter in range(1, 5)]
        if name in MEASURES:
            lines = [
                f"{900 + year},{code},{year},{quarter}" for year, quarter in quarters for code in ("JP", "IN", "EU")
            ]
            return "\n".join([f"{name},iso2_code,year,quarter", *lines, ""])
        if name == "topics":
            lines = [f"{year},python,{code},{year},{quarter}" for year, quarter in quarters for code in ("JP", "IN")]
            return "\n".join(["num_pushers,topic,iso2_code,year,quarter", *lines, ""])
        lines = [f"{year},JP,IN,{year},{quarter}" for year, quarter in quarters]
        return "\n".join(["weight,source,destination,year,quarter", *lines, ""])

    def __call__(self, one: Request) -> Reply:
        name = one.path.rpartition("/")[2].removesuffix(".csv")
        return Reply(self.text(name).encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
