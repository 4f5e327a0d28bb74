"""The World Bank on loopback: two indicators of three economies and two groups, in pages of any size."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from standins import Reply, Request

ECONOMIES = {"JPN": "Japan", "IND": "India", "WLD": "World", "AFE": "Africa Eastern and Southern", "": "no code"}
GONE = b'[{"message":[{"id":"175","key":"Invalid format","value":"The indicator was not found."}]}]'
WRONG = b'[{"message":[{"id":"120","key":"Invalid value","value":"The provided parameter value is not valid"}]}]'


@dataclass
class WorldBank:
    """Answers as documented; what a test changes of it are its attributes."""

    per_page: int = 7
    updated: str = "2026-11-20"
    last: int = 2025
    gone: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)
    about: dict[str, object] = field(default_factory=dict)

    def rows(self, indicator: str) -> list[dict[str, object]]:
        found = []
        for code, name in ECONOMIES.items():
            for year in range(2020, self.last + 1):
                row = {
                    "indicator": {"id": indicator, "value": indicator.title()},
                    "country": {"id": code[:2], "value": name},
                    "countryiso3code": code,
                    "date": str(year),
                    "value": None if (code, year) == ("IND", 2021) else 100.0 + year + len(code),
                    "unit": "",
                    "obs_status": "",
                    "decimal": 0,
                } | self.extra
                found.append({key: value for key, value in row.items() if value != "gone"})
        return found

    def __call__(self, one: Request) -> Reply:
        indicator = one.path.rpartition("/")[2]
        if indicator in self.gone:
            return Reply(GONE)
        rows, number = self.rows(indicator), int(one.params["page"])
        start = (number - 1) * self.per_page
        about = {
            "page": number,
            "pages": -(-len(rows) // self.per_page),
            "per_page": str(self.per_page),
            "total": len(rows),
            "sourceid": "2",
            "lastupdated": self.updated,
        } | self.about
        return Reply(json.dumps([about, rows[start : start + self.per_page]]).encode())
